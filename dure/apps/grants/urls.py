"""Addresses of grants."""

from django.urls import path

from dure.apps.grants.views import agreements, desk, expenses, follow_ups, lists, mine, reports

app_name = "grants"
urlpatterns = [
    path("my/agreements/<int:agreement_id>/", agreements.mine, name="agreement"),
    path("my/agreements/<int:agreement_id>/sign/", agreements.sign, name="sign"),
    path("my/grants/<int:agreement_id>/", mine.overview, name="grant"),
    path("my/grants/<int:agreement_id>/ask/<int:number>/", mine.ask, name="ask"),
    path("my/grants/<int:agreement_id>/expenses/", expenses.listing, name="expenses"),
    path("my/grants/<int:agreement_id>/expenses/new/", expenses.new, name="expense-new"),
    path("my/grants/<int:agreement_id>/expenses/<int:spending_id>/withdraw/", expenses.withdraw, name="expense-withdraw"),
    path("my/grants/<int:agreement_id>/reports/<slug:which>/", reports.report, name="report"),
    path("my/grants/<int:agreement_id>/reports/<slug:which>/files/", reports.attach, name="report-file"),
    path("my/grants/<int:agreement_id>/reports/<slug:which>/hand-in/", reports.hand_in, name="report-hand-in"),
    path("my/grants/<int:agreement_id>/follow-up/<int:months>/", follow_ups.answer, name="follow-up"),
    path("my/grants/<int:agreement_id>/settlement/", mine.settlement, name="settlement"),
    path("my/grants/<int:agreement_id>/showcase/", mine.showcase, name="showcase"),
    path("desk/cases/<int:case_id>/agreement/", agreements.draft, name="desk-draft"),
    path("desk/agreements/<int:agreement_id>/", agreements.desk, name="desk-agreement"),
    path("desk/agreements/<int:agreement_id>/<slug:step>/", agreements.step, name="desk-agreement-step"),
    path("desk/grants/<int:agreement_id>/", desk.grant, name="desk-grant"),
    path("desk/grants/<int:agreement_id>/expenses/<int:spending_id>/", desk.judge, name="desk-judge"),
    path("desk/grants/<int:agreement_id>/<slug:step>/", desk.step, name="desk-step"),
    path("desk/rounds/<int:round_id>/agreements/", lists.of_round, name="desk-round"),
    path("desk/follow-ups/", follow_ups.listing, name="desk-follow-ups"),
    path("desk/follow-ups.xlsx", follow_ups.download, name="desk-follow-ups-xlsx"),
    path("desk/settlements/", lists.settlements, name="desk-settlements"),
]
