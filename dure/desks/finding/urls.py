"""Addresses of the finder."""

from django.urls import path

from dure.desks.finding import views

app_name = "finding"
urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/count/", views.count, name="count"),
    path("my/programs/", views.mine, name="mine"),
]
