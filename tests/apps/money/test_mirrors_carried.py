"""A two-tier program across a year's end: the mirror of what an operator passes on goes on with its agreement, to the won and never twice."""

import pytest
from django.db import transaction

from dure.apps.grants import actions as grants
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import ledger_key, sums_of
from dure.apps.money import actions, facade, invariants
from dure.apps.money.actions import accounts, carries
from dure.apps.money.models import Account, CarryOver, FiscalYear
from dure.apps.money.queries.years import agreements_living, standing_open
from dure.kernel.clock import seoul
from dure.kernel.errors import Refused
from tests.apps.grants import makers as grant_makers
from tests.apps.grants.makers import APPROVER, FINANCE, YEAR
from tests.apps.grants.test_pages import ask as page
from tests.apps.grants.test_pages import words
from tests.apps.grants.two_tier import Firm, Operator, two_tier_round

NEXT = YEAR + 1
STAGES = (
    grant_makers.stage(1, "agreement", "협약"),
    grant_makers.stage(2, "disbursement", "1차 교부", turn=1, share=60),
    grant_makers.stage(3, "disbursement", "2차 교부", turn=2, share=40),
    grant_makers.stage(4, "settlement", "정산"),
)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Papers and evidence go to a folder of the test's own."""
    settings.DURE_FILES = tmp_path
    settings.DURE_SCANNER = "off"


@pytest.fixture
def tiers(db):
    """An operator with 50,000,000 won to pass on, 30,000,000 of it received: one firm settled, one paid in part, one only signed."""
    grant_makers.allotted(100_000_000)
    operator = Operator(two_tier_round(STAGES), 1, amount=50_000_000, firms=8)
    operator.open_round()
    operator.life.with_payee()
    operator.life.paid(1)
    done, half, signed = (Firm.of(operator, amount) for amount in (6_000_000, 20_000_000, 10_000_000))
    for firm in (done, half, signed):
        firm.signed()
        firm.with_payee()
        firm.paid(1) if firm is not signed else None
    done.paid(2)
    done.accepted(3_000_000)
    done.settled(interest=30)
    half.accepted(7_000_000)
    operator.firms = [done, half, signed]
    operator.life.at = max(one.at for one in operator.firms)
    return operator


def key_of(operator):
    return ledger_key(operator.agreement)


def asked(operator, year=YEAR):
    said = {"agreement_key": key_of(operator), "reason": "예시: 사업이 다음 해에 끝남", **operator.life.who(FINANCE)}
    return actions.ask_carry_over(from_year=year, **said)


def carried(operator, year=YEAR):
    return actions.approve_carry_over(ask_id=asked(operator, year).pk, **operator.life.who(APPROVER))


def closed(operator, year=YEAR):
    actions.begin_closing(year=year, **operator.life.who(FINANCE))
    return actions.close_year(year=year, **operator.life.who(APPROVER))


def every_invariant():
    found = (
        invariants.books_sum_to_zero, invariants.within_ceilings, invariants.passed_through_within_received, invariants.carried_once,
        invariants.mirrors_follow, invariants.paid_once,
    )  # fmt: skip
    return [finding for one in found for finding in one()]


def sums(operator):
    return facade.pass_through_sums([key_of(operator)])[key_of(operator)]


def line(year):
    return next(row for row in facade.line_sums(year) if row.key == "growth")


def test_the_mirror_keeps_the_year_open_until_its_agreement_is_carried_over(tiers):
    assert any("수행기관의 협약을 다음 해로 이월하면" in sentence for sentence in standing_open(YEAR))
    with pytest.raises(Refused, match="수행기관"):
        closed(tiers)
    ((key, _title, going),) = agreements_living(YEAR)
    assert (key, going.promised, going.unsettled, going.mirrored) == (key_of(tiers), 20_000_000, 30_000_000, 44_000_000)


def test_everything_that_lives_goes_on_in_one_act_and_the_year_closes(tiers):
    before, own = sums(tiers), facade.agreement_sums(key_of(tiers))
    firms = [sums_of(firm.agreement) for firm in tiers.firms]
    ask = carried(tiers)
    assert (ask.amount, ask.unsettled, ask.mirrored, ask.hands_on) == (20_000_000, 30_000_000, 44_000_000, True)
    assert sums(tiers) == before == facade.leaf_sums(key_of(tiers))
    assert facade.agreement_sums(key_of(tiers)) == own
    assert [sums_of(firm.agreement) for firm in tiers.firms] == firms
    old, new = line(YEAR), line(NEXT)
    assert (old.disbursed, old.handed_out, old.carried_out, old.paid) == (30_000_000, 30_000_000, 20_000_000, 0)
    assert (new.disbursed, new.handed_in, new.carried_in, new.paid, new.allotted) == (0, 30_000_000, 20_000_000, 30_000_000, 0)
    assert closed(tiers).state == "closed"
    assert every_invariant() == []


def test_the_program_ends_in_the_second_year_and_its_sums_equal_its_leaves(tiers):
    carried(tiers)
    closed(tiers)
    _done, half, signed = tiers.firms
    tiers.life.at = max(tiers.life.at, seoul(NEXT, 1, 11, 10))
    tiers.life.paid(2)
    for firm in (half, signed):
        firm.at = tiers.life.at
        firm.paid(1) if firm is signed else None
        firm.paid(2)
        firm.accepted(3_000_000)
        firm.settled(interest=7)
    spent = 3_000_000 + 10_000_000 + 3_000_000
    tiers.life.at = max(one.at for one in tiers.firms)
    settlement = tiers.life.settlement_handed_in(interest=1_000)
    to_return = 50_000_000 - spent + 30 + 14 + 1_000
    grants.confirm_settlement(settlement_id=settlement.pk, seen_to_return=to_return, **tiers.life.who(FINANCE))
    given = {"amount": to_return, "returned_on": tiers.life.at.date(), "bank_reference": "예시-반납"}
    grants.record_returned_money(settlement_id=settlement.pk, **given, **tiers.life.who(FINANCE))
    grants.close_settlement(settlement_id=settlement.pk, **tiers.life.who(FINANCE))
    assert sums(tiers) == facade.leaf_sums(key_of(tiers))
    assert (sums(tiers).spent, sums(tiers).paid, sums(tiers).free) == (spent, 36_000_000, 14_000_000)
    assert (sums_of(tiers.agreement).spent_grant, sums_of(tiers.agreement).owed_back) == (spent, 0)
    assert (line(YEAR).disbursed, line(NEXT).disbursed) == (30_000_000, 20_000_000)
    assert closed(tiers, NEXT).state == "closed"
    assert every_invariant() == []


def test_a_mirror_that_stays_behind_is_found(tiers, monkeypatch):
    monkeypatch.setattr(carries, "_mirror_goes_on", lambda *_args: None)
    carried(tiers)
    assert invariants.mirrors_follow()
    with pytest.raises(Refused, match="아직 지급하지 않았어요"):
        closed(tiers)


def test_a_won_that_a_later_mirror_lacks_is_found(tiers, without_guards):
    carried(tiers)
    Account.objects.filter(key="handed-in:part-two").update(balance=-1)
    assert invariants.carried_once()


def test_a_firm_is_never_carried_over_alone(tiers):
    with pytest.raises(Refused, match="수행기관의 협약을 이월해"):
        actions.ask_carry_over(from_year=YEAR, agreement_key=ledger_key(tiers.firms[1].agreement), reason="예시", **tiers.life.who(FINANCE))


def test_what_moved_in_the_mirror_since_it_was_asked_is_asked_again(tiers):
    ask = asked(tiers)
    with transaction.atomic():
        facade.record_interest(agreement_key=ledger_key(tiers.firms[1].agreement), amount=5, by=FINANCE, at=tiers.life.at)
    with pytest.raises(Refused, match="다시 교부하는 돈"):
        actions.approve_carry_over(ask_id=ask.pk, **tiers.life.who(APPROVER))
    assert CarryOver.objects.get(pk=ask.pk).state == "asked"


def test_a_carrying_over_is_reversed_whole_and_its_agreement_is_paid_in_its_first_year_again(tiers):
    before = sums(tiers)
    entry = facade.Entry.objects.filter(kind="carry", subject_key=f"carry-over-{carried(tiers).pk}").order_by("pk").first()
    ask = actions.ask_reversal(entry_id=entry.pk, reason="예시: 올해 마침", **tiers.life.who(FINANCE))
    actions.approve_reversal(ask_id=ask.pk, **tiers.life.who(APPROVER))
    assert (sums(tiers), accounts.committed_of(key_of(tiers)).book.fiscal_year) == (before, YEAR)
    assert (line(YEAR).committed, line(NEXT).committed, line(YEAR).handed_out) == (20_000_000, 0, 0)
    tiers.life.paid(2)
    assert every_invariant() == []
    carried(tiers)
    assert every_invariant() == []


def test_a_mirror_carried_twice_is_where_its_agreement_is(tiers):
    carried(tiers)
    carried(tiers, NEXT)
    assert accounts.pass_through_line(key_of(tiers)).book.fiscal_year == NEXT + 1
    assert sums(tiers) == facade.leaf_sums(key_of(tiers))
    late = Firm.of(tiers, 14_000_000)
    late.signed()
    assert sums(tiers).free == 0
    with pytest.raises(Refused, match="남은 돈"):
        Firm.of(tiers, 1).signed()
    assert every_invariant() == []


def test_what_lives_in_the_year_before_closes_first(tiers):
    with transaction.atomic():
        facade.open_line(year=NEXT, key="growth", title="예시 기업성장")
    actions.begin_closing(year=NEXT, **tiers.life.who(FINANCE))
    with pytest.raises(Refused, match=f"{YEAR}년을 먼저"):
        actions.close_year(year=NEXT, **tiers.life.who(APPROVER))


def test_an_expense_of_a_closed_year_is_taken_back_where_its_agreement_went(tiers):
    half = tiers.firms[1]
    (spend,) = facade.Entry.objects.filter(kind="spend", owner_key=ledger_key(half.agreement)).order_by("pk")
    carried(tiers)
    closed(tiers)
    with transaction.atomic():
        facade.reverse(entry=spend, by=FINANCE, at=tiers.life.at, reason="예시: 다시 봄")
    assert sums_of(half.agreement).spent_grant == 0
    assert facade.spent_by_category(ledger_key(half.agreement)) == {}
    assert every_invariant() == []


def test_a_year_with_a_mirror_is_carried_over_and_closed_by_the_pages(tiers):
    life = tiers.life
    listed = words(page(life, "money:asks", YEAR, by=FINANCE))
    assert "다시 교부하는 돈 44,000,000원이 함께 넘어감" in listed
    said = {"what": "carry", "source": f"agreement {key_of(tiers)}", "carry_reason": "예시: 다음 해에 끝남", "hands_on": "yes"}
    assert page(life, "money:asks", YEAR, by=FINANCE, data=said).status_code == 302
    ask = CarryOver.objects.get()
    assert "이 돈은 위 금액에 더하지 않아요" in words(page(life, "money:asks", YEAR, by=APPROVER))
    assert page(life, "money:ask-step", "carry", ask.pk, "approve", by=APPROVER, data={}).status_code == 302
    assert page(life, "money:year", YEAR, by=FINANCE, data={"step": "begin"}).status_code == 302
    assert "남은 일이 없어요" in words(page(life, "money:year", YEAR, by=APPROVER))
    assert page(life, "money:year", YEAR, by=APPROVER, data={"step": "close"}).status_code == 302
    assert FiscalYear.objects.get(year=YEAR).state == "closed"
    assert "30,000,000원" in words(page(life, "money:year", NEXT, by=FINANCE))
    assert every_invariant() == []
    assert Agreement.objects.get(pk=tiers.agreement.pk).state == "signed"
