"""People, parties and seats, made by the real verbs. Every name and address is invented (예시)."""

import re
from datetime import datetime, timedelta
from itertools import count

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from dure.apps.people import actions
from dure.apps.people.models import Account, Member, Party, Seat, Team
from dure.apps.people.queries.actors import actor_of_account
from dure.apps.people.rules import PartyColumns
from dure.kernel.clock import now
from dure.platform.actor import Actor, MemberRole, Role
from dure.platform.models import Letter

HOUSE = Actor.system("test", via="command")
LONG_AGO = now() - timedelta(days=30)
PASSWORD = "예시-비밀번호-2026"
_numbers = count(1)


def account(name: str = "", email: str = "", *, at: datetime = LONG_AGO, password: str = PASSWORD) -> Account:
    """Somebody with a verified mailbox and a password."""
    number = next(_numbers)
    return actions.open_account(
        email=email or f"sample{number}@example.kr", name=name or f"예시 사람 {number}", password=password, by=HOUSE, at=at, sample=True
    )


def party(owner: Account | None = None, *, name: str = "", at: datetime = LONG_AGO, **columns) -> Party:
    """A party with its representative."""
    by = Actor(account_id=owner.pk, name=owner.name) if owner else HOUSE
    said = PartyColumns(name=name or f"예시 조직 {next(_numbers)}", legal_form="cooperative", **columns)
    return actions.register_party(columns=said, by=by, at=at, sample=True)


def member(of: Party, role: str = MemberRole.MEMBER, who: Account | None = None) -> Member:
    """Somebody of the party, let in without a letter."""
    return Member.objects.create(party=of, account=who or account(), role=role, since=LONG_AGO)


def center() -> Party:
    """The center, without its catalog."""
    found = Party.objects.filter(tier="center").first()
    return found or actions.open_organization(columns=PartyColumns(name="예시 센터"), tier="center", by=HOUSE, at=LONG_AGO, sample=True)


def seat(*roles: Role, organization: Party | None = None) -> Seat:
    """An empty seat with these roles."""
    organization = organization or center()
    number = next(_numbers)
    team = Team.objects.filter(organization=organization).first() or actions.open_team(
        organization_id=organization.pk, team_key=f"team-{number}", title="예시 팀", by=HOUSE, at=LONG_AGO
    )
    return actions.open_seat(team_id=team.pk, title=f"예시 자리 {number}", roles=roles, by=HOUSE, at=LONG_AGO)


def seated(*roles: Role, organization: Party | None = None, who: Account | None = None) -> Account:
    """Somebody in a seat with these roles; reviewing alone is no seat's."""
    person = who or account()
    if roles == (Role.REVIEWER,):
        actions.enroll_reviewer(account_id=person.pk, by=HOUSE, at=LONG_AGO)
        return person
    actions.take_seat(seat_id=seat(*roles, organization=organization).pk, account_id=person.pk, by=HOUSE, at=LONG_AGO)
    return person


def actor(person: Account, *, at: datetime | None = None) -> Actor:
    """The account as it stands."""
    return actor_of_account(person.pk, at=at or now())


def signed_in(person: Account, *, with_second_factor: bool = False) -> Client:
    """A browser in which the account signed in by password, and by a one-time code if asked."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    if with_second_factor:
        add_second_factor(person)
        session = client.session
        session["account_authentication_methods_user"] = str(person.pk)
        session["account_authentication_methods"] = [{"method": "password", "at": 1}, {"method": "mfa", "at": 2, "type": "totp"}]
        session.save()
    return client


def add_second_factor(person: Account) -> str:
    """Register an app; returns its secret."""
    secret = generate_totp_secret()
    if not Authenticator.objects.filter(user=person).exists():
        TOTP.activate(person, secret)
        RecoveryCodes.activate(person)
    return secret


def code_of(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def token_in(letter: Letter) -> str:
    """The token that an invitation's letter carries."""
    found = re.search(r"/my/invitations/([\w-]+)/", letter.body)
    assert found
    return found.group(1)
