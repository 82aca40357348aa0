"""Stories of labor cost: workers, a month that was paid, a month that lies at the center, and one person whom two firms name."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from dure.apps.labor import facade as labor
from dure.apps.money import facade as money
from dure.kernel.period import is_working_day, months_later, start_of
from dure.rehearsal import papers
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.paying import transfer
from dure.rehearsal.stage import Story

_WEEK, _PAY = Decimal(40), 2_400_000
_PAPERS = ("payroll", "insurance", "transfer_confirmation", "withholding")
_SHARED = ("예시 두루함", date(1988, 5, 4))
"""Named by both firms in the second month."""


def months_before(today: date) -> tuple[date, date]:
    """The two last months whose claims can have been handed in by today."""
    last = months_later(today.replace(day=1), -1 if today.day >= 6 else -2)
    return months_later(last, -1), last


def claims(cast: Cast, applicant: Applicant, agreement_id: int, *, place: int, begins: datetime, today: date) -> Story:
    """The first month to its payment, the second one handed in. Beside its own person the first firm has one whom the second names later."""
    first, second = months_before(today)
    at = yield begins
    officer = cast.actor("officer", at)
    labor.set_support(agreement_id=agreement_id, standing="certified", first_month=first, by=officer, at=at)
    own = _hired(cast, applicant, agreement_id, (f"예시 {'하둘'[place]}나람", date(1979 + place, 3, 2)), first, begins)
    shared = [_hired(cast, applicant, agreement_id, _SHARED, first, begins)] if place == 0 else []
    yield from _month(cast, applicant, agreement_id, first, [own, *shared], pays=True)
    if place:
        shared = [_hired(cast, applicant, agreement_id, _SHARED, second, _morning(months_later(second, 1), 2))]
    yield from _month(cast, applicant, agreement_id, second, [own, *shared], pays=False)


def _morning(month: date, day: int) -> datetime:
    return start_of(month + timedelta(days=day - 1)) + timedelta(hours=9)


def _hired(cast: Cast, applicant: Applicant, agreement_id: int, who: tuple[str, date], joined: date, at: datetime) -> labor.Worker:
    name, birth = who
    person = labor.Person(name=name, kind="general", joined_on=joined, week_hours=_WEEK, month_pay=_PAY, birth_date=birth)
    contract = papers.pdf("근로계약서(예시).pdf", f"contract {agreement_id} {name.encode().hex()}")
    return labor.add_worker(
        agreement_id=agreement_id, person=person, contract=contract, by=cast.of_account(applicant.account_id, at), at=at
    )


def _month(cast: Cast, applicant: Applicant, agreement_id: int, month: date, workers: list[labor.Worker], *, pays: bool) -> Story:
    """Days and papers on the third, handed in on the fourth; checked a day later and paid, or not yet."""
    after = months_later(month, 1)
    at = yield _morning(after, 3)
    by = cast.of_account(applicant.account_id, at)
    for worker in workers:
        days = [labor.Day(day, "work", Decimal(8)) for day in labor.month_days(month) if is_working_day(day)]
        labor.record_attendance(worker_id=worker.pk, month=month, days=days, by=by, at=at)
    for kind in _PAPERS:
        upload = papers.pdf(f"{kind}.pdf", f"labor {agreement_id} {month:%Y%m} {kind}")
        labor.attach_claim_paper(agreement_id=agreement_id, month=month, kind=kind, upload=upload, by=by, at=at)
    at = yield _morning(after, 4)
    claim = labor.hand_in_claim(agreement_id=agreement_id, month=month, by=cast.of_account(applicant.account_id, at), at=at)
    if not pays:
        return

    def check(at: datetime) -> money.PaymentOrder:
        judged = {line.pk: labor.Judgment("accepted") for line in claim.lines.all()}
        labor.check_claim(claim_id=claim.pk, judgments=judged, by=cast.actor("officer", at), at=at)
        order = money.order_for(claim.subject_key)
        assert order is not None
        return order

    yield from transfer(cast, check, _morning(after, 5))
