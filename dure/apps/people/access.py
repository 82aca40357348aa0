"""Who may do what with people and parties. Every no has its reason."""

from django.utils.translation import gettext as _

from dure.apps.people.models import Invitation, Member, Party, PartyStatus, Seat
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_DESK = (Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR)


def may_register_party(actor: Actor) -> Permission:
    """Anybody who has signed in."""
    return YES if actor.account_id or actor.is_system else no(_("로그인하면 조직을 등록할 수 있어요."))


def may_see_party(actor: Actor, party_id: int) -> Permission:
    """Its members; the center's seats and the auditor."""
    return YES if actor.is_member(party_id) else may_see_desk(actor)


def may_write_party(actor: Actor, party: Party) -> Permission:
    """Change what is said about the party: its representatives and editors, while it is open."""
    if not actor.may_write_for(party.pk):
        return no(_("이 조직의 대표나 실무자(쓰기)만 고칠 수 있어요. 대표에게 부탁해 주세요."))
    return _open(party)


def may_manage_members(actor: Actor, party: Party) -> Permission:
    """Invite, change roles, end memberships: representatives."""
    if not actor.represents(party.pk):
        return no(_("구성원은 조직의 대표만 초대하고 바꿀 수 있어요."))
    return _open(party)


def may_end_membership(actor: Actor, member: Member) -> Permission:
    """A representative ends anybody's; everybody may leave."""
    if actor.account_id is not None and actor.account_id == member.account_id:
        return YES
    return may_manage_members(actor, member.party)


def may_accept(actor: Actor, invitation: Invitation, *, mailboxes: frozenset[str]) -> Permission:
    """Only who can read the mailbox the letter went to."""
    if actor.account_id is None:
        return no(_("초대를 받은 메일 주소로 로그인해 주세요."))
    if invitation.email.lower() not in mailboxes:
        return no(_("이 초대는 다른 메일 주소로 보낸 거예요. 초대를 받은 메일 주소로 로그인해 주세요."))
    return YES


def may_see_desk(actor: Actor) -> Permission:
    """The desk of people and organizations: the center's seats and the auditor."""
    return YES if actor.has_in_center(*_DESK) or actor.has(Role.AUDITOR) else no(_("이 화면은 센터 직원만 볼 수 있어요."))


def may_judge_status(actor: Actor, status: PartyStatus) -> Permission:
    """Look at the proof and say whether a status holds: an officer or administrator who does not belong to the party."""
    if not actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return no(_("자격 확인은 센터의 담당자가 해요."))
    return no(_("내가 속한 조직의 자격은 다른 담당자가 확인해야 해요.")) if actor.is_member(status.party_id) else YES


def may_record_fact(actor: Actor, party: Party) -> Permission:
    """Write down a figure from a paper: an officer or administrator from outside the party."""
    if not actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return no(_("서류에서 옮겨 적는 일은 센터의 담당자가 해요."))
    return no(_("내가 속한 조직의 기록은 다른 담당자가 적어야 해요.")) if actor.is_member(party.pk) else YES


def may_manage_seats(actor: Actor) -> Permission:
    """Open seats, seat people and hand over: the center's administrator, or the house itself."""
    if actor.has_in_center(Role.ADMINISTRATOR) or actor.is_system:
        return YES
    return no(_("자리를 열고 넘기는 일은 센터의 관리 담당이 해요."))


def may_take_leave(actor: Actor) -> Permission:
    """The page of leaves: whoever sits in a seat."""
    return YES if actor.seat_id is not None else no(_("자리에 앉은 사람만 휴가를 적을 수 있어요."))


def may_enter_leave(actor: Actor, seat: Seat, *, holder_id: int | None) -> Permission:
    """Say when one is away from one's own seat, and who deputizes: its holder, or who manages seats."""
    if actor.account_id is not None and actor.account_id == holder_id:
        return YES
    if may_manage_seats(actor) or may_manage_operator(actor, seat.team.organization_id):
        return YES
    return no(_("휴가는 자리에 앉은 사람이나 관리 담당이 적어요."))


def may_manage_operator(actor: Actor, party_id: int) -> Permission:
    """Seat the operator's own people: its representatives, and the center's administrator."""
    if actor.represents(party_id) or may_manage_seats(actor):
        return YES
    return no(_("수행기관의 자리는 그 조직의 대표가 맡겨요."))


def may_enroll_reviewer(actor: Actor) -> Permission:
    """Take somebody into the pool of reviewers: an officer or administrator, or the house itself."""
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR) or actor.is_system:
        return YES
    return no(_("심사위원 등록은 센터의 담당자가 해요."))


def may_read_status_proof(actor: Actor, status: PartyStatus) -> Permission:
    """The proof of a status: who may see the party."""
    return may_see_party(actor, status.party_id)


def _open(party: Party) -> Permission:
    return no(_("닫은 조직은 고칠 수 없어요. 센터에 문의해 주세요.")) if party.closed_at else YES
