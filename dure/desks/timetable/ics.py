"""The timetable as a calendar: dated stages and the rounds' deadlines. What has no date stays out; none is invented."""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from dure.apps.programs import facade as programs
from dure.desks.timetable.lines import acts_of_cells, when_words
from dure.kernel.clock import SEOUL, seoul_date
from dure.kernel.period import Precision, start_of

ROUGH = frozenset({Precision.MONTH, Precision.PART_OF_MONTH})


def timetable_ics(table: programs.Timetable, *, at: datetime, host: str) -> bytes:
    """A calendar of the filtered year that calendar programs may subscribe to."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dure//timetable//KO")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{table.year}년 지원사업 추진일정표")
    calendar.add("x-wr-timezone", "Asia/Seoul")
    calendar.add("refresh-interval;value=duration", "PT12H")
    stamp = start_of(seoul_date(at))
    for row in table.rows:
        for event in (*_stages(row, host), *_deadline(row, at, host)):
            event.add("dtstamp", stamp)
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _stages(row: programs.TimetableRow, host: str) -> list[Event]:
    acts = [act for act in acts_of_cells(row.entries) if act.is_dated and act.first]
    return [
        _event(
            row,
            f"{act.key}@{host}",
            f"{row.title} · {act.shown}" + _how_exact(act),
            act.first,
            (act.last or act.first) + timedelta(days=1),
            basis=act.basis,
        )
        for act in acts
        if act.first
    ]


def _how_exact(act: programs.Entry) -> str:
    if act.basis:
        return " (예상)"
    return f" ({when_words(act)})" if act.precision in ROUGH else ""


def _deadline(row: programs.TimetableRow, at: datetime, host: str) -> list[Event]:
    """The closing instant of the round that takes applications now."""
    taking = row.card.taking(at)
    if taking is None or taking.closes_at is None:
        return []
    closes = taking.closes_at.astimezone(SEOUL)
    return [_event(row, f"round-{taking.id}@{host}", f"{row.title} · 접수 마감", closes - timedelta(minutes=30), closes)]


def _event(row: programs.TimetableRow, uid: str, summary: str, start: date | datetime, end: date | datetime, *, basis: str = "") -> Event:
    """One entry; what is only expected is tentative, and says what it rests on."""
    event = Event()
    event.add("uid", f"{row.card.year}-{row.card.slug}-{uid}")
    event.add("summary", summary)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")
    if basis:
        event.add("status", "TENTATIVE")
    event.add("description", "\n".join(text for text in (basis, row.card.target, row.card.contact) if text))
    return event
