"""A center with an officer, and gatherings made by the real verbs. Every name is invented (예시)."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from dure.apps.gatherings import actions
from dure.apps.gatherings.models import Gathering
from dure.apps.gatherings.rules import Plan
from dure.kernel.clock import seoul
from dure.platform.actor import Actor, Role
from dure.platform.verbs import NO_KEY
from tests.apps.cases import makers

AT = seoul(2027, 2, 1, 10)
STARTS = seoul(2027, 2, 18, 14)
ENDS = STARTS + timedelta(hours=2)
ANYBODY = Actor.anonymous()
_numbers = count(1)


def officer() -> Actor:
    """Somebody in an officer's seat of the center."""
    return replace(makers.staff(Role.OFFICER), seat_id=makers.seat(Role.OFFICER).pk)


def a_plan(**more) -> Plan:
    """A briefing of two hours in a hall."""
    said = {"kind": "briefing", "title": "예시 사업설명회", "starts_at": STARTS, "ends_at": ENDS, "place": "예시 대강당"}
    return Plan(**{**said, **more})


def called(by: Actor, **more) -> Gathering:
    """A gathering everybody can see."""
    found = actions.plan(plan=a_plan(**more), by=by, at=AT, key=NO_KEY)
    return actions.call(gathering_id=found.pk, by=by, at=AT, key=NO_KEY)


def comer(found: Gathering, *, by: Actor = ANYBODY, at=AT, email: str = "", consents: bool = True):
    """Somebody registers."""
    number = next(_numbers)
    email = email or f"guest{number}@example.test"
    return actions.register(
        gathering_id=found.pk, name=f"예시 손님 {number}", email=email, organization="", consents=consents, by=by, at=at, key=NO_KEY
    )
