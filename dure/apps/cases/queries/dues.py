"""How long stages usually take, as the rates say."""

from datetime import date

from dure.apps.cases.rules.dues import KINDS, UsualDays, key_of
from dure.platform import rates


def usual_days() -> UsualDays:
    """The days of every kind of stage, read once for a whole list. One query."""
    return UsualDays(rates.several(key_of(kind) for kind in (*KINDS, "")))


def reminded_at(day: date) -> tuple[int, int]:
    """How many days before a completion is due the applicant is reminded, nearest first."""
    return rates.whole("completion_reminder_last_days", on=day), rates.whole("completion_reminder_first_days", on=day)
