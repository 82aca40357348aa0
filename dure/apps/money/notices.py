"""Letters about accounts. A change is told to the contacts of the account before it, so that a swap is never silent (B29)."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.apps.money.models import PayeeAccountVersion
from dure.apps.money.queries.payees import writers_of
from dure.kernel.korean import instant_words
from dure.platform.letters import Contact, write_to


def tell_proposed(version: PayeeAccountVersion, before: PayeeAccountVersion | None, *, at: datetime) -> None:
    """Tell the contacts of the account before, if there is one, and those of today."""
    if before is None:
        return
    values = {"old": before.shown, "new": version.shown, "name": version.proposed_by_name, "when": instant_words(at)}
    _tell(version, "payee_proposed", values, _contacts(before, version), at)


def tell_verified(version: PayeeAccountVersion, *, is_change: bool, at: datetime) -> None:
    """Tell from when the account is used."""
    since = instant_words(version.hold_until) if is_change and version.hold_until else _("지금")
    _tell(version, "payee_verified", {"account": version.shown, "since": since}, _contacts(version), at)


def tell_declined(version: PayeeAccountVersion, *, at: datetime) -> None:
    """Tell why, and that another account may be named."""
    _tell(version, "payee_declined", {"account": version.shown, "reason": version.decline_reason}, _contacts(version), at)


def _contacts(*versions: PayeeAccountVersion) -> list[Contact]:
    """The contacts kept with each version and the party's writers of today, each address once."""
    found: dict[str, Contact] = {
        contact["address"]: (None, contact["address"], contact["name"]) for version in versions for contact in version.contacts
    }
    found |= {contact[1]: contact for contact in writers_of(versions[-1].payee.party_id)}
    return list(found.values())


def _tell(version: PayeeAccountVersion, text: str, values: Mapping[str, str], contacts: list[Contact], at: datetime) -> None:
    party = version.payee.party
    href = reverse("money:payee", args=[party.pk])
    write_to(contacts, text, {"party": party.name, **values}, dedupe=f"{text}:{version.pk}", href=href, at=at)
