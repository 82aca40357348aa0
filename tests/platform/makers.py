"""Small real things for tests of the platform."""

from dure.kernel.clock import seoul
from dure.platform.actor import Actor
from dure.platform.models import Mark

NOON = seoul(2026, 3, 10, 12)
SOMEBODY = Actor(account_id=7, name="예시 담당", seat_id=3, seat_title="사업 담당", organization_id=1, tier="center")
SOMEBODY_ELSE = Actor(account_id=8, name="예시 대표")


def thing(name: str = "thing") -> Mark:
    """Any row that something may happen to."""
    return Mark.objects.create(key=name, value={})
