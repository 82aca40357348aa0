"""Letters to those who asked to be told of a program's rounds. Applicants hear of changes from cases."""

from datetime import datetime
from typing import Any

from dure.apps.programs.models import Round, Watch
from dure.kernel.korean import instant_words
from dure.platform import events, letters, wordings
from dure.platform.events import EventData


@events.answers("round_opened", name="programs.tell_watchers")
def tell_opened(told: EventData) -> None:
    """The round takes applications: when, and where to apply."""
    found = _round(told)
    values = {"round": found.title, "opens": _words(found.opens_at), "closes": _words(found.closes_at)}
    _tell(found, "round_opened", values, told)


@events.answers("round_dates_changed", name="programs.tell_watchers_of_dates")
def tell_dates(told: EventData) -> None:
    """Published dates changed: the old ones, the new ones and why."""
    found = _round(told)
    old, new = _window(told.payload["old"]), _window(told.payload["new"])
    _tell(found, "round_dates_changed", {"round": found.title, "old": old, "new": new, "reason": told.payload["reason"]}, told)


@events.answers("round_cancelled", name="programs.tell_watchers_of_cancelling")
def tell_cancelled(told: EventData) -> None:
    """The round is off, and why."""
    found = _round(told)
    _tell(found, "round_cancelled", {"round": found.title, "reason": told.payload["reason"]}, told)


def _round(told: EventData) -> Round:
    return Round.objects.select_related("program__edition").get(pk=told.payload["round_id"])


def _window(said: dict[str, Any]) -> str:
    """The first opening and the last closing of all districts, and the announcement if one is set."""
    if not said["windows"]:
        return "정해지지 않음"
    opens = min(datetime.fromisoformat(window["opens_at"]) for window in said["windows"])
    closes = max(datetime.fromisoformat(window["closes_at"]) for window in said["windows"])
    announced = f", 결과 발표 {_words(datetime.fromisoformat(said['announce_at']))}" if said["announce_at"] else ""
    return f"{_words(opens)}부터 {_words(closes)}까지{announced}"


def _words(instant: datetime | None) -> str:
    return instant_words(instant) if instant else "정해지지 않음"


def _tell(found: Round, text: str, values: dict[str, str], told: EventData) -> None:
    """One letter a watcher."""
    said = wordings.say(text, values)
    href = f"/programs/{found.program.edition.year}/{found.program.slug}/"
    for watch in Watch.objects.filter(slug=found.program.slug, account__is_active=True).select_related("account").order_by("id"):
        letters.write(
            to_address=watch.account.email,
            to_name=watch.account.name,
            to_account_id=watch.account_id,
            subject=said.subject,
            body=said.body,
            dedupe=f"watch:{told.id}:{watch.account_id}",
            topic=said.topic,
            href=href,
            at=told.at,
        )
