"""A paid month was too much: claimed back with old and new figures, approved by another person, set off against the next claim or refunded."""

from collections.abc import Mapping
from datetime import datetime

from dure.apps.grants import facade as grants
from dure.apps.labor import access
from dure.apps.labor.actions.locking import locked_agreement, locked_claim, refuse_if, remember, tell
from dure.apps.labor.models import Claim, Correction, CorrectionLine, Support
from dure.apps.labor.queries import claims as queries
from dure.apps.labor.queries.corrections import fitting, open_ones
from dure.apps.labor.words import ClaimState, CorrectionKind, CorrectionState
from dure.apps.money import facade as money
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

_LIVE = (ClaimState.DRAFT, ClaimState.HANDED_IN, ClaimState.CHECKED)


@verb
def ask_correction(
    *,
    claim_id: int,
    new: Mapping[int, int],
    kind: str,
    reason: str,
    paper: files.Upload | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Correction:
    """The checker found that a paid month was too much: `new` says by worker what should have been paid. Another person approves it."""
    claim = locked_claim(claim_id)
    access.may_check(by, claim.agreement).or_refuse()
    _refuse_unless_settled(claim)
    paid = queries.paid_before(claim.agreement, claim.month)
    refuse_if(_reasons_against(paid, new, kind, reason))
    changed = {worker_id: amount for worker_id, amount in new.items() if amount != paid[worker_id]}
    correction = Correction.objects.create(
        claim=claim,
        kind=kind,
        reason=reason.strip()[:500],
        amount=sum(paid[worker_id] - amount for worker_id, amount in changed.items()),
        asked_at=at,
        asked_by_id=by.account_id,
        asked_by_name=by.name,
    )
    CorrectionLine.objects.bulk_create(
        CorrectionLine(correction=correction, worker_id=worker_id, old=paid[worker_id], new=amount) for worker_id, amount in changed.items()
    )
    if paper is not None:
        correction.file = files.receive(paper, owner=claim, purpose="correction", by=by, at=at, retention_class="subsidy")
        correction.save(update_fields=["file"])
    detail = {"month": f"{claim.month:%Y-%m}", "amount": correction.amount}
    remember(correction, "ask_correction", claim.agreement, by=by, at=at, reason=correction.reason, detail=detail)
    return correction


def _refuse_unless_settled(claim: Claim) -> None:
    """Only what was paid is claimed back, and only while nothing else of the month is under way."""
    month = Claim.objects.filter(agreement=claim.agreement, month=claim.month)
    if claim.state != ClaimState.PAID or month.filter(state__in=_LIVE).exists():
        raise OutOfTurn("지급을 마친 달만 되돌려받을 수 있어요. 이 달에 진행 중인 차액 신청이 있으면 먼저 마쳐 주세요.")
    if Correction.objects.filter(claim__agreement=claim.agreement, claim__month=claim.month, state=CorrectionState.ASKED).exists():
        raise OutOfTurn("이 달에 결재를 기다리는 되돌려받기가 이미 있어요.")


def _reasons_against(paid: Mapping[int, int], new: Mapping[int, int], kind: str, reason: str) -> list[str]:
    reasons = []
    if kind not in CorrectionKind.values:
        reasons.append("무엇 때문에 금액이 바뀌었는지 골라 주세요.")
    if not reason.strip():
        reasons.append("왜 되돌려받는지 적어 주세요. 조직에 이 글이 가요.")
    if any(worker_id not in paid or not 0 <= amount <= paid[worker_id] for worker_id, amount in new.items()):
        reasons.append("바른 금액은 0원부터 이미 지급한 금액까지 적어 주세요. 더 줄 돈은 조직이 차액으로 신청해요.")
    elif not any(amount < paid[worker_id] for worker_id, amount in new.items()):
        reasons.append("한 사람이라도 바른 금액이 지급한 금액보다 적어야 해요.")
    return reasons


@verb
def approve_correction(*, correction_id: int, seen: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Correction:
    """Another person approves: what was spent is owed back in the ledger, and the firm is told. `seen` is the sum on the page."""
    correction = _locked(correction_id)
    agreement = correction.claim.agreement
    access.may_approve_correction(by, correction).or_refuse()
    _refuse_unless_asked(correction)
    paid = queries.paid_before(agreement, correction.claim.month)
    live = Claim.objects.filter(agreement=agreement, month=correction.claim.month, state__in=_LIVE).exists()
    if live or seen != correction.amount or any(paid.get(line.worker_id) != line.old for line in correction.lines.all()):
        raise Refused("적은 뒤에 이 달의 금액이 바뀌었어요. 돌려보내고 다시 적게 해 주세요.")
    money.disallow(
        agreement_key=grants.ledger_key(agreement),
        amount=correction.amount,
        category="labor",
        subject_key=correction.subject_key,
        accepted_before=True,
        memo=f"{correction.claim.month:%Y-%m} {correction.get_kind_display()}"[:200],
        by=by,
        at=at,
    )
    _decide(correction, CorrectionState.APPROVED, by=by, at=at)
    remember(correction, "approve_correction", agreement, by=by, at=at, detail={"amount": correction.amount})
    tell("labor_claim_corrected", correction.claim, at=at, amount=correction.amount, reason=correction.reason)
    return correction


@verb
def decline_correction(*, correction_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Correction:
    """Another person declines, with the reason; nothing is owed."""
    correction = _locked(correction_id)
    access.may_approve_correction(by, correction).or_refuse()
    _refuse_unless_asked(correction)
    if not reason.strip():
        raise Refused("승인하지 않는 까닭을 적어 주세요.")
    correction.declined_reason = reason.strip()[:500]
    _decide(correction, CorrectionState.DECLINED, by=by, at=at)
    remember(correction, "decline_correction", correction.claim.agreement, by=by, at=at, reason=correction.declined_reason)
    return correction


def _locked(correction_id: int) -> Correction:
    """Under its agreement's lock."""
    claim = locked_claim(Correction.objects.values_list("claim_id", flat=True).get(pk=correction_id))
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction_id)
    correction.claim = claim
    return correction


def _refuse_unless_asked(correction: Correction) -> None:
    if correction.state != CorrectionState.ASKED:
        raise OutOfTurn("이미 정한 일이에요. 화면을 새로 고쳐 확인해 주세요.")


def _decide(correction: Correction, state: CorrectionState, *, by: Actor, at: datetime) -> None:
    correction.state, correction.decided_at = state, at
    correction.decided_by_id, correction.decided_by_name = by.account_id, by.name
    correction.save(update_fields=["state", "decided_at", "decided_by_id", "decided_by_name", "declined_reason"])


@part
def hold_set_offs(claim: Claim, approved: int) -> int:
    """A month is checked: what is owed of earlier ones and fits into it is held against it. Returns how much less is paid."""
    found = fitting(open_ones(claim.agreement).filter(set_off_in=None).select_for_update(), approved)
    for correction in found:
        correction.set_off_in = claim
        correction.save(update_fields=["set_off_in"])
    return sum(correction.amount for correction in found)


@part
def let_set_offs_go(claim: Claim) -> None:
    """The month's payment came back: what was held against it is owed as before."""
    Correction.objects.filter(set_off_in=claim, state=CorrectionState.APPROVED).update(set_off_in=None)


@part
def settle_set_offs(claim: Claim, *, by: Actor, at: datetime) -> None:
    """The month is paid less what was owed: that money stays with the firm and is spent on this month. Owed → spent, to the won."""
    for correction in Correction.objects.select_for_update().filter(set_off_in=claim, state=CorrectionState.APPROVED).order_by("pk"):
        entry = money.Entry.objects.get(kind=money.EntryKind.DISALLOW, subject_key=correction.subject_key)
        money.reverse(entry=entry, by=by, at=at, reason=f"{claim.month:%Y-%m} 신청에서 뺌")
        correction.state, correction.settled_at = CorrectionState.SET_OFF, at
        correction.save(update_fields=["state", "settled_at"])
        detail = {"amount": correction.amount, "claim": claim.pk}
        remember(correction, "set_off_correction", claim.agreement, by=by, at=at, detail=detail)


@verb
def refund_corrections(*, agreement_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> grants.RefundOrder:
    """No more months are claimed: what is still owed is told to the firm as a refund, with its day and account, and followed like any other."""
    agreement = locked_agreement(agreement_id)
    access.may_check(by, agreement).or_refuse()
    if not Support.objects.filter(agreement=agreement, finished_at__isnull=False).exists():
        raise OutOfTurn("달 신청이 남아 있는 동안은 다음 신청에서 빼요. 모든 달을 마친 뒤에 반납을 고지해 주세요.")
    owed = list(open_ones(agreement).select_for_update())
    if not owed:
        raise OutOfTurn("되돌려받을 돈이 없어요. 화면을 새로 고쳐 확인해 주세요.")
    order = grants.order_refund_of_claims(agreement, by=by, at=at)
    for correction in owed:
        correction.state, correction.settled_at = CorrectionState.REFUND, at
        correction.save(update_fields=["state", "settled_at"])
    remember(order, "refund_corrections", agreement, by=by, at=at, detail={"amount": order.amount})
    return order
