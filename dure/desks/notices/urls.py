"""Addresses of notices, calendars and wordings."""

from django.urls import path

from dure.desks.notices import calendars, views, wordings

app_name = "notices"
urlpatterns = [
    path("my/notices/", views.inbox, name="inbox"),
    path("my/notices/<int:letter_id>/", views.notice, name="notice"),
    path("my/notices/choices/", views.choices, name="choices"),
    path("my/watches/<int:program_id>/", views.watch, name="watch"),
    path("my/calendars/", calendars.mine, name="calendars"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
    path("desk/wordings/", wordings.index, name="wordings"),
    path("desk/wordings/<slug:text_key>/", wordings.edit, name="wording"),
]
