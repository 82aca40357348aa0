"""One program told: its tracks, its calls, its parts; and each round of them from its plan to its end."""

import random
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.kernel.errors import Refused
from dure.kernel.period import Period
from dure.platform.verbs import NO_KEY
from dure.rehearsal.cast import Cast
from dure.rehearsal.simulating import amounts
from dure.rehearsal.simulating.acts import act_of
from dure.rehearsal.simulating.calls import calls_of
from dure.rehearsal.simulating.checking import findings_of_house, findings_of_round
from dure.rehearsal.simulating.crowd import DISTRICT, Crowd
from dure.rehearsal.simulating.operating import seated
from dure.rehearsal.simulating.reconciling import ledger_of
from dure.rehearsal.simulating.roles import roles_of
from dure.rehearsal.simulating.rows import Row, one_of
from dure.rehearsal.simulating.run import DAY, Run
from dure.rehearsal.simulating.years import close

SEED = 20190107
_LEAD, _EACH_TRACKED = 2, 4
"""Days between the notice and the intake, and for every stage that is tracked before it."""
_BETWEEN_CALLS = 120
_WHOLE_LINE = 3
"""How often the frame of a round fits in its budget line."""


@dataclass(slots=True)
class Center:
    """Who is there, before anybody applies, and how large the rounds are. A house with one program in it closes its year behind it."""

    cast: Cast
    crowd: Crowd
    size: amounts.Size = amounts.USUAL
    told: int = 0
    closes_years: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """What is told: the part or track of a program, its call, and in a part below the appointment of whoever runs it."""

    program: programs.Program
    source: int
    part: str = ""
    track: str = ""
    call: int = 1
    under: programs.PartAppointment | None = None
    absent: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        return self.part or self.track


@dataclass(frozen=True, slots=True)
class Told:
    """A round that was told, when it ended, who took part, and the rows of the rounds below it."""

    row: Row
    ended: datetime
    parties: frozenset[int] = frozenset()
    below: tuple[Row, ...] = ()


def first_day(year: int) -> datetime:
    return seoul(year, 1, 4, 10)


def tell_program(center: Center, program: programs.Program, source: int, only: str = "") -> list[Row]:
    """Every track in all its calls; of parts the first, which brings the others with it. What must hold is asked at the end."""
    document = program.version.document if program.version else {}
    parts = [part["key"] for part in document.get("parts", ())]
    rows = _parts(center, program, source, parts) if parts else _tracks(center, program, source, document, only)
    last = first_day(program.edition.year) + timedelta(days=700)
    return [*rows[:-1], _ended(center, program, rows[-1], last)]


def _ended(center: Center, program: programs.Program, row: Row, at: datetime) -> Row:
    """The last row says of the whole program how its ledger stands, whether its year could be closed, and whatever does not hold."""
    ledger, findings = ledger_of(program)
    gates = row.gates.copy()
    if center.closes_years and ledger.agreements.paid:
        closing = close(center.cast, program.edition.year, at)
        gates["year_closed"] += closing.closed
        findings += closing.findings
    return replace(row, ledger=ledger, gates=gates, findings=(*row.findings, *findings, *findings_of_house(at + 3 * DAY)))


def _tracks(center: Center, program: programs.Program, source: int, document: dict[str, object], only: str) -> list[Row]:
    tracks = [track["key"] for track in document.get("tracks", ())] or [""]  # type: ignore[attr-defined]
    found = []
    for track in tracks:
        if only in {"", track}:
            calls = [_round(center, Way(program, source, track=track, call=n)) for n in range(1, calls_of(document, "", track) + 1)]
            found.append(replace(one_of([told.row for told in calls]), calls=len(calls)))
    return found


def _parts(center: Center, program: programs.Program, source: int, parts: list[str]) -> list[Row]:
    told = _round(center, Way(program, source, part=parts[0]))
    below = [[row for row in told.below if row.track == part] for part in parts[1:]]
    missing = [_unfinished(Way(program, source, part=part), "수행기관이 모집하지 못함") for part in parts[1:]]
    return [told.row, *(one_of(rows) if rows else none for rows, none in zip(below, missing, strict=True))]


def _unfinished(way: Way, reason: str) -> Row:
    return Row(way.program.slug, way.program.title, way.source, way.name, 0, 0, 0, 0, 0.0, findings=(reason,))


def _round(center: Center, way: Way, begins: datetime | None = None) -> Told:
    """One round from its plan to its end. Whatever stops it is a finding, and the next one is told."""
    started = time.perf_counter()
    center.told += 1
    at = begins or first_day(way.program.edition.year) + (way.call - 1) * _BETWEEN_CALLS * DAY
    run, below, problem = None, [], []
    try:
        run = _begun(center, way, at)
        below = _lived(center, way, run)
    except Refused as refused:
        problem = [" ".join(refused.reasons)]
    except Exception as error:  # a row that breaks is told as one, and the others go on
        problem = [f"{type(error).__name__}: {error}"]
    if run is None or not run.round_id:
        return Told(_unfinished(way, problem[0]), at)
    findings = (*problem, *findings_of_round(run))
    return Told(
        replace(_row(way, run, findings), seconds=round(time.perf_counter() - started - sum(told.row.seconds for told in below), 2)),
        run.at,
        frozenset(one.party_id for one in run.applicants.values()),
        tuple(row for told in below for row in (told.row, *told.below)),
    )


def _begun(center: Center, way: Way, at: datetime) -> Run:
    """Who acts and how much is asked for, and the round on the plan and open."""
    cast, at = seated(center.cast, way.under, at) if way.under else (center.cast, at)
    terms = programs.terms_of_version(way.program.version, part_key=way.part, track=way.track)
    figures = amounts.figures_of(way.program, terms, center.size)
    frame = way.under.ceiling if way.under else 0
    figures = figures.within(frame) if frame else figures
    line = "" if frame or not figures.ask else f"simulated-{way.program.slug}-{way.name}-{way.call}"
    seed = f"{SEED}/{way.source}/{way.program.slug}/{way.part}/{way.track}/{way.call}"
    absent = way.absent | ({way.under.operator_id} if way.under else set())
    run = Run(cast, center.crowd, 0, figures, line, at, random.Random(seed), absent)
    run.year, run.acts = way.program.edition.year, roles_of(way.program.order)
    _open(run, way, number=center.told)
    return run


def _open(run: Run, way: Way, *, number: int) -> None:
    """Planned, its money allotted, opened for ten days; a stage of a district gives the district a window of its own."""
    by, program = run.actor("officer"), way.program
    if way.under:
        planned = programs.plan_part_round(appointment_id=way.under.pk, by=by, at=run.at, key=NO_KEY)
    else:
        planned = programs.plan_round(program_id=program.pk, part=way.part, track=way.track, by=by, at=run.at, key=NO_KEY)
    run.round_id = planned.pk
    if run.line:
        money.allot_budget(
            year=program.edition.year, line_key=run.line, title=program.title[:100], amount=run.figures.ask * run.figures.places * _WHOLE_LINE,
            by=run.cast.actor("administrator", run.at), at=run.at,
        )  # fmt: skip
    plan = programs.RoundPlan(
        seat_id=run.cast.seats["officer"], receipt_prefix=f"{program.edition.year}-S{number:03d}", budget_line_key=run.line,
        budget=run.figures.budget(len(run.terms.stages_of("review"))), awards_max=run.figures.places,
    )  # fmt: skip
    stages = run.terms.stages
    intake = next((stage for stage in stages if stage.kind == "intake"), None)
    before = sum(stage.order < intake.order for stage in stages) if intake else 0
    opens = run.at + (_LEAD + before * _EACH_TRACKED) * DAY
    window = programs.Opening(Period(opens, opens + timedelta(days=10)), DISTRICT if intake and intake.tier == "district" else "")
    programs.open_round(round_id=planned.pk, windows=[window], plan=plan, by=run.actor("officer"), at=run.later(hours=2), key=NO_KEY)
    if not intake:
        run.at = opens + timedelta(days=11)
        programs.close_round(round_id=planned.pk, by=run.actor("officer"), at=run.at, key=NO_KEY)


def _lived(center: Center, way: Way, run: Run) -> list[Told]:
    """Stage by stage to the end; the part below is told once those who run it have signed, and hold what they pass on."""
    below: list[Told] = []
    brings = "disbursement" if run.figures.passes else "agreement"
    for stage in run.terms.stages:
        act_of(stage, takes_applications=bool(run.terms.stages_of("intake")))(run, stage)
        run.deliver()
        if stage.kind == brings and not below:
            below = _below(center, way, run)
    programs.end_round(round_id=run.round_id, by=run.actor("officer"), at=run.later(days=1), key=NO_KEY)
    run.deliver()
    return below


def _below(center: Center, way: Way, run: Run) -> list[Told]:
    """The part that those who signed run in their own seats, each with firms of its own. The round above waits for them."""
    appointed = programs.PartAppointment.objects.filter(round_id=run.round_id, ended_at=None).select_related("operator").order_by("id")
    told: list[Told] = []
    busy = frozenset(one.operator_id for one in appointed)
    for under in appointed:
        found = _round(center, replace(way, part=under.part, under=under, absent=busy), run.at)
        told.append(found)
        busy |= found.parties
        run.gates["operators"] += 1
    run.at = max([run.at, *(one.ended for one in told)])
    return told


def _row(way: Way, run: Run, findings: tuple[str, ...]) -> Row:
    totals, passed_on = grants.totals_of_round(run.round_id), bool(way.under and way.under.ceiling)
    run.gates["passed_on"] += totals.agreements if passed_on else 0
    return Row(
        program=way.program.slug, title=way.program.title, year=way.source, track=way.name, stages=len(run.terms.stages),
        cases=cases.Case.objects.filter(round_id=run.round_id).exclude(submitted_at=None).count(),
        paid=totals.paid, returned=totals.returned, seconds=0.0, gates=run.gates, findings=findings, passed_on=passed_on,
    )  # fmt: skip
