"""The naive program list."""

from django.urls import path

from bench.twins.views import ProgramList

urlpatterns = [path("programs/", ProgramList.as_view())]
