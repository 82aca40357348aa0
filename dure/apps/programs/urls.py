"""The staff's pages of programs and rounds."""

from django.urls import path

from dure.apps.programs.views import desk, planning

app_name = "programs"
urlpatterns = [
    path("desk/programs/", desk.programs, name="desk"),
    path("desk/programs/years/", planning.open_year, name="year"),
    path("desk/programs/<int:program_id>/bring/", planning.bring, name="bring"),
    path("desk/programs/<int:program_id>/", desk.program, name="program"),
    path("desk/programs/<int:program_id>/plan/", desk.plan, name="plan"),
    path("desk/rounds/<int:round_id>/open/", desk.open_round, name="open"),
    path("desk/rounds/<int:round_id>/dates/", desk.change_dates, name="dates"),
    path("desk/rounds/<int:round_id>/close/", desk.close, name="close"),
    path("desk/rounds/<int:round_id>/stages/<str:stage_key>/", desk.stage, name="stage"),
]
