"""The deck of a year: what its slides say, once for the screen and for the paper."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dure.apps.gatherings import facade as gatherings
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.desks.timetable.lines import when_words
from dure.kernel.clock import seoul_date
from dure.kernel.korean import instant_words
from dure.platform import rates
from dure.platform.templatetags.dure import telephone, won_short

ROWS_A_SLIDE = 5
NO_WORDS = "자료에 없음"
HOW_TO_APPLY = (
    ("사업 찾기", "누리집에서 우리 조직에 맞는 사업과 신청할 수 있는 까닭을 먼저 확인합니다."),
    ("신청서 쓰기", "조직 정보와 유효한 서류는 다시 묻지 않습니다. 쓰던 글은 저절로 저장됩니다."),
    ("제출과 접수증", "마감 시각 전에 제출하면 접수번호와 확인값이 적힌 접수증을 바로 받습니다."),
    ("검토와 심사", "어느 단계에 있는지 누리집에서 보이고, 보완할 것이 있으면 곳과 기한을 알려 드립니다."),
    ("협약에서 정산까지", "협약, 교부 신청, 보고, 정산을 같은 화면에서 이어서 합니다."),
)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a heading, and a table with its column heads, or lines."""

    title: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """The briefing of a year. `event` is the gathering at which it is shown, if one was called."""

    year: int
    title: str
    organizer: str
    count: int
    slides: tuple[Slide, ...]
    event: gatherings.Gathering | None
    when: str


def deck_of(year: int, *, organizer: str, at: datetime) -> Deck | None:
    """The deck, or nothing for a year without public programs. A fixed number of queries."""
    table = programs.timetable(year, None, at=at)
    if not table.rows:
        return None
    event = gatherings.Gathering.objects.filter(kind="briefing", about_kind="edition", about_id=year, called_at__isnull=False)
    found = event.exclude(state="cancelled").order_by("starts_at", "id").first()
    slides = (*_money(year), _overview(table), *_fields(table), _how(), *_contacts(year), *_questions())
    when = instant_words(found.starts_at, this_year=year) if found else ""
    return Deck(year, f"{year}년 지원사업 설명회", organizer, table.count, slides, found, when)


def _money(year: int) -> tuple[Slide, ...]:
    """The year's budget lines, if the center's documents print them."""
    printed = money.printed_budget()
    if year not in printed.years:
        return ()
    place = printed.years.index(year)
    rows = tuple((row.title, won_short(row.amounts[place])) for row in printed.rows)
    return (Slide(f"{year}년 사업비", ("예산 줄", "금액"), rows, note=f"합계 {won_short(printed.totals[place])}"),)


def _overview(table: programs.Timetable) -> Slide:
    found = _by_field(table)
    rows = tuple((field, f"{len(rows)}개", ", ".join(row.title for row in rows[:2])) for field, rows in found.items())
    return Slide("한눈에 보는 지원사업", ("지원분야", "사업 수", "이런 사업이 있습니다"), rows, note=f"모두 {table.count}개 사업")


def _fields(table: programs.Timetable) -> tuple[Slide, ...]:
    """Five programs a slide, field by field."""
    heads = ("사업", "지원대상", "한 곳이 받는 금액", "접수", "문의")
    slides = []
    for field, programs_of_it in _by_field(table).items():
        rows = [_row(row) for row in programs_of_it]
        parts = range(0, len(rows), ROWS_A_SLIDE)
        for number, first in enumerate(parts, 1):
            title = field if len(parts) == 1 else f"{field} ({number}/{len(parts)})"
            slides.append(Slide(title, heads, tuple(rows[first : first + ROWS_A_SLIDE])))
    return tuple(slides)


def _by_field(table: programs.Timetable) -> dict[str, list[programs.TimetableRow]]:
    """A field's programs together, also where the document comes back to it."""
    found: dict[str, list[programs.TimetableRow]] = {}
    for group in table.groups:
        found.setdefault(group.field, []).extend(group.rows)
    return found


def _row(row: programs.TimetableRow) -> tuple[str, ...]:
    card = row.card
    intake = next((entry for entry in row.entries if entry.kind == "intake"), None)
    return (
        row.title,
        card.target or NO_WORDS,
        card.per_firm or NO_WORDS,
        when_words(intake) if intake else NO_WORDS,
        card.contact or NO_WORDS,
    )


def _how() -> Slide:
    return Slide("신청은 이렇게 합니다", lines=tuple(f"{title}: {said}" for title, said in HOW_TO_APPLY))


def _contacts(year: int) -> tuple[Slide, ...]:
    teams = people.teams_of_year(year)
    rows = tuple((team.title, ", ".join(telephone(number) for number in team.telephones) or NO_WORDS) for team in teams)
    return (Slide("문의", ("팀", "전화"), rows),) if rows else ()


def _questions() -> tuple[Slide, ...]:
    """The newest frequent questions, two a slide."""
    asked = [f"{question.text}\n{question.answer}" for question in gatherings.frequent_questions()[:4]]
    return tuple(Slide("자주 묻는 질문", lines=tuple(asked[first : first + 2])) for first in range(0, len(asked), 2))


def newsletter_block(year: int, *, at: datetime, site: str) -> str:
    """What opens within the days of the rates and what closes, as plain text that a newsletter takes in."""
    cards, soon = programs.cards_of(year), timedelta(days=rates.whole("briefing_soon_days", on=seoul_date(at)))
    taking = [(glance.closes_at, card, "까지") for card in cards if (glance := card.taking(at)) and glance.closes_at]
    coming = [
        (glance.opens_at, card, "부터")
        for card in cards
        if (glance := card.coming(at)) and glance.opens_at and glance.opens_at <= at + soon
    ]
    said = [f"[{year}년 지원사업]"]
    for heading, rows in (("지금 접수 중", taking), ("곧 시작", coming)):
        said += [f"\n■ {heading}"] if rows else []
        for instant, card, particle in sorted(rows, key=lambda row: (row[0], row[1].id)):
            said.append(f"- {card.title}: {instant_words(instant, this_year=year)}{particle}")
            said.append(f"  {site}/programs/{card.year}/{card.slug}/")
    return "\n".join(said if len(said) > 1 else [*said, "\n지금 접수하거나 곧 시작하는 모집이 없습니다."])
