"""What the pages of the form show: tasks with their states, questions with what was typed, the budget table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dure.apps.cases.models import Case, SectionAnswer
from dure.apps.cases.queries.content import BUDGET, attachments_of, content_of
from dure.apps.cases.rules.answers import YES_NO, Lists
from dure.apps.cases.rules.budget import TypedRow, limits, read_budget, share_words
from dure.apps.cases.rules.places import BUDGET as BUDGET_PLACE
from dure.apps.cases.rules.places import PARTNERS, Fix, OpenPlaces, document_place, fixes, section_place
from dure.apps.programs import facade as programs

EXTRA_ROWS = 4


@dataclass(frozen=True, slots=True)
class Task:
    """A page of the form in the task list and the side list."""

    name: str
    title: str
    href: str
    status: str
    tone: str
    hint: str = ""


def tasks_of(case: Case, opened: OpenPlaces) -> list[Task]:
    """Every page of the form with the word of its state."""
    terms, content = programs.terms_of(case.round_id), content_of(case)
    wanted = fixes(terms, content)
    tasks = []
    for section in terms.sections:
        place = section_place(section.key)
        begun = section.key in content["sections"]
        tasks.append(_task(section.key, section.title, case, _count(wanted, place), begun, opened.holds(place), section.hint))
    if terms.asks_partners:
        told = f"{len(content['partners'])}곳" if content["partners"] else ""
        tasks.append(_task("partners", "참여 단체", case, 0, bool(content["partners"]), opened.holds(PARTNERS), told))
    if terms.asks_budget:
        tasks.append(_task("budget", "예산", case, _count(wanted, BUDGET_PLACE), bool(content["budget"]), opened.holds(BUDGET_PLACE), ""))
    if terms.documents:
        lacking = sum(_count(wanted, document_place(paper.key)) for paper in terms.documents)
        may = any(opened.holds(document_place(paper.key)) for paper in terms.documents)
        tasks.append(_task("files", "제출 서류", case, lacking, bool(content["files"]), may, ""))
    return tasks


def _count(wanted: Sequence[Fix], place: str) -> int:
    return sum(1 for fix in wanted if fix.place == place)


def _task(name: str, title: str, case: Case, lacking: int, begun: bool, may: bool, hint: str) -> Task:
    href = f"/apply/{case.pk}/{name}/"
    if not may and case.receipt_number is not None:
        return Task(name, title, href, "제출함", "done", hint)
    if not begun:
        return Task(name, title, href, "아직" if lacking else "선택", "todo", hint)
    return Task(name, title, href, f"남은 곳 {lacking}", "doing", hint) if lacking else Task(name, title, href, "완료", "done", hint)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its component draws it. `people` are rows of who and what they do."""

    key: str
    label: str
    kind: str
    hint: str
    optional: bool
    value: Any
    options: tuple[tuple[str, str], ...]
    error: str
    longest: int | None
    people: tuple[dict[str, str], ...] = ()


def questions_of(section: programs.Section, data: Mapping[str, Any], errors: Mapping[str, str]) -> list[Asked]:
    """The section's questions with their answers, or with what was typed and could not be kept."""
    return [_asked(question, data.get(question.key), errors.get(question.key, "")) for question in section.questions]


def _asked(question: programs.Question, value: Any, error: str) -> Asked:
    people: tuple[dict[str, str], ...] = ()
    if question.kind == "people":
        people = (*(value or ()), *({"who": "", "duty": ""} for _ in range(3)))
    hint = question.hint
    if question.longest and question.kind in {"text", "long_text"}:
        hint = " ".join(part for part in (hint, f"{question.longest:,}자까지 쓸 수 있어요.") if part)
    options = YES_NO if question.kind == "yes_no" else question.choices
    return Asked(
        question.key, question.label, question.kind, hint, not question.required, value, tuple(options), error, question.longest, people
    )


def typed_data(section: programs.Section, typed: Lists) -> dict[str, Any]:
    """What was typed, untouched, so that a refused page loses nothing."""
    data: dict[str, Any] = {}
    for question in section.questions:
        if question.kind == "people":
            rows = zip(typed.get(f"{question.key}_who") or (), typed.get(f"{question.key}_duty") or (), strict=False)
            data[question.key] = [{"who": who, "duty": duty} for who, duty in rows if who or duty]
        elif question.kind == "choices":
            data[question.key] = list(typed.get(question.key) or ())
        else:
            data[question.key] = (list(typed.get(question.key) or ()) or [""])[-1]
    return data


def answer_row(case: Case, section: str) -> SectionAnswer | None:
    """The kept answers of a section, with their version."""
    return SectionAnswer.objects.filter(case=case, section=section).first()


@dataclass(frozen=True, slots=True)
class BudgetForm:
    """The budget page: rows as typed, blank ones after them, and where sums and limits stand."""

    rows: list[TypedRow]
    categories: list[tuple[str, str]]
    hints: list[str]
    version: int
    grant: int
    own: int
    total: int
    share: str
    limits: list[str]
    cap: int | None
    bars: list[dict[str, Any]]


def budget_form(case: Case, typed: Sequence[TypedRow] | None = None, *, version: int | None = None) -> BudgetForm:
    """From the kept rows, or from what was typed when it was refused."""
    terms = programs.terms_of(case.round_id)
    kept = [TypedRow(row.category, row.basis, f"{row.grant:,}", f"{row.own:,}") for row in case.budget_rows.order_by("order", "id")]
    rows = [row for row in typed if not row.is_blank] if typed is not None else kept
    read = read_budget(terms, rows)
    held = answer_row(case, BUDGET)
    return BudgetForm(
        rows=[*rows, *(TypedRow() for _ in range(EXTRA_ROWS))],
        categories=[(category.key, category.title) for category in terms.categories],
        hints=[f"{category.title}: {category.hint}" for category in terms.categories if category.hint],
        version=(held.version if held else 0) if version is None else version,
        grant=read.grant,
        own=read.own,
        total=read.grant + read.own,
        share=share_words(terms.own_share, grant=read.grant, own=read.own),
        limits=limits(terms, read.rows),
        cap=terms.cap,
        bars=_bars(read.grant, read.own),
    )


def _bars(grant: int, own: int) -> list[dict[str, Any]]:
    parts = (("보조금", grant, "call"), ("자부담", own, "pledge"))
    return [{"label": label, "amount": amount, "shown": f"{amount:,}원", "tone": tone} for label, amount, tone in parts if amount]


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A document that is wanted with the files put in for it."""

    key: str
    title: str
    hint: str
    required: bool
    files: list[Any]
    is_open: bool
    error: str = ""


def wanted_papers(case: Case, opened: OpenPlaces, errors: Mapping[str, str]) -> list[WantedPaper]:
    """Every document of the terms, in their order."""
    held = attachments_of(case)
    return [
        WantedPaper(
            paper.key,
            paper.title,
            paper.hint,
            paper.required,
            [row for row in held if row.document == paper.key],
            opened.holds(document_place(paper.key)),
            errors.get(paper.key, ""),
        )
        for paper in programs.terms_of(case.round_id).documents
    ]
