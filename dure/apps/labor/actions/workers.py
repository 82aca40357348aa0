"""What the firm says of its workers and their days, and what the center sets for the support."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dure.apps.labor import access, rules
from dure.apps.labor.actions.locking import locked_agreement, refuse_if, remember, required_support
from dure.apps.labor.models import ClaimLine, Support, Timesheet, Worker, WorkerDay
from dure.apps.labor.queries.workers import kinds_of
from dure.apps.labor.sealing import person_hash
from dure.apps.labor.words import ClaimState, DayKind, Kind, Standing
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.identifiers import looks_like_resident_number
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

_WRONG_BIRTH_DATE = "생년월일을 다시 확인해 주세요. 예: 1985-03-15"
_FIXED = (ClaimState.HANDED_IN, ClaimState.CHECKED)


@dataclass(frozen=True, slots=True)
class Person:
    """A worker as entered. `month_pay` is what the firm pays before deductions, in won."""

    name: str
    kind: str
    joined_on: date
    week_hours: Decimal
    month_pay: int
    birth_date: date | None = None
    left_on: date | None = None
    vulnerable: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a worker: what it was and how many hours."""

    day: date
    kind: str
    hours: Decimal


@verb
def set_support(
    *, agreement_id: int, standing: str, first_month: date, months_before: int = 0, by: Actor, at: datetime, key: Key = NO_KEY
) -> Support:
    """The center sets what the firm was and in which month its support began; ratios and years are counted from there. Fixed once a month was handed in."""
    agreement = locked_agreement(agreement_id)
    access.may_check(by, agreement).or_refuse()
    if standing not in Standing.values:
        raise Refused("인증 사회적기업인지 예비 사회적기업인지 골라 주세요.")
    first = rules.month_of(first_month)
    if first > rules.month_of(agreement.ends_on) or not 0 <= months_before <= 120:
        raise Refused("지원을 시작한 달과 지금까지 지원받은 달수를 다시 확인해 주세요.")
    if ClaimLine.objects.filter(claim__agreement=agreement).exists():
        raise OutOfTurn("이미 낸 달 신청이 있어 지원 조건을 바꿀 수 없어요.")
    said = {"standing": standing, "first_month": first, "months_before": months_before}
    who = {"set_at": at, "set_by_id": by.account_id, "set_by_name": by.name}
    support, _created = Support.objects.update_or_create(agreement=agreement, defaults=said | who)
    remember(support, "set_support", agreement, by=by, at=at, detail={**said, "first_month": first.isoformat()})
    return support


@verb
def add_worker(
    *,
    agreement_id: int,
    person: Person,
    contract: files.Upload | None = None,
    vulnerable_paper: files.Upload | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Worker:
    """The firm names a worker it wants support for, with the contract. Text that looks like a resident registration number is refused."""
    agreement = locked_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    refuse_if(_reasons_against(person, kinds_of(agreement), today=seoul_date(at)))
    name = " ".join(person.name.split())
    found = person_hash(name, person.birth_date)
    if found and Worker.objects.filter(agreement=agreement, person_hash=found, joined_on=person.joined_on).exists():
        raise Refused("같은 이름과 생년월일로 올린 사람이 이미 있어요. 목록을 확인해 주세요.")
    if person.vulnerable and vulnerable_paper is None:
        raise Refused("취약계층임을 보여 주는 서류를 함께 올려 주세요.")
    worker = Worker.objects.create(
        agreement=agreement,
        name=name,
        birth_date=person.birth_date,
        person_hash=found,
        kind=person.kind,
        joined_on=person.joined_on,
        left_on=person.left_on,
        week_hours=person.week_hours,
        month_pay=person.month_pay,
        added_at=at,
        added_by_id=by.account_id,
        added_by_name=by.name,
        sample=agreement.sample,
    )
    _keep(worker, contract, vulnerable_paper, by=by, at=at)
    worker.vulnerable = person.vulnerable
    worker.save(update_fields=["vulnerable", "contract_file", "vulnerable_file"])
    remember(worker, "add_worker", agreement, by=by, at=at, detail={"kind": worker.kind, "joined_on": worker.joined_on.isoformat()})
    return worker


def _keep(worker: Worker, contract: files.Upload | None, vulnerable: files.Upload | None, *, by: Actor, at: datetime) -> None:
    if contract is not None:
        worker.contract_file = files.receive(contract, owner=worker, purpose="contract", by=by, at=at, retention_class="subsidy")
    if vulnerable is not None:
        worker.vulnerable_file = files.receive(vulnerable, owner=worker, purpose="vulnerable", by=by, at=at, retention_class="subsidy")


def _reasons_against(person: Person, kinds: Sequence[str], *, today: date) -> list[str]:
    reasons = []
    if not person.name.strip():
        reasons.append("이름을 적어 주세요.")
    if looks_like_resident_number(person.name) or any(letter.isdigit() for letter in person.name):
        reasons.append("이름에는 숫자를 적지 않아요. 주민등록번호는 받지 않으니 지우고 다시 적어 주세요.")
    if person.kind not in kinds:
        words = ", ".join(str(Kind(kind).label) for kind in kinds)
        reasons.append(f"이 사업에서 지원하는 것은 {words}이에요. 하나를 골라 주세요.")
    if person.birth_date and not date(1900, 1, 1) < person.birth_date < today:
        reasons.append(_WRONG_BIRTH_DATE)
    return reasons + _reasons_against_terms(person.joined_on, person.left_on, person.week_hours, person.month_pay)


def _reasons_against_terms(joined_on: date, left_on: date | None, week_hours: Decimal, month_pay: int) -> list[str]:
    reasons = []
    if left_on and left_on < joined_on:
        reasons.append("그만둔 날이 들어온 날보다 빨라요. 날짜를 고쳐 주세요.")
    if not 0 < week_hours <= 52:
        reasons.append("한 주에 일하는 시간을 1부터 52까지 숫자로 적어 주세요. 예: 40")
    if month_pay <= 0:
        reasons.append("한 달 급여(공제 전)를 원 단위 숫자로 적어 주세요. 예: 1,822,480")
    return reasons


@verb
def change_worker(
    *,
    worker_id: int,
    left_on: date | None,
    week_hours: Decimal,
    month_pay: int,
    vulnerable: bool,
    birth_date: date | None = None,
    contract: files.Upload | None = None,
    vulnerable_paper: files.Upload | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Worker:
    """The firm says what changed: hours, pay, the last day, a paper; a birth date that was not said. What was handed in keeps its figures."""
    agreement = locked_agreement(Worker.objects.values_list("agreement_id", flat=True).get(pk=worker_id))
    access.may_write(by, agreement).or_refuse()
    worker = Worker.objects.select_for_update(of=("self",)).get(pk=worker_id)
    refuse_if(_reasons_against_terms(worker.joined_on, left_on, week_hours, month_pay))
    _say_birth_date(worker, birth_date, today=seoul_date(at))
    _keep(worker, contract, vulnerable_paper, by=by, at=at)
    if vulnerable and worker.vulnerable_file_id is None and worker.vulnerable_file is None:
        raise Refused("취약계층임을 보여 주는 서류를 함께 올려 주세요.")
    before = {"left_on": str(worker.left_on or ""), "week_hours": str(worker.week_hours), "month_pay": worker.month_pay}
    worker.left_on, worker.week_hours, worker.month_pay, worker.vulnerable = left_on, week_hours, month_pay, vulnerable
    changed = ["left_on", "week_hours", "month_pay", "vulnerable", "contract_file", "vulnerable_file", "birth_date", "person_hash"]
    worker.save(update_fields=changed)
    after = {"left_on": str(left_on or ""), "week_hours": str(week_hours), "month_pay": month_pay}
    remember(worker, "change_worker", agreement, by=by, at=at, detail={"before": before, "after": after})
    return worker


def _say_birth_date(worker: Worker, birth_date: date | None, *, today: date) -> None:
    """Said once, for finding the same person elsewhere; it is never another person's afterwards."""
    if birth_date is None:
        return
    if worker.birth_date is not None and worker.birth_date != birth_date:
        raise Refused("생년월일은 한 번만 적을 수 있어요. 잘못 적었으면 담당자에게 알려 주세요.")
    if not date(1900, 1, 1) < birth_date < today:
        raise Refused(_WRONG_BIRTH_DATE)
    worker.birth_date, worker.person_hash = birth_date, person_hash(worker.name, birth_date)


@verb
def record_attendance(
    *,
    worker_id: int,
    month: date,
    days: Sequence[Day],
    month_pay: int | None = None,
    sheet: files.Upload | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Timesheet:
    """The firm writes down a month of a worker, all its days anew; a signed sheet may lie with it. A month that lies at the center stays as it is."""
    agreement = locked_agreement(Worker.objects.values_list("agreement_id", flat=True).get(pk=worker_id))
    access.may_write(by, agreement).or_refuse()
    required_support(agreement)
    worker, first = Worker.objects.get(pk=worker_id), rules.month_of(month)
    if ClaimLine.objects.filter(worker=worker, claim__month=first, claim__state__in=_FIXED).exists():
        raise OutOfTurn("이 달의 신청이 센터에 있어 근무 시간을 고칠 수 없어요.")
    refuse_if(_reasons_against_days(worker, first, days, today=seoul_date(at)))
    WorkerDay.objects.filter(worker=worker, day__gte=first, day__lte=rules.month_end(first)).delete()
    WorkerDay.objects.bulk_create(WorkerDay(worker=worker, day=day.day, kind=day.kind, hours=day.hours) for day in days)
    row = Timesheet.objects.filter(worker=worker, month=first).first() or Timesheet(worker=worker, month=first)
    row.month_pay = worker.month_pay if month_pay is None else month_pay
    row.recorded_at, row.recorded_by_name = at, by.name
    if sheet is not None:
        row.file = files.receive(sheet, owner=worker, purpose="timesheet", by=by, at=at, retention_class="subsidy")
    row.save()
    hours = sum((day.hours for day in days), Decimal(0))
    remember(row, "record_attendance", agreement, by=by, at=at, detail={"month": f"{first:%Y-%m}", "days": len(days), "hours": str(hours)})
    return row


def _reasons_against_days(worker: Worker, month: date, days: Sequence[Day], *, today: date) -> list[str]:
    reasons = []
    last = rules.month_end(month)
    if len({day.day for day in days}) != len(days):
        reasons.append("같은 날이 두 번 적혀 있어요. 하루에 한 번만 적어 주세요.")
    for day in days:
        said = f"{day.day.month}월 {day.day.day}일"
        if not month <= day.day <= last:
            reasons.append(f"{said}은 이 달의 날이 아니에요.")
        elif day.day > today and day.kind == DayKind.WORK:
            reasons.append(f"{said}은 아직 오지 않은 날이에요.")
        elif day.day < worker.joined_on or (worker.left_on and day.day > worker.left_on):
            reasons.append(f"{said}은 근무 기간 밖의 날이에요.")
        if day.kind not in DayKind.values or not 0 <= day.hours <= 24 or (day.kind == DayKind.ABSENT and day.hours):
            reasons.append(f"{said}의 시간을 0부터 24까지 숫자로 적어 주세요.")
    return reasons[:10]
