"""What auditors draw from, and what their samples say."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dure.apps.grants.models import Agreement, AuditExport, AuditItem, AuditSample, AuditTurn, Flag, Spending
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.rules import sampling as rules
from dure.apps.grants.words import AuditVerdict, SpendingState
from dure.apps.grants.words.flags import FlagState
from dure.platform import files
from dure.platform.actor import Actor, Role
from dure.platform.models import StoredFile

FINDINGS = (AuditVerdict.COMPLETE, AuditVerdict.IMPROPER)


def population(year: int, program_id: int | None) -> list[rules.Unit]:
    """The accepted expenses of the year's agreements, or of one program's, as they stand now. One query."""
    rows = Spending.objects.filter(agreement__fiscal_year=year, state=SpendingState.ACCEPTED)
    if program_id:
        rows = rows.filter(agreement__case__round__program_id=program_id)
    flags = Flag.objects.filter(spending=OuterRef("pk")).exclude(state=FlagState.CLEARED)
    found = rows.annotate(flagged=Exists(flags)).order_by("pk").values_list("pk", "amount", "flagged")
    return [rules.Unit(*row) for row in found]


def population_digest(text: str) -> str:
    """SHA-256 of the population's file."""
    return hashlib.sha256(text.encode()).hexdigest()


def next_audit_number(year: int) -> str:
    """점검-2026-3: counted within the year."""
    return f"점검-{year}-{AuditSample.objects.filter(year=year).count() + 1}"


def audits_for(actor: Actor) -> QuerySet[AuditSample]:
    """Samples that auditors may see, the newest first; nobody else any."""
    rows = AuditSample.objects.select_related("program", "population_file").order_by("-pk")
    return rows if actor.has(Role.AUDITOR) else rows.none()


def exports_for(actor: Actor) -> QuerySet[AuditExport]:
    """Full exports that auditors asked for, the newest first; nobody else sees any."""
    rows = AuditExport.objects.select_related("program", "file").order_by("-pk")
    return rows if actor.has(Role.AUDITOR) else rows.none()


def items_of(audit: AuditSample) -> QuerySet[AuditItem]:
    """The drawn expenses in their order. One query."""
    return audit.items.select_related("spending__agreement__case__party").order_by("place")


def findings_for(actor: Actor) -> QuerySet[AuditItem]:
    """Findings about money that this seat judges: an operator's own rounds, the center's others; of the auditor all."""
    rows = AuditItem.objects.filter(verdict__in=FINDINGS)
    rows = rows.select_related("audit", "spending__agreement__case__party", "spending__agreement__case__round").order_by(
        "reply_until", "pk"
    )
    if actor.has(Role.AUDITOR):
        return rows
    mine = agreements_of(actor).order_by().values("pk")
    rows = rows.filter(spending__agreement__in=mine).exclude(spending__agreement__case__party_id__in=actor.party_ids)
    if actor.has_in_center(Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR):
        own = Q(spending__agreement__case__round__operator=None)
        return rows.filter(own | Q(spending__agreement__case__round__stepped_in_at__isnull=False))
    if actor.has(Role.OPERATOR):
        return rows.filter(spending__agreement__case__round__operator_id=actor.organization_id or 0)
    return rows.none()


def redrawn(audit: AuditSample) -> tuple[bool, bool]:
    """(the kept population still has its digest, drawing again gives the same rows in the same order)."""
    assert audit.population_file is not None
    with files.open_bytes(audit.population_file) as kept:
        text = kept.read().decode()
    picks = rules.draw(rules.population_of(text), audit.method, audit.size, audit.seed)
    again = [(pick.unit.id, pick.unit.amount, pick.hits) for pick in picks]
    rows = audit.items.order_by("place").values_list("spending_id", "amount", "hits")
    return population_digest(text) == audit.population_sha256, again == list(rows)


def result_of(audit: AuditSample) -> rules.Result:
    """Counts, sums and what they say about the whole, of the items that have their word. One query."""
    rows = list(audit.items.order_by("place").values_list("verdict", "amount", "error"))
    words = Counter(verdict for verdict, _, _ in rows)
    checked = [(amount, error) for verdict, amount, error in rows if verdict]
    projected = None
    if len(checked) == len(rows):
        projected = rules.projected_error(checked, method=audit.method, population_sum=audit.population_sum, size=audit.size)
    return rules.Result(
        items=len(rows),
        checked=len(checked),
        fine=words[AuditVerdict.FINE],
        complete=words[AuditVerdict.COMPLETE],
        improper=words[AuditVerdict.IMPROPER],
        amount=sum(amount for amount, _ in checked),
        error=sum(error for _, error in checked),
        projected=projected,
    )


@dataclass(frozen=True, slots=True)
class FindingTurn:
    """A turn with its papers."""

    turn: AuditTurn
    papers: tuple[StoredFile, ...]


def turns_of_finding(item: AuditItem) -> list[FindingTurn]:
    """What both sides said, in order. Two queries."""
    turns = list(item.turns.order_by("id"))
    papers = StoredFile.objects.filter(
        owner_kind=AuditTurn._meta.label_lower, owner_id__in=[turn.pk for turn in turns], removed_at=None
    ).order_by("id")
    held: dict[int, list[StoredFile]] = {}
    for paper in papers:
        held.setdefault(paper.owner_id, []).append(paper)
    return [FindingTurn(turn, tuple(held.get(turn.pk, ()))) for turn in turns]


def agreements_in(year: int, program_id: int | None = None) -> QuerySet[Agreement, Any]:
    """Agreements of a fiscal year that both sides signed, or of one program in it."""
    rows = Agreement.objects.filter(fiscal_year=year, state__in=("signed", "ended"))
    return rows.filter(case__round__program_id=program_id) if program_id else rows
