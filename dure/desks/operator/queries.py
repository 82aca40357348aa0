"""An operator's parts, firms and money, and the roll-up of a program's operators. Every figure is read from a node or counted by the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.desks import grouping
from dure.kernel.won import won_in_full
from dure.platform.actor import Actor


def operated_rounds() -> QuerySet[programs.Round]:
    """Rounds that an operator runs."""
    return programs.Round.objects.filter(operator__isnull=False).select_related("operator")


def two_tier_programs() -> QuerySet[programs.Program]:
    """Every program with its year; one without operators shows an empty table."""
    return programs.Program.objects.select_related("edition")


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a stacked bar, in won."""

    label: str
    amount: int
    shown: str
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    """One operator: how many firms where, and its money told apart as received and passed through."""

    appointment: programs.PartAppointment
    part: str
    rounds: int
    applied: int
    selected: int
    settled: int
    received: int
    passed: money.PassThroughSums


@dataclass(frozen=True, slots=True)
class Whole:
    """All operators together: each figure the sum of the rows."""

    operators: int
    applied: int
    selected: int
    received: int
    passed: int
    spent: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm's application with its money, as far as it has any."""

    case: cases.Case
    word: str
    tone: str
    sums: money.AgreementSums | None


def rows_of(appointments: Iterable[programs.PartAppointment]) -> list[Row]:
    """Six queries, however many operators and firms."""
    found = list(appointments)
    counts = _counts(found)
    agreements = grants.agreements_of_operators(one.case_id for one in found if one.case_id)
    sums = grants.direct_and_passed(agreements.values())
    signed = grants.firms_signed(agreement.pk for agreement in agreements.values())
    return [_row(one, counts.get(one.pk, {}), agreements.get(one.case_id or 0), sums, signed) for one in found]


def _counts(found: list[programs.PartAppointment]) -> dict[int, dict[str, int]]:
    """Rounds, applications and selected firms of each appointment. Firms without money are counted by their stage. Two queries."""
    keys = [one.pk for one in found]
    handed_in = cases.Case.objects.filter(round__appointment_id__in=keys, receipt_number__isnull=False)
    after = Q(runs__kind="selection", runs__state="done")
    rows = (
        handed_in.order_by()
        .values("round__appointment_id")
        .annotate(
            applied=Count("pk", distinct=True),
            chosen=Count("pk", filter=after, distinct=True),
            ended=Count("pk", filter=Q(outcome="ended"), distinct=True),
        )
    )
    counts = {row["round__appointment_id"]: {"applied": row["applied"], "chosen": row["chosen"], "ended": row["ended"]} for row in rows}
    rounds = programs.Round.objects.filter(appointment_id__in=keys).exclude(state="cancelled").order_by()
    for pk, count in rounds.values_list("appointment_id").annotate(Count("pk")):
        counts.setdefault(pk, {})["rounds"] = count
    return counts


def _row(
    one: programs.PartAppointment,
    counts: Mapping[str, int],
    agreement: grants.Agreement | None,
    sums: Mapping[int, tuple[money.AgreementSums, money.PassThroughSums]],
    signed: Mapping[int, tuple[int, int]],
) -> Row:
    """A firm counts as selected by its stage, or where there is money by its agreement."""
    direct, passed = sums[agreement.pk] if agreement else (money.AgreementSums(), money.PassThroughSums())
    with_agreement, ended = signed.get(agreement.pk, (0, 0)) if agreement else (0, 0)
    return Row(
        appointment=one,
        part=programs.part_title(one.round, one.part),
        rounds=counts.get("rounds", 0),
        applied=counts.get("applied", 0),
        selected=max(counts.get("chosen", 0), with_agreement),
        settled=max(counts.get("ended", 0), ended),
        received=direct.paid,
        passed=passed,
    )


def whole_of(rows: list[Row]) -> Whole:
    """The center's roll-up: the sums of the rows, and nothing that is not in one of them."""
    return Whole(
        operators=len(rows),
        applied=sum(row.applied for row in rows),
        selected=sum(row.selected for row in rows),
        received=sum(row.received for row in rows),
        passed=sum(row.passed.paid for row in rows),
        spent=sum(row.passed.spent for row in rows),
        bars=bars_of([row.passed for row in rows]),
    )


def bars_of(sums: Iterable[money.PassThroughSums]) -> tuple[Bar, ...]:
    """What may be passed on, by where it is."""
    found = list(sums)
    parts = (
        ("집행 인정", sum(one.spent for one in found), "work"),
        ("지급, 집행 전", sum(one.on_hand for one in found), "call"),
        ("반납할 돈", sum(one.owed for one in found), "report"),
        ("반납받은 돈", sum(one.returned for one in found), "done"),
        ("협약, 지급 전", sum(one.committed for one in found), "pledge"),
        ("협약 전", sum(one.free for one in found), "quiet"),
    )
    return tuple(Bar(label, amount, won_in_full(amount), tone) for label, amount, tone in parts if amount > 0)


def rounds_of(appointment: programs.PartAppointment) -> QuerySet[programs.Round]:
    """The appointment's rounds, newest first."""
    return appointment.rounds.select_related("seat").order_by("-id")


def firms_of(actor: Actor, appointment: programs.PartAppointment) -> QuerySet[cases.Case]:
    """Applications of the appointment's rounds, by round and number."""
    rows = cases.cases_of(actor).filter(round__appointment=appointment, receipt_number__isnull=False)
    return rows.select_related("party", "round").order_by("round_id", "receipt_number", "id")


def firm_rows(shown: Iterable[cases.Case]) -> list[Firm]:
    """A page of firms with the word of where each stands and what it got. Four queries."""
    found = list(shown)
    keys = [case.pk for case in found]
    runs = {run.case_id: run for run in grouping.living_runs().filter(case_id__in=keys).order_by("-order", "-id")}
    agreements = grants.agreements_of_operators(keys)
    sums = {pk: direct for pk, (direct, _passed) in grants.direct_and_passed(agreements.values()).items()}
    return [
        Firm(case, *cases.word_of(case, runs.get(case.pk)), sums.get(agreements[case.pk].pk) if case.pk in agreements else None)
        for case in found
    ]
