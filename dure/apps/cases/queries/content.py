"""Everything an application says, as one plain value: what a submission keeps and what its hash is counted of."""

from typing import Any

from dure.apps.cases.models import Attachment, Case, SectionAnswer
from dure.platform.catalog.definition import sha256_of

Content = dict[str, Any]
BUDGET = ":budget"
PARTNERS = ":partners"
"""Section rows that hold no answers, only the version and the hand of the two tables."""


def content_of(case: Case) -> Content:
    """The rows as they are now. Keys are sorted when the hash is made, so equal words give an equal hash."""
    party = case.party
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
        "sections": {
            row.section: row.data for row in SectionAnswer.objects.filter(case=case).order_by("id") if not row.section.startswith(":")
        },
        "budget": list(case.budget_rows.order_by("order", "id").values("category", "basis", "grant", "own")),
        "partners": list(case.partners.order_by("order", "id").values("party_id", "name", "legal_form", "business_number", "duty")),
        "files": [_file(row) for row in attachments_of(case)],
    }


def attachments_of(case: Case) -> list[Attachment]:
    """Papers in use, oldest first."""
    return list(Attachment.objects.filter(case=case, removed_at=None).select_related("file").order_by("id"))


def _file(row: Attachment) -> Content:
    file = row.file
    return {"id": file.pk, "document": row.document, "name": file.name, "size": file.size, "sha256": file.sha256}


def handed_in_content(case: Case) -> Content:
    """What was handed in last; for a draft, the rows as they are."""
    last = case.submissions.order_by("-number").values_list("content", flat=True).first()
    return content_of(case) if last is None else last


def hash_of(content: Content) -> str:
    """sha-256 of the canonical JSON."""
    return sha256_of(content)
