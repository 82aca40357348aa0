"""Addresses of the yearly timetable in its five forms."""

from django.urls import path

from dure.desks.timetable import views

app_name = "timetable"
urlpatterns = [
    path("timetable/", views.page, name="page"),
    path("timetable/print/", views.sheet, name="print"),
    path("timetable/<int:year>.pdf", views.pdf, name="pdf"),
    path("timetable/<int:year>.xlsx", views.xlsx, name="xlsx"),
    path("timetable.ics", views.ics, name="ics"),
]
