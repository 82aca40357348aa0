"""A firm (예시) that claims by the month, made by the real verbs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dure.apps.labor import actions
from dure.apps.labor.actions.checking import Judgment
from dure.apps.labor.actions.workers import Day, Person
from dure.apps.labor.models import Claim, Worker
from dure.apps.labor.rules import month_days
from dure.apps.labor.words import PaperKind
from dure.apps.money import actions as payments
from dure.apps.money.actions.payments import bound_now
from dure.kernel.clock import seoul
from dure.kernel.period import is_working_day
from dure.platform.actor import Role
from tests.apps.grants import makers as grants
from tests.apps.grants.makers import APPROVER, FINANCE, OFFICER, seat

MARCH = date(2026, 3, 1)
SECOND_OFFICER = seat(16, Role.OFFICER)
STAGES = (
    grants.stage(1, "agreement", "약정"),
    grants.stage(2, "delivery", "월별 신청과 지급"),
    grants.stage(3, "report", "결과보고", which="final"),
)


@dataclass
class Firm:
    """A signed agreement, and the verbs that carry its months."""

    life: grants.Life

    @property
    def agreement(self):
        return self.life.agreement

    def who(self, by):
        return self.life.who(by)

    @property
    def representative(self):
        return self.life.grantee

    def supported(self, standing="certified", first_month=MARCH, **more):
        """The center has set the terms of the support."""
        return actions.set_support(agreement_id=self.agreement.pk, standing=standing, first_month=first_month, **more, **self.who(OFFICER))

    def worker(self, name="예시 김하나", **more) -> Worker:
        said = {"kind": "general", "joined_on": MARCH, "week_hours": Decimal(40), "month_pay": 2_156_880, "birth_date": date(1990, 5, 4)}
        return actions.add_worker(
            agreement_id=self.agreement.pk,
            person=Person(name=name, **{**said, **more}),
            contract=grants.pdf("근로계약서.pdf"),
            vulnerable_paper=grants.pdf("취약계층.pdf") if more.get("vulnerable") else None,
            **self.who(self.representative),
        )

    def attended(self, worker, month=MARCH, missing=0, **more):
        """Every working day of the month, eight hours each, but for the last so many."""
        days = [day for day in month_days(month) if is_working_day(day) and day >= worker.joined_on]
        days = days[: len(days) - missing]
        hours = worker.week_hours / 5
        self.month_is_over(month)
        return actions.record_attendance(
            worker_id=worker.pk, month=month, days=[Day(day, "work", hours) for day in days], **more, **self.who(self.representative)
        )

    def papers(self, month=MARCH):
        for kind in (PaperKind.PAYROLL, PaperKind.INSURANCE, PaperKind.TRANSFER, PaperKind.WITHHOLDING):
            actions.attach_claim_paper(
                agreement_id=self.agreement.pk,
                month=month,
                kind=str(kind),
                upload=grants.pdf(f"{kind}.pdf"),
                **self.who(self.representative),
            )

    def month_is_over(self, month=MARCH):
        self.life.at = max(self.life.at, seoul(month.year, month.month + 1, 3, 9))

    def handed_in(self, month=MARCH) -> Claim:
        self.month_is_over(month)
        return actions.hand_in_claim(agreement_id=self.agreement.pk, month=month, **self.who(self.representative))

    def checked(self, claim, by=OFFICER, **judgments) -> Claim:
        """Every line accepted, but for those that are said otherwise by the worker's id."""
        said = {line.pk: judgments.get(f"w{line.worker_id}", Judgment("accepted")) for line in claim.lines.all()}
        return actions.check_claim(claim_id=claim.pk, judgments=said, **self.who(by))

    def order(self, claim):
        return payments_of(claim)

    def paid(self, claim) -> Claim:
        """Prepared, approved and confirmed by other hands than the checker's; then the worker tells it."""
        order = payments.prepare_payment(order_id=payments_of(claim).pk, **self.who(SECOND_OFFICER))
        order = payments.approve_payment(order_id=order.pk, seen=bound_now(order), **self.who(APPROVER))
        payments.confirm_paid(order_id=order.pk, bank_reference=f"예시-{order.pk}", paid_on=self.life.at.date(), **self.who(FINANCE))
        self.life.tell()
        return Claim.objects.get(pk=claim.pk)

    def ready(self, month=MARCH, **more) -> Worker:
        """One worker with a full month and all papers."""
        worker = self.worker(**more)
        self.attended(worker, month)
        self.papers(month)
        return worker


def payments_of(claim):
    from dure.apps.money import facade as money

    return money.order_for(claim.subject_key)


def firm(claims=("general", "specialist"), **more) -> Firm:
    """Signed, with an account that may be paid."""
    life = grants.life(STAGES, claims=list(claims), **more)
    life.case.round.payment_mode = "after_evidence"
    life.case.round.save(update_fields=["payment_mode"])
    life.signed()
    life.with_payee()
    return Firm(life)
