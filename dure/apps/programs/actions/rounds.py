"""A round's life: planned, opened, dates changed with a reason, closed, ended or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dure.apps.programs import access
from dure.apps.programs.actions.appointing import refuse_beyond_frame
from dure.apps.programs.actions.stages import lay_out_stages, move_planned_intake
from dure.apps.programs.flow import ROUND_FLOW
from dure.apps.programs.models import Program, Round, RoundWindow
from dure.apps.programs.reading import read_terms
from dure.apps.programs.words import DEFAULT_CLOSING_HOUR, HourSource
from dure.kernel.errors import Refused
from dure.kernel.period import Period
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import Key, verb

LONGEST_PREFIX = 24
"""Letters before a receipt number."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A window that a round is to have: for everybody, or for one district."""

    period: Period
    district: str = ""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a round needs besides its windows. `hour_source` tells whether the document or the round set the closing hour."""

    seat_id: int
    receipt_prefix: str
    budget_line_key: str = ""
    budget: int | None = None
    awards_max: int | None = None
    announce_at: datetime | None = None
    closing_hour: int = DEFAULT_CLOSING_HOUR
    hour_source: str = HourSource.ROUND
    precision: str = "minute"


@verb
def plan_round(
    *,
    program_id: int,
    title: str = "",
    part: str = "",
    track: str = "",
    operator_id: int | None = None,
    by: Actor,
    at: datetime,
    key: Key,
) -> Round:
    """Put a round on the plan, under the program's newest version. Nobody outside the center sees it yet."""
    program = Program.objects.select_for_update(of=("self",)).select_related("edition", "version").get(pk=program_id)
    access.may_plan(by, program).or_refuse()
    if program.version is None:
        raise Refused("정의가 없는 사업이에요. 정의를 먼저 적용해 주세요.")
    number = (program.rounds.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    terms = read_terms(program.version.document, sha256=program.version.sha256, part=part, track=track)
    planned = Round.objects.create(
        program=program,
        number=number,
        title=title or _title(program, number, track),
        version=program.version,
        part=part,
        track=track,
        operator_id=operator_id,
        legal_basis=terms.legal_basis,
        payment_mode=terms.payment_mode,
        sample=program.sample,
    )
    journal.write(planned, "plan_round", by=by, at=at)
    return planned


def _title(program: Program, number: int, track: str) -> str:
    """The program, its track in words, and which call it is."""
    assert program.version is not None  # asked before
    document = program.version.document
    titled = next((row["title"] for row in document.get("tracks") or () if row["key"] == track), track)
    return " ".join(word for word in (program.title, titled, f"{number}차 모집" if number > 1 else "모집") if word)[:160]


@verb
def open_round(*, round_id: int, windows: Sequence[Opening], plan: RoundPlan, by: Actor, at: datetime, key: Key) -> Round:
    """Publish the round: freeze its newest version, set its windows and numbers, lay out its stages, and tell it.

    The intake itself begins and ends with the windows; 18:00:00.000 is late when a window closes at 18:00.
    """
    found = _locked(round_id)
    access.may_open(by, found).or_refuse()
    step = ROUND_FLOW.step("open", found.state)
    refuse_bad_openings(windows)
    found.version = found.program.version or found.version
    _take_plan(found, plan)
    refuse_beyond_frame(found)
    found.opens_at = min(opening.period.opens for opening in windows)
    found.closes_at = max(opening.period.closes for opening in windows)
    found.state, found.opened_at, found.published_at = step.target, at, found.published_at or at
    found.save()
    _replace_windows(found, windows)
    _publish_program(found.program, at)
    lay_out_stages(found)
    journal.write(
        found, "open_round", by=by, at=at, detail={"version": found.version.number, "sha256": found.version.sha256, **dates_of(found)}
    )
    events.emit("round_opened", subject=found, at=at, payload={"round_id": found.pk, "program_id": found.program_id, **dates_of(found)})
    return found


def _take_plan(found: Round, plan: RoundPlan) -> None:
    found.seat_id = plan.seat_id
    found.receipt_prefix = plan.receipt_prefix.strip()
    found.budget_line_key, found.budget, found.awards_max = plan.budget_line_key, plan.budget, plan.awards_max
    found.announce_at, found.precision = plan.announce_at, plan.precision
    found.default_closing_hour, found.hour_source = plan.closing_hour, plan.hour_source
    if not found.receipt_prefix:
        raise Refused("접수번호 앞글자를 적어 주세요. 예: 2021-HD")
    if len(found.receipt_prefix) > LONGEST_PREFIX:
        raise Refused(f"접수번호 앞글자는 {LONGEST_PREFIX}자까지 쓸 수 있어요. 줄여 주세요.")
    if Round.objects.filter(receipt_prefix=found.receipt_prefix).exclude(pk=found.pk).exists():
        raise Refused(f"접수번호 앞글자 {found.receipt_prefix}는 다른 모집에서 쓰고 있어요. 다른 글자를 적어 주세요.")


def _publish_program(program: Program, at: datetime) -> None:
    if program.published_at is None:
        program.published_at = at
        program.save(update_fields=["published_at"])


def refuse_bad_openings(windows: Sequence[Opening]) -> None:
    """At least one window, and one per district at most."""
    if not windows:
        raise Refused("접수 기간을 하나 이상 적어 주세요.")
    districts = [opening.district for opening in windows]
    if len(set(districts)) != len(districts):
        raise Refused("자치구마다 접수 기간은 하나만 적을 수 있어요.")


@verb
def change_round_dates(
    *, round_id: int, windows: Sequence[Opening], reason: str, announce_at: datetime | None = None, by: Actor, at: datetime, key: Key
) -> Round:
    """Move the windows of a published round for everybody, with a reason that is published. Receipts already given stay valid.

    A window that has let people in is never cut to before now: who handed in by the old date handed in.
    """
    found = _locked(round_id)
    access.may_change_dates(by, found).or_refuse()
    ROUND_FLOW.step("change_dates", found.state)
    if not reason.strip():
        raise Refused("날짜를 바꾸는 까닭을 적어 주세요. 공고에 함께 실려요.")
    refuse_bad_openings(windows)
    before = dates_of(found)
    _refuse_rewriting_the_past(found, windows, at)
    _replace_windows(found, windows)
    found.opens_at = min(opening.period.opens for opening in windows)
    found.closes_at = max(opening.period.closes for opening in windows)
    found.announce_at = announce_at or found.announce_at
    found.save(update_fields=["opens_at", "closes_at", "announce_at"])
    move_planned_intake(found)
    change = {"round_id": found.pk, "old": before, "new": dates_of(found), "reason": reason.strip()}
    journal.write(found, "change_round_dates", by=by, at=at, reason=reason.strip(), detail=change)
    events.emit("round_dates_changed", subject=found, at=at, payload=change)
    return found


def _refuse_rewriting_the_past(found: Round, windows: Sequence[Opening], at: datetime) -> None:
    """What has begun has begun, and no window may end in the past: that would make late what was in time."""
    if any(opening.period.closes <= at for opening in windows):
        raise Refused("이미 지난 시각으로는 마감을 옮길 수 없어요. 지금보다 뒤로 적어 주세요.")
    old = {window.district_id or "": window for window in found.windows.all()}
    for opening in windows:
        window = old.get(opening.district)
        if window is not None and window.opens_at <= at and opening.period.opens > window.opens_at:
            raise Refused("이미 시작한 접수의 시작 시각은 뒤로 옮길 수 없어요. 마감만 바꿔 주세요.")
    dropped = set(old) - {opening.district for opening in windows}
    if any(old[district].opens_at <= at for district in dropped):
        raise Refused("이미 시작한 접수 창구는 없앨 수 없어요.")


def _replace_windows(found: Round, windows: Sequence[Opening]) -> None:
    kept = {opening.district: opening.period for opening in windows}
    for window in list(found.windows.all()):
        period = kept.pop(window.district_id or "", None)
        if period is None:
            window.delete()
            continue
        window.opens_at, window.closes_at = period.opens, period.closes
        window.save(update_fields=["opens_at", "closes_at"])
    RoundWindow.objects.bulk_create(
        RoundWindow(round=found, district_id=district or None, opens_at=period.opens, closes_at=period.closes)
        for district, period in kept.items()
    )


@verb
def close_round(*, round_id: int, by: Actor, at: datetime, key: Key, reason: str = "") -> Round:
    """Stop taking applications: at the end of the last window by the house, or earlier by staff with a reason (예산 소진)."""
    found = _locked(round_id)
    access.may_close(by, found).or_refuse()
    step = ROUND_FLOW.step("close", found.state)
    due = found.closes_at is not None and found.closes_at <= at
    if not due and not reason.strip():
        raise Refused("기간이 끝나기 전에 마감하는 까닭을 적어 주세요. 예: 예산을 다 썼어요")
    found.state, found.closed_at = step.target, found.closes_at if due else at
    found.save(update_fields=["state", "closed_at"])
    journal.write(found, "close_round", by=by, at=at, reason=reason.strip())
    events.emit("round_closed", subject=found, at=at, payload={"round_id": found.pk, "early": not due, "reason": reason.strip()})
    return found


@verb
def end_round(*, round_id: int, by: Actor, at: datetime, key: Key) -> Round:
    """Everything of the round is done and settled."""
    found = _locked(round_id)
    access.may_close(by, found).or_refuse()
    found.state, found.ended_at = ROUND_FLOW.step("end", found.state).target, at
    found.save(update_fields=["state", "ended_at"])
    journal.write(found, "end_round", by=by, at=at)
    return found


@verb
def cancel_round(*, round_id: int, reason: str, by: Actor, at: datetime, key: Key) -> Round:
    """Call the round off, with a reason. One that has taken applications stays on record with their numbers."""
    found = _locked(round_id)
    access.may_cancel(by, found).or_refuse()
    step = ROUND_FLOW.step("cancel", found.state)
    if not reason.strip():
        raise Refused("모집을 취소하는 까닭을 적어 주세요.")
    found.state, found.cancelled_at, found.cancel_reason = step.target, at, reason.strip()[:300]
    found.save(update_fields=["state", "cancelled_at", "cancel_reason"])
    journal.write(found, "cancel_round", by=by, at=at, reason=reason.strip())
    events.emit("round_cancelled", subject=found, at=at, payload={"round_id": found.pk, "reason": reason.strip()})
    return found


def _locked(round_id: int) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("program__edition", "program__version", "version").get(pk=round_id)


def dates_of(found: Round) -> dict[str, Any]:
    """The round's dates as plain values, for the journal and for events."""
    windows = found.windows.order_by("district_id", "id").values_list("district_id", "opens_at", "closes_at")
    return {
        "windows": [
            {"district": district or "", "opens_at": opens.isoformat(), "closes_at": closes.isoformat()}
            for district, opens, closes in windows
        ],
        "announce_at": found.announce_at.isoformat() if found.announce_at else None,
    }
