"""Another text of a signed agreement: asked, approved, signed again, and only then in force, in the ledger to the won."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from dure.apps.cases.models import BudgetRow, Partner, StageRun
from dure.apps.grants import actions, exports
from dure.apps.grants.models import Agreement, Amendment
from dure.apps.grants.queries.agreements import planned, sums_of
from dure.apps.grants.queries.amending import Change
from dure.apps.grants.queries.amendments import clauses_of, lines_of, shares_of
from dure.apps.grants.queries.partners import papers_for_partner
from dure.apps.grants.rules import amending as rules
from dure.apps.money import facade as money
from dure.apps.people.facade import Party
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.kernel.korean import official_day
from dure.platform import doors, invariants
from dure.platform.actor import Actor, MemberRole
from tests.apps.grants.makers import APPROVER, OFFICER, SECOND_APPROVER, YEAR
from tests.apps.grants.test_pages import ask as page
from tests.apps.grants.test_pages import words


def broken():
    return {one.code: found for one, found in invariants.run() if one.code[:2] in {"I4", "I5", "I6"} and found}


def asked(life, by=None, **change):
    said = Change(reason=change.pop("reason", "예시: 공사가 늦어짐"), **change)
    return actions.ask_amendment(agreement_id=life.agreement.pk, change=said, **life.who(by or life.grantee))


def concluded(life, amendment, center=APPROVER):
    amendment = actions.approve_amendment(amendment_id=amendment.pk, **life.who(SECOND_APPROVER))
    seen = {"amendment_id": amendment.pk, "seen": amendment.document_sha256}
    actions.sign_amendment_as_grantee(typed_name="예시 대표", **seen, **life.who(life.grantee))
    amendment = actions.sign_amendment_as_center(typed_name=center.name, **seen, **life.who(center))
    life.agreement = Agreement.objects.select_related("case__party", "case__round__program").get(pk=life.agreement.pk)
    return amendment


@pytest.fixture
def signed(life):
    life.signed()
    return life


def test_days_change_only_when_both_sides_have_signed_again(signed):
    stages = list(StageRun.objects.filter(case=signed.case).order_by("order").values_list("stage_key", "state"))
    amendment = asked(signed, ends_on=date(YEAR + 1, 2, 28))
    assert lines_of(amendment)[0].after == official_day(date(YEAR + 1, 2, 28))
    signed.agreement.refresh_from_db()
    assert signed.agreement.ends_on == date(YEAR, 12, 31)
    amendment = concluded(signed, amendment)
    assert (amendment.label, signed.agreement.ends_on) == (f"{signed.agreement.number} 변경1", date(YEAR + 1, 2, 28))
    assert list(StageRun.objects.filter(case=signed.case).order_by("order").values_list("stage_key", "state")) == stages
    signed.at = signed.at.replace(year=YEAR + 1, month=2, day=2)
    assert signed.spent(1_000_000, spent_on=date(YEAR + 1, 2, 1)).amount == 1_000_000
    assert broken() == {}


def test_less_money_is_released_and_the_unasked_instalment_takes_the_difference(signed):
    signed.with_payee()
    signed.paid(1)
    concluded(signed, asked(signed, amount=45_000_001))
    assert [(one.number, one.amount) for one in signed.agreement.tranches.order_by("number")] == [(1, 35_000_000), (2, 10_000_001)]
    (line,) = money.line_sums(YEAR)
    assert (line.free, sums_of(signed.agreement).committed) == (54_999_999, 45_000_001)
    plan = planned(signed.agreement)
    assert sum(amount for (_, source), amount in plan.items() if source == "grant") == 45_000_001
    assert broken() == {}


def test_more_money_is_committed_on_the_line_as_far_as_it_holds(signed):
    concluded(signed, asked(signed, by=OFFICER, amount=60_000_000, own_money=12_000_000))
    assert (sums_of(signed.agreement).committed, signed.agreement.own_money) == (60_000_000, 12_000_000)
    assert [one.amount for one in signed.agreement.tranches.order_by("number")] == [42_000_000, 18_000_000]
    assert broken() == {}
    amendment = asked(signed, amount=150_000_000)
    with pytest.raises(Refused, match="원"):
        concluded(signed, amendment)
    amendment.refresh_from_db()
    assert (amendment.state, sums_of(signed.agreement).committed) == ("signed_by_grantee", 60_000_000)
    assert broken() == {}


def test_nothing_goes_below_what_was_asked_for_or_spent(signed):
    signed.with_payee()
    signed.paid(1)
    with pytest.raises(Refused, match="35,000,000원"):
        asked(signed, amount=30_000_000)
    signed.spent(5_000_000)
    with pytest.raises(Refused, match="집행이 1건"):
        asked(signed, starts_on=date(YEAR, 6, 1))
    rows = (("labor", "grant", 49_000_000), ("program", "grant", 1_000_000), ("program", "own", 10_000_000))
    with pytest.raises(Refused, match="이미 5,000,000원"):
        asked(signed, budget=rows)


def test_rows_that_do_not_make_the_amount_are_refused(signed):
    with pytest.raises(Refused, match="합"):
        asked(signed, amount=40_000_000, budget=(("labor", "grant", 20_000_000), ("program", "own", 10_000_000)))


def test_an_amendment_is_refused_without_a_reason_or_a_change_and_one_at_a_time(signed):
    with pytest.raises(Refused, match="까닭"):
        asked(signed, reason=" ", ends_on=date(YEAR, 12, 1))
    with pytest.raises(Refused, match="바뀌는 것이 없어요"):
        asked(signed)
    asked(signed, ends_on=date(YEAR, 12, 1))
    with pytest.raises(OutOfTurn):
        asked(signed, ends_on=date(YEAR, 11, 1))


def test_who_asked_does_not_approve_and_a_stranger_does_nothing(signed):
    amendment = asked(signed, ends_on=date(YEAR, 12, 1))
    for nobody in (OFFICER, signed.grantee):
        with pytest.raises(Forbidden):
            actions.approve_amendment(amendment_id=amendment.pk, **signed.who(nobody))
    actions.decline_amendment(amendment_id=amendment.pk, reason="예시: 까닭이 약함", **signed.who(APPROVER))
    amendment.refresh_from_db()
    assert (amendment.state, amendment.number) == ("declined", None)
    again = asked(signed, ends_on=date(YEAR, 12, 1))
    actions.withdraw_amendment(amendment_id=again.pk, **signed.who(signed.grantee))
    assert asked(signed, ends_on=date(YEAR, 12, 2)).state == "asked"


def test_clauses_are_compared_by_words(signed):
    clauses = (("목적", "예시 협약의 새로운 목적을 정합니다."), ("특약", "예시 특약을 둡니다."))
    changed, gone, new = clauses_of(asked(signed, clauses=clauses))
    assert [(words.kind, words.text) for words in changed.words] == [
        ("same", "예시 협약의 "),
        ("in", "새로운 "),
        ("same", "목적을 정합니다."),
    ]
    assert (gone.title, gone.kind, new.title, new.kind) == ("정산", "gone", "특약", "new")


def test_money_that_moved_since_it_was_asked_must_be_asked_again(signed):
    signed.with_payee()
    amendment = asked(signed, amount=40_000_000)
    signed.ask(1)
    with pytest.raises(Refused, match="차수"):
        actions.approve_amendment(amendment_id=amendment.pk, **signed.who(APPROVER))


def test_the_database_lets_a_signed_agreement_change_to_the_very_values_of_an_amendment_only(signed):
    for column, value in (("amount", 1), ("ends_on", date(YEAR, 12, 30)), ("clauses", []), ("number", "다른 번호")):
        with pytest.raises(DatabaseError), transaction.atomic():
            Agreement.objects.filter(pk=signed.agreement.pk).update(**{column: value})
    concluded(signed, asked(signed, ends_on=date(YEAR, 12, 1)))
    for column, value in (("amount", 1), ("ends_on", date(YEAR, 12, 31)), ("document_sha256", "0" * 64)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Agreement.objects.filter(pk=signed.agreement.pk).update(**{column: value})
    tranche = signed.agreement.tranches.get(number=1)
    tranche.amount += 1
    with pytest.raises(DatabaseError), transaction.atomic():
        tranche.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Amendment.objects.filter(agreement=signed.agreement).update(reason="다른 까닭")


def test_the_paper_of_an_amendment_says_both_and_is_confirmed_by_its_code(signed):
    amendment = asked(signed, ends_on=date(YEAR, 12, 1))
    assert amendment.document_sha256 == ""
    amendment = concluded(signed, amendment)
    text = exports.amendment_text(amendment)
    assert exports.hash_of(text) == amendment.document_sha256
    assert exports.amendment_hwpx(amendment, text, at=signed.at)[:2] == b"PK"
    code = exports.verification_code(amendment.document_sha256)
    assert amendment.label in words(page(signed, "grants:verify-code", code, by=OFFICER))


# A partner who leaves


@pytest.fixture
def consortium(life):
    """Two partners with 10,000,000 and 5,000,001 won of the grant."""
    BudgetRow.objects.filter(case=life.case).delete()
    life.partners = []
    for order, (grant, own) in enumerate(((10_000_000, 2_000_001), (5_000_001, 0))):
        party = Party.objects.create(kind="organization", name=f"예시 참여 {order}", legal_form="cooperative", sample=True)
        partner = Partner.objects.create(case=life.case, party=party, name=party.name, order=order)
        BudgetRow.objects.create(case=life.case, order=order + 3, category="program", grant=grant, own=own, partner=partner)
        life.partners.append(partner)
    BudgetRow.objects.create(case=life.case, order=1, category="labor", grant=20_000_000, own=0)
    BudgetRow.objects.create(case=life.case, order=2, category="program", grant=14_999_999, own=7_999_999)
    life.signed()
    return life


def of_partner(partner):
    return Actor(account_id=77, name="예시 참여 대표", parties=((partner.party_id, MemberRole.REPRESENTATIVE),))


def leaving(life, **shares):
    first, second = life.partners
    taken = {None: shares.get("lead", 0), second.pk: shares.get("second", 0)}
    return asked(life, partner_id=first.pk, leaves_on=date(YEAR, 3, 15), shares=taken)


def test_who_stays_takes_the_part_over_to_the_won(consortium):
    before = shares_of(consortium.agreement)
    first, second = consortium.partners
    assert before == {None: (34_999_999, 7_999_999), first.pk: (10_000_000, 2_000_001), second.pk: (5_000_001, 0)}
    concluded(consortium, leaving(consortium, lead=3_333_333, second=6_666_667))
    after = shares_of(consortium.agreement)
    assert after[first.pk] == (0, 0)
    assert (after[None][0], after[second.pk][0]) == (38_333_332, 11_666_668)
    assert sum(own for _, own in after.values()) == consortium.agreement.own_money == 10_000_000
    assert (consortium.agreement.amount, sums_of(consortium.agreement).committed) == (50_000_000, 50_000_000)
    assert broken() == {}


def test_what_nobody_takes_over_is_released_from_its_own_categories(consortium):
    concluded(consortium, leaving(consortium, second=4_000_000))
    agreement = consortium.agreement
    assert (agreement.amount, agreement.own_money) == (44_000_000, 8_800_000 - 1 + 0)
    plan = planned(agreement)
    assert plan["labor", "grant"] == 20_000_000
    assert plan["program", "grant"] == 24_000_000
    shares = shares_of(agreement)
    assert (sum(grant for grant, _ in shares.values()), sum(own for _, own in shares.values())) == (agreement.amount, agreement.own_money)
    (line,) = money.line_sums(YEAR)
    assert line.free == 56_000_000
    assert broken() == {}


def test_more_than_the_part_cannot_be_taken_over(consortium):
    with pytest.raises(Refused, match="10,000,000원"):
        leaving(consortium, lead=10_000_001)


def test_a_partner_that_left_reads_the_papers_of_its_days(consortium):
    first, second = consortium.partners
    amendment = concluded(consortium, leaving(consortium, lead=10_000_000))
    consortium.at = consortium.at.replace(month=4)
    later = concluded(consortium, asked(consortium, ends_on=date(YEAR, 12, 1)))
    gone = {(paper.owner_kind, paper.owner_id) for paper in papers_for_partner(consortium.agreement, of_partner(first))}
    assert gone == {("grants.agreement", consortium.agreement.pk), ("grants.amendment", amendment.pk)}
    assert doors.may_read(of_partner(first), "grants.amendment", amendment.pk)
    assert not doors.may_read(of_partner(first), "grants.amendment", later.pk)
    assert doors.may_read(of_partner(second), "grants.amendment", later.pk)
    assert "3.15." in words(page(consortium, "grants:partner-papers", consortium.agreement.pk, by=of_partner(first)))


# Rules


@pytest.mark.parametrize(
    ("amount", "laid"),
    [(50, [(1, 30), (2, 10), (3, 10)]), (53, [(1, 30), (2, 11), (3, 12)]), (32, [(1, 30), (2, 1), (3, 1)])],
)
def test_unasked_instalments_share_the_rest(amount, laid):
    held = [rules.Instalment(1, 60, 30, True), rules.Instalment(2, 20, 10, False), rules.Instalment(3, 20, 10, False)]
    assert rules.relaid(held, amount) == laid


def test_a_budget_gets_smaller_where_nothing_was_spent():
    plan = {("a", "grant"): 60, ("b", "grant"): 40, ("a", "own"): 5}
    assert rules.rebudgeted(plan, {("a", "grant"): 55}, "grant", 70) == {("a", "grant"): 57, ("b", "grant"): 13}
    assert sum(rules.rebudgeted(plan, {}, "grant", 33).values()) == 33
    with pytest.raises(ValueError, match="줄일 수 없어요"):
        rules.rebudgeted(plan, {("a", "grant"): 60, ("b", "grant"): 40}, "grant", 99)


# Pages


def test_asking_on_the_page_keeps_what_was_typed_and_changes_only_what_was_touched(signed):
    data = {"reason": "", "amount": "50,000,000", "own_money": "10,000,000", "starts_on": f"{YEAR}-03-01", "ends_on": f"{YEAR}-11-30"}
    refused = page(signed, "grants:amendments", signed.agreement.pk, by=signed.grantee, data=data)
    assert refused.status_code == 422
    assert f"{YEAR}-11-30" in words(refused)
    answer = page(signed, "grants:amendments", signed.agreement.pk, by=signed.grantee, data=data | {"reason": "예시"})
    amendment = Amendment.objects.get(agreement=signed.agreement)
    assert (answer.status_code, amendment.ends_on, amendment.budget) == (302, date(YEAR, 11, 30), [])
    args = (signed.agreement.pk, amendment.pk)
    assert "승인을 기다려요" in words(page(signed, "grants:amendment", *args, by=signed.grantee))
    assert page(signed, "grants:desk-amendment-step", *args, "approve", by=APPROVER, data={}).status_code == 302
    amendment.refresh_from_db()
    hand = {"typed_name": "예시 대표", "seen": amendment.document_sha256}
    assert page(signed, "grants:amendment-step", *args, "sign", by=signed.grantee, data=hand).status_code == 302
    hand["typed_name"] = "틀린 이름"
    assert page(signed, "grants:desk-amendment-step", *args, "sign", by=APPROVER, data=hand).status_code == 422
    hand["typed_name"] = APPROVER.name
    assert page(signed, "grants:desk-amendment-step", *args, "sign", by=APPROVER, data=hand).status_code == 302
    assert "변경협약 1건" in words(page(signed, "grants:agreement", signed.agreement.pk, by=signed.grantee))
    assert "변경1" in words(page(signed, "grants:desk-amendments", signed.agreement.pk, by=OFFICER))
