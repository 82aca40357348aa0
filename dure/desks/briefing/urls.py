"""Addresses of the yearly briefing."""

from django.urls import path

from dure.desks.briefing import views

app_name = "briefing"
urlpatterns = [
    path("briefing/<int:year>/", views.page, name="page"),
    path("briefing/<int:year>.pdf", views.pdf, name="pdf"),
]
