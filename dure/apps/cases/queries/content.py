"""Everything an application says, as one plain value: what a submission keeps and what its hash is counted of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dure.apps.cases.models import Attachment, BudgetRow, Case, Partner, SectionAnswer, Submission
from dure.apps.cases.queries.known import Known, known_of, known_of_all
from dure.apps.cases.rules.conditions import shown_answers
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.catalog.definition import sha256_of

Content = dict[str, Any]
BUDGET = ":budget"
PARTNERS = ":partners"
"""Section rows that hold no answers, only the version and the hand of the two tables."""


def content_of(case: Case) -> Content:
    """The rows as they are now. Keys are sorted when the hash is made, so equal words give an equal hash."""
    return contents_of([case])[case.pk]


def contents_of(cases: Sequence[Case]) -> dict[int, Content]:
    """What each of several applications says, by as many queries as for one."""
    terms = {key: programs.terms_of(*key) for key in {(case.round_id, case.terms_sha256) for case in cases}}
    asking = {key for key, one in terms.items() if _asks_facts(one)}
    known = known_of_all([case.party for case in cases if (case.round_id, case.terms_sha256) in asking])
    answers, budgets, partners, files = (by_case(rows) for rows in _rows_of([case.pk for case in cases]))
    found = {}
    for case in cases:
        own = terms[case.round_id, case.terms_sha256]
        written = {row.section: row.data for row in answers[case.pk] if not row.section.startswith(":")}
        found[case.pk] = {
            "round": case.round_id,
            "terms": case.terms_sha256,
            "title": case.title,
            "district": case.district_id or "",
            "party": _party(case.party),
            "sections": shown_answers(own_sections(own), with_party_facts(own, case.party, written, known=known.get(case.party_id))),
            "budget": [{name: getattr(row, field) for name, field in _BUDGET} for row in budgets[case.pk]],
            "partners": partners_said(own, partners[case.pk]),
            "files": [_file(row) for row in files[case.pk]],
        }
    return found


_BUDGET = (("category", "category"), ("basis", "basis"), ("grant", "grant"), ("own", "own"), ("partner", "partner_id"))
"""What a row of the budget says, and the column that holds it."""


def _rows_of(ids: Sequence[int]) -> tuple[Iterable[Any], ...]:
    return (
        SectionAnswer.objects.filter(case__in=ids).order_by("id"),
        BudgetRow.objects.filter(case__in=ids).order_by("order", "id"),
        Partner.objects.filter(case__in=ids).order_by("order", "id").prefetch_related("answers"),
        Attachment.objects.filter(case__in=ids, removed_at=None).select_related("file", "paper").order_by("id"),
    )


def by_case(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows of several applications, for each its own, in their order."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _party(party: people.Party) -> Content:
    return {
        "id": party.pk,
        "name": party.name,
        "kind": party.kind,
        "legal_form": party.legal_form,
        "business_number": party.business_number or "",
        "district": party.district_id or "",
    }


def own_sections(terms: programs.Terms) -> list[programs.Section]:
    """The pages that the applicant fills in."""
    return [section for section in terms.sections if section.filled_by == "applicant"]


def written_answers(case: Case) -> dict[str, Content]:
    """Each page's answers as they were kept, those of hidden questions too."""
    rows = SectionAnswer.objects.filter(case=case).order_by("id")
    return {row.section: row.data for row in rows if not row.section.startswith(":")}


def _asks_facts(terms: programs.Terms) -> bool:
    return any(question.kind == "party_fact" for section in own_sections(terms) for question in section.questions)


def with_party_facts(
    terms: programs.Terms, party: people.Party, data: dict[str, Content], *, known: Mapping[str, Known] | None = None
) -> dict[str, Content]:
    """Facts of the party stand in the answers as known, with their source and with what the applicant says otherwise."""
    asked = {section.key: [question for question in section.questions if question.kind == "party_fact"] for section in own_sections(terms)}
    if not any(asked.values()):
        return data
    known = known_of(party) if known is None else known
    filled = dict(data)
    for section, questions in asked.items():
        if questions:
            filled[section] = {
                **data.get(section, {}),
                **{question.key: party_fact(question, data.get(section, {}), known) for question in questions},
            }
    return filled


def party_fact(question: programs.Question, data: Mapping[str, Any], known: Mapping[str, Known]) -> Content:
    """What is known, where it comes from, and what the applicant says otherwise."""
    found, stated = known.get(question.fact), str(data.get(question.key) or "")
    words = found.words if found else ""
    return {"known": words, "source": found.source if found else "", "stated": "" if stated == words else stated}


def partners_said(terms: programs.Terms, rows: Iterable[Partner]) -> list[Content]:
    """The organizations beside the applicant; where they fill in or sign a part of their own, that too."""
    own = [section for section in terms.sections if section.filled_by == "partner"]
    said = []
    for row in rows:
        line = {name: getattr(row, name) for name in ("party_id", "name", "legal_form", "business_number", "duty")}
        if own or terms.partners_sign:
            answers = {answer.section: answer.data for answer in row.answers.all()}
            line |= {
                "id": row.pk,
                "answers": shown_answers(own, answers),
                "signed_at": row.signed_at.isoformat() if row.signed_at else "",
                "signed_by": row.signed_by_name if row.signed_at else "",
                "signed_sha256": row.signed_sha256,
            }
        said.append(line)
    return said


def part_said(partner: Partner) -> Content:
    """What a partner signs: who it is, what it does, what it answers, and its rows of the budget."""
    return {
        "case": partner.case_id,
        "name": partner.name,
        "business_number": partner.business_number,
        "duty": partner.duty,
        "answers": {row.section: row.data for row in partner.answers.order_by("id")},
        "budget": [list(row) for row in partner.budget_rows.order_by("order", "id").values_list("category", "basis", "grant", "own")],
    }


def part_sha256(partner: Partner) -> str:
    """The hash of a partner's part as it stands: what is signed."""
    return hash_of(part_said(partner))


def attachments_of(case: Case) -> list[Attachment]:
    """Papers in use, oldest first."""
    return list(Attachment.objects.filter(case=case, removed_at=None).select_related("file", "paper").order_by("id"))


def _file(row: Attachment) -> Content:
    file = row.file
    said = {"id": file.pk, "document": row.document, "name": file.name, "size": file.size, "sha256": file.sha256}
    return said | ({"issued_on": row.paper.issued_on.isoformat()} if row.paper else {})


def handed_in_content(case: Case) -> Content:
    """What was handed in last; for a draft, the rows as they are."""
    last = case.submissions.order_by("-number").values_list("content", flat=True).first()
    return content_of(case) if last is None else last


def handed_in_contents(cases: Sequence[Case]) -> dict[int, Content]:
    """The same of several applications, by as many queries as for one."""
    last = {row.case_id: row.content for row in Submission.objects.filter(case__in=cases).order_by("number")}
    return contents_of([case for case in cases if case.pk not in last]) | last


def hash_of(content: Content) -> str:
    """sha-256 of the canonical JSON."""
    return sha256_of(content)
