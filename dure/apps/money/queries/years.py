"""Reading fiscal years: which there are, what still stands open in one, and the report of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dure.apps.money.models import Account, Book, CarryOver, FiscalYear, LineTransfer, PaymentOrder, Reversal
from dure.apps.money.queries.carrying import Going, Leaving, going, leaving_in
from dure.apps.money.queries.sums import LineSums, line_sums
from dure.apps.money.words import AskState, BookKind, Nature, OrderState, YearState
from dure.kernel.won import won_in_full

_STANDING = {
    Nature.COMMITTED: "{title}: 협약액 {won}을 아직 지급하지 않았어요. 지급하거나, 다음 해로 이월하거나, 협약액을 되돌려 주세요.",
    Nature.PAID: "{title}: 지급한 {won}을 아직 정산하지 않았어요. 정산을 마쳐 주세요.",
    Nature.OWED: "{title}: {won}을 아직 돌려받지 못했어요. 반납을 확인해 주세요.",
}
_MIRRORED = " 수행기관의 협약을 다음 해로 이월하면 함께 넘어가요."
_WAITING = (OrderState.ASKED, OrderState.PREPARED, OrderState.APPROVED)


def years() -> QuerySet[FiscalYear]:
    """Every fiscal year, newest first."""
    return FiscalYear.objects.order_by("-year")


def year_of(year: int) -> FiscalYear | None:
    """One fiscal year, if it was ever opened."""
    return FiscalYear.objects.filter(year=year).first()


def standing_open(year: int) -> list[str]:
    """Everything that keeps the year from being closed, a sentence each. Seven queries."""
    return [*_year_before(year), *_money_standing(year), *_orders_waiting(year), *_requests_waiting(year)]


def _year_before(year: int) -> Iterator[str]:
    """What still lives in the year before can only be carried into this one while this one is open."""
    before = FiscalYear.objects.filter(year=year - 1).exclude(state=YearState.CLOSED).exists()
    if before and _living(year - 1).exists():
        yield f"{year - 1}년에 아직 지급하거나 정산할 돈이 남아 있어요. 이 해로 이월할 수 있어야 하니 {year - 1}년을 먼저 마감해 주세요."


def _living(year: int) -> QuerySet[Account]:
    books = Q(book__fiscal_year=year, book__kind__in=(BookKind.PROJECT, BookKind.PASS_THROUGH))
    return Account.objects.filter(books, nature__in=_STANDING, balance__gt=0).exclude(owner_key="")


def _money_standing(year: int) -> Iterator[str]:
    for nature, kind, title, balance in _living(year).order_by("pk").values_list("nature", "book__kind", "title", "balance"):
        said = _MIRRORED if kind == BookKind.PASS_THROUGH else ""
        yield _STANDING[Nature(nature)].format(title=title, won=won_in_full(balance)) + said


def _orders_waiting(year: int) -> Iterator[str]:
    here = Account.objects.filter(book__fiscal_year=year, nature=Nature.COMMITTED).exclude(owner_key="")
    later = Account.objects.filter(book__fiscal_year__gt=year, nature=Nature.COMMITTED).exclude(owner_key="")
    orders = PaymentOrder.objects.filter(state__in=_WAITING, agreement_key__in=here.order_by().values("owner_key"))
    orders = orders.exclude(agreement_key__in=later.order_by().values("owner_key"))
    for order in orders.order_by("pk"):
        yield f"{order.title or order.subject_key}: 지급 {won_in_full(order.amount)}이 {order.get_state_display()} 상태예요. 지급을 마치거나 돌려보내 주세요."


def _requests_waiting(year: int) -> Iterator[str]:
    asked = AskState.ASKED
    for carry in CarryOver.objects.filter(Q(from_year=year) | Q(from_year=year - 1), state=asked).order_by("pk"):
        yield f"{carry.title}: 이월 {won_in_full(carry.amount)}이 결재를 기다려요."
    for move in LineTransfer.objects.filter(year=year, state=asked).order_by("pk"):
        yield f"{move.from_line}에서 {move.to_line}로 전용 {won_in_full(move.amount)}이 결재를 기다려요."
    for turn in Reversal.objects.filter(entry__book__fiscal_year=year, state=asked).order_by("pk"):
        yield f"기록 {turn.entry_id}번을 바로잡아 달라는 요청이 결재를 기다려요."


@dataclass(frozen=True, slots=True)
class YearReport:
    """A year's lines with their sum, what is still open, and the agreements whose money waits or went on."""

    year: int
    state: FiscalYear | None
    lines: Sequence[LineSums]
    total: LineSums
    open_items: Sequence[str]


def year_report(year: int) -> YearReport:
    """The report of a year; its sums are those of the top lines."""
    lines = line_sums(year)
    return YearReport(year, year_of(year), lines, total_of(lines), standing_open(year))


_SUMMED = ("allotted", "free", "committed", "paid", "spent", "owed", "returned", "carried_out", "carried_in", "handed_out", "handed_in")


def total_of(lines: Sequence[LineSums]) -> LineSums:
    """The top lines together: lines under them are counted in already."""
    total = LineSums("", "합계")
    for line in lines:
        if line.depth == 0:
            for name in _SUMMED:
                setattr(total, name, getattr(total, name) + getattr(line, name))
    return total


def has_books(year: int) -> bool:
    """Whether anything was ever opened in the year."""
    return Book.objects.filter(fiscal_year=year).exists()


def agreements_living(year: int) -> list[tuple[str, str, Going]]:
    """(key, title, what would go on) of every agreement of the year's project money that is promised, in hand, or still owes. Four queries
    for each operator's agreement, three in all otherwise."""
    book = Book.objects.filter(kind=BookKind.PROJECT, fiscal_year=year).first()
    if book is None:
        return []
    titles = Account.objects.filter(book=book, nature=Nature.COMMITTED).exclude(owner_key="").order_by("title", "pk")
    held = leaving_in(book)
    mirrors = set(Book.objects.filter(kind=BookKind.PASS_THROUGH, fiscal_year=year).order_by("pk").values_list("owner_key", flat=True))
    found = []
    for key, title in titles.values_list("owner_key", "title"):
        own = held.get(key, Leaving({}))
        leaves = (
            going(key, book, hands_on=True) if key in mirrors else Going(own.promised, own.unsettled if own.lives else 0, hands_on=True)
        )
        if not leaves.is_nothing:
            found.append((key, title, leaves))
    return found
