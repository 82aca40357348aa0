"""Programs of a year as cards: what a list, a filter or a search needs, without reading documents."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import QuerySet

from dure.apps.programs.models import Edition, Program, Round
from dure.apps.programs.words import FIELD_WORDS, SUPPORT_WORDS, RoundState


@dataclass(frozen=True, slots=True)
class RoundGlance:
    """A round as a list shows it."""

    id: int
    title: str
    state: str
    opens_at: datetime | None
    closes_at: datetime | None
    track: str = ""
    part: str = ""
    precision: str = "minute"

    def is_taking(self, at: datetime) -> bool:
        """May someone hand in at this instant?"""
        return self.state == RoundState.OPEN and bool(self.opens_at and self.closes_at and self.opens_at <= at < self.closes_at)

    def is_coming(self, at: datetime) -> bool:
        """Published, not begun."""
        return self.state == RoundState.OPEN and bool(self.opens_at and at < self.opens_at)


@dataclass(frozen=True, slots=True)
class Card:
    """A program as lists, the timetable and feeds show it."""

    id: int
    year: int
    slug: str
    title: str
    field: str
    source_field: str
    organizer: str
    team_key: str
    summary: str
    target: str
    support: tuple[str, ...]
    scale: str
    per_firm: str
    contact: str
    search_text: str
    version_id: int | None
    sample: bool
    is_current: bool
    rounds: tuple[RoundGlance, ...] = ()

    def taking(self, at: datetime) -> RoundGlance | None:
        """The round that takes applications now; of several the one that closes first."""
        open_now = [glance for glance in self.rounds if glance.is_taking(at)]
        return min(open_now, key=lambda glance: (glance.closes_at or at, glance.id), default=None)

    def coming(self, at: datetime) -> RoundGlance | None:
        """The next published round that has not begun."""
        later = [glance for glance in self.rounds if glance.is_coming(at)]
        return min(later, key=lambda glance: (glance.opens_at or at, glance.id), default=None)

    @property
    def support_words(self) -> tuple[str, ...]:
        return tuple(SUPPORT_WORDS.get(kind, kind) for kind in self.support)


@dataclass(frozen=True, slots=True)
class ProgramFilters:
    """What the address asks for; empty means everything."""

    field: str = ""
    target: str = ""
    support: str = ""
    open_now: bool = False
    text: str = ""

    def admits(self, card: Card, at: datetime) -> bool:
        """Does the card meet every filter?"""
        return (
            (not self.field or card.field == self.field)
            and (not self.target or _close(self.target) in _close(card.target))
            and (not self.support or self.support in card.support)
            and (not self.open_now or card.taking(at) is not None)
            and all(word in card.search_text for word in tidy(self.text).split())
        )


@dataclass(frozen=True, slots=True)
class ProgramList:
    """The cards that meet the filters, and how many there would be under each field and support if only that filter changed."""

    year: int
    cards: tuple[Card, ...]
    total: int
    by_field: tuple[tuple[str, int], ...]
    by_support: tuple[tuple[str, str, int], ...]
    open_count: int
    years: tuple[int, ...] = field(default_factory=tuple)


def tidy(text: str) -> str:
    """Lower case, single blanks: how texts are compared."""
    return " ".join(text.lower().split())


def _close(text: str) -> str:
    """Without blanks: 사회적경제기업 and 사회적경제 기업 are one target."""
    return "".join(text.lower().split())


def editions() -> QuerySet[Edition]:
    """All editions, newest first."""
    return Edition.objects.order_by("-year")


def years_shown() -> tuple[int, ...]:
    """Years one may look through, newest first."""
    return tuple(editions().values_list("year", flat=True))


def edition_now(at: datetime) -> Edition | None:
    """The edition that is lived in: the newest current one, else the newest of all."""
    found = list(editions())
    return next((edition for edition in found if edition.is_current), found[0] if found else None)


def public_programs(year: int) -> QuerySet[Program]:
    """Published programs of a year in the document's order."""
    return Program.objects.filter(edition__year=year, published_at__isnull=False).select_related("edition").order_by("order", "id")


def cards_of(year: int) -> list[Card]:
    """Every published program of the year with its rounds: two queries however many there are."""
    programs = list(public_programs(year))
    rounds: dict[int, list[RoundGlance]] = {}
    for found in Round.objects.filter(program__edition__year=year, published_at__isnull=False).order_by("program_id", "number"):
        rounds.setdefault(found.program_id, []).append(glance_of(found))
    return [card_of(program, rounds.get(program.pk, ())) for program in programs]


def glance_of(found: Round) -> RoundGlance:
    """The few facts about a round that lists need."""
    return RoundGlance(found.pk, found.title, found.state, found.opens_at, found.closes_at, found.track, found.part, found.precision)


def card_of(program: Program, rounds: Iterable[RoundGlance]) -> Card:
    """A program's row as a card."""
    return Card(
        id=program.pk,
        year=program.edition.year,
        slug=program.slug,
        title=program.title,
        field=program.field,
        source_field=program.source_field,
        organizer=program.organizer,
        team_key=program.team_key,
        summary=program.summary,
        target=program.target,
        support=program.support_kinds,
        scale=program.scale,
        per_firm=program.per_firm,
        contact=program.contact,
        search_text=program.search_text,
        version_id=program.version_id,
        sample=program.sample,
        is_current=program.edition.is_current,
        rounds=tuple(rounds),
    )


def program_list(year: int, filters: ProgramFilters, at: datetime, *, order: str = "deadline") -> ProgramList:
    """The year's programs that meet the filters. `order` is deadline (open ones by deadline, then coming, then the document's order) or document."""
    cards = cards_of(year)
    chosen = [card for card in cards if filters.admits(card, at)]
    if order == "deadline":
        chosen.sort(key=lambda card: _urgency(card, at))
    fields = Counter(card.field for card in cards if replace(filters, field="").admits(card, at))
    supports = Counter(kind for card in cards if replace(filters, support="").admits(card, at) for kind in card.support)
    return ProgramList(
        year=year,
        cards=tuple(chosen),
        total=len(cards),
        by_field=tuple((name, fields[name]) for name in (*FIELD_WORDS, *sorted(set(fields) - set(FIELD_WORDS))) if fields[name]),
        by_support=tuple((kind, SUPPORT_WORDS.get(kind, kind), supports[kind]) for kind in SUPPORT_WORDS if supports[kind]),
        open_count=sum(1 for card in cards if replace(filters, open_now=True).admits(card, at)),
    )


def _urgency(card: Card, at: datetime) -> tuple[int, float]:
    """Sort key: open now by deadline, then coming by opening; equal ones keep the document's order."""
    if taking := card.taking(at):
        return (0, taking.closes_at.timestamp() if taking.closes_at else 0)
    if coming := card.coming(at):
        return (1, coming.opens_at.timestamp() if coming.opens_at else 0)
    return (2, 0)
