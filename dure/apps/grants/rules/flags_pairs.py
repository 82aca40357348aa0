"""Flags that come from comparing expenses with one another, whatever program or year they are of. Pure.

Each detector only ever finds more when more expenses are given, so that what is found at entry, beside the nearest expenses, and what
is found over all of them is the same.
"""

import re
import unicodedata
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


_INVOICE_WORDS = re.compile(r"^(국세청|전자)*(세금계산서|계산서|현금영수증|영수증|카드)*(승인|발급|일련|관리)*(번호|NO)", re.IGNORECASE)


def invoice_key(number: str) -> str:
    """An approval number as it is compared: without the word before it, without marks, one width and one case."""
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", number))
    return _INVOICE_WORDS.sub("", plain).upper()[:40]


def _grouped(items: Iterable[Item], key: Callable[[Item], Hashable]) -> Iterator[list[Item]]:
    """Groups of two and more, each in the order in which they were entered."""
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        if found := key(item):
            groups[found].append(item)
    return (sorted(group, key=lambda item: item.pk) for group in groups.values() if len(group) > 1)


def _may_be_one_bill(a: Item, b: Item, all_of_it: Sequence[Item]) -> bool:
    """One bill that grant and own share pay together, that is paid in parts as its contract says, or that comes again after it was refused."""
    if (a.agreement, a.payee_key) != (b.agreement, b.payee_key):
        return False
    if a.spent_on == b.spent_on and a.source != b.source and a.billed != b.billed:
        return True
    if a.disallowed != b.disallowed and a.billed == b.billed:
        return True
    return _parts_of_contract(a, b, all_of_it)


def _parts_of_contract(a: Item, b: Item, all_of_it: Sequence[Item]) -> bool:
    """Both say which part they are, not the same one, and all parts together keep within the sum of one contract that both name."""
    parts = [frozenset(_PART.findall(item.memo)) for item in (a, b)]
    contract = " ".join(str(a.facts.get("contract", "")).split())
    if not all(parts) or parts[0] & parts[1] or contract != " ".join(str(b.facts.get("contract", "")).split()):
        return False
    agreed = max((amount_in(number, unit) for number, unit in _AMOUNT.findall(contract)), default=0)
    return sum(item.billed for item in all_of_it if item.agreement == a.agreement and not item.disallowed) <= agreed


_PART = re.compile(r"선금|계약금|착수금|중도금|기성금|잔금|준공금|\d차")
_AMOUNT = re.compile(r"(\d[\d,]*)\s*(만\s*원|원)")


def amount_in(number: str, unit: str) -> int:
    """4,000,000원 and 400만원 in won."""
    return int(number.replace(",", "")) * (10_000 if unit.startswith("만") else 1)


def same_invoice(items: Sequence[Item], _world: World) -> Iterator[Finding]:
    """B37: one approval number in two places. A short one says something only with the same payee or the same amount."""
    for key in (_long_invoice, _invoice_and_payee, _invoice_and_amount):
        for group in _grouped(items, key):
            for item in group[1:]:
                first = next(one for one in group if one is item or not _may_be_one_bill(one, item, group))
                if first is not item:
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
        held = [group[pk] for pk in sorted(group)]
        bill = [item for item, _kind in held]
        for place, (item, kind) in enumerate(held):
            first = next((one for one, its_kind in held[:place] if _may_not_share(one, its_kind, item, kind, bill)), None)
            if first:
                found.setdefault((first.pk, item.pk), (first, item, set()))[2].add(kind)
    for first, item, kinds in found.values():
        labels = ", ".join(sorted(str(EvidenceKind(kind).label) for kind in kinds if kind in EvidenceKind.values))
        yield from both(FlagKind.SAME_FILE, first, item, f"같은 파일({labels})을 증빙으로 쓴 집행이 있어요: {{other}}.")


def _may_not_share(a: Item, a_kind: str, b: Item, b_kind: str, all_of_it: Sequence[Item]) -> bool:
    if a.agreement != b.agreement:
        return True
    if {a_kind, b_kind} & SHARED_AT_HOME or _may_be_one_bill(a, b, all_of_it):
        return False
    paid_together = a.spent_on == b.spent_on and kind_of(a.kind).is_personal and kind_of(b.kind).is_personal
    return not (paid_together and {a_kind, b_kind} == {"transfer_confirmation"})


def split(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """B38: one purchase in parts, each under an amount that all together reach, at one payee within some days, by one grantee or one owner.

    Two quotes for each part answer for quotes, a contract for its papers; nothing in the parts answers for a tender.
    """
    bought = [item for item in items if item.kind in QUOTED]
    found: dict[tuple[int, int], tuple[Item, Item, str, int]] = {}
    for group in _at_one_payee(bought, world):
        for threshold in THRESHOLDS:
            asked = [item for item in group if not _answered(item, threshold)]
            for window in _windows(asked, threshold, world):
                amount = world.bounds.at(threshold, window[0].spent_on)
                for a, b in combinations(window, 2):
                    if not _ordered_one_by_one(a, b):
                        found.setdefault((min(a.pk, b.pk), max(a.pk, b.pk)), (a, b, threshold, amount))
    for a, b, threshold, amount in found.values():
        days = abs((a.spent_on - b.spent_on).days)
        when = f"{days}일 사이에" if days else "같은 날"
        says = f"{THRESHOLDS[threshold]} 기준({won_in_full(amount)})에 못 미치는 돈을 같은 곳에 {when} 나누어 썼어요: {{other}}."
        yield from both(FlagKind.SPLIT, a, b, says)


def _answered(item: Item, threshold: str) -> bool:
    """Is what the threshold asks for there already?"""
    if threshold == "quotes_from":
        return item.quotes > 1
    return threshold == "contract_papers_from" and any(paper.kind == "contract" for paper in item.papers)


def _ordered_one_by_one(a: Item, b: Item) -> bool:
    """Deliveries of different days under one and the same unit-price contract."""
    said = [" ".join(str(item.facts.get("contract", "")).split()) for item in (a, b)]
    return "단가계약" in said[0] and said[0] == said[1] and a.agreement == b.agreement and a.spent_on != b.spent_on


def _at_one_payee(items: Sequence[Item], world: World) -> Iterator[list[Item]]:
    """Groups of what one grantee, or several with one person at their head, bought at one payee by its number or its name."""
    groups: dict[Hashable, dict[int, Item]] = defaultdict(dict)
    for item in items:
        ties = world.ties.get(item.party)
        owners = [("party", item.party), *(("hand", hand) for hand in sorted(ties.hands if ties else ()))]
        payees = [("number", item.business_number), ("name", item.payee_key)]
        for owner in owners:
            for payee in payees:
                if payee[1]:
                    groups[owner, payee][item.pk] = item
    return ([group[pk] for pk in sorted(group)] for group in groups.values() if len(group) > 1)


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


_TITLES = re.compile(r"(?<=..)(강사|선생님|교수|박사|대표|이사장|멘토|작가|코치|퍼실리테이터|활동가|전문위원|컨설턴트)님?$|(?<=...)[님씨]$")
_PERSONAL = re.compile(r"[가-힣]{2,4}")


def person_key(name: str) -> str:
    """A person's name as it is compared: without blanks, brackets and the title behind it."""
    plain = re.sub(r"\([^)]*\)", "", unicodedata.normalize("NFKC", name))
    return _TITLES.sub("", re.sub(r"[\s·.,]", "", plain))


def person_of(item: Item) -> str:
    """Whom an expense paid, as far as it says: the person, or a payee without a number that is called like one."""
    if item.person:
        return person_key(item.person)
    key = person_key(item.payee_name)
    return key if not item.business_number and item.kind in QUOTED and _PERSONAL.fullmatch(key) else ""


def paid_twice(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """B40: one person paid twice in a month. A year of birth that is known tells namesakes apart.

    Who teaches here and there for small fees and is written alike everywhere is left alone until the fees of a month reach an amount.
    """
    for group in _grouped((item for item in items if person_of(item)), lambda item: (person_of(item), item.month)):
        if not any(kind_of(item.kind).is_personal for item in group):
            continue
        for a, b in combinations(group, 2):
            if _one_person(a, b) and (when := _twice(a, b, group, world)):
                yield from both(FlagKind.PAID_TWICE, a, b, f"{a.person or a.payee_name}님에게 {when} 돈을 준 집행이 또 있어요: {{other}}.")
    for item in items:
        if item.person and kind_of(item.kind).is_personal:
            yield from _paid_elsewhere(item, world.people)


def _one_person(a: Item | PaidPerson, b: Item | PaidPerson) -> bool:
    return not (a.birth_year and b.birth_year) or a.birth_year == b.birth_year


def _twice(a: Item, b: Item, group: Sequence[Item], world: World) -> str:
    """In what time the two pay one person twice; nothing if they may."""
    same_day = "같은 날" if a.spent_on == b.spent_on else ""
    if a.agreement == b.agreement:
        parts = (a.source != b.source and a.spent_on == b.spent_on) or (a.kind == b.kind == "labor")
        return "" if parts else same_day or "같은 달"
    payroll = "labor" in (a.kind, b.kind) or _one_owner(a, b, world)
    hidden = a.person != b.person or not (a.birth_year or b.birth_year)
    fees = sum(item.billed for item in group if _one_person(a, item))
    much = fees >= world.bounds.at("person_month_from", a.spent_on)
    return same_day or ("같은 달" if payroll or hidden or much else "")


def _one_owner(a: Item, b: Item, world: World) -> bool:
    hands = [found.hands if (found := world.ties.get(item.party)) else frozenset() for item in (a, b)]
    return a.party == b.party or bool(hands[0] & hands[1])


def _paid_elsewhere(item: Item, people: Sequence[PaidPerson]) -> Iterator[Finding]:
    for paid in people:
        same = person_key(paid.name) == person_key(item.person) and _one_person(item, paid) and paid.agreement != item.agreement
        if same and (paid.on == item.spent_on if paid.on else item.kind == "labor" and paid.month == item.month):
            says = f"{item.person}님은 같은 달에 다른 협약({paid.number})에서도 인건비를 받아요."
            pair = f"{item.giver}:{item.pk}:{paid.key}"
            yield Finding(FlagKind.PAID_TWICE, item.agreement, item.pk, paid.key[:80], pair[:160], says)
