"""The budget in force, changes that were asked for, and a change before it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dure.apps.grants.models import Agreement, BudgetVersion
from dure.apps.grants.queries.agreements import budget_applied_for, planned, spent_by_place, terms_of
from dure.apps.grants.queries.spendings import category_words
from dure.apps.grants.rules import budget as rules_budget
from dure.apps.grants.words import BudgetState, SpendingState
from dure.kernel.won import won_in_full
from dure.platform import rates

Plan = dict[tuple[str, str], int]


def plan_of_rows(rows: Iterable[Mapping[str, Any]]) -> Plan:
    """Amount by (category, source)."""
    plan: Plan = {}
    for row in rows:
        place = (row["category"], row["source"])
        plan[place] = plan.get(place, 0) + row["amount"]
    return plan


def agreed_budget(agreement: Agreement) -> Plan:
    """The last budget that the center approved; what was only reported since then is counted from there."""
    version = agreement.budget_versions.filter(state=BudgetState.APPROVED, reported=False).order_by("-number").first()
    return version.plan if version else budget_applied_for(agreement)


def free_percent(today: date) -> int:
    """How much of a category moves without approval."""
    return rates.whole("line_transfer_free", on=today)


def verdict_on(agreement: Agreement, rows: Iterable[Mapping[str, Any]], *, today: date) -> rules_budget.ChangeVerdict:
    """Would this change be refused, take force at once, or wait for approval."""
    after = plan_of_rows(rows)
    return rules_budget.judge_change(
        planned(agreement),
        after,
        spent=spent_by_place(agreement),
        agreed=agreed_budget(agreement),
        percent=free_percent(today),
        titles=category_words(agreement),
        limits=_over_limits(agreement, after),
    )


def _over_limits(agreement: Agreement, after: Plan) -> list[str]:
    """Limits of the definition that the new budget would break; a category it does not know is refused as well."""
    terms = terms_of(agreement)
    reasons = []
    for category in terms.categories:
        rows = [(key, source, amount) for (key, source), amount in after.items()]
        limit = rules_budget.limit_of(category, after, rows)
        if limit and limit.used > limit.most:
            reasons.append(
                f"{limit.title}는 {limit.base_words}({won_in_full(limit.base)})의 {limit.percent}%인 {won_in_full(limit.most)}까지예요."
            )
    known = {category.key for category in terms.categories} | {key for key, _source in planned(agreement)}
    reasons += [f"{key}: 이 사업에 없는 비목이에요." for key in {key for key, _source in after} - known]
    return reasons


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A category before and after, in won, with what was spent of it."""

    key: str
    title: str
    grant_before: int
    grant_after: int
    own_before: int
    own_after: int
    grant_spent: int
    own_spent: int

    @property
    def moved(self) -> int:
        return self.grant_after + self.own_after - self.grant_before - self.own_before


def change_rows(agreement: Agreement, before: Plan, after: Plan) -> list[ChangeRow]:
    """Every category of the definition or of either budget."""
    titles, spent = category_words(agreement), spent_by_place(agreement)
    keys = dict.fromkeys([*titles, *(key for key, _source in (*before, *after))])
    return [
        ChangeRow(
            key,
            titles.get(key, key),
            before.get((key, "grant"), 0),
            after.get((key, "grant"), 0),
            before.get((key, "own"), 0),
            after.get((key, "own"), 0),
            spent.get((key, "grant"), 0),
            spent.get((key, "own"), 0),
        )
        for key in keys
    ]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version beside the one that was in force before it."""

    version: BudgetVersion
    rows: list[ChangeRow]
    word: str
    tone: str


def versions_of(agreement: Agreement) -> list[VersionShown]:
    """Every change with before and after, the newest first."""
    before, shown = budget_applied_for(agreement), []
    for version in agreement.budget_versions.order_by("number"):
        word = "알리고 적용" if version.reported else version.get_state_display()
        tone = {"asked": "judge", "approved": "done", "declined": "danger"}[version.state]
        rows = [row for row in change_rows(agreement, before, version.plan) if row.moved or row.grant_before != row.grant_after]
        shown.append(VersionShown(version, rows, word, tone))
        if version.state == BudgetState.APPROVED:
            before = version.plan
    return shown[::-1]


def drafts_of(agreement: Agreement) -> int:
    """Expenses that were written down and wait for their papers."""
    return agreement.spendings.filter(state=SpendingState.DRAFT).count()
