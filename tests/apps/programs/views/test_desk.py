"""The staff's pages: a round is planned, opened, moved and closed in the browser, and typed words are kept when it is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dure.apps.programs.models import Round
from dure.kernel.clock import now, seoul_date
from dure.platform.actor import Role
from tests.apps.people import makers as people
from tests.apps.programs import makers

FIRST, LAST, LATER = (seoul_date(now() + timedelta(days=days)).isoformat() for days in (3, 20, 30))
TYPED = {
    "opens_day": FIRST, "opens_time": "09:00", "closes_day": LAST, "closes_time": "18:00", "receipt_prefix": "2026-HD", "budget": "60,000,000",
    "budget_line_key": "", "awards_max": "6", "announce_day": "", "announce_time": "", "hour_source": "round", "key": "a-key",
}  # fmt: skip


@pytest.fixture
def officer(db, settings):
    settings.DURE_DEMO = True
    return people.signed_in(people.seated(Role.OFFICER))


def at(name, found, **more):
    argument = "program_id" if name in {"program", "plan"} else "round_id"
    return reverse(f"programs:{name}", kwargs={argument: found.pk, **more})


def opened(officer, **changes):
    found = makers.planned()
    answer = officer.post(at("open", found), {**TYPED, **changes})
    found.refresh_from_db()
    return found, answer


def test_the_years_programs_are_listed_planned_ones_too(officer):
    shown, hidden = makers.program(), makers.program(publish=False)
    page = officer.get(reverse("programs:desk"), {"year": "2026"}).content.decode()
    assert shown.title in page
    assert hidden.title in page


def test_a_round_is_planned_and_its_opening_form_suggests_the_documents_days(officer):
    program = makers.program(life=None)
    answer = officer.post(at("plan", program), {"key": "a-key"})
    found = Round.objects.get()
    assert answer.headers["Location"] == at("open", found)
    page = officer.get(at("open", found)).content.decode()
    assert 'value="2026-02-08"' in page
    assert 'value="18:00"' in page
    assert found.title in officer.get(at("program", program)).content.decode()


def test_a_round_is_opened_as_typed(officer):
    found, answer = opened(officer)
    assert answer.status_code == 302
    assert (found.state, found.receipt_prefix, found.budget, found.awards_max) == ("open", "2026-HD", 60_000_000, 6)
    assert (found.default_closing_hour, found.hour_source) == (18, "round")


def test_the_end_of_a_day_is_twenty_four(officer):
    found, _ = opened(officer, closes_time="24:00")
    assert found.default_closing_hour == 24
    assert found.stages.get(key="intake").planned_to.isoformat() == LAST


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"closes_day": ""}, "끝나는 날을 적어"),
        ({"closes_day": FIRST, "closes_time": "09:00"}, "시작하는 때보다 뒤"),
        ({"closes_time": "6pm"}, "날짜와 시각을 다시"),
        ({"budget": "6천만원"}, "원 단위 숫자"),
        ({"awards_max": "０"}, "숫자로 적어"),
        ({"awards_max": "0"}, "숫자로 적어"),
        ({"receipt_prefix": " "}, "앞글자를 적어"),
        ({"receipt_prefix": "가" * 25}, "24자까지"),
    ],
)
def test_a_refused_opening_keeps_what_was_typed(officer, changes, said):
    found, answer = opened(officer, **changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert found.state == "planned"
    assert f'value="{FIRST}"' in page


def test_dates_are_moved_with_a_reason_and_refused_without(officer):
    found, _ = opened(officer)
    assert officer.get(at("dates", found)).status_code == 200
    moved = {name: TYPED[name] for name in ("opens_day", "opens_time", "closes_time")} | {"closes_day": LATER, "key": "another"}
    refused = officer.post(at("dates", found), {**moved, "reason": ""})
    assert refused.status_code == 422
    assert "까닭" in refused.content.decode()
    assert officer.post(at("dates", found), {**moved, "reason": "문의가 많아 늘려요."}).status_code == 302
    found.refresh_from_db()
    assert seoul_date(found.closes_at).isoformat() == LATER


def test_a_round_is_closed_early_with_a_reason_and_ended(officer):
    found, _ = opened(officer)
    assert officer.post(at("close", found), {"reason": "", "key": "1"}).status_code == 409
    officer.post(at("close", found), {"reason": "예산을 다 썼어요.", "key": "2"})
    officer.post(at("close", found), {"act": "end", "key": "3"})
    found.refresh_from_db()
    assert found.state == "ended"


def test_a_tracked_stage_is_begun_and_finished(officer):
    found, _ = opened(officer)
    for act, state in (("begin", "running"), ("finish", "done")):
        officer.post(at("stage", found, stage_key="notice"), {"act": act, "note": "예시", "key": act})
        assert found.stages.get(key="notice").state == state


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.FINANCE, Role.APPROVER])
def test_other_seats_of_the_center_change_nothing(db, settings, role):
    settings.DURE_DEMO = True
    found, browser = makers.planned(), people.signed_in(people.seated(role))
    assert browser.post(at("open", found), TYPED).status_code == 403
    found.refresh_from_db()
    assert found.state == "planned"


def test_a_member_of_a_party_has_no_desk(db, settings):
    settings.DURE_DEMO = True
    browser = people.signed_in(people.account())
    assert browser.get(reverse("programs:desk")).status_code == 403
