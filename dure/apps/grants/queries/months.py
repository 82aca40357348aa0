"""Months of a grant as a row: what was spent, what waits, what the bank shows, and who has looked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from dure.apps.grants.models import Agreement, ClosedMonth
from dure.apps.grants.queries.banking import open_lines
from dure.apps.grants.queries.flags import reasons_against_together
from dure.apps.grants.words import MonthState, SpendingState


def month_words(month: date) -> str:
    """2027년 3월."""
    return f"{month.year}년 {month.month}월"


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _of_month(month: date, field: str) -> Q:
    return Q(**{f"{field}__gte": month, f"{field}__lt": next_month(month)})


def reasons_against_closing(agreement: Agreement, month: date, *, today: date) -> list[str]:
    """What still stands before the month may be closed."""
    return list(_against_closing(agreement, month, today))


def _against_closing(agreement: Agreement, month: date, today: date) -> Iterator[str]:
    if month > today.replace(day=1):
        yield "아직 오지 않은 달이에요."
    if not agreement.starts_on.replace(day=1) <= month <= agreement.ends_on:
        yield "협약 기간에 들지 않는 달이에요."
    if waiting := agreement.spendings.filter(_of_month(month, "spent_on"), state=SpendingState.DRAFT).count():
        yield f"증빙을 기다리는 집행이 {waiting}건 있어요. 증빙을 갖추어 올리거나 거둬 주세요."
    if lines := open_lines(agreement).filter(_of_month(month, "on")).count():
        yield f"집행과 맞추지 않은 거래가 {lines}건 있어요. 집행과 맞추거나 까닭을 적어 주세요."


def reasons_against_accepting(agreement: Agreement, month: date) -> list[str]:
    """What the center has not judged yet."""
    of_month = agreement.spendings.filter(_of_month(month, "spent_on"))
    waiting = of_month.filter(state=SpendingState.FILED).count()
    reasons = [f"아직 판단하지 않은 집행이 {waiting}건 있어요. 한 건씩 확인해 주세요."] if waiting else []
    return reasons + reasons_against_together(of_month)


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month of the agreement with its state in words."""

    month: date
    title: str
    word: str
    tone: str
    closed: ClosedMonth | None
    spent: int
    count: int
    drafts: int
    waiting: int
    open_lines: int
    may_close: bool

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m}"


_TONES = {"closed": "judge", "accepted": "done", "reopened": "call"}


def months_of(agreement: Agreement, *, today: date) -> list[MonthShown]:
    """Every month of the agreement that has begun. Four queries, however many months."""
    closed = {row.month: row for row in agreement.months.order_by("month")}
    sums = _sums_by_month(agreement)
    lines: dict[date, int] = {}
    for on in open_lines(agreement).values_list("on", flat=True):
        lines[on.replace(day=1)] = lines.get(on.replace(day=1), 0) + 1
    month, shown = agreement.starts_on.replace(day=1), []
    while month <= min(agreement.ends_on, today):
        shown.append(_shown(month, closed.get(month), sums.get(month, {}), lines.get(month, 0)))
        month = next_month(month)
    return shown


def _sums_by_month(agreement: Agreement) -> dict[date, dict[str, int]]:
    rows = agreement.spendings.exclude(state=SpendingState.WITHDRAWN).order_by().values_list("spent_on", "state")
    found: dict[date, dict[str, int]] = {}
    for spent_on, state, amount, count in rows.annotate(amount=Sum("amount"), count=Count("pk")):
        sums = found.setdefault(spent_on.replace(day=1), {})
        sums[state] = sums.get(state, 0) + count
        sums["spent"] = sums.get("spent", 0) + (amount if state in {"filed", "accepted"} else 0)
    return found


def _shown(month: date, closed: ClosedMonth | None, sums: dict[str, int], lines: int) -> MonthShown:
    drafts, waiting = sums.get("draft", 0), sums.get("filed", 0)
    return MonthShown(
        month=month,
        title=month_words(month),
        word=closed.get_state_display() if closed else "마감 전",
        tone=_TONES[closed.state] if closed else "quiet",
        closed=closed,
        spent=sums.get("spent", 0),
        count=sum(number for state, number in sums.items() if state != "spent"),
        drafts=drafts,
        waiting=waiting,
        open_lines=lines,
        may_close=not drafts and not lines and (closed is None or closed.state == MonthState.REOPENED),
    )


def withheld_in(agreement: Agreement, month: date) -> list[tuple[object, ...]]:
    """The month's list of withholding: day, person, year of birth, way, fee, tax, local tax, net."""
    rows = agreement.spendings.filter(_of_month(month, "spent_on"), state__in=(SpendingState.FILED, SpendingState.ACCEPTED))
    return [
        (
            one.spent_on.isoformat(),
            one.person_name or one.payee_name,
            one.person_birth_year or "",
            str(one.get_withholding_display()),
            one.amount,
            one.income_tax,
            one.local_tax,
            one.transferred,
            one.memo,
        )
        for one in rows.exclude(withholding="").order_by("spent_on", "id")
    ]
