"""Addresses of review."""

from django.urls import path

from dure.apps.review.views import panel, ranking, result, reviewer, scoring

app_name = "review"
urlpatterns = [
    path("review/", reviewer.rounds, name="rounds"),
    path("review/seats/<int:seat_id>/answer/", reviewer.answer, name="answer"),
    path("review/<int:panel_id>/", reviewer.applications, name="applications"),
    path("review/<int:panel_id>/declare/", reviewer.declare, name="declare"),
    path("review/<int:panel_id>/summary/", reviewer.summary, name="summary"),
    path("review/<int:panel_id>/<int:case_id>/", scoring.scoring, name="scoring"),
    path("review/<int:panel_id>/<int:case_id>/autosave/", scoring.autosave, name="autosave"),
    path("review/<int:panel_id>/<int:case_id>/reopen/", scoring.reopen, name="reopen"),
    path("my/applications/<int:case_id>/result/", result.result, name="result"),
    path("desk/rounds/<int:round_id>/panel/", panel.panel, name="panel"),
    path("desk/panels/<int:panel_id>/invite/", panel.invite, name="invite"),
    path("desk/panels/<int:panel_id>/conflict/", panel.conflict, name="conflict"),
    path("desk/panels/<int:panel_id>/recheck/", panel.recheck, name="recheck"),
    path("desk/panels/<int:panel_id>/open/", panel.open_panel, name="open"),
    path("desk/panels/<int:panel_id>/close/", panel.close, name="close"),
    path("desk/rounds/<int:round_id>/ranking/", ranking.ranking, name="ranking"),
    path("desk/panels/<int:panel_id>/ask/", ranking.ask, name="ask"),
    path("desk/panels/<int:panel_id>/tally/", ranking.open_tally, name="tally"),
    path("desk/panels/<int:panel_id>/decide/", ranking.decide, name="decide"),
    path("desk/panels/<int:panel_id>/announce/", ranking.announce, name="announce"),
    path("desk/panels/<int:panel_id>/promote/", ranking.promote, name="promote"),
    path("desk/panels/<int:panel_id>/decision.pdf", ranking.paper, name="paper"),
]
