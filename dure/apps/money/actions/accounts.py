"""Opening books and accounts. Accounts open when they are first needed and are never removed."""

from django.db.models import F

from dure.apps.money.models import Account, Book
from dure.apps.money.words import BookKind, Nature
from dure.kernel.errors import Refused
from dure.platform.verbs import part

PART_TWO = "line:part-two"
"""The one line of a pass-through book."""


@part
def open_project_book(year: int) -> Book:
    """The book of project money of a fiscal year, with its two sources: the budget, and the world outside."""
    book, _ = Book.objects.get_or_create(kind=BookKind.PROJECT, fiscal_year=year, owner_key="")
    open_account(book, "budget", title=f"{year}년 예산", nature=Nature.BUDGET)
    open_account(book, "outside", title="바깥", nature=Nature.OUTSIDE)
    return book


@part
def open_center_income_book(year: int) -> Book:
    """The center's own income of a year; never mixed with project money."""
    book, _ = Book.objects.get_or_create(kind=BookKind.CENTER_INCOME, fiscal_year=year, owner_key="")
    open_account(book, "outside", title="바깥", nature=Nature.OUTSIDE)
    return book


@part
def open_own_share_book(agreement_key: str, year: int) -> Book:
    """The mirror in which a grantee's own share is followed; it never touches the center's money."""
    book, _ = Book.objects.get_or_create(kind=BookKind.OWN_SHARE, fiscal_year=year, owner_key=agreement_key)
    return book


@part
def open_pass_through(*, agreement_key: str, amount: int, year: int, title: str) -> Account:
    """The mirror in which an operator's agreement passes money on: one line that holds what it may pass on and never more.

    The center's book has paid that money to the operator; here it is followed on to the last firm, and never added to it.
    """
    book, _ = Book.objects.get_or_create(kind=BookKind.PASS_THROUGH, fiscal_year=year, owner_key=agreement_key)
    return open_account(book, PART_TWO, title=title, nature=Nature.LINE, ceiling=amount)


def pass_through_line(agreement_key: str) -> Account:
    """The line from which an operator's firms are promised their money; Refused if its agreement passes nothing on."""
    lines = Account.objects.filter(book__kind=BookKind.PASS_THROUGH, book__owner_key=agreement_key, key=PART_TWO)
    line = lines.select_related("book").first()
    if line is None:
        raise Refused("이 수행기관의 협약에는 참여기업에 다시 교부할 돈이 없어요.")
    return line


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


def committed_of(agreement_key: str) -> Account:
    """The agreement's committed account in its newest fiscal year; Refused if none is in the books."""
    found = Account.objects.filter(
        owner_key=agreement_key, nature=Nature.COMMITTED, book__kind__in=(BookKind.PROJECT, BookKind.PASS_THROUGH)
    )
    account = found.select_related("book", "parent__parent__book").order_by(F("book__fiscal_year").desc(), "pk").first()
    if account is None:
        raise Refused("이 협약은 아직 장부에 없어요. 협약을 먼저 맺어 주세요.")
    return account


def account_of_agreement(agreement_key: str, nature: Nature) -> Account:
    """The agreement's account of a nature, beside its committed one; opened when first needed."""
    committed = committed_of(agreement_key)
    if nature is Nature.COMMITTED:
        return committed
    assert committed.parent is not None
    assert committed.parent.parent is not None
    return open_account(
        committed.book,
        f"{nature}:{agreement_key}",
        title=committed.title,
        nature=nature,
        parent=group_of(committed.parent.parent, nature),
        owner_key=agreement_key,
    )


def interest_account(agreement_key: str, nature: Nature) -> Account:
    """Interest stands outside the lines: it never was budget. `owed` until it came back, `returned` after."""
    committed = committed_of(agreement_key)
    group = open_account(committed.book, f"interest/{nature}", title=f"이자 {nature.label}", nature=nature)
    return open_account(
        committed.book, f"interest-{nature}:{agreement_key}", title=committed.title, nature=nature, parent=group, owner_key=agreement_key
    )
