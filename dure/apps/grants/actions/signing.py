"""One hand under one paper: by a typed name or a drawing."""

from dataclasses import dataclass
from datetime import datetime

from dure.apps.grants import rules
from dure.apps.grants.actions.locking import refuse_if
from dure.apps.grants.models import Agreement, Amendment, Signature
from dure.apps.grants.papers import strokes
from dure.apps.grants.words import Side, SigningWay
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import part


@dataclass(frozen=True, slots=True)
class Hand:
    """What somebody gave as a signature: their name as typed, or strokes; and the hash of the paper they read."""

    typed_name: str
    seen: str
    drawn: str = ""


@part
def put_under(agreement: Agreement, side: Side, hand: Hand, *, by: Actor, at: datetime, amendment: Amendment | None = None) -> Signature:
    """Keep the signature beside the paper, with its picture if it was drawn; Refused with what to do if it is none."""
    paper = amendment or agreement
    wrong = strokes.refused(hand.drawn) if hand.drawn else ""
    refuse_if(
        [wrong]
        if wrong
        else rules.reasons_against_signing(hand.typed_name, by.name, hand.seen, paper.document_sha256, drawn=bool(hand.drawn))
    )
    drawing = None
    if hand.drawn:
        name = f"{paper.document_sha256[:12]}-{side}.png"
        picture = strokes.picture(hand.drawn)
        drawing = files.keep_paper(name, picture, owner=paper, purpose="signature", at=at, media_type="image/png")
    is_grantee = side is Side.GRANTEE
    return Signature.objects.create(
        agreement=agreement,
        amendment=amendment,
        side=side,
        way=SigningWay.DRAWN if drawing else SigningWay.TYPED,
        account_id=by.account_id or 0,
        name=by.name,
        place="대표" if is_grantee else by.seat_title,
        for_whom=agreement.case.party.name if is_grantee else agreement.giver,
        document_sha256=paper.document_sha256,
        drawing=drawing,
        signed_at=at,
    )
