"""What the pages of the form show: tasks with their states, questions with what was typed, the budget table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dure.apps.cases.models import Case, SectionAnswer
from dure.apps.cases.queries.content import BUDGET, content_of, own_sections
from dure.apps.cases.rules.budget import Limit, PlannedRow, TypedRow, bounds, read_budget, share_words
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
    terms, content = programs.terms_of(case.round_id, case.terms_sha256), content_of(case)
    wanted = fixes(terms, content)
    tasks = []
    for section in own_sections(terms):
        place = section_place(section.key)
        begun = any(content["sections"].get(section.key, {}).values())
        tasks.append(_task(section.key, section.title, case, _count(wanted, place), begun, opened.holds(place), section.hint))
    if terms.asks_partners:
        told = f"{len(content['partners'])}곳" if content["partners"] else ""
        lacking = _count(wanted, PARTNERS)
        tasks.append(_task("partners", "참여 단체", case, lacking, bool(content["partners"]), opened.holds(PARTNERS), told))
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
    limits: list[Limit]
    cap: int | None
    partners: list[tuple[str, str]]
    shares: list[tuple[str, int, int]]
    is_over_cap: bool
    own_percent: int | None
    own_base: str
    lacking: list[str]
    bars: list[dict[str, Any]]


def budget_form(case: Case, typed: Sequence[TypedRow] | None = None, *, version: int | None = None) -> BudgetForm:
    """From the kept rows, or from what was typed when it was refused."""
    terms = programs.terms_of(case.round_id, case.terms_sha256)
    partners = [(str(pk), name) for pk, name in case.partners.order_by("order", "id").values_list("pk", "name")]
    held = answer_row(case, BUDGET)
    rows = [row for row in typed if not row.is_blank] if typed is not None else kept_rows(case, held)
    read = read_budget(terms, rows, partners=dict(partners))
    return BudgetForm(
        rows=[*rows, *(TypedRow() for _ in range(EXTRA_ROWS))],
        categories=[(category.key, category.title) for category in terms.categories],
        hints=[f"{category.title}: {category.hint}" for category in terms.categories if category.hint],
        version=(held.version if held else 0) if version is None else version,
        grant=read.grant,
        own=read.own,
        total=read.grant + read.own,
        share=share_words(terms.own_share, grant=read.grant, own=read.own),
        limits=bounds(terms, read.rows),
        cap=terms.cap,
        partners=partners,
        shares=_shares(case.party.name, partners, read.rows) if partners else [],
        is_over_cap=terms.cap is not None and read.grant > terms.cap,
        own_percent=terms.own_share.percent if terms.own_share else None,
        own_base="grant" if terms.own_share and terms.own_share.base == "grant" else "total",
        lacking=read.reasons if typed is None else [],
        bars=_bars(read.grant, read.own),
    )


def kept_rows(case: Case, held: SectionAnswer | None) -> list[TypedRow]:
    """The rows as they were kept; where autosave kept some that cannot be read yet, all as they were typed."""
    if held is not None and held.data.get("typed"):
        return [TypedRow(*cells) for cells in held.data["typed"]]
    rows = case.budget_rows.order_by("order", "id")
    return [TypedRow(row.category, row.basis, f"{row.grant:,}", f"{row.own:,}", str(row.partner_id or "")) for row in rows]


def _shares(applicant: str, partners: Sequence[tuple[str, str]], rows: Sequence[PlannedRow]) -> list[tuple[str, int, int]]:
    """Who has how much: (name, grant, own money). They sum up to the whole."""
    named = [("", applicant), *partners]
    return [
        (name, sum(row.grant for row in rows if row.partner == pk), sum(row.own for row in rows if row.partner == pk)) for pk, name in named
    ]


def _bars(grant: int, own: int) -> list[dict[str, Any]]:
    parts = (("보조금", grant, "call"), ("자부담", own, "pledge"))
    return [{"label": label, "amount": amount, "shown": f"{amount:,}원", "tone": tone} for label, amount, tone in parts if amount]
