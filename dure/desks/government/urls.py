"""Addresses of the desk of district, city and ministry officers."""

from django.urls import path

from dure.desks.government import views

app_name = "government"
urlpatterns = [
    path("gov/", views.home, name="home"),
    path("gov/cases/", views.files, name="files"),
    path("gov/cases.xlsx", views.files_xlsx, name="xlsx"),
    path("gov/forward/", views.forward, name="forward"),
]
