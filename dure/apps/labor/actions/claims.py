"""A month's claim from the firm's side: its papers, handing it in, and asking for a difference afterwards."""

from datetime import date, datetime

from dure.apps.grants import facade as grants
from dure.apps.labor import access, flow, rules
from dure.apps.labor.actions.locking import locked_agreement, refuse_if, remember, required_support, tell
from dure.apps.labor.models import Claim, ClaimLine, ClaimPaper
from dure.apps.labor.queries import claims as queries
from dure.apps.labor.words import ClaimState, PaperKind
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@part
def _draft_of(agreement: grants.Agreement, month: date, *, at: datetime) -> Claim:
    """The month's draft; a returned claim is followed by its next version with the same papers. OutOfTurn while one lies at the center."""
    newest = queries.claim_in(agreement, month)
    if newest is not None and newest.state == ClaimState.DRAFT:
        return newest
    if newest is not None and newest.state != ClaimState.RETURNED:
        raise OutOfTurn("이 달은 이미 신청했어요. 지급한 뒤에 모자란 것은 '차액 신청'으로 내 주세요.")
    version = newest.version + 1 if newest else 1
    adjusts = newest.adjusts if newest else None
    claim = Claim.objects.create(
        agreement=agreement, month=month, version=version, adjusts=adjusts, due_on=queries.due_of(month), began_at=at
    )
    if newest is not None:
        _copy_papers(newest, claim)
    return claim


def _copy_papers(old: Claim, new: Claim) -> None:
    """What was handed in once need not be found again; the file stays where it is."""
    ClaimPaper.objects.bulk_create(ClaimPaper(claim=new, kind=paper.kind, file=paper.file) for paper in old.papers.select_related("file"))


@verb
def attach_claim_paper(
    *, agreement_id: int, month: date, kind: str, upload: files.Upload, by: Actor, at: datetime, key: Key = NO_KEY
) -> ClaimPaper:
    """The firm puts a paper with the month; the first one begins its draft."""
    agreement = locked_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    required_support(agreement)
    if kind not in PaperKind.values:
        raise Refused("어떤 증빙인지 골라 주세요.")
    claim = _draft_of(agreement, rules.month_of(month), at=at)
    room = files.room_left(claim)
    file = files.receive(upload, owner=claim, purpose=kind, by=by, at=at, room_left=room, retention_class="subsidy")
    paper = ClaimPaper.objects.create(claim=claim, kind=kind, file=file)
    remember(claim, "attach_claim_paper", agreement, by=by, at=at, detail={"kind": kind, "month": f"{claim.month:%Y-%m}"})
    return paper


@verb
def hand_in_claim(
    *, agreement_id: int, month: date, note: str = "", seen: int | None = None, by: Actor, at: datetime, key: Key = NO_KEY
) -> Claim:
    """The representative claims the month: every figure is written down as it is today and stands from now on. `seen` is the sum on the page."""
    agreement = locked_agreement(agreement_id)
    access.may_hand_in(by, agreement).or_refuse()
    support, first = required_support(agreement), rules.month_of(month)
    claim = _draft_of(agreement, first, at=at)
    step = flow.CLAIM.step("hand_in", claim.state)
    rows = queries.reckon(agreement, support, first)
    papers = list(claim.papers.values_list("kind", flat=True))
    refuse_if(queries.reasons_before(agreement, support, first, rows, papers, today=seoul_date(at)))
    asked = sum(row.amount for row in rows)
    if seen is not None and seen != asked:
        raise Refused(f"화면을 연 뒤에 금액이 바뀌었어요. 지금은 {asked:,}원이에요. 다시 확인하고 내 주세요.")
    if claim.adjusts_id and not asked:
        raise Refused("더 받을 차액이 없어요.")
    ClaimLine.objects.bulk_create(_line(claim, row) for row in rows)
    claim.state, claim.asked, claim.note = step.target, asked, note.strip()[:500]
    claim.handed_in_at, claim.handed_in_by_id, claim.handed_in_by_name = at, by.account_id, by.name
    claim.save(update_fields=["state", "asked", "note", "handed_in_at", "handed_in_by_id", "handed_in_by_name"])
    detail = {"month": f"{first:%Y-%m}", "asked": asked, "people": len(rows), "late": seoul_date(at) > claim.due_on}
    remember(claim, "hand_in_claim", agreement, by=by, at=at, detail=detail)
    tell("labor_claim_handed_in", claim, at=at, amount=asked)
    return claim


def _line(claim: Claim, row: queries.Reckoned) -> ClaimLine:
    return ClaimLine(
        claim=claim,
        worker=row.worker,
        kind=row.worker.kind,
        support_year=row.year,
        scheduled_hours=row.attendance.scheduled,
        counted_hours=row.attendance.counted,
        base=row.sum.base,
        percent=row.sum.percent,
        amount=row.amount,
        paid_before=row.paid_before,
        figures=[figure.as_data() for figure in row.sum.figures],
        notes=row.notes,
    )


@verb
def adjust_claim(*, claim_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Claim:
    """A paid month was too little: begin an adjustment. Days and pay may be mended, and the difference is claimed like a month."""
    agreement = locked_agreement(Claim.objects.values_list("agreement_id", flat=True).get(pk=claim_id))
    access.may_write(by, agreement).or_refuse()
    required_support(agreement)
    paid = Claim.objects.get(pk=claim_id)
    newest = queries.claim_in(agreement, paid.month)
    if newest is None or newest.state not in {ClaimState.PAID, ClaimState.CLOSED}:
        raise OutOfTurn("지급을 마친 달만 차액을 신청할 수 있어요.")
    claim = Claim.objects.create(
        agreement=agreement,
        month=paid.month,
        version=newest.version + 1,
        adjusts=paid.adjusts or paid,
        due_on=seoul_date(at),
        began_at=at,
    )
    _copy_papers(newest, claim)
    remember(claim, "adjust_claim", agreement, by=by, at=at, detail={"month": f"{paid.month:%Y-%m}"})
    return claim
