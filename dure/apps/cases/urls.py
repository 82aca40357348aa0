"""Addresses of cases."""

from django.urls import path

from dure.apps.cases.views import applying, desk, handing_in, mine, papers, starting

app_name = "cases"
urlpatterns = [
    path("my/applications/", mine.applications, name="mine"),
    path("apply/new/<int:round_id>/", starting.start, name="start"),
    path("apply/<int:case_id>/", applying.tasks, name="tasks"),
    path("apply/<int:case_id>/budget/", applying.budget, name="budget"),
    path("apply/<int:case_id>/partners/", applying.partners, name="partners"),
    path("apply/<int:case_id>/files/", applying.files, name="files"),
    path("apply/<int:case_id>/check/", handing_in.check, name="check"),
    path("apply/<int:case_id>/done/", handing_in.done, name="done"),
    path("apply/<int:case_id>/withdraw/", handing_in.withdraw, name="withdraw"),
    path("apply/<int:case_id>/receipt.pdf", papers.receipt, name="receipt_pdf"),
    path("apply/<int:case_id>/application.pdf", papers.application, name="application_pdf"),
    path("apply/<int:case_id>/autosave/<slug:section>/", applying.autosave, name="autosave"),
    path("apply/<int:case_id>/<slug:section>/", applying.section, name="section"),
    path("desk/rounds/<int:round_id>/applications/", desk.applications, name="round_desk"),
    path("desk/rounds/<int:round_id>/applications.xlsx", desk.applications_xlsx, name="round_xlsx"),
    path("desk/cases/<int:case_id>/", desk.case, name="desk"),
    path("desk/cases/<int:case_id>/application.pdf", papers.application_for_desk, name="desk_application_pdf"),
]
