"""Letters about accounts. A change is told to the contacts of the account before it, so that a swap is never silent (B29)."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.money.models import PayeeAccountVersion
from dure.apps.money.queries.payees import writers_of
from dure.kernel.korean import instant_words
from dure.platform import letters


def tell_proposed(version: PayeeAccountVersion, before: PayeeAccountVersion | None, *, at: datetime) -> None:
    """Tell the contacts of the account before, if there is one, and those of today."""
    if before is None:
        return
    body = _(
        "%(party)s의 지급 계좌를 %(old)s에서 %(new)s로 바꾸어 달라는 신청이 들어왔어요.\n"
        "신청한 사람: %(name)s, %(when)s\n\n"
        "센터가 확인한 뒤에도 하루(영업일) 동안은 새 계좌로 지급하지 않아요.\n"
        "직접 신청한 것이 아니라면 곧바로 센터에 알려 주세요."
    ) % {
        "party": version.payee.party.name,
        "old": before.shown,
        "new": version.shown,
        "name": version.proposed_by_name,
        "when": instant_words(at),
    }
    _write(version, "proposed", _("지급 계좌 변경 신청을 받았어요"), body, _contacts(before, version), at)


def tell_verified(version: PayeeAccountVersion, *, is_change: bool, at: datetime) -> None:
    """Tell from when the account is used."""
    since = instant_words(version.hold_until) if is_change and version.hold_until else _("지금")
    body = _("%(party)s의 지급 계좌 %(shown)s을 확인했어요. %(since)s부터 이 계좌로 지급해요.") % {
        "party": version.payee.party.name,
        "shown": version.shown,
        "since": since,
    }
    _write(version, "verified", _("지급 계좌를 확인했어요"), body, _contacts(version), at)


def tell_declined(version: PayeeAccountVersion, *, at: datetime) -> None:
    """Tell why, and that another account may be named."""
    body = _("%(party)s의 지급 계좌 %(shown)s을 받지 않았어요.\n까닭: %(reason)s\n\n계좌를 다시 확인해 등록해 주세요.") % {
        "party": version.payee.party.name,
        "shown": version.shown,
        "reason": version.decline_reason,
    }
    _write(version, "declined", _("지급 계좌를 다시 등록해 주세요"), body, _contacts(version), at)


def _contacts(*versions: PayeeAccountVersion) -> dict[str, str]:
    """Address → name: the contacts kept with each version and the party's writers of today, each once."""
    kept = {contact["address"]: contact["name"] for version in versions for contact in version.contacts}
    return kept | {address: name for _account_id, address, name in writers_of(versions[-1].payee.party_id)}


def _write(version: PayeeAccountVersion, what: str, subject: str, body: str, contacts: dict[str, str], at: datetime) -> None:
    for address, name in contacts.items():
        letters.write(to_address=address, to_name=name, subject=subject, body=body, dedupe=f"payee:{version.pk}:{what}:{address}", at=at)
