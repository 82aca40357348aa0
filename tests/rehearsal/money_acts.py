"""What people do with public money in the demo center, each act a form sent by a browser under a key of its own."""

import random
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.db import connection

from dure.apps.grants.models import Agreement, Spending
from dure.apps.grants.queries.spendings import room_of
from dure.apps.money.actions import payees, payments
from dure.apps.money.actions.payments import bound_now
from dure.apps.money.models import BankResult, Entry, PaymentOrder, TransferFile
from dure.apps.people import facade as people
from dure.platform import files
from dure.platform.actor import Actor
from dure.rehearsal import banking
from dure.rehearsal.papers import Paper
from dure.rehearsal.spending import Want, bill_of, papers_of
from tests.rehearsal.serving import Answer, Browser, House, signed_in

STAFF = ("officer", "finance", "approver", "operator")
MAIL = "@example.test"
EXPENSES, EACH = 4, 10_000
Form = dict[str, Any]


@dataclass
class Acts:
    """The forms of one day, and what they were answered. Told again, the same forms are sent again under the same keys."""

    house: House
    at: datetime
    asked: list[PaymentOrder] = field(default_factory=list)
    at_bank: TransferFile | None = None
    unasked: Agreement | None = None
    expenses: dict[Agreement, list[Form]] = field(default_factory=dict)
    results: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    browsers: dict[str, Browser] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    def prepare(self) -> None:
        """Look what stands in the center, write the expenses, and sign everybody in."""
        self.asked = list(PaymentOrder.objects.filter(state="asked").order_by("pk"))
        self.at_bank = TransferFile.objects.get(result=None)
        self.unasked = Agreement.objects.get(state="signed", case__runs__kind="disbursement", case__runs__state="open")
        waiting = Agreement.objects.filter(case__runs__kind="report", case__runs__state="open", tranches__isnull=False)
        self.expenses = {agreement: list(self._expenses(agreement)) for agreement in waiting.distinct().order_by("pk")}
        self._name_account(self.unasked.case.party_id)
        with time_machine.travel(self.at):
            self.browsers = {name: signed_in(self.house, f"{name}{MAIL}") for name in STAFF}
            for agreement in self.expenses:
                mailbox = agreement.case.party.members.get(role="representative", until=None).account.email
                self.browsers[f"grantee of {agreement.pk}"] = signed_in(self.house, mailbox)

    def _name_account(self, party_id: int) -> None:
        """Where the operator's money goes, a day before."""
        by, at = actor(f"operator{MAIL}", self.at), self.at - timedelta(days=1)
        said = {"bank_code": "004", "holder_name": "예시 조합", "account_number": "123-456-789012"}
        version = payees.propose_payee(party_id=party_id, **said, by=by, at=at)
        payees.verify_payee(version_id=version.pk, by=actor(f"finance{MAIL}", self.at), at=at)

    def _expenses(self, agreement: Agreement) -> Iterator[Form]:
        drawn = random.Random(agreement.pk)
        category = next(row.key for row in room_of(agreement) if row.left_grant >= EXPENSES * EACH)
        for turn in range(EXPENSES):
            bill = bill_of(agreement, Want(category, "grant", EACH + turn), self.at, drawn)
            papers = {f"paper_{kind}": _sent(paper) for kind, paper in papers_of(agreement, bill, self.at)}
            names = (
                "category",
                "source",
                "amount",
                "payee_name",
                "payee_business_number",
                "invoice_number",
                "kind",
                "withholding",
                "person_name",
            )
            said = {name: getattr(bill, name) for name in names}
            yield {**said, "spent_on": bill.spent_on.isoformat(), "memo": f"예시 지출 {agreement.pk}-{turn}", **papers}

    def tell(self) -> None:
        """Everybody at once, each in their own order."""
        spend = [lambda one=agreement: self.spend(one) for agreement in self.expenses]
        acts: list[Callable[[], None]] = [*spend, self.take_bank_result, self.pay_by_file, self.pay_by_hand]
        with ThreadPoolExecutor(len(acts)) as hands:
            for done in [hands.submit(letting_go, act) for act in acts]:
                done.result()

    def post(self, who: str, path: str, **fields: Any) -> Answer:
        """Once answered, the same form is answered the same ever after."""
        key = f"{path} {fields.get('memo', '')}"
        answer = self.browsers[who].post(path, key=key, **fields)
        assert answer.status in {200, 302}, f"{who} {path}: {answer.status} {_words(answer)}"
        assert self.answers.setdefault(key, answer) == answer, f"{key} was answered otherwise"
        return answer

    def spend(self, agreement: Agreement) -> None:
        """Expenses with their papers."""
        for form in self.expenses[agreement]:
            self.spend_once(agreement, form)

    def spend_once(self, agreement: Agreement, form: Form) -> None:
        """One of them."""
        self.post(f"grantee of {agreement.pk}", f"/my/grants/{agreement.pk}/expenses/new/", **form)

    def take_bank_result(self) -> None:
        """The answer to the file that stands at the bank since before."""
        assert self.at_bank is not None
        self._answered_by_bank(self.at_bank)

    def pay_by_file(self) -> None:
        """Asked for, prepared, approved, put into a file, and answered by the bank."""
        assert self.unasked is not None
        self.post("operator", f"/my/grants/{self.unasked.pk}/ask/1/")
        order = PaymentOrder.objects.get(agreement_key=f"agreement-{self.unasked.pk}")
        self.approve(order)
        if not order.transfers.exists():
            self.post("finance", "/desk/payments/transfer/", order=str(order.pk))
        self._answered_by_bank(order.transfers.get().file)

    def pay_by_hand(self) -> None:
        """Those that were asked for before, confirmed with the bank's number."""
        for order in self.asked:
            self.approve(order)
            self.confirm(order)

    def confirm(self, order: PaymentOrder) -> None:
        """Finance, with the bank's number."""
        self.post("finance", f"/desk/payments/{order.pk}/confirm/", bank_reference=f"손-{order.pk}", paid_on=f"{self.at:%Y-%m-%d}")

    def approve(self, order: PaymentOrder) -> None:
        """The first and the second hand."""
        self.post("officer", f"/desk/payments/{order.pk}/prepare/")
        order = PaymentOrder.objects.select_related("payee_version").get(pk=order.pk)
        self.post("approver", f"/desk/payments/{order.pk}/approve/", seen=bound_now(order))

    def approved_before(self, order: PaymentOrder) -> None:
        """The same, before the house opened."""
        at = self.at - timedelta(hours=2)
        payments.prepare_payment(order_id=order.pk, by=actor(f"officer{MAIL}", at), at=at)
        order = PaymentOrder.objects.select_related("payee_version").get(pk=order.pk)
        payments.approve_payment(order_id=order.pk, seen=bound_now(order), by=actor(f"approver{MAIL}", at), at=at)

    def _answered_by_bank(self, file: TransferFile) -> None:
        said = self.results.setdefault(file.pk, _sent(banking.answer(file, paid_on=self.at.date())))
        self.post("finance", f"/desk/transfers/{file.pk}/result/", result=said)

    def findings(self) -> list[str]:
        """What is not there exactly once, of everything that was answered with success."""
        return [*self._payments(), *self._results(), *self._expenses_found()]

    def _payments(self) -> Iterator[str]:
        for order in PaymentOrder.objects.filter(state="paid").order_by("pk"):
            posted = Entry.objects.filter(kind="pay", subject_key=order.subject_key, posted=True).count()
            if posted != 1:
                yield f"order {order.pk} was posted {posted} times"
        paid = set(PaymentOrder.objects.filter(state="paid").values_list("pk", flat=True))
        for path in (key.split()[0] for key in self.answers if "/confirm/" in key):
            if int(path.split("/")[3]) not in paid:
                yield f"{path} was answered, and nothing is paid"

    def _results(self) -> Iterator[str]:
        for pk in (int(key.split("/")[3]) for key in self.answers if "/result/" in key):
            if BankResult.objects.filter(file=pk).count() != 1:
                yield f"the answer to file {pk} is not there once"

    def _expenses_found(self) -> Iterator[str]:
        for memo in (key.partition(" ")[2] for key in self.answers if "/expenses/new/" in key):
            found = list(Spending.objects.filter(memo=memo))
            if len(found) != 1:
                yield f"{memo} is there {len(found)} times"
            for spending in found:
                lost = [
                    one.pk
                    for one in spending.evidence.select_related("file")
                    if files.path_of(one.file.token).stat().st_size != one.file.size
                ]
                if lost or not spending.evidence.exists():
                    yield f"{memo} has lost papers: {lost}"


def _sent(paper: Paper) -> tuple[str, bytes]:
    return str(paper.name), b"".join(paper.chunks())


def _words(answer: Answer) -> str:
    said = re.sub(r"<[^>]+>|\s+", " ", answer.body.decode(errors="replace"))
    return re.sub(" +", " ", said)[:3000]


def actor(mailbox: str, at: datetime) -> Actor:
    """The person of that mailbox as they act then."""
    return people.actor_of_account(people.Account.objects.get(email=mailbox).pk, at=at)


def letting_go(act: Callable[[], None]) -> None:
    """In a thread: its connection goes with it."""
    try:
        act()
    finally:
        connection.close()
