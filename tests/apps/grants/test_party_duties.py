"""회계감사와 정보공시: laid by the sum of a year, dated by the law, met with what shows it, skipped in every other year, told and climbed when late."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from dure.apps.grants import actions, duties
from dure.apps.grants.actions.party_duties import remind_party_duties
from dure.apps.grants.models import PartyDuty
from dure.apps.grants.queries import party_duties as queries
from dure.apps.grants.rules import party_duties as rules
from dure.apps.grants.words import PartyDutyKey
from dure.kernel.clock import seoul
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.models import Event
from tests.apps.grants import makers
from tests.apps.grants.makers import AUDITOR, FINANCE, OFFICER, pdf
from tests.apps.grants.test_pages import ask, words
from tests.apps.people import makers as people

BOUNDS = {
    "party_audit_from": rules.Bound(1_000_000_000, "예시"),
    "party_audit_name_months": rules.Bound(3, "예시"),
    "party_audit_months": rules.Bound(4, "예시"),
    "party_disclosure_from": rules.Bound(5_000_000, "예시"),
    "party_disclosure_months": rules.Bound(4, "예시"),
}


@pytest.mark.parametrize(
    ("decided", "keys"),
    [
        ([(date(2026, 3, 2), 4_999_999)], []),
        ([(date(2026, 3, 2), 5_000_000)], ["disclosure"]),
        ([(date(2026, 3, 2), 500_000_000), (date(2026, 5, 4), 499_999_999)], ["disclosure"]),
        ([(date(2026, 3, 2), 500_000_000), (date(2026, 5, 4), 500_000_000)], ["auditor_named", "audit_report", "disclosure"]),
    ],
)
def test_the_sum_of_the_year_decides_to_the_won(decided, keys):
    assert [one.key for one in rules.wanted(decided, 2026, BOUNDS)] == keys


def test_the_days_count_from_the_decision_that_reached_the_sum_and_from_the_end_of_the_year():
    found = rules.wanted([(date(2026, 5, 4), 600_000_000), (date(2026, 3, 2), 600_000_000)], 2026, BOUNDS)
    assert [one.due_on for one in found] == [date(2026, 8, 4), date(2027, 4, 30), date(2027, 4, 30)]


@pytest.mark.parametrize(("met", "skipped", "may"), [(True, False, True), (True, True, False), (False, False, False)])
def test_only_the_year_after_an_audited_one_is_skipped(met, skipped, may):
    assert rules.may_skip([(PartyDutyKey.AUDIT, met, skipped)]) is may
    assert not rules.may_skip([(PartyDutyKey.DISCLOSURE, True, False)])


@pytest.fixture
def large(db):
    """A party that is granted 50 million won in 2026."""
    people.center()
    life = makers.life()
    life.signed()
    return life


def laid(life, key, year=2026, **more):
    said = {"due_on": date(year + 1, 4, 30), "received": 1_000_000_000, "source": "예시", "laid_at": life.at, **more}
    return PartyDuty.objects.create(party=life.case.party, year=year, key=key, **said)


def test_a_grant_above_the_small_sum_gives_disclosure_once(large):
    duties.look_after_parties(large.at)
    duties.look_after_parties(large.at + timedelta(hours=6))
    duty = PartyDuty.objects.get()
    assert (duty.key, duty.year, duty.received, duty.due_on) == ("disclosure", 2026, 50_000_000, date(2027, 4, 30))
    assert Event.objects.filter(kind="party_duty_laid").count() == 1


def test_disclosure_is_met_with_a_link_or_a_file_by_the_party_alone(large):
    duty = laid(large, "disclosure")
    for by in (OFFICER, AUDITOR):
        with pytest.raises(Forbidden):
            actions.meet_party_duty(duty_id=duty.pk, link="https://example.org/", **large.who(by))
    for wrong in ({}, {"link": "javascript:alert(1)"}):
        with pytest.raises(Refused):
            actions.meet_party_duty(duty_id=duty.pk, **wrong, **large.who(large.grantee))
    actions.meet_party_duty(duty_id=duty.pk, link="https://example.org/open", **large.who(large.grantee))
    with pytest.raises(OutOfTurn):
        actions.meet_party_duty(duty_id=duty.pk, link="https://example.org/", **large.who(large.grantee))
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyDuty.objects.filter(pk=duty.pk).update(link="https://example.org/other")


def test_an_audit_wants_its_paper(large):
    duty = laid(large, "audit_report")
    with pytest.raises(Refused, match="파일"):
        actions.meet_party_duty(duty_id=duty.pk, note="마쳤어요", **large.who(large.grantee))
    met = actions.meet_party_duty(duty_id=duty.pk, paper=pdf("감사보고서.pdf"), **large.who(large.grantee))
    assert met.file.name == "감사보고서.pdf"


def test_it_is_skipped_only_after_an_audited_year(large):
    duty = laid(large, "audit_report", 2027)
    with pytest.raises(Refused, match="지난해"):
        actions.meet_party_duty(duty_id=duty.pk, skip=True, note="지난해에 받음", **large.who(large.grantee))
    before = laid(large, "audit_report", 2026)
    actions.meet_party_duty(duty_id=before.pk, paper=pdf(), **large.who(large.grantee))
    met = actions.meet_party_duty(duty_id=duty.pk, skip=True, note="지난해에 받음", **large.who(large.grantee))
    assert (met.skipped, met.note) == (True, "지난해에 받음")
    assert not queries.may_be_skipped(laid(large, "audit_report", 2028))


def test_reminders_go_out_once_for_each_step(large):
    duty = laid(large, "disclosure")
    PartyDuty.objects.filter(pk=duty.pk).update(due_on=date(2027, 4, 30))
    for day in (
        date(2027, 3, 1),
        date(2027, 3, 31),
        date(2027, 4, 2),
        date(2027, 4, 24),
        date(2027, 4, 30),
        date(2027, 5, 3),
        date(2027, 5, 9),
    ):
        with transaction.atomic():
            remind_party_duties(at=seoul(day.year, day.month, day.day, 9))
    assert Event.objects.filter(kind="party_duty_due").count() == 4


def test_a_late_one_waits_for_the_finance_desk_alone(large):
    laid(large, "disclosure")
    late = seoul(2027, 5, 4, 9)
    titles = [[line.title for line in makers.waiting_for(by, late)] for by in (FINANCE, AUDITOR)]
    assert "2026년 정보공시 기한 지남" in titles[0]
    assert titles[1] == []
    assert "2026년 정보공시 기한 지남" not in [line.title for line in makers.waiting_for(FINANCE, seoul(2027, 4, 30, 9))]


def test_the_partys_page_shows_them_and_takes_what_shows_them(large):
    duty = laid(large, "disclosure")
    place = ("grants:party-duty", large.case.party_id, duty.pk)
    assert "공시한 곳의 주소" in words(ask(large, "grants:record", large.case.party_id, by=large.grantee))
    kept = ask(large, *place, by=large.grantee, data={"note": "예시 말"})
    assert (kept.status_code, "예시 말" in words(kept)) == (422, True)
    with pytest.raises(Forbidden):
        ask(large, *place, by=FINANCE, data={"link": "https://example.org/"})
    assert ask(large, *place, by=large.grantee, data={"link": "https://example.org/open"}).status_code == 302
    assert "https://example.org/open" in words(ask(large, "grants:record", large.case.party_id, by=FINANCE))


@pytest.mark.parametrize(
    ("day", "asked"), [(date(2027, 3, 1), []), (date(2027, 4, 20), ["2026년 정보공시"]), (date(2027, 5, 9), ["2026년 정보공시"])]
)
def test_it_stands_on_the_partys_own_list_when_it_is_near(large, day, asked):
    duty = laid(large, "disclosure")
    at = seoul(day.year, day.month, day.day, 10)
    listed = [f"{one.year}년 {one.get_key_display()}" for one in queries.asked_of(large.grantee, at)]
    assert listed == asked
    assert list(queries.asked_of(OFFICER, at)) == []
    actions.meet_party_duty(duty_id=duty.pk, link="https://example.org/open", **large.who(large.grantee))
    assert list(queries.asked_of(large.grantee, at)) == []
