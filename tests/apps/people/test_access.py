"""Who may do what: role × state."""

import pytest

from dure.apps.people import access
from dure.apps.people.models import Invitation, Member, Party, PartyStatus
from dure.kernel.clock import seoul
from dure.platform.actor import Actor, MemberRole, Role

OURS = 7
AT = seoul(2027, 3, 2)


def center(*roles: Role, parties: tuple[tuple[int, str], ...] = ()) -> Actor:
    return Actor(2, "예시 직원", 20, "예시 자리", 1, "center", "", frozenset(roles), parties)


def of_ours(role: MemberRole) -> Actor:
    return Actor(account_id=3, name="예시", parties=((OURS, role),))


ACTORS = {
    "anonymous": Actor.anonymous(),
    "citizen": Actor(account_id=9, name="예시"),
    "member": of_ours(MemberRole.MEMBER),
    "editor": of_ours(MemberRole.EDITOR),
    "representative": of_ours(MemberRole.REPRESENTATIVE),
    "officer": center(Role.OFFICER),
    "officer of ours": center(Role.OFFICER, parties=((OURS, MemberRole.MEMBER),)),
    "finance": center(Role.FINANCE),
    "administrator": center(Role.ADMINISTRATOR),
    "auditor": Actor(5, "예시 감사", 50, "예시", 3, "city", "", frozenset({Role.AUDITOR})),
    "district": Actor(6, "예시 구청", 60, "예시", 4, "district", "11530", frozenset({Role.GOVERNMENT, Role.OFFICER})),
    "reviewer": Actor(account_id=8, name="예시", roles=frozenset({Role.REVIEWER})),
}
EVERYBODY = set(ACTORS)


def party(*, closed: bool = False) -> Party:
    return Party(pk=OURS, name="예시", closed_at=AT if closed else None)


def allowed(ask) -> set[str]:
    """Names of the actors that may; every no carries a reason."""
    answers = {name: ask(actor) for name, actor in ACTORS.items()}
    assert all(answer.reason for answer in answers.values() if not answer)
    return {name for name, answer in answers.items() if answer}


def test_anybody_signed_in_may_register():
    assert allowed(access.may_register_party) == EVERYBODY - {"anonymous"}


def test_members_the_desk_and_the_auditor_see_a_party():
    wanted = {"member", "editor", "representative", "officer", "officer of ours", "finance", "administrator", "auditor"}
    assert allowed(lambda actor: access.may_see_party(actor, OURS)) == wanted


@pytest.mark.parametrize(("closed", "who"), [(False, {"editor", "representative"}), (True, set())])
def test_writers_write_while_the_party_is_open(closed, who):
    assert allowed(lambda actor: access.may_write_party(actor, party(closed=closed))) == who


@pytest.mark.parametrize(("closed", "who"), [(False, {"representative"}), (True, set())])
def test_representatives_manage_members_while_the_party_is_open(closed, who):
    assert allowed(lambda actor: access.may_manage_members(actor, party(closed=closed))) == who


def test_a_representative_lets_go_and_everybody_may_leave():
    of_the_member = Member(party=party(), account_id=3, role="member")
    of_another = Member(party=party(), account_id=99, role="member")
    assert allowed(lambda actor: access.may_end_membership(actor, of_the_member)) == {"member", "editor", "representative"}
    assert allowed(lambda actor: access.may_end_membership(actor, of_another)) == {"representative"}


def test_the_center_judges_statuses_of_others():
    status = PartyStatus(party_id=OURS)
    assert allowed(lambda actor: access.may_judge_status(actor, status)) == {"officer", "administrator"}
    assert allowed(lambda actor: access.may_record_fact(actor, party())) == {"officer", "administrator"}


def test_the_desk_is_for_the_center_and_the_auditor():
    assert allowed(access.may_see_desk) == {"officer", "officer of ours", "finance", "administrator", "auditor"}


def test_only_the_administrator_hands_over():
    assert allowed(access.may_manage_seats) == {"administrator"}
    assert access.may_manage_seats(Actor.system("test", via="command"))


def test_officers_and_the_administrator_enroll_reviewers():
    assert allowed(access.may_enroll_reviewer) == {"officer", "officer of ours", "administrator"}


def test_only_the_mailbox_that_was_written_to_accepts():
    invitation = Invitation(email="guest@example.kr")
    guest = frozenset({"guest@example.kr"})
    assert access.may_accept(ACTORS["citizen"], invitation, mailboxes=guest)
    assert not access.may_accept(ACTORS["citizen"], invitation, mailboxes=frozenset({"other@example.kr"}))
    assert not access.may_accept(ACTORS["anonymous"], invitation, mailboxes=guest)
