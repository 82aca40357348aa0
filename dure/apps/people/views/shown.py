"""What the pages of a party show, prepared."""

from datetime import datetime, timedelta
from typing import Any

from dure.apps.people import access, forms
from dure.apps.people.models import Party, SeatHolding
from dure.apps.people.queries import parties as queries
from dure.apps.people.queries.facts import party_facts
from dure.apps.people.words import FACT_FAMILY_WORDS, FACT_WORDS, MEMBER_WORDS, SAID_BY_PARTY, LegalForm, PartyKind, Status
from dure.kernel.clock import seoul_date
from dure.kernel.identifiers import business_number_shown, telephone_shown
from dure.kernel.korean import table_day
from dure.platform.http import ActorRequest

_TONES = {"claimed": "judge", "verified": "done", "declined": "danger"}


def choices_of_columns() -> dict[str, Any]:
    """What the form of a party offers."""
    return {
        "kinds": [(kind.value, kind.label) for kind in PartyKind],
        "legal_forms": [(form.value, form.label) for form in LegalForm],
        "districts": queries.district_choices(),
    }


def rows_of(party: Party) -> list[tuple[str, str]]:
    """The columns of a party in words; what nobody said is said so."""
    shown = {
        "종류": str(PartyKind(party.kind).label),
        "법적 형태": str(LegalForm(party.legal_form).label) if party.legal_form else "",
        "사업자등록번호": business_number_shown(party.business_number) if party.business_number else "",
        "법인등록번호": f"{party.corporate_number[:6]}-{party.corporate_number[6:]}" if party.corporate_number else "",
        "자치구": party.district.name if party.district else "",
        "주소": party.address,
        "설립일": table_day(party.founded_on) if party.founded_on else "",
        "전화": telephone_shown(party.phone) if party.phone else "",
        "전자우편": party.email,
        "홈페이지": party.homepage,
        "소개": party.summary,
    }
    return [(term, value or "아직 적지 않음") for term, value in shown.items()]


def status_rows(actor: Any, party: Party) -> list[dict[str, Any]]:
    """Statuses with their state in a word and the way to the proof."""
    return [
        {
            "status": status,
            "kind": str(Status(status.kind).label),
            "word": status.get_state_display(),
            "tone": _TONES[status.state],
            "until": table_day(status.valid_to) if status.valid_to else "기한 없음",
            "may_judge": access.may_judge_status(actor, status).allowed and status.state == "claimed",
        }
        for status in queries.statuses_for(actor).filter(party=party)
    ]


def fact_rows(request: ActorRequest, party: Party) -> list[tuple[str, str, str]]:
    """(what, value, source) of every fact that holds today."""
    found = party_facts(party.pk, at=request.at).facts
    words = FACT_FAMILY_WORDS | FACT_WORDS
    return [(str(words.get(key.partition(":")[0], key)), str(fact.value), fact.source) for key, fact in sorted(found.items())]


def member_rows(actor: Any, party: Party) -> list[dict[str, Any]]:
    """Members with their role in words and what this actor may do with each."""
    return [
        {
            "member": member,
            "role": str(MEMBER_WORDS[member.role]),
            "is_self": member.account_id == actor.account_id,
            "may_end": access.may_end_membership(actor, member).allowed,
        }
        for member in queries.members_of(party)
    ]


def present_of(seat: Any, *, at: datetime) -> list[dict[str, Any]]:
    """Who sits in a seat of the desk's list, or is to, with the days of a deputy in words."""
    return [{"holding": holding, "days": _days_of(holding, at=at)} for holding in seat.present]


def _days_of(holding: SeatHolding, *, at: datetime) -> str:
    """Said only where it surprises: who comes later, who goes some day."""
    first = f"{table_day(seoul_date(holding.since))}부터" if holding.since > at else ""
    last = f"{table_day(seoul_date(holding.until - timedelta(milliseconds=1)))}까지" if holding.until else ""
    return " ".join(part for part in (first, last) if part)


def party_page(
    request: ActorRequest, party: Party, *, typed: forms.Blank | None = None, reasons: list[str] | None = None
) -> dict[str, Any]:
    """The page of one's own party; `typed` and `reasons` when an act on it was refused."""
    manages = access.may_manage_members(request.actor, party)
    waiting = queries.waiting_invitations(party, at=request.at) if manages else []
    return {
        "party": party,
        "rows": rows_of(party),
        "facts": fact_rows(request, party),
        "statuses": status_rows(request.actor, party),
        "members": member_rows(request.actor, party),
        "invitations": [{"row": row, "role": str(MEMBER_WORDS[row.role])} for row in waiting],
        "may_write": access.may_write_party(request.actor, party),
        "may_manage": manages,
        "status_kinds": [(status.value, status.label) for status in Status],
        "fact_kinds": [(key, FACT_WORDS[key]) for key in SAID_BY_PARTY],
        "member_roles": list(MEMBER_WORDS.items()),
        "typed": typed if typed is not None else forms.Blank(),
        "reasons": reasons or [],
    }
