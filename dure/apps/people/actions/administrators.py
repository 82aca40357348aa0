"""The first administrator of a center, appointed by whoever holds its machine."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from dure.apps.people.actions.accounts import account_at_mailbox
from dure.apps.people.actions.opening import new_seat, new_team
from dure.apps.people.models import Account, Party, Seat, SeatHolding, Team
from dure.apps.people.queries.moments import not_over
from dure.apps.people.queries.parties import seats_with
from dure.apps.people.words import Tier
from dure.kernel.errors import Forbidden, Refused
from dure.platform import journal
from dure.platform.actor import Actor, Role
from dure.platform.verbs import NO_KEY, Key, verb

TEAM_TITLE = "운영"
SEAT_TITLE = "관리 담당"
ROLES = (Role.ADMINISTRATOR, Role.OFFICER)


@verb
def appoint_administrator(*, email: str, name: str, password: str, by: Actor, at: datetime, key: Key = NO_KEY) -> dict[str, bool]:
    """An account for the mailbox, seated as administrator and officer in the center's team of operations. The password is given only
    to an account that is new or never showed its mailbox; somebody who administers already stays where they sit."""
    if not by.is_system:
        raise Forbidden(_("이 일은 명령으로만 할 수 있어요."))
    center = Party.objects.select_for_update(of=("self",)).filter(tier=Tier.CENTER).first()
    if center is None:
        raise Refused(_("센터가 아직 없어요. 먼저 dure init을 실행해 주세요."))
    account, is_new = account_at_mailbox(email=email, name=name, password=password, by=by, at=at)
    is_given = is_new or _vouch_for(account, password, by=by, at=at)
    mine = not_over(SeatHolding.objects.filter(account=account, seat__in=seats_with(Role.ADMINISTRATOR)), at)
    if mine.exists():
        return {"seated": False, "password_given": is_given}
    holding = SeatHolding.objects.create(seat=_empty_seat(center, by=by, at=at), account=account, since=at)
    journal.write(holding, "take_seat", by=by, at=at, detail={"seat": holding.seat_id, "account": account.pk, "deputy": False})
    return {"seated": True, "password_given": is_given}


def _vouch_for(account: Account, password: str, *, by: Actor, at: datetime) -> bool:
    """A mailbox nobody has shown yet is vouched for, with a new password: whoever typed the old one may have been anybody."""
    if EmailAddress.objects.filter(user=account, verified=True).exists():
        return False
    account.set_password(password)
    account.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(user=account, email=account.email, defaults={"verified": True, "primary": True})
    journal.write(account, "vouch_for_mailbox", by=by, at=at)
    return True


def _empty_seat(center: Party, *, by: Actor, at: datetime) -> Seat:
    """An empty one with exactly these roles, or a new one."""
    roles = ",".join(sorted(ROLES))
    held = not_over(SeatHolding.objects.filter(deputy=False), at).values("seat_id")
    mine = Seat.objects.filter(team__organization=center, team__title=TEAM_TITLE, team__year=None, roles=roles, closed_at=None)
    if found := mine.exclude(pk__in=held).order_by("id").first():
        return found
    team = Team.objects.filter(organization=center, title=TEAM_TITLE, year=None).first() or new_team(
        organization_id=center.pk, title=TEAM_TITLE, by=by, at=at
    )
    return new_seat(team_id=team.pk, title=SEAT_TITLE, roles=ROLES, by=by, at=at)
