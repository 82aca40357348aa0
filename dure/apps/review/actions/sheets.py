"""Verbs of a reviewer: declare, score, confirm, reopen, sign off."""

from collections.abc import Mapping
from datetime import datetime

from dure.apps.review import access, rules
from dure.apps.review.actions.standing import locked_panel, strike
from dure.apps.review.models import Conflict, PanelSeat, Sheet
from dure.apps.review.queries import panels as queries
from dure.apps.review.queries.ties import ties_by_case
from dure.apps.review.words import ConflictSource, PanelState, SheetState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

_LONGEST_COMMENT = 2000


@verb
def declare(*, seat_id: int, case_id: int, conflicted: bool, reason: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Conflict:
    """Say, per application, whether one has a conflict; changeable until the result. A late one strikes the sheet, and nothing
    brings it back once the panel closed. What was computed or written by staff cannot be declared away."""
    seat = _own_seat(seat_id)
    access.may_declare(by, seat).or_refuse()
    case = queries.cases_in(seat.panel).filter(pk=case_id).first()
    known = seat.conflicts.filter(case_id=case_id).first()
    if case is None or (known and known.conflicted and known.source != ConflictSource.SELF):
        raise Refused("이 심사 목록에 없는 신청이에요. 사실과 다르면 담당자에게 알려 주세요.")
    if conflicted:
        if not reason.strip():
            raise Refused("어떤 이해관계인지 한 줄로 적어 주세요. 예: 지난해 이 조직에 자문했어요.")
        return strike(seat, seat.panel, case.pk, source=ConflictSource.SELF, reason=reason.strip(), by=by, at=at)
    if known and known.conflicted and seat.panel.state not in {PanelState.PLANNED, PanelState.OPEN}:
        raise OutOfTurn("심사가 끝난 뒤에는 회피를 거둘 수 없어요.")
    conflict, _ = Conflict.objects.update_or_create(
        seat=seat,
        case_id=case.pk,
        defaults={"conflicted": False, "source": ConflictSource.SELF, "reason": reason.strip()[:300], "declared_at": at},
    )
    journal.write(conflict, "declare_free", by=by, at=at, detail={"case": case_id})
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
    seat = _scoring_seat(seat_id, by)
    _must_be_free(seat, case_id, at)
    return _save(seat, case_id, levels, comments, version, at)


def _save(
    seat: PanelSeat, case_id: int, levels: Mapping[str, int], comments: Mapping[str, str], version: int | None, at: datetime
) -> Sheet:
    points = queries.points_of(seat.panel)
    _check_levels(levels, points)
    sheet = _sheet_of(seat, case_id) or Sheet(seat=seat, case_id=case_id, version=0)
    kept = {name: text.strip()[:_LONGEST_COMMENT] for name, text in comments.items() if name in points and text.strip()}
    if sheet.state == SheetState.CONFIRMED:
        raise OutOfTurn("확정한 심사표예요. 고치려면 먼저 ‘다시 열기’를 눌러 주세요.")
    if sheet.pk and (sheet.levels, sheet.comments) == (dict(levels), kept):
        return sheet  # an autosave and the button pressed right after it say the same
    if version is not None and version != sheet.version:
        raise OutOfTurn("다른 창에서 먼저 저장한 점수가 있어요. 새로 고쳐 확인한 뒤 다시 저장해 주세요.")
    sheet.levels, sheet.comments = dict(levels), kept
    sheet.total, sheet.version, sheet.saved_at = rules.total_of(levels, points), sheet.version + 1, at
    sheet.save()
    return sheet


@verb
def confirm_sheet(
    *,
    seat_id: int,
    case_id: int,
    levels: Mapping[str, int] | None = None,
    comments: Mapping[str, str] | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Sheet:
    """Lock one's sheet, with the levels given or as it was saved; every criterion must have a level."""
    seat = _scoring_seat(seat_id, by)
    _must_be_free(seat, case_id, at)
    if levels is not None:
        _save(seat, case_id, levels, comments or {}, version, at)
    return _confirm(seat, case_id, by=by, at=at)


def _confirm(seat: PanelSeat, case_id: int, *, by: Actor, at: datetime) -> Sheet:
    sheet = _must_have_sheet(seat, case_id)
    if missing := rules.unscored(sheet.levels, queries.needed_of(seat.panel)):
        raise Refused(f"아직 점수를 주지 않은 항목이 {len(missing)}개 있어요. 모두 매긴 뒤 확정해 주세요.")
    if sheet.state == SheetState.DRAFT:
        sheet.state, sheet.confirmed_at = SheetState.CONFIRMED, at
        sheet.save(update_fields=["state", "confirmed_at"])
        journal.write(sheet, "confirm_sheet", by=by, at=at, detail={"case": case_id})
    return sheet


@verb
def reopen_sheet(*, seat_id: int, case_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Sheet:
    """Take one's confirmation back while the panel is open, and the signature with it; the journal remembers."""
    seat = _scoring_seat(seat_id, by)
    _must_be_free(seat, case_id, at)
    sheet = _must_have_sheet(seat, case_id)
    if sheet.state == SheetState.CONFIRMED:
        sheet.state, sheet.confirmed_at = SheetState.DRAFT, None
        sheet.save(update_fields=["state", "confirmed_at"])
        seat.signed_at = None
        seat.save(update_fields=["signed_at"])
        journal.write(sheet, "reopen_sheet", by=by, at=at, detail={"case": case_id})
    return sheet


@verb
def sign_off(*, seat_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> PanelSeat:
    """Confirm every complete sheet and sign the list as a whole. Refused while an application is undeclared or not scored."""
    seat = _scoring_seat(seat_id, by)
    listed, readable = queries.listed_cases(seat, at), queries.readable_cases(seat, at)
    if undeclared := len(listed) - len(readable):
        raise Refused(f"이해관계를 아직 답하지 않은 신청이 {undeclared}건 있어요. 답한 뒤 서명해 주세요.")
    scored = set(Sheet.objects.own(seat).values_list("case_id", flat=True))
    if missing := [case for case in readable if case.pk not in scored]:
        raise Refused(
            f"아직 심사하지 않은 신청이 {len(missing)}건 있어요: " + ", ".join(str(case.receipt_number) for case in missing[:5]) + "번"
        )
    for case in readable:
        _confirm(seat, case.pk, by=by, at=at)
    seat.signed_at = at
    seat.save(update_fields=["signed_at"])
    journal.write(seat, "sign_off", by=by, at=at, detail={"sheets": len(readable)})
    return seat


def _own_seat(seat_id: int) -> PanelSeat:
    """The seat with its panel locked, so that nothing is written while somebody closes or announces."""
    seat = PanelSeat.objects.select_related("reviewer__account").get(pk=seat_id)
    seat.panel = locked_panel(seat.panel_id)
    return seat


def _scoring_seat(seat_id: int, by: Actor) -> PanelSeat:
    seat = _own_seat(seat_id)
    access.may_score(by, seat).or_refuse()
    return seat


def _sheet_of(seat: PanelSeat, case_id: int) -> Sheet | None:
    return Sheet.objects.own(seat).select_for_update(of=("self",)).filter(case_id=case_id).first()


def _must_have_sheet(seat: PanelSeat, case_id: int) -> Sheet:
    sheet = _sheet_of(seat, case_id)
    if sheet is None:
        raise Refused("아직 점수를 주지 않은 신청이에요.")
    return sheet


def _must_be_free(seat: PanelSeat, case_id: int, at: datetime) -> None:
    """Declared free, and not bound by something that came to be since."""
    case = queries.cases_in(seat.panel).filter(pk=case_id).first()
    conflict = seat.conflicts.filter(case_id=case_id).first()
    if case is None or (conflict and conflict.conflicted) or ties_by_case(seat.reviewer, [case], at):
        raise Refused("이 심사 목록에 없는 신청이에요.")
    if conflict is None:
        raise Refused("이해관계가 있는지 먼저 답해 주세요.")


def _check_levels(levels: Mapping[str, int], points: Mapping[str, int]) -> None:
    if not levels.keys() <= points.keys() or not all(level in range(1, rules.BEST_LEVEL + 1) for level in levels.values()):
        raise Refused("심사표에 없는 항목이나 점수예요. 화면을 새로 고쳐 다시 매겨 주세요.")
