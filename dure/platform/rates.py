"""Rates, thresholds and spans as data: each app keeps its own in `rates.yaml`, with source and first day; a center may add newer ones.

A value holds from its day until the next one of its key. Nothing here is ever changed: another value is another row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import yaml
from django.apps import apps

from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.models import OwnRate
from dure.platform.verbs import Key, verb

UNITS = {
    "won": "원",
    "percent": "%",
    "days": "일",
    "months": "개월",
    "years": "년",
    "hours": "시간",
    "minutes": "분",
    "count": "",
    "clock": "시",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """One value, from which day it holds, and who says so."""

    value: Decimal
    since: date
    source: str
    own: bool = False

    @property
    def whole(self) -> int:
        """The value as a whole number; one with a fraction is an error of ours."""
        assert self.value == int(self.value), self.value
        return int(self.value)


@dataclass(frozen=True, slots=True)
class Series:
    """A key with its values as they came with the house, the oldest first."""

    key: str
    title: str
    unit: str
    values: tuple[Rate, ...]
    note: str = ""
    group: str = ""
    """The app's name for people: what the value is used for."""

    @property
    def unit_words(self) -> str:
        return UNITS[self.unit]


@cache
def every() -> dict[str, Series]:
    """Every app's series, by key. One without a source or with a day out of order never gets in."""
    found: dict[str, Series] = {}
    for app in apps.get_app_configs():
        path = Path(app.path) / "rates.yaml"
        if not path.is_file():
            continue
        for key, said in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            values = tuple(Rate(Decimal(str(row["value"])), row["from"], row["source"]) for row in said["values"])
            assert key not in found, f"{key} stands in two files"
            assert said["unit"] in UNITS, key
            assert values, key
            assert all(rate.source for rate in values), key
            assert [rate.since for rate in values] == sorted({rate.since for rate in values}), key
            found[key] = Series(key, said["title"], said["unit"], values, said.get("note", ""), str(app.verbose_name))
    return found


def series(key: str) -> tuple[Rate, ...]:
    """The values of a key, the house's and the center's, the oldest first. Of two with one day the center's last one counts."""
    return _merged(every()[key], OwnRate.objects.filter(key=key).order_by("pk"))


def several(keys: Iterable[str]) -> dict[str, tuple[Rate, ...]]:
    """The values of some keys, as `series` gives them. One query."""
    own: dict[str, list[OwnRate]] = {key: [] for key in keys}
    for row in OwnRate.objects.filter(key__in=list(own)).order_by("pk"):
        own[row.key].append(row)
    return {key: _merged(every()[key], rows) for key, rows in own.items()}


def all_on(day: date) -> list[tuple[Series, Rate | None]]:
    """Every series with what holds on the day, by app from the ground up and then by title. One query."""
    own: dict[str, list[OwnRate]] = {}
    for row in OwnRate.objects.order_by("pk"):
        own.setdefault(row.key, []).append(row)
    storeys = list(dict.fromkeys(one.group for one in every().values()))
    known = sorted(every().values(), key=lambda one: (storeys.index(one.group), one.title))
    return [(one, at_day(_merged(one, own.get(one.key, [])), day)) for one in known]


def _merged(known: Series, own: Iterable[OwnRate]) -> tuple[Rate, ...]:
    put = [Rate(row.value, row.since, row.source, own=True) for row in own]
    by_day = {rate.since: rate for rate in (*known.values, *put)}
    return tuple(by_day[day] for day in sorted(by_day))


def of(key: str, *, on: date) -> Rate:
    """What holds on the day; Refused if nothing did yet. One query."""
    rate = at_day(series(key), on)
    if rate is None:
        raise Refused(f"{on:%Y.%m.%d.}에 쓸 '{every()[key].title}' 기준값이 없어요. 관리 담당자에게 기준값을 넣어 달라고 알려 주세요.")
    return rate


def at_day(values: Sequence[Rate], on: date) -> Rate | None:
    """The last value whose day has come."""
    return next((rate for rate in reversed(values) if rate.since <= on), None)


def whole(key: str, *, on: date) -> int:
    """The value of the day as a whole number."""
    return of(key, on=on).whole


@verb
def put_rate(*, rate_key: str, since: date, value: str, source: str, by: Actor, at: datetime, key: Key) -> OwnRate:
    """The center adds a value with its first day and its source; what was before holds until that day."""
    known, number = every()[rate_key], _number(value)
    reasons = []
    if number is None:
        reasons.append("기준값은 0 이상의 숫자로 적어 주세요. 소수는 넷째 자리까지 쓸 수 있어요. 예: 10,700")
    if not source.strip():
        reasons.append("근거를 적어 주세요. 예: 고용노동부고시 제2026-00호")
    if number is None or reasons:
        raise Refused(reasons)
    if OwnRate.objects.filter(key=known.key, since=since, value=number, source=source.strip()[:200]).exists():
        raise Refused("같은 날부터 같은 값이 이미 있어요.")
    row = OwnRate.objects.create(
        key=known.key, since=since, value=number, source=source.strip()[:200], put_at=at, put_by_id=by.account_id, put_by_name=by.name
    )
    journal.write(row, "put_rate", by=by, at=at, detail={"key": known.key, "since": since.isoformat(), "value": str(number)})
    return row


def _number(text: str) -> Decimal | None:
    """A number of zero or more with four digits behind the point at most; None for anything else."""
    try:
        number = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < 10**15 and number == round(number, 4) else None
