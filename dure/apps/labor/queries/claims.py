"""Monthly claims: what a month would come to now, what was handed in, and what waits for whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from dure.apps.grants import facade as grants
from dure.apps.labor import rules
from dure.apps.labor.models import Claim, ClaimLine, Support, Worker
from dure.apps.labor.queries.corrections import clawed_back
from dure.apps.labor.queries.values import ValuesOn
from dure.apps.labor.queries.workers import Overlap, days_of, overlaps_of, sheets_of, workers_in
from dure.apps.labor.words import ClaimState, PaperKind
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One worker's month as it stands: hours, sum, and what was paid for it before, in won."""

    worker: Worker
    year: int
    kept: int
    attendance: rules.Attendance
    sum: rules.Sum
    days_entered: int
    paid_before: int = 0
    has_sheet: bool = False

    @property
    def amount(self) -> int:
        """What may still be claimed."""
        return max(self.sum.amount - self.paid_before, 0)

    @property
    def notes(self) -> list[str]:
        notes = list(self.sum.notes)
        if not self.days_entered:
            notes.append("근무 시간을 아직 적지 않았어요.")
        if self.paid_before > self.sum.amount:
            notes.append(f"이미 지급한 금액이 {self.paid_before - self.sum.amount:,}원 더 많아요.")
        return notes


def reckon(agreement: grants.Agreement, support: Support | None, month: date, values: ValuesOn | None = None) -> list[Reckoned]:
    """The month as it would be claimed now. The number of queries does not grow with the workers."""
    if support is None:
        return []
    values = values or ValuesOn(month)
    workers = list(workers_in(agreement, month))
    days, sheets, before = days_of(workers, month), sheets_of(workers, month), paid_before(agreement, month)
    rows = []
    for worker in workers:
        entered = days[worker.pk]
        attendance = rules.attended(
            month, worker.week_hours, [(day.day, day.kind, day.hours) for day in entered], longest_day=values["labor_day_hours"].number
        )
        year, kept = rules.support_year(support.first_month, month), rules.months_kept(worker.joined_on, month)
        sheet = sheets.get(worker.pk)
        job = rules.Job(
            worker.kind,
            support.standing,
            sheet.month_pay if sheet else worker.month_pay,
            worker.week_hours,
            attendance,
            worker.vulnerable,
            kept,
        )
        found = rules.claim_of(job, values, ratio_for(worker.kind, support, year, values))
        rows.append(Reckoned(worker, year, kept, attendance, found, len(entered), before.get(worker.pk, 0), sheet is not None))
    return rows


def ratio_for(kind: str, support: Support, year: int, values: ValuesOn) -> rules.Value | None:
    """The firm's ratio or own share of the year; nothing for insurance."""
    most = values.whole(f"labor_years_{support.standing}")
    if kind == "general":
        first_new = values.whole("labor_new_cohort_year")
        return values[rules.general_key(support.standing, support.first_month.year, year, most, first_new)]
    return values[rules.own_key(support.standing, year, most)] if kind == "specialist" else None


def paid_before(agreement: grants.Agreement, month: date) -> dict[int, int]:
    """What was paid for each worker of that month already, less what was claimed back of it."""
    rows = ClaimLine.objects.filter(claim__agreement=agreement, claim__month=month, claim__state=ClaimState.PAID)
    back = clawed_back(agreement, month)
    paid = rows.order_by().values_list("worker_id").annotate(sum=Sum("approved"))
    return {worker_id: amount - back.get(worker_id, 0) for worker_id, amount in paid}


@dataclass(frozen=True, slots=True)
class YearAhead:
    """What the firm's support will be in a year of it: shown ahead."""

    year: int
    words: str
    is_now: bool


def years_ahead(support: Support, kinds: Sequence[str], month: date) -> list[YearAhead]:
    """2년째: 자부담 30%. By today's values."""
    values, now = ValuesOn(month), rules.support_year(support.first_month, month)
    found = []
    for year in range(1, values.whole(f"labor_years_{support.standing}") + 1):
        said = []
        for kind in kinds:
            ratio = ratio_for(kind, support, year, values)
            if ratio is not None:
                label = "일반인력 지원" if kind == "general" else "전문인력 자부담"
                said.append(f"{label} {rules.shown(ratio.number)}%")
        if said:
            found.append(YearAhead(year, " · ".join(said), year == now))
    return found


def reasons_before(
    agreement: grants.Agreement, support: Support, month: date, rows: Sequence[Reckoned], papers: Sequence[str], *, today: date
) -> list[str]:
    """Everything that stands before the month may be handed in."""
    values = ValuesOn(month)
    people = Counter(row.worker.kind for row in rows if row.attendance.counted)
    most = {
        "general": values.whole("labor_general_people"),
        "specialist": values.whole(f"labor_specialists_{support.standing}"),
        "insurance": values.whole("labor_insurance_people"),
    }
    missing = rules.missing_papers(
        papers,
        days_are_entered=bool(rows) and all(row.days_entered for row in rows),
        contracts_are_there=bool(rows) and all(row.worker.contract_file_id for row in rows),
        labels={str(kind): str(kind.label) for kind in PaperKind},
    )
    reasons = rules.reasons_against_claim(
        month=month, today=today, starts_on=agreement.starts_on, ends_on=agreement.ends_on, people=people, most=most, missing=missing
    )
    return reasons + [reason for kind in sorted(people) for reason in _years(agreement, support, month, kind, values)]


def _years(agreement: grants.Agreement, support: Support, month: date, kind: str, values: ValuesOn) -> list[str]:
    insured = kind == "insurance"
    claimed = Claim.objects.filter(
        agreement=agreement, adjusts=None, state__in=(ClaimState.PAID, ClaimState.CHECKED), month__lt=month
    ).count()
    return rules.reasons_against_years(
        kind=kind,
        year=rules.support_year(support.first_month, month),
        most_years=values.whole("labor_insurance_within" if insured else f"labor_years_{support.standing}"),
        months_before=support.months_before + claimed,
        most_months=values.whole("labor_insurance_years") * 12,
    )


def claims_of(actor: Actor) -> QuerySet[Claim]:
    """Claims of the agreements that the actor may know of, the newest month first."""
    mine = grants.agreements_of(actor).order_by().values("pk")
    rows = Claim.objects.filter(agreement_id__in=mine).select_related("agreement__case__party", "agreement__case__round__program__edition")
    return rows.order_by("-month", "-pk")


def claims_of_agreement(agreement: grants.Agreement) -> QuerySet[Claim]:
    """Every version and adjustment, the newest month first."""
    return Claim.objects.filter(agreement=agreement).order_by("-month", "-version")


def claim_in(agreement: grants.Agreement, month: date) -> Claim | None:
    """The newest version of the month."""
    return claims_of_agreement(agreement).filter(month=month).first()


def draft_in(agreement: grants.Agreement, month: date) -> Claim | None:
    """The draft of the month that takes papers, if one was begun."""
    return claims_of_agreement(agreement).filter(month=month, state=ClaimState.DRAFT).first()


def lines_of(claim: Claim) -> QuerySet[ClaimLine]:
    """Its lines with their workers and decisions."""
    return claim.lines.select_related("worker").prefetch_related("decisions__other_worker__agreement").order_by("pk")


def lines_of_claims(claims: QuerySet[Claim]) -> QuerySet[ClaimLine]:
    """The lines of many claims, month by month, for a workbook."""
    lines = ClaimLine.objects.filter(claim__in=claims.order_by().values("pk")).order_by("claim__month", "claim_id", "pk")
    return lines.select_related("worker", "claim__agreement__case__party", "claim__agreement__case__round__program")


def without_support(actor: Actor) -> list[grants.Agreement]:
    """Signed agreements that pay by the month and whose terms of support nobody has set yet; two hundred at most.

    The terms are asked once for each round and version under which such agreements run, however many these are.
    """
    signed = grants.agreements_of(actor).filter(state="signed", case__round__payment_mode="after_evidence")
    unset = signed.exclude(pk__in=Support.objects.order_by().values("agreement_id")).order_by("pk")
    runs_under = unset.order_by("case__round_id", "case__terms_sha256").values_list("case__round_id", "case__terms_sha256").distinct()
    claiming = Q(pk__in=())
    for round_id, sha256 in runs_under:
        if programs.terms_of(round_id, sha256).claims:
            claiming |= Q(case__round_id=round_id, case__terms_sha256=sha256)
    return list(unset.filter(claiming)[:200])


def claims_waiting(actor: Actor) -> QuerySet[Claim]:
    """Handed in and not checked, of the rounds that the seat runs, the oldest first."""
    if not (actor.has_in_center(Role.OFFICER, Role.FINANCE) or actor.has(Role.OPERATOR)):
        return Claim.objects.none()
    own = Q(agreement__case__round__operator_id=actor.organization_id or 0)
    if actor.is_center:
        own = Q(agreement__case__round__operator=None) | Q(agreement__case__round__stepped_in_at__isnull=False)
    return claims_of(actor).filter(own, state=ClaimState.HANDED_IN).order_by("handed_in_at", "pk")


def overlaps_in(claim: Claim) -> Mapping[int, list[Overlap]]:
    """By worker, as they stand today."""
    return overlaps_of([line.worker for line in claim.lines.select_related("worker")], claim.month)


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month of an agreement and where its claim stands."""

    month: date
    due_on: date
    claim: Claim | None
    is_over: bool

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m}"


def months_of(agreement: grants.Agreement, at: datetime) -> list[MonthShown]:
    """Every month of the agreement until today's, the newest first; none before its support began."""
    today = seoul_date(at)
    support = Support.objects.filter(agreement=agreement).first()
    begins = max(agreement.starts_on, support.first_month) if support else agreement.starts_on
    newest: dict[date, Claim] = {}
    for claim in claims_of_agreement(agreement).order_by("month", "version"):
        newest[claim.month] = claim
    months = rules.months_between(begins, min(agreement.ends_on, today))
    return [MonthShown(month, due_of(month), newest.get(month), today > rules.month_end(month)) for month in reversed(months)]


def due_of(month: date) -> date:
    """The day by which the month is claimed."""
    return rules.due_on(month, ValuesOn(rules.month_end(month)).whole("labor_claim_day"))


def unclaimed_months(agreement: grants.Agreement, at: datetime) -> list[MonthShown]:
    """Months that are over and lie at the firm: not begun, being prepared, or returned. The oldest first."""
    rows = [row for row in months_of(agreement, at) if row.is_over and (row.claim is None or row.claim.state in {"draft", "returned"})]
    return list(reversed(rows))


def months_due(actor: Actor, at: datetime) -> list[tuple[grants.Agreement, MonthShown]]:
    """For those who write for a firm: months that are over and lie with it, of every agreement whose support goes on."""
    parties = [party_id for party_id in actor.party_ids if actor.may_write_for(party_id)]
    going_on = Support.objects.filter(finished_at=None, agreement__state="signed", agreement__case__party_id__in=parties)
    agreements = grants.agreements_of(actor).filter(pk__in=going_on.order_by().values("agreement_id")).order_by("pk")
    return [(agreement, row) for agreement in agreements for row in unclaimed_months(agreement, at)]


def total_of(rows: Sequence[Reckoned]) -> tuple[int, int, Decimal]:
    """Sum of the claim, of the firm's own share, and hours that count."""
    return (
        sum(row.amount for row in rows),
        sum(row.sum.own for row in rows),
        sum((row.attendance.counted for row in rows), Decimal(0)),
    )
