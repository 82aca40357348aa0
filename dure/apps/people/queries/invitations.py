"""Reading invitations."""

import hashlib
from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from dure.apps.people.models import Account, Invitation


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_of(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation that the token opens; only the hash is compared."""
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects
    return rows.select_related("party").filter(token_hash=hash_of(token)).first()


def why_dead(invitation: Invitation, *, at: datetime) -> str:
    """Why it opens nothing any more; empty while it does."""
    if invitation.accepted_at is not None:
        return _("이미 쓴 초대예요. 한 번만 쓸 수 있으니 필요하면 다시 초대해 달라고 부탁해 주세요.")
    if invitation.revoked_at is not None:
        return _("거두어들인 초대예요. 필요하면 다시 초대해 달라고 부탁해 주세요.")
    if invitation.expires_at <= at:
        return _("초대한 지 14일이 지나 쓸 수 없어요. 다시 초대해 달라고 부탁해 주세요.")
    return ""


def mailboxes_of(account_id: int | None) -> frozenset[str]:
    """Addresses the account has shown to be its own, while it may sign in."""
    if account_id is None or not Account.objects.filter(pk=account_id, is_active=True).exists():
        return frozenset()
    shown = EmailAddress.objects.filter(user_id=account_id, verified=True).values_list("email", flat=True)
    return frozenset(address.lower() for address in shown)
