"""Addresses of pages that are made of several apps."""

from django.urls import include, path

urlpatterns = [
    path("", include("dure.desks.staff.urls")),
    path("", include("dure.desks.government.urls")),
    path("", include("dure.desks.briefing.urls")),
    path("", include("dure.desks.mine.urls")),
    path("", include("dure.desks.money.urls")),
    path("", include("dure.desks.operator.urls")),
    path("", include("dure.desks.notices.urls")),
    path("", include("dure.desks.finding.urls")),
    path("", include("dure.desks.public.urls")),
    path("", include("dure.desks.timetable.urls")),
]
