"""Labor cost by the month: workers, days and papers, a claim after each month, checked by one person and paid by three others."""

from datetime import date, datetime
from decimal import Decimal

from dure.apps.cases import facade as cases
from dure.apps.labor import facade as labor
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.period import is_working_day, months_later, start_of
from dure.rehearsal import papers
from dure.rehearsal.simulating.paying import Asked, pay
from dure.rehearsal.simulating.run import HOUR, WINNER, Run

_MONTHS = 2
_PAY = 2_400_000
_WEEK = Decimal(40)
_PAPERS = ("payroll", "insurance", "transfer_confirmation", "withholding")


def claim_months(run: Run) -> None:
    """So many months from the next one on; then what was promised and not claimed is free again."""
    here = [run.case(pk) for pk in run.agreements]
    first = months_later(seoul_date(run.at).replace(day=1), 1)
    workers = {case.pk: _hired(run, case, first) for case in here}
    for turn in range(_MONTHS):
        month = months_later(first, turn)
        run.at = max(run.at, _after(month))
        pay(run, [_claimed(run, case, workers[case.pk], month) for case in here])
    for case in here:
        labor.finish_claims(agreement_id=run.agreements[case.pk], by=run.actor("officer"), at=run.later(hours=2))


def _after(month: date) -> datetime:
    """The third morning of the month that follows."""
    return start_of(months_later(month, 1)) + 57 * HOUR


def _hired(run: Run, case: cases.Case, first: date) -> labor.Worker:
    agreement_id, kind = run.agreements[case.pk], run.terms.claims[0]
    standing = "certified" if run.role(case) == WINNER else "preliminary"
    labor.set_support(agreement_id=agreement_id, standing=standing, first_month=first, by=run.actor("officer"), at=run.later(hours=2))
    person = labor.Person(
        name=f"예시 {'가나다라마바사아자차카타파하'[case.pk % 14]}람", kind=kind, joined_on=first, week_hours=_WEEK, month_pay=_PAY,
        birth_date=date(1980 + case.pk % 20, 3, 2),
    )  # fmt: skip
    contract = papers.pdf("근로계약서(예시).pdf", f"contract {agreement_id}")
    return labor.add_worker(agreement_id=agreement_id, person=person, contract=contract, by=run.of(case.pk), at=run.later(hours=2))


def _claimed(run: Run, case: cases.Case, worker: labor.Worker, month: date) -> Asked:
    """Days and papers, handed in, and every line accepted. Sent back by the bank, it is checked once more."""
    agreement_id, by = run.agreements[case.pk], run.of(case.pk)
    days = [labor.Day(day, "work", Decimal(8)) for day in labor.month_days(month) if is_working_day(day) and day >= worker.joined_on]
    labor.record_attendance(worker_id=worker.pk, month=month, days=days, by=by, at=run.later(hours=1))
    for kind in _PAPERS:
        upload = papers.pdf(f"{kind}.pdf", f"labor {agreement_id} {month:%Y%m} {kind}")
        labor.attach_claim_paper(agreement_id=agreement_id, month=month, kind=kind, upload=upload, by=by, at=run.at)
    claim = labor.hand_in_claim(agreement_id=agreement_id, month=month, by=by, at=run.later(hours=1))
    run.gates["claims"] += 1

    def checked() -> money.PaymentOrder:
        judged = {line.pk: labor.Judgment("accepted") for line in claim.lines.all()}
        labor.check_claim(claim_id=claim.pk, judgments=judged, by=run.actor("officer"), at=run.later(hours=3))
        order = money.order_for(claim.subject_key)
        assert order is not None
        return order

    return Asked(checked(), checked)
