"""Addresses of cases."""

from django.urls import path

from dure.apps.cases.views import applying, counter, desk, handing_in, migrating, mine, papers, partnering, starting, tables, visits

app_name = "cases"
urlpatterns = [
    path("my/applications/", mine.applications, name="mine"),
    path("apply/new/<int:round_id>/", starting.start, name="start"),
    path("apply/<int:case_id>/", applying.tasks, name="tasks"),
    path("apply/<int:case_id>/budget/", tables.budget, name="budget"),
    path("apply/<int:case_id>/partners/", tables.partners, name="partners"),
    path("apply/<int:case_id>/files/", tables.files, name="files"),
    path("apply/<int:case_id>/check/", handing_in.check, name="check"),
    path("apply/<int:case_id>/done/", handing_in.done, name="done"),
    path("apply/<int:case_id>/withdraw/", handing_in.withdraw, name="withdraw"),
    path("apply/<int:case_id>/receipt.pdf", papers.receipt, name="receipt_pdf"),
    path("apply/<int:case_id>/application.pdf", papers.application, name="application_pdf"),
    path("apply/<int:case_id>/partner/<int:partner_id>/", partnering.part, name="part"),
    path("apply/<int:case_id>/partner/<int:partner_id>/<slug:section>/", partnering.part_section, name="part_section"),
    path("apply/<int:case_id>/partner/<int:partner_id>/autosave/<slug:section>/", partnering.autosave_part, name="part_autosave"),
    path("apply/<int:case_id>/partner/<int:partner_id>/presence/<slug:section>/", partnering.presence_in_part, name="part_presence"),
    path("apply/<int:case_id>/presence/<str:place>/", applying.presence, name="presence"),
    path("apply/<int:case_id>/autosave/budget/", tables.autosave_budget, name="budget_autosave"),
    path("apply/<int:case_id>/autosave/partners/", tables.autosave_partners, name="partners_autosave"),
    path("apply/<int:case_id>/autosave/<slug:section>/", applying.autosave, name="autosave"),
    path("apply/<int:case_id>/<slug:section>/", applying.section, name="section"),
    path("desk/rounds/<int:round_id>/applications/", desk.applications, name="round_desk"),
    path("desk/rounds/<int:round_id>/applications.xlsx", desk.applications_xlsx, name="round_xlsx"),
    path("desk/rounds/<int:round_id>/migrate/", migrating.migrate, name="migrate"),
    path("desk/cases/<int:case_id>/", desk.case, name="desk"),
    path("gov/cases/<int:case_id>/", desk.case, name="gov_case"),
    path("desk/visits/<int:visit_id>/", visits.visit, name="visit"),
    path("desk/visits/<int:visit_id>/autosave/", visits.autosave, name="visit_autosave"),
    path("desk/visits/<int:visit_id>/record.pdf", visits.record_pdf, name="visit_pdf"),
    path("desk/counter/", counter.counter, name="counter"),
    path("desk/counter/<int:case_id>/", counter.proxy, name="proxy"),
    path("desk/scans/", counter.scans, name="scans"),
    path("desk/scans/<int:scan_id>/", counter.scan, name="scan"),
    path("desk/cases/<int:case_id>/application.pdf", papers.application_for_desk, name="desk_application_pdf"),
]
