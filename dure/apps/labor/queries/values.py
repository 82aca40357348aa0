"""The dated values of one day, read once each."""

from collections.abc import Iterator, Mapping
from datetime import date

from dure.apps.labor import rules
from dure.platform import rates


class ValuesOn(Mapping[str, rules.Value]):
    """The values that held on a day; each is read when it is first asked for, and one that is missing is Refused with what to do."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._read: dict[str, rules.Value] = {}

    def __getitem__(self, key: str) -> rules.Value:
        if key not in self._read:
            rate, series = rates.of(key, on=self.day), rates.every()[key]
            self._read[key] = rules.Value(series.title, rate.value, series.unit, rate.source, rate.since)
        return self._read[key]

    def whole(self, key: str) -> int:
        """A value that is a whole number."""
        return int(self[key].number)

    def __iter__(self) -> Iterator[str]:
        return (key for key in rates.every() if key.startswith("labor_"))

    def __len__(self) -> int:
        return sum(1 for _ in self)
