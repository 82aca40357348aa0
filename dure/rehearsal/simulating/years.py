"""Fiscal years: what an agreement was promised and not paid goes on to the next one, and the year is closed for good behind it."""

from dataclasses import dataclass, field
from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.kernel.clock import seoul, seoul_date
from dure.kernel.errors import Refused
from dure.rehearsal.cast import Cast
from dure.rehearsal.simulating.run import DAY, Run


def carry_over(run: Run, case: cases.Case, year: int) -> None:
    """In December nothing more is paid: what is left of one agreement is asked into the next year, and its next instalment waits for January."""
    run.at = max(run.at, seoul(year, 12, 18, 10))
    if seoul_date(run.at).year > year:
        return
    agreement = grants.Agreement.objects.get(pk=run.agreements[case.pk])
    money.open_year(year=year + 1, by=run.of_center("finance"), at=run.at)
    ask = money.ask_carry_over(
        from_year=year, agreement_key=grants.ledger_key(agreement), reason="사업이 다음 해까지 이어져요.",
        by=run.of_center("finance"), at=run.later(hours=1),
    )  # fmt: skip
    money.approve_carry_over(ask_id=ask.pk, by=run.of_center("approver"), at=run.later(hours=3))
    run.gates["carried"] += 1
    run.at = max(run.at, seoul(year + 1, 1, 11, 10))


@dataclass(frozen=True, slots=True)
class Closing:
    """Was the year closed, what stood open in it, and what should not have been possible."""

    closed: bool
    open: tuple[str, ...] = ()
    findings: tuple[str, ...] = field(default=())


def close(cast: Cast, year: int, at: datetime) -> Closing:
    """Finance begins, an approver closes; from then on the year takes nothing more. What stands open keeps it open."""
    money.open_year(year=year + 1, by=cast.actor("finance", at), at=at)
    money.begin_closing(year=year, by=cast.actor("finance", at), at=at)
    try:
        money.close_year(year=year, by=cast.actor("approver", at), at=at + DAY)
    except Refused as refused:
        return Closing(closed=False, open=tuple(refused.reasons))
    return Closing(closed=True, findings=_still_open(cast, year, at + 2 * DAY))


def _still_open(cast: Cast, year: int, at: datetime) -> tuple[str, ...]:
    try:
        money.allot_budget(
            year=year, line_key="after-the-end", title="마감한 뒤의 배정", amount=1, by=cast.actor("administrator", at), at=at
        )
    except Refused:
        return ()
    return (f"마감한 {year}년에 기록함",)
