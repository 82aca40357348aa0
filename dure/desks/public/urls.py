"""Addresses that anybody may read."""

from django.urls import path

from dure.desks.public import views
from dure.desks.public.health import health

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("programs/", views.program_list, name="programs"),
    path("programs/<int:year>/<slug:slug>/", views.program, name="program"),
    path("calls/", views.calls, name="calls"),
    path("results/", views.results_page, name="results"),
    path("results/showcase/<int:showcase_id>/", views.showcase, name="showcase"),
    path("center/", views.center, name="center"),
    path("budget/", views.budget, name="budget"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health", health, name="health"),
]
