"""Reports as they are read and written: the definition's form with the answers so far."""

from dataclasses import dataclass
from typing import Any

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Report
from dure.apps.grants.queries.agreements import terms_of
from dure.apps.grants.words import REPORT_WORDS
from dure.apps.programs import facade as programs
from dure.platform import files
from dure.platform.models import StoredFile


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer; `shown` is the answer in words."""

    question: programs.Question
    value: Any
    shown: str


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A section of the form with its answers."""

    key: str
    title: str
    hint: str
    answers: tuple[Answered, ...]
    filled: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report: its form, its state, its papers. `open` says that the grantee may write."""

    which: str
    title: str
    report: Report | None
    version: int
    state: str
    word: str
    open: bool
    sections: tuple[SheetSection, ...]
    papers: tuple[StoredFile, ...]


def run_for(agreement: Agreement, which: str) -> cases.StageRun | None:
    """The report's stage run, the newest turn."""
    runs = cases.StageRun.objects.filter(case_id=agreement.case_id, kind="report", which=which)
    return runs.filter(closed_at=None, begun_at__isnull=False).order_by("order").first() or runs.order_by("-order").first()


def reports_of(agreement: Agreement) -> list[Sheet]:
    """Every report the case has, in the order of its stages."""
    runs = cases.StageRun.objects.filter(case_id=agreement.case_id, kind="report").order_by("order", "id")
    return [sheet_of(agreement, which) for which in dict.fromkeys(run.which for run in runs)]


def section_of(agreement: Agreement, which: str, key: str) -> programs.Section | None:
    """One section of the report's form."""
    form = terms_of(agreement).report_form(which)
    return next((section for section in form.sections if section.key == key), None) if form else None


def sheet_of(agreement: Agreement, which: str, *, typed: Any = None) -> Sheet:
    """The report as it stands; what was just typed in a section wins over what is kept."""
    run = run_for(agreement, which)
    assert run is not None
    report = Report.objects.filter(agreement=agreement, which=which, turn=run.turn).first()
    form = terms_of(agreement).report_form(which)
    kept = dict(report.data) if report else {}
    if typed is not None and typed.get("section"):
        kept[typed["section"]] = typed
    return Sheet(
        which=which,
        title=form.title if form else str(REPORT_WORDS.get(which, run.label)),
        report=report,
        version=report.version if report else 0,
        state=run.state,
        word=cases.flow_of("report").word(run.state),
        open=run.state in {"open", "returned"},
        sections=tuple(filled_section(section, kept.get(section.key, {})) for section in (form.sections if form else ())),
        papers=tuple(files.files_of(report)) if report else (),
    )


def filled_section(section: programs.Section, data: Any) -> SheetSection:
    """A section with its answers, as they are kept or as they were typed."""
    answers = tuple(_answered(question, data) for question in section.questions)
    return SheetSection(section.key, section.title, section.hint, answers, sum(bool(answer.shown) for answer in answers))


def _answered(question: programs.Question, data: Any) -> Answered:
    value = data.getlist(question.key) if question.kind == "choices" and hasattr(data, "getlist") else data.get(question.key, "")
    words = dict(question.choices) | ({"yes": "예", "no": "아니요"} if question.kind == "yes_no" else {})
    many = value if isinstance(value, list | tuple) else [value]
    return Answered(question, value, ", ".join(str(words.get(one, one)) for one in many if one))
