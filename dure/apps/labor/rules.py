"""Sums of labor-cost support, every figure with its value, source and first day. Pure; amounts in whole won, percents as decimals."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from dure.kernel.period import is_working_day, next_working_day
from dure.kernel.won import won_in_full

INSURANCE = ("labor_pension", "labor_health", "labor_care", "labor_jobless", "labor_stability", "labor_accident")
"""In the order in which they are printed; long-term care is counted of the health item."""


@dataclass(frozen=True, slots=True)
class Value:
    """One dated value as it was used."""

    title: str
    number: Decimal
    unit: str
    source: str
    since: date


Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of an explained sum: what, how much, how it came about, by which source, from which day."""

    label: str
    amount: int
    how: str = ""
    source: str = ""
    since: str = ""

    def as_data(self) -> dict[str, object]:
        """As it is kept with the claim."""
        return {"label": self.label, "amount": self.amount, "how": self.how, "source": self.source, "since": self.since}


def won_below(amount: Decimal) -> int:
    """Everything below one won is cut off."""
    return int(amount.to_integral_value(rounding=ROUND_FLOOR))


def tens_below(amount: Decimal) -> int:
    """Everything below ten won is cut off, as insurers do with each item."""
    return won_below(amount / 10) * 10


def insurance_items(pay: int, values: Values) -> list[Figure]:
    """Each item by itself, cut below ten won. Never one multiplication by the sum of the percents: that is 24 won too much at 1,822,480."""
    items: list[Figure] = []
    health = 0
    for key in INSURANCE:
        value = values[key]
        base = health if key == "labor_care" else pay
        amount = tens_below(base * value.number / 100)
        health = amount if key == "labor_health" else health
        of = "건강보험료" if key == "labor_care" else "급여"
        how = f"{of} {won_in_full(base)} × {shown(value.number)}%, 10원 미만 버림"
        items.append(Figure(value.title, amount, how, value.source, value.since.isoformat()))
    return items


def shown(number: Decimal) -> str:
    """3.43, 40: no zeros at the end."""
    return f"{number.normalize():f}"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Hours of one worker in one month: what counts of those that were planned, and what does not."""

    scheduled: Decimal
    counted: Decimal
    overtime: Decimal = Decimal(0)
    on_holidays: int = 0

    @property
    def is_full(self) -> bool:
        return self.counted >= self.scheduled


def month_days(month: date) -> list[date]:
    """Every day of the month."""
    return [month.replace(day=day) for day in range(1, monthrange(month.year, month.month)[1] + 1)]


def month_end(month: date) -> date:
    """The last day of the month."""
    return month_days(month)[-1]


def scheduled_hours(month: date, week_hours: Decimal, extra_holidays: frozenset[date] = frozenset()) -> Decimal:
    """What a worker of so many hours a week works in the month: its working days, public holidays left out, a fifth of the week each."""
    return sum((week_hours / 5 for day in month_days(month) if is_working_day(day, extra_holidays)), Decimal(0))


def attended(month: date, week_hours: Decimal, days: Iterable[tuple[date, str, Decimal]], *, longest_day: Decimal) -> Attendance:
    """Work and paid leave count up to the longest day and up to the month's plan; the rest is overtime, which is not supported."""
    planned = scheduled_hours(month, week_hours)
    counted = overtime = Decimal(0)
    on_holidays = 0
    for day, kind, hours in days:
        if kind == "absent":
            continue
        counted += min(hours, longest_day)
        overtime += max(hours - longest_day, Decimal(0))
        on_holidays += kind == "work" and not is_working_day(day)
    beyond = max(counted - planned, Decimal(0))
    return Attendance(planned, counted - beyond, overtime + beyond, on_holidays)


def support_year(first_month: date, month: date) -> int:
    """1 in the first twelve months of the firm's support, 2 in the next twelve."""
    months = (month.year - first_month.year) * 12 + month.month - first_month.month
    return max(months, 0) // 12 + 1


def months_kept(joined_on: date, month: date) -> int:
    """Whole months of employment by the end of the month."""
    end = month_end(month) + timedelta(days=1)
    return max((end.year - joined_on.year) * 12 + end.month - joined_on.month - (end.day < joined_on.day), 0)


def general_key(standing: str, cohort: int, year: int, most_years: int, first_new: int) -> str:
    """The name of the ratio for a firm of that standing and cohort in that year of its support.

    Who joined from `first_new` on is supported by the flat ratio, earlier firms by the table of years.
    """
    if cohort >= first_new:
        return f"labor_general_{standing}"
    return f"labor_old_{standing}_{min(year, most_years)}"


def own_key(standing: str, year: int, most_years: int) -> str:
    """The name of a specialist's own share in that year."""
    return f"labor_own_{standing}_{min(year, most_years)}"


def general_percent(base: Value, values: Values, *, vulnerable: bool, kept: int) -> tuple[Decimal, str]:
    """The ratio, and how it came about."""
    percent, words = base.number, [f"{base.title} {shown(base.number)}%"]
    for applies, key in ((vulnerable, "labor_general_vulnerable"), (kept >= values["labor_kept_months"].number, "labor_general_kept")):
        if applies:
            percent += values[key].number
            words.append(f"{values[key].title} {shown(values[key].number)}%p")
    most = values["labor_general_most"].number
    if percent > most:
        words.append(f"한도 {shown(most)}%")
    return min(percent, most), " + ".join(words)


@dataclass(frozen=True, slots=True)
class Job:
    """One worker's month, as rules ask of it. `pay` is what the firm pays before deductions."""

    kind: str
    standing: str
    pay: int
    week_hours: Decimal
    attendance: Attendance
    vulnerable: bool
    kept: int


@dataclass(frozen=True, slots=True)
class Sum:
    """What may be claimed of a worker's month, and what the firm bears."""

    amount: int
    base: int
    percent: Decimal
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def own(self) -> int:
        return max(self.base - self.amount, 0)


def claim_of(job: Job, values: Values, ratio: Value | None) -> Sum:
    """Every figure of one worker's month. `ratio` is the support ratio (general) or the own share (specialist) of the firm's year."""
    if job.kind == "general" and ratio:
        return _general(job, values, ratio)
    if job.kind == "specialist" and ratio:
        return _specialist(job, values, ratio)
    return _insurance(job, values)


def _share_of_month(job: Job) -> tuple[Decimal, Decimal]:
    return job.attendance.counted, job.attendance.scheduled


def _notes(job: Job) -> tuple[str, ...]:
    notes = []
    if job.attendance.overtime:
        notes.append(f"시간외 {shown(job.attendance.overtime)}시간은 지원하지 않아 뺐어요.")
    if job.attendance.on_holidays:
        notes.append(f"쉬는 날에 일한 날이 {job.attendance.on_holidays}일 있어요.")
    return tuple(notes)


def _general(job: Job, values: Values, ratio: Value) -> Sum:
    hour, month, week = (values[key] for key in ("labor_hour_wage", "labor_month_hours", "labor_week_hours"))
    counted, scheduled = _share_of_month(job)
    full = hour.number * month.number * min(job.week_hours, week.number) / week.number
    wage = won_below(full * counted / scheduled) if scheduled else 0
    how = f"{shown(hour.number)}원 × {shown(month.number)}시간 × {shown(counted)}/{shown(scheduled)}시간"
    if job.week_hours < week.number:
        how += f" × 주 {shown(job.week_hours)}/{shown(week.number)}시간"
    items = insurance_items(wage, values)
    base = wage + sum(item.amount for item in items)
    percent, words = general_percent(ratio, values, vulnerable=job.vulnerable, kept=job.kept)
    amount = won_below(base * percent / 100)
    figures = (
        Figure("인건비", wage, how, hour.source, hour.since.isoformat()),
        *items,
        Figure("기준 금액", base, "인건비 + 사업주 부담 보험료"),
        Figure("지원금", amount, f"{won_in_full(base)} × {shown(percent)}% ({words})", ratio.source, ratio.since.isoformat()),
    )
    return Sum(amount, base, percent, figures, _notes(job))


def _specialist(job: Job, values: Values, own: Value) -> Sum:
    cap = values[f"labor_specialist_{job.standing}"]
    counted, scheduled = _share_of_month(job)
    pay = won_below(job.pay * counted / scheduled) if scheduled else 0
    percent = 100 - own.number
    shared = won_below(pay * percent / 100)
    amount = min(shared, won_below(cap.number))
    figures = (
        Figure("급여", pay, f"{won_in_full(job.pay)} × {shown(counted)}/{shown(scheduled)}시간"),
        Figure("자부담을 뺀 금액", shared, f"{own.title} {shown(own.number)}%를 뺌", own.source, own.since.isoformat()),
        Figure("지원금", amount, f"{cap.title} {won_in_full(int(cap.number))}까지", cap.source, cap.since.isoformat()),
    )
    return Sum(amount, pay, percent, figures, _notes(job))


def _insurance(job: Job, values: Values) -> Sum:
    items, cap = insurance_items(job.pay, values), values["labor_insurance_cap"]
    base = sum(item.amount for item in items)
    amount = min(base, int(cap.number)) if job.attendance.counted else 0
    figures = (*items, Figure("지원금", amount, f"{cap.title} {won_in_full(int(cap.number))}까지", cap.source, cap.since.isoformat()))
    return Sum(amount, base, Decimal(100), figures)


def due_on(month: date, day_of_next: int, extra_holidays: frozenset[date] = frozenset()) -> date:
    """The day by which a month is claimed: so many days into the next one; a holiday rolls on."""
    return next_working_day(month_end(month) + timedelta(days=day_of_next), extra_holidays)


def month_of(day: date) -> date:
    """The first day of the day's month."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from one to the other."""
    found, month = [], month_of(first)
    while month <= last:
        found.append(month)
        month = month_end(month) + timedelta(days=1)
    return found


def reasons_against_claim(
    *, month: date, today: date, starts_on: date, ends_on: date, people: Mapping[str, int], most: Mapping[str, int], missing: Sequence[str]
) -> list[str]:
    """Everything that stands before a month may be claimed, each with what to do."""
    reasons = []
    if not month_of(starts_on) <= month <= ends_on:
        reasons.append("협약 기간 안의 달만 신청할 수 있어요.")
    if today <= month_end(month):
        reasons.append("달이 끝난 뒤에 신청할 수 있어요. 근무 시간은 지금도 적을 수 있어요.")
    if not sum(people.values()):
        reasons.append("이 달에 지원받을 사람이 없어요. 지원 인력을 먼저 올려 주세요.")
    words = {"general": "일반인력", "specialist": "전문인력", "insurance": "사회보험료"}
    for kind, count in people.items():
        if kind in most and count > most[kind]:
            reasons.append(f"{words[kind]}은 한 달에 {most[kind]}명까지 지원해요. 지금 {count}명이에요.")
    return reasons + [f"증빙이 빠졌어요: {name}" for name in missing]


def reasons_against_years(*, kind: str, year: int, most_years: int, months_before: int, most_months: int) -> list[str]:
    """A firm is supported for so many years and no longer."""
    if kind == "insurance":
        if year > most_years:
            return [f"사회보험료는 처음 지원받은 달부터 {most_years}년 안에만 지원해요. 지금 {year}년째예요."]
        if months_before >= most_months:
            return [f"사회보험료는 모두 {most_months}개월까지 지원해요. 이미 {months_before}개월을 지원받았어요."]
        return []
    return [f"지원하는 햇수는 {most_years}년까지예요. 지금 {year}년째예요."] if year > most_years else []


def missing_papers(have: Collection[str], *, days_are_entered: bool, contracts_are_there: bool, labels: Mapping[str, str]) -> list[str]:
    """The checklist of a month; days that were entered and contracts that lie with the workers need no paper of their own."""
    given = set(have)
    given |= {"attendance"} if days_are_entered else set()
    given |= {"contract"} if contracts_are_there else set()
    return [str(label) for kind, label in labels.items() if kind not in given]
