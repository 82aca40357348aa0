"""Registering and changing a party, statuses with proof, figures with their source."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dure.apps.people import actions
from dure.apps.people.actions.statuses import StatusClaim
from dure.apps.people.models import Party, PartyStatus
from dure.apps.people.queries.facts import party_facts
from dure.apps.people.rules import PartyColumns
from dure.kernel.clock import now
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import doors
from dure.platform.actor import Actor, Role
from dure.platform.models import JournalLine, Letter
from tests.apps.people import makers

pytestmark = pytest.mark.django_db
CLAIM = StatusClaim("social_enterprise", "예시-2026-1", date(2026, 1, 1), date(2028, 12, 31))


@pytest.fixture
def owner():
    return makers.account("예시 대표")


@pytest.fixture
def ours(owner):
    return makers.party(owner)


@pytest.fixture
def officer():
    return makers.actor(makers.seated(Role.OFFICER))


def pdf(name="인증서.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4 sample", content_type="application/pdf")


def test_who_registers_becomes_the_representative(ours, owner):
    assert makers.actor(owner).represents(ours.pk)
    assert JournalLine.objects.filter(verb="register_party", subject_id=ours.pk).count() == 1


def test_a_taken_business_number_is_refused_without_naming_anybody(owner):
    makers.party(name="예시 첫째", business_number="124-81-00998")
    with pytest.raises(Refused) as refused:
        makers.party(owner, name="예시 둘째", business_number="1248100998")
    assert "예시 첫째" not in str(refused.value)
    assert Party.objects.count() == 1


def test_an_anonymous_visitor_registers_nothing():
    with pytest.raises(Forbidden):
        actions.register_party(columns=PartyColumns(name="예시"), by=Actor.anonymous(), at=now())


def test_a_change_over_somebody_elses_change_is_refused(ours, owner):
    by = makers.actor(owner)
    actions.update_party(party_id=ours.pk, seen_version=1, columns=PartyColumns(name="예시 새 이름"), by=by, at=now())
    with pytest.raises(Refused, match="먼저 고쳤어요"):
        actions.update_party(party_id=ours.pk, seen_version=1, columns=PartyColumns(name="예시 다른 이름"), by=by, at=now())
    assert Party.objects.get(pk=ours.pk).name == "예시 새 이름"


def test_fields_that_are_no_columns_are_not_taken_from_the_form(ours, owner):
    typed = {
        "name": "예시 이름",
        "kind": "organization",
        "version": "1",
        "tier": "center",
        "sample": "",
        "closed_at": "2020-01-01",
        "key": "a",
    }
    assert makers.signed_in(owner).post(f"/my/organization/{ours.pk}/edit/", typed).status_code == 302
    changed = Party.objects.get(pk=ours.pk)
    assert (changed.name, changed.tier, changed.sample, changed.closed_at) == ("예시 이름", "", True, None)


def test_a_claimed_status_counts_once_its_proof_was_seen(ours, owner, officer):
    status = actions.claim_status(party_id=ours.pk, claim=CLAIM, proof=pdf(), by=makers.actor(owner), at=now())
    assert party_facts(ours.pk, at=now()).statuses == ()
    actions.verify_status(status_id=status.pk, by=officer, at=now())
    (shown,) = party_facts(ours.pk, at=now()).statuses
    assert (shown.kind, shown.valid_from, shown.valid_to) == ("social_enterprise", date(2026, 1, 1), date(2028, 12, 31))
    assert Letter.objects.filter(to_account_id=owner.pk).count() == 1
    with pytest.raises(OutOfTurn):
        actions.decline_status(status_id=status.pk, reason="예시", by=officer, at=now())


def test_a_declined_status_tells_why_and_does_not_count(ours, owner, officer):
    status = actions.claim_status(party_id=ours.pk, claim=CLAIM, proof=pdf(), by=makers.actor(owner), at=now())
    with pytest.raises(Refused):
        actions.decline_status(status_id=status.pk, reason=" ", by=officer, at=now())
    actions.decline_status(status_id=status.pk, reason="기간이 지났어요", by=officer, at=now())
    assert party_facts(ours.pk, at=now()).statuses == ()
    assert "기간이 지났어요" in Letter.objects.get(to_account_id=owner.pk).body


def test_nobody_judges_the_status_of_the_own_party(ours, owner):
    status = actions.claim_status(party_id=ours.pk, claim=CLAIM, proof=pdf(), by=makers.actor(owner), at=now())
    makers.seated(Role.OFFICER, who=owner)
    with pytest.raises(Forbidden):
        actions.verify_status(status_id=status.pk, by=makers.actor(owner), at=now())


@pytest.mark.parametrize("proof", [None, SimpleUploadedFile("a.exe", b"MZ"), SimpleUploadedFile("a.pdf", b"not a pdf")])
def test_a_claim_needs_a_paper_of_a_kind_we_take(ours, owner, proof):
    with pytest.raises(Refused):
        actions.claim_status(party_id=ours.pk, claim=CLAIM, proof=proof, by=makers.actor(owner), at=now())
    assert not PartyStatus.objects.exists()


def test_the_proof_is_read_by_the_party_and_the_desk_alone(ours, owner, officer):
    status = actions.claim_status(party_id=ours.pk, claim=CLAIM, proof=pdf(), by=makers.actor(owner), at=now())
    stranger = makers.account()
    assert doors.may_read(makers.actor(owner), "people.partystatus", status.pk)
    assert doors.may_read(officer, "people.partystatus", status.pk)
    assert not doors.may_read(makers.actor(stranger), "people.partystatus", status.pk)
    assert b"".join(makers.signed_in(owner).get(f"/files/{status.proof.token}/")).startswith(b"%PDF-")
    assert makers.signed_in(stranger).get(f"/files/{status.proof.token}/").status_code == 404


def test_a_figure_says_who_said_it_and_the_newer_one_counts(ours, owner, officer):
    actions.record_fact(party_id=ours.pk, fact="members", value=5, source="꾸민 출처", by=makers.actor(owner), at=now())
    assert party_facts(ours.pk, at=now()).facts["members"].source == "단체가 직접 적음"
    actions.record_fact(party_id=ours.pk, fact="members", value=7, source="2027년 3월 조합원 명부", by=officer, at=now())
    shown = party_facts(ours.pk, at=now()).facts["members"]
    assert (shown.value, shown.source) == (7, "2027년 3월 조합원 명부")


def test_a_party_does_not_state_what_only_a_record_shows(ours, owner):
    with pytest.raises(Forbidden):
        actions.record_fact(party_id=ours.pk, fact="completed_year", value=3, source="", by=makers.actor(owner), at=now())


def test_what_is_known_of_a_party_satisfies_the_rules_of_programs(owner):
    from dure.apps.programs.facade import PartyFacts

    known: PartyFacts = party_facts(makers.party(owner, founded_on=date(2020, 5, 15)).pk, at=now())
    assert (known.kind, known.legal_form, known.district, known.statuses) == ("organization", "cooperative", "", ())
