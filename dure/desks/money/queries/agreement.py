"""One agreement's money from its budget line to the last refund: each figure from the ledger, each with the entry behind it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum
from django.urls import reverse

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.kernel.korean import table_day, table_instant
from dure.kernel.won import won_in_full

_PROMISING = ("commit", "release", "carry")
_GIVING_BACK = ("disallow", "unspent", "interest")


@dataclass(frozen=True, slots=True)
class Hand:
    """One person's part in a payment."""

    what: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment order with its hands, in their order."""

    order: money.PaymentOrder
    hands: tuple[Hand, ...]
    tone: str


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the budget from one source, in won."""

    title: str
    source: str
    planned: int
    spent: int
    filed: int
    left: int
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum of the ledger with the place of its postings."""

    label: str
    amount: int
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything on the screen."""

    line: str
    line_href: str
    figures: tuple[Figure, ...]
    promised: list[money.EntryShown]
    payments: tuple[Payment, ...]
    categories: tuple[Category, ...]
    planned: int
    spent: int
    filed: int
    flags: list[grants.Flag]
    flags_open: int
    settlement: grants.Settlement | None
    settlement_rows: tuple[tuple[str, str], ...]
    back: list[money.EntryShown]
    returned: list[money.EntryShown]
    entries: int


def whole_of(agreement: grants.Agreement) -> Whole:
    """A fixed number of queries, however many expenses and entries there are; only the entries that are not expenses are listed."""
    key = grants.ledger_key(agreement)
    entries = money.entries_of_agreement(key)
    listed = money.entries_shown(entries.exclude(kind__in=("spend", "pay"))[:500])
    kinds = dict(entries.order_by().values_list("pk", "kind"))
    sums = money.agreement_sums(key)
    lines = _categories(agreement, key)
    flags = list(agreement.flags.select_related("spending").order_by("state", "raised_at", "pk"))
    line, href = _line_of(agreement, key)
    settlement = grants.Settlement.objects.filter(agreement=agreement).select_related("refund").first()
    return Whole(
        line=line,
        line_href=href,
        figures=_figures(sums, key),
        promised=[entry for entry in listed if kinds[entry.id] in _PROMISING],
        payments=tuple(_payment(order) for order in money.orders_of_agreement(key)),
        categories=lines,
        planned=sum(row.planned for row in lines),
        spent=sum(row.spent for row in lines),
        filed=sum(row.filed for row in lines),
        flags=flags,
        flags_open=sum(1 for flag in flags if flag.state in {"open", "completion"}),
        settlement=settlement,
        settlement_rows=_settlement_rows(settlement),
        back=[entry for entry in listed if kinds[entry.id] in _GIVING_BACK or kinds[entry.id] == "reverse"],
        returned=[entry for entry in listed if kinds[entry.id] == "return"],
        entries=len(kinds),
    )


def _line_of(agreement: grants.Agreement, key: str) -> tuple[str, str]:
    """The budget line under which the agreement stands; of an operator's firm the agreement from which it is passed on."""
    if agreement.through_id:
        return "수행기관의 재교부", reverse("money_desk:agreement", args=[agreement.through_id])
    committed = money.committed_now(key)
    if committed is None or committed.parent is None or committed.parent.parent is None:
        return "예산 항목 없음", ""
    line = committed.parent.parent
    place = reverse("money:ledger-line", args=[committed.book.fiscal_year, line.key.removeprefix("line:")])
    return f"{committed.book.fiscal_year}년 {line.title}", place


def _figures(sums: money.AgreementSums, key: str) -> tuple[Figure, ...]:
    place = reverse("money:ledger-agreement", args=[key])
    rows = (
        ("협약액", sums.committed, "?kind=commit", ""),
        ("지급", sums.paid, "?kind=pay", f"지급 전 {won_in_full(sums.undisbursed)}"),
        ("집행 인정", sums.spent_grant, "?kind=spend", f"자부담 {won_in_full(sums.spent_own)}"),
        ("남은 지급액", sums.on_hand, "", "지급하고 아직 쓰지 않은 돈"),
        ("돌려받을 돈", sums.owed_back, "?kind=unspent", f"이자 {won_in_full(sums.interest)} 포함" if sums.interest else ""),
        ("돌려받은 돈", sums.returned, "?kind=return", ""),
    )
    return tuple(Figure(label, amount, f"{place}{kind}", note) for label, amount, kind, note in rows)


_HANDS = (("신청", "asked"), ("준비", "prepared"), ("결재", "approved"), ("지급 확인", "paid"), ("돌려보냄", "refused"))
_TONES = {"asked": "call", "prepared": "judge", "approved": "pledge", "paid": "done", "refused": "danger"}


def _payment(order: money.PaymentOrder) -> Payment:
    hands = [Hand(word, getattr(order, f"{name}_by_name"), getattr(order, f"{name}_at")) for word, name in _HANDS]
    return Payment(order, tuple(hand for hand in hands if hand.at), _TONES[order.state])


def _categories(agreement: grants.Agreement, key: str) -> tuple[Category, ...]:
    """Planned by the budget in force, spent by the ledger, filed and not judged yet."""
    plan, spent, words = grants.planned(agreement), money.spent_by_category(key), grants.category_words(agreement)
    waiting = agreement.spendings.filter(state="filed").order_by().values_list("category", "source").annotate(Sum("amount"))
    filed = {(category, source): amount for category, source, amount in waiting}
    places = dict.fromkeys([*plan, *spent, *filed])
    href = f"{reverse('money:ledger-agreement', args=[key])}?kind=spend"
    rows = []
    for place in places:
        planned, used, asked = plan.get(place, 0), spent.get(place, 0), filed.get(place, 0)
        source = "보조금" if place[1] == "grant" else "자부담"
        rows.append(Category(words.get(place[0], place[0]) or "비목 없음", source, planned, used, asked, planned - used - asked, href))
    return tuple(rows)


def _settlement_rows(settlement: grants.Settlement | None) -> tuple[tuple[str, str], ...]:
    """What the settlement says, as its paper does."""
    if settlement is None:
        return ()
    rows = [("상태", str(settlement.get_state_display()))]
    if settlement.handed_in_at:
        rows.append(("낸 때", table_instant(settlement.handed_in_at)))
    if settlement.confirmed_at:
        rows += [
            ("지급한 돈", won_in_full(settlement.paid)),
            ("인정한 보조금 집행", won_in_full(settlement.accepted_grant)),
            ("인정한 자부담 집행", won_in_full(settlement.accepted_own)),
            ("확정액", won_in_full(settlement.confirmed)),
            ("이자", won_in_full(settlement.interest)),
            ("돌려받을 돈", won_in_full(settlement.to_return)),
            ("확정", f"{table_instant(settlement.confirmed_at)} · {settlement.confirmed_by_name}"),
        ]
    refund = getattr(settlement, "refund", None)
    if refund:
        rows.append(("반납 고지", f"{refund.number} · {won_in_full(refund.amount)} · {table_day(refund.due_on)}까지"))
    return tuple(rows)
