"""What stands in the middle of a grant today: an amendment that waits for a signature, a budget change, flags, a doubted expense, a closed month."""

import random
from datetime import datetime, timedelta

from dure.apps.grants import facade as grants
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.spending import DAY, Want, file_expense, working_day_before
from dure.rehearsal.stage import Story

HOUR = timedelta(hours=1)


def amendment_to_sign(cast: Cast, applicant: Applicant, agreement_id: int, begins: datetime) -> Story:
    """More time, asked for by the grantee and approved; the grantee has not signed it yet."""
    at = yield begins
    ends_on = grants.Agreement.objects.values_list("ends_on", flat=True).get(pk=agreement_id)
    change = grants.Change(reason="협력 기관의 일정이 늦어져 기간을 한 달 늘려요.", ends_on=ends_on + 30 * DAY)
    asked = grants.ask_amendment(agreement_id=agreement_id, change=change, by=cast.of_account(applicant.account_id, at), at=at)
    at = yield begins + 2 * DAY
    grants.approve_amendment(amendment_id=asked.pk, by=cast.actor("approver", at), at=at)


def budget_to_approve(cast: Cast, applicant: Applicant, agreement_id: int, begins: datetime) -> Story:
    """Half of what is free in one category is asked into another one."""
    at = yield begins
    agreement = grants.Agreement.objects.select_related("case__round").get(pk=agreement_id)
    plan = dict(grants.planned(agreement))
    gives, takes = [place for place in plan if place[1] == "grant"][:2]
    moved = plan[gives] * 30 // 100
    plan |= {gives: plan[gives] - moved, takes: plan[takes] + moved}
    rows = [{"category": category, "source": source, "amount": amount} for (category, source), amount in plan.items()]
    why = "행사를 온라인으로 바꾸어 비목 사이에서 옮겨요."
    grants.ask_budget_change(agreement_id=agreement_id, rows=rows, why=why, by=cast.of_account(applicant.account_id, at), at=at)


def under_watch(cast: Cast, applicant: Applicant, agreement_id: int, begins: datetime, rng: random.Random) -> Story:
    """The first month is closed and accepted; of two night payments one was explained; another expense waits for the grantee's answer."""
    at = yield begins
    by, agreement = cast.of_account(applicant.account_id, at), grants.Agreement.objects.select_related("case__round").get(pk=agreement_id)
    first = grants.Spending.objects.filter(agreement=agreement).order_by("spent_on").values_list("spent_on", flat=True)[0]
    closed = grants.close_month(agreement_id=agreement_id, month=first.replace(day=1), by=by, at=at)
    at = yield begins + DAY
    if not grants.Spending.objects.filter(agreement=agreement, state="filed").exists():
        grants.accept_month(closed_id=closed.pk, by=cast.actor("officer", at), at=at)
    open_from = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    for number, days in enumerate((3, 5)):
        at = yield begins + days * DAY
        if working_day_before(at) >= open_from:
            _at_night(cast, applicant, agreement, at, rng, explains=number == 0)
    at = yield begins + 6 * DAY
    doubted = grants.Spending.objects.filter(agreement=agreement, state="accepted", source="grant").order_by("-spent_on", "-pk")[0]
    grants.announce_disallowance(
        spending_id=doubted.pk, amount=doubted.amount // 4, clause="협약 제8조 증빙의 수량과 청구한 수량이 서로 다름",
        by=cast.actor("finance", at), at=at,
    )  # fmt: skip


def _at_night(cast: Cast, applicant: Applicant, agreement: grants.Agreement, at: datetime, rng: random.Random, *, explains: bool) -> None:
    """A card used late: the house sees it, and one of two is explained."""
    by = cast.of_account(applicant.account_id, at)
    category = next(category for category, source in grants.planned(agreement) if source == "grant")
    spending = file_expense(agreement, Want(category, "grant", 180_000, at_night=True), rng, by=by, at=at)
    for flag in grants.Flag.objects.filter(spending=spending).order_by("pk") if explains else ():
        grants.explain_flag(flag_id=flag.pk, text="저녁 장터를 마치고 재료값을 치렀어요.", by=by, at=at + HOUR)
