"""Who sees which case: role × state."""

import pytest

from dure.apps.cases import access, doors
from dure.apps.cases.queries.cases import case_for, cases_of, parties_in
from dure.apps.cases.queries.reading import HIDDEN, case_sheet
from dure.apps.people import facade as people
from dure.platform.actor import Actor, MemberRole, Role
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return makers.written()[0]


@pytest.fixture
def handed_in():
    return makers.submitted()[0]


WHO = {
    "member": lambda case: makers.member(case.party, MemberRole.MEMBER),
    "stranger": lambda case: makers.member(makers.party()),
    "anonymous": lambda case: Actor.anonymous(),
    "officer": lambda case: makers.staff(),
    "finance": lambda case: makers.staff(Role.FINANCE),
    "auditor": lambda case: makers.staff(Role.AUDITOR, tier="city"),
    "reviewer": lambda case: makers.staff(Role.REVIEWER, tier=""),
    "district": lambda case: makers.staff(Role.GOVERNMENT, tier="district", district="11440"),
    "buyer": lambda case: makers.staff(Role.BUYER, tier="buyer"),
}
SEES = {
    "member": (True, True),
    "stranger": (False, False),
    "anonymous": (False, False),
    "officer": (False, True),
    "finance": (False, True),
    "auditor": (False, True),
    "reviewer": (False, False),
    "district": (False, False),
    "buyer": (False, False),
}


@pytest.mark.parametrize("who", list(WHO))
def test_a_case_is_seen_by_role_and_state(who, draft, handed_in):
    for case, sees in zip((draft, handed_in), SEES[who], strict=True):
        actor = WHO[who](case)
        assert (case_for(actor, case.pk) is not None) is sees
        assert bool(doors.may_read(actor, case.pk)) is sees


def test_a_district_sees_its_own_where_the_case_goes_through_the_district(handed_in):
    handed_in.runs.filter(kind="screening").update(tier="district")
    own = makers.staff(Role.GOVERNMENT, tier="district", district="11440")
    other = makers.staff(Role.GOVERNMENT, tier="district", district="11680")
    assert [cases_of(actor).count() for actor in (own, other)] == [1, 0]
    run = handed_in.runs.get(kind="screening")
    assert [bool(access.may_screen(actor, run)) for actor in (own, other, makers.staff())] == [True, False, False]


@pytest.mark.parametrize(("role", "writes"), [("representative", True), ("editor", True), ("member", False)])
def test_only_writers_write_submit_and_withdraw(role, writes, draft):
    actor = makers.member(draft.party, role)
    asked = (access.may_write, access.may_submit, access.may_withdraw)
    assert [bool(ask(actor, draft)) for ask in asked] == [writes] * 3


def test_every_no_has_its_reason(draft):
    actor = makers.member(makers.party())
    for permission in (
        access.may_write(actor, draft),
        access.may_see_receipt(actor, draft),
        access.may_see_desk(actor),
        access.may_download(actor),
    ):
        assert not permission
        assert permission.reason.endswith("요.")


def test_a_blind_sheet_covers_every_name(handed_in):
    name = handed_in.party.name
    sheet = case_sheet(handed_in, blind=True)
    assert sheet.party_name == HIDDEN
    assert name not in str(sheet)
    assert {paper.name for paper in sheet.papers} == {"참여 단체 명단.pdf", "네트워크 규약 또는 운영 약속.pdf"}
    assert name in str(case_sheet(handed_in))


def test_the_parties_in_a_case_are_the_applicant_and_its_known_partners(draft):
    known = makers.party()
    draft.partners.create(name="예시 협력", party=known)
    draft.partners.create(name="모르는 단체")
    assert parties_in(draft.pk) == {draft.party_id, known.pk}
    assert people.Party.objects.count() >= 2
