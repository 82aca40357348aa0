"""Opening books and accounts. Accounts open when they are first needed and are never removed."""

from django.db.models import F, QuerySet

from dure.apps.money.models import Account, Book, FiscalYear
from dure.apps.money.queries.carrying import committed_now
from dure.apps.money.words import BookKind, Nature
from dure.kernel.errors import Refused
from dure.platform.verbs import part

PART_TWO = "line:part-two"
"""The one line of a pass-through book."""


def _open_book(kind: BookKind, year: int, owner_key: str = "") -> Book:
    """The book, made when it is first needed. The first book of a year opens the year."""
    book, made = Book.objects.get_or_create(kind=kind, fiscal_year=year, owner_key=owner_key)
    if made:
        FiscalYear.objects.get_or_create(year=year)
    return book


@part
def open_project_book(year: int) -> Book:
    """The book of project money of a fiscal year, with its two sources: the budget, and the world outside."""
    book = _open_book(BookKind.PROJECT, year)
    open_account(book, "budget", title=f"{year}년 예산", nature=Nature.BUDGET)
    open_account(book, "outside", title="바깥", nature=Nature.OUTSIDE)
    return book


@part
def open_center_income_book(year: int) -> Book:
    """The center's own income of a year; never mixed with project money."""
    book = _open_book(BookKind.CENTER_INCOME, year)
    open_account(book, "outside", title="바깥", nature=Nature.OUTSIDE)
    return book


@part
def open_own_share_book(agreement_key: str, year: int) -> Book:
    """The mirror in which a grantee's own share is followed; it never touches the center's money."""
    return _open_book(BookKind.OWN_SHARE, year, agreement_key)


@part
def open_pass_through(*, agreement_key: str, amount: int, year: int, title: str) -> Account:
    """The mirror in which an operator's agreement passes money on: one line that holds what it may pass on and never more.

    The center's book has paid that money to the operator; here it is followed on to the last firm, and never added to it.
    """
    book = _open_book(BookKind.PASS_THROUGH, year, agreement_key)
    return open_account(book, PART_TWO, title=title, nature=Nature.LINE, ceiling=amount)


def mirror_lines(agreement_key: str) -> list[Account]:
    """The lines of an operator's mirror, one a year, the oldest first; none where its agreement passes nothing on."""
    lines = Account.objects.filter(book__kind=BookKind.PASS_THROUGH, book__owner_key=agreement_key, key=PART_TWO)
    return list(lines.select_related("book").order_by("book__fiscal_year", "pk"))


def pass_through_line(agreement_key: str) -> Account:
    """The line from which an operator's firms are promised their money, in the year in which its agreement stands; Refused if its agreement
    passes nothing on."""
    lines = mirror_lines(agreement_key)
    if not lines:
        raise Refused("이 수행기관의 협약에는 참여기업에 다시 교부할 돈이 없어요.")
    year = committed_of(agreement_key).book.fiscal_year if len(lines) > 1 else 0
    return next((line for line in lines if line.book.fiscal_year == year), lines[-1])


@part
def make_room(line: Account, amount: int) -> None:
    """The line of a mirror's later year takes exactly what comes from the year before."""
    Account.objects.filter(pk=line.pk).update(ceiling=F("total") + amount)


@part
def raise_ceiling(line: Account, by: int) -> None:
    """The line of a mirror holds so much more (or, below zero, less) from now on."""
    Account.objects.filter(pk=line.pk, ceiling__isnull=False).update(ceiling=F("ceiling") + by)


@part
def open_account(
    book: Book,
    key: str,
    *,
    title: str,
    nature: Nature,
    parent: Account | None = None,
    owner_key: str = "",
    ceiling: int | None = None,
) -> Account:
    """The account of that key, opened if it is not there. An account that is there keeps its ceiling."""
    account, _ = Account.objects.select_related("book").get_or_create(
        book=book,
        key=key,
        defaults={
            "title": title,
            "nature": nature,
            "parent": parent,
            "path": f"{parent.path}{parent.pk}/" if parent else "/",
            "owner_key": owner_key,
            "ceiling": ceiling,
        },
    )
    return account


@part
def open_line(*, year: int, key: str, title: str = "", ceiling: int | None = None, parent_key: str = "") -> Account:
    """A line of the year's budget, under another line if one is named. The ceiling bounds everything that ever comes under it."""
    book = open_project_book(year)
    parent = open_line(year=year, key=parent_key) if parent_key else None
    return open_account(book, line_key(key), title=title or key, nature=Nature.LINE, parent=parent, ceiling=ceiling)


def line_key(key: str) -> str:
    """The account key of a budget line."""
    return f"line:{key}"


def find_line(*, year: int, key: str) -> Account:
    """The open line; Refused if the year's budget has none of that key."""
    lines = Account.objects.filter(book__kind=BookKind.PROJECT, nature=Nature.LINE).select_related("book")
    line = lines.filter(book__fiscal_year=year, key=line_key(key)).first()
    if line is None:
        raise Refused(f"{year}년 예산에 '{key}' 항목이 없어요. 예산 화면에서 먼저 배정해 주세요.")
    return line


def group_of(line: Account, nature: Nature) -> Account:
    """The node under a line that sums one nature: line:growth/committed."""
    return open_account(line.book, f"{line.key}/{nature}", title=f"{line.title} {nature.label}", nature=nature, parent=line)


def open_committed(line: Account, agreement_key: str, title: str) -> Account:
    """The account from which an agreement is paid."""
    return open_account(
        line.book,
        f"{Nature.COMMITTED}:{agreement_key}",
        title=title or agreement_key,
        nature=Nature.COMMITTED,
        parent=group_of(line, Nature.COMMITTED),
        owner_key=agreement_key,
    )


def committed_of(agreement_key: str, year: int = 0) -> Account:
    """The agreement's committed account in the fiscal year in which it stands, or in the one named; Refused if none is in the books."""
    account = committed_now(agreement_key, year)
    if account is None:
        raise Refused("이 협약은 아직 장부에 없어요. 협약을 먼저 맺어 주세요.")
    return account


def accounts_of(agreement_key: str, nature: Nature) -> QuerySet[Account]:
    """The agreement's accounts of a nature, one a year, the oldest first; interest stands elsewhere."""
    rows = Account.objects.filter(
        owner_key=agreement_key, nature=nature, book__kind__in=(BookKind.PROJECT, BookKind.PASS_THROUGH), key=f"{nature}:{agreement_key}"
    )
    return rows.select_related("book").order_by("book__fiscal_year", "pk")


def both_of(agreement_key: str, way: tuple[Nature, Nature]) -> list[Account]:
    """The agreement's accounts of two natures, the oldest year first. One query."""
    keys = [f"{nature}:{agreement_key}" for nature in way]
    rows = Account.objects.filter(owner_key=agreement_key, book__kind__in=(BookKind.PROJECT, BookKind.PASS_THROUGH), key__in=keys)
    return list(rows.select_related("book").order_by("book__fiscal_year", "pk"))


def line_of(committed: Account) -> Account:
    """The line on which an agreement was committed."""
    assert committed.parent is not None
    assert committed.parent.parent is not None
    return committed.parent.parent


def account_of_agreement(agreement_key: str, nature: Nature, committed: Account | None = None) -> Account:
    """The agreement's account of a nature, beside its committed one of the newest year or the one given; opened when first needed."""
    committed = committed or committed_of(agreement_key)
    return committed if nature is Nature.COMMITTED else beside(committed, nature)


def beside(account: Account, nature: Nature) -> Account:
    """The account of another nature of the same agreement in the same year."""
    key = account.owner_key
    there = Account.objects.filter(book_id=account.book_id, key=f"{nature}:{key}").first()
    if there is not None:
        there.book = account.book
        return there
    group = group_of(line_of(account), nature)
    return open_account(account.book, f"{nature}:{key}", title=account.title, nature=nature, parent=group, owner_key=key)


def interest_account(agreement_key: str, nature: Nature, book: Book | None = None) -> Account:
    """Interest stands outside the lines: it never was budget. `owed` until it came back, `returned` after."""
    committed = committed_of(agreement_key)
    book = book or committed.book
    group = open_account(book, f"interest/{nature}", title=f"이자 {nature.label}", nature=nature)
    return open_account(
        book, f"interest-{nature}:{agreement_key}", title=committed.title, nature=nature, parent=group, owner_key=agreement_key
    )


def newest_twin(account: Account) -> Account:
    """The account of the same agreement and nature in the newest year that has one."""
    book = account.book
    twins = Account.objects.filter(key=account.key, book__kind=book.kind, book__owner_key=book.owner_key).select_related("book")
    return twins.order_by("book__fiscal_year").last() or account


def line_next_year(line: Account) -> Account:
    """The line of the same key in the next year's book, under the same lines; opened when first needed. A mirror's is one of its next year."""
    parent = line_next_year(line.parent) if line.parent else None
    year = line.book.fiscal_year + 1
    if line.book.kind == BookKind.PASS_THROUGH:
        book = _open_book(BookKind.PASS_THROUGH, year, line.book.owner_key)
        return open_account(book, line.key, title=line.title, nature=Nature.LINE, ceiling=0)
    return open_account(open_project_book(year), line.key, title=line.title, nature=Nature.LINE, parent=parent)


_CAME = {"carried-in": "지난해에서 이월 받은 돈", "handed-in": "지난해에서 정산을 넘겨받은 돈"}


def came_in(line: Account, what: str = "carried-in") -> Account:
    """Where a line's money from the year before comes from; its balance is minus what came."""
    title = _CAME[what]
    group = open_account(line.book, what, title=title, nature=Nature.BUDGET)
    key = f"{what}:{line.key.removeprefix('line:')}"
    return open_account(line.book, key, title=f"{line.title} {title}"[:160], nature=Nature.BUDGET, parent=group)
