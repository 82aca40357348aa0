"""The stages of a round: laid out when it opens; tracked ones begun and finished with a note."""

from datetime import datetime, timedelta

from dure.apps.programs import access
from dure.apps.programs.flow import STAGE_FLOW
from dure.apps.programs.models import Round, RoundStage, Stage
from dure.apps.programs.words import TRACKED_KINDS, Listing, StageKind, StageState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import Key, verb


def lay_out_stages(found: Round) -> None:
    """Copy the frozen version's stages into the round, as far as they are its own: those that its cases live, or where the program has
    no life those of the source. Each knows its place on the timetable; the intake takes the round's days."""
    own = [stage for stage in Stage.objects.filter(version=found.version_id).order_by("order") if belongs(stage, found)]
    shown = [stage for stage in own if stage.listing == Listing.SHOWN]
    lived = [stage for stage in own if stage.listing == Listing.LIVED] or shown
    places = places_of_stages(lived, shown)
    RoundStage.objects.bulk_create(
        RoundStage(
            round=found,
            stage=stage,
            key=stage.key,
            shown_key=places.get(stage.key, ""),
            planned_from=stage.window_from,
            planned_to=stage.window_to,
        )
        for stage in lived
    )
    move_planned_intake(found)


def places_of_stages(lived: list[Stage], shown: list[Stage]) -> dict[str, str]:
    """For each lived stage the first stage of the source that is the same act and is not taken yet."""
    places: dict[str, str] = {}
    free = list(shown)
    for stage in lived:
        twin = next((one for one in free if (one.kind, one.which, one.turn) == (stage.kind, stage.which, stage.turn)), None)
        if twin is not None:
            free.remove(twin)
            places[stage.key] = twin.key
    return places


def belongs(stage: Stage, found: Round) -> bool:
    """Is the stage the round's own? One that names no track, part or number belongs to all."""
    return (
        stage.track in {"", found.track}
        and (not found.part or stage.part in {"", found.part})
        and stage.round_number in {None, found.number}
    )


def move_planned_intake(found: Round) -> None:
    """Give the first intake the days of the round's windows."""
    intake = found.stages.filter(stage__kind=StageKind.INTAKE).order_by("stage__order").first()
    if intake is None or found.opens_at is None or found.closes_at is None:
        return
    intake.planned_from, intake.planned_to = seoul_date(found.opens_at), seoul_date(found.closes_at - timedelta(milliseconds=1))
    intake.save(update_fields=["planned_from", "planned_to"])


@verb
def begin_stage(*, round_id: int, stage_key: str, by: Actor, at: datetime, key: Key, note: str = "") -> RoundStage:
    """A tracked stage has begun today."""
    step = _tracked(round_id, stage_key, by)
    step.state = STAGE_FLOW.step("begin", step.state).target
    step.actual_from = seoul_date(at)
    return _kept(step, "begin_stage", note, by, at)


@verb
def finish_stage(*, round_id: int, stage_key: str, by: Actor, at: datetime, key: Key, note: str = "") -> RoundStage:
    """A tracked stage is done today; one that was held on a single day need not have been begun."""
    step = _tracked(round_id, stage_key, by)
    name = "hold" if step.state == StageState.PLANNED else "finish"
    step.state = STAGE_FLOW.step(name, step.state).target
    step.actual_from, step.actual_to = step.actual_from or seoul_date(at), seoul_date(at)
    return _kept(step, "finish_stage", note, by, at)


def _tracked(round_id: int, stage_key: str, by: Actor) -> RoundStage:
    """The stage, for whoever runs the round. A round without an intake has no cases: all its stages are tracked, reports and showcase too."""
    found = RoundStage.objects.select_for_update(of=("self",)).select_related("round__program__edition", "stage")
    step = found.get(round=round_id, key=stage_key)
    access.may_track(by, step.round).or_refuse()
    if step.stage.kind not in TRACKED_KINDS and step.round.stages.filter(stage__kind=StageKind.INTAKE).exists():
        raise Refused("신청 건마다 움직이는 단계예요. 신청 건의 화면에서 진행해 주세요.")
    if step.round.state == "cancelled":
        raise OutOfTurn("취소한 모집이에요.")
    return step


def _kept(step: RoundStage, name: str, note: str, by: Actor, at: datetime) -> RoundStage:
    if note.strip():
        step.note = "\n".join(line for line in (step.note, note.strip()) if line)
    step.save(update_fields=["state", "actual_from", "actual_to", "note"])
    journal.write(step.round, name, by=by, at=at, reason=note.strip(), detail={"stage": step.key, "state": step.state})
    return step
