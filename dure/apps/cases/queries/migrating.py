"""What would change, case by case, if a round took a newer version of its definition."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F

from dure.apps.cases.flow import runs_as_case_stage
from dure.apps.cases.models import Case, StageRun, Submission
from dure.apps.cases.queries.content import Content, by_case, handed_in_contents
from dure.apps.cases.queries.standing import findings_under
from dure.apps.cases.rules import migrating as rules
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.period import start_of

MOVING = (Outcome.DRAFT, Outcome.RUNNING, Outcome.RESERVE)
Obstacle = Callable[[int], str]
_judging: list[Obstacle] = []


def register_judging(obstacle: Obstacle) -> None:
    """A higher app says, for a round, why its score sheet may not change any more; an empty text where it may."""
    if obstacle not in _judging:
        _judging.append(obstacle)


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One case: what changes, or why it keeps its terms. `refusals` stop the whole act."""

    case: Case
    moves: bool
    lines: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    kept: str = ""
    plan: rules.StagePlan = field(default_factory=rules.StagePlan)
    screened: bool = False

    @property
    def name(self) -> str:
        """The party, with the number where there is one."""
        return f"{self.case.party.name} ({self.case.receipt or '쓰는 중'})"


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole act before it is done."""

    round: programs.Round
    version: programs.DefinitionVersion
    cases: tuple[CaseChange, ...]
    reasons: tuple[str, ...]
    common: tuple[str, ...] = ()

    @property
    def moving(self) -> tuple[CaseChange, ...]:
        return tuple(change for change in self.cases if change.moves)

    @property
    def staying(self) -> tuple[CaseChange, ...]:
        return tuple(change for change in self.cases if not change.moves)

    @property
    def refusals(self) -> list[str]:
        """Every reason why it cannot be done, those of cases with their names."""
        return [*self.reasons, *(f"{change.name}: {reason}" for change in self.cases for reason in change.refusals)]


def preview_of(found: programs.Round, version: programs.DefinitionVersion, *, at: datetime) -> Preview:
    """Per case: stages, questions, documents and rules that change. Closed cases and those with a signed agreement keep their terms."""
    seen = outline_of(found, version)
    return replace(seen, cases=tuple(in_full(seen, seen.cases, at=at)))


def outline_of(found: programs.Round, version: programs.DefinitionVersion) -> Preview:
    """Which cases move, how their stages change, and everything that refuses the act, by as many queries for many cases as for few."""
    new = programs.terms_of_version(version, part_key=found.part, track=found.track)
    now = programs.terms_of(found.pk)
    reasons = list(programs.reasons_to_stay(found, version))
    if rules.judges_otherwise(now, new):
        reasons += [said for obstacle in _judging if (said := obstacle(found.pk))]
    rows = Case.objects.filter(round=found).select_related("party__district", "district", "round__program")
    cases = list(rows.order_by(F("receipt_number").asc(nulls_last=True), "id"))
    runs = by_case(StageRun.objects.filter(case__round=found).order_by("case_id", "order", "id"))
    budgets = _budgets_of(found) if rules.asks_otherwise(now, new) else {}
    terms = _terms_of(cases)
    changes = tuple(_outline(case, runs[case.pk], terms[case.terms_sha256], new, budgets.get(case.pk, [])) for case in cases)
    return Preview(found, version, changes, tuple(reasons), tuple(_common(now, new)))


def _terms_of(cases: Iterable[Case]) -> dict[str, programs.Terms]:
    """The terms of each version that cases of one round follow."""
    return {sha256: programs.terms_of(round_id, sha256) for round_id, sha256 in {(case.round_id, case.terms_sha256) for case in cases}}


def _budgets_of(found: programs.Round) -> dict[int, list[dict[str, Any]]]:
    """The rows of the budget that each case handed in last."""
    rows = Submission.objects.filter(case__round=found).order_by("number").values_list("case_id", "content__budget")
    return {case_id: budget or [] for case_id, budget in rows}


def _common(old: programs.Terms, new: programs.Terms) -> list[str]:
    """What changes for everybody, in a word each."""
    said = [
        ("심사표", old.score_sheet != new.score_sheet),
        ("협약 조문", old.agreement_terms != new.agreement_terms),
        ("보고서 양식", old.report_forms != new.report_forms),
        ("교부 비율", old.disbursements != new.disbursements),
        ("지원 한도", old.caps != new.caps),
        ("자부담", old.own_share != new.own_share),
        ("요건", old.rules != new.rules),
        ("신청서", rules.asks_otherwise(old, new)),
        ("단계", old.stages != new.stages),
    ]
    return [word for word, changed in said if changed]


def _outline(case: Case, runs: list[StageRun], old: programs.Terms, new: programs.Terms, budget: list[dict[str, Any]]) -> CaseChange:
    if kept := _kept(case, runs, new):
        return CaseChange(case, moves=False, kept=kept)
    seen = [
        rules.RunSeen(run.stage_key, run.kind, run.label, run.order, run.begun_at is not None, run.closed_at is not None) for run in runs
    ]
    plan = rules.plan_stages(seen, old, new, runs_as_case_stage)
    lost = () if case.is_draft else tuple(_lost(title) for title in rules.lost_categories(old, new, {"budget": budget}))
    screened = any(run.kind == "screening" and run.state == "done" for run in runs)
    return CaseChange(case, True, plan.lines, (*plan.refusals, *lost), plan=plan, screened=screened)


def _kept(case: Case, runs: list[StageRun], new: programs.Terms) -> str:
    """Why a case keeps its terms."""
    if case.outcome not in MOVING:
        return f"{case.get_outcome_display()}: 끝난 건은 그때의 판대로 남아요."
    if any(run.kind == "agreement" and run.state == "done" for run in runs):
        return "협약을 맺은 건이라 협약 때의 판을 따라요."
    return "이미 이 판을 따르고 있어요." if case.terms_sha256 == new.sha256 else ""


def _lost(title: str) -> str:
    return f"쓰고 있는 비목 ‘{title}’이 새 판에 없어요."


def in_full(seen: Preview, changes: Sequence[CaseChange], *, at: datetime) -> list[CaseChange]:
    """Some of the cases with every line: also what the form asks otherwise and which rules answer otherwise. Few queries, however many."""
    found = seen.round
    new = programs.terms_of_version(seen.version, part_key=found.part, track=found.track)
    moving = [change.case for change in changes if change.moves]
    terms, contents = _terms_of(moving), handed_in_contents(moving)
    facts = _facts_of([case for case in moving if terms[case.terms_sha256].rules != new.rules], at)
    return [
        _filled(change, terms[change.case.terms_sha256], new, contents[change.case.pk], facts, at) if change.moves else change
        for change in changes
    ]


def _facts_of(cases: Iterable[Case], at: datetime) -> dict[tuple[int, date], people.KnownParty]:
    """What is known of each party on the day it handed in, or today while it writes: as many queries as there are such days."""
    parties: dict[date, set[int]] = defaultdict(set)
    for case in cases:
        parties[_day(case, at)].add(case.party_id)
    known = {day: people.facts_of_parties(ids, at=start_of(day)) for day, ids in parties.items()}
    return {(party_id, day): found for day, of_day in known.items() for party_id, found in of_day.items()}


def _day(case: Case, at: datetime) -> date:
    return seoul_date(case.submitted_at or at)


def _filled(
    change: CaseChange,
    old: programs.Terms,
    new: programs.Terms,
    content: Content,
    facts: Mapping[tuple[int, date], people.KnownParty],
    at: datetime,
) -> CaseChange:
    case, lines = change.case, list(change.lines)
    if rules.asks_otherwise(old, new):
        lines += rules.form_lines(old, new, content, handed_in=not case.is_draft)
        lines += [_lost(title) for title in rules.lost_categories(old, new, content)] if case.is_draft else []
    if old.rules != new.rules:
        known = facts[case.party_id, _day(case, at)]
        before, after = (findings_under(case, terms, known, content, at=case.submitted_at or at).verdicts for terms in (old, new))
        lines += rules.rule_lines(before, after, screened=change.screened)
    return replace(change, lines=tuple(lines))


def versions_for(found: programs.Round) -> list[programs.DefinitionVersion]:
    """The other versions of the round's program, newest first."""
    versions = programs.DefinitionVersion.objects.filter(program=found.program_id).exclude(pk=found.version_id)
    return list(versions.order_by("-number").defer("document"))


def version_asked(found: programs.Round, asked: str) -> programs.DefinitionVersion | None:
    """The version that is named, else the newest; nothing where there is no other."""
    versions = versions_for(found)
    return next((version for version in versions if str(version.pk) == asked), versions[0] if versions else None)
