"""What the auditor walks through: a year's programs with their sums, a program's agreements, an agreement's expenses, one expense.

Every figure comes from the ledger or is counted by the database; no page asks more for more rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.platform import deeds, journal
from dure.platform.actor import Actor
from dure.platform.models import JournalLine

ROWS_A_PAGE = 500
_SUMS = ("committed", "paid", "spent", "returned", "owed")


@dataclass(slots=True)
class Totals:
    """Sums in won, and what stands out."""

    agreements: int = 0
    committed: int = 0
    paid: int = 0
    spent: int = 0
    returned: int = 0
    owed: int = 0
    flags: int = 0
    late: int = 0

    def add(self, sums: money.AgreementSums, flags: int, late: bool) -> None:
        """One agreement more."""
        self.agreements += 1
        self.committed += sums.committed
        self.paid += sums.paid
        self.spent += sums.spent_grant
        self.returned += sums.returned
        self.owed += sums.owed_back
        self.flags += flags
        self.late += late


@dataclass(slots=True)
class ProgramRow:
    """A program with the sums of its agreements. What an operator passes on is told in its own row, and never added to the direct money."""

    program: programs.Program
    direct: Totals = field(default_factory=Totals)
    passed: Totals = field(default_factory=Totals)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement with its sums, open flags, lateness and the expenses counted by state."""

    agreement: grants.Agreement
    sums: money.AgreementSums
    flags: int
    late: bool
    expenses: int
    filed: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters as the address says them."""

    text: str = ""
    state: str = ""
    only: str = ""
    source: str = ""


STATES = (("signed", "협약 맺음"), ("ended", "끝남"))
ONLY = (("flagged", "이상 징후가 있는 것"), ("late", "보고가 늦은 것"), ("owed", "돌려받을 돈이 남은 것"))
EXPENSE_STATES = (("filed", "확인 기다림"), ("accepted", "인정"), ("disallowed", "불인정"), ("withdrawn", "거둠"))


def asked(data: Mapping[str, str]) -> Asked:
    """Read the filters."""
    return Asked(data.get("q", "").strip()[:60], data.get("state", ""), data.get("only", ""), data.get("source", ""))


def years() -> list[int]:
    """Years that have signed agreements, newest first."""
    signed = grants.Agreement.objects.filter(state__in=("signed", "ended"))
    return list(signed.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


def every_program() -> QuerySet[programs.Program]:
    """Every program with its edition."""
    return programs.Program.objects.select_related("edition")


def programs_of(year: int, today: date) -> tuple[list[ProgramRow], Totals]:
    """Every program with agreements in the year, and the sum of their direct money. Five queries, however many agreements."""
    found = list(grants.agreements_in(year).order_by("pk").values_list("pk", "case__round__program_id", "through_id"))
    sums = money.sums_of_agreements([f"agreement-{pk}" for pk, _program, _through in found])
    flags, late = _flags(pk for pk, _program, _through in found), late_ones(year, today)
    shown = programs.Program.objects.filter(pk__in={program for _pk, program, _through in found}).select_related("edition")
    rows = {program.pk: ProgramRow(program) for program in shown.order_by("order", "pk")}
    whole = Totals()
    for pk, program_id, through in found:
        row, more = rows[program_id], (sums[f"agreement-{pk}"], flags[pk], pk in late)
        (row.passed if through else row.direct).add(*more)
        if not through:
            whole.add(*more)
    return list(rows.values()), whole


def _flags(agreement_ids: Iterable[int]) -> Counter[int]:
    """Flags that nobody cleared, by agreement. One query."""
    rows = grants.Flag.objects.filter(agreement_id__in=list(agreement_ids)).exclude(state="cleared").order_by()
    return Counter(dict(rows.values_list("agreement_id").annotate(Count("pk"))))


def late_ones(year: int, today: date) -> set[int]:
    """Agreements of the year whose settlement came late, or that have a duty whose day has passed. Two queries."""
    mine = grants.agreements_in(year).order_by().values("pk")
    recorded = grants.LateReport.objects.filter(agreement__in=mine).order_by().values_list("agreement_id", flat=True)
    overdue = grants.agreements_in(year).filter(state="signed", duties__met_at=None, duties__due_on__lt=today)
    return {*recorded, *overdue.order_by().values_list("pk", flat=True)}


def agreements_of(year: int, program: programs.Program, by: Asked, today: date) -> QuerySet[grants.Agreement]:
    """The program's agreements that answer to the filters, by number."""
    rows = grants.agreements_in(year, program.pk).select_related("case__party", "case__round__operator", "through")
    if by.text:
        rows = rows.filter(Q(number__icontains=by.text) | Q(case__party__name__icontains=by.text) | Q(case__title__icontains=by.text))
    if by.state in dict(STATES):
        rows = rows.filter(state=by.state)
    if by.only == "flagged":
        rows = rows.filter(Exists(grants.Flag.objects.filter(agreement=OuterRef("pk")).exclude(state="cleared")))
    if by.only == "late":
        rows = rows.filter(pk__in=late_ones(year, today))
    if by.only == "owed":
        owing = money.Account.objects.filter(nature=money.Nature.OWED, balance__gt=0, owner_key__startswith="agreement-").order_by()
        keys = owing.values_list("owner_key", flat=True)
        rows = rows.filter(pk__in=[int(key.removeprefix("agreement-")) for key in keys if key.removeprefix("agreement-").isdigit()])
    return rows.order_by("number", "pk")


def agreement_rows(found: Iterable[grants.Agreement], year: int, today: date) -> list[AgreementRow]:
    """With their sums and counts. Six queries more, however many."""
    shown = list(found)
    sums = money.sums_of_agreements([grants.ledger_key(one) for one in shown])
    flags, late, counts = _flags(one.pk for one in shown), late_ones(year, today), _counts(one.pk for one in shown)
    return [
        AgreementRow(
            one, sums[grants.ledger_key(one)], flags[one.pk], one.pk in late, sum(counts[one.pk].values()), counts[one.pk]["filed"]
        )
        for one in shown
    ]


def _counts(agreement_ids: Iterable[int]) -> dict[int, Counter[str]]:
    """How many expenses stand in which state, by agreement. One query."""
    rows = grants.Spending.objects.filter(agreement_id__in=list(agreement_ids)).exclude(state="draft").order_by()
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for agreement_id, state, count in rows.values_list("agreement_id", "state").annotate(Count("pk")):
        counts[agreement_id][state] = count
    return counts


def expenses_of(agreement: grants.Agreement, by: Asked) -> QuerySet[grants.Spending]:
    """The agreement's expenses that answer to the filters, by day, each with how many papers and open flags it has. One query."""
    rows = agreement.spendings.exclude(state="draft").annotate(
        papers=Count("evidence", distinct=True), marks=Count("flags", filter=~Q(flags__state="cleared"), distinct=True)
    )
    if by.text:
        rows = rows.filter(Q(payee_name__icontains=by.text) | Q(memo__icontains=by.text) | Q(invoice_number__icontains=by.text))
    if by.state in dict(EXPENSE_STATES):
        rows = rows.filter(state=by.state)
    if by.source in {"grant", "own"}:
        rows = rows.filter(source=by.source)
    if by.only == "flagged":
        rows = rows.filter(marks__gt=0)
    return rows.order_by("spent_on", "pk")


def expenses_seen_by(actor: Actor) -> QuerySet[grants.Spending]:
    """Expenses, drafts left out, of agreements that the actor may know of."""
    rows = grants.Spending.objects.filter(agreement_id__in=grants.agreements_of(actor).order_by().values("pk")).exclude(state="draft")
    return rows.select_related("agreement__case__party", "agreement__case__round__program")


def sum_of(expenses: QuerySet[grants.Spending]) -> int:
    """What they come to, in won."""
    return expenses.order_by().aggregate(amount=Sum("amount"))["amount"] or 0


def entries_of(spending: grants.Spending) -> list[money.EntryShown]:
    """The expense's own postings, newest first."""
    key = f"{grants.ledger_key(spending.agreement)}:spending-{spending.pk}"
    entries = money.entries_of_agreement(grants.ledger_key(spending.agreement))
    return money.entries_shown(entries.filter(Q(subject_key=key) | Q(subject_key__startswith=f"{key}:")))


def journal_of(spending: grants.Spending) -> list[deeds.Line]:
    """What people did with the expense, newest first."""
    return deeds.told(journal.lines_of(spending)[:200])


def journal_of_case(case_id: int) -> QuerySet[JournalLine]:
    """Everything that was done about the case, newest first."""
    return journal.lines_of_case(case_id)
