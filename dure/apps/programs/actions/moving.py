"""Bringing a round to a newer version of its program's definition, as a part of the act that brings its cases along."""

from datetime import datetime

from dure.apps.programs import access
from dure.apps.programs.actions.stages import belongs, move_planned_intake, places_of_stages
from dure.apps.programs.models import DefinitionVersion, Round, RoundStage, Stage
from dure.apps.programs.queries.rounds import terms_of_version
from dure.apps.programs.words import Listing, RoundState, StageState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import part


@part
def set_round_version(*, round_id: int, version_id: int, reason: str, by: Actor, at: datetime) -> Round:
    """Give an open or closed round another version of its program. Its windows, numbers and money stay; its stages follow the version.

    What has begun or is done must be in the version too. Days that the round had made its own stay its own.
    """
    found = Round.objects.select_for_update(of=("self",)).select_related("program__edition", "version").get(pk=round_id)
    access.may_plan(by, found.program).or_refuse()
    version = DefinitionVersion.objects.filter(pk=version_id, program=found.program_id).first()
    if version is None:
        raise Refused("이 사업의 정의가 아니에요. 이 사업의 판 가운데에서 골라 주세요.")
    if reasons := reasons_to_stay(found, version):
        raise Refused(reasons)
    before = found.version
    _move_stages(found, version)
    found.version, found.moves = version, found.moves + 1
    found.save(update_fields=["version", "moves"])
    move_planned_intake(found)
    detail = {"from": before.number, "to": version.number, "sha256": version.sha256}
    journal.write(found, "set_round_version", by=by, at=at, reason=reason, detail=detail)
    return found


def reasons_to_stay(found: Round, version: DefinitionVersion) -> list[str]:
    """Why the round cannot take this version."""
    if found.state not in {RoundState.OPEN, RoundState.CLOSED}:
        raise OutOfTurn("열렸거나 접수를 마감한 모집만 다른 판으로 옮길 수 있어요. 준비 중인 모집은 열 때 최신 판을 따라요.")
    if version.pk == found.version_id:
        return [f"이미 {version.number}판을 따르고 있어요."]
    terms = terms_of_version(version, part_key=found.part, track=found.track)
    reasons = []
    if (terms.legal_basis, terms.payment_mode) != (found.legal_basis, found.payment_mode):
        reasons.append("근거나 지급 방식이 다른 판으로는 옮길 수 없어요. 새 모집을 열어 주세요.")
    kept = {stage.key for stage in _stages_for(found, version)}
    for step in found.stages.exclude(state=StageState.PLANNED).exclude(key__in=kept).select_related("stage").order_by("stage__order"):
        reasons.append(f"이미 진행한 단계 ‘{step.stage.label}’이 {version.number}판에 없어 옮길 수 없어요.")
    return reasons


def _stages_for(found: Round, version: DefinitionVersion) -> list[Stage]:
    """The version's stages that the round goes through: those that cases live, else those of the source."""
    own = [stage for stage in Stage.objects.filter(version=version).order_by("order") if belongs(stage, found)]
    return [stage for stage in own if stage.listing == Listing.LIVED] or [stage for stage in own if stage.listing == Listing.SHOWN]


def _move_stages(found: Round, version: DefinitionVersion) -> None:
    own = [stage for stage in Stage.objects.filter(version=version).order_by("order") if belongs(stage, found)]
    shown = [stage for stage in own if stage.listing == Listing.SHOWN]
    lived = _stages_for(found, version)
    places = places_of_stages(lived, shown)
    held = {step.key: step for step in found.stages.select_related("stage")}
    for stage in lived:
        step = held.pop(stage.key, None)
        if step is None:
            RoundStage.objects.create(
                round=found,
                stage=stage,
                key=stage.key,
                shown_key=places.get(stage.key, ""),
                planned_from=stage.window_from,
                planned_to=stage.window_to,
            )
            continue
        if (step.planned_from, step.planned_to) == (step.stage.window_from, step.stage.window_to):
            step.planned_from, step.planned_to = stage.window_from, stage.window_to
        step.stage, step.shown_key = stage, places.get(stage.key, "")
        step.save(update_fields=["stage", "shown_key", "planned_from", "planned_to"])
    for step in held.values():
        step.delete()
