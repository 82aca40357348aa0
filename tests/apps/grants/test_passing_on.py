"""What an operator passes on changes by an amendment of its own agreement: mirror, frame, budget and paper follow, and no promise breaks."""

import pytest
from django.db import DatabaseError, connection, transaction

from dure.apps.grants.models import Agreement, Amendment
from dure.apps.grants.queries.agreements import left_in_budget, sums_of
from dure.apps.grants.queries.amendments import lines_of
from dure.apps.grants.queries.operating import passed_on
from dure.apps.grants.rules.relaying import Passing
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.platform import triggers
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, OFFICER, YEAR
from tests.apps.grants.test_amendments import asked, broken, concluded
from tests.apps.grants.test_pages import ask as page
from tests.apps.grants.test_pages import words
from tests.apps.grants.two_tier import Firm, Operator, two_tier_round


@pytest.fixture
def operator(db):
    """It is given 50,000,000 won and passes all of it on; one firm was promised 20,000,000."""
    makers.allotted(300_000_000)
    found = Operator(two_tier_round(), 1, amount=50_000_000, firms=8)
    found.open_round()
    firm = Firm.of(found, 20_000_000)
    firm.signed()
    found.firm, found.life.at = firm, firm.at
    return found


def frame(operator):
    operator.appointment.refresh_from_db()
    return operator.appointment.ceiling, operator.appointment.firms_max


def test_less_is_passed_on_and_the_rest_is_the_operators_own_to_use(operator):
    amendment = concluded(operator.life, asked(operator.life, passing=Passing(30_000_000, 5)))
    assert [(line.label, line.before[:18], line.after[:18]) for line in lines_of(amendment)][:2] == [
        ("참여기업에 다시 교부할 돈", "금50,000,000원(금오천만원", "금30,000,000원(금삼천만원"),
        ("참여기업 수", "8곳 이내", "5곳 이내"),
    ]
    assert (operator.agreement.pass_through, operator.agreement.firms_max, frame(operator)) == (30_000_000, 5, (30_000_000, 5))
    sums = passed_on(operator.agreement)
    assert (sums.ceiling, sums.free, sums.committed) == (30_000_000, 10_000_000, 20_000_000)
    assert sum(amount for (_, source), amount in left_in_budget(operator.agreement).items() if source == "grant") == 20_000_000
    assert sums_of(operator.agreement).committed == 50_000_000
    with pytest.raises(Refused, match="남은 돈"):
        Firm.of(operator, 10_000_001).signed()
    assert broken() == {}


def test_more_is_given_and_passed_on_and_another_firm_gets_it(operator):
    concluded(operator.life, asked(operator.life, amount=60_000_000, passing=Passing(60_000_000, None)))
    assert (frame(operator), passed_on(operator.agreement).free) == ((60_000_000, None), 40_000_000)
    Firm.of(operator, 40_000_000).signed()
    assert (money.line_sums(YEAR)[0].committed, passed_on(operator.agreement).committed) == (60_000_000, 60_000_000)
    assert broken() == {}


@pytest.mark.parametrize(
    ("passing", "said"),
    [
        (Passing(19_999_999, 8), "이미 협약한 20,000,000원보다"),
        (Passing(50_000_001, 8), "지원금까지"),
        (Passing(50_000_000, 0), "이미 1곳"),
    ],
)
def test_nothing_below_what_was_promised_and_nothing_beyond_what_is_given(operator, passing, said):
    with pytest.raises(Refused, match=said):
        asked(operator.life, passing=passing)


def test_nothing_below_what_the_operator_has_announced(operator):
    programs.Round.objects.filter(pk=operator.round.pk).update(budget=45_000_000)
    with pytest.raises(Refused, match="이미 공고한 45,000,000원보다"):
        asked(operator.life, passing=Passing(44_000_000, 8))


def test_the_award_gets_smaller_only_together_with_what_is_passed_on(operator):
    with pytest.raises(Refused, match="다시 교부할 돈도 함께"):
        asked(operator.life, amount=40_000_000)
    concluded(operator.life, asked(operator.life, amount=40_000_000, passing=Passing(40_000_000, 8)))
    assert (sums_of(operator.agreement).committed, passed_on(operator.agreement).ceiling) == (40_000_000, 40_000_000)
    assert broken() == {}


def test_a_promise_that_was_made_since_keeps_the_amendment_from_being_signed(operator):
    amendment = asked(operator.life, passing=Passing(30_000_000, 8))
    late = Firm.of(operator, 20_000_000)
    late.signed()
    operator.life.at = late.at
    with pytest.raises(Refused, match="이미 협약한 40,000,000원"):
        concluded(operator.life, amendment)
    assert passed_on(operator.agreement).ceiling == 50_000_000


def test_nobody_else_passes_anything_on(life):
    life.signed()
    with pytest.raises(Refused, match="참여기업을 따로 모집하지 않는"):
        asked(life, passing=Passing(1, None))


def lie(operator):
    Agreement.objects.filter(pk=operator.agreement.pk).update(pass_through=49_000_000)


def test_the_database_lets_what_is_passed_on_change_to_the_very_sum_of_an_amendment_only(operator):
    asked(operator.life, passing=Passing(49_000_000, 8))  # asked for only
    with pytest.raises(DatabaseError), transaction.atomic():
        lie(operator)
    Amendment.objects.update(state="withdrawn")
    concluded(operator.life, asked(operator.life, passing=Passing(30_000_000, 5)))
    for column, value in (("pass_through", 49_000_000), ("firms_max", 8), ("firms_max", None)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Agreement.objects.filter(pk=operator.agreement.pk).update(**{column: value})


def test_without_its_guards_the_database_would_take_it(operator):
    makers.forget_guards()
    lie(operator)
    triggers.remake(connection)


def test_what_is_passed_on_changes_by_the_pages(operator):
    life, own = operator.life, operator.agreement.pk
    assert "참여기업에 다시 교부할 돈" in words(page(life, "grants:desk-amendments", own, by=OFFICER))
    data = {"reason": "예시: 참여기업이 줄어듦", "amount": "50,000,000", "pass_through": "10,000,000", "firms_max": "5"}
    short = page(life, "grants:desk-amendments", own, by=OFFICER, data=data)
    assert (short.status_code, "20,000,000원보다" in words(short), 'value="10,000,000"' in words(short)) == (422, True, True)
    data["pass_through"] = "30,000,000"
    assert page(life, "grants:desk-amendments", own, by=OFFICER, data=data).status_code == 302
    amendment = Amendment.objects.get(agreement=own)
    assert page(life, "grants:desk-amendment-step", own, amendment.pk, "approve", by=APPROVER, data={}).status_code == 302
    assert "30,000,000원" in words(page(life, "grants:amendment", own, amendment.pk, by=life.grantee))
    amendment.refresh_from_db()
    for place, by in (("grants:amendment-step", life.grantee), ("grants:desk-amendment-step", APPROVER)):
        hand = {"typed_name": by.name, "seen": amendment.document_sha256}
        assert page(life, place, own, amendment.pk, "sign", by=by, data=hand).status_code == 302
    assert (passed_on(operator.agreement).ceiling, frame(operator)) == (30_000_000, (30_000_000, 5))
    assert broken() == {}
