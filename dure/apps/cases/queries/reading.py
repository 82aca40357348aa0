"""The case sheet: everything an application says, in words, for desks, reviewers, the check page and the paper."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dure.apps.cases.models import Case
from dure.apps.cases.queries.content import Content, content_of, handed_in_content, hash_of, own_sections
from dure.apps.cases.rules.answers import answer_document, missing, words_of
from dure.apps.cases.rules.conditions import flat, hidden_keys
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.korean import table_instant
from dure.platform.models import StoredFile

HIDDEN = "○○○"
_FORMS = dict(people.LegalForm.choices)


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """A question and its answer in words; `missing` when a wanted answer is not there. `tells_who` covers the whole answer from blind readers."""

    key: str
    label: str
    words: str
    missing: bool
    tells_who: bool = False


@dataclass(frozen=True, slots=True)
class SaidSection:
    """A section of the form."""

    key: str
    title: str
    answers: tuple[SaidAnswer, ...]


@dataclass(frozen=True, slots=True)
class SaidBudgetRow:
    """A row of the budget in won. The names are those of the budget table component."""

    category: str
    title: str
    basis: str
    grant: int
    own: int
    total: int
    limit: str


@dataclass(frozen=True, slots=True)
class SaidPartner:
    """An organization beside the applicant."""

    name: str
    legal_form: str
    duty: str
    signed: str = ""
    sections: tuple[SaidSection, ...] = ()
    grant: int = 0
    own: int = 0


@dataclass(frozen=True, slots=True)
class SaidPaper:
    """A file with the hash it was handed in with; `state` says in a word whether it was checked."""

    document: str
    title: str
    name: str
    size: int
    sha256: str
    token: str
    state: str


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """An application from first to last, ready to be read."""

    case_id: int
    title: str
    round_title: str
    party_name: str
    district: str
    receipt: str
    submitted_at: datetime | None
    submitted_by_name: str
    sha256: str
    sections: tuple[SaidSection, ...]
    budget: tuple[SaidBudgetRow, ...]
    grant: int
    own: int
    partners: tuple[SaidPartner, ...]
    papers: tuple[SaidPaper, ...]
    blind: bool = False

    @property
    def total(self) -> int:
        return self.grant + self.own


def case_sheet(case: Case, *, blind: bool = False, as_written: bool = False, content: Content | None = None) -> CaseSheet:
    """What was handed in last; a draft as it stands. `as_written` shows the applicant's own rows while they complete them.

    `content` is what was already read. Blind, the names of the applicant and the partners are covered wherever they stand, also in file names.
    """
    if content is None:
        content = content_of(case) if as_written else handed_in_content(case)
    sheet = _read(case, content, programs.terms_of(case.round_id, content["terms"]))
    return _covered(sheet, content) if blind else sheet


def _read(case: Case, content: Content, terms: programs.Terms) -> CaseSheet:
    budget = tuple(_budget_row(row, terms) for row in content["budget"])
    return CaseSheet(
        case_id=case.pk,
        title=content["title"],
        round_title=case.round.title,
        party_name=content["party"]["name"],
        district=case.district.name if case.district else "",
        receipt=case.receipt,
        submitted_at=case.submitted_at,
        submitted_by_name=case.submitted_by_name,
        sha256=hash_of(content),
        sections=tuple(
            _section(section, content["sections"].get(section.key, {}), flat(content["sections"])) for section in own_sections(terms)
        ),
        budget=budget,
        grant=sum(row.grant for row in budget),
        own=sum(row.own for row in budget),
        partners=tuple(_partner(row, terms, content["budget"]) for row in content["partners"]),
        papers=said_papers(content["files"], terms),
    )


def _section(section: programs.Section, data: Mapping[str, Any], said: Mapping[str, Any] | None = None) -> SaidSection:
    hidden = hidden_keys(section.questions, {**(said or {}), **data})
    wanted = {question.key for question in missing(section, data, said)}
    asked = [question for question in section.questions if question.key not in hidden]
    answers = (
        SaidAnswer(one.key, one.label, words_of(one, data.get(one.key)), one.key in wanted, one.kind == "party_fact") for one in asked
    )
    return SaidSection(section.key, section.title, tuple(answers))


def _partner(row: Mapping[str, Any], terms: programs.Terms, budget: list[Content]) -> SaidPartner:
    """A partner with its own part, its share of the money, and when and by whom that was signed."""
    answers = row.get("answers", {})
    share = [line for line in budget if line.get("partner") and line["partner"] == row.get("id")]
    signed = f"{table_instant(datetime.fromisoformat(row['signed_at']))} {row['signed_by']}" if row.get("signed_at") else ""
    own = (section for section in terms.sections if section.filled_by == "partner" and "answers" in row)
    return SaidPartner(
        name=row["name"],
        legal_form=str(_FORMS.get(row["legal_form"], "")),
        duty=row["duty"],
        signed=signed,
        sections=tuple(_section(section, answers.get(section.key, {}), flat(answers)) for section in own),
        grant=sum(line["grant"] for line in share),
        own=sum(line["own"] for line in share),
    )


def _budget_row(row: Mapping[str, Any], terms: programs.Terms) -> SaidBudgetRow:
    category = terms.category(row["category"])
    limit = f"{category.of.label}의 {category.most_percent}%까지" if category and category.most_percent is not None else ""
    title = category.title if category else row["category"]
    return SaidBudgetRow(row["category"], title, row["basis"], row["grant"], row["own"], row["grant"] + row["own"], limit)


def said_papers(files: list[Content], terms: programs.Terms) -> tuple[SaidPaper, ...]:
    """Files as they were handed in; one that was replaced since then has no address any more."""
    titles: dict[str, str] = {paper.key: paper.title for paper in terms.documents}
    titles |= {
        answer_document(question.key): question.label
        for section in terms.sections
        for question in section.questions
        if question.kind == "file"
    }
    rows = StoredFile.objects.in_bulk([file["id"] for file in files])
    return tuple(
        SaidPaper(
            document=file["document"],
            title=titles.get(file["document"]) or str(file["document"]),
            name=file["name"],
            size=file["size"],
            sha256=file["sha256"],
            token="" if rows[file["id"]].removed_at else rows[file["id"]].token,
            state="바뀜" if rows[file["id"]].removed_at else str(rows[file["id"]].get_state_display()),
        )
        for file in files
    )


def _covered(sheet: CaseSheet, content: Content) -> CaseSheet:
    names = sorted({content["party"]["name"], *(row["name"] for row in content["partners"])}, key=len, reverse=True)

    def cover(text: str) -> str:
        for name in names:
            text = text.replace(name, HIDDEN)
        return text

    def cover_all(sections: tuple[SaidSection, ...]) -> tuple[SaidSection, ...]:
        return tuple(
            replace(
                section,
                answers=tuple(
                    replace(answer, words=HIDDEN if answer.tells_who and answer.words else cover(answer.words))
                    for answer in section.answers
                ),
            )
            for section in sections
        )

    return replace(
        sheet,
        title=cover(sheet.title),
        party_name=HIDDEN,
        submitted_by_name="",
        sections=cover_all(sheet.sections),
        budget=tuple(replace(row, basis=cover(row.basis)) for row in sheet.budget),
        partners=tuple(
            replace(row, name=f"참여 단체 {number}", duty=cover(row.duty), signed="", sections=cover_all(row.sections))
            for number, row in enumerate(sheet.partners, 1)
        ),
        papers=tuple(replace(paper, name=f"{paper.title}.{paper.name.rpartition('.')[2]}") for paper in sheet.papers),
        blind=True,
    )
