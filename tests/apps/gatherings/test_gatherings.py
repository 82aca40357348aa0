"""Gatherings: called, come to, written up; every change told to exactly those who come."""

from datetime import timedelta

import pytest

from dure.apps.gatherings import actions
from dure.apps.gatherings.models import Question, Registration
from dure.apps.gatherings.queries.gatherings import attendance, frequent_questions, open_duties_of
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import events, ticks
from dure.platform.models import Letter, OwnRate
from dure.platform.verbs import NO_KEY
from tests.apps.gatherings.makers import ANYBODY, AT, ENDS, STARTS, a_plan, called, comer, officer

MINUTE = timedelta(minutes=1)


@pytest.fixture
def by(db):
    return officer()


def told(at=AT):
    events.deliver_due(at=at)
    return list(Letter.objects.order_by("id").values_list("subject", flat=True))


def test_a_guest_hears_that_a_place_is_kept(by):
    comer(called(by))
    assert told() == ["[두레] 참석 신청: 예시 사업설명회"]


def test_one_address_takes_one_place_however_it_is_written(by):
    found = called(by)
    comer(found, email="one@example.test")
    with pytest.raises(Refused, match="이미 신청"):
        comer(found, email="ONE@example.test")


def test_nobody_is_taken_without_consent(by):
    with pytest.raises(Refused, match="동의"):
        comer(called(by), consents=False)


def test_who_comes_after_the_last_place_waits_and_moves_up(by):
    found = called(by, capacity=1)
    first, second, third = comer(found), comer(found), comer(found)
    assert [second.standing, third.standing] == ["waiting", "waiting"]
    actions.unregister(registration_id=first.pk, by=ANYBODY, at=AT, key=NO_KEY)
    second.refresh_from_db()
    third.refresh_from_db()
    assert [second.standing, third.standing] == ["coming", "waiting"]
    assert told()[-1] == "[두레] 자리가 났어요: 예시 사업설명회"


def test_giving_back_a_place_on_the_waiting_list_moves_nobody(by):
    found = called(by, capacity=1)
    comer(found)
    second, third = comer(found), comer(found)
    actions.unregister(registration_id=second.pk, by=ANYBODY, at=AT, key=NO_KEY)
    third.refresh_from_db()
    assert third.standing == "waiting"


def test_registering_ends_at_its_hour(by):
    found = called(by, register_until=STARTS - timedelta(days=1))
    comer(found, at=STARTS - timedelta(days=1) - MINUTE)
    with pytest.raises(Refused, match="끝났어요"):
        comer(found, at=STARTS - timedelta(days=1))


def test_a_moved_gathering_needs_a_reason_and_tells_those_who_come(by):
    found = called(by)
    comer(found)
    gone = comer(found)
    actions.unregister(registration_id=gone.pk, by=ANYBODY, at=AT, key=NO_KEY)
    moved = a_plan(starts_at=STARTS + timedelta(days=1), ends_at=ENDS + timedelta(days=1))
    with pytest.raises(Refused, match="까닭"):
        actions.change(gathering_id=found.pk, plan=moved, by=by, at=AT, key=NO_KEY)
    actions.change(gathering_id=found.pk, plan=moved, reason="대관이 바뀜", by=by, at=AT, key=NO_KEY)
    letters = [subject for subject in told() if "바뀌었어요" in subject]
    assert len(letters) == 1
    assert "대관이 바뀜" in Letter.objects.get(subject=letters[0]).body


def test_another_title_tells_nobody(by):
    found = called(by)
    comer(found)
    told()
    actions.change(gathering_id=found.pk, plan=a_plan(title="다른 이름"), by=by, at=AT, key=NO_KEY)
    assert len(told()) == 1


@pytest.mark.parametrize(
    ("came", "left", "minutes"),
    [(0, 120, 120), (-30, 60, 60), (30, 180, 90), (10, None, 110), (-40, -10, 0), (130, 140, 0)],
)
def test_attendance_counts_the_minutes_inside_the_hours(by, came, left, minutes):
    found = called(by)
    mine = comer(found)
    actions.check_in(registration_id=mine.pk, by=by, at=STARTS, came_at=STARTS + came * MINUTE, key=NO_KEY)
    if left is not None:
        actions.check_out(registration_id=mine.pk, by=by, at=ENDS, left_at=STARTS + left * MINUTE, key=NO_KEY)
    (row,) = attendance(found)
    assert row.minutes == minutes


def test_somebody_who_comes_twice_is_counted_for_both_stays(by):
    found = called(by)
    mine = comer(found)
    for came, left in ((0, 30), (60, 90)):
        actions.check_in(registration_id=mine.pk, by=by, at=STARTS + came * MINUTE, key=NO_KEY)
        actions.check_in(registration_id=mine.pk, by=by, at=STARTS + came * MINUTE, key=NO_KEY)
        actions.check_out(registration_id=mine.pk, by=by, at=STARTS + left * MINUTE, key=NO_KEY)
    assert attendance(found)[0].minutes == 60


def test_two_who_write_the_minutes_lose_nothing(by):
    found = called(by)
    actions.write_minutes(gathering_id=found.pk, text="첫 글", version=0, public=False, by=by, at=STARTS, key=NO_KEY)
    with pytest.raises(Refused, match="먼저 저장"):
        actions.write_minutes(gathering_id=found.pk, text="다른 글", version=0, public=False, by=by, at=STARTS, key=NO_KEY)
    found.refresh_from_db()
    assert found.minutes == "첫 글"


def test_confirmed_minutes_do_not_change(by):
    found = called(by)
    with pytest.raises(Refused, match="아직 시작"):
        actions.hold(gathering_id=found.pk, by=by, at=AT, key=NO_KEY)
    actions.hold(gathering_id=found.pk, by=by, at=ENDS, key=NO_KEY)
    with pytest.raises(Refused, match="회의록을 적은"):
        actions.close(gathering_id=found.pk, by=by, at=ENDS, key=NO_KEY)
    actions.write_minutes(gathering_id=found.pk, text="나눈 이야기", version=0, public=True, by=by, at=ENDS, key=NO_KEY)
    actions.close(gathering_id=found.pk, by=by, at=ENDS, key=NO_KEY)
    with pytest.raises(OutOfTurn):
        actions.write_minutes(gathering_id=found.pk, text="고침", version=1, public=True, by=by, at=ENDS, key=NO_KEY)
    with pytest.raises(OutOfTurn):
        actions.decide(gathering_id=found.pk, text="늦은 결정", by=by, at=ENDS, key=NO_KEY)


def test_a_duty_waits_for_its_seat_until_it_is_done(by):
    found = called(by)
    duty = actions.give_duty(
        gathering_id=found.pk, text="초안 나누기", seat_id=by.seat_id, due_on=seoul_date(ENDS), by=by, at=AT, key=NO_KEY
    )
    assert open_duties_of(by) == [duty]
    other = officer()
    assert open_duties_of(other) == []
    actions.finish_duty(duty_id=duty.pk, note="나눴어요", by=by, at=ENDS, key=NO_KEY)
    assert open_duties_of(by) == []


def test_a_question_becomes_an_answer_for_everybody(by):
    found = called(by)
    asked = actions.ask(gathering_id=found.pk, text="예비도 되나요?", name="", email="who@example.test", by=ANYBODY, at=AT, key=NO_KEY)
    assert list(frequent_questions()) == []
    actions.answer(question_id=asked.pk, text="네.", frequent=True, by=by, at=AT, key=NO_KEY)
    assert [question.pk for question in frequent_questions()] == [asked.pk]
    actions.answer(question_id=asked.pk, text="네, 조건이 있어요.", frequent=True, by=by, at=AT, key=NO_KEY)
    assert told() == ["[두레] 질문에 답했어요: 예시 사업설명회"]


def test_a_cancelled_gathering_says_why_and_takes_nobody(by):
    found = called(by)
    comer(found)
    with pytest.raises(Refused, match="까닭"):
        actions.cancel(gathering_id=found.pk, reason=" ", by=by, at=AT, key=NO_KEY)
    actions.cancel(gathering_id=found.pk, reason="신청이 적음", by=by, at=AT, key=NO_KEY)
    assert told()[-1] == "[두레] 모임을 취소했어요: 예시 사업설명회"
    with pytest.raises(Refused):
        comer(found)


def test_those_who_come_are_reminded_the_day_before_once(by):
    comer(called(by))
    told()
    ticks.run_due(at=STARTS - timedelta(hours=25))
    assert len(told()) == 1
    ticks.run_due(at=STARTS - timedelta(hours=23))
    ticks.run_due(at=STARTS - timedelta(hours=20))
    assert [subject for subject in told() if "내일" in subject] == ["[두레] 내일이에요: 예시 사업설명회"]


def test_strangers_host_nothing(by):
    with pytest.raises(Forbidden):
        actions.plan(plan=a_plan(), by=ANYBODY, at=AT, key=NO_KEY)
    found = called(by)
    with pytest.raises(Forbidden):
        actions.cancel(gathering_id=found.pk, reason="그냥", by=ANYBODY, at=AT, key=NO_KEY)
    assert not Registration.objects.exists()
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"title": " "}, "이름"),
        ({"starts_at": None}, "시각"),
        ({"ends_at": STARTS}, "끝나는"),
        ({"register_until": ENDS}, "참석 신청"),
        ({"capacity": 0}, "정원"),
        ({"link": "javascript:alert(1)"}, "온라인 주소"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words(by, more, reason):
    with pytest.raises(Refused, match=reason):
        actions.plan(plan=a_plan(**more), by=by, at=AT, key=NO_KEY)


def test_a_year_later_nobody_is_named_but_everybody_is_counted(by):
    found = called(by)
    comer(found, email="guest@example.test")
    asked = actions.ask(gathering_id=found.pk, text="언제인가요?", name="예시", email="guest@example.test", by=ANYBODY, at=AT, key=NO_KEY)
    actions.answer(question_id=asked.pk, text="18일이에요.", frequent=True, by=by, at=AT, key=NO_KEY)
    ticks.run_due(at=ENDS + timedelta(days=364))
    assert Registration.objects.filter(email="guest@example.test").exists()
    ticks.run_due(at=ENDS + timedelta(days=366))
    assert not Registration.objects.filter(email="guest@example.test").exists()
    assert Registration.objects.count() == 1
    asked.refresh_from_db()
    assert (asked.asked_email, asked.text) == ("", "언제인가요?")


def test_what_was_promised_on_its_day_holds_when_the_center_sets_another_time(by):
    """A shorter time that begins later changes nothing for who came before it."""
    found = called(by)
    comer(found, email="guest@example.test")
    OwnRate.objects.create(
        key="guests_kept_days", since=(ENDS + timedelta(days=1)).date(), value=30, source="예시 지침", put_at=AT, put_by_name="예시"
    )
    ticks.run_due(at=ENDS + timedelta(days=60))
    assert Registration.objects.filter(email="guest@example.test").exists()
    OwnRate.objects.create(
        key="guests_kept_days", since=(ENDS - timedelta(days=1)).date(), value=30, source="예시 지침", put_at=AT, put_by_name="예시"
    )
    ticks.run_due(at=ENDS + timedelta(days=62))
    assert not Registration.objects.filter(email="guest@example.test").exists()
