"""The story of a grant: agreement, instalments by two people, spending, reports, settlement to the won, showcase."""

import random
from collections.abc import Generator
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform import events
from dure.rehearsal import papers, texts
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.stage import Story

DAY = timedelta(days=1)
LASTS = timedelta(days=150)


def grant(cast: Cast, applicant: Applicant, case_id: int, *, begins: datetime, rng: random.Random) -> Story:
    """From the draft of the agreement to the public result, as far as the program's life goes."""
    agreement_id = yield from agree(cast, applicant, case_id, begins)
    terms = programs.terms_of(cases.Case.objects.values_list("round_id", flat=True).get(pk=case_id))
    if not terms.disbursements:
        return
    at = yield begins + 4 * DAY
    name_account(cast, applicant, case_id, at)
    yield from pay(cast, applicant, agreement_id, 1, begins + 6 * DAY)
    yield from spend(cast, applicant, agreement_id, begins + 12 * DAY, shares=(30, 25), rng=rng)
    yield from report(cast, applicant, agreement_id, "interim", begins + 75 * DAY, rng)
    if len(terms.disbursements) > 1:
        yield from pay(cast, applicant, agreement_id, 2, begins + 80 * DAY)
    yield from spend(cast, applicant, agreement_id, begins + 90 * DAY, shares=(25, 15), rng=rng)
    yield from report(cast, applicant, agreement_id, "final", begins + 155 * DAY, rng)
    yield from settle(cast, applicant, agreement_id, begins + 162 * DAY, rng)
    yield from show(cast, applicant, agreement_id, begins + 175 * DAY)


def agree(cast: Cast, applicant: Applicant, case_id: int, begins: datetime) -> Generator[datetime, datetime, int]:
    """Drafted, offered, signed by both; gives the agreement's number."""
    at = yield begins
    own = cases.Case.objects.values_list("own_money", flat=True).get(pk=case_id)
    draft = grants.Draft(starts_on=seoul_date(at + DAY), ends_on=seoul_date(at + LASTS), own_money=own)
    agreement = grants.draft_agreement(case_id=case_id, draft=draft, by=cast.actor("officer", at), at=at)
    agreement = grants.offer_agreement(agreement_id=agreement.pk, by=cast.actor("officer", at), at=at)
    at = yield begins + DAY
    by = cast.of_account(applicant.account_id, at)
    agreement = grants.sign_as_grantee(agreement_id=agreement.pk, typed_name=by.name, seen=agreement.document_sha256, by=by, at=at)
    at = yield begins + 2 * DAY
    by = cast.actor("approver", at)
    grants.sign_as_center(agreement_id=agreement.pk, typed_name=by.name, seen=agreement.document_sha256, by=by, at=at)
    return agreement.pk


def name_account(cast: Cast, applicant: Applicant, case_id: int, at: datetime) -> None:
    if money.payee_of(applicant.party_id) is not None:
        return
    by = cast.of_account(applicant.account_id, at)
    version = money.propose_payee(
        party_id=applicant.party_id, bank_code="088", holder_name=applicant.name, account_number=f"110-000-{case_id:06d}", by=by, at=at
    )
    money.verify_payee(version_id=version.pk, by=cast.actor("finance", at), at=at + timedelta(hours=2))


def pay(cast: Cast, applicant: Applicant, agreement_id: int, number: int, begins: datetime) -> Story:
    at = yield begins
    order = grants.ask_tranche(agreement_id=agreement_id, number=number, by=cast.of_account(applicant.account_id, at), at=at)
    at = yield begins + timedelta(hours=20)
    order = money.prepare_payment(order_id=order.pk, by=cast.actor("officer2", at), at=at)
    at = yield begins + timedelta(hours=26)
    order = money.approve_payment(order_id=order.pk, seen=money.bound_now(order), by=cast.actor("approver", at), at=at)
    at = yield begins + timedelta(hours=44)
    reference = f"예시-{agreement_id:04d}-{number}"
    money.confirm_paid(order_id=order.pk, bank_reference=reference, paid_on=seoul_date(at), by=cast.actor("finance", at), at=at)
    events.deliver_due(at=at)


def spend(cast: Cast, applicant: Applicant, agreement_id: int, begins: datetime, *, shares: tuple[int, ...], rng: random.Random) -> Story:
    """Spend so many percent of every budget row, from the grant and from the own share, each with its papers."""
    agreement = grants.Agreement.objects.get(pk=agreement_id)
    rows = cases.approved_budget(agreement.case_id)
    for turn, share in enumerate(shares):
        for place, row in enumerate(rows):
            at = yield begins + timedelta(days=turn * 20 + place * 3, hours=1)
            for source, planned in (("grant", row.grant), ("own", row.own)):
                if amount := planned * share // 100:
                    one_expense(cast, applicant, agreement, row.category, source, amount, at, rng)


def one_expense(
    cast: Cast,
    applicant: Applicant,
    agreement: grants.Agreement,
    category: str,
    source: str,
    amount: int,
    at: datetime,
    rng: random.Random,
    *,
    accepted: bool | None = None,
) -> None:
    """File an expense with the papers its category wants; it is accepted, or once in a while (or where `accepted` says so) disallowed."""
    terms = programs.terms_of(agreement.case.round_id)
    wanted = next((one.evidence for one in terms.categories if one.key == category), ())
    shop = f"예시 {rng.choice(('새벽문구', '한결인쇄', '모둠강의', '동네공간', '푸른재료'))}"
    bill = grants.Bill(category, source, amount, seoul_date(at - DAY), shop, f"{texts.basis(category, rng)} 지출", invoice_number="")
    uploads = [
        (kind, papers.pdf(f"{kind}.pdf", f"evidence {agreement.pk} {category} {source} {amount} {kind} {at:%Y%m%d}")) for kind in wanted
    ]
    spending = grants.file_spending(
        agreement_id=agreement.pk, bill=bill, papers=uploads, by=cast.of_account(applicant.account_id, at), at=at
    )
    if rng.random() < 0.92 if accepted is None else accepted:
        later = at + timedelta(hours=5)
        grants.judge_spending(spending_id=spending.pk, accepted=True, by=cast.actor("officer", later), at=later)
    else:
        later = at + timedelta(hours=6)
        grants.judge_spending(
            spending_id=spending.pk, accepted=False, clause="협약 제8조 증빙의 금액이 서로 다름", by=cast.actor("finance", later), at=later
        )


def report(cast: Cast, applicant: Applicant, agreement_id: int, which: str, begins: datetime, rng: random.Random) -> Story:
    at = yield begins
    by, agreement = cast.of_account(applicant.account_id, at), grants.Agreement.objects.select_related("case").get(pk=agreement_id)
    form = programs.terms_of(agreement.case.round_id).report_form(which)
    for version, section in enumerate(form.sections if form else ()):
        data = texts.answers(section, rng, seoul_date(at))
        grants.save_report(agreement_id=agreement_id, which=which, section=section.key, data=data, version=version, by=by, at=at)
    report = grants.hand_in_report(agreement_id=agreement_id, which=which, by=by, at=at)
    at = yield begins + 3 * DAY
    grants.accept_report(report_id=report.pk, by=cast.actor("officer", at), at=at)


def settle(cast: Cast, applicant: Applicant, agreement_id: int, begins: datetime, rng: random.Random) -> Story:
    at = yield begins
    by = cast.of_account(applicant.account_id, at)
    statement = papers.pdf("통장사본(예시).pdf", f"statement {agreement_id}")
    settlement = grants.hand_in_settlement(
        agreement_id=agreement_id,
        interest=rng.randint(800, 9000),
        note="남은 돈과 이자를 함께 돌려드려요.",
        statement=statement,
        by=by,
        at=at,
    )
    at = yield begins + 4 * DAY
    agreement = grants.Agreement.objects.get(pk=agreement_id)
    seen = grants.figures_of(agreement, interest=settlement.interest).to_return
    settlement = grants.confirm_settlement(settlement_id=settlement.pk, seen_to_return=seen, by=cast.actor("finance", at), at=at)
    at = yield begins + 8 * DAY
    by = cast.actor("finance", at)
    if settlement.to_return:
        grants.record_returned_money(
            settlement_id=settlement.pk,
            amount=settlement.to_return,
            returned_on=seoul_date(at),
            bank_reference=f"예시-반납-{agreement_id:04d}",
            by=by,
            at=at,
        )
    grants.close_settlement(settlement_id=settlement.pk, by=by, at=at)


def show(cast: Cast, applicant: Applicant, agreement_id: int, begins: datetime) -> Story:
    at = yield begins
    grants.write_showcase(
        agreement_id=agreement_id,
        title=f"{applicant.name}, 이웃과 함께한 한 해",
        summary="공론장 네 번에서 고른 의제로 작은 시범사업을 열었고, 주민 126명이 함께했어요. 내년에는 회비로 이어 가요.",
        figures=(("함께한 주민", "126명"), ("공론장", "4회"), ("참여 단체", "9곳")),
        by=cast.of_account(applicant.account_id, at),
        at=at,
    )
    at = yield begins + 2 * DAY
    grants.publish_showcase(agreement_id=agreement_id, by=cast.actor("officer", at), at=at)
