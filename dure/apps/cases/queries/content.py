"""Everything an application says, as one plain value: what a submission keeps and what its hash is counted of."""

from collections.abc import Mapping
from typing import Any

from dure.apps.cases.models import Attachment, Case, Partner, SectionAnswer
from dure.apps.cases.queries.known import Known, known_of
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
    party = case.party
    terms = programs.terms_of(case.round_id, case.terms_sha256)
    return {
        "round": case.round_id,
        "terms": case.terms_sha256,
        "title": case.title,
        "district": case.district_id or "",
        "party": {
            "id": party.pk,
            "name": party.name,
            "kind": party.kind,
            "legal_form": party.legal_form,
            "business_number": party.business_number or "",
            "district": party.district_id or "",
        },
        "sections": shown_answers(own_sections(terms), with_party_facts(terms, party, written_answers(case))),
        "budget": list(case.budget_rows.order_by("order", "id").values("category", "basis", "grant", "own", "partner")),
        "partners": partners_said(case, terms),
        "files": [_file(row) for row in attachments_of(case)],
    }


def own_sections(terms: programs.Terms) -> list[programs.Section]:
    """The pages that the applicant fills in."""
    return [section for section in terms.sections if section.filled_by == "applicant"]


def written_answers(case: Case) -> dict[str, Content]:
    """Each page's answers as they were kept, those of hidden questions too."""
    rows = SectionAnswer.objects.filter(case=case).order_by("id")
    return {row.section: row.data for row in rows if not row.section.startswith(":")}


def with_party_facts(terms: programs.Terms, party: people.Party, data: dict[str, Content]) -> dict[str, Content]:
    """Facts of the party stand in the answers as known, with their source and with what the applicant says otherwise."""
    asked = {section.key: [question for question in section.questions if question.kind == "party_fact"] for section in own_sections(terms)}
    if not any(asked.values()):
        return data
    known = known_of(party)
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


def partners_said(case: Case, terms: programs.Terms) -> list[Content]:
    """The organizations beside the applicant; where they fill in or sign a part of their own, that too."""
    own = [section for section in terms.sections if section.filled_by == "partner"]
    rows = case.partners.order_by("order", "id").prefetch_related("answers")
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


def hash_of(content: Content) -> str:
    """sha-256 of the canonical JSON."""
    return sha256_of(content)
