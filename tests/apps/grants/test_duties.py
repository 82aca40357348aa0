"""Terms of an agreement become dated duties, with holidays minded, met by what happens or by hand."""

from datetime import date, timedelta

import pytest

from dure.apps.grants import actions
from dure.apps.grants.duties import lay_missing_duties
from dure.apps.grants.models import AgreementDuty
from dure.apps.grants.queries.promises import duties_due, late_of
from dure.apps.grants.rules import duties as rules
from dure.apps.programs.facade import DutyTerm
from dure.kernel.clock import seoul
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import invariants
from dure.platform.catalog.paperwork import Clause
from tests.apps.grants import makers
from tests.apps.grants.makers import OFFICER, YEAR, pdf
from tests.apps.grants.test_amendments import asked, concluded
from tests.apps.grants.test_pages import ask, words

CLAUSES = [
    {
        "title": "자산의 관리",
        "text": "예시 자산을 반기마다 보고합니다.",
        "duties": [
            {"key": "assets", "title": "중요재산 보고", "after": "start", "every": 6},
            {"key": "insurance", "title": "보험 가입 증명", "after": "signed", "days": 10},
            {"key": "mark", "title": "지원 사실 표시", "after": "end", "who": "center"},
        ],
    }
]
DAYS = rules.Days(date(2026, 3, 10), date(2026, 3, 1), date(2026, 12, 31))


@pytest.fixture
def bound(db):
    found = makers.life(agreement_terms=CLAUSES)
    found.signed()
    return found


def duty(life, key, turn=1):
    return AgreementDuty.objects.get(agreement=life.agreement, key=key, turn=turn)


@pytest.mark.parametrize(
    ("term", "days"),
    [
        (DutyTerm("a", "공시", after="year_end", months=4), [date(2027, 4, 30)]),
        (DutyTerm("a", "보관", after="year_end", months=60), [date(2031, 12, 31)]),
        (DutyTerm("a", "쉬는 날", after="start", days=14), [date(2026, 3, 16)]),
        (DutyTerm("a", "설", after="end", days=0), [date(2026, 12, 31)]),
        (DutyTerm("a", "반기", after="start", every=6), [date(2026, 8, 31)]),
        (DutyTerm("a", "분기", after="start", every=3), [date(2026, 6, 1), date(2026, 8, 31), date(2026, 11, 30)]),
        (DutyTerm("a", "큰돈만", least=5_000_000), []),
    ],
)
def test_a_duty_is_due_on_a_working_day_counted_as_law_counts(term, days):
    assert [one.due_on for one in rules.wanted([term], DAYS, amount=4_999_999)] == days


def test_every_signed_agreement_has_the_duties_of_law_of_its_clauses_and_of_its_stages(bound):
    found = {one.key: one.due_on for one in bound.agreement.duties.all()}
    assert set(found) == {"records", "disclosure", "assets", "insurance", "mark", "report:interim", "report:final", "settlement"}
    assert (found["settlement"], found["report:final"]) == (date(YEAR + 1, 3, 2), date(YEAR + 1, 3, 2))
    assert found["insurance"] == date(YEAR, 3, 20)
    assert not [broken for one, broken in invariants.run() if one.code == "I6 duties" and broken]


def test_older_agreements_get_theirs_from_the_worker(bound):
    AgreementDuty.objects.none()
    makers.forget_guards()
    AgreementDuty.objects.filter(key="records").delete()
    assert [broken for one, broken in invariants.run() if one.code == "I6 duties" and broken]
    lay_missing_duties(bound.at)
    assert duty(bound, "records").due_on == date(YEAR + 5, 12, 31)


def test_a_report_meets_its_duty_of_its_own_accord(bound):
    bound.with_payee()
    bound.paid(1)
    bound.reported("interim")
    bound.tell()
    assert duty(bound, "report:interim").is_met
    assert not duty(bound, "report:final").is_met


def test_a_duty_is_met_by_hand_with_a_note_and_a_paper_once(bound):
    insurance = duty(bound, "insurance")
    with pytest.raises(Refused, match="어떻게"):
        actions.meet_duty(duty_id=insurance.pk, note=" ", **bound.who(bound.grantee))
    actions.meet_duty(duty_id=insurance.pk, note="예시 보험에 듦", paper=pdf(), **bound.who(bound.grantee))
    assert duty(bound, "insurance").file is not None
    with pytest.raises(OutOfTurn):
        actions.meet_duty(duty_id=insurance.pk, note="다시", **bound.who(bound.grantee))
    with pytest.raises(OutOfTurn):
        actions.meet_duty(duty_id=duty(bound, "settlement").pk, note="손으로", **bound.who(OFFICER))
    with pytest.raises(Forbidden):
        actions.meet_duty(duty_id=duty(bound, "mark").pk, note="센터의 일", **bound.who(bound.grantee))


def test_what_is_late_is_said_on_both_sides(bound):
    assert late_of(bound.agreement, bound.at) == []
    bound.at = seoul(YEAR, 3, 21, 9)
    assert [one.key for one in late_of(bound.agreement, bound.at)] == ["insurance"]
    assert "기한이 지난 의무가 있어요" in words(ask(bound, "grants:grant", bound.agreement.pk, by=bound.grantee))
    assert "기한 지남 1건" in words(ask(bound, "grants:desk-grant", bound.agreement.pk, by=OFFICER))
    assert "1일 지남" in words(ask(bound, "grants:desk-duties", bound.agreement.pk, by=OFFICER))
    data = {"duty": duty(bound, "insurance").pk, "note": "예시"}
    assert ask(bound, "grants:duties", bound.agreement.pk, by=bound.grantee, data=data).status_code == 302


def test_grantees_are_reminded_of_what_they_meet_by_hand(bound):
    soon = duties_due(seoul(YEAR, 3, 18, 9), within=timedelta(days=3))
    assert [one.key for one in soon] == ["insurance"]


def test_days_that_move_move_the_duties_that_are_not_met(bound):
    actions.meet_duty(duty_id=duty(bound, "insurance").pk, note="예시", **bound.who(bound.grantee))
    concluded(bound, asked(bound, ends_on=date(YEAR + 1, 2, 28)))
    assert duty(bound, "settlement").due_on == date(YEAR + 1, 4, 30)
    assert duty(bound, "disclosure").due_on == date(YEAR + 2, 5, 3)
    assert duty(bound, "insurance").due_on == date(YEAR, 3, 20)
    concluded(bound, asked(bound, ends_on=date(YEAR, 7, 31)))
    assert duty(bound, "settlement").due_on == date(YEAR, 9, 30)


def test_a_clause_without_duties_keeps_its_spelling_in_the_catalog():
    assert Clause(title="목적", text="예시").model_dump() == {"title": "목적", "text": "예시"}
    assert Clause.model_validate(CLAUSES[0]).duties[0].every == 6
