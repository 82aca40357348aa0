"""Every address of the house, app by app."""

from django.urls import include, path

urlpatterns = [
    path("", include("dure.desks.urls")),
    path("", include("dure.platform.urls")),
    path("", include("dure.apps.people.urls")),
    path("", include("dure.apps.gatherings.urls")),
    path("", include("dure.apps.money.urls")),
    path("", include("dure.apps.programs.urls")),
    path("", include("dure.apps.cases.urls")),
    path("", include("dure.apps.review.urls")),
    path("", include("dure.apps.grants.urls")),
    path("", include("dure.apps.labor.urls")),
]
handler400 = "dure.platform.views_errors.bad_request"
handler403 = "dure.platform.views_errors.forbidden"
handler404 = "dure.platform.views_errors.not_found"
handler500 = "dure.platform.views_errors.server_error"
