"""Addresses of pages that are made of several apps."""

from django.urls import include, path

urlpatterns = [
    path("", include("dure.desks.staff.urls")),
    path("", include("dure.desks.mine.urls")),
    path("", include("dure.desks.public.urls")),
    path("", include("dure.desks.timetable.urls")),
]
