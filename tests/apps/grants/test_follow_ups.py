"""Follow-up surveys: planned when a case ends, asked after their months, answered once, kept for whoever learns from them."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from dure.apps.grants import actions
from dure.apps.grants.duties import ask_follow_ups
from dure.apps.grants.models import FollowUp
from dure.apps.grants.notices import plan_surveys
from dure.apps.grants.queries.follow_ups import for_desk, open_for
from dure.apps.people.models import Account, Member
from dure.kernel.clock import SEOUL, seoul
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform.events import EventData
from dure.platform.models import Letter
from dure.platform.verbs import NO_KEY
from tests.apps.grants.makers import OFFICER, life

ENDED = seoul(2027, 8, 31, 15)
QUESTIONS = [
    {"key": "going", "label": "이어 가나요?", "kind": "choice", "required": True, "choices": [["yes", "네"], ["no", "아니요"]]},
    {"key": "note", "label": "달라진 것", "kind": "long_text", "required": False, "longest": 20},
]
SURVEY = {"months": [6, 12, 24], "days": 30, "sections": [{"key": "after", "title": "그 뒤", "questions": QUESTIONS}]}


def morning(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=SEOUL)


@pytest.fixture
def grant(db):
    """An agreement signed by both, whose case has ended."""
    of = life(follow_up=SURVEY)
    of.signed()
    account = Account.objects.create_user(email="writer@example.test", name="예시 대표")
    Member.objects.create(party=of.case.party, account=account, role="representative", since=ENDED)
    with transaction.atomic():
        plan_surveys(EventData(1, "case_ended", "cases.case", of.case.pk, of.case.pk, {}, ENDED))
    return of


def answer(of, row, at, **data):
    return actions.answer_follow_up(follow_up_id=row.pk, data=data, by=of.grantee, at=at, key=NO_KEY)


def test_three_surveys_are_planned_by_calendar_months(grant):
    planned = list(FollowUp.objects.order_by("months").values_list("months", "opens_on", "due_on"))
    days = [(months, opens.isoformat(), due.isoformat()) for months, opens, due in planned]
    assert days == [(6, "2028-02-29", "2028-03-30"), (12, "2028-08-31", "2028-09-30"), (24, "2029-08-31", "2029-09-30")]


def test_an_event_told_twice_plans_once(grant):
    with transaction.atomic():
        plan_surveys(EventData(1, "case_ended", "cases.case", grant.case.pk, grant.case.pk, {}, ENDED))
    assert FollowUp.objects.count() == 3


def test_a_definition_without_a_survey_asks_nothing(db):
    of = life()
    of.signed()
    with transaction.atomic():
        plan_surveys(EventData(1, "case_ended", "cases.case", of.case.pk, of.case.pk, {}, ENDED))
    assert not FollowUp.objects.exists()


def test_it_is_asked_on_its_day_and_once_more_a_week_before_it_is_due(grant):
    ask_follow_ups(morning(2028, 2, 28))
    assert not Letter.objects.filter(subject__contains="6개월").exists()
    for day in (morning(2028, 2, 29), morning(2028, 3, 1), morning(2028, 3, 24), morning(2028, 3, 25)):
        ask_follow_ups(day)
    subjects = list(Letter.objects.filter(to_address="writer@example.test").order_by("id").values_list("subject", flat=True))
    assert [subject for subject in subjects if "개월이 지났" in subject or "한 주" in subject] == [
        "[두레] 6개월이 지났어요: 예시 협동화 지원",
        "[두레] 한 주 남았어요: 예시 협동화 지원 사후 조사",
    ]


def test_an_answered_survey_is_not_asked_again_and_not_answered_again(grant):
    row = FollowUp.objects.get(months=6)
    answer(grant, row, morning(2028, 3, 2), going="yes")
    ask_follow_ups(morning(2028, 3, 25))
    assert not Letter.objects.filter(subject__contains="한 주").exists()
    with pytest.raises(OutOfTurn):
        answer(grant, row, morning(2028, 3, 3), going="no")


def test_nobody_answers_before_it_is_asked(grant):
    with pytest.raises(OutOfTurn):
        answer(grant, FollowUp.objects.get(months=6), morning(2028, 2, 28), going="yes")


def test_a_missing_or_too_long_answer_is_named(grant):
    row = FollowUp.objects.get(months=6)
    with pytest.raises(Refused) as refused:
        answer(grant, row, morning(2028, 3, 2), note="가" * 21)
    assert [("이어 가나요" in reason or "20자" in reason) for reason in refused.value.reasons] == [True, True]


def test_a_late_answer_is_taken(grant):
    assert answer(grant, FollowUp.objects.get(months=6), morning(2028, 6, 1), going="no").answered_by_name == "예시 대표"


def test_lists_show_each_survey_in_one_state(grant):
    today = morning(2028, 4, 15)
    counts = {state: for_desk(OFFICER, state=state, today=today.date()).count() for state in ("waiting", "late", "answered", "coming")}
    assert counts == {"waiting": 0, "late": 1, "answered": 0, "coming": 2}
    assert [row.months for row in open_for(grant.grantee, today)] == [6]
    assert open_for(grant.grantee, today - timedelta(days=60)) == []
