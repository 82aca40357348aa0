"""What an applicant is told of its own result: points per criterion where the panel tells them."""

from collections.abc import Mapping
from dataclasses import dataclass

from dure.apps.cases import facade as cases
from dure.apps.review import rules
from dure.apps.review.models import Decision
from dure.apps.review.queries.panels import score_sheet_of
from dure.apps.review.queries.tally import announced_decision, sheets_by_case
from dure.apps.review.words import DecisionOutcome
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class PointsLine:
    """One criterion as the applicant reads it."""

    title: str
    mean: str
    points: int
    percent: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The result with its reason; without lines when the panel does not tell points."""

    mean: str
    most: int
    reason: str
    lines: tuple[PointsLine, ...]


def feedback_of(decision: Decision) -> Feedback:
    """Own means only: nothing of other applicants, of single reviewers or of their number."""
    sheet = score_sheet_of(decision.panel.round_id)
    if not decision.panel.tells_scores:
        rejected = decision.outcome == DecisionOutcome.REJECTED
        return Feedback("", 0, "심사위원회의 심사 결과에 따라 선정되지 않았습니다." if rejected else decision.reason, ())
    remarks = dict(decision.remarks.values_list("criterion", "text"))
    lines = tuple(
        _line(line.title, line.points, decision.criterion_means[line.key], remarks.get(line.key, ""))
        for line in (*sheet.criteria, *sheet.bonus)
        if line.key in decision.criterion_means
    )
    return Feedback(rules.shown(decision.mean), sheet.most_points, decision.reason, lines)


def _line(title: str, points: int, mean: int, remark: str) -> PointsLine:
    return PointsLine(title, rules.shown(mean), points, mean // points if points else 0, remark)


@dataclass(frozen=True, slots=True)
class RemarkDraft:
    """One criterion with what the reviewers wrote, nameless and in no order of theirs, and the words approved for the applicant."""

    key: str
    title: str
    mean: str
    points: int
    said: tuple[str, ...]
    text: str


def remark_drafts(decision: Decision, typed: Mapping[str, str] | None = None) -> list[RemarkDraft]:
    """For the desk, after the opening: the comments of the counted sheets beside what the applicant will read, or what was typed instead."""
    sheet, approved = score_sheet_of(decision.panel.round_id), dict(decision.remarks.values_list("criterion", "text"))
    counted = sheets_by_case(decision.panel)[decision.case_id]
    drafts = []
    for line in (*sheet.criteria, *sheet.bonus):
        said = tuple(sorted({one.comments[line.key] for one in counted if one.comments.get(line.key)}))
        mean = rules.shown(decision.criterion_means.get(line.key, 0))
        text = approved.get(line.key) or "\n".join(said) if typed is None else typed.get(line.key, "")
        drafts.append(RemarkDraft(line.key, line.title, mean, line.points, said, text))
    return drafts


def result_for(actor: Actor, case_id: int) -> Decision | None:
    """The told result of a case of the actor's own parties; before the announcement there is none, scored or not."""
    decision = announced_decision(case_id)
    if decision is None or not cases.Case.objects.filter(pk=case_id, party_id__in=actor.party_ids).exists():
        return None
    return decision
