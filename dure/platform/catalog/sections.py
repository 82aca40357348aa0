"""The other sections of the catalog: center, budget, districts, places, machines, courses."""

from typing import Any

from dure.platform.catalog.schema import Amount, Contact, Count, Entry, Stage


class Team(Entry):
    """A heading of a year's document with the telephones printed under it; none is invented."""

    year: int
    key: str
    title: str
    organizer: str = "center"
    telephones: tuple[str, ...] = ()
    source: str


class Center(Entry):
    name: str
    short_name: str
    tier: str = "center"
    organizers: dict[str, str]
    teams: tuple[Team, ...]
    contacts: tuple[Contact, ...] = ()
    lost: tuple[str, ...] = ()


class BudgetLine(Entry):
    key: str
    title: str
    amounts: dict[int, int]
    difference: int
    source: str


class Budget(Entry):
    """Lines in won; `total` and `differences` are kept as printed."""

    unit: str
    lines: tuple[BudgetLine, ...]
    totals: dict[int, int]
    difference: int
    source: str


class District(Entry):
    code: str
    name: str
    roman: str
    zone: str


class Facility(Entry):
    key: str
    title: str
    place: str
    district: str = ""
    target: str = ""
    longest_stay: str = ""
    units: tuple[dict[str, Any], ...] = ()
    supporting: tuple[str, ...] = ()
    fees: tuple[Amount, ...] = ()
    intake: str = ""
    selection: str = ""
    moving_in: str = ""
    conditions: tuple[str, ...] = ()
    contact: Contact | None = None
    drawing: str
    source: str
    lost: tuple[str, ...] = ()


class Machine(Entry):
    key: str
    title: str
    model: str
    facility: str
    specifications: dict[str, str]
    source: str


class Course(Entry):
    key: str
    title: str
    hours: int
    who: Count | str
    when: str
    stages: tuple[Stage, ...] = ()
    condition: str = ""
    source: str
