"""Opening and closing fiscal years. What is closed stands; the database refuses everything else."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.money import access
from dure.apps.money.actions import accounts
from dure.apps.money.models import Book, FiscalYear
from dure.apps.money.queries.years import standing_open
from dure.apps.money.words import YearState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


def takes_promises(year: int) -> None:
    """Refused when the year is being closed or is closed: no allotment, agreement or transfer comes into it any more."""
    state = FiscalYear.objects.filter(year=year).values_list("state", flat=True).first()
    if state not in {None, YearState.OPEN}:
        raise Refused(_("%(year)s년 회계연도는 마감하고 있거나 마감해서 새로 배정하거나 협약할 수 없어요.") % {"year": year})


def is_closed(year: int) -> bool:
    """Is the year closed for good?"""
    return FiscalYear.objects.filter(year=year, state=YearState.CLOSED).exists()


@verb
def open_year(*, year: int, by: Actor, at: datetime, key: Key = NO_KEY) -> FiscalYear:
    """Open a fiscal year with its book of project money, or take a closing one back to open. A closed year stays closed."""
    access.may_close_years(by).or_refuse()
    if not 2000 <= year <= 2199:
        raise Refused(_("연도를 네 자리 숫자로 적어 주세요. 예: 2027"))
    accounts.open_project_book(year)
    row = FiscalYear.objects.select_for_update().get(year=year)
    if row.state == YearState.CLOSED:
        raise OutOfTurn(_("마감한 회계연도는 다시 열 수 없어요."))
    row.state, row.closing_at, row.closing_by_id, row.closing_by_name = YearState.OPEN, None, None, ""
    if row.opened_at is None:
        row.opened_at, row.opened_by_id, row.opened_by_name = at, by.account_id, by.name
    row.save()
    journal.write(row, "open_year", by=by, at=at, detail={"year": year})
    return row


@verb
def begin_closing(*, year: int, by: Actor, at: datetime, key: Key = NO_KEY) -> FiscalYear:
    """Begin to close a year: nothing new is promised from now on, what is under way is paid, settled, carried over or given back."""
    access.may_close_years(by).or_refuse()
    row = _locked(year)
    if row.state != YearState.OPEN:
        raise OutOfTurn(_("이미 마감을 시작했거나 마감한 회계연도예요."))
    row.state, row.closing_at, row.closing_by_id, row.closing_by_name = YearState.CLOSING, at, by.account_id, by.name
    row.save(update_fields=["state", "closing_at", "closing_by_id", "closing_by_name"])
    journal.write(row, "begin_closing", by=by, at=at, detail={"year": year})
    return row


@verb
def close_year(*, year: int, by: Actor, at: datetime, key: Key = NO_KEY) -> FiscalYear:
    """Close a year for good: an approver, another person than the one who began. Refused with a sentence for everything that stands open.

    The books of the year are locked first, so that a posting under way is either counted or refused.
    """
    access.may_decide_money(by).or_refuse()
    row = _locked(year)
    if row.state != YearState.CLOSING:
        raise OutOfTurn(_("먼저 회계 담당이 이 회계연도의 마감을 시작해야 해요."))
    if by.account_id == row.closing_by_id:
        raise Refused(_("마감을 시작한 사람은 마감을 승인할 수 없어요. 다른 결재자에게 부탁해 주세요."))
    list(Book.objects.select_for_update().filter(fiscal_year=year).order_by("pk"))
    if reasons := standing_open(year):
        raise Refused(reasons)
    row.state, row.closed_at, row.closed_by_id, row.closed_by_name = YearState.CLOSED, at, by.account_id, by.name
    row.save(update_fields=["state", "closed_at", "closed_by_id", "closed_by_name"])
    journal.write(row, "close_year", by=by, at=at, detail={"year": year})
    return row


def _locked(year: int) -> FiscalYear:
    row = FiscalYear.objects.select_for_update().filter(year=year).first()
    if row is None:
        raise Refused(_("%(year)s년 회계연도는 연 적이 없어요.") % {"year": year})
    return row
