"""Opening and stopping accounts from inside the house. People who come by themselves sign up through allauth."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dure.apps.people import access, rules
from dure.apps.people.models import Account, Party, Reviewer, SeatHolding
from dure.apps.people.notices import tell_enrolled
from dure.apps.people.queries.parties import seats_with
from dure.apps.people.words import Tier
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor, Role
from dure.platform.verbs import NO_KEY, Key, part, verb


@verb
def open_account(
    *, email: str, name: str, by: Actor, at: datetime, password: str | None = None, phone: str = "", sample: bool = False, key: Key = NO_KEY
) -> Account:
    """An account whose mailbox the house itself vouches for: for rehearsal, and for the first administrator."""
    access.may_manage_seats(by).or_refuse()
    address = email.strip().lower()
    if Account.objects.filter(email=address).exists():
        raise Refused(_("이 주소의 계정이 이미 있어요."))
    return new_account(address=address, name=name, password=password, phone=phone, sample=sample, by=by, at=at)


@part
def new_account(
    *, address: str, name: str, by: Actor, at: datetime, password: str | None = None, phone: str = "", sample: bool = False
) -> Account:
    """Write the account and its mailbox down. Without a password only a letter to that mailbox opens it, so the mailbox counts as shown."""
    account = Account.objects.create_user(address, password, name=name, phone=phone, sample=sample, created_at=at)
    EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    journal.write(account, "open_account", by=by, at=at)
    return account


@part
def account_at_mailbox(*, email: str, name: str, by: Actor, at: datetime, password: str | None = None) -> tuple[Account, bool]:
    """Whoever reads the mailbox, and False; or a new account for them, and True."""
    address, name = email.strip().lower(), " ".join(name.split())
    if reason := rules.email_refused(address) or (None if address else _("메일 주소를 적어 주세요.")):
        raise Refused(reason)
    found = (
        Account.objects.filter(email=address).first()
        or Account.objects.filter(emailaddress__email=address, emailaddress__verified=True).first()
    )
    if found is None:
        if not name:
            raise Refused(_("이 주소로 가입한 사람이 아직 없어요. 이름도 적으면 계정을 만들고 편지를 보내요."))
        if reason := rules.name_refused(name):
            raise Refused(reason)
        return new_account(address=address, name=name, password=password, by=by, at=at), True
    if not found.is_active:
        raise Refused(_("멈춘 계정이에요. 다른 메일 주소를 적어 주세요."))
    return found, False


@part
def keep_an_administrator(leaving: QuerySet[SeatHolding], *, at: datetime) -> None:
    """The center keeps somebody without an end who can seat people. The center is locked, so that the last two cannot leave at once."""
    Party.objects.select_for_update(of=("self",)).filter(tier=Tier.CENTER).first()
    sitting = SeatHolding.objects.filter(until=None, since__lte=at, account__is_active=True, seat__in=seats_with(Role.ADMINISTRATOR))
    if sitting.filter(pk__in=leaving).exists() and not sitting.exclude(pk__in=leaving).exists():
        raise Refused(_("센터의 마지막 관리 담당이에요. 다른 사람을 관리 자리에 먼저 앉혀 주세요."))


@verb
def stop_account(*, account_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Account:
    """Nobody can sign in to it any more; every live session of it is a stranger's at its next request (B45)."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=account_id)
    access.may_manage_seats(by).or_refuse()
    if by.account_id == account_id:
        raise Refused(_("내 계정은 스스로 멈출 수 없어요. 다른 관리 담당에게 부탁해 주세요."))
    if not reason.strip():
        raise Refused(_("계정을 멈추는 까닭을 적어 주세요."))
    if not account.is_active:
        raise OutOfTurn(_("이미 멈춘 계정이에요."))
    keep_an_administrator(SeatHolding.objects.filter(account_id=account_id), at=at)
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
    return _enroll(account_id, affiliation, expertise, sample=sample, by=by, at=at)


def _enroll(account_id: int, affiliation: str, expertise: str, *, by: Actor, at: datetime, sample: bool = False) -> Reviewer:
    kept = {"affiliation": affiliation.strip()[:120], "expertise": expertise.strip()[:200], "active": True, "sample": sample}
    reviewer, made = Reviewer.objects.update_or_create(account_id=account_id, defaults=kept, create_defaults={**kept, "joined_at": at})
    journal.write(reviewer, "enroll_reviewer", by=by, at=at, detail={"again": not made})
    return reviewer


@verb
def enroll_by_mail(
    *, email: str, name: str, by: Actor, at: datetime, affiliation: str = "", expertise: str = "", key: Key = NO_KEY
) -> Reviewer:
    """Take the reader of a mailbox into the pool. Whoever has no account yet gets one without a password; a letter tells them."""
    access.may_enroll_reviewer(by).or_refuse()
    account, is_new = account_at_mailbox(email=email, name=name, by=by, at=at)
    reviewer = _enroll(account.pk, affiliation, expertise, by=by, at=at)
    tell_enrolled(reviewer, is_new=is_new, at=at)
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
