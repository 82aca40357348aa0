"""Three organizations on one file: whose seat a stage falls to, who holds the file now, what earlier tiers said."""

from dataclasses import dataclass
from datetime import datetime

from dure.apps.cases.models import Case, Precheck, Screening, StageRun, TierReturn
from dure.apps.people import facade as people
from dure.platform.actor import Role

GOVERNMENT_TIERS = ("district", "city", "ministry")
"""From the one that takes the papers in to the one that decides."""
AGAIN = "~"
"""Stands between the key of a stage and the number of times that the file came back to it."""


def seat_for(tier: str, district: str) -> int | None:
    """The first open seat of government at a tier; at a district only one of that very district."""
    if tier not in GOVERNMENT_TIERS:
        return None
    seats = people.seats_with(Role.GOVERNMENT, tier=tier).select_related("team__organization")
    if tier == "district":
        return next((seat.pk for seat in seats if district and district in (seat.district_id, seat.team.organization.district_id)), None)
    first = seats.first()
    return first.pk if first else None


def holder_of(case: Case, run: StageRun | None) -> str:
    """Where the file lies now, in the applicant's words; nothing when it lies with the applicant or is over."""
    if run is None or case.outcome != "running" or run.state == "returned":
        return ""
    if run.seat is not None and run.tier in GOVERNMENT_TIERS:
        return run.seat.team.organization.name
    if run.tier == "district":
        return case.district.name if case.district else str(people.Tier.DISTRICT.label)
    return str(people.Tier(run.tier or "center").label)


def is_again(run: StageRun) -> bool:
    """Was it opened because a later tier gave the file back? What governments ask of one another is not shown to applicants."""
    return AGAIN in run.stage_key


def earlier_tiers(run: StageRun) -> list[tuple[str, str]]:
    """(run, words) of the tiers that looked at the file before this one, the nearest first: to these it may be given back."""
    done = StageRun.objects.filter(case_id=run.case_id, kind="screening", state="done", order__lt=run.order).exclude(tier=run.tier)
    found: dict[str, StageRun] = {}
    for before in done.order_by("-order", "-id"):
        found.setdefault(before.tier, before)
    return [(str(before.pk), f"{people.Tier(before.tier).label} · {before.label}") for before in found.values()]


def open_return_to(run: StageRun) -> TierReturn | None:
    """The question of a later tier that this run answers."""
    return TierReturn.objects.select_related("from_run").filter(to_run=run, answered_at=None).first()


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a tier said about the file."""

    at: datetime
    title: str
    who: str
    text: str
    points: tuple[str, ...] = ()
    kind: str = "info"


def said_by_tiers(case: Case) -> list[Said]:
    """Every opinion and question of those who look after the file, oldest first; what answers a question is an opinion. For desks only."""
    said = []
    for back in TierReturn.objects.filter(case=case).select_related("from_run", "to_run").order_by("id"):
        where = f"{people.Tier(back.from_run.tier).label} → {people.Tier(back.to_run.tier).label}"
        said.append(Said(back.asked_at, f"되돌림: {where}", back.asked_by_name, back.reason, kind="warning"))
    said += [_opinion(one) for one in Screening.objects.filter(run__case=case).select_related("run").order_by("id")]
    return sorted(said, key=lambda one: one.at)


def _opinion(one: Screening) -> Said:
    points = tuple(str(finding.get("point", "")) for finding in one.findings)
    who = " · ".join(part for part in (one.organization, one.judged_by_name) if part)
    word = "적격" if one.passed else "부적격"
    return Said(one.judged_at, f"{one.run.label}: {word}", who, one.note, points, "success" if one.passed else "danger")


def prechecks_of(case: Case, *, shared_only: bool = False) -> list[Precheck]:
    """What prechecks found, oldest first; applicants and reviewers read those that are shared."""
    rows = Precheck.objects.filter(run__case=case).select_related("run").order_by("id")
    return list(rows.filter(shared=True) if shared_only else rows)
