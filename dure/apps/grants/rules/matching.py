"""Which expense a bank line is. Pure: by amount, day and payee, each match with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from hashlib import sha256

from dure.apps.grants.rules.flags import name_key
from dure.kernel.korean import table_day
from dure.kernel.won import won_in_full


@dataclass(frozen=True, slots=True)
class Movement:
    """A bank line as matching reads it."""

    id: int
    on: date
    amount: int
    payee: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """An expense as matching reads it: what went to the payee, and the number of its invoice or slip."""

    id: int
    on: date
    sent: int
    payee: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A line and an expense that belong together, why, and whether it is sure enough to be made without asking."""

    line: int
    spending: int
    why: str
    sure: bool
    weight: int


def fingerprint(on: date, clock: time | None, amount: int, incoming: bool, payee: str, reference: str, memo: str) -> str:
    """One name for equal lines, whatever file they come in."""
    parts = (on.isoformat(), f"{clock:%H:%M}" if clock else "", str(amount), "in" if incoming else "out", name_key(payee), reference, memo)
    return sha256("|".join(parts).encode()).hexdigest()


def matches(lines: Iterable[Movement], expenses: Sequence[Spent], *, close_days: int) -> list[Match]:
    """The best pairs, each line and each expense once. Two that fit equally well are proposed, never made.

    A card or the bank books up to `close_days` after the purchase.
    """
    pairs = [match for line in lines for spent in expenses if (match := _compare(line, spent, close_days))]
    pairs.sort(key=lambda match: (-match.weight, match.line, match.spending))
    unsure = {pair.line for pair in pairs if _has_rival(pair, pairs)}
    taken_lines, taken_expenses, found = set[int](), set[int](), list[Match]()
    for pair in pairs:
        if pair.line in taken_lines or pair.spending in taken_expenses:
            continue
        taken_lines.add(pair.line)
        taken_expenses.add(pair.spending)
        found.append(Match(pair.line, pair.spending, pair.why, pair.sure and pair.line not in unsure, pair.weight))
    return found


def _has_rival(pair: Match, pairs: Sequence[Match]) -> bool:
    rivals = (other for other in pairs if other is not pair and other.weight == pair.weight)
    return any((other.line == pair.line) != (other.spending == pair.spending) for other in rivals)


def _compare(line: Movement, spent: Spent, close_days: int) -> Match | None:
    if line.amount != spent.sent:
        return None
    apart = abs((line.on - spent.on).days)
    same_number = bool(line.reference) and line.reference == spent.number
    ours, theirs = name_key(line.payee), name_key(spent.payee)
    same_payee = bool(ours and theirs) and (ours in theirs or theirs in ours)
    if apart > close_days and not same_number:
        return None
    reasons = [f"금액 {won_in_full(line.amount)}이 같음", "날짜가 같음" if not apart else f"날짜가 {apart}일 차이({table_day(line.on)})"]
    if same_payee:
        reasons.append("받은 곳이 같음")
    if same_number:
        reasons.append("승인번호가 같음")
    weight = (close_days + 1 - min(apart, close_days)) + (4 if same_payee else 0) + (10 if same_number else 0)
    return Match(line.id, spent.id, ", ".join(reasons), same_number or same_payee or not apart, weight)


def turns(fingerprints: Sequence[str]) -> list[int]:
    """For each line the how-manieth of its equals it is within its file."""
    seen: dict[str, int] = {}
    found = []
    for name in fingerprints:
        seen[name] = seen.get(name, 0) + 1
        found.append(seen[name])
    return found
