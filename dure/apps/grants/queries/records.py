"""지원 이력: every grant of a party in the last five years with its evaluation, settlement, returns, lateness and exclusions (영4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dure.apps.grants.access import may_see_all
from dure.apps.grants.models import Agreement, LateReport, Settlement
from dure.apps.grants.queries.agreements import ledger_key
from dure.apps.grants.words import AgreementState
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.kernel.period import due_after_months
from dure.platform import facts, rates
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class GrantRecord:
    """One grant of a year, in won and words."""

    agreement_id: int
    year: int
    program: str
    number: str
    amount: int
    confirmed: int
    to_return: int
    returned: int
    state: str
    evaluation: str
    lateness: str
    cut: str


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """What a party received in the years that the law looks back, and what weighs upon it."""

    party: people.Party
    grants: tuple[GrantRecord, ...]
    exclusions: tuple[str, ...]
    total: int
    audits: tuple[tuple[int, date], ...]
    years: int


def parties_with_record(actor: Actor) -> QuerySet[people.Party]:
    """One's own parties; for the desk and the auditor everybody's."""
    rows = people.Party.objects.order_by("pk")
    return rows if may_see_all(actor) else rows.filter(pk__in=actor.party_ids)


def record_of(party: people.Party, today: date) -> PartyRecord:
    """The record up to today, the newest grant first."""
    years = rates.whole("support_record_years", on=today)
    rows = list(
        Agreement.objects.filter(
            case__party=party, fiscal_year__gt=today.year - years, state__in=(AgreementState.SIGNED, AgreementState.ENDED)
        )
        .select_related("case__round__program")
        .order_by("-fiscal_year", "-id")
    )
    ids = [row.pk for row in rows]
    sums = money.sums_of_agreements([ledger_key(row) for row in rows])
    settlements = {one.agreement_id: one for one in Settlement.objects.filter(agreement_id__in=ids).order_by("id")}
    late = {one.agreement_id: one for one in LateReport.objects.filter(agreement_id__in=ids).order_by("id")}
    grants = tuple(_record(row, sums[ledger_key(row)], settlements.get(row.pk), late.get(row.pk)) for row in rows)
    return PartyRecord(party, grants, tuple(_exclusions(party, today)), sum(row.amount for row in grants), tuple(_audits(grants)), years)


def _audits(grants: Iterable[GrantRecord]) -> Iterator[tuple[int, date]]:
    """(year, day by which the audit report is due) for each year whose grants reach the sum of the law."""
    by_year: dict[int, int] = {}
    for row in grants:
        by_year[row.year] = by_year.get(row.year, 0) + row.amount
    for year, granted in by_year.items():
        end = date(year, 12, 31)
        if granted >= rates.whole("party_audit_from", on=end):
            yield year, due_after_months(end, rates.whole("party_audit_months", on=end))


def _record(row: Agreement, sums: money.AgreementSums, settlement: Settlement | None, late: LateReport | None) -> GrantRecord:
    settled = settlement is not None and settlement.confirmed_at is not None
    return GrantRecord(
        agreement_id=row.pk,
        year=row.fiscal_year,
        program=row.case.round.program.title,
        number=row.number,
        amount=row.amount,
        confirmed=settlement.confirmed if settlement else 0,
        to_return=settlement.to_return if settlement else 0,
        returned=sums.returned,
        state=str(settlement.get_state_display()) if settlement else str(row.get_state_display()),
        evaluation=_evaluation(row, settled=settled),
        lateness=f"{late.months_late}개월 늦음 (기한 {late.due_on.isoformat()})" if late else "",
        cut=f"{late.cut_to}%까지" if late and late.cut_to else "",
    )


def _evaluation(row: Agreement, *, settled: bool) -> str:
    """The final word on the work: its last report accepted, and whether anything was disallowed."""
    accepted = row.reports.filter(which="final", state="accepted").exists()
    disallowed = row.spendings.filter(state="disallowed").exists() or row.disallowances.filter(final_amount__gt=0).exists()
    words = ["결과보고 인정" if accepted else "결과보고 전"]
    if disallowed:
        words.append("불인정 있음")
    if settled:
        words.append("정산 확정")
    return ", ".join(words)


def _exclusions(party: people.Party, today: date) -> list[str]:
    """Bars from support that stand today, from whoever stated them."""
    held = facts.of_subjects("party", [party.pk], today).get(party.pk, {})
    bar = held.get("excluded")
    if bar is None or not bar.value:
        return []
    until = f"{bar.valid_to:%Y.%m.%d.}까지" if bar.valid_to else "끝나는 날이 정해지지 않음"
    return [f"참여 제한 {until}: {bar.source}"]


def late_reports_of(party_ids: list[int]) -> dict[int, list[LateReport]]:
    """Late settlements of each party, the newest first: facts for whoever decides on a next grant."""
    found: dict[int, list[LateReport]] = {}
    for late in LateReport.objects.filter(party_id__in=party_ids).select_related("agreement__case__round__program").order_by("-id"):
        found.setdefault(late.party_id, []).append(late)
    return found
