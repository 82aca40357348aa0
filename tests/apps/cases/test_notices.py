"""Changed dates are told by letter to exactly those who are writing or have handed in."""

from datetime import timedelta

import pytest

from dure.apps.cases import actions
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.programs.actions.rounds import cancel_round
from dure.kernel.period import Period
from dure.platform import events
from dure.platform.actor import Actor, MemberRole
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


def watching(found, *, district=None):
    """Somebody who asked to be told of the round's program; of a party of the district if one is named."""
    watcher = people.open_account(
        email=f"watcher-{district}@example.kr", name="예시 시민", password="예시-비밀번호-2026", by=makers.HOUSE, at=OPENS, sample=True
    )
    if district is not None:
        home = makers.party()
        people.Party.objects.filter(pk=home.pk).update(district=district_of(district))
        people.Member.objects.create(party=home, account=watcher, role=MemberRole.MEMBER, since=OPENS)
    return watch(found, Actor(account_id=watcher.pk, name=watcher.name))


def watch(found, by):
    programs.watch(program_id=found.program_id, by=by, at=OPENS, key=NO_KEY)
    return by


def told():
    """Who was told of the dates, as an applicant or as a watcher, and what."""
    events.deliver_due(at=LATER)
    return [(letter.to_account_id, letter.body) for letter in Letter.objects.filter(topic="dates").order_by("id")]


def district_of(code):
    return people.District.objects.get_or_create(code=code, defaults={"name": f"예시{code}구", "roman": code, "zone": "예시"})[0]


def in_district(case, code):
    """The case applies in that district."""
    district_of(code)
    type(case).objects.filter(pk=case.pk).update(district_id=code)


def test_a_change_is_told_to_applicants_and_watchers_with_old_and_new_each_once(found):
    _, writer = makers.started(found)
    _, applicant = makers.submitted(found, at=LATER - timedelta(hours=1))
    withdrawn, leaver = makers.submitted(found, at=LATER - timedelta(hours=1))
    actions.withdraw(case_id=withdrawn.pk, reason="다음에 할게요.", by=leaver, at=LATER - timedelta(minutes=1))
    watcher, _elsewhere = watching(found), watching(makers.round_open(), district="11999")
    watch(found, writer)
    change(found)
    events.Delivery.objects.filter(event__kind="round_dates_changed").update(done_at=None)
    said = told()
    assert sorted(account for account, _ in said) == sorted([writer.account_id, applicant.account_id, watcher.account_id])
    bodies = dict(said)
    assert "2026. 2. 22.(일) 18:00까지 → " in bodies[writer.account_id]
    assert "2월 22일(일) 오후 6시까지 → " in bodies[watcher.account_id]
    assert "3월 1일(일) 오후 6시까지" in bodies[watcher.account_id]
    assert all(REASON in body for body in bodies.values())


def test_nobody_of_another_district_hears_when_one_district_moves(found):
    here, writer = makers.started(found)
    there, _ = makers.started(found)
    in_district(here, "11998")
    in_district(there, "11999")
    nearby, _far, anywhere = watching(found, district="11998"), watching(found, district="11999"), watching(found)
    longer = programs.Opening(Period(OPENS, CLOSES + timedelta(days=3)), "11998")
    change(found, programs.Opening(Period(OPENS, CLOSES)), longer)
    said = dict(told())
    assert set(said) == {writer.account_id, nearby.account_id, anywhere.account_id}
    assert "접수 기간(예시11998구)" in said[anywhere.account_id]


def test_a_moved_announcement_concerns_every_district(found):
    case, writer = makers.started(found)
    in_district(case, "11998")
    watcher = watching(found, district="11998")
    change(found, programs.Opening(Period(OPENS, CLOSES)), announce_at=CLOSES + timedelta(days=20))
    said = dict(told())
    assert set(said) == {writer.account_id, watcher.account_id}
    assert all("접수 기간" not in body for body in said.values())


def test_a_cancelled_round_is_told_once_to_a_watcher_who_applies(found):
    case, writer = makers.started(found)
    watch(found, writer)
    watcher = watching(found)
    cancel_round(round_id=found.pk, reason=REASON, by=makers.HOUSE, at=LATER, key=NO_KEY)
    events.deliver_due(at=LATER)
    heard = Letter.objects.filter(subject__contains="취소").order_by("id").values_list("to_account_id", flat=True)
    assert sorted(heard) == sorted([writer.account_id, watcher.account_id])
    assert set(Letter.objects.filter(to_account_id=writer.account_id).values_list("href", flat=True)) == {f"/apply/{case.pk}/"}
