"""Addresses of money."""

from django.urls import path

app_name = "money"
urlpatterns: list = []
