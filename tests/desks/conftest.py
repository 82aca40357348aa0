"""The catalog of both years in the database, a current year with one open round, and the moment of the test."""

import pytest
from django.test import Client

from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.platform.actor import Actor
from dure.platform.catalog import reader

AT = seoul(2027, 3, 9, 10, 0)
BY = Actor.system("catalog", via="command")


@pytest.fixture(scope="session")
def catalog():
    return reader.load()


@pytest.fixture
def both_years(db, catalog):
    """What `dure catalog apply` brings."""
    people.apply_districts(catalog.districts, by=BY, at=AT)
    people.apply_center(catalog.center, by=BY, at=AT)
    money.apply_budget(catalog.budget, by=BY, at=AT)
    programs.apply_programs(catalog, by=BY, at=AT)


@pytest.fixture
def reader_of_pages():
    """Somebody who has not signed in."""
    return Client()


@pytest.fixture
def open_round(both_years):
    """A round of 협동화 2021 that anybody may enter until three days from the moment of the test, 18:00."""
    return make_round("network-cooperation-grants", opens=seoul(2027, 2, 22), closes=seoul(2027, 3, 12, 18))


def make_round(slug, *, opens, closes, number=1):
    """A published round of a 2021 program, open between two instants."""
    program = programs.Program.objects.get(edition__year=2021, slug=slug)
    seat = people.Seat.objects.create(team=people.Team.objects.order_by("pk").first(), title="예시 담당", roles="officer", sample=True)
    return programs.Round.objects.create(
        program=program,
        number=number,
        title=f"{program.title} {number}차 모집",
        version=program.version,
        state=programs.RoundState.OPEN,
        published_at=opens,
        opened_at=opens,
        opens_at=opens,
        closes_at=closes,
        legal_basis="entrusted",
        payment_mode="ahead",
        receipt_prefix=f"예시-{program.pk}-{number}",
        seat=seat,
        sample=True,
    )
