"""Stories of settlements: to the last won, or waiting for an accountant from outside, or with a refund of which a part has come."""

import random
from datetime import datetime

from dure.apps.grants import facade as grants
from dure.kernel.clock import seoul_date
from dure.rehearsal import papers
from dure.rehearsal.cast import Applicant, Cast, script
from dure.rehearsal.spending import DAY
from dure.rehearsal.stage import Story


def put_refund_account(cast: Cast, party_id: int, at: datetime) -> None:
    """Where whoever gives the money wants back what is left."""
    grants.put_refund_account(
        party_id=party_id, since=seoul_date(at), bank="예시은행", holder="예시 반납", account=f"301-000-{party_id:06d}",
        by=cast.actor("finance", at), at=at, sample=True,
    )  # fmt: skip


def settle(cast: Cast, applicant: Applicant, agreement_id: int, begins: datetime, rng: random.Random, *, until: str = "closed") -> Story:
    """Handed in, verified where the definition wants it, confirmed, ordered back, received, closed."""
    at = yield begins
    settlement = grants.hand_in_settlement(
        agreement_id=agreement_id,
        interest=rng.randint(800, 9000),
        note="남은 돈과 이자를 함께 돌려드려요.",
        statement=papers.pdf("통장사본(예시).pdf", f"statement {agreement_id}"),
        by=cast.of_account(applicant.account_id, at),
        at=at,
    )
    agreement = grants.Agreement.objects.select_related("case__round").get(pk=agreement_id)
    if grants.needs_verification(agreement):
        yield from _verified(cast, applicant, settlement, begins, signs=until != "named")
    if until == "named":
        return
    at = yield begins + 4 * DAY
    for flag in grants.undecided_flags().filter(agreement_id=agreement_id).order_by("pk"):
        grants.decide_flag(
            flag_id=flag.pk, verdict="cleared", why="정산하며 증빙과 설명을 다시 보고 확인했어요.", by=cast.actor("officer", at), at=at
        )
    seen = grants.figures_of(agreement, interest=settlement.interest).to_return
    settlement = grants.confirm_settlement(settlement_id=settlement.pk, seen_to_return=seen, by=cast.actor("finance", at), at=at)
    if settlement.to_return:
        at = yield begins + 5 * DAY
        order = grants.order_refund(settlement_id=settlement.pk, by=cast.actor("finance", at), at=at)
        at = yield begins + 8 * DAY
        _received(cast, settlement, order.amount // 3 if until == "partly" else order.amount, at)
    if until != "partly":
        grants.close_settlement(settlement_id=settlement.pk, by=cast.actor("finance", at), at=at)


def _verified(cast: Cast, applicant: Applicant, settlement: grants.Settlement, begins: datetime, *, signs: bool) -> Story:
    said = script("cast.yaml")["accountant"]
    at = yield begins + DAY
    verification = grants.name_accountant(
        settlement_id=settlement.pk, firm=said["firm"], firm_kind="firm", name=said["name"], email=said["email"],
        by=cast.of_account(applicant.account_id, at), at=at,
    )  # fmt: skip
    if not signs:
        return
    at = yield begins + 3 * DAY
    grants.sign_verification(
        verification_id=verification.pk, checks=dict.fromkeys(grants.CHECKS, "ok"), opinion="clean", remarks="",
        typed_name=verification.accountant_name, report=papers.pdf("검증보고서(예시).pdf", f"verified {settlement.pk}"),
        by=cast.of_account(cast.accounts["accountant"], at), at=at,
    )  # fmt: skip


def _received(cast: Cast, settlement: grants.Settlement, amount: int, at: datetime) -> None:
    grants.record_returned_money(
        settlement_id=settlement.pk, amount=amount, returned_on=seoul_date(at),
        bank_reference=f"예시-반납-{settlement.agreement_id:04d}", by=cast.actor("finance", at), at=at,
    )  # fmt: skip
