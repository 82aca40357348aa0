"""A machine that does to the ledger whatever people may do, in any order, and asks the invariants after every step (I4 to I6)."""

import os
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dure.apps.money import facade, invariants
from dure.apps.money.actions import carries, posting
from dure.apps.money.actions import ledger as postings
from dure.apps.money.models import Account, Entry, FiscalYear, Leg
from dure.apps.money.queries.sums import sums_of_agreements
from dure.apps.money.queries.years import standing_open
from dure.kernel.errors import Refused
from tests.apps.money.makers import HOUSE, NOON, YEAR

EXAMPLES, STEPS = int(os.environ.get("LEDGER_EXAMPLES", "40")), 50
BY = {"by": HOUSE, "at": NOON}
LINES = ("one", "two")
AGREEMENTS = tuple(f"agreement-{number}" for number in range(1, 4))
YEARS = (YEAR, YEAR + 1, YEAR + 2)
REVERSIBLE = ("allot", "commit", "release", "pay", "spend", "disallow", "unspent", "interest", "return", "move", "carry")
line, other, agreement, year = some.sampled_from(LINES), some.sampled_from(LINES), some.sampled_from(AGREEMENTS), some.sampled_from(YEARS)
amount = some.integers(min_value=1, max_value=9_999)


def moved_by(entry):
    """What an act moved, in every year it touched."""
    pieces = Entry.objects.filter(kind=entry.kind, subject_key=entry.subject_key).order_by("pk").prefetch_related("legs")
    return sum(leg.amount for piece in pieces for leg in piece.legs.all() if leg.amount > 0)


class Ledger(RuleBasedStateMachine):
    """Every rule tries one posting part; a refusal is an answer like any other and leaves nothing behind."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.turn, self.seen, self.closed = 0, None, {}
        self.paid_out, self.owns = dict.fromkeys(AGREEMENTS, 0), dict.fromkeys(AGREEMENTS, 0)

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def tried(self, act, **said):
        """Do it in a savepoint of its own; True when it was done."""
        self.turn += 1
        try:
            with transaction.atomic():
                act(**said, **BY)
        except Refused:
            return False
        return True

    def key(self, word):
        return f"{word}-{self.turn}"

    @initialize()
    def begin(self):
        for key in LINES:
            facade.open_line(year=YEAR, key=key, title=key, ceiling=60_000)
            self.tried(facade.allot, year=YEAR, line_key=key, amount=20_000, subject_key=f"begin-{key}")
        for place, key in enumerate(AGREEMENTS[:2]):
            self.tried(facade.commit, agreement_key=key, line_key=LINES[place], year=YEAR, amount=9_000, title=key)

    @rule(year=year, line=line, amount=amount)
    def allot(self, year, line, amount):
        self.tried(facade.allot, year=year, line_key=line, amount=amount, subject_key=self.key("allot"))

    @rule(year=year, line=line, agreement=agreement, amount=amount)
    def commit(self, year, line, agreement, amount):
        if not Account.objects.filter(owner_key=agreement, nature="committed").exists():
            self.tried(facade.commit, agreement_key=agreement, line_key=line, year=year, amount=amount, title=agreement)

    @rule(agreement=agreement, amount=amount)
    def release(self, agreement, amount):
        self.tried(facade.release, agreement_key=agreement, amount=amount, subject_key=self.key("release"))

    @rule(agreement=agreement, amount=amount)
    def pay(self, agreement, amount):
        if self.tried(postings.pay, agreement_key=agreement, amount=amount, subject_key=self.key("pay")):
            self.paid_out[agreement] += amount

    @rule(agreement=agreement, amount=amount, source=some.sampled_from(("grant", "grant", "own")))
    def spend(self, agreement, amount, source):
        said = {"category": "labor", "source": source, "subject_key": self.key("spend")}
        if self.tried(facade.spend, agreement_key=agreement, amount=amount, **said) and source == "own":
            self.owns[agreement] += amount

    @rule(agreement=agreement, amount=amount, before=some.booleans())
    def disallow(self, agreement, amount, before):
        said = {"subject_key": self.key("disallow"), "accepted_before": before}
        self.tried(facade.disallow, agreement_key=agreement, amount=amount, **said)

    @rule(agreement=agreement, amount=amount)
    def unspent(self, agreement, amount):
        self.tried(facade.unspent, agreement_key=agreement, amount=amount, subject_key=self.key("unspent"))

    @rule(agreement=agreement, amount=amount)
    def interest(self, agreement, amount):
        self.tried(facade.record_interest, agreement_key=agreement, amount=amount, subject_key=self.key("interest"))

    @rule(agreement=agreement, amount=amount)
    def give_back(self, agreement, amount):
        self.tried(facade.record_return, agreement_key=agreement, amount=amount, subject_key=self.key("return"))

    @rule(agreement=agreement)
    def give_everything_back(self, agreement):
        self.tried(
            facade.record_return,
            agreement_key=agreement,
            amount=facade.agreement_sums(agreement).owed_back or 1,
            subject_key=self.key("all"),
        )

    @rule(agreement=agreement, year=year)
    def carry_over(self, agreement, year):
        held = Account.objects.filter(key=f"committed:{agreement}", book__fiscal_year=year).values_list("balance", flat=True).first()
        if held:
            said = {"from_year": year, "amount": held, "subject_key": self.key("carry")}
            self.tried(carries.carry_over, agreement_key=agreement, **said)

    @rule(line=line, year=year, amount=amount)
    def carry_line(self, line, year, amount):
        self.tried(carries.carry_line, line_key=line, from_year=year, amount=amount, subject_key=self.key("carry"))

    @rule(year=year, line=line, other=other, amount=amount)
    def transfer(self, year, line, other, amount):
        if line != other:
            self.tried(postings.move_line, year=year, from_line=line, to_line=other, amount=amount, subject_key=self.key("move"))

    @rule(place=some.integers(min_value=0, max_value=200))
    def reverse(self, place):
        rows = Entry.objects.filter(posted=True, kind__in=REVERSIBLE, reversed_by=None).order_by("-pk")
        entry = rows[place % rows.count()] if rows.exists() else None
        if entry is None or not self.tried(postings.reverse, entry=entry, reason="예시"):
            return
        moved = moved_by(entry)
        if entry.kind == "pay":
            self.paid_out[entry.owner_key] -= moved
        if entry.kind == "spend" and entry.book.kind == "own_share":
            self.owns[entry.owner_key] -= moved

    @rule(agreement=agreement)
    def the_last_posting_again(self, agreement):
        entry = Entry.objects.filter(kind="unspent", owner_key=agreement).order_by("-pk").first()
        if entry is not None:
            before = Entry.objects.count()
            self.tried(facade.unspent, agreement_key=agreement, amount=moved_by(entry), subject_key=entry.subject_key)
            assert Entry.objects.count() == before

    @rule(year=year)
    def close_year(self, year):
        row = FiscalYear.objects.filter(year=year).exclude(state="closed").first()
        if row is not None and not standing_open(year):
            stamps = {"closing_at": NOON, "closing_by_id": 1, "closed_at": NOON + timedelta(days=1), "closed_by_id": 2}
            FiscalYear.objects.filter(pk=row.pk).update(state="closed", **stamps)
            self.closed[year] = Entry.objects.filter(book__fiscal_year=year).count()

    @invariant()
    def everything_holds(self):
        """I4 to I6 after every step. A step that left every row as it was leaves every answer as it was, and is not asked again."""
        now = fingerprint()
        if now != self.seen:
            self.seen = now
            self.books_and_balances_add_up()
            self.no_won_is_counted_twice()
            self.a_closed_year_stays_as_it_was()

    def books_and_balances_add_up(self):
        assert invariants.books_sum_to_zero() == []
        assert invariants.paid_once() == [f"payment {key} has no confirmed order" for key in bare_payments()]
        assert invariants.within_ceilings() == []
        assert invariants.carried_once() == []

    def no_won_is_counted_twice(self):
        for key, sums in sums_of_agreements(AGREEMENTS).items():
            assert sums.paid == self.paid_out[key] == sums.on_hand + sums.spent_grant + sums.owed_back + sums.returned - sums.interest
            assert sums.committed == sums.undisbursed + sums.paid
            assert sums.spent_own == self.owns[key]
        for one in YEARS:
            for row in facade.line_sums(one):
                assert row.allotted + row.carried_in == row.free + row.committed + row.disbursed + row.carried_out

    def a_closed_year_stays_as_it_was(self):
        for one, count in self.closed.items():
            assert Entry.objects.filter(book__fiscal_year=one).count() == count


def fingerprint():
    """Every row of the ledger in a few numbers."""
    accounts = Account.objects.order_by().aggregate(Count("pk"), own=Sum(F("balance") * F("pk")), whole=Sum(F("total") * F("pk")))
    entries = Entry.objects.order_by().aggregate(Count("pk"), posted=Count("pk", filter=Q(posted=True)))
    legs = Leg.objects.order_by().aggregate(Count("pk"), sum=Sum(F("amount") * F("account_id")))
    return accounts, entries, legs, FiscalYear.objects.filter(state="closed").count()


def bare_payments():
    """The machine pays by the posting part, so that no payment of its has an order; anything else that I5 says is wrong."""
    return Entry.objects.filter(kind="pay", posted=True, reversed_by=None).order_by("pk").values_list("idempotency_key", flat=True)


class LedgerWithAClosedYear(Ledger):
    """The same machine in a house whose last year has a line and is closed from the beginning, so that every seed tries to write into it."""

    @initialize()
    def close_the_last_year(self):
        for key in LINES:
            facade.open_line(year=YEARS[-1], key=key, title=key, ceiling=60_000)
        self.close_year(YEARS[-1])
        assert YEARS[-1] in self.closed


def run(machine=Ledger, examples=EXAMPLES, steps=STEPS):
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize="LEDGER_EXAMPLES" not in os.environ,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)


def test_two_thousand_steps_of_anything_leave_the_ledger_whole(db):
    run()


def test_a_ledger_that_forgets_the_roll_up_is_found(db, monkeypatch):
    monkeypatch.setattr("dure.apps.money.actions.posting._keep_balances", lambda _changes: None)
    with pytest.raises(AssertionError):
        run(examples=3, steps=10)


def test_a_ledger_that_may_go_below_zero_is_found(db, monkeypatch):
    """The control: without the rule the database refuses, and the machine tells it."""
    monkeypatch.setattr("dure.apps.money.rules.reasons_against", lambda *_said: [])
    with pytest.raises(IntegrityError):
        run(examples=10, steps=50)


def test_a_year_closed_from_the_beginning_stays_as_it_was(db):
    run(LedgerWithAClosedYear, examples=5, steps=50)


def test_a_closed_year_that_takes_entries_is_found(without_guards, monkeypatch):
    """The control: with neither the rule nor the guard, a closed year changes and the machine tells it."""
    asked_before = posting._asked_before
    monkeypatch.setattr(posting, "_asked_before", lambda key, year: (asked_before(key, year)[0], False))
    monkeypatch.setattr("dure.apps.money.actions.years.takes_promises", lambda _year: None)
    with pytest.raises(AssertionError):
        run(LedgerWithAClosedYear, examples=20, steps=50)
