"""Three organizations on one file: whose seat a stage falls to, who holds the file now, what earlier tiers said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from dure.apps.cases.models import Case, Precheck, Screening, StageRun, TierReturn, Visit
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.actor import Role

GOVERNMENT_TIERS = ("district", "city", "ministry")
"""From the one that takes the papers in to the one that decides."""
AGAIN = "~"
"""Stands between the key of a stage and the number of times that the file came back to it."""
VISIT = "visit"
"""The mode of a screening that is done on the spot."""
NOT_VISITED = "현지조사 단계예요. 현장에서 쓴 조사 기록에 두 사람이 서명해야 다음으로 넘길 수 있어요."


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


def run_to_send_back(case_id: int) -> StageRun | None:
    """The stage from which the file may be given back: a screening, or the committee of a government, that is under way."""
    runs = StageRun.objects.select_related("case__round").filter(case_id=case_id, state="open").exclude(begun_at=None)
    found = runs.filter(Q(kind="screening") | Q(kind="review", tier__in=GOVERNMENT_TIERS))
    return found.order_by("order", "id").first()


def stage_of(run: StageRun) -> programs.StageTerm | None:
    """The stage of the frozen definition that the run lives, also where a later tier had it opened again."""
    return programs.terms_of(run.case.round_id, run.case.terms_sha256).stage(run.stage_key.partition(AGAIN)[0])


def due_by_definition(run: StageRun, *, from_day: datetime) -> datetime | None:
    """So many days from then, where the definition gives the stage days; the usual ones are counted elsewhere."""
    stage = stage_of(run)
    return from_day + timedelta(days=stage.due_days) if stage and stage.due_days else None


def lacks_visit(run: StageRun) -> str:
    """Why the file cannot be sent on from here: the stage is a visit, and no record of one was signed by both."""
    stage = stage_of(run)
    if run.kind != "screening" or stage is None or stage.mode != VISIT:
        return ""
    signed = Visit.objects.filter(case_id=run.case_id, run__order=run.order, signed_at__isnull=False)
    return "" if signed.exists() else NOT_VISITED


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
