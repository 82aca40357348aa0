"""The applicant's own pages made of several apps."""

from django.urls import path

from dure.desks.mine import views

app_name = "mine"
urlpatterns = [path("my/", views.home, name="home")]
