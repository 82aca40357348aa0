"""Reports: written section by section on the definition's form, handed in, returned for changes or accepted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.grants import access, rules
from dure.apps.grants.actions.following import follow_payments
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember, required_reason, tell
from dure.apps.grants.models import Agreement, Report
from dure.apps.grants.queries.agreements import room_for_files, terms_of
from dure.apps.grants.words import ReportState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

WRITABLE = (ReportState.DRAFT, ReportState.RETURNED)


def _open_report(agreement_id: int, which: str, by: Actor, at: datetime) -> tuple[Agreement, Report, cases.StageRun]:
    """The report that is being written, begun when it is first needed; OutOfTurn while it is not its turn."""
    agreement = living_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    follow_payments(agreement)
    run = cases.run_of(agreement.case_id, "report", which=which)
    if run.state not in {"open", "returned"}:
        raise OutOfTurn(_("지금은 이 보고서를 쓸 차례가 아니에요. 진행 단계를 확인해 주세요."))
    report, _made = Report.objects.get_or_create(agreement=agreement, which=which, turn=run.turn, defaults={"saved_at": at})
    report.agreement = agreement
    return agreement, report, run


@verb
def save_report(
    *, agreement_id: int, which: str, section: str, data: Mapping[str, Any], version: int, by: Actor, at: datetime, key: Key = NO_KEY
) -> Report:
    """Keep what was written in a section. `version` is the one that was read: what another wrote since is not overwritten."""
    agreement, report, _run = _open_report(agreement_id, which, by, at)
    if report.version != version:
        raise Refused(_("그 사이 다른 사람이 이 보고서를 고쳤어요. 쓴 내용을 복사해 두고 화면을 새로 고쳐 주세요."))
    form = terms_of(agreement).report_form(which)
    asked = next((part for part in form.sections if part.key == section), None) if form else None
    if asked is None:
        raise Refused(_("이 보고서에 없는 항목이에요. 화면을 새로 고쳐 주세요."))
    refuse_if(list(rules.problems_in(asked, data, wanted=False).values()))
    kept = {question.key: data[question.key] for question in asked.questions if question.key in data}
    report.data = {**report.data, section: kept}
    report.version, report.saved_at = report.version + 1, at
    report.save(update_fields=["data", "version", "saved_at"])
    remember(report, "save_report", agreement, by=by, at=at, detail={"section": section, "version": report.version})
    return report


@verb
def attach_to_report(*, agreement_id: int, which: str, upload: files.Upload, by: Actor, at: datetime, key: Key = NO_KEY) -> Report:
    """Put a paper beside the report."""
    agreement, report, _run = _open_report(agreement_id, which, by, at)
    room = room_for_files(agreement)
    file = files.receive(upload, owner=report, purpose="report", by=by, at=at, room_left=room, retention_class="subsidy")
    remember(report, "attach_to_report", agreement, by=by, at=at, detail={"file": file.name, "sha256": file.sha256})
    return report


@verb
def hand_in_report(*, agreement_id: int, which: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Report:
    """Hand the report in; every question that wants an answer must have one."""
    agreement, report, run = _open_report(agreement_id, which, by, at)
    form = terms_of(agreement).report_form(which)
    sections = form.sections if form else ()
    refuse_if([f"{part.title}: {why}" for part in sections for why in rules.problems_in(part, report.data.get(part.key, {})).values()])
    report.state, report.handed_in_at = ReportState.HANDED_IN, at
    report.save(update_fields=["state", "handed_in_at"])
    cases.move(run, "hand_in", by=by, at=at)
    remember(report, "hand_in_report", agreement, by=by, at=at, detail={"which": which})
    tell("report_handed_in", report, agreement, at=at, which=which)
    return report


def _judged(report_id: int, by: Actor, at: datetime) -> tuple[Agreement, Report, cases.StageRun]:
    agreement = living_agreement(Report.objects.values_list("agreement_id", flat=True).get(pk=report_id))
    access.may_run(by, agreement).or_refuse()
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id)
    if report.state != ReportState.HANDED_IN:
        raise OutOfTurn(_("확인을 기다리는 보고서가 아니에요. 화면을 새로 고쳐 확인해 주세요."))
    report.judged_at, report.judged_by_name = at, by.name
    return agreement, report, cases.run_of(agreement.case_id, "report", which=report.which, turn=report.turn)


@verb
def return_report(*, report_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Report:
    """Ask for changes, with what to change."""
    agreement, report, run = _judged(report_id, by, at)
    report.returned_reason = required_reason(reason, _("무엇을 고쳐야 하는지 적어 주세요."))
    report.state = ReportState.RETURNED
    report.save(update_fields=["state", "returned_reason", "judged_at", "judged_by_name"])
    cases.move(run, "return", by=by, at=at, reason=report.returned_reason)
    remember(report, "return_report", agreement, by=by, at=at, reason=report.returned_reason)
    tell("report_returned", report, agreement, at=at, which=report.which, reason=report.returned_reason)
    return report


@verb
def accept_report(*, report_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Report:
    """Accept the report; what waits behind it may begin."""
    agreement, report, run = _judged(report_id, by, at)
    report.state = ReportState.ACCEPTED
    report.save(update_fields=["state", "judged_at", "judged_by_name"])
    cases.move(run, "accept", by=by, at=at)
    remember(report, "accept_report", agreement, by=by, at=at, detail={"which": report.which})
    tell("report_accepted", report, agreement, at=at, which=report.which)
    return report
