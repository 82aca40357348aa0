"""Invitations and their abuse (B10), roles, leaving (B08)."""

from datetime import timedelta

import pytest

from dure.apps.people import actions
from dure.apps.people.models import Invitation, Member
from dure.kernel.clock import now
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.models import Event, JournalLine, Letter
from tests.apps.people import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return makers.account("예시 대표")


@pytest.fixture
def ours(owner):
    return makers.party(owner)


@pytest.fixture
def guest():
    return makers.account("예시 손님", "guest@example.kr")


def invite(ours, owner, *, email="guest@example.kr", role="editor", at=None):
    invitation = actions.invite_member(party_id=ours.pk, email=email, role=role, by=makers.actor(owner), at=at or now())
    return invitation, makers.token_in(Letter.objects.get(dedupe__startswith=f"invitation:{invitation.pk}:"))


def accept(token, who, *, at=None):
    return actions.accept_invitation(token=token, by=makers.actor(who), at=at or now())


def test_an_invited_mailbox_comes_in_with_the_role_of_the_letter(ours, owner, guest):
    invitation, token = invite(ours, owner)
    member = accept(token, guest)
    assert (member.party, member.account, member.role) == (ours, guest, "editor")
    assert Letter.objects.filter(dedupe=f"joined:{invitation.pk}:{owner.pk}").count() == 1
    assert JournalLine.objects.filter(verb="accept_invitation", subject_id=member.pk).count() == 1


def test_the_token_is_kept_only_as_its_hash(ours, owner):
    invitation, token = invite(ours, owner)
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())
    assert not JournalLine.objects.filter(detail__icontains=token).exists()
    assert not Event.objects.filter(payload__icontains=token).exists()


def test_another_mailbox_is_refused(ours, owner):
    _, token = invite(ours, owner)
    with pytest.raises(Forbidden):
        accept(token, makers.account())
    assert Member.objects.filter(party=ours).count() == 1


def test_an_invitation_works_once(ours, owner, guest):
    _, token = invite(ours, owner)
    member = accept(token, guest)
    actions.end_membership(member_id=member.pk, by=makers.actor(owner), at=now())
    with pytest.raises(OutOfTurn):
        accept(token, guest)


def test_a_revoked_invitation_opens_nothing(ours, owner, guest):
    invitation, token = invite(ours, owner)
    actions.revoke_invitation(invitation_id=invitation.pk, by=makers.actor(owner), at=now())
    with pytest.raises(OutOfTurn):
        accept(token, guest)


def test_a_newer_letter_takes_the_older_one_back(ours, owner, guest):
    _, older = invite(ours, owner)
    _, newer = invite(ours, owner, role="member")
    with pytest.raises(OutOfTurn):
        accept(older, guest)
    assert accept(newer, guest).role == "member"


@pytest.mark.parametrize(("late", "opens"), [(timedelta(milliseconds=-1), True), (timedelta(), False)])
def test_an_invitation_lasts_fourteen_days_to_the_millisecond(ours, owner, guest, late, opens):
    sent = now()
    _, token = invite(ours, owner, at=sent)
    when = sent + timedelta(days=14) + late
    if opens:
        assert accept(token, guest, at=when)
    else:
        with pytest.raises(OutOfTurn):
            accept(token, guest, at=when)


def test_the_role_in_the_body_of_the_acceptance_is_not_looked_at(ours, owner, guest):
    _, token = invite(ours, owner, role="member")
    answer = makers.signed_in(guest).post(f"/my/invitations/{token}/", {"role": "representative", "party": "1", "key": "k"})
    assert answer.status_code == 302
    assert Member.objects.get(party=ours, account=guest).role == "member"


def test_an_invitation_does_not_tell_whether_the_mailbox_has_an_account(ours, owner, guest):
    known, unknown = invite(ours, owner)[0], invite(ours, owner, email="nobody@example.kr")[0]
    letters = [Letter.objects.get(dedupe__startswith=f"invitation:{row.pk}:") for row in (known, unknown)]
    assert [letter.subject for letter in letters] == [letters[0].subject] * 2
    bodies = [letter.body.replace(makers.token_in(letter), "") for letter in letters]
    assert bodies[0].splitlines()[:5] == bodies[1].splitlines()[:5]


def test_one_mailbox_gets_three_letters_an_hour_whoever_sends_them(ours, owner):
    at = now()
    for minute in range(3):
        invite(makers.party(owner), owner, at=at + timedelta(minutes=minute))
    with pytest.raises(Refused, match="한 시간"):
        invite(ours, owner, at=at + timedelta(minutes=3))
    assert invite(ours, owner, at=at + timedelta(minutes=61))


@pytest.mark.parametrize("role", ["member", "editor"])
def test_only_a_representative_invites(ours, role):
    person = makers.member(ours, role).account
    with pytest.raises(Forbidden):
        invite(ours, person)


def test_a_pressed_twice_button_invites_once(ours, owner):
    for _ in range(2):
        actions.invite_member(party_id=ours.pk, email="a@example.kr", role="member", by=makers.actor(owner), at=now(), key="same")
    assert Invitation.objects.count() == 1


def test_the_last_representative_stays(ours, owner):
    member = Member.objects.get(party=ours)
    by = makers.actor(owner)
    with pytest.raises(Refused, match="대표가 한 명"):
        actions.end_membership(member_id=member.pk, by=by, at=now())
    with pytest.raises(Refused, match="대표가 한 명"):
        actions.change_role(member_id=member.pk, role="member", by=by, at=now())


def test_with_a_second_representative_the_first_may_go(ours, owner):
    other = makers.member(ours, "member")
    actions.change_role(member_id=other.pk, role="representative", by=makers.actor(owner), at=now())
    actions.end_membership(member_id=Member.objects.get(account=owner).pk, by=makers.actor(owner), at=now())
    assert not makers.actor(owner).parties


def test_who_was_let_go_sees_nothing_at_the_next_request(ours, owner):
    member = makers.member(ours, "editor")
    browser = makers.signed_in(member.account)
    assert browser.get(f"/my/organization/{ours.pk}/").status_code == 200
    actions.end_membership(member_id=member.pk, by=makers.actor(owner), at=now())
    unknown = browser.get(f"/my/organization/{ours.pk + 1000}/")
    answer = browser.get(f"/my/organization/{ours.pk}/")
    assert (answer.status_code, len(answer.content)) == (404, len(unknown.content))


def test_a_closed_party_is_nobodys_at_once(ours, owner):
    actions.invite_member(party_id=ours.pk, email="late@example.kr", role="member", by=makers.actor(owner), at=now())
    actions.close_party(party_id=ours.pk, reason="예시: 해산", by=makers.HOUSE, at=now())
    assert makers.actor(owner).parties == ()
    assert Invitation.objects.get().revoked_at is not None


@pytest.mark.parametrize("address", ["invitations/", "facts/", "statuses/", "edit/", "members/{member}/role/", "members/{owner}/end/"])
def test_a_reader_cannot_post_to_any_form_of_the_page(ours, owner, address):
    reader = makers.member(ours, "member")
    path = address.format(member=reader.pk, owner=Member.objects.get(account=owner).pk)
    answer = makers.signed_in(reader.account).post(
        f"/my/organization/{ours.pk}/{path}", {"role": "representative", "email": "x@example.kr"}
    )
    assert answer.status_code == 403
    assert Member.objects.get(pk=reader.pk).until is None
