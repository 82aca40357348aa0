"""One query for all different rules: parties with their columns, the newest valid figure of every fact that a rule names, and a code per rule."""
# ruff: noqa: S608  the text is made of our own words and places for values

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from dure.apps.programs.matching.said import NO, YES
from dure.apps.programs.rules import KINDS
from dure.apps.programs.rules.columns import Sql
from dure.apps.programs.terms import RuleTerm

PACKED = 18
"""Rules in one whole number: a decimal digit each, behind a one that keeps the noughts."""
_FIGURE = {
    "sqlite": (
        "CASE json_type(f.value) WHEN 'integer' THEN CAST(f.value AS INTEGER) WHEN 'real' THEN CAST(f.value AS INTEGER) WHEN 'true' THEN 1"
        " WHEN 'false' THEN 0 WHEN 'text' THEN CASE json_extract(f.value, '$') WHEN 'lives' THEN 1 WHEN 'works' THEN 2 ELSE 0 END END"
    ),
    "postgresql": (
        "CASE jsonb_typeof(f.value) WHEN 'number' THEN trunc(f.value::numeric)::bigint WHEN 'boolean' THEN f.value::boolean::int"
        " WHEN 'string' THEN CASE f.value #>> '{}' WHEN 'lives' THEN 1 WHEN 'works' THEN 2 ELSE 0 END END"
    ),
}
"""A fact's value as a whole number, as rules/known.py reads it."""
_VALID = "{0}.valid_from <= %s AND ({0}.valid_to IS NULL OR {0}.valid_to >= %s)"


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule on a day: two programs that ask the same share one answer."""

    rule: RuleTerm
    day: date

    @property
    def key(self) -> str:
        sql = self.sql
        return repr((sql.text, sql.values, sql.facts))

    @property
    def sql(self) -> Sql:
        return KINDS[self.rule.kind].sql(self.rule, self.day)


def codes(conditions: Sequence[Sql], *, today: date, party_ids: Sequence[int] | None = None) -> tuple[tuple[int, ...], list[str]]:
    """The numbers of the parties, and of each condition a code for every party. One query however many parties and rules."""
    ids, packed = _columns_of(*_query(conditions, today, party_ids))
    digits = ["".join(map(str, column)) for column in packed]
    return ids, [digits[place // PACKED][1 + place % PACKED :: PACKED + 1] for place in range(len(conditions))]


def read_columns(facts: Sequence[str], *, today: date) -> tuple[tuple[int, ...], dict[str, Sequence[Any]]]:
    """What rules read of all parties, by column: the party's own, and the newest valid figure of each fact. One query."""
    begin, values = _figures(facts, (), today, None)
    figures = "".join(f", f.f{number}" for number in range(len(facts)))
    names = ("kind", "legal_form", "district_id", "founded_on", *facts)
    ids, columns = _columns_of(
        f"{begin} SELECT p.id, p.kind, p.legal_form, p.district_id, p.founded_on{figures} {_OF_ALL.format('')}", values
    )
    found: dict[str, Sequence[Any]] = dict(zip(names, columns or [()] * len(names), strict=True))
    found["founded_on"] = [_day(value) for value in found["founded_on"]]
    return ids, found


def read_statuses() -> Iterator[tuple[int, str, date, date | None]]:
    """Every verified status, as people give them to the rules. One query."""
    text = "SELECT party_id, kind, valid_from, valid_to FROM people_partystatus WHERE state = 'verified' ORDER BY party_id, kind, valid_from, id"
    with connection.cursor() as cursor:
        cursor.execute(text)
        for party_id, kind, valid_from, valid_to in cursor.fetchall():
            first = _day(valid_from)
            assert first is not None
            yield party_id, kind, first, _day(valid_to)


def _day(value: Any) -> date | None:
    """SQLite keeps days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _columns_of(text: str, values: Sequence[Any]) -> tuple[tuple[int, ...], list[Sequence[Any]]]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        turned = list(zip(*cursor.fetchall(), strict=True)) or [() for _ in cursor.description]
    return turned[0], list(turned[1:])


_OF_ALL = "FROM people_party p LEFT JOIN figures f ON f.subject_id = p.id WHERE p.tier = '' AND p.closed_at IS NULL{0} ORDER BY p.id"


def _query(conditions: Sequence[Sql], today: date, party_ids: Sequence[int] | None) -> tuple[str, list[Any]]:
    exact = sorted({fact for sql in conditions for fact in sql.facts if not fact.endswith(":")})
    begins = sorted({fact for sql in conditions for fact in sql.facts if fact.endswith(":")})
    begin, values = _figures(exact, begins, today, party_ids)
    columns, column_values = _columns(conditions, exact)
    return f"{begin} SELECT p.id{columns} {_OF_ALL.format(_chosen('p.id', party_ids))}", [*values, *column_values, *(party_ids or ())]


def _chosen(column: str, party_ids: Sequence[int] | None) -> str:
    return "" if party_ids is None else f" AND {column} IN ({', '.join(['%s'] * len(party_ids))})"


def _figures(exact: Sequence[str], begins: Sequence[str], today: date, party_ids: Sequence[int] | None) -> tuple[str, list[Any]]:
    """The newest valid figures, each alone (newest) and beside each other (figures)."""
    days = [today.isoformat()] * 2
    kinds, kind_values = _kinds(exact, begins)
    newest = (
        f"SELECT f.subject_id, f.key, {_FIGURE[connection.vendor]} AS figure FROM platform_fact f"
        f" WHERE f.subject_kind = 'party' AND f.other_id IS NULL AND ({kinds}) AND {_VALID.format('f')}{_chosen('f.subject_id', party_ids)}"
        " AND NOT EXISTS (SELECT 1 FROM platform_fact n WHERE n.subject_kind = 'party' AND n.key = f.key AND n.subject_id = f.subject_id"
        f" AND n.id > f.id AND n.other_id IS NULL AND {_VALID.format('n')})"
    )
    figures = "".join(f", MAX(CASE WHEN key = %s THEN figure END) AS f{number}" for number in range(len(exact)))
    text = f"WITH newest AS MATERIALIZED ({newest}), figures AS MATERIALIZED (SELECT subject_id{figures} FROM newest GROUP BY subject_id)"
    return text, [*kind_values, *days, *(party_ids or ()), *days, *exact]


def _kinds(exact: Sequence[str], begins: Sequence[str]) -> tuple[str, list[str]]:
    tests = [f"f.key IN ({', '.join(['%s'] * len(exact))})"] if exact else []
    tests += ["f.key LIKE %s"] * len(begins)
    return " OR ".join(tests) or "1 = 0", [*exact, *(f"{begin}%" for begin in begins)]


def _columns(conditions: Sequence[Sql], exact: Sequence[str]) -> tuple[str, list[Any]]:
    """Eighteen rules to a column, each in a digit of its own."""
    texts: list[str] = []
    values: list[Any] = []
    for start in range(0, len(conditions), PACKED):
        digits = [str(10**PACKED)]
        for place, sql in enumerate(conditions[start : start + PACKED]):
            names = [f"f.f{exact.index(fact)}" for fact in sql.facts if not fact.endswith(":")]
            condition, unit = sql.text.format(*names), 10 ** (PACKED - 1 - place)
            digits.append(f"CASE ({condition}) WHEN TRUE THEN {int(YES) * unit} WHEN FALSE THEN {int(NO) * unit} ELSE 0 END")
            values += sql.values
        texts.append(" + ".join(digits))
    return "".join(f", CAST({text} AS bigint)" for text in texts), values
