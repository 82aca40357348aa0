"""Verbs of a panel's life up to the closed tally."""

from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import access
from dure.apps.review.actions.standing import locked_panel, recompute_conflicts, strike
from dure.apps.review.models import Conflict, Panel, PanelSeat
from dure.apps.review.queries import panels as queries
from dure.apps.review.queries import tally
from dure.apps.review.words import ConflictSource, PanelState, SeatState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def form_panel(
    *,
    round_id: int,
    stage_key: str,
    due_at: datetime,
    quorum: int | None = None,
    blind: bool | None = None,
    tells_scores: bool = True,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Panel:
    """Set up the panel of a round's review stage with the score sheet's threshold; the same stage has one panel.

    Without a quorum, or a word on names, the score sheet's own counts. `tells_scores`: the applicant learns its points with the result.
    """
    sheet = queries.score_sheet_of(round_id)
    stage = next((stage for stage in queries.review_stages(round_id) if stage.key == stage_key), None)
    if stage is None:
        raise Refused("이 모집에 없는 심사 단계예요. 화면을 새로 고쳐 단계를 다시 골라 주세요.")
    panel = Panel(
        round_id=round_id,
        stage_key=stage_key,
        tier=stage.tier or "center",
        mode=stage.mode or "paper",
        quorum=quorum or sheet.quorum or 0,
        threshold=sheet.threshold or 0,
        trimmed=sheet.trimmed,
        blind=sheet.blind if blind is None else blind,
        tells_scores=tells_scores,
        due_at=due_at,
        challenge_until=queries.challenge_end(round_id, at),
        sample=programs.Round.objects.values_list("sample", flat=True).get(pk=round_id),
    )
    access.may_lead(by, panel).or_refuse()
    _check_plan(panel, at)
    panel.save()
    journal.write(panel, "form_panel", by=by, at=at, detail={"quorum": panel.quorum, "blind": panel.blind, "tells_scores": tells_scores})
    return panel


def _check_plan(panel: Panel, at: datetime) -> None:
    if Panel.objects.filter(round_id=panel.round_id, stage_key=panel.stage_key).exists():
        raise OutOfTurn("이 단계의 심사위원회가 이미 있어요. 그 위원회에 심사위원을 초대해 주세요.")
    if panel.quorum < 1:
        raise Refused("신청 한 건을 심사위원 몇 명이 매겨야 하는지 적어 주세요. 예: 3")
    if panel.due_at <= at:
        raise Refused("심사 마감은 지금보다 뒤여야 해요.")


@verb
def invite_reviewer(
    *, panel_id: int, reviewer_id: int, substitutes: int | None = None, by: Actor, at: datetime, key: Key = NO_KEY
) -> PanelSeat:
    """Give a reviewer a seat and a letter; what binds them to an applicant is computed first, and those cases never open to them.

    `substitutes` is the seat that was declined. Where the definition lets applicants challenge, their window begins anew.
    """
    panel = locked_panel(panel_id)
    access.may_lead(by, panel).or_refuse()
    if panel.state not in {PanelState.PLANNED, PanelState.OPEN}:
        raise OutOfTurn("심사를 마친 위원회에는 더 초대할 수 없어요.")
    reviewer = people.Reviewer.objects.select_related("account").get(pk=reviewer_id)
    if not reviewer.serves_on(seoul_date(at)):
        raise Refused(f"{reviewer.account.name} 님은 지금 심사위원 명단에 없어요. 다른 심사위원을 골라 주세요.")
    if panel.seats.filter(reviewer=reviewer).exists():
        raise Refused(f"{reviewer.account.name} 심사위원은 이미 초대했어요.")
    declined = panel.seats.filter(pk=substitutes, state=SeatState.DECLINED).first() if substitutes else None
    seat = PanelSeat.objects.create(panel=panel, reviewer=reviewer, invited_at=at, substitutes=declined)
    if ends := queries.challenge_end(panel.round_id, at):
        panel.challenge_until = max(ends, panel.challenge_until or ends)
        panel.save(update_fields=["challenge_until"])
    stood_aside = recompute_conflicts(seat, at=at)
    journal.write(seat, "invite_reviewer", by=by, at=at, detail={"stand_aside": stood_aside})
    events.emit("reviewer_invited", subject=seat, at=at)
    return seat


@verb
def answer_invitation(*, seat_id: int, accepted: bool, by: Actor, at: datetime, key: Key = NO_KEY) -> PanelSeat:
    """The reviewer accepts or declines; declining needs no reason."""
    seat = PanelSeat.objects.select_for_update(of=("self",)).select_related("reviewer", "panel").get(pk=seat_id)
    access.may_answer_invitation(by, seat).or_refuse()
    if seat.state != SeatState.INVITED:
        raise OutOfTurn("이 초대에는 이미 답했어요.")
    if seat.panel.state not in {PanelState.PLANNED, PanelState.OPEN}:
        raise OutOfTurn("이미 끝난 심사예요. 다음 심사에 다시 초대해 드릴게요.")
    seat.state = SeatState.ACCEPTED if accepted else SeatState.DECLINED
    seat.answered_at = at
    seat.save(update_fields=["state", "answered_at"])
    journal.write(seat, "answer_invitation", by=by, at=at, detail={"accepted": accepted})
    if not accepted:
        events.emit("invitation_declined", subject=seat, at=at)
    return seat


@verb
def open_panel(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Let the reviewers begin, once enough of them have accepted; conflicts are computed again for cases that came later."""
    panel = locked_panel(panel_id)
    access.may_lead(by, panel).or_refuse()
    if panel.state != PanelState.PLANNED:
        raise OutOfTurn("이미 시작한 심사예요.")
    seated = list(queries.seats_in(panel).filter(state=SeatState.ACCEPTED))
    if len(seated) < panel.quorum:
        raise Refused(f"수락한 심사위원이 {len(seated)}명이에요. {panel.quorum}명이 되어야 시작할 수 있어요.")
    for seat in queries.seats_in(panel):
        recompute_conflicts(seat, at=at)
    panel.state = PanelState.OPEN
    panel.save(update_fields=["state"])
    journal.write(panel, "open_panel", by=by, at=at)
    return panel


@verb
def recheck_conflicts(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Compute all ties again: new ones strike sheets, and a computed one whose ground is gone falls. Not after the panel closed."""
    panel = locked_panel(panel_id, PanelState.PLANNED, PanelState.OPEN)
    access.may_lead(by, panel).or_refuse()
    found = sum(recompute_conflicts(seat, at=at) for seat in queries.seats_in(panel))
    journal.write(panel, "recheck_conflicts", by=by, at=at, detail={"stand_aside": found})
    return panel


@verb
def record_conflict(*, seat_id: int, case_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Conflict:
    """Staff take a reviewer off an application, with the reason; a sheet that was already confirmed leaves the tally."""
    seat = PanelSeat.objects.select_related("reviewer__account").get(pk=seat_id)
    panel = locked_panel(seat.panel_id)
    access.may_lead(by, panel).or_refuse()
    if panel.state == PanelState.ANNOUNCED:
        raise OutOfTurn("결과를 발표한 심사예요. 이해관계는 발표 전까지만 적을 수 있어요.")
    if not reason.strip():
        raise Refused("어떤 이해관계인지 한 줄로 적어 주세요. 예: 지난해 이 조직을 자문했어요.")
    case = queries.cases_in(panel).filter(pk=case_id).first()
    if case is None:
        raise Refused("이 심사에 없는 신청이에요. 목록에서 다시 골라 주세요.")
    return strike(seat, panel, case.pk, source=ConflictSource.STAFF, reason=reason.strip(), by=by, at=at)


@verb
def close_panel(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Lock all sheets once every case has its quorum, and move each case on to selection."""
    panel = locked_panel(panel_id)
    access.may_lead(by, panel).or_refuse()
    if panel.state != PanelState.OPEN:
        raise OutOfTurn("심사 중인 위원회만 마칠 수 있어요.")
    for seat in queries.seats_in(panel):
        recompute_conflicts(seat, at=at)
    in_panel = list(queries.cases_in(panel))
    _must_be_complete(panel, in_panel)
    for case in in_panel:
        cases.move(cases.run_of(case.pk, "review", stage_key=panel.stage_key), "close", by=by, at=at)
    panel.state, panel.closed_at = PanelState.CLOSED, at
    panel.save(update_fields=["state", "closed_at"])
    journal.write(panel, "close_panel", by=by, at=at, detail={"cases": len(in_panel)})
    events.emit("panel_closed", subject=panel, at=at)
    return panel


def _must_be_complete(panel: Panel, in_panel: list[cases.Case]) -> None:
    if not in_panel:
        raise Refused("이 단계에 올라온 신청이 아직 없어요.")
    if waiting := queries.on_their_way(panel):
        raise Refused(f"앞 단계에 있는 신청이 {waiting}건 있어요. 그 신청까지 심사한 뒤 마쳐 주세요.")
    counted = tally.counted_sheets(panel)
    short = [case for case in in_panel if counted[case.pk] < panel.quorum]
    if short:
        names = ", ".join(case.title or case.receipt for case in short[:5])
        raise Refused(f"확정한 심사표가 {panel.quorum}장이 되지 않은 신청이 {len(short)}건 있어요: {names}")
