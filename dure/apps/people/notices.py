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
from dure.platform import letters


def tell_invited(invitation: Invitation, token: str, *, at: datetime) -> None:
    """The same letter whether or not the mailbox has an account."""
    body = _(
        "%(who)s 님이 %(party)s에 %(role)s(으)로 초대했어요.\n\n"
        "아래 주소를 열고 이 메일 주소로 로그인하면 함께할 수 있어요. 처음이면 가입부터 해 주세요.\n%(address)s\n\n"
        "이 초대는 %(until)s까지 한 번만 쓸 수 있어요. 모르는 조직이면 이 편지를 지우면 돼요."
    ) % {
        "who": invitation.invited_by_name,
        "party": invitation.party.name,
        "role": MEMBER_WORDS[invitation.role],
        "address": _site() + reverse("people:invitation", args=[token]),
        "until": instant_words(invitation.expires_at),
    }
    subject = _("%(party)s에서 초대했어요") % {"party": invitation.party.name}
    letters.write(to_address=invitation.email, subject=subject, body=body, dedupe=f"invitation:{invitation.pk}", at=at)


def tell_joined(member: Member, invitation: Invitation, *, at: datetime) -> None:
    """The one who invited, and the other representatives, learn who came."""
    body = _("%(who)s 님이 %(party)s에 함께하게 되었어요. 맡은 일: %(role)s\n모르는 사람이면 조직 화면에서 내보낼 수 있어요.") % {
        "who": member.account.name,
        "party": member.party.name,
        "role": MEMBER_WORDS[member.role],
    }
    subject = _("새 구성원이 들어왔어요")
    for account_id, address, name in accounts_of_party(member.party_id, writers_only=True):
        if account_id != member.account_id:
            dedupe = f"joined:{invitation.pk}:{address}"
            letters.write(to_address=address, to_name=name, to_account_id=account_id, subject=subject, body=body, dedupe=dedupe, at=at)


def tell_status_judged(status: PartyStatus, *, reason: str, at: datetime) -> None:
    """The party's writers learn whether their proof was taken, and what to do if not."""
    kind = str(Status(status.kind).label)
    if reason:
        subject = _("자격 증빙을 다시 올려 주세요")
        body = _("%(party)s의 %(kind)s 자격을 확인하지 못했어요.\n까닭: %(reason)s\n\n증빙을 고쳐 조직 화면에서 다시 올려 주세요.")
    else:
        subject = _("자격을 확인했어요")
        body = _("%(party)s의 %(kind)s 자격을 확인했어요. 이제 신청할 때 따로 내지 않아도 돼요.%(reason)s")
    text = body % {"party": status.party.name, "kind": kind, "reason": reason}
    for account_id, address, name in accounts_of_party(status.party_id, writers_only=True):
        dedupe = f"status:{status.pk}:{status.state}:{address}"
        letters.write(to_address=address, to_name=name, to_account_id=account_id, subject=subject, body=text, dedupe=dedupe, at=at)


def tell_expiring(paper: WalletPaper, *, at: datetime) -> None:
    """Thirty days before a paper's last day its party learns of it, once."""
    kind = paper_kinds().get(paper.kind)
    assert paper.expires_on is not None
    body = _(
        "%(party)s 서류함에 있는 %(title)s의 기한이 %(day)s에 끝나요.\n\n새로 받는 곳: %(where)s\n"
        "아래 주소에서 새 서류로 바꿔 두면 다음 신청서에 저절로 붙어요.\n%(address)s"
    ) % {
        "party": paper.party.name,
        "title": paper.title,
        "day": table_day(paper.expires_on),
        "where": kind.where if kind else _("발급한 기관"),
        "address": _site() + reverse("people:papers", args=[paper.party_id]),
    }
    subject = _("%(title)s 기한이 곧 끝나요") % {"title": paper.title}
    for account_id, address, name in accounts_of_party(paper.party_id, writers_only=True):
        dedupe = f"paper:{paper.pk}:{address}"
        letters.write(to_address=address, to_name=name, to_account_id=account_id, subject=subject, body=body, dedupe=dedupe, at=at)


def tell_seated(holding: SeatHolding, *, is_new: bool, at: datetime) -> None:
    """Whoever was seated by mail learns where, and how to come in."""
    seat, body = holding.seat, _("%(where)s의 '%(seat)s' 자리를 %(how)s 되었어요.\n\n%(way_in)s")
    text = body % {
        "where": f"{seat.team.organization.name} {seat.team.title}",
        "seat": seat.title,
        "how": _("대리로 맡게") if holding.deputy else _("맡게"),
        "way_in": _way_in(is_new=is_new),
    }
    _tell(holding.account, _("맡을 자리가 정해졌어요"), text, dedupe=f"seated:{holding.pk}", at=at)


def tell_enrolled(reviewer: Reviewer, *, is_new: bool, at: datetime) -> None:
    """A new reviewer learns of it, and how to come in."""
    text = _("심사위원으로 등록되었어요. 맡을 심사가 정해지면 다시 알려 드려요.\n\n%(way_in)s") % {"way_in": _way_in(is_new=is_new)}
    _tell(reviewer.account, _("심사위원으로 등록되었어요"), text, dedupe=f"enrolled:{reviewer.pk}:{at.isoformat()}", at=at)


def _way_in(*, is_new: bool) -> str:
    """A new account sets its password by a link that it asks for itself: such a link lives an hour and is kept nowhere, a letter is."""
    if not is_new:
        return _("아래 주소에서 쓰던 메일 주소와 비밀번호로 로그인해 주세요.\n%(address)s") % {
            "address": _site() + reverse("account_login")
        }
    body = _("아래 주소에서 이 메일 주소를 적으면 비밀번호를 정하는 편지가 바로 와요. 비밀번호를 정하고 로그인하면 돼요.\n%(address)s")
    return body % {"address": _site() + reverse("account_reset_password")}


def _tell(account: Account, subject: str, body: str, *, dedupe: str, at: datetime) -> None:
    letters.write(
        to_address=account.email, to_name=account.name, to_account_id=account.pk, subject=subject, body=body, dedupe=dedupe, at=at
    )


def _site() -> str:
    """The address of this house from its settings, never from what a request claims (B48)."""
    return str(settings.DURE_SITE)
