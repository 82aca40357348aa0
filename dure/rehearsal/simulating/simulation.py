"""The whole simulation: a center of invented people, both years copied to the years ahead, every program run to its end and asked of its promises."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.kernel.errors import Refused
from dure.kernel.period import Period
from dure.platform import invariants, journal
from dure.platform.models import Delivery
from dure.platform.verbs import NO_KEY
from dure.rehearsal.cast import Cast, gather
from dure.rehearsal.simulating.acts import act_of
from dure.rehearsal.simulating.amounts import figures_of
from dure.rehearsal.simulating.crowd import DISTRICT, Crowd, gather_crowd
from dure.rehearsal.simulating.operating import seated
from dure.rehearsal.simulating.rows import Row
from dure.rehearsal.simulating.run import DAY, Run

SEED = 20190107
YEARS = {2019: 2027, 2021: 2028}
"""The years of the sources, and those in which they are lived."""
_LEAD, _EACH_TRACKED = 2, 4
"""Days between the notice and the intake, and for every stage that is tracked before it."""
_WHOLE_LINE = 3
"""How often the frame of a round fits in its budget line."""


@dataclass(slots=True)
class Center:
    """Who is there, before anybody applies."""

    cast: Cast
    crowd: Crowd
    told: int = 0


def prepare() -> Center:
    """The invented people, and both years copied with the days of the years ahead. The catalog must have been applied."""
    begins = seoul(min(YEARS.values()) - 1, 12, 1, 9)
    cast = gather(begins, parties=0)
    crowd = gather_crowd(cast, begins)
    for source, year in YEARS.items():
        _copy(cast, source, year)
    return Center(cast, crowd)


def _copy(cast: Cast, source: int, year: int) -> None:
    at = _first_day(year)
    by = cast.actor("administrator", at)
    edition = programs.open_edition(
        year=year, title=f"{year}년 지원사업 (예시)", organizer=people.center().name, by=by, at=at, key=NO_KEY, sample=True
    )
    for program in programs.Program.objects.filter(edition__year=source).select_related("version").order_by("order", "id"):
        if program.version is not None:
            programs.plan_program(
                edition_id=edition.pk, document=programs.to_year(program.version.document, year), copied_from_id=program.version_id,
                publish=True, sample=True, by=by, at=at, key=NO_KEY,
            )  # fmt: skip


def _first_day(year: int) -> datetime:
    return seoul(year, 1, 4, 10)


def simulate(center: Center, *, year: int | None = None, slug: str = "", track: str = "") -> Iterator[Row]:
    """Every program of the sources, or those of one year, name or track, in the order of the documents."""
    for source, lived in YEARS.items():
        if year in {None, source}:
            rows = programs.Program.objects.filter(edition__year=lived).select_related("version", "edition").order_by("order", "id")
            for program in rows.filter(slug=slug) if slug else rows:
                yield from _program(center, program, source, track)


def _program(center: Center, program: programs.Program, source: int, only: str) -> Iterator[Row]:
    """Every track; of parts the first, which brings the next with it, and those that the center runs itself."""
    document = program.version.document if program.version else {}
    parts = [part["key"] for part in document.get("parts", ())]
    if not parts:
        for track in [track["key"] for track in document.get("tracks", ())] or [""]:
            if only in {"", track}:
                yield from _round(center, program, source, track=track)
        return
    told: set[str] = set()
    for part in parts:
        if part not in told:
            for row in _round(center, program, source, part=part):
                told.add(row.track)
                yield row


def _round(
    center: Center,
    program: programs.Program,
    source: int,
    *,
    part: str = "",
    track: str = "",
    under: programs.PartAppointment | None = None,
    begins: datetime | None = None,
) -> list[Row]:
    """One round from its plan to its end. What the parts below told comes after it."""
    started = time.perf_counter()
    center.told += 1
    at = begins or _first_day(program.edition.year)
    cast, at = seated(center.cast, under, at) if under else (center.cast, at)
    terms = programs.terms_of_version(program.version, part_key=part, track=track)
    figures = figures_of(program, terms)
    line = f"simulated-{program.slug}-{part or track}".rstrip("-") if figures.ask else ""
    run = Run(
        cast,
        center.crowd,
        0,
        figures,
        line,
        at,
        random.Random(f"{SEED}/{source}/{program.slug}/{part}/{track}"),
        under.operator_id if under else 0,
    )
    below: list[Row] = []
    problem: list[str] = []
    try:
        _open(run, program, part, track, under, number=center.told)
        for stage in run.terms.stages:
            act_of(stage, takes_applications=bool(run.terms.stages_of("intake")))(run, stage)
            if stage.kind == "agreement":
                below = _below(center, program, source, run)
            run.deliver()
        programs.end_round(round_id=run.round_id, by=run.actor("officer"), at=run.later(days=1), key=NO_KEY)
    except Refused as refused:
        problem = [" ".join(refused.reasons)]
    run.deliver()
    findings = (*problem, *(_findings(run) if run.round_id else ()))
    seconds = round(time.perf_counter() - started - sum(row.seconds for row in below), 2)
    totals = grants.totals_of_round(run.round_id)
    row = Row(
        program=program.slug, title=program.title, year=source, track=part or track, stages=len(run.terms.stages) if not problem else 0,
        cases=cases.Case.objects.filter(round_id=run.round_id).exclude(submitted_at=None).count(),
        paid=totals.paid, returned=totals.returned, seconds=seconds, gates=run.gates, findings=findings,
    )  # fmt: skip
    return [row, *below]


def _open(run: Run, program: programs.Program, part: str, track: str, under: programs.PartAppointment | None, *, number: int) -> None:
    """Planned, its money allotted, opened for ten days; a stage of a district gives the district a window of its own."""
    by = run.actor("officer")
    if under:
        planned = programs.plan_part_round(appointment_id=under.pk, by=by, at=run.at, key=NO_KEY)
    else:
        planned = programs.plan_round(program_id=program.pk, part=part, track=track, by=by, at=run.at, key=NO_KEY)
    run.round_id = planned.pk
    if run.line:
        amount = run.figures.budget or 0
        money.allot_budget(
            year=program.edition.year, line_key=run.line, title=program.title[:100], amount=amount * _WHOLE_LINE,
            by=run.cast.actor("administrator", run.at), at=run.at,
        )  # fmt: skip
    plan = programs.RoundPlan(
        seat_id=run.cast.seats["officer"], receipt_prefix=f"{program.edition.year}-S{number:03d}", budget_line_key=run.line,
        budget=run.figures.budget, awards_max=run.figures.places + 1,
    )  # fmt: skip
    stages = programs.terms_of_version(planned.version, part_key=part, track=track).stages
    intake = next((stage for stage in stages if stage.kind == "intake"), None)
    before = sum(stage.order < intake.order for stage in stages) if intake else 0
    opens = run.at + (_LEAD + before * _EACH_TRACKED) * DAY
    district = DISTRICT if intake and intake.tier == "district" else ""
    window = programs.Opening(Period(opens, opens + timedelta(days=10)), district)
    programs.open_round(round_id=planned.pk, windows=[window], plan=plan, by=run.actor("officer"), at=run.later(hours=2), key=NO_KEY)
    if not intake:
        run.at = opens + timedelta(days=11)
        programs.close_round(round_id=planned.pk, by=run.actor("officer"), at=run.at, key=NO_KEY)


def _below(center: Center, program: programs.Program, source: int, run: Run) -> list[Row]:
    """The part that those who signed run in their own seats, where it pays nothing itself: its money is not theirs to give."""
    following = programs.part_after(programs.Round.objects.select_related("version").get(pk=run.round_id))
    appointed = (
        programs.PartAppointment.objects.filter(round_id=run.round_id, ended_at=None).select_related("operator").order_by("id").first()
    )
    if not following or appointed is None or programs.terms_of_version(program.version, part_key=following).disbursements:
        return []
    return _round(center, program, source, part=following, under=appointed, begins=run.at)


def _findings(run: Run) -> list[str]:
    """What is not done, what does not hold, and where the ledger says another sum than what the bank was told."""
    while journal.seal(at=run.at):
        pass
    found = programs.Round.objects.get(pk=run.round_id)
    findings = [f"모집이 끝나지 않음: {found.state}"] if found.state != "ended" else []
    open_cases = cases.Case.objects.filter(round_id=run.round_id, outcome__in=("running", "reserve"))
    findings += [f"끝나지 않은 신청: {case.receipt} {case.outcome}" for case in open_cases.filter(outcome="running").order_by("id")]
    tracked = found.stages.exclude(state="done").select_related("stage").order_by("stage__order")
    takes = bool(run.terms.stages_of("intake"))
    findings += [f"마치지 않은 단계: {step.key}" for step in tracked if not takes or step.stage.kind in programs.TRACKED_KINDS]
    if takes and not cases.Case.objects.filter(round_id=run.round_id, outcome="ended").exists():
        findings.append("끝까지 간 신청이 없음")
    totals = grants.totals_of_round(run.round_id)
    if (totals.paid, totals.returned) != (run.paid, run.returned):
        findings.append(f"장부와 다름: 지급 {totals.paid}/{run.paid}, 반납 {totals.returned}/{run.returned}")
    findings += [f"{invariant.code}: {broken[0]}" for invariant, broken in invariants.run() if broken]
    findings += list(Delivery.objects.exclude(error="").order_by("id").values_list("error", flat=True)[:1])
    return findings


def is_lived() -> bool:
    """Is there a year in the database that people live in? A simulation keeps away from it."""
    return programs.Edition.objects.filter(kind=programs.Edition.Kind.CURRENT).exists()
