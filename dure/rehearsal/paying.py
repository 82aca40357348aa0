"""Stories of payments: asked, prepared, approved by another, put in a file, answered by the bank; or standing somewhere on that way today."""

from collections.abc import Callable
from datetime import datetime, timedelta

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.platform import events
from dure.rehearsal.banking import answer
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.stage import Story

HOUR = timedelta(hours=1)


def name_account(cast: Cast, applicant: Applicant, case_id: int, at: datetime) -> None:
    """The first account of a party, compared by finance two hours later."""
    if money.payee_of(applicant.party_id) is not None:
        return
    by = cast.of_account(applicant.account_id, at)
    version = money.propose_payee(
        party_id=applicant.party_id, bank_code="088", holder_name=applicant.name, account_number=f"110-000-{case_id:06d}", by=by, at=at
    )
    money.verify_payee(version_id=version.pk, by=cast.actor("finance", at), at=at + 2 * HOUR)


def change_account(cast: Cast, applicant: Applicant, begins: datetime) -> Story:
    """Another account is named and compared; it stays on hold for a working day."""
    at = yield begins
    version = money.propose_payee(
        party_id=applicant.party_id, bank_code="004", holder_name=applicant.name, account_number=f"110-900-{applicant.party_id:06d}",
        by=cast.of_account(applicant.account_id, at), at=at,
    )  # fmt: skip
    at = yield begins + 3 * HOUR
    money.verify_payee(version_id=version.pk, by=cast.actor("finance", at), at=at)


def pay(cast: Cast, applicant: Applicant, agreement_id: int, number: int, begins: datetime, *, until: str = "paid") -> Story:
    """An instalment of a grant."""

    def ask(at: datetime) -> money.PaymentOrder:
        return grants.ask_tranche(agreement_id=agreement_id, number=number, by=cast.of_account(applicant.account_id, at), at=at)

    yield from transfer(cast, ask, begins, until=until)


def transfer(cast: Cast, ask: Callable[[datetime], money.PaymentOrder], begins: datetime, *, until: str = "paid") -> Story:
    """Until `asked`, until the file was `sent`, until the bank `refused` the line and the grantee asked again, or until `paid`."""
    at = yield begins
    order = ask(at)
    if until == "asked":
        return
    at = yield begins + 4 * HOUR
    order = money.prepare_payment(order_id=order.pk, by=cast.actor("officer2", at), at=at)
    at = yield begins + 8 * HOUR
    order = money.approve_payment(order_id=order.pk, seen=money.bound_now(order), by=cast.actor("approver", at), at=at)
    at = yield begins + 10 * HOUR
    file = money.make_transfer_file(order_ids=[order.pk], by=cast.actor("finance", at), at=at)
    at = yield begins + 11 * HOUR
    money.send_transfer_file(file_id=file.pk, by=cast.actor("finance", at), at=at)
    if until == "sent":
        return
    at = yield begins + 25 * HOUR
    refused = [order.approval_hash] if until == "refused" else []
    paper = answer(file, paid_on=seoul_date(at), but=refused)
    money.take_bank_result(upload=paper, file_id=file.pk, by=cast.actor("finance", at), at=at)
    events.deliver_due(at=at)
    if refused:
        at = yield begins + 27 * HOUR
        ask(at)
