"""Who belongs to a party: invited by letter, let in once, given another role, gone."""

import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from dure.apps.people import access, rules
from dure.apps.people.models import Invitation, Member, Party
from dure.apps.people.notices import tell_invited, tell_joined
from dure.apps.people.queries.invitations import hash_of, invitation_of, mailboxes_of, why_dead
from dure.apps.people.words import MEMBER_WORDS
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, journal, rates
from dure.platform.actor import Actor, MemberRole
from dure.platform.verbs import NO_KEY, Key, verb


def new_token() -> str:
    """A token nobody guesses; only its hash is kept."""
    return secrets.token_urlsafe(32)


@verb
def invite_member(*, party_id: int, email: str, role: str, by: Actor, at: datetime, token: str = "", key: Key = NO_KEY) -> Invitation:
    """Send one mailbox a letter that opens the party once, for fourteen days. An older letter to it is taken back."""
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    access.may_manage_members(by, party).or_refuse()
    address = _checked_address(party, email, role, at=at)
    party.invitations.filter(email=address, accepted_at=None, revoked_at=None).update(revoked_at=at)
    token = token or new_token()
    invitation = Invitation.objects.create(
        party=party,
        email=address,
        role=role,
        token_hash=hash_of(token),
        sent_at=at,
        expires_at=rules.invitation_expires(at, days=rates.whole("invitation_days", on=seoul_date(at))),
        invited_by_id=by.account_id or 0,
        invited_by_name=by.name,
    )
    journal.write(invitation, "invite_member", by=by, at=at, party_ids=[party.pk], detail={"role": role})
    events.emit("invitation_sent", subject=invitation, at=at, payload={"party_id": party.pk, "invitation_id": invitation.pk})
    tell_invited(invitation, token, at=at)
    return invitation


def _checked_address(party: Party, email: str, role: str, *, at: datetime) -> str:
    address = email.strip().lower()
    reasons = [] if address else [_("초대할 사람의 전자우편 주소를 적어 주세요.")]
    if refused := rules.email_refused(address):
        reasons.append(refused)
    if role not in MEMBER_WORDS:
        reasons.append(_("맡을 일을 골라 주세요."))
    if party.members.filter(account__email=address, until=None).exists():
        reasons.append(_("이미 이 조직의 구성원이에요. 맡은 일을 바꾸려면 구성원 목록에서 바꿔 주세요."))
    lately = Invitation.objects.filter(email=address, sent_at__gt=at - timedelta(hours=1)).count()
    if lately >= rules.MOST_LETTERS_PER_HOUR:
        reasons.append(_("이 주소로는 한 시간에 세 번까지 초대할 수 있어요. 조금 뒤에 다시 보내 주세요."))
    if reasons:
        raise Refused(reasons)
    return address


@verb
def accept_invitation(*, token: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Member:
    """Let the reader of the mailbox in, once, in the role the letter said."""
    invitation = invitation_of(token, lock=True)
    if invitation is None:
        raise Refused(_("이 초대를 찾을 수 없어요. 다시 초대해 달라고 부탁해 주세요."))
    access.may_accept(by, invitation, mailboxes=mailboxes_of(by.account_id)).or_refuse()
    if dead := why_dead(invitation, at=at):
        raise OutOfTurn(dead)
    member = _let_in(invitation, by.account_id or 0, at=at)
    invitation.accepted_at, invitation.accepted_by_id = at, by.account_id
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    journal.write(member, "accept_invitation", by=by, at=at, party_ids=[member.party_id], detail={"invitation": invitation.pk})
    tell_joined(member, invitation, at=at)
    return member


def _let_in(invitation: Invitation, account_id: int, *, at: datetime) -> Member:
    if Member.objects.filter(party_id=invitation.party_id, account_id=account_id, until=None).exists():
        raise Refused(_("이미 이 조직의 구성원이에요. 맡은 일은 대표가 구성원 목록에서 바꿀 수 있어요."))
    return Member.objects.create(party_id=invitation.party_id, account_id=account_id, role=invitation.role, since=at)


@verb
def revoke_invitation(*, invitation_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Invitation:
    """Take a letter back; its token opens nothing from now on."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("party").get(pk=invitation_id)
    access.may_manage_members(by, invitation.party).or_refuse()
    if dead := why_dead(invitation, at=at):
        raise OutOfTurn(dead)
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    journal.write(invitation, "revoke_invitation", by=by, at=at, party_ids=[invitation.party_id])
    return invitation


@verb
def change_role(*, member_id: int, role: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Member:
    """Give a member another role from now on. A party keeps a representative."""
    member = _locked_member(member_id)
    access.may_manage_members(by, member.party).or_refuse()
    if role not in MEMBER_WORDS:
        raise Refused(_("맡을 일을 골라 주세요."))
    if role == member.role:
        return member
    if role != MemberRole.REPRESENTATIVE:
        _keep_a_representative(member)
    member.until = at
    member.save(update_fields=["until"])
    changed = Member.objects.create(party=member.party, account=member.account, role=role, since=at)
    journal.write(changed, "change_role", by=by, at=at, party_ids=[member.party_id], detail={"was": member.role, "is": role})
    return changed


@verb
def end_membership(*, member_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Member:
    """Somebody leaves or is let go; from the next request on they see nothing of the party."""
    member = _locked_member(member_id)
    access.may_end_membership(by, member).or_refuse()
    _keep_a_representative(member)
    member.until = at
    member.save(update_fields=["until"])
    journal.write(member, "end_membership", by=by, at=at, party_ids=[member.party_id])
    return member


def _locked_member(member_id: int) -> Member:
    """The party is locked first, so that its last two representatives cannot leave at once."""
    party_id = Member.objects.values_list("party_id", flat=True).get(pk=member_id)
    Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    member = Member.objects.select_for_update(of=("self",)).select_related("party", "account").get(pk=member_id)
    if member.until is not None:
        raise OutOfTurn(_("이미 나간 구성원이에요."))
    return member


def _keep_a_representative(member: Member) -> None:
    others = Member.objects.filter(party_id=member.party_id, role=MemberRole.REPRESENTATIVE, until=None).exclude(pk=member.pk)
    if member.role == MemberRole.REPRESENTATIVE and not others.exists():
        raise Refused(_("조직에는 대표가 한 명은 있어야 해요. 다른 사람을 먼저 대표로 바꿔 주세요."))
