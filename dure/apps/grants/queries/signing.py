"""Signatures and papers as readers meet them: under a page, on a paper, and at the place where anyone checks one."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dure.apps.grants.models import Agreement, Amendment, Signature
from dure.apps.grants.words import AmendmentState, Side, SigningWay
from dure.platform import files
from dure.platform.models import StoredFile

_HEX = frozenset("0123456789abcdef")
_CODE_DIGITS = 16


def signatures_under(agreement: Agreement, amendment: Amendment | None = None) -> dict[str, Signature]:
    """The hands that hold on the paper as it is now, by side; a signature on a text that was taken back does not."""
    paper = amendment or agreement
    stamps = {Side.GRANTEE: paper.grantee_signed_at, Side.CENTER: paper.center_signed_at}
    rows = Signature.objects.filter(agreement=agreement, amendment=amendment, document_sha256=paper.document_sha256)
    rows = rows.select_related("drawing").order_by("id")
    return {row.side: row for row in rows if stamps[Side(row.side)] == row.signed_at}


def drawing_of(signature: Signature | None) -> bytes:
    """The drawn signature's picture; nothing for a typed one."""
    if signature is None or signature.way != SigningWay.DRAWN or signature.drawing is None:
        return b""
    with files.open_bytes(signature.drawing) as picture:
        return picture.read()


@dataclass(frozen=True, slots=True)
class Proof:
    """What anyone may know of a paper: its number, days, and the names of the two sides."""

    number: str
    title: str
    party: str
    giver: str
    concluded_on: Any
    state: str
    sample: bool


def found_by_code(code: str) -> Agreement | Amendment | None:
    """The paper of that verification code, if both sides have signed it."""
    digits = "".join(letter for letter in code.lower() if letter != "-")
    if len(digits) != _CODE_DIGITS or not set(digits) <= _HEX:
        return None
    agreements = Agreement.objects.filter(state__in=("signed", "ended"), document_sha256__startswith=digits)
    agreement = agreements.select_related("case__party", "case__round__program", "case__round__operator").order_by("id").first()
    if agreement is not None:
        return agreement
    amendments = Amendment.objects.filter(state=AmendmentState.IN_FORCE, document_sha256__startswith=digits)
    related = ("agreement__case__party", "agreement__case__round__program", "agreement__case__round__operator")
    return amendments.select_related(*related).order_by("id").first()


def papers_behind(found: Agreement | Amendment) -> Iterable[StoredFile]:
    """Every file that was made of the paper and is in use."""
    return files.files_of(found).filter(purpose__in=("agreement", "signed_agreement", "amendment", "signed_amendment"))


def compare(found: Agreement | Amendment | None, chunks: Iterable[bytes]) -> str:
    """`equal`, `other` or, for a code that names nothing, `unknown`. The bytes are read once and kept nowhere."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    if found is None:
        return "unknown"
    same = papers_behind(found).filter(sha256=digest.hexdigest()).exists()  # type: ignore[attr-defined]
    return "equal" if same else "other"


def proof_of(found: Agreement | Amendment | None) -> Proof | None:
    """The public facts of a paper; nothing of nothing."""
    if found is None:
        return None
    agreement = found.agreement if isinstance(found, Amendment) else found
    return Proof(
        number=found.label if isinstance(found, Amendment) else found.number,
        title="변경협약서" if isinstance(found, Amendment) else "협약서",
        party=agreement.case.party.name,
        giver=agreement.giver,
        concluded_on=found.center_signed_at,
        state=str(found.get_state_display()),
        sample=agreement.sample,
    )
