"""Valid things of money, made by the real verbs. Every name is invented (예시)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from django.db import transaction

from dure.apps.money import actions, facade
from dure.apps.money.actions import ledger as postings
from dure.apps.money.actions.payments import bound_now
from dure.apps.money.models import PayeeAccountVersion, PaymentOrder
from dure.apps.people.facade import Party
from dure.kernel.clock import seoul
from dure.platform import triggers
from dure.platform.actor import Actor, MemberRole, Role

NOON = seoul(2026, 3, 10, 12)
"""A Tuesday."""
YEAR = 2026
AGREEMENT = "agreement-1"
_numbers = count(1)


def seat(account_id: int, *roles: Role, tier: str = "center", party_id: int | None = None) -> Actor:
    """Somebody in a seat of their own (seat 100 + account)."""
    parties = ((party_id, MemberRole.REPRESENTATIVE),) if party_id else ()
    return Actor(account_id, f"예시 직원 {account_id}", 100 + account_id, "예시 자리", 1, tier, "", frozenset(roles), parties)


def member(account_id: int, party_id: int, role: MemberRole = MemberRole.REPRESENTATIVE) -> Actor:
    """Somebody of a party, without a seat."""
    return Actor(account_id=account_id, name=f"예시 대표 {account_id}", parties=((party_id, role),))


HOUSE = Actor.system("test", via="command")
OFFICER = seat(11, Role.OFFICER)
FINANCE = seat(12, Role.FINANCE)
APPROVER = seat(13, Role.APPROVER)
EVERYTHING = seat(14, Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR)
AUDITOR = seat(15, Role.AUDITOR, tier="city")
STRANGER = member(16, 999_999)


def party(name: str = "") -> Party:
    """An invented organization."""
    return Party.objects.create(kind="organization", name=name or f"예시 조직 {next(_numbers)}", legal_form="unregistered", sample=True)


@dataclass(frozen=True)
class Ledger:
    """The key of the agreement that lives in it."""

    agreement: str
    line: str


def ledger(*, agreement: str = AGREEMENT, amount: int = 10_000_000, allotted: int = 30_000_000, ceiling: int | None = None) -> Ledger:
    """Allot a line and commit an agreement on it."""
    with transaction.atomic():
        facade.open_line(year=YEAR, key="growth", title="기업성장지원", ceiling=ceiling)
        facade.allot(year=YEAR, line_key="growth", amount=allotted, subject_key=f"{YEAR}:growth:1", by=HOUSE, at=NOON)
        sign(agreement, amount)
    return Ledger(agreement, "growth")


def sign(agreement: str, amount: int):
    """Commit an agreement on the line."""
    with transaction.atomic():
        return facade.commit(agreement_key=agreement, line_key="growth", amount=amount, year=YEAR, by=HOUSE, at=NOON, title="예시 협약")


def paid(agreement: str = AGREEMENT, amount: int = 6_000_000, subject: str = "tranche-1"):
    """Post a payment directly, as `confirm_paid` does."""
    with transaction.atomic():
        return postings.pay(agreement_key=agreement, subject_key=f"{agreement}:{subject}", amount=amount, by=HOUSE, at=NOON)


def ledger_of_the_vector() -> None:
    """domain.md §1.6: grant 50,000,000, own 10,000,000; accepted 46,000,000 + 8,000,000; interest 12,345."""
    at = {"agreement_key": "agreement-v", "by": HOUSE, "at": NOON}
    facade.allot(year=YEAR, line_key="growth", amount=50_000_000, subject_key="vector", by=HOUSE, at=NOON)
    sign("agreement-v", 50_000_000)
    paid("agreement-v", 50_000_000)
    facade.spend(amount=46_000_000, category="program", source="grant", subject_key="vector-1", **at)
    facade.spend(amount=8_000_000, category="program", source="own", subject_key="vector-2", **at)
    facade.unspent(amount=4_000_000, **at)
    facade.disallow(amount=1_000_000, subject_key="agreement-v:ratio", accepted_before=True, **at)
    facade.record_interest(amount=12_345, **at)


def proposed_payee(of: Party, number: str = "123-456-789012", at: datetime = NOON) -> PayeeAccountVersion:
    """The party named an account that nobody verified."""
    by = member(21, of.pk)
    return actions.propose_payee(party_id=of.pk, bank_code="004", holder_name="예시 조직", account_number=number, by=by, at=at)


def verified_payee(of: Party, number: str = "123-456-789012", at: datetime = NOON) -> PayeeAccountVersion:
    """The party's account, verified by a second person."""
    return actions.verify_payee(version_id=proposed_payee(of, number, at).pk, by=FINANCE, at=at)


def asked(of: Party, *, agreement: str = AGREEMENT, amount: int = 6_000_000, subject: str = "tranche-1") -> PaymentOrder:
    """A payment the grantee asked for."""
    with transaction.atomic():
        return facade.ask_payment(
            subject_key=f"{agreement}:{subject}",
            agreement_key=agreement,
            party_id=of.pk,
            amount=amount,
            by=member(21, of.pk),
            at=NOON,
            title="예시 협약 1차 교부",
        )


def prepared(of: Party | None = None, **wanted) -> PaymentOrder:
    """A payment that waits for an approver."""
    of = of or party()
    if not PayeeAccountVersion.objects.filter(payee__party=of).exists():
        verified_payee(of)
    return actions.prepare_payment(order_id=asked(of, **wanted).pk, by=OFFICER, at=NOON + timedelta(minutes=1))


def approved(of: Party | None = None, **wanted) -> PaymentOrder:
    """A payment that waits for the bank."""
    order = prepared(of, **wanted)
    return actions.approve_payment(order_id=order.pk, seen=bound_now(order), by=APPROVER, at=NOON + timedelta(minutes=2))


def confirmed(of: Party | None = None, reference: str = "예시-0001", **wanted) -> PaymentOrder:
    """A payment the bank carried out."""
    return confirm(approved(of, **wanted), reference)


def confirm(order: PaymentOrder, reference: str = "예시-0001", by: Actor = FINANCE) -> PaymentOrder:
    """Confirm with the bank's reference."""
    return actions.confirm_paid(order_id=order.pk, bank_reference=reference, paid_on=NOON.date(), by=by, at=NOON + timedelta(minutes=3))


def forget_guards(connection) -> None:
    """Drop every trigger."""
    with connection.cursor() as cursor:
        for guard in triggers.declared():
            on = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
