"""Addresses of the desks of money."""

from django.urls import path

from dure.desks.money.views import auditing, desk, exports, samples

app_name = "money_desk"
urlpatterns = [
    path("desk/money/", desk.home, name="home"),
    path("desk/money/agreements/<int:agreement_id>/", desk.agreement, name="agreement"),
    path("desk/money/findings/<int:item_id>/", desk.finding, name="finding"),
    path("audit/", auditing.home, name="audit"),
    path("audit/<int:year>/programs/<int:program_id>/", auditing.program, name="audit-program"),
    path("audit/agreements/<int:agreement_id>/", auditing.agreement, name="audit-agreement"),
    path("audit/agreements/<int:agreement_id>/journal/", auditing.case_journal, name="audit-journal"),
    path("audit/expenses/<int:spending_id>/", auditing.expense, name="audit-expense"),
    path("audit/expenses/<int:spending_id>/evidence/<int:evidence_id>/", auditing.evidence, name="audit-evidence"),
    path("audit/samples/", samples.listing, name="audit-samples"),
    path("audit/samples/<int:audit_id>/", samples.sample, name="audit-sample"),
    path("audit/samples/<int:audit_id>/population.csv", samples.population, name="audit-population"),
    path("audit/samples/<int:audit_id>/paper.pdf", samples.paper_of, {"form": "pdf"}, name="audit-pdf"),
    path("audit/samples/<int:audit_id>/paper.hwpx", samples.paper_of, {"form": "hwpx"}, name="audit-hwpx"),
    path("audit/samples/<int:audit_id>/items/<int:item_id>/", samples.item, name="audit-item"),
    path("audit/exports/", exports.listing, name="audit-exports"),
    path("audit/exports/<int:export_id>/take/", exports.take, name="audit-export-take"),
]
