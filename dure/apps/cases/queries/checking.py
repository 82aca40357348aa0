"""The check page: everything said, with a way back to each place, and what the rules answer."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from dure.apps.cases.models import Case
from dure.apps.cases.queries.content import Content
from dure.apps.cases.queries.reading import SaidSection, case_sheet
from dure.apps.cases.queries.standing import consent_texts, findings_of, fixes_of, open_places, verdict_lines
from dure.apps.cases.rules.budget import share_words
from dure.apps.cases.rules.places import BUDGET, PARTNERS, section_place
from dure.apps.programs import facade as programs
from dure.kernel.verdicts import Answer


def check_page(case: Case, at: datetime, *, content: Content, ticked: Collection[str]) -> dict[str, Any]:
    """What the template needs, ready to be shown."""
    sheet, opened = case_sheet(case, content=content), open_places(case, at)
    terms = programs.terms_of(case.round_id, case.terms_sha256)
    findings = findings_of(case, at=at, content=content)
    consents = [(text, text.key in ticked) for text in consent_texts(at)] if case.is_draft else []
    return {
        "sheet": sheet,
        "sections": [(section, _rows(case, section), opened.holds(section_place(section.key))) for section in sheet.sections],
        "fixes": [(fix.sentence, _href(case, fix.place)) for fix in fixes_of(case, content)],
        "verdicts": verdict_lines(findings),
        "unknown_count": sum(1 for verdict in findings.verdicts if verdict.answer is Answer.UNKNOWN),
        "consents": consents,
        "asks_budget": terms.asks_budget,
        "asks_partners": terms.asks_partners,
        "budget_open": opened.holds(BUDGET),
        "partners_open": opened.holds(PARTNERS),
        "share": share_words(terms.own_share, grant=sheet.grant, own=sheet.own),
    }


def _rows(case: Case, section: SaidSection) -> list[tuple[str, str]]:
    return [(answer.label, answer.words or ("아직 답하지 않았어요." if answer.missing else "—")) for answer in section.answers]


def _href(case: Case, place: str) -> str:
    kind, _, key = place.partition(":")
    page = key if kind == "section" else "files" if kind == "document" else kind
    return f"/apply/{case.pk}/{page}/?back=check"
