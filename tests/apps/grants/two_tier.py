"""Two operators and their firms (예시), by the real verbs: the operator's two people do what the center's do elsewhere."""

from datetime import date

from dure.apps.grants import actions
from dure.apps.grants.actions.agreements import Draft
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import sums_of
from dure.apps.money import actions as payments
from dure.apps.money import facade as money
from dure.apps.money.actions.payments import bound_now
from dure.apps.people.facade import Account, District, Member, Seat, actor_of_account, seat_operator
from dure.apps.programs import facade as programs
from dure.platform.actor import Actor
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, NOON, OFFICER, YEAR

PARTS = [{"key": "operator", "title": "유통형 조직"}, {"key": "firm", "title": "참여기업"}]
DIRECT = (
    makers.stage(1, "agreement", "협약"),
    makers.stage(2, "disbursement", "1차 교부", turn=1, share=100),
    makers.stage(3, "settlement", "정산"),
)


def two_tier_round(stages=DIRECT) -> programs.Round:
    """An open round of part one, of a program whose definition has two parts."""
    found = makers.round_of(stages)
    said = {**found.version.document, "parts": PARTS}
    version = programs.DefinitionVersion.objects.create(
        program=found.program, number=2, document=said, sha256=makers.sha256_of(said), schema_number=1, created_at=NOON
    )
    found.program.version = version
    found.program.save(update_fields=["version"])
    found.version, found.part = version, "operator"
    found.save(update_fields=["version", "part"])
    return found


FAR_FROM_OTHERS = 700_000
"""Their accounts never have the number of a made actor, whose own is small: PostgreSQL counts on after a test that was rolled back."""


class Operator:
    """One organization through part one, with two people in its two seats, and its own round."""

    def __init__(self, found: programs.Round, number: int, *, amount: int, firms: int) -> None:
        self.life = makers.Life(makers.case_in(found, grant=amount, own=0))
        self.people = [
            Account.objects.create(
                pk=FAR_FROM_OTHERS + 10 * number + place, email=f"op{number}-{place}@example.kr", name=f"예시 수행 {number}-{place}"
            )
            for place in (1, 2)
        ]
        for account in self.people:
            Member.objects.create(party=self.life.case.party, account=account, role="representative", since=NOON)
        draft = Draft(date(YEAR, 3, 1), date(YEAR, 12, 31), line_key="growth", pass_through=amount, firms_max=firms)
        agreement = actions.draft_agreement(case_id=self.life.case.pk, draft=draft, **self.life.who(OFFICER))
        self.life.agreement = actions.offer_agreement(agreement_id=agreement.pk, **self.life.who(OFFICER))
        seen = {"agreement_id": agreement.pk, "seen": self.life.agreement.document_sha256}
        actions.sign_as_grantee(typed_name="예시 대표", **seen, **self.life.who(self.life.grantee))
        self.life.agreement = actions.sign_as_center(typed_name=APPROVER.name, **seen, **self.life.who(APPROVER))
        self.appointment = programs.PartAppointment.objects.get(operator=self.life.case.party)
        second = Seat.objects.filter(team__organization=self.life.case.party).order_by("id").last()
        seat_operator(seat_id=second.pk, account_id=self.people[1].pk, by=self.one, at=self.life.at)

    def actor(self, place: int) -> Actor:
        return actor_of_account(self.people[place].pk, at=self.life.at)

    @property
    def one(self) -> Actor:
        return self.actor(0)

    @property
    def two(self) -> Actor:
        return self.actor(1)

    @property
    def agreement(self) -> Agreement:
        return self.life.agreement

    def open_round(self) -> programs.Round:
        """Its round, as if it had been opened and closed again."""
        found = programs.plan_part_round(appointment_id=self.appointment.pk, **self.life.who(self.one))
        programs.Round.objects.filter(pk=found.pk).update(seat_id=self.one.seat_id)
        self.round = programs.Round.objects.get(pk=found.pk)
        return self.round


class Firm(makers.Life):
    """A firm in an operator's round; the operator's people do what the center's do elsewhere."""

    operator: Operator

    @classmethod
    def of(cls, operator: Operator, grant: int) -> "Firm":
        firm = cls(makers.case_in(operator.round, grant=grant, own=0), at=operator.life.at)
        firm.case.district, _made = District.objects.get_or_create(code="11110", defaults={"name": "종로구"})
        firm.case.seat_id = operator.one.seat_id
        firm.case.save(update_fields=["district", "seat"])
        firm.operator = operator
        return firm

    def signed(self, by: Actor | None = None) -> Agreement:
        one, two = self.operator.one, by or self.operator.two
        draft = Draft(date(YEAR, 3, 1), date(YEAR, 12, 31))
        agreement = actions.draft_agreement(case_id=self.case.pk, draft=draft, **self.who(one))
        self.agreement = actions.offer_agreement(agreement_id=agreement.pk, **self.who(one))
        seen = {"agreement_id": agreement.pk, "seen": self.agreement.document_sha256}
        actions.sign_as_grantee(typed_name="예시 대표", **seen, **self.who(self.grantee))
        self.agreement = actions.sign_as_center(typed_name=two.name, **seen, **self.who(two))
        return self.agreement

    def paid(self, number: int) -> money.PaymentOrder:
        one, two = self.operator.one, self.operator.two
        order = payments.prepare_payment(order_id=self.ask(number).pk, **self.who(one))
        order = payments.approve_payment(order_id=order.pk, seen=bound_now(order), **self.who(two))
        order = payments.confirm_paid(order_id=order.pk, bank_reference=f"재교부-{order.pk:04d}", paid_on=self.at.date(), **self.who(one))
        self.tell()
        return order

    def accepted(self, amount: int, source: str = "grant", category: str = "program"):
        spent = self.spent(amount, source, category)
        return actions.judge_spending(spending_id=spent.pk, accepted=True, clause="증빙을 보고 인정함", **self.who(self.officer))

    @property
    def officer(self):
        return self.operator.one

    def settled(self, interest: int = 0) -> None:
        settlement = self.settlement_handed_in(interest)
        owed = sums_of(self.agreement).on_hand + interest
        one = self.operator.one
        actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=owed, **self.who(one))
        if owed:
            actions.record_returned_money(
                settlement_id=settlement.pk,
                amount=owed,
                returned_on=self.at.date(),
                bank_reference=f"반납-{settlement.pk}",
                **self.who(one),
            )
        actions.close_settlement(settlement_id=settlement.pk, **self.who(one))


def pair_of_operators() -> list[Operator]:
    """Two operators of one round, each with its own round of part two."""
    makers.allotted(300_000_000)
    found = two_tier_round()
    pair = [Operator(found, number, amount=50_000_000, firms=8) for number in (1, 2)]
    for operator in pair:
        operator.open_round()
    return pair
