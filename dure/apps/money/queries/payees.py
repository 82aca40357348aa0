"""Reading payees: the account in use, the one that waits, and who is to be told."""

from django.db.models import QuerySet

from dure.apps.money.models import PayeeAccountVersion
from dure.apps.money.words import VersionState
from dure.apps.people import facade as people
from dure.platform.actor import Actor, Role


def current_version(party_id: int) -> PayeeAccountVersion | None:
    """The party's newest verified account, whether or not its hold is over."""
    return _versions_of(party_id).filter(state=VersionState.VERIFIED).first()


def waiting_version(party_id: int) -> PayeeAccountVersion | None:
    """The account that nobody has verified yet."""
    return _versions_of(party_id).filter(state=VersionState.PROPOSED).first()


def versions_of(party_id: int) -> QuerySet[PayeeAccountVersion]:
    """Every account the party ever named, newest first."""
    return _versions_of(party_id)


def _versions_of(party_id: int) -> QuerySet[PayeeAccountVersion]:
    return PayeeAccountVersion.objects.filter(payee__party_id=party_id).select_related("payee").order_by("-number", "-pk")


def versions_for(actor: Actor) -> QuerySet[PayeeAccountVersion]:
    """Accounts the desk may see; nothing for anybody else."""
    rows = PayeeAccountVersion.objects.select_related("payee__party").order_by("-pk")
    seats = (Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR)
    return rows if actor.has_in_center(*seats) or actor.has(Role.AUDITOR) else rows.none()


def others_with_the_same_number(version: PayeeAccountVersion) -> QuerySet[PayeeAccountVersion]:
    """Accounts of other parties with the same number, found by the keyed hash."""
    same = PayeeAccountVersion.objects.filter(number_hash=version.number_hash).exclude(payee_id=version.payee_id)
    return same.select_related("payee__party").order_by("pk")


def parties() -> QuerySet[people.Party]:
    """Every party, for a page that is named by one."""
    return people.Party.objects.order_by("pk")


def writers_of(party_id: int) -> list[tuple[int, str, str]]:
    """(account id, address, name) of the party's representatives and editors."""
    return list(people.accounts_of_party(party_id, writers_only=True))
