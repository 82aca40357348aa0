"""The center's desk made of several apps."""

from django.urls import path

from dure.desks.staff import views

app_name = "staff"
urlpatterns = [
    path("desk/", views.home, name="home"),
    path("desk/rounds/", views.rounds, name="rounds"),
    path("desk/rounds/<int:round_id>/", views.round_dashboard, name="round"),
]
