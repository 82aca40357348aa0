"""The agreement as a paper: what it says as plain values, their hash, and the PDF."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from dure.apps.grants.models import Agreement
from dure.apps.people import facade as people
from dure.kernel.identifiers import business_number_shown
from dure.kernel.korean import official_day, table_instant
from dure.kernel.won import official_won, won_in_full
from dure.platform import papers

TEMPLATE = Path(__file__).parent / "papers" / "agreement.typ"


def text_of(agreement: Agreement) -> dict[str, Any]:
    """Everything both sides promise, in the words of the paper."""
    case, party = agreement.case, agreement.case.party
    number = party.business_number
    return {
        "number": agreement.number,
        "program": case.round.program.title,
        "round": case.round.title,
        "receipt": case.receipt,
        "title": case.title,
        "party": party.name,
        "party_number": business_number_shown(number) if number else "",
        "party_address": party.address,
        "amount": official_won(agreement.amount) if agreement.amount else "",
        "center": center_name(),
        **_passing(agreement),
        "own_money": won_in_full(agreement.own_money) if agreement.own_money else "",
        "starts_on": official_day(agreement.starts_on),
        "ends_on": official_day(agreement.ends_on),
        "tranches": [
            {"number": tranche.number, "share": f"{tranche.share_percent}%", "amount": official_won(tranche.amount)}
            for tranche in agreement.tranches.order_by("number")
        ],
        "clauses": agreement.clauses,
        "sample": agreement.sample,
    }


def _passing(agreement: Agreement) -> dict[str, str]:
    """What an operator gives on, or who gives instead of the center; nothing in any other agreement."""
    said = {}
    if agreement.pass_through:
        said["pass_through"] = official_won(agreement.pass_through)
    if agreement.firms_max:
        said["firms_max"] = f"{agreement.firms_max}곳 이내"
    if agreement.case.round.operator:
        said["center"] = agreement.case.round.operator.name
    return said


def center_name() -> str:
    """The center's name, as the paper writes the first party."""
    center = people.Party.objects.filter(tier="center").order_by("pk").first()
    return center.name if center else "센터"


def hash_of(text: dict[str, Any]) -> str:
    """SHA-256 of the text in one canonical spelling."""
    return hashlib.sha256(json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def verification_code(sha256: str) -> str:
    """The first sixteen digits of the hash in fours, as people read them aloud: 3F2A-09BC-…"""
    return "-".join(sha256[place : place + 4] for place in range(0, 16, 4)).upper()


def agreement_paper(agreement: Agreement, text: dict[str, Any], *, at: datetime) -> bytes:
    """The PDF with the signatures that stand so far; equal agreements give equal bytes."""
    sha256 = agreement.document_sha256
    signed = {
        "grantee_name": agreement.grantee_signed_by_name,
        "grantee_at": table_instant(agreement.grantee_signed_at) if agreement.grantee_signed_at else "",
        "center_name": agreement.center_signed_by_name,
        "center_at": table_instant(agreement.center_signed_at) if agreement.center_signed_at else "",
    }
    data = {**text, "sha256": sha256, "code": verification_code(sha256), "issued": table_instant(at), "signed": signed}
    return papers.render(TEMPLATE, data, at=at)
