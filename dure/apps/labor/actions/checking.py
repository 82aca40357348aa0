"""A month's claim from the center's side: judged line by line, asked as a payment, posted when the bank has paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dure.apps.grants import facade as grants
from dure.apps.labor import access, flow
from dure.apps.labor.actions.corrections import hold_set_offs, let_set_offs_go, settle_set_offs
from dure.apps.labor.actions.locking import locked_agreement, locked_claim, refuse_if, remember, required_support, tell
from dure.apps.labor.models import Claim, ClaimLine, Correction, OverlapDecision, Support
from dure.apps.labor.queries import claims as queries
from dure.apps.labor.words import ClaimState, CorrectionState, Verdict
from dure.apps.money import facade as money
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@dataclass(frozen=True, slots=True)
class Judgment:
    """The officer's word on one line; the amount counts only when it is lowered."""

    verdict: str
    amount: int = 0
    reason: str = ""


@verb
def return_claim(*, claim_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Claim:
    """Send the month back with what is to be mended; the firm hands in its next version."""
    claim = locked_claim(claim_id)
    access.may_check(by, claim.agreement).or_refuse()
    step = flow.CLAIM.step("return", claim.state)
    if not reason.strip():
        raise Refused("고칠 곳을 적어 주세요.")
    claim.state, claim.returned_reason = step.target, reason.strip()[:500]
    claim.save(update_fields=["state", "returned_reason"])
    remember(claim, "return_claim", claim.agreement, by=by, at=at, reason=claim.returned_reason)
    tell("labor_claim_returned", claim, at=at, reason=claim.returned_reason)
    return claim


@verb
def check_claim(*, claim_id: int, judgments: Mapping[int, Judgment], by: Actor, at: datetime, key: Key = NO_KEY) -> Claim:
    """Judge every line; what was approved is asked as a payment, which others prepare, approve and confirm. Nothing approved ends the month."""
    claim = locked_claim(claim_id)
    access.may_check(by, claim.agreement).or_refuse()
    if by.account_id == claim.handed_in_by_id:
        raise Refused("신청을 낸 사람은 그 신청을 확인할 수 없어요.")
    flow.CLAIM.step("check", claim.state)
    lines = list(queries.lines_of(claim))
    refuse_if(_reasons_against(lines, judgments))
    approved = sum(_judge(line, judgments[line.pk]) for line in lines)
    step = flow.CLAIM.step("check" if approved else "close", claim.state)
    claim.state, claim.approved, claim.checked_at = step.target, approved, at
    claim.checked_by_id, claim.checked_by_name = by.account_id, by.name
    claim.save(update_fields=["state", "approved", "checked_at", "checked_by_id", "checked_by_name"])
    taken = hold_set_offs(claim, approved) if approved else 0
    if approved > taken:
        _ask(claim, approved - taken, by=by, at=at)
    elif taken:
        _paid_by_set_off(claim, by=by, at=at)
    overlaps = sum(map(len, queries.overlaps_in(claim).values()))
    detail = {"asked": claim.asked, "approved": approved, "set_off": taken, "overlaps": overlaps}
    remember(claim, "check_claim", claim.agreement, by=by, at=at, detail=detail)
    tell("labor_claim_checked", claim, at=at, amount=approved)
    return claim


def _reasons_against(lines: list[ClaimLine], judgments: Mapping[int, Judgment]) -> list[str]:
    reasons = []
    for line in lines:
        said, name = judgments.get(line.pk), line.worker.masked
        if said is None or said.verdict not in Verdict.values:
            reasons.append(f"{name}: 인정할지 골라 주세요.")
            continue
        if said.verdict != Verdict.ACCEPTED and not said.reason.strip():
            reasons.append(f"{name}: 낮추거나 인정하지 않는 까닭을 적어 주세요.")
        if said.verdict == Verdict.LOWERED and not 0 < said.amount < line.amount:
            reasons.append(f"{name}: 인정할 금액을 1원부터 {line.amount - 1:,}원까지 적어 주세요.")
        if said.verdict != Verdict.REFUSED and _is_double(line):
            reasons.append(f"{name}: 중복 지원으로 판단한 사람이에요. 인정하지 않음으로 고르거나 판단을 다시 적어 주세요.")
    return reasons


def _is_double(line: ClaimLine) -> bool:
    """Did a person decide that this support is a second one? The newest word on each other agreement counts."""
    newest: dict[int, bool] = {}
    for decision in line.decisions.all():
        newest[decision.other_worker_id] = decision.stands
    return not all(newest.values())


def _judge(line: ClaimLine, said: Judgment) -> int:
    amounts = {Verdict.ACCEPTED: line.amount, Verdict.LOWERED: said.amount, Verdict.REFUSED: 0}
    line.verdict, line.approved, line.reason = said.verdict, amounts[Verdict(said.verdict)], said.reason.strip()[:300]
    line.save(update_fields=["verdict", "approved", "reason"])
    return int(line.approved)


def _ask(claim: Claim, approved: int, *, by: Actor, at: datetime) -> None:
    agreement = claim.agreement
    if not agreement.amount:
        raise Refused("협약에 지원 한도액이 없어 지급을 올릴 수 없어요. 협약 금액을 먼저 확인해 주세요.")
    money.ask_payment(
        subject_key=claim.subject_key,
        agreement_key=grants.ledger_key(agreement),
        party_id=agreement.case.party_id,
        amount=approved,
        by=by,
        at=at,
        title=f"{agreement.case.round.program.title} {claim.month.year}년 {claim.month.month}월분"[:200],
        case_id=agreement.case_id,
        payer_id=agreement.case.round.operator_id,
    )


@part
def follow_payment(claim_id: int) -> None:
    """Money told of the claim's payment: what was paid is spent by the evidence that lies here; what was sent back is checked anew."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("agreement__case__party").get(pk=claim_id)
    order = money.order_for(claim.subject_key)
    if order is None or claim.state != ClaimState.CHECKED:
        return
    if order.state == money.OrderState.PAID:
        _post(claim, order)
    elif order.state == money.OrderState.REFUSED:
        by = Actor(account_id=order.refused_by_id, name=order.refused_by_name, via="worker")
        assert order.refused_at is not None
        claim.state = flow.CLAIM.step("payment_returned", claim.state).target
        claim.save(update_fields=["state"])
        let_set_offs_go(claim)
        remember(claim, "claim_payment_returned", claim.agreement, by=by, at=order.refused_at, reason=order.refuse_reason)


def _post(claim: Claim, order: money.PaymentOrder) -> None:
    """Paid → spent at once, so that nothing stays on hand: the evidence was judged before the money went."""
    assert order.paid_at is not None
    by = Actor(account_id=order.paid_by_id, name=order.paid_by_name, via="worker")
    money.spend(
        agreement_key=grants.ledger_key(claim.agreement),
        amount=order.amount,
        category="labor",
        source=money.Source.GRANT,
        subject_key=claim.subject_key,
        by=by,
        at=order.paid_at,
        memo=order.title,
    )
    settle_set_offs(claim, by=by, at=order.paid_at)
    claim.state, claim.paid_at = flow.CLAIM.step("pay", claim.state).target, order.paid_at
    claim.save(update_fields=["state", "paid_at"])
    remember(claim, "claim_paid", claim.agreement, by=by, at=order.paid_at, detail={"amount": order.amount})
    tell("labor_claim_paid", claim, at=order.paid_at, amount=order.amount)


def _paid_by_set_off(claim: Claim, *, by: Actor, at: datetime) -> None:
    """What is owed of earlier months covers this one whole: nothing goes to the bank, and the month is paid."""
    settle_set_offs(claim, by=by, at=at)
    claim.state, claim.paid_at = flow.CLAIM.step("pay", claim.state).target, at
    claim.save(update_fields=["state", "paid_at"])


@verb
def decide_overlap(
    *, line_id: int, other_worker_id: int, stands: bool, reason: str, by: Actor, at: datetime, key: Key = NO_KEY
) -> OverlapDecision:
    """A person decides whether one who is supported twice in a month may be; with the reason, for whoever asks later."""
    line = ClaimLine.objects.select_related("worker").get(pk=line_id)
    claim = locked_claim(line.claim_id)
    access.may_check(by, claim.agreement).or_refuse()
    if claim.state != ClaimState.HANDED_IN:
        raise OutOfTurn("확인을 기다리는 신청에서만 판단을 적을 수 있어요.")
    if not reason.strip():
        raise Refused("그렇게 판단한 까닭을 적어 주세요.")
    overlaps = queries.overlaps_in(claim).get(line.worker_id, [])
    other = next((one.other for one in overlaps if one.other.pk == other_worker_id), None)
    if other is None:
        raise Refused("겹치는 지원이 지금은 없어요. 화면을 새로 고쳐 확인해 주세요.")
    decision = OverlapDecision.objects.create(
        line=line,
        other_worker=other,
        stands=stands,
        reason=reason.strip()[:300],
        decided_at=at,
        decided_by_id=by.account_id,
        decided_by_name=by.name,
    )
    remember(claim, "decide_overlap", claim.agreement, by=by, at=at, reason=decision.reason, detail={"stands": stands, "line": line.pk})
    return decision


@verb
def finish_claims(*, agreement_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Support:
    """Every month is settled: what was promised and not claimed is free again on its line, and no more months are taken."""
    agreement = locked_agreement(agreement_id)
    access.may_check(by, agreement).or_refuse()
    support = required_support(agreement)
    if Claim.objects.filter(agreement=agreement, state__in=(ClaimState.HANDED_IN, ClaimState.CHECKED)).exists():
        raise Refused("확인하거나 지급하는 중인 달이 있어요. 먼저 마쳐 주세요.")
    if Correction.objects.filter(claim__agreement=agreement, state=CorrectionState.ASKED).exists():
        raise Refused("결재를 기다리는 되돌려받기가 있어요. 먼저 정해 주세요.")
    key_of = grants.ledger_key(agreement)
    left = grants.sums_of(agreement).undisbursed
    if left:
        money.release(agreement_key=key_of, amount=left, subject_key=f"{key_of}:labor-release", memo="달 신청을 모두 마침", by=by, at=at)
    support.finished_at = at
    support.save(update_fields=["finished_at"])
    remember(support, "finish_claims", agreement, by=by, at=at, detail={"released": left})
    return support
