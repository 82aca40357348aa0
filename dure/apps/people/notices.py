"""Letters of people. The letter of an invitation is written in the verb itself: its token goes to one mailbox and nowhere else."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.apps.people.models import Account, Invitation, Member, PartyStatus, Reviewer, SeatHolding, WalletPaper
from dure.apps.people.papers import paper_kinds
from dure.apps.people.queries.parties import accounts_of_party
from dure.apps.people.words import MEMBER_WORDS, Status
from dure.kernel.korean import instant_words, table_day
from dure.platform.letters import Contact, write_to


def tell_invited(invitation: Invitation, token: str, *, at: datetime) -> None:
    """The same letter whether or not the mailbox has an account. The address is the house's own, never what a request claims (B48)."""
    values = {
        "who": invitation.invited_by_name,
        "party": invitation.party.name,
        "role": MEMBER_WORDS[invitation.role],
        "address": settings.DURE_SITE + reverse("people:invitation", args=[token]),
        "until": instant_words(invitation.expires_at),
    }
    write_to([(None, invitation.email, "")], "party_invitation", values, dedupe=f"invitation:{invitation.pk}", at=at)


def tell_joined(member: Member, invitation: Invitation, *, at: datetime) -> None:
    """The one who invited, and the other representatives, learn who came."""
    values = {"who": member.account.name, "party": member.party.name, "role": MEMBER_WORDS[member.role]}
    others = [contact for contact in accounts_of_party(member.party_id, writers_only=True) if contact[0] != member.account_id]
    href = reverse("people:organization", args=[member.party_id])
    write_to(others, "member_joined", values, dedupe=f"joined:{invitation.pk}", href=href, at=at)


def tell_status_judged(status: PartyStatus, *, reason: str, at: datetime) -> None:
    """The party's writers learn whether their proof was taken, and what to do if not."""
    values = {"party": status.party.name, "status": Status(status.kind).label, "reason": reason}
    writers = accounts_of_party(status.party_id, writers_only=True)
    href = reverse("people:organization", args=[status.party_id])
    text = "status_returned" if reason else "status_taken"
    write_to(writers, text, values, dedupe=f"status:{status.pk}:{status.state}", href=href, at=at)


def tell_expiring(paper: WalletPaper, *, at: datetime) -> None:
    """Thirty days before a paper's last day its party learns of it, once."""
    kind = paper_kinds().get(paper.kind)
    assert paper.expires_on is not None
    values = {
        "party": paper.party.name,
        "paper": paper.title,
        "day": table_day(paper.expires_on),
        "where": kind.where if kind else _("발급한 기관"),
    }
    writers = accounts_of_party(paper.party_id, writers_only=True)
    href = reverse("people:papers", args=[paper.party_id])
    write_to(writers, "paper_expiring", values, dedupe=f"paper:{paper.pk}", href=href, at=at)


def tell_seated(holding: SeatHolding, *, is_new: bool, at: datetime) -> None:
    """Whoever was seated by mail learns where, and how to come in."""
    seat = holding.seat
    values = {
        "where": f"{seat.team.organization.name} {seat.team.title}",
        "seat": seat.title,
        "how": _("대리로 맡게") if holding.deputy else _("맡게"),
    }
    text = "seat_given_to_newcomer" if is_new else "seat_given"
    write_to([_contact(holding.account)], text, values, dedupe=f"seated:{holding.pk}", href=_way_in(is_new=is_new), at=at)


def tell_enrolled(reviewer: Reviewer, *, is_new: bool, at: datetime) -> None:
    """A new reviewer learns of it, and how to come in."""
    account, dedupe = reviewer.account, f"enrolled:{reviewer.pk}:{at.isoformat()}"
    text = "newcomer_enrolled" if is_new else "reviewer_enrolled"
    write_to([_contact(account)], text, {"name": account.name}, dedupe=dedupe, href=_way_in(is_new=is_new), at=at)


def _way_in(*, is_new: bool) -> str:
    """A new account sets its password by a link that it asks for itself: such a link lives an hour and is kept nowhere, a letter is."""
    return reverse("account_reset_password") if is_new else reverse("account_login")


def _contact(account: Account) -> Contact:
    return account.pk, account.email, account.name
