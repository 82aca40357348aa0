"""Opening and stopping accounts from inside the house. People who come by themselves sign up through allauth."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from dure.apps.people import access
from dure.apps.people.models import Account, Reviewer
from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def open_account(
    *, email: str, name: str, by: Actor, at: datetime, password: str | None = None, phone: str = "", sample: bool = False, key: Key = NO_KEY
) -> Account:
    """An account whose mailbox the house itself vouches for: for rehearsal, and for the first administrator."""
    access.may_manage_seats(by).or_refuse()
    address = email.strip().lower()
    if Account.objects.filter(email=address).exists():
        raise Refused(_("이 주소의 계정이 이미 있어요."))
    account = Account.objects.create_user(address, password, name=name, phone=phone, sample=sample, created_at=at)
    EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    journal.write(account, "open_account", by=by, at=at)
    return account


@verb
def stop_account(*, account_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Account:
    """Nobody can sign in to it any more; every live session of it is a stranger's at its next request (B45)."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=account_id)
    access.may_manage_seats(by).or_refuse()
    if by.account_id == account_id:
        raise Refused(_("내 계정은 스스로 멈출 수 없어요. 다른 관리 담당에게 부탁해 주세요."))
    if not reason.strip():
        raise Refused(_("계정을 멈추는 까닭을 적어 주세요."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    journal.write(account, "stop_account", by=by, at=at, reason=reason.strip())
    return account


@verb
def enroll_reviewer(
    *,
    account_id: int,
    affiliation: str = "",
    expertise: str = "",
    by: Actor,
    at: datetime,
    sample: bool = False,
    key: Key = NO_KEY,
) -> Reviewer:
    """Take an outside expert into the pool of reviewers, or back into it."""
    access.may_enroll_reviewer(by).or_refuse()
    kept = {"affiliation": affiliation.strip()[:120], "expertise": expertise.strip()[:200], "active": True, "sample": sample}
    reviewer, made = Reviewer.objects.update_or_create(account_id=account_id, defaults=kept, create_defaults={**kept, "joined_at": at})
    journal.write(reviewer, "enroll_reviewer", by=by, at=at, detail={"again": not made})
    return reviewer


@verb
def rest_reviewer(*, reviewer_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Reviewer:
    """Leave the pool: nothing new is assigned and nothing more is read."""
    reviewer = Reviewer.objects.select_for_update(of=("self",)).get(pk=reviewer_id)
    access.may_enroll_reviewer(by).or_refuse()
    reviewer.active = False
    reviewer.save(update_fields=["active"])
    journal.write(reviewer, "rest_reviewer", by=by, at=at)
    return reviewer
