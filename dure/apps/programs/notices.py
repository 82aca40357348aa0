"""Letters to those who asked to be told of a program's rounds. Applicants hear of changes from cases, and only from there."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from dure.apps.people import facade as people
from dure.apps.programs.models import Round, Watch
from dure.kernel.korean import instant_words
from dure.platform import events
from dure.platform.events import EventData
from dure.platform.letters import write_to

Hearers = Callable[[int], set[int]]
_hearers: list[Hearers] = []


def hear_of_rounds(accounts_of_round: Hearers) -> Hearers:
    """A higher app says which accounts it tells of a round's changes itself: nobody hears the same thing twice."""
    _hearers.append(accounts_of_round)
    return accounts_of_round


@events.answers("round_opened", name="programs.tell_watchers")
def tell_opened(told: EventData) -> None:
    """The round takes applications: when, and where to apply."""
    found = _round(told)
    values = {"opens": _words(found.opens_at), "closes": _words(found.closes_at)}
    _tell(found, "round_opened", values, _watchers(found), told)


@events.answers("round_dates_changed", name="programs.tell_watchers_of_dates")
def tell_dates(told: EventData) -> None:
    """Published dates changed: the old ones, the new ones and why, to watchers whose district is concerned."""
    found, old, new = _round(told), told.payload["old"], told.payload["new"]
    changes = _changes(old, new)
    if not changes:
        return
    watchers = _watchers(found)
    if old["announce_at"] == new["announce_at"]:
        homes = _homes(watch.account_id for watch in watchers)
        watchers = [watch for watch in watchers if _concerns(homes.get(watch.account_id, set()), old, new)]
    _tell(found, "round_dates_changed", {"changes": "\n".join(changes), "reason": told.payload["reason"]}, watchers, told)


@events.answers("round_cancelled", name="programs.tell_watchers_of_cancelling")
def tell_cancelled(told: EventData) -> None:
    """The round is off, and why."""
    found = _round(told)
    _tell(found, "round_cancelled", {"reason": told.payload["reason"]}, _watchers(found), told)


def _round(told: EventData) -> Round:
    return Round.objects.select_related("program__edition").get(pk=told.payload["round_id"])


def _watchers(found: Round) -> list[Watch]:
    """Those who asked to be told, without those who are told as applicants."""
    told_above = {account_id for hearers in _hearers for account_id in hearers(found.pk)}
    rows = Watch.objects.filter(slug=found.program.slug, account__is_active=True).exclude(account_id__in=told_above)
    return list(rows.select_related("account").order_by("id"))


def _homes(account_ids: Iterable[int]) -> dict[int, set[str]]:
    """The districts of each account's parties."""
    rows = people.Member.objects.filter(account_id__in=list(account_ids), until=None, party__district__isnull=False)
    homes: dict[int, set[str]] = {}
    for account_id, district in rows.order_by("id").values_list("account_id", "party__district_id"):
        homes.setdefault(account_id, set()).add(district)
    return homes


def _window(said: dict[str, Any], district: str) -> dict[str, Any] | None:
    """The district's own window, or the one for everybody."""
    windows = {window["district"]: window for window in said["windows"]}
    return windows.get(district) or windows.get("")


def _concerns(homes: set[str], old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Somebody of no district may apply anywhere; everybody else looks at the window of a district of theirs."""
    return not homes or any(_span(_window(old, home)) != _span(_window(new, home)) for home in homes)


def _changes(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """A line for each window that moved, and one for the announcement if it did."""
    codes = sorted({window["district"] for said in (old, new) for window in said["windows"]})
    names = dict(people.District.objects.filter(pk__in=codes).values_list("code", "name"))
    lines = []
    for code in codes:
        before, after = _span(_window(old, code)), _span(_window(new, code))
        if before != after:
            label = f"접수 기간({names[code]})" if code else "접수 기간"
            lines.append(f"{label}: {before or '정해지지 않음'} → {after or '접수하지 않음'}")
    if old["announce_at"] != new["announce_at"]:
        before, after = (_words(datetime.fromisoformat(said["announce_at"]) if said["announce_at"] else None) for said in (old, new))
        lines.append(f"결과 발표: {before} → {after}")
    return lines


def _span(window: dict[str, Any] | None) -> str:
    if window is None:
        return ""
    opens, closes = (_words(datetime.fromisoformat(window[end])) for end in ("opens_at", "closes_at"))
    return f"{opens}부터 {closes}까지"


def _words(instant: datetime | None) -> str:
    return instant_words(instant) if instant else "정해지지 않음"


def _tell(found: Round, text: str, values: dict[str, str], watchers: list[Watch], told: EventData) -> None:
    """One letter a watcher."""
    contacts = [(watch.account_id, watch.account.email, watch.account.name) for watch in watchers]
    href = f"/programs/{found.program.edition.year}/{found.program.slug}/"
    write_to(contacts, text, {"round": found.title, **values}, dedupe=f"watch:{told.id}", href=href, at=told.at)
