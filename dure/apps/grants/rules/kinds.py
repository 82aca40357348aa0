"""Kinds of payment with the papers each wants. Pure; the kinds stand in evidence.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).resolve().parent / "evidence.yaml"
USUAL_KIND = "goods"
"""What an expense of before the kinds was."""


@dataclass(frozen=True, slots=True)
class Step:
    """More papers from an amount on; the amount is the rate of that key."""

    rate: str
    papers: tuple[str, ...]
    copies: int = 1


@dataclass(frozen=True, slots=True)
class PaymentKind:
    """One kind of payment. `withholding` names the ways of withholding tax; empty where no person is paid."""

    key: str
    title: str
    hint: str
    papers: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    taxed: tuple[str, ...] = ()
    withholding: tuple[str, ...] = ()

    @property
    def is_personal(self) -> bool:
        return bool(self.withholding)


@cache
def payment_kinds() -> Mapping[str, PaymentKind]:
    """Every kind in the order of the file."""
    said = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return {key: _read(key, entry) for key, entry in said.items()}


def _read(key: str, entry: Mapping[str, Any]) -> PaymentKind:
    return PaymentKind(
        key=key,
        title=entry["title"],
        hint=entry.get("hint", ""),
        papers=tuple(entry["papers"]),
        steps=tuple(Step(step["rate"], tuple(step["papers"]), step.get("copies", 1)) for step in entry.get("from", ())),
        taxed=tuple(entry.get("taxed", ())),
        withholding=tuple(entry.get("withholding", ())),
    )


def kind_of(key: str) -> PaymentKind:
    """The kind of that key; one that is not known any more reads as the usual one."""
    return payment_kinds().get(key) or payment_kinds()[USUAL_KIND]
