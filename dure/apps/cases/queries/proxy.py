"""Entering for somebody: codes, the print that is read back, cover sheets and the tray."""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from dure.apps.cases.models import Case, CoverSheet, ProxyEntry, Scan
from dure.apps.cases.queries.content import content_of, hash_of
from dure.apps.cases.queries.papers import application_paper
from dure.apps.cases.queries.standing import consent_texts
from dure.apps.programs import facade as programs
from dure.kernel.korean import table_instant
from dure.platform import pictures

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look alike when read aloud or typed from paper."""
PREFIX = "DURE:"
"""What a code of ours begins with, so that other codes on a paper are passed over."""


def code_from(secret: str, length: int = 6) -> str:
    """A code that only this house can make, the same for the same secret: a form that is sent twice prints the same code."""
    made = hmac.new(settings.DURE_JOURNAL_KEY, f"code:{secret}".encode(), hashlib.sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in made[:length])


def hash_of_code(case_id: int, code: str) -> str:
    """What is kept of a read-back code."""
    return hmac.new(settings.DURE_JOURNAL_KEY, f"read-back:{case_id}:{code}".encode(), hashlib.sha256).hexdigest()


def tidy_code(typed: str) -> str:
    """As it stands on the paper, however it was typed."""
    return "".join(character for character in typed.upper() if character.isalnum())[:12]


def entries() -> QuerySet[ProxyEntry]:
    """Applications entered at the counter, newest first."""
    return ProxyEntry.objects.select_related("case__party", "case__round").order_by("-id")


def entry_page(entry: ProxyEntry) -> dict[str, Any]:
    """Where the entry stands, step by step."""
    case = entry.case
    unchanged = entry.printed_sha256 == hash_of(content_of(case)) if case.is_draft else True
    return {
        "entry": entry,
        "case": case,
        "unchanged": unchanged,
        "covers": list(CoverSheet.objects.filter(case=case).order_by("id")),
        "documents": [(paper.key, paper.title) for paper in programs.terms_of(case.round_id, case.terms_sha256).documents],
        "titles": {paper.key: paper.title for paper in programs.terms_of(case.round_id, case.terms_sha256).documents},
    }


def slip_paper(entry: ProxyEntry, code: str) -> dict[str, Any]:
    """The consent slip with everything that was entered and the code to be read back."""
    case = entry.case
    texts = consent_texts(entry.printed_at or entry.started_at)
    return application_paper(case) | {
        "person": " ".join(part for part in (entry.person_role, entry.person_name) if part),
        "entered_by": entry.entered_by_name,
        "printed_at": table_instant(entry.printed_at) if entry.printed_at else "",
        "expires_at": table_instant(entry.code_expires_at) if entry.code_expires_at else "",
        "code": f"{code[:3]} {code[3:]}",
        "consents": [
            {"title": t.title, "purpose": t.purpose, "items": t.items, "kept_for": t.kept_for, "on_refusal": t.on_refusal} for t in texts
        ],
    }


def cover_paper(cover: CoverSheet) -> dict[str, Any]:
    """The sheet that is laid on top of the paper."""
    case = cover.case
    titles = {paper.key: paper.title for paper in programs.terms_of(case.round_id, case.terms_sha256).documents}
    return {
        "code": f"{cover.code[:4]} {cover.code[4:]}",
        "qr": pictures.qr_svg(f"{PREFIX}{cover.code}"),
        "party": case.party.name,
        "round_title": case.round.title,
        "receipt": case.receipt or "접수 전",
        "document": titles.get(cover.document, cover.document),
        "made_at": table_instant(cover.made_at),
        "made_by": cover.made_by_name,
    }


def tray() -> QuerySet[Scan]:
    """Scans that nobody has bound or thrown away, oldest first."""
    return Scan.objects.filter(bound_at=None, dropped_at=None, file__isnull=False).select_related("file").order_by("id")


def lately_bound() -> list[Scan]:
    """The last scans that found their file."""
    rows = Scan.objects.filter(bound_at__isnull=False).select_related("attachment__case__party", "attachment__file")
    return list(rows.order_by("-bound_at", "-id")[:20])


def places_to_bind() -> list[tuple[str, str]]:
    """Every cover sheet of an application that may still take papers, to choose from by hand."""
    covers = CoverSheet.objects.filter(case__outcome__in=["draft", "running"]).select_related("case__party", "case__round").order_by("-id")
    return [(cover.code, f"{cover.case.party.name} · {cover.case.round.title} · {cover.document}") for cover in covers[:200]]


def case_of_entry(case_id: int) -> Case:
    """The case with what its papers need."""
    return Case.objects.select_related("round__program", "party", "district").get(pk=case_id)
