"""The desk of operators, and what the center sees of them."""

from django.urls import path

from dure.desks.operator import views

app_name = "operator"
urlpatterns = [
    path("op/", views.home, name="home"),
    path("op/parts/<int:appointment_id>/", views.part, name="part"),
    path("op/parts/<int:appointment_id>/plan/", views.plan, name="plan"),
    path("op/seats/", views.seats, name="seats"),
    path("op/seats/<int:seat_id>/", views.seat, name="seat"),
    path("op/rounds/<int:round_id>/step-<slug:step>/", views.step, name="step"),
    path("desk/programs/<int:program_id>/operators/", views.program, name="program"),
]
