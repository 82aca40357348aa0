"""What a blind review covers: every name and number that tells who applies, in text, in file names and in files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.review.models import Panel
from dure.apps.review.stripping import CannotBeCovered, cover, covered
from dure.platform import files
from dure.platform.models import StoredFile

SHORTEST = 2


def names_in(case: cases.Case) -> list[str]:
    """Of the applicant and its partners: names, addresses, numbers, mail and people, each also without its spaces, the longest first."""
    parties = people.Party.objects.filter(pk__in=cases.parties_in(case.pk)).order_by("id")
    found: set[str] = set()
    for party in parties:
        found |= {party.name, party.address, party.phone, party.email, party.homepage, party.corporate_number, party.business_number or ""}
        found |= _written(party.business_number or "")
        found |= {name for _, _, name in people.accounts_of_party(party.pk)} | {mail for _, mail, _ in people.accounts_of_party(party.pk)}
    for name, number in cases.Partner.objects.filter(case=case).order_by("id").values_list("name", "business_number"):
        found |= {name, number, *_written(number)}
    found |= {case.submitted_by_name, case.party.name}
    found |= {"".join(name.split()) for name in found}
    return sorted((name for name in found if len(name.strip()) >= SHORTEST), key=lambda name: (-len(name), name))


def _written(number: str) -> set[str]:
    """A business number as people write it."""
    return {f"{number[:3]}-{number[3:5]}-{number[5:]}"} if len(number) == 10 else set()


def blind_sheet(case: cases.Case) -> cases.CaseSheet:
    """The case sheet with everything covered that names_in lists."""
    names, sheet = names_in(case), cases.case_sheet(case, blind=True)
    return replace(
        sheet,
        title=cover(sheet.title, names),
        district="",
        sections=_covered(sheet.sections, names),
        budget=tuple(replace(row, basis=cover(row.basis, names)) for row in sheet.budget),
        partners=tuple(replace(row, duty=cover(row.duty, names), sections=_covered(row.sections, names)) for row in sheet.partners),
        papers=tuple(replace(paper, name=neutral_name(number, paper.name)) for number, paper in enumerate(sheet.papers, 1)),
    )


def _covered(sections: Iterable[cases.SaidSection], names: list[str]) -> tuple[cases.SaidSection, ...]:
    return tuple(
        replace(section, answers=tuple(replace(answer, words=cover(answer.words, names)) for answer in section.answers))
        for section in sections
    )


def neutral_name(number: int, name: str) -> str:
    """서류 1.pdf"""
    return f"서류 {number}.{name.rpartition('.')[2].lower()}"


@dataclass(frozen=True, slots=True)
class BlindPaper:
    """An attachment as a blind review hands it out."""

    name: str
    media_type: str
    content: bytes


def blind_paper(panel: Panel, case: cases.Case, number: int) -> BlindPaper | None:
    """The attachment of that number without names and metadata, or the covered copy that staff put in its place.

    Nothing where there is no such attachment any more; CannotBeCovered where it would tell who applies and no copy is there yet.
    """
    stored = original_of(case, number)
    if stored is None:
        return None
    name, names = neutral_name(number, stored.name), names_in(case)
    try:
        return BlindPaper(name, stored.media_type, _clean(stored, names))
    except CannotBeCovered:
        copy = copy_of(panel, stored)
        if copy is None:
            raise
        return BlindPaper(neutral_name(number, copy.name), copy.media_type, _clean(copy, names))


def original_of(case: cases.Case, number: int) -> StoredFile | None:
    """The stored file of an attachment that was handed in and is still in use."""
    papers = cases.case_sheet(case, blind=True).papers
    return _stored(papers[number - 1].token) if 1 <= number <= len(papers) else None


def _stored(token: str) -> StoredFile | None:
    return StoredFile.objects.filter(token=token, removed_at=None, state=StoredFile.State.CLEAN).first() if token else None


def copy_of(panel: Panel, original: StoredFile) -> StoredFile | None:
    """The newest covered copy that staff attached for this panel."""
    return files.files_of(panel).filter(purpose=copy_purpose(original), state=StoredFile.State.CLEAN).last()


def copy_purpose(original: StoredFile) -> str:
    """By what a covered copy is found again."""
    return f"covered:{original.pk}"


def _clean(stored: StoredFile, names: list[str]) -> bytes:
    with files.open_bytes(stored) as source:
        return covered(source.read(), stored.name.rpartition(".")[2], names)


@dataclass(frozen=True, slots=True)
class PaperToCover:
    """An attachment as the desk sees it before a blind review: does it open for reviewers, and as what?"""

    number: int
    title: str
    name: str
    token: str
    copy: StoredFile | None
    is_shut: bool
    word: str
    tone: str


def papers_to_cover(panel: Panel, case: cases.Case) -> list[PaperToCover]:
    """Every attachment of the application; each is tried out, so that the page tells what a reviewer will meet."""
    names = names_in(case)
    return [
        PaperToCover(number, paper.title, paper.name, paper.token, *_standing(panel, _stored(paper.token), names))
        for number, paper in enumerate(cases.case_sheet(case).papers, 1)
    ]


def _standing(panel: Panel, stored: StoredFile | None, names: list[str]) -> tuple[StoredFile | None, bool, str, str]:
    """The copy, whether reviewers meet a shut paper, and that in a word with its tone."""
    if stored is None:
        return None, False, "바뀐 파일", "quiet"
    try:
        _clean(stored, names)
    except CannotBeCovered:
        copy = copy_of(panel, stored)
        return (copy, False, "가린 사본으로 열림", "done") if copy else (None, True, "열리지 않음", "danger")
    return None, False, "자동으로 가려져 열림", "done"
