"""The staff's pages of programs and rounds."""

from django.urls import path

from dure.apps.programs.views import desk, importing, planning
from dure.apps.programs.views.editing import drafts, preview, topics, versions, windows

app_name = "programs"
urlpatterns = [
    path("desk/programs/", desk.programs, name="desk"),
    path("desk/programs/years/", planning.open_year, name="year"),
    path("desk/programs/import/", importing.bring_file, name="import"),
    path("desk/programs/new/", drafts.new, name="new"),
    path("desk/programs/drafts/<int:draft_id>/", drafts.draft, name="draft"),
    path("desk/programs/drafts/<int:draft_id>/preview/", preview.page, name="draft_preview"),
    path("desk/programs/drafts/<int:draft_id>/preview/<str:section>/", preview.section, name="draft_preview_section"),
    path("desk/programs/drafts/<int:draft_id>/publish/", drafts.publish, name="draft_publish"),
    path("desk/programs/drafts/<int:draft_id>/drop/", drafts.drop, name="draft_drop"),
    path("desk/programs/drafts/<int:draft_id>/edit/<str:topic>/", topics.topic, name="draft_topic"),
    path("desk/programs/<int:program_id>/edit/", drafts.edit, name="edit"),
    path("desk/programs/<int:program_id>/edit/preview/", preview.of_program, name="edit_preview"),
    path("desk/programs/<int:program_id>/versions/", versions.versions, name="versions"),
    path("desk/programs/<int:program_id>/bring/", planning.bring, name="bring"),
    path("desk/programs/<int:program_id>/", desk.program, name="program"),
    path("desk/programs/<int:program_id>/plan/", desk.plan, name="plan"),
    path("desk/rounds/<int:round_id>/open/", desk.open_round, name="open"),
    path("desk/rounds/<int:round_id>/dates/", desk.change_dates, name="dates"),
    path("desk/rounds/<int:round_id>/windows/", windows.windows, name="windows"),
    path("desk/rounds/<int:round_id>/close/", desk.close, name="close"),
    path("desk/rounds/<int:round_id>/stages/<str:stage_key>/", desk.stage, name="stage"),
]
