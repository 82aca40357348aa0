"""The other sections of the catalog: center, budget, districts, places, machines, courses."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from dure.platform.catalog.entries import Entry
from dure.platform.catalog.schema import Amount, Contact, Count, Stage


class Team(Entry):
    """A heading of a year's document with the telephones printed under it; none is invented."""

    year: int
    key: str
    title: str
    organizer: str = "center"
    telephones: tuple[str, ...] = ()
    source: str


class Escalation(Entry):
    """So many days after a thing was due, whoever is named learns that it still waits."""

    days: int
    to: Literal["holder", "approver", "administrator"]


class Waiting(Entry):
    """After how many days a thing that nobody sets a day for counts as overdue."""

    payment: int = Field(default=7, gt=0)
    status_claim: int = Field(default=7, gt=0)
    challenge: int = Field(default=7, gt=0)
    scan: int = Field(default=7, gt=0)


class Center(Entry):
    name: str
    short_name: str
    tier: str = "center"
    organizers: dict[str, str]
    teams: tuple[Team, ...]
    contacts: tuple[Contact, ...] = ()
    escalation: tuple[Escalation, ...] = ()
    waiting: Waiting = Waiting()
    lost: tuple[str, ...] = ()


class BudgetLine(Entry):
    key: str
    title: str
    amounts: dict[int, int]
    difference: int
    source: str
    headings: tuple[str, ...] = ()
    """Headings of the documents under which this line's programs stand; which line a heading belongs to is read from its words."""


class Budget(Entry):
    """Lines in won; `total` and `differences` are kept as printed."""

    unit: str
    lines: tuple[BudgetLine, ...]
    totals: dict[int, int]
    difference: int
    source: str


class Figure(Entry):
    """A number that a document prints beside its programs."""

    key: str
    title: str
    year: int | None = None
    value: Decimal
    unit: str
    text: str
    source: str


class District(Entry):
    code: str
    name: str
    roman: str
    zone: str


class Unit(Entry):
    """Rooms of one kind. Areas are square meters as printed; what the document does not measure stays empty."""

    key: str
    title: str
    count: int
    counted: str
    seats: int | None = None
    area: Decimal | None = None
    area_from: Decimal | None = None
    area_to: Decimal | None = None
    preparing: str = ""


class Facility(Entry):
    key: str
    title: str
    place: str
    district: str = ""
    target: str = ""
    longest_stay: str = ""
    longest_stay_years: int | None = None
    units: tuple[Unit, ...] = ()
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
    notes: tuple[str, ...] = ()


class Machine(Entry):
    """Specifications as printed; below them the figures a job is checked against."""

    key: str
    title: str
    model: str
    facility: str
    specifications: dict[str, str]
    bed_mm: tuple[int, ...]
    dual_bed_mm: tuple[int, ...] = ()
    formats: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    barred_materials: tuple[str, ...] = ()
    source: str
    notes: tuple[str, ...] = ()


class Course(Entry):
    key: str
    title: str
    hours: int
    who: Count
    with_representative: bool = False
    target: str = ""
    when: str
    before: str = ""
    stages: tuple[Stage, ...] = ()
    condition: str = ""
    source: str
