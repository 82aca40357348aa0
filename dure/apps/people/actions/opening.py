"""Opening teams, seats, and bodies beside the center with their first seat."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.people import access, rules
from dure.apps.people.actions.parties import new_organization
from dure.apps.people.models import District, Party, Seat, Team
from dure.apps.people.rules import PartyColumns
from dure.apps.people.words import Tier
from dure.kernel.errors import Refused
from dure.kernel.identifiers import tidy_digits
from dure.platform import journal
from dure.platform.actor import Actor, Role
from dure.platform.verbs import NO_KEY, Key, part, verb


@verb
def open_team(
    *,
    organization_id: int,
    title: str,
    by: Actor,
    at: datetime,
    team_key: str = "",
    order: int = 0,
    sample: bool = False,
    key: Key = NO_KEY,
) -> Team:
    """A team of today; teams printed in a year's document come from the catalog."""
    access.may_manage_seats(by).or_refuse()
    return new_team(organization_id=organization_id, title=title, by=by, at=at, team_key=team_key, order=order, sample=sample)


@part
def new_team(
    *, organization_id: int, title: str, by: Actor, at: datetime, team_key: str = "", order: int = 0, sample: bool = False
) -> Team:
    """Write the team down; two of today may not share a name."""
    title = " ".join(title.split())
    if reason := rules.too_long(title, 80) or (None if title else _("팀 이름을 적어 주세요.")):
        raise Refused(reason)
    if Team.objects.filter(organization_id=organization_id, year=None, title=title).exists():
        raise Refused(_("이 조직에 같은 이름의 팀이 이미 있어요."))
    key = team_key or f"team-{secrets.token_hex(4)}"
    team = Team.objects.create(organization_id=organization_id, key=key, title=title, order=order, sample=sample)
    journal.write(team, "open_team", by=by, at=at, party_ids=[organization_id])
    return team


@verb
def open_seat(
    *,
    team_id: int,
    title: str,
    roles: Iterable[Role],
    by: Actor,
    at: datetime,
    district: str = "",
    telephone: str = "",
    sample: bool = False,
    key: Key = NO_KEY,
) -> Seat:
    """A seat with exactly these roles, whoever comes to sit there."""
    access.may_manage_seats(by).or_refuse()
    return new_seat(team_id=team_id, title=title, roles=roles, by=by, at=at, district=district, telephone=telephone, sample=sample)


@part
def new_seat(
    *,
    team_id: int,
    title: str,
    roles: Iterable[Role],
    by: Actor,
    at: datetime,
    district: str = "",
    telephone: str = "",
    sample: bool = False,
) -> Seat:
    """Write the seat down; Refused with a sentence for each thing that is wrong."""
    wanted = frozenset(Role(role) for role in roles)
    organization = Party.objects.get(teams=team_id)
    title, telephone = " ".join(title.split()), tidy_digits(telephone)
    reasons = [
        None if title else _("자리 이름을 적어 주세요. 예: 사업 담당 1"),
        rules.too_long(title, 80),
        rules.roles_refused(wanted, organization.tier),
        _district_refused(organization, district),
        rules.telephone_refused(telephone),
    ]
    if found := [reason for reason in reasons if reason]:
        raise Refused(found)
    seat = Seat.objects.create(
        team_id=team_id, title=title, roles=",".join(sorted(wanted)), district_id=district or None, telephone=telephone, sample=sample
    )
    journal.write(seat, "open_seat", by=by, at=at, party_ids=[organization.pk], detail={"roles": [str(role) for role in sorted(wanted)]})
    return seat


def _district_refused(organization: Party, district: str) -> str | None:
    if district and not District.objects.filter(code=district).exists():
        return _("자치구를 목록에서 골라 주세요.")
    if organization.tier == Tier.DISTRICT and not (district or organization.district_id):
        return _("자치구의 자리에는 맡은 자치구를 골라 주세요.")
    return None


@verb
def open_body(
    *,
    body: str,
    name: str,
    team_title: str,
    seat_title: str,
    by: Actor,
    at: datetime,
    district: str = "",
    telephone: str = "",
    key: Key = NO_KEY,
) -> Seat:
    """A district, the city, a ministry, a buyer, an operator or an auditor: the organization, its first team and an empty seat in it."""
    access.may_manage_seats(by).or_refuse()
    if body not in rules.BODIES:
        raise Refused(_("어떤 기관인지 골라 주세요."))
    tier, role = rules.BODIES[body]
    if tier == Tier.DISTRICT and not district:
        raise Refused(_("어느 자치구인지 골라 주세요."))
    if Party.objects.filter(name=" ".join(name.split()), closed_at=None).exclude(tier=Tier.NONE).exists():
        raise Refused(_("같은 이름의 기관이 이미 있어요. '자리 열기'에서 그 기관의 팀을 골라 주세요."))
    columns = PartyColumns(name=name, district=district if tier == Tier.DISTRICT else "")
    organization = new_organization(columns=columns, tier=tier, by=by, at=at)
    team = new_team(organization_id=organization.pk, title=team_title, by=by, at=at)
    return new_seat(team_id=team.pk, title=seat_title, roles=[role], telephone=telephone, by=by, at=at)
