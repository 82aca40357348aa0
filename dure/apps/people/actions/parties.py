"""Registering a party and changing what is said about it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.apps.people import access, rules
from dure.apps.people.models import District, Member, Party
from dure.apps.people.rules import PartyColumns
from dure.apps.people.words import PartyKind, Tier
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor, MemberRole
from dure.platform.verbs import NO_KEY, Key, part, verb

_TAKEN = gettext_lazy(
    "이 사업자등록번호로는 등록할 수 없어요. 이미 등록되어 있을 수 있으니 조직의 대표에게 초대를 부탁하거나, 번호가 맞다면 센터에 문의해 주세요."
)


@verb
def register_party(*, columns: PartyColumns, by: Actor, at: datetime, sample: bool = False, key: Key = NO_KEY) -> Party:
    """A new applicant. Whoever registers it becomes its representative."""
    access.may_register_party(by).or_refuse()
    party = Party(created_at=at, sample=sample, **_checked(columns, at=at))
    _save(party)
    if by.account_id is not None:
        Member.objects.create(party=party, account_id=by.account_id, role=MemberRole.REPRESENTATIVE, since=at)
    journal.write(party, "register_party", by=by, at=at, party_ids=[party.pk])
    return party


@part
def new_party(*, columns: PartyColumns, by: Actor, at: datetime, sample: bool = False) -> Party:
    """An applicant who comes to the counter: written down by staff, with no members until somebody is invited."""
    party = Party(created_at=at, sample=sample, **_checked(columns, at=at))
    _save(party)
    journal.write(party, "register_party", by=by, at=at, party_ids=[party.pk])
    return party


@verb
def update_party(*, party_id: int, seen_version: int, columns: PartyColumns, by: Actor, at: datetime, key: Key = NO_KEY) -> Party:
    """Change the party's columns, unless somebody changed them since the page was shown."""
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    access.may_write_party(by, party).or_refuse()
    if party.version != seen_version:
        raise Refused(_("그 사이 다른 사람이 먼저 고쳤어요. 새로 고친 내용을 확인하고 다시 적어 주세요."))
    wanted = _checked(columns, at=at)
    changed = sorted(name for name, value in wanted.items() if getattr(party, name) != value)
    for name, value in wanted.items():
        setattr(party, name, value)
    party.version += 1
    _save(party)
    journal.write(party, "update_party", by=by, at=at, party_ids=[party.pk], detail={"changed": changed})
    return party


@verb
def open_organization(*, columns: PartyColumns, tier: Tier, by: Actor, at: datetime, sample: bool = False, key: Key = NO_KEY) -> Party:
    """An organization whose seats work here: a district, the city, a ministry, a public buyer, an operator."""
    access.may_manage_seats(by).or_refuse()
    return new_organization(columns=columns, tier=tier, by=by, at=at, sample=sample)


@part
def new_organization(*, columns: PartyColumns, tier: Tier, by: Actor, at: datetime, sample: bool = False) -> Party:
    """Write the organization down."""
    party = Party(created_at=at, sample=sample, tier=tier, **_checked(columns, at=at))
    _save(party)
    journal.write(party, "open_organization", by=by, at=at, party_ids=[party.pk], detail={"tier": str(tier)})
    return party


@verb
def close_party(*, party_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Party:
    """The organization is no more: every membership ends with it, so that its rights are gone at once (B08)."""
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    access.may_manage_seats(by).or_refuse()
    if party.closed_at is not None:
        raise Refused(_("이미 닫은 조직이에요."))
    if not reason.strip():
        raise Refused(_("닫는 까닭을 적어 주세요. 예: 해산 등기, 다른 조직과 합침"))
    party.closed_at = at
    party.save(update_fields=["closed_at"])
    party.members.filter(until=None).update(until=at)
    party.invitations.filter(accepted_at=None, revoked_at=None).update(revoked_at=at)
    journal.write(party, "close_party", by=by, at=at, party_ids=[party.pk], reason=reason.strip())
    return party


def _checked(columns: PartyColumns, *, at: datetime) -> dict[str, Any]:
    """The columns as they are kept; Refused with a sentence per thing that is wrong."""
    tidy = rules.tidied(columns)
    refused = rules.columns_refused(tidy, today=seoul_date(at))
    if tidy.district and not District.objects.filter(code=tidy.district).exists():
        refused["district"] = _("자치구를 목록에서 골라 주세요.")
    if refused:
        raise RefusedFields(refused)
    return {
        "name": tidy.name,
        "kind": PartyKind(tidy.kind),
        "legal_form": tidy.legal_form,
        "business_number": tidy.business_number or None,
        "corporate_number": tidy.corporate_number,
        "district_id": tidy.district or None,
        "address": tidy.address,
        "founded_on": tidy.founded_on,
        "phone": tidy.phone,
        "email": tidy.email,
        "homepage": tidy.homepage,
        "summary": tidy.summary,
    }


class RefusedFields(Refused):
    """Refused, with the field that each reason belongs to."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(list(errors.values()))


def _save(party: Party) -> None:
    """The database decides who came first with a business number."""
    try:
        with transaction.atomic():
            party.save()
    except IntegrityError as taken:
        if party.business_number and Party.objects.filter(business_number=party.business_number).exclude(pk=party.pk).exists():
            raise RefusedFields({"business_number": str(_TAKEN)}) from taken
        raise
