"""Reading what was typed about a gathering."""

from collections.abc import Mapping
from datetime import date, datetime

from dure.apps.gatherings.rules import Plan
from dure.apps.gatherings.words import Admission, Kind
from dure.kernel.clock import SEOUL
from dure.kernel.typed import day_of


def read_plan(typed: Mapping[str, str]) -> Plan:
    """The plan; what cannot be read is left empty and named by the rules."""
    capacity = typed.get("capacity", "").strip().replace(",", "")
    return Plan(
        kind=typed.get("kind") if typed.get("kind") in Kind.values else Kind.MEETING,
        title=typed.get("title", "").strip()[:160],
        summary=typed.get("summary", "").strip()[:5000],
        starts_at=read_instant(typed, "starts"),
        ends_at=read_instant(typed, "ends"),
        place=typed.get("place", "").strip()[:200],
        link=typed.get("link", "").strip()[:300],
        admission=typed.get("admission") if typed.get("admission") in Admission.values else Admission.OPEN,
        capacity=int(capacity) if capacity.isascii() and capacity.isdigit() and len(capacity) < 6 else None,
        register_until=read_instant(typed, "until"),
    )


def read_instant(typed: Mapping[str, str], name: str) -> datetime | None:
    """A day and an hour of `c-datetime`, in Seoul."""
    try:
        return datetime.fromisoformat(f"{typed.get(f'{name}_day', '').strip()}T{typed.get(f'{name}_time', '').strip()}").replace(
            tzinfo=SEOUL
        )
    except ValueError:
        return None


def read_day(typed: Mapping[str, str], name: str) -> date | None:
    """A day."""
    return day_of(typed.get(name, ""))
