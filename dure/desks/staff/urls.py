"""The center's desk made of several apps."""

from django.urls import path

from dure.desks.staff import rates, views

app_name = "staff"
urlpatterns = [
    path("desk/", views.home, name="home"),
    path("desk/rates/", rates.index, name="rates"),
    path("desk/rates/<slug:rate_key>/", rates.series, name="rate"),
    path("desk/rounds/", views.rounds, name="rounds"),
    path("desk/rounds/<int:round_id>/", views.round_dashboard, name="round"),
]
