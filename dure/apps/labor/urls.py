"""Addresses of labor."""

from django.urls import path

from dure.apps.labor.views import corrections, desk, mine, sheets

app_name = "labor"
urlpatterns = [
    path("my/labor/<int:agreement_id>/", mine.home, name="home"),
    path("my/labor/<int:agreement_id>/workers/new/", mine.new_worker, name="worker-new"),
    path("my/labor/<int:agreement_id>/workers/<int:worker_id>/", mine.worker, name="worker"),
    path("my/labor/<int:agreement_id>/<str:month>/", mine.claim, name="claim"),
    path("my/labor/<int:agreement_id>/<str:month>/papers/", mine.attach, name="claim-paper"),
    path("my/labor/<int:agreement_id>/<str:month>/adjust/", mine.adjust, name="claim-adjust"),
    path("my/labor/<int:agreement_id>/<str:month>/days/<int:worker_id>/", sheets.days, name="days"),
    path("desk/labor/", desk.listing, name="desk"),
    path("desk/labor/months.xlsx", desk.download, name="desk-xlsx"),
    path("desk/labor/claims/<int:claim_id>/", desk.claim, name="desk-claim"),
    path("desk/labor/claims/<int:claim_id>/correct/", corrections.ask, name="desk-correct"),
    path("desk/labor/corrections/<int:correction_id>/", corrections.correction, name="desk-correction"),
    path("desk/labor/claims/<int:claim_id>/overlaps/<int:line_id>/", desk.overlap, name="desk-overlap"),
    path("desk/labor/agreements/<int:agreement_id>/", desk.agreement, name="desk-agreement"),
    path("desk/labor/agreements/<int:agreement_id>/<slug:step>/", desk.step, name="desk-step"),
]
