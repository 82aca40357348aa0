"""What the set-based evaluation may say: one nullable condition per rule over a party's columns, statuses and facts. Null is unknown.

SQL's own AND over such conditions is the answer of a whole program: no if one says no, else unknown if one is null, else yes.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition with its parameters. `{0}`, `{1}` … stand for the figures of the facts it names; `p` is the party's row."""

    text: str
    values: tuple[object, ...] = ()
    facts: tuple[str, ...] = ()


NEVER_KNOWN = Sql("CAST(NULL AS boolean)")
NEVER = Sql("1 = 0")
ALWAYS = Sql("1 = 1")


def among(column: str, keys: tuple[str, ...], *, blank_is_unknown: bool = True) -> Sql:
    """Is the column one of the keys? An empty column is not known."""
    test = f"{column} IN ({places(keys)})" if keys else "1 = 0"
    if not blank_is_unknown:
        return Sql(test, keys)
    return Sql(f"CASE WHEN COALESCE({column}, '') = '' THEN NULL ELSE {test} END", keys)


def compared(fact: str, sign: str, bound: int) -> Sql:
    """A figure against a bound; without a figure unknown."""
    return Sql(f"{{0}} {sign} %s", (bound,), (fact,))


def places(keys: tuple[object, ...]) -> str:
    """As many places as there are keys."""
    return ", ".join(["%s"] * len(keys))


def status_held(kinds: tuple[str, ...], day: date | None, *, since: date | None = None) -> Sql:
    """Has a verified status of these kinds on the day; without a day ever; with `since` at any time from then to the day."""
    text = f"EXISTS (SELECT 1 FROM people_partystatus s WHERE s.party_id = p.id AND s.state = 'verified' AND s.kind IN ({places(kinds)})"  # noqa: S608  places only
    values: tuple[object, ...] = kinds
    if day is not None:
        text += " AND s.valid_from <= %s AND (s.valid_to IS NULL OR s.valid_to >= %s)"
        values = (*values, day.isoformat(), (since or day).isoformat())
    return Sql(text + ")", values)
