"""Bringing a round and its living cases to a newer version of the definition, in one act."""

from datetime import datetime
from typing import Any

from dure.apps.cases import access
from dure.apps.cases.actions.running import begin_next
from dure.apps.cases.models import Case, StageRun
from dure.apps.cases.queries.migrating import CaseChange, preview_of
from dure.apps.cases.words import Outcome
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

LONGEST_REASON = 300


@verb
def migrate_round(*, round_id: int, version_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> programs.Round:
    """Give the round another version of its program and bring along every case that lives and has signed nothing.

    All or nothing: refused where a stage that has begun would vanish, where a score sheet in use would change, or where a budget would lose
    a category. What was handed in, judged, sealed, signed or paid is not touched. The journal names every case; those concerned get a letter.
    """
    found = programs.Round.objects.select_for_update(of=("self",)).select_related("program__edition", "version").get(pk=round_id)
    access.may_migrate(by, found).or_refuse()
    if not reason.strip():
        raise Refused("판을 옮기는 까닭을 적어 주세요. 기록에 남고, 신청한 조직에 알려요.")
    version = programs.DefinitionVersion.objects.filter(pk=version_id, program=found.program_id).first()
    if version is None:
        raise Refused("이 사업의 정의가 아니에요. 옮길 판을 다시 골라 주세요.")
    list(Case.objects.select_for_update(of=("self",)).filter(round=found).order_by("id").values_list("pk", flat=True))
    before = found.version.number
    seen = preview_of(found, version, at=at)
    if seen.refusals:
        raise Refused(seen.refusals)
    words = reason.strip()[:LONGEST_REASON]
    moved = programs.set_round_version(round_id=found.pk, version_id=version.pk, reason=words, by=by, at=at)
    terms = programs.terms_of_version(version, part_key=found.part, track=found.track)
    for change in seen.moving:
        _bring(change, terms, reason=words, by=by, at=at)
    detail: dict[str, Any] = {
        "from": before,
        "to": version.number,
        "moved": {str(change.case.pk): list(change.lines) for change in seen.moving},
        "kept": {str(change.case.pk): change.kept for change in seen.staying},
    }
    parties = sorted({change.case.party_id for change in seen.moving})
    journal.write(moved, "migrate_round", by=by, at=at, party_ids=parties, reason=words, detail=detail)
    payload = {"round_id": moved.pk, "from": before, "to": version.number, "reason": words, "lines": detail["moved"]}
    events.emit("round_migrated", subject=moved, at=at, payload=payload)
    return moved


def _bring(change: CaseChange, terms: programs.Terms, *, reason: str, by: Actor, at: datetime) -> None:
    """One case: runs that wait follow the new terms; those that are closed stay as they are."""
    case = change.case
    case.terms_sha256 = terms.sha256
    case.save(update_fields=["terms_sha256"])
    case.runs.filter(stage_key__in=change.plan.drop, begun_at=None).delete()
    for run in case.runs.all():
        stage = terms.stage(run.stage_key)
        if stage is None:
            continue
        if run.closed_at is None:
            run.label, run.turn, run.which, run.tier = stage.label, stage.turn, stage.which, stage.tier or "center"
        run.order = stage.order
        run.save(update_fields=["order", "label", "turn", "which", "tier"])
    StageRun.objects.bulk_create(_run(case, stage) for stage in change.plan.add)
    if case.outcome == Outcome.RUNNING:
        begin_next(case, at=at)
    detail = {"sha256": terms.sha256, "changes": list(change.lines)}
    journal.write(case, "migrate", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], reason=reason, detail=detail)


def _run(case: Case, stage: programs.StageTerm) -> StageRun:
    return StageRun(
        case=case,
        stage_key=stage.key,
        kind=stage.kind,
        label=stage.label,
        order=stage.order,
        turn=stage.turn,
        which=stage.which,
        tier=stage.tier or "center",
        seat_id=case.seat_id,
    )
