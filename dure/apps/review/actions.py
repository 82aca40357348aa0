"""Verbs of a panel's life up to the closed tally. Opening, deciding and announcing stand in selection.py."""

from collections.abc import Mapping
from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import access, queries, rules
from dure.apps.review.models import Conflict, Panel, PanelSeat, Sheet
from dure.apps.review.words import ConflictSource, PanelState, SeatState, SheetState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def form_panel(*, round_id: int, stage_key: str, quorum: int, due_at: datetime, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Set up the panel of a round's review stage with the score sheet's threshold; the same stage has one panel."""
    terms = programs.terms_of(round_id)
    stage = terms.stage(stage_key)
    panel = Panel(
        round_id=round_id,
        stage_key=stage_key,
        tier=stage.tier or "center",
        mode=stage.mode or "paper",
        quorum=quorum,
        threshold=terms.score_sheet.threshold or 0,
        trimmed=terms.score_sheet.trimmed,
        due_at=due_at,
        sample=programs.Round.objects.values_list("sample", flat=True).get(pk=round_id),
    )
    access.may_lead(by, panel).or_refuse()
    if Panel.objects.filter(round_id=round_id, stage_key=stage_key).exists():
        raise Refused("이 단계의 심사위원회가 이미 있어요. 그 위원회에 심사위원을 초대해 주세요.")
    panel.save()
    journal.write(panel, "form_panel", by=by, at=at, detail={"quorum": quorum})
    return panel


@verb
def invite_reviewer(*, panel_id: int, reviewer_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> PanelSeat:
    """Give a reviewer a seat; what binds them to an applicant is computed first, and those cases never open to them."""
    panel = _locked(panel_id)
    access.may_lead(by, panel).or_refuse()
    if panel.state not in {PanelState.PLANNED, PanelState.OPEN}:
        raise OutOfTurn("심사를 마친 위원회에는 더 초대할 수 없어요.")
    reviewer = people.Reviewer.objects.select_related("account").get(pk=reviewer_id, active=True)
    if panel.seats.filter(reviewer=reviewer).exists():
        raise Refused(f"{reviewer.account.name} 심사위원은 이미 초대했어요.")
    seat = PanelSeat.objects.create(panel=panel, reviewer=reviewer, invited_at=at)
    stood_aside = _compute_conflicts(seat, at)
    journal.write(seat, "invite_reviewer", by=by, at=at, detail={"stand_aside": stood_aside})
    events.emit("reviewer_invited", subject=seat, at=at)
    return seat


def _compute_conflicts(seat: PanelSeat, at: datetime) -> int:
    """Write a computed conflict for every case of the panel with which the reviewer has a tie."""
    parties_by_case = {case.pk: cases.parties_in(case.pk) for case in queries.cases_in(seat.panel)}
    every_party = frozenset[int]().union(*parties_by_case.values()) if parties_by_case else frozenset[int]()
    ties = queries.ties_of(seat.reviewer, every_party, at)
    found = 0
    for case_id, parties in parties_by_case.items():
        reason = rules.reason_to_stand_aside(ties, parties)
        if reason:
            found += 1
            Conflict.objects.update_or_create(
                seat=seat,
                case_id=case_id,
                defaults={"conflicted": True, "source": ConflictSource.COMPUTED, "reason": reason, "declared_at": at},
            )
    return found


@verb
def answer_invitation(*, seat_id: int, accepted: bool, by: Actor, at: datetime, key: Key = NO_KEY) -> PanelSeat:
    """The reviewer accepts or declines; declining needs no reason."""
    seat = PanelSeat.objects.select_for_update(of=("self",)).select_related("reviewer", "panel").get(pk=seat_id)
    access.may_answer_invitation(by, seat).or_refuse()
    if seat.state != SeatState.INVITED:
        raise OutOfTurn("이 초대에는 이미 답했어요.")
    seat.state = SeatState.ACCEPTED if accepted else SeatState.DECLINED
    seat.answered_at = at
    seat.save(update_fields=["state", "answered_at"])
    journal.write(seat, "answer_invitation", by=by, at=at, detail={"accepted": accepted})
    return seat


@verb
def open_panel(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Let the reviewers begin, once enough of them have accepted; conflicts are computed again for cases that came later."""
    panel = _locked(panel_id)
    access.may_lead(by, panel).or_refuse()
    if panel.state != PanelState.PLANNED:
        raise OutOfTurn("이미 시작한 심사예요.")
    seated = list(panel.seats.filter(state=SeatState.ACCEPTED).select_related("reviewer", "panel"))
    if len(seated) < panel.quorum:
        raise Refused(f"수락한 심사위원이 {len(seated)}명이에요. {panel.quorum}명이 되어야 시작할 수 있어요.")
    for seat in seated:
        _compute_conflicts(seat, at)
    panel.state = PanelState.OPEN
    panel.save(update_fields=["state"])
    journal.write(panel, "open_panel", by=by, at=at)
    return panel


@verb
def declare(*, seat_id: int, case_id: int, conflicted: bool, reason: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Conflict:
    """Say, per application, whether one has a conflict. A computed conflict cannot be declared away; a late one strikes the sheet."""
    seat = _own_seat(seat_id, by)
    case = queries.cases_in(seat.panel).get(pk=case_id)
    known = seat.conflicts.filter(case_id=case_id).first()
    if known and known.conflicted and not conflicted and known.source != ConflictSource.SELF:
        raise Refused("자동으로 확인한 이해관계는 심사위원이 지울 수 없어요. 사실과 다르면 담당자에게 알려 주세요.")
    if conflicted and not reason.strip():
        raise Refused("어떤 이해관계인지 한 줄로 적어 주세요. 예: 지난해 이 조직에 자문했어요.")
    conflict, _ = Conflict.objects.update_or_create(
        seat=seat,
        case_id=case.pk,
        defaults={"conflicted": conflicted, "source": ConflictSource.SELF, "reason": reason.strip(), "declared_at": at},
    )
    journal.write(conflict, "declare", by=by, at=at, case_id=case_id, detail={"conflicted": conflicted})
    return conflict


@verb
def save_sheet(
    *,
    seat_id: int,
    case_id: int,
    levels: Mapping[str, int],
    comments: Mapping[str, str],
    version: int | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Sheet:
    """Keep levels and comments as they stand; unknown criteria and levels outside 1–5 are refused, a stale version too."""
    seat = _own_seat(seat_id, by)
    _must_be_free(seat, case_id)
    weights = _weights(seat.panel)
    _check_levels(levels, weights)
    sheet = Sheet.objects.own(seat).select_for_update(of=("self",)).filter(case_id=case_id).first()
    if sheet is None:
        sheet = Sheet(seat=seat, case_id=case_id, version=0)
    elif sheet.state == SheetState.CONFIRMED:
        raise OutOfTurn("확정한 심사표예요. 고치려면 먼저 ‘다시 열기’를 눌러 주세요.")
    elif version is not None and version != sheet.version:
        raise Refused("다른 창에서 먼저 저장한 점수가 있어요. 새로 고쳐 확인한 뒤 다시 저장해 주세요.")
    sheet.levels, sheet.comments = dict(levels), {key_: text.strip()[:2000] for key_, text in comments.items() if key_ in weights}
    sheet.total, sheet.version, sheet.saved_at = rules.total_of(levels, weights), sheet.version + 1, at
    sheet.save()
    return sheet


@verb
def confirm_sheet(*, seat_id: int, case_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Sheet:
    """Lock one's sheet; every criterion must have a level."""
    seat = _own_seat(seat_id, by)
    _must_be_free(seat, case_id)
    sheet = _own_sheet(seat, case_id)
    if missing := rules.unscored(sheet.levels, _weights(seat.panel)):
        raise Refused(f"아직 점수를 주지 않은 항목이 {len(missing)}개 있어요. 모두 매긴 뒤 확정해 주세요.")
    if sheet.state == SheetState.DRAFT:
        sheet.state, sheet.confirmed_at = SheetState.CONFIRMED, at
        sheet.save(update_fields=["state", "confirmed_at"])
        journal.write(sheet, "confirm_sheet", by=by, at=at, case_id=case_id)
    return sheet


@verb
def reopen_sheet(*, seat_id: int, case_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Sheet:
    """Take one's confirmation back while the panel is open; the journal remembers."""
    sheet = _own_sheet(_own_seat(seat_id, by), case_id)
    sheet.state, sheet.confirmed_at = SheetState.DRAFT, None
    sheet.save(update_fields=["state", "confirmed_at"])
    journal.write(sheet, "reopen_sheet", by=by, at=at, case_id=case_id)
    return sheet


@verb
def close_panel(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Lock all sheets once every case has its quorum, and move each case on to selection."""
    panel = _locked(panel_id)
    access.may_lead(by, panel).or_refuse()
    if panel.state != PanelState.OPEN:
        raise OutOfTurn("심사 중인 위원회만 마칠 수 있어요.")
    in_panel = list(queries.cases_in(panel))
    done, struck = queries.progress_of(panel), queries.conflicted_pairs(panel)
    short = [case for case in in_panel if _counted(case.pk, done, struck) < panel.quorum]
    if short:
        names = ", ".join(case.title or str(case.receipt_number) for case in short[:5])
        raise Refused(f"확정한 심사표가 {panel.quorum}장이 되지 않은 신청이 {len(short)}건 있어요: {names}")
    if not in_panel:
        raise Refused("이 단계에 올라온 신청이 아직 없어요.")
    for case in in_panel:
        cases.move(cases.run_of(case.pk, "review", stage_key=panel.stage_key), "close", by=by, at=at)
    panel.state, panel.closed_at = PanelState.CLOSED, at
    panel.save(update_fields=["state", "closed_at"])
    journal.write(panel, "close_panel", by=by, at=at, detail={"cases": len(in_panel)})
    events.emit("panel_closed", subject=panel, at=at)
    return panel


def _counted(case_id: int, done: Mapping[int, set[int]], struck: set[tuple[int, int]]) -> int:
    return sum((seat_id, case_id) not in struck for seat_id in done.get(case_id, set()))


def _locked(panel_id: int) -> Panel:
    return Panel.objects.select_for_update(of=("self",)).get(pk=panel_id)


def _own_seat(seat_id: int, by: Actor) -> PanelSeat:
    seat = PanelSeat.objects.select_related("panel", "reviewer").get(pk=seat_id)
    access.may_score(by, seat).or_refuse()
    return seat


def _own_sheet(seat: PanelSeat, case_id: int) -> Sheet:
    sheet = Sheet.objects.own(seat).select_for_update(of=("self",)).filter(case_id=case_id).first()
    if sheet is None:
        raise Refused("아직 점수를 주지 않은 신청이에요.")
    return sheet


def _must_be_free(seat: PanelSeat, case_id: int) -> None:
    conflict = seat.conflicts.filter(case_id=case_id).first()
    if conflict is None:
        raise Refused("이해관계가 있는지 먼저 답해 주세요.")
    if conflict.conflicted:
        raise Refused("이해관계가 있어 제외한 신청이에요.")


def _weights(panel: Panel) -> dict[str, int]:
    return {criterion.key: criterion.weight for criterion in programs.terms_of(panel.round_id).score_sheet.criteria}


def _check_levels(levels: Mapping[str, int], weights: Mapping[str, int]) -> None:
    if not levels.keys() <= weights.keys() or not all(level in range(1, rules.BEST_LEVEL + 1) for level in levels.values()):
        raise Refused("심사표에 없는 항목이나 점수예요. 화면을 새로 고쳐 다시 매겨 주세요.")
