"""The naive program list in front of the house's own addresses, which its layout links to."""

from django.urls import include, path

from bench.twins.views import ProgramList

urlpatterns = [path("programs/", ProgramList.as_view()), path("", include("dure.config.urls"))]
