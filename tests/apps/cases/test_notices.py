"""Changed dates are told by letter to exactly those who are writing or have handed in."""

from datetime import timedelta

import pytest

from dure.apps.cases import actions
from dure.apps.programs import facade as programs
from dure.kernel.period import Period
from dure.platform import events
from dure.platform.actor import MemberRole
from dure.platform.models import Letter
from dure.platform.verbs import NO_KEY
from tests.apps.cases import makers
from tests.apps.cases.makers import CLOSES, LATER, OPENS

REASON = "문의가 많아 한 주 늘려요."
SUBJECT = "[두레] 일정 변경"


def change(found, *windows, at=LATER, **more):
    windows = windows or [programs.Opening(Period(OPENS, CLOSES + timedelta(days=7)))]
    return programs.change_round_dates(round_id=found.pk, windows=windows, reason=REASON, by=makers.HOUSE, at=at, key=NO_KEY, **more)


def letters():
    events.deliver_due(at=LATER)
    return list(Letter.objects.filter(subject__startswith=SUBJECT).order_by("id"))


@pytest.fixture
def found(db):
    return makers.round_open()


def test_everyone_of_a_party_that_writes_or_has_handed_in_is_told_and_nobody_else(found):
    draft, writer = makers.started(found)
    colleague = makers.member(draft.party, MemberRole.MEMBER)
    _, applicant = makers.submitted(found, at=LATER - timedelta(hours=1))
    withdrawn, leaver = makers.submitted(found, at=LATER - timedelta(hours=1))
    actions.withdraw(case_id=withdrawn.pk, reason="다음에 할게요.", by=leaver, at=LATER - timedelta(minutes=1))
    makers.started(makers.round_open())
    change(found)
    assert {letter.to_account_id for letter in letters()} == {writer.account_id, colleague.account_id, applicant.account_id}


def test_the_letter_has_the_old_days_the_new_ones_and_the_reason(found):
    makers.started(found)
    change(found, announce_at=CLOSES + timedelta(days=20))
    [letter] = letters()
    assert (
        "접수 기간: 2026. 2. 8.(일) 09:00부터 2026. 2. 22.(일) 18:00까지 → 2026. 2. 8.(일) 09:00부터 2026. 3. 1.(일) 18:00까지"
        in letter.body
    )
    assert "결과 발표: 정해지지 않음 → 2026. 3. 14.(토) 18:00" in letter.body
    assert f"바꾼 까닭: {REASON}" in letter.body
    assert "바뀐 마감 시각까지" in letter.body


def test_who_has_a_receipt_is_told_that_it_stays_valid(found):
    makers.submitted(found, at=LATER - timedelta(hours=1))
    change(found)
    assert "접수증은 그대로 유효합니다." in letters()[0].body


def test_a_party_is_told_the_window_of_its_own_district(found):
    case, _ = makers.started(found)
    everybody = programs.Opening(Period(OPENS, CLOSES))
    longer = programs.Opening(Period(OPENS, CLOSES + timedelta(days=3)), case.district_id)
    change(found, everybody, longer)
    assert "→ 2026. 2. 8.(일) 09:00부터 2026. 2. 25.(수) 18:00까지" in letters()[0].body


def test_told_twice_it_is_one_letter_a_person(found):
    makers.started(found)
    change(found)
    first = letters()
    events.Delivery.objects.filter(answerer="cases.changed_dates_letter").update(done_at=None)
    assert letters() == first
    assert len(first) == 1
