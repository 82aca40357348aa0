"""Beginning a year and bringing programs into it, by the pages."""

import pytest
from django.urls import reverse

from dure.apps.programs.models import Edition, Program
from dure.kernel.clock import now, seoul_date
from dure.platform.actor import Role
from tests.apps.people import makers as people
from tests.apps.programs import makers

NEXT = seoul_date(now()).year + 1


@pytest.fixture
def officer(db, settings):
    settings.DURE_DEMO = True
    return people.signed_in(people.seated(Role.OFFICER))


def test_a_year_is_opened_once(officer):
    answer = officer.post(reverse("programs:year"), {"year": str(NEXT), "key": "a-key"})
    assert answer.status_code == 302
    assert Edition.objects.get(year=NEXT).is_current
    assert officer.post(reverse("programs:year"), {"year": str(NEXT), "key": "another"}).status_code == 409


@pytest.mark.parametrize("typed", ["", "내년", "２０２７", "99999"])
def test_a_year_that_is_no_year_is_refused_with_what_to_type(officer, typed):
    answer = officer.post(reverse("programs:year"), {"year": typed, "key": "a-key"})
    assert answer.status_code == 409
    assert "네 자리 숫자" in answer.content.decode()


def test_a_past_program_is_brought_into_the_year_unseen_by_the_public(officer):
    past = makers.program()
    officer.post(reverse("programs:year"), {"year": str(NEXT), "key": "a-key"})
    answer = officer.post(reverse("programs:bring", kwargs={"program_id": past.pk}), {"key": "a-key"})
    brought = Program.objects.get(edition__year=NEXT)
    assert answer.headers["Location"] == reverse("programs:program", kwargs={"program_id": brought.pk})
    assert (brought.title, brought.published_at, brought.copied_from_id) == (past.title, None, past.version_id)


@pytest.mark.parametrize("role", [Role.FINANCE, Role.APPROVER])
def test_other_seats_begin_nothing(db, settings, role):
    settings.DURE_DEMO = True
    client = people.signed_in(people.seated(role))
    assert client.post(reverse("programs:year"), {"year": str(NEXT), "key": "a-key"}).status_code == 403
    assert not Edition.objects.filter(year=NEXT).exists()
