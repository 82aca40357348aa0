"""One program as its page shows it: what the document states, what it does not, and its rounds."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from dure.apps.programs import facade as programs
from dure.desks.public.budget import not_closing
from dure.desks.timetable.lines import acts_of_cells, when_words
from dure.kernel.clock import seoul_date

NOT_IN_SOURCE = "자료에 없음"
BASES = {"grant": "보조금의", "total": "총사업비의", "unstated": ""}
_STAGE_COLUMNS = (
    "key", "kind", "label", "cell", "order", "window_from", "window_to", "precision", "text", "track", "part", "tier", "stated_by", "closing_time",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure in the head of the page; one that the document does not state says so."""

    term: str
    said: str

    @property
    def is_stated(self) -> bool:
        return self.said != NOT_IN_SOURCE


@dataclass(frozen=True, slots=True)
class Step:
    """An act of the schedule, in the document's own words."""

    label: str
    tone: str
    when: str
    is_dated: bool
    state: str
    belongs: str = ""
    planned: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A track or a part with its own amounts."""

    title: str
    target: str
    budget: str
    caps: str
    awards: str
    own_share: str
    conditions: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A published round of the program."""

    title: str
    opens_at: datetime
    closes_at: datetime
    is_taking: bool
    is_coming: bool
    apply_href: str
    hour_note: str
    announce_at: datetime | None
    passed: int
    windows: tuple[tuple[str, datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """Everything the page shows."""

    program: programs.Program
    year: int
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    tracks: tuple[Variant, ...]
    parts: tuple[Variant, ...]
    calls: tuple[Call, ...]
    support_words: tuple[str, ...]
    fees: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    papers: tuple[tuple[str, bool, str], ...] = ()
    conditions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    source: str = ""
    money_note: str = ""
    shared_with: tuple[str, ...] = field(default=())
    expected: tuple[tuple[str, str], ...] = ()
    expected_year: int = 0

    @property
    def taking(self) -> Call | None:
        """The call that closes first among those that take applications now."""
        return min((call for call in self.calls if call.is_taking), key=lambda call: call.closes_at, default=None)

    @property
    def coming(self) -> Call | None:
        return min((call for call in self.calls if call.is_coming), key=lambda call: call.opens_at, default=None)

    @property
    def undated(self) -> bool:
        """Does the schedule have steps that the document does not date?"""
        return any(not step.is_dated for step in self.steps)


def published(year: int) -> QuerySet[programs.Program]:
    """Programs of the year that anybody may read, with their newest definition."""
    return programs.public_programs(year).select_related("edition", "version")


def program_page(program: programs.Program, at: datetime) -> ProgramPage:
    """The page of a program that is at hand: three queries more."""
    said: dict[str, Any] = program.version.document if program.version else {}
    words = {variant["key"]: variant["title"] for listing in ("tracks", "parts") for variant in said.get(listing, ())}
    life: dict[str, Any] = said.get("life") or {}
    expected_year, expected = _expected(program, at)
    return ProgramPage(
        program=program,
        year=program.edition.year,
        facts=_facts(program, said),
        steps=_steps(program, words, at),
        tracks=tuple(_variant(variant) for variant in said.get("tracks", ())),
        parts=tuple(_variant(variant) for variant in said.get("parts", ())),
        calls=_calls(program, at),
        support_words=tuple(word for kind in program.support_kinds if (word := programs.SUPPORT_WORDS.get(kind, kind)) != program.field),
        fees=_texts(said, "fees"),
        clauses=tuple(dict.fromkeys(rule["clause"] for rule in said.get("rules", ()) if rule.get("clause"))),
        papers=tuple(
            (paper["title"], paper["required"], paper.get("hint") or "") for paper in life.get("documents", said.get("documents", ()))
        ),
        conditions=tuple(said.get("conditions", ())),
        notes=tuple(said.get("notes", ())),
        lost=tuple(said.get("lost", ())),
        contacts=tuple((contact["team"], contact.get("telephone") or "") for contact in said.get("contacts", ())),
        source=said.get("source", ""),
        money_note=not_closing(said),
        shared_with=tuple(said.get("shared_with", ())),
        expected=expected,
        expected_year=expected_year,
    )


def _expected(program: programs.Program, at: datetime) -> tuple[int, tuple[tuple[str, str], ...]]:
    """What past years let one expect of the next, act by act with the basis; nothing once it is planned or where a newer year has it."""
    year = max(program.edition.year, *(programs.years_shown()[:1] or (0,))) + 1
    if not programs.is_coming(year, at, year - 1):
        return year, ()
    found = [one for one in programs.expected_in(year, only=program) if one.program.pk == program.pk]
    return year, tuple(dict.fromkeys((stage["label"], told.basis) for one in found for stage, told in one.acts if told is not None))


def _facts(program: programs.Program, said: dict[str, Any]) -> tuple[Fact, ...]:
    return (
        Fact("지원 규모", program.scale or NOT_IN_SOURCE),
        Fact("한 곳이 받는 금액", program.per_firm or NOT_IN_SOURCE),
        Fact("내가 내는 돈(자부담)", _shares(said) or NOT_IN_SOURCE),
        Fact("지원 대상", program.target or NOT_IN_SOURCE),
    )


def _shares(offer: dict[str, Any]) -> str:
    return " / ".join(share.get("text") or _share(share) for share in offer.get("own_share", ()))


def _share(share: dict[str, Any]) -> str:
    upper = f"~{share['max']}" if share.get("max") not in {None, share["min"]} else ""
    base = BASES.get(share.get("base", ""), "")
    return f"{base} {share['min']}{upper}%{'' if upper else ' 이상'}".strip() + ("" if base else " (무엇의 비율인지 자료에 없음)")


def _texts(offer: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(amount["text"] for amount in offer.get(name, ()) if amount.get("text")))


def _variant(said: dict[str, Any]) -> Variant:
    return Variant(
        title=said["title"],
        target=said.get("target") or "",
        budget=(said.get("budget") or {}).get("text", ""),
        caps=" / ".join(_texts(said, "caps")),
        awards=(said.get("awards") or {}).get("text", ""),
        own_share=_shares(said),
        conditions=tuple(said.get("conditions", ())),
        note=not_closing(said),
    )


def _steps(program: programs.Program, words: dict[str, str], at: datetime) -> tuple[Step, ...]:
    """The document's own stages; acts of one cell stand once."""
    rows = programs.Stage.objects.filter(version=program.version_id, listing="shown").order_by("order").values(*_STAGE_COLUMNS)
    today = seoul_date(at)
    moved = programs.days_lived(program.pk)
    acts = acts_of_cells(programs.entry_of(row, program.edition.year) for row in rows)
    return tuple(
        Step(
            act.shown,
            act.tone,
            when_words(act),
            act.is_dated or act.precision == "rolling",
            _state(act, today),
            words.get(act.track or act.part, ""),
            moved.get(act.key, ""),
        )
        for act in acts
    )


def _state(act: programs.Entry, today: Any) -> str:
    if not act.is_dated or act.first is None:
        return "next"
    if (act.last or act.first) < today:
        return "done"
    return "now" if act.first <= today else "next"


def _calls(program: programs.Program, at: datetime) -> tuple[Call, ...]:
    """Published rounds, newest first, with the windows of districts."""
    rounds = list(
        programs.Round.objects.filter(program=program, published_at__isnull=False, opens_at__isnull=False)
        .exclude(state=programs.RoundState.CANCELLED)
        .order_by("-number")
    )
    windows = programs.windows_by_district([found.pk for found in rounds])
    return tuple(_call(found, windows.get(found.pk, []), at) for found in rounds)


def _call(found: programs.Round, windows: list[programs.RoundWindow], at: datetime) -> Call:
    assert found.opens_at is not None  # filtered in the query
    assert found.closes_at is not None
    whole = found.closes_at - found.opens_at
    own = tuple((window.district.name, window.opens_at, window.closes_at) for window in windows if window.district)
    return Call(
        title=found.title,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        is_taking=found.is_taking(at),
        is_coming=found.state == programs.RoundState.OPEN and at < found.opens_at,
        apply_href=reverse("cases:start", args=[found.pk]),
        hour_note=found.get_hour_source_display() if found.hour_source == "round" else "",
        announce_at=found.announce_at,
        passed=max(0, min(100, int((at - found.opens_at) / whole * 100))),
        windows=own,
    )
