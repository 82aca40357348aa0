"""Flags that come from comparing expenses with one another, whatever program or year they are of. Pure.

Each detector only ever finds more when more expenses are given, so that what is found at entry, beside the nearest expenses, and what
is found over all of them is the same.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from dure.apps.grants.rules.flags import Finding, Item, PaidPerson, World, both
from dure.apps.grants.rules.kinds import kind_of
from dure.apps.grants.words import EvidenceKind
from dure.apps.grants.words.flags import FlagKind
from dure.kernel.won import won_in_full

QUOTED = frozenset({"goods", "card", "contract", "printing"})
"""Kinds of payment that are bought from somebody, with quotes above an amount."""
THRESHOLDS = {"quotes_from": "견적서 두 부", "contract_papers_from": "계약 서류", "tender_from": "경쟁입찰"}

NEVER_COMPARED = frozenset({"business_registration", "bankbook_copy", "resume", "tax_clearance", "insurance"})
"""Papers that say who somebody is: they belong to every expense with them."""
SHARED_AT_HOME = frozenset(
    {
        "contract",
        "lease",
        "employment_contract",
        "payroll",
        "attendance_roster",
        "minutes",
        "internal_approval",
        "task_order",
        "quotation",
        "withholding_report",
        "work_log",
        "photo",
        "deliverable",
        "acceptance_record",
        "travel_order",
        "travel_report",
    }
)
"""Papers that may prove several expenses of one agreement, and none of another."""
BILLS = frozenset({"tax_invoice", "receipt"})
_LONG_INVOICE = 20


def invoice_key(number: str) -> str:
    """An approval number as it is compared."""
    return re.sub(r"[\W_]", "", number).upper()


def _grouped(items: Iterable[Item], key: Callable[[Item], Hashable]) -> Iterator[list[Item]]:
    """Groups of two and more, each in the order in which they were entered."""
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        if found := key(item):
            groups[found].append(item)
    return (sorted(group, key=lambda item: item.pk) for group in groups.values() if len(group) > 1)


def _one_bill_two_sources(a: Item, b: Item) -> bool:
    """One bill that grant and own share pay together."""
    same = (a.agreement, a.spent_on, a.payee_key) == (b.agreement, b.spent_on, b.payee_key)
    return same and a.source != b.source and a.billed != b.billed


def same_invoice(items: Sequence[Item], _world: World) -> Iterator[Finding]:
    """B37: one approval number in two places. A short one says something only with the same payee or the same amount."""
    for key in (_long_invoice, _invoice_and_payee, _invoice_and_amount):
        for first, *later in _grouped(items, key):
            for item in later:
                if not _one_bill_two_sources(first, item):
                    says = f"같은 승인번호({item.invoice})를 쓴 집행이 있어요: {{other}}."
                    yield from both(FlagKind.SAME_INVOICE, first, item, says)


def _long_invoice(item: Item) -> Hashable:
    key = invoice_key(item.invoice)
    return key if len(key) >= _LONG_INVOICE else None


def _invoice_and_payee(item: Item) -> Hashable:
    key = invoice_key(item.invoice)
    return (key, item.payee_key) if key else None


def _invoice_and_amount(item: Item) -> Hashable:
    key = invoice_key(item.invoice)
    return (key, item.billed) if key else None


def same_file(items: Sequence[Item], _world: World) -> Iterator[Finding]:
    """B37: one file that proves two expenses, by its hash. Papers that may be shared, or were used again openly, are left out."""
    holders: dict[str, dict[int, tuple[Item, str]]] = defaultdict(dict)
    for item in items:
        for paper in item.papers:
            if paper.kind not in NEVER_COMPARED and (not paper.reused or paper.kind in BILLS):
                holders[paper.sha256].setdefault(item.pk, (item, paper.kind))
    found: dict[tuple[int, int], tuple[Item, Item, set[str]]] = {}
    for group in holders.values():
        (first, first_kind), *later = [group[pk] for pk in sorted(group)]
        for item, kind in later:
            if _may_not_share(first, first_kind, item, kind):
                found.setdefault((first.pk, item.pk), (first, item, set()))[2].add(kind)
    for first, item, kinds in found.values():
        labels = ", ".join(sorted(str(EvidenceKind(kind).label) for kind in kinds if kind in EvidenceKind.values))
        yield from both(FlagKind.SAME_FILE, first, item, f"같은 파일({labels})을 증빙으로 쓴 집행이 있어요: {{other}}.")


def _may_not_share(a: Item, a_kind: str, b: Item, b_kind: str) -> bool:
    if a.agreement != b.agreement:
        return True
    if {a_kind, b_kind} & SHARED_AT_HOME or _one_bill_two_sources(a, b):
        return False
    paid_together = a.spent_on == b.spent_on and kind_of(a.kind).is_personal and kind_of(b.kind).is_personal
    return not (paid_together and {a_kind, b_kind} == {"transfer_confirmation"})


def split(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """B38: one purchase in parts, each under an amount that all together reach, at one payee within some days."""
    bought = [item for item in items if item.kind in QUOTED and item.quotes < 2]
    found: dict[tuple[int, int], tuple[Item, Item, str, int]] = {}
    for key in (_party_and_number, _party_and_name):
        for group in _grouped(bought, key):
            for threshold in THRESHOLDS:
                for window in _windows(group, threshold, world):
                    amount = world.bounds.at(threshold, window[0].spent_on)
                    for a, b in combinations(window, 2):
                        found.setdefault((min(a.pk, b.pk), max(a.pk, b.pk)), (a, b, threshold, amount))
    for a, b, threshold, amount in found.values():
        days = abs((a.spent_on - b.spent_on).days)
        when = f"{days}일 사이에" if days else "같은 날"
        says = f"{THRESHOLDS[threshold]} 기준({won_in_full(amount)})에 못 미치는 돈을 같은 곳에 {when} 나누어 썼어요: {{other}}."
        yield from both(FlagKind.SPLIT, a, b, says)


def _party_and_number(item: Item) -> Hashable:
    return (item.party, item.business_number) if item.business_number else None


def _party_and_name(item: Item) -> Hashable:
    return (item.party, item.payee_key) if item.payee_key else None


def _windows(group: Sequence[Item], threshold: str, world: World) -> Iterator[list[Item]]:
    """Stretches of days whose parts, none of them small change, reach the amount together."""
    bounds = world.bounds
    parts = []
    for item in sorted(group, key=lambda item: (item.spent_on, item.pk)):
        amount = bounds.at(threshold, item.spent_on)
        if amount * bounds.at("split_part_least", item.spent_on) <= item.billed * 100 and item.billed < amount:
            parts.append(item)
    for place, first in enumerate(parts):
        last = first.spent_on + timedelta(days=bounds.at("split_within_days", first.spent_on))
        window = [item for item in parts[place:] if item.spent_on <= last]
        if len(window) > 1 and sum(item.billed for item in window) >= bounds.at(threshold, first.spent_on):
            yield window


def person_key(name: str) -> str:
    """A person's name as it is compared."""
    return re.sub(r"\s", "", name)


def paid_twice(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """B40: one person on two payrolls in a month, or paid twice for a day. A year of birth that is known tells namesakes apart."""
    personal = [item for item in items if item.person and kind_of(item.kind).is_personal]
    for group in _grouped(personal, lambda item: (person_key(item.person), item.month)):
        for a, b in combinations(group, 2):
            if _one_person(a, b) and (when := _twice(a, b)):
                yield from both(FlagKind.PAID_TWICE, a, b, f"{a.person}님에게 {when} 돈을 준 집행이 또 있어요: {{other}}.")
    for item in personal:
        yield from _paid_elsewhere(item, world.people)


def _one_person(a: Item | PaidPerson, b: Item | PaidPerson) -> bool:
    return not (a.birth_year and b.birth_year) or a.birth_year == b.birth_year


def _twice(a: Item, b: Item) -> str:
    """In what time the two pay one person twice; nothing if they may."""
    if a.agreement == b.agreement:
        parts = a.source != b.source or (a.kind == b.kind == "labor")
        return "" if parts or a.spent_on != b.spent_on else "같은 날"
    if a.spent_on == b.spent_on:
        return "같은 날"
    payroll = "labor" in (a.kind, b.kind) or a.party == b.party
    return "같은 달" if payroll else ""


def _paid_elsewhere(item: Item, people: Sequence[PaidPerson]) -> Iterator[Finding]:
    for paid in people:
        same = person_key(paid.name) == person_key(item.person) and _one_person(item, paid) and paid.agreement != item.agreement
        if same and (paid.on == item.spent_on if paid.on else item.kind == "labor" and paid.month == item.month):
            says = f"{item.person}님은 같은 달에 다른 협약({paid.number})에서도 인건비를 받아요."
            pair = f"{item.giver}:{item.pk}:{paid.key}"
            yield Finding(FlagKind.PAID_TWICE, item.agreement, item.pk, paid.key[:80], pair[:160], says)
