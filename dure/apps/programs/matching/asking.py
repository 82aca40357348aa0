"""One query for all different rules: parties with their columns, the newest valid figure of every fact that a rule names, and a code per rule."""
# ruff: noqa: S608  the text is made of our own words and places for values

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from dure.apps.programs.rules import KINDS
from dure.apps.programs.rules.columns import Sql
from dure.apps.programs.terms import RuleTerm

PACKED = 30
"""Rules in one whole number: two bits each."""
YES, NO = 1, 2
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


def codes(conditions: Sequence[Sql], *, today: date, party_ids: Sequence[int] | None = None) -> list[tuple[int, ...]]:
    """For each party its number and the packed codes: 1 yes, 2 no, 0 unknown for each condition. One query however many parties and rules."""
    text, values = _query(conditions, today, party_ids)
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())


def _query(conditions: Sequence[Sql], today: date, party_ids: Sequence[int] | None) -> tuple[str, list[Any]]:
    exact = sorted({fact for sql in conditions for fact in sql.facts if not fact.endswith(":")})
    begins = sorted({fact for sql in conditions for fact in sql.facts if fact.endswith(":")})
    chosen = "" if party_ids is None else f" AND {{0}} IN ({', '.join(['%s'] * len(party_ids))})"
    ids = list(party_ids or ())
    days = [today.isoformat()] * 2
    kinds, kind_values = _kinds(exact, begins)
    newest = (
        f"SELECT f.subject_id, f.key, {_FIGURE[connection.vendor]} AS figure FROM platform_fact f"
        f" WHERE f.subject_kind = 'party' AND f.other_id IS NULL AND ({kinds}) AND {_VALID.format('f')}{chosen.format('f.subject_id')}"
        " AND NOT EXISTS (SELECT 1 FROM platform_fact n WHERE n.subject_kind = 'party' AND n.key = f.key AND n.subject_id = f.subject_id"
        f" AND n.id > f.id AND n.other_id IS NULL AND {_VALID.format('n')})"
    )
    figures = "".join(f", MAX(CASE WHEN key = %s THEN figure END) AS f{number}" for number in range(len(exact)))
    columns, column_values = _columns(conditions, exact)
    return (
        f"WITH newest AS MATERIALIZED ({newest}), figures AS MATERIALIZED (SELECT subject_id{figures} FROM newest GROUP BY subject_id)"
        f" SELECT p.id{columns} FROM people_party p LEFT JOIN figures f ON f.subject_id = p.id"
        f" WHERE p.tier = '' AND p.closed_at IS NULL{chosen.format('p.id')} ORDER BY p.id",
        [*kind_values, *days, *ids, *days, *exact, *column_values, *ids],
    )


def _kinds(exact: Sequence[str], begins: Sequence[str]) -> tuple[str, list[str]]:
    tests = [f"f.key IN ({', '.join(['%s'] * len(exact))})"] if exact else []
    tests += ["f.key LIKE %s"] * len(begins)
    return " OR ".join(tests) or "1 = 0", [*exact, *(f"{begin}%" for begin in begins)]


def _columns(conditions: Sequence[Sql], exact: Sequence[str]) -> tuple[str, list[Any]]:
    """Thirty rules to a column, each in two bits of its own."""
    texts: list[str] = []
    values: list[Any] = []
    for start in range(0, len(conditions), PACKED):
        bits = []
        for place, sql in enumerate(conditions[start : start + PACKED]):
            names = [f"f.f{exact.index(fact)}" for fact in sql.facts if not fact.endswith(":")]
            condition = sql.text.format(*names)
            bits.append(f"CASE ({condition}) WHEN TRUE THEN {YES << 2 * place} WHEN FALSE THEN {NO << 2 * place} ELSE 0 END")
            values += sql.values
        texts.append(" + ".join(bits))
    return "".join(f", CAST({text} AS bigint)" for text in texts), values


def unpacked(packed: Iterable[int], count: int) -> tuple[int, ...]:
    """The codes of one party, rule by rule."""
    found = list(packed)
    return tuple(found[place // PACKED] >> 2 * (place % PACKED) & 3 for place in range(count))
