"""Settlement: the figures as they stand in the ledger, before anyone confirms them."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from dure.apps.grants import rules
from dure.apps.grants.models import Agreement, Settlement
from dure.apps.grants.queries.agreements import agreements_of, ledger_key, planned, sums_of, terms_of
from dure.apps.grants.queries.operating import passed_on, planned_directly, spent_through
from dure.apps.grants.rules import settling
from dure.apps.money import facade as money
from dure.kernel.period import due_after_months
from dure.kernel.won import won_in_full
from dure.platform import rates
from dure.platform.actor import Actor

_PASSED = "pass_through"


def figures_of(agreement: Agreement, *, interest: int) -> rules.SettlementFigures:
    """What a settlement would confirm now. The ratio is that of the budget approved last, and no line counts beyond what was approved for it.

    What firms settled with an operator counts as it was settled, on top of what the operator spent itself.
    """
    sums = sums_of(agreement)
    through = passed_on(agreement).spent if agreement.pass_through else 0
    posted = spent_through(agreement) if through else 0
    beyond = beyond_lines(agreement)
    plan_grant, plan_own = settling.ratio_of(planned(agreement), grant=planned_directly(agreement), own=agreement.own_money)
    return rules.settle(
        paid=sums.paid,
        accepted_grant=sums.spent_grant - posted - _of(beyond, "grant"),
        accepted_own=sums.spent_own - _of(beyond, "own"),
        planned_grant=plan_grant,
        planned_own=plan_own,
        interest=interest,
        by_ratio=terms_of(agreement).settled_by_ratio,
        passed_on=through,
    )


@dataclass(frozen=True, slots=True)
class Bound:
    """An amount that the confirmed grant never exceeds: what it is, how it came, and whether it is the one that decided."""

    key: str
    title: str
    amount: int
    how: str = ""
    decides: bool = False


def bounds_of(agreement: Agreement, figures: rules.SettlementFigures | Settlement) -> list[Bound]:
    """The amounts of which the least is confirmed, as `rules.settle` weighs them; `key` is where the page of bases shows what makes it."""
    found = [Bound("paid", "지급받은 지원금", figures.paid), Bound("accepted-grant", "인정된 집행(보조금)", figures.accepted_grant)]
    grant, own = settling.ratio_of(planned(agreement), grant=planned_directly(agreement), own=agreement.own_money)
    if terms_of(agreement).settled_by_ratio and grant + own:
        through = passed_on(agreement).spent if agreement.pass_through else 0
        cost = figures.accepted_grant - through + figures.accepted_own
        how = f"인정된 전체 집행 {won_in_full(cost)} × 예산의 보조금 {won_in_full(grant)} ÷ 총사업비 {won_in_full(grant + own)}"
        more = f" + 참여기업이 정산한 {won_in_full(through)}" if through else ""
        found.append(Bound("lines", "보조금 비율만큼의 집행", rules.share_of_cost(cost, grant, own) + through, f"{how}{more}"))
    least = min(bound.amount for bound in found)
    return [replace(bound, decides=bound.amount == least) for bound in found]


def beyond_lines(agreement: Agreement) -> dict[tuple[str, str], int]:
    """What was accepted beyond an approved line, by (category, source); nothing in an ordinary grant."""
    spent = {place: amount for place, amount in money.spent_by_category(ledger_key(agreement)).items() if place[0] not in ("", _PASSED)}
    counted = settling.within_lines(spent, planned(agreement))
    return {place: amount - counted[place] for place, amount in spent.items() if amount > counted[place]}


def _of(beyond: dict[tuple[str, str], int], source: str) -> int:
    return sum(amount for place, amount in beyond.items() if place[1] == source)


def due_on(agreement: Agreement) -> date:
    """By when the settlement is due: so many months after the end of the agreement, rolled on over days without work."""
    return due_after_months(agreement.ends_on, rates.whole("settlement_due_months", on=agreement.ends_on))


def open_threads(agreement: Agreement) -> int:
    """Threads about expenses that nobody has ended."""
    return agreement.disallowances.exclude(state="ended").count()


def settlements_of(actor: Actor) -> QuerySet[Settlement]:
    """Settlements of the agreements the actor may know of: waiting ones first, then the newest."""
    mine = agreements_of(actor).order_by().values("pk")
    rows = Settlement.objects.filter(agreement_id__in=mine).exclude(handed_in_at=None)
    return rows.select_related("agreement__case__party", "agreement__case__round__program").order_by("closed_at", "-handed_in_at", "-id")
