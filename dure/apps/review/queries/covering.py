"""What a blind review covers: every name and number that tells who applies, in text, in file names and in files."""

from dataclasses import dataclass, replace

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.review.models import PanelSeat
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
        sections=tuple(
            replace(section, answers=tuple(replace(answer, words=cover(answer.words, names)) for answer in section.answers))
            for section in sheet.sections
        ),
        budget=tuple(replace(row, basis=cover(row.basis, names)) for row in sheet.budget),
        partners=tuple(replace(row, duty=cover(row.duty, names)) for row in sheet.partners),
        papers=tuple(replace(paper, name=neutral_name(number, paper.name)) for number, paper in enumerate(sheet.papers, 1)),
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


def blind_paper(seat: PanelSeat, case: cases.Case, number: int) -> BlindPaper | None:
    """The attachment of that number without names and metadata; nothing where there is none or it cannot be covered."""
    papers = cases.case_sheet(case, blind=True).papers
    if not 1 <= number <= len(papers) or not papers[number - 1].token:
        return None
    stored = StoredFile.objects.filter(token=papers[number - 1].token, removed_at=None, state=StoredFile.State.CLEAN).first()
    if stored is None:
        return None
    with files.open_bytes(stored) as source:
        content = source.read()
    try:
        clean = covered(content, stored.name.rpartition(".")[2], names_in(case))
    except CannotBeCovered:
        return None
    return BlindPaper(neutral_name(number, stored.name), stored.media_type, clean)
