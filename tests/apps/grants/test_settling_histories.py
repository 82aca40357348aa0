"""Whatever happened before: after the confirmation the ledger owes exactly what the settlement says, and a refund ends at nothing."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dure.apps.grants import actions
from dure.apps.grants.models import Settlement
from dure.apps.grants.queries.agreements import sums_of
from dure.apps.grants.queries.bases import bases_of
from dure.apps.grants.queries.settlements import figures_of
from dure.apps.money import facade as money
from tests.apps.grants import makers
from tests.apps.grants.makers import FINANCE, OFFICER
from tests.apps.grants.test_settlement import broken

_AMOUNT = st.integers(min_value=1, max_value=6_000_000)
_STEP = st.tuples(
    st.sampled_from(["accept", "refuse", "withdraw", "cut"]),
    _AMOUNT,
    st.sampled_from([("grant", "labor"), ("grant", "program"), ("own", "program")]),
    st.integers(min_value=1, max_value=100),
)


def walk(life, step):
    """One thing that may happen to an expense, if there is room for it."""
    deed, amount, (source, category), percent = step
    spending = life.spent(amount, source, category)
    if deed == "withdraw":
        actions.withdraw_spending(spending_id=spending.pk, **life.who(life.grantee))
    elif deed == "refuse":
        actions.judge_spending(spending_id=spending.pk, accepted=False, clause="협약 제2조", **life.who(FINANCE))
    else:
        actions.judge_spending(spending_id=spending.pk, accepted=True, **life.who(FINANCE))
    if deed == "cut":
        thread = actions.announce_disallowance(spending_id=spending.pk, amount=amount, clause="협약 제2조", **life.who(OFFICER))
        actions.reply_to_disallowance(disallowance_id=thread.pk, text="예시", **life.who(life.grantee))
        actions.decide_disallowance(disallowance_id=thread.pk, final_amount=amount * percent // 100, text="예시", **life.who(OFFICER))


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(_STEP, max_size=5), by_ratio=st.booleans(), interest=st.integers(0, 50_000), first=st.integers(1, 5_000_000))
def test_the_ledger_owes_exactly_what_the_settlement_says(db, steps, by_ratio, interest, first):
    if not money.line_sums(makers.YEAR):
        makers.allotted(10_000_000_000)
    life = makers.life(settled_by_ratio=by_ratio)
    life.up_to_settlement(labor=0, program=0, own=0)
    for step in steps:
        walk(life, step)
    settlement = life.settlement_handed_in(interest)
    figures = figures_of(life.agreement, interest=interest)
    actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=figures.to_return, **life.who(FINANCE))
    sums = sums_of(life.agreement)
    assert (sums.owed_back, sums.spent_grant, sums.interest) == (figures.to_return, figures.confirmed, interest)
    assert figures.to_return == sums.paid - figures.confirmed + interest
    totals = {basis.key: basis.total for basis in bases_of(life.agreement)}
    assert (totals["paid"], totals["accepted-grant"]) == (sums.paid, sums.spent_grant)
    assert totals["owed"] + totals["interest"] == figures.to_return
    for number, amount in enumerate((min(first, figures.to_return), figures.to_return - min(first, figures.to_return)), 1):
        if amount:
            own = {"settlement_id": settlement.pk, "amount": amount, "returned_on": life.at.date()}
            actions.record_returned_money(bank_reference=f"예시-{number}", **own, **life.who(FINANCE))
    actions.close_settlement(settlement_id=settlement.pk, **life.who(FINANCE))
    assert (sums_of(life.agreement).owed_back, Settlement.objects.get(pk=settlement.pk).state) == (0, "closed")
    assert broken() == []
