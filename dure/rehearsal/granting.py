"""The story of a grant: agreement, instalments by two people, spending, reports, settlement to the won, showcase."""

import random
from collections.abc import Generator
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.rehearsal import texts
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.changing import amendment_to_sign, budget_to_approve, under_watch
from dure.rehearsal.paying import change_account, name_account, pay
from dure.rehearsal.settling import settle
from dure.rehearsal.spending import DAY, Want, file_expense
from dure.rehearsal.stage import Story

HOUR = timedelta(hours=1)
LASTS = timedelta(days=150)


def grant(cast: Cast, applicant: Applicant, case_id: int, *, begins: datetime, rng: random.Random, fate: str = "") -> Story:
    """From the draft of the agreement to the public result, as far as the program's life goes; or, with a fate, to where it stands today."""
    agreement_id = yield from agree(cast, applicant, case_id, begins)
    terms = programs.terms_of(cases.Case.objects.values_list("round_id", flat=True).get(pk=case_id))
    if not (terms.disbursements or terms.claims):
        return
    at = yield begins + 3 * DAY
    name_account(cast, applicant, case_id, at)
    if fate in {"asked", "sent", "refused"}:
        yield from pay(cast, applicant, agreement_id, 1, begins + 3 * DAY + 3 * HOUR, until=fate)
        if fate == "asked":
            yield from change_account(cast, applicant, begins + 7 * DAY)
        return
    if terms.claims:
        return
    yield from pay(cast, applicant, agreement_id, 1, begins + 6 * DAY)
    yield from spend(cast, applicant, agreement_id, begins + 12 * DAY, shares=(30, 25), rng=rng)
    if fate == "watched":
        yield from under_watch(cast, applicant, agreement_id, begins + 48 * DAY, rng)
    if fate == "changing":
        yield from amendment_to_sign(cast, applicant, agreement_id, begins + 48 * DAY)
        yield from budget_to_approve(cast, applicant, agreement_id, begins + 54 * DAY)
    yield from report(cast, applicant, agreement_id, "interim", begins + 75 * DAY, rng)
    if len(terms.disbursements) > 1:
        yield from pay(cast, applicant, agreement_id, 2, begins + 80 * DAY)
    yield from spend(cast, applicant, agreement_id, begins + 90 * DAY, shares=(25, 15), rng=rng)
    yield from report(cast, applicant, agreement_id, "final", begins + 155 * DAY, rng)
    until = fate if fate in {"named", "partly"} else "closed"
    yield from settle(cast, applicant, agreement_id, begins + 162 * DAY, rng, until=until)
    if until == "closed":
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
    by = cast.of_account(applicant.account_id, at)
    spending = file_expense(agreement, Want(category, source, amount), rng, by=by, at=at)
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
