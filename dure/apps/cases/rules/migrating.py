"""What a newer version of the terms changes for one case. Pure: nothing that is done is touched, and what cannot be brought along says so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dure.apps.cases.rules.places import fixes
from dure.apps.programs.facade import StageTerm, Terms
from dure.kernel.korean import table_day
from dure.kernel.verdicts import Answer, Verdict


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A stage run as far as a change of terms concerns it."""

    key: str
    kind: str
    label: str
    order: int
    begun: bool
    closed: bool


PUT_IN = "+"
"""Marks the key of a stage that no definition has: an agreement put it in, and no version of the definition takes it away."""


@dataclass(frozen=True, slots=True)
class StagePlan:
    """What becomes of the runs: stages to add, runs to take away, and the sentences that say so."""

    add: tuple[StageTerm, ...] = ()
    drop: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()


def plan_stages(runs: Sequence[RunSeen], old: Terms, new: Terms, lived: Callable[[str], bool]) -> StagePlan:
    """Stages that wait follow the new terms; a stage that has begun must be in them. What would come before the present is not added."""
    wanted = {stage.key: stage for stage in new.stages if lived(stage.kind)}
    held = {run.key: run for run in runs}
    gone = [run for run in runs if PUT_IN not in run.key and (run.key not in wanted or wanted[run.key].kind != run.kind)]
    refusals = [f"이미 진행한 단계 ‘{run.label}’이 새 판에 없어요." for run in gone if run.begun]
    reached = max((wanted[run.key].order for run in runs if run.begun and run.key in wanted), default=0)
    added = [stage for key, stage in wanted.items() if key not in held]
    ahead = tuple(stage for stage in added if stage.order > reached)
    lines = [f"단계 더해짐: {stage.label}" for stage in ahead]
    lines += [f"지나간 자리라 두지 않는 단계: {stage.label}" for stage in added if stage.order <= reached]
    lines += [f"단계 빠짐: {run.label}" for run in gone if not run.begun]
    for run in runs:
        if run.key in wanted and not run.closed:
            lines += _altered(run, old.stage(run.key), wanted[run.key])
    return StagePlan(ahead, tuple(run.key for run in gone if not run.begun), tuple(lines), tuple(refusals))


def _altered(run: RunSeen, before: StageTerm | None, after: StageTerm) -> Iterable[str]:
    if run.label != after.label:
        yield f"단계 이름 바뀜: {run.label} → {after.label}"
    if before is not None and _days(before) != _days(after):
        yield f"단계 날짜 바뀜: {after.label} {_days(before)} → {_days(after)}"


def _days(stage: StageTerm) -> str:
    window = stage.window
    if window.first is None and window.last is None:
        return "정해지지 않음"
    first, last = (table_day(day) if day else "" for day in (window.first, window.last))
    return first if first == last else f"{first} ~ {last}".strip()


def form_lines(old: Terms, new: Terms, content: Mapping[str, Any], *, handed_in: bool) -> list[str]:
    """What the form asks otherwise: for a draft what it then wants, for one that was handed in what may have to be asked for."""
    before = {fix.sentence for fix in fixes(old, content)}
    lacking = [fix.sentence for fix in fixes(new, content) if fix.sentence not in before]
    word = "보완을 요청할 곳" if handed_in else "더 채울 곳"
    return [f"{word}: {sentence}" for sentence in lacking] + _gone_questions(old, new, content)


def _gone_questions(old: Terms, new: Terms, content: Mapping[str, Any]) -> list[str]:
    asked = {(section.key, question.key) for section in new.sections for question in section.questions}
    said = content["sections"]
    return [
        f"빠지는 문항: {section.title} “{question.label}” (쓴 답은 기록에 남아요)"
        for section in old.sections
        for question in section.questions
        if (section.key, question.key) not in asked and said.get(section.key, {}).get(question.key)
    ]


def lost_categories(old: Terms, new: Terms, content: Mapping[str, Any]) -> list[str]:
    """Titles of budget categories that rows use and the new terms do not know."""
    used = dict.fromkeys(row["category"] for row in content["budget"])
    return [known.title for key in used if new.category(key) is None and (known := old.category(key)) is not None]


def rule_lines(before: Sequence[Verdict], after: Sequence[Verdict], *, screened: bool) -> list[str]:
    """Rules that answer otherwise than they did, or are new and not met. One that was screened stays as it was judged."""
    words = {Answer.YES: "충족", Answer.NO: "충족하지 않음", Answer.UNKNOWN: "확인 필요"}
    answered = {_name(verdict): verdict.answer for verdict in before}
    changed = [verdict for verdict in after if answered.get(_name(verdict), Answer.YES) is not verdict.answer]
    lines = [f"요건 답이 바뀜: {_name(verdict)} → {words[verdict.answer]}. {verdict.sentence}" for verdict in changed]
    return [f"{line} (적격검토를 마친 건이라 판정은 그대로예요)" for line in lines] if screened else lines


def _name(verdict: Verdict) -> str:
    return verdict.clause or verdict.rule


def judges_otherwise(old: Terms, new: Terms) -> bool:
    """Does the score sheet differ?"""
    return old.score_sheet != new.score_sheet


def asks_otherwise(old: Terms, new: Terms) -> bool:
    """Do questions, documents or budget categories differ?"""
    return _form(old) != _form(new)


def _form(terms: Terms) -> tuple[object, ...]:
    return (terms.sections, terms.documents, terms.categories, terms.asks_budget, terms.asks_partners)
