"""What would change, case by case, if a round took a newer version of its definition."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from dure.apps.cases.flow import runs_as_case_stage
from dure.apps.cases.models import Case, StageRun
from dure.apps.cases.queries.content import content_of, handed_in_content
from dure.apps.cases.queries.standing import findings_under
from dure.apps.cases.rules import migrating as rules
from dure.apps.cases.words import Outcome
from dure.apps.programs import facade as programs

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
    new = programs.terms_of_version(version, part_key=found.part, track=found.track)
    now = programs.terms_of(found.pk)
    reasons = list(programs.reasons_to_stay(found, version))
    if rules.judges_otherwise(now, new):
        reasons += [said for obstacle in _judging if (said := obstacle(found.pk))]
    cases = list(Case.objects.filter(round=found).select_related("party", "district", "round__program").order_by("receipt_number", "id"))
    runs: dict[int, list[StageRun]] = {}
    for run in StageRun.objects.filter(case__round=found).order_by("case_id", "order", "id"):
        runs.setdefault(run.case_id, []).append(run)
    changes = tuple(_change(case, runs.get(case.pk, []), new, at) for case in cases)
    return Preview(found, version, changes, tuple(reasons), tuple(_common(now, new)))


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


def _change(case: Case, runs: list[StageRun], new: programs.Terms, at: datetime) -> CaseChange:
    if case.outcome not in MOVING:
        return CaseChange(case, moves=False, kept=f"{case.get_outcome_display()}: 끝난 건은 그때의 판대로 남아요.")
    if any(run.kind == "agreement" and run.state == "done" for run in runs):
        return CaseChange(case, moves=False, kept="협약을 맺은 건이라 협약 때의 판을 따라요.")
    if case.terms_sha256 == new.sha256:
        return CaseChange(case, moves=False, kept="이미 이 판을 따르고 있어요.")
    old = programs.terms_of(case.round_id, case.terms_sha256)
    seen = [
        rules.RunSeen(run.stage_key, run.kind, run.label, run.order, run.begun_at is not None, run.closed_at is not None) for run in runs
    ]
    plan = rules.plan_stages(seen, old, new, runs_as_case_stage)
    lines, refusals = list(plan.lines), list(plan.refusals)
    if rules.asks_otherwise(old, new):
        content = content_of(case) if case.is_draft else handed_in_content(case)
        lines += rules.form_lines(old, new, content, handed_in=not case.is_draft)
        lost = [f"쓰고 있는 비목 ‘{title}’이 새 판에 없어요." for title in rules.lost_categories(old, new, content)]
        (lines if case.is_draft else refusals).extend(lost)
    if old.rules != new.rules:
        screened = any(run.kind == "screening" and run.state == "done" for run in runs)
        before, after = (findings_under(case, terms, at=case.submitted_at or at).verdicts for terms in (old, new))
        lines += rules.rule_lines(before, after, screened=screened)
    return CaseChange(case, True, tuple(lines), tuple(refusals), plan=plan)


def versions_for(found: programs.Round) -> list[programs.DefinitionVersion]:
    """The other versions of the round's program, newest first."""
    versions = programs.DefinitionVersion.objects.filter(program=found.program_id).exclude(pk=found.version_id)
    return list(versions.order_by("-number").defer("document"))


def version_asked(found: programs.Round, asked: str) -> programs.DefinitionVersion | None:
    """The version that is named, else the newest; nothing where there is no other."""
    versions = versions_for(found)
    return next((version for version in versions if str(version.pk) == asked), versions[0] if versions else None)
