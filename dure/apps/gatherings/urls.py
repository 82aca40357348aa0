"""Addresses of gatherings: for everybody, and the desk."""

from django.urls import path

from dure.apps.gatherings.views import desk, public, records

app_name = "gatherings"
urlpatterns = [
    path("events/", public.index, name="index"),
    path("events/questions/", public.questions, name="questions"),
    path("events/<int:gathering_id>/", public.page, name="page"),
    path("events/<int:gathering_id>/register/", public.register, name="register"),
    path("events/<int:gathering_id>/ask/", public.ask, name="ask"),
    path("events/<int:gathering_id>/calendar.ics", public.calendar, name="calendar"),
    path("events/registration/<str:token>/", public.registration, name="registration"),
    path("desk/gatherings/", desk.index, name="desk"),
    path("desk/gatherings/new/", desk.new, name="new"),
    path("desk/gatherings/<int:gathering_id>/", desk.page, name="manage"),
    path("desk/gatherings/<int:gathering_id>/edit/", desk.edit, name="edit"),
    path("desk/gatherings/<int:gathering_id>/attendance/", desk.attendance, name="attendance"),
    path("desk/gatherings/<int:gathering_id>/attendance.xlsx", desk.attendance_xlsx, name="attendance_xlsx"),
    path("desk/gatherings/<int:gathering_id>/minutes/", records.minutes, name="minutes"),
    path("desk/gatherings/<int:gathering_id>/questions/", records.questions, name="desk_questions"),
]
