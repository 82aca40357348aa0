"""Addresses of the platform itself."""

from django.urls import path

from dure.platform import views_files, views_gallery

urlpatterns = [
    path("files/<str:token>/", views_files.download, name="file"),
    path("gallery/", views_gallery.gallery, name="gallery"),
]
