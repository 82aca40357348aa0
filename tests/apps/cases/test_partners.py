"""Partners fill in and sign their own part; what they signed cannot be changed behind their back."""

import pytest

from dure.apps.cases import actions
from dure.apps.cases.models import Partner
from dure.apps.cases.queries.content import content_of, hash_of, part_said
from dure.apps.cases.queries.partners import invited_parts, partner_lines
from dure.apps.cases.queries.reading import case_sheet
from dure.apps.cases.queries.standing import fixes_of
from dure.apps.cases.rules.budget import TypedRow
from dure.apps.programs import facade as programs
from dure.kernel.errors import Forbidden, Refused
from dure.platform.actor import MemberRole
from dure.platform.models import Letter
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db

PART = {
    "key": "part",
    "title": "참여 단체의 계획",
    "filled_by": "partner",
    "questions": [{"key": "part_work", "label": "무엇을 맡나요?", "kind": "long_text", "required": True}],
}


@pytest.fixture(autouse=True)
def in_the_window(time_machine):
    """Pages look at the clock: it stands inside the window."""
    time_machine.move_to(makers.LATER, tick=True)


@pytest.fixture
def consortium():
    """A draft with one partner that is known here: (case, its writer, partner, the partner's representative)."""
    own = makers.network_document()["life"]["sections"][:1]
    life = {"sections": [*own, PART], "asks_partners": True, "partners_sign": True}
    case, by = makers.started(makers.round_open(life=life))
    known = makers.party("예시 함께협동조합")
    type(known).objects.filter(pk=known.pk).update(business_number="1248100998")
    partner = actions.add_partner(case_id=case.pk, name=known.name, business_number="1248100998", duty="홍보", by=by, at=makers.LATER)
    return case, by, partner, makers.member(known)


def invite(case, by, partner):
    return actions.invite_partner(case_id=case.pk, partner_id=partner.pk, by=by, at=makers.LATER)


def write(partner, by, text="마을 소식지를 만들어요.", version=0):
    return actions.save_part(partner_id=partner.pk, section="part", typed={"part_work": [text]}, version=version, by=by, at=makers.LATER)


def sign(partner, by):
    partner.refresh_from_db()
    return actions.sign_part(partner_id=partner.pk, seen_sha256=hash_of(part_said(partner)), by=by, at=makers.LATER)


def wanted(case):
    return [fix.sentence for fix in fixes_of(case) if fix.place == "partners"]


def test_a_partner_is_invited_fills_in_its_part_and_signs(consortium):
    case, by, partner, theirs = consortium
    with pytest.raises(Forbidden, match="초대를 보내면"):
        write(partner, theirs)
    invite(case, by, partner)
    assert Letter.objects.get(to_account_id=theirs.account_id).href == f"/apply/{case.pk}/partner/{partner.pk}/"
    with pytest.raises(Refused, match="먼저 답해 주세요"):
        sign(partner, theirs)
    write(partner, theirs)
    assert wanted(case) == ["참여 단체: 예시 함께협동조합의 서명을 받아 주세요."]
    signed = sign(partner, theirs)
    assert (signed.signed_by_name, len(signed.signed_sha256)) == (theirs.name, 64)
    assert wanted(case) == []
    said = content_of(case)["partners"][0]
    assert said["signed_sha256"] == signed.signed_sha256
    assert theirs.name in case_sheet(case).partners[0].signed


def test_only_a_representative_of_the_partner_signs_and_nobody_else_writes(consortium):
    case, by, partner, theirs = consortium
    invite(case, by, partner)
    editor = makers.member(partner.party, MemberRole.EDITOR)
    write(partner, editor)
    for somebody in (editor, by, makers.member(makers.party())):
        with pytest.raises(Forbidden):
            sign(partner, somebody)
    with pytest.raises(Forbidden):
        write(partner, by, "신청 조직이 고친 글", 1)
    assert sign(partner, theirs).is_signed


@pytest.mark.parametrize("changes", ["text", "money"])
def test_a_change_after_signing_voids_the_signature_and_says_so(consortium, changes):
    case, by, partner, theirs = consortium
    invite(case, by, partner)
    write(partner, theirs)
    sign(partner, theirs)
    if changes == "text":
        write(partner, theirs, "다른 일을 맡아요.", 1)
    else:
        rows = [TypedRow("meeting", "회의", "1,000", "", str(partner.pk))]
        actions.save_budget(case_id=case.pk, rows=rows, version=0, by=by, at=makers.LATER)
    partner.refresh_from_db()
    assert not partner.is_signed
    assert partner.voided_reason
    assert Letter.objects.filter(to_account_id=theirs.account_id, subject__contains="다시 서명").count() == 1
    assert partner_lines(case, programs.terms_of(case.round_id))[0].word == "다시 서명해야 해요"


def test_rows_of_others_leave_a_signature_alone(consortium):
    case, by, partner, theirs = consortium
    invite(case, by, partner)
    write(partner, theirs)
    sign(partner, theirs)
    actions.save_budget(case_id=case.pk, rows=[TypedRow("meeting", "회의", "1,000", "")], version=0, by=by, at=makers.LATER)
    partner.refresh_from_db()
    assert partner.is_signed


def test_what_changed_while_one_was_reading_is_not_signed(consortium):
    case, by, partner, theirs = consortium
    invite(case, by, partner)
    write(partner, theirs)
    with pytest.raises(Refused, match="바뀌었어요"):
        actions.sign_part(partner_id=partner.pk, seen_sha256="0" * 64, by=theirs, at=makers.LATER)


def test_shares_of_partners_sum_up(consortium):
    case, by, partner, _ = consortium
    rows = [TypedRow("meeting", "회의", "1,000", "200", str(partner.pk)), TypedRow("meeting", "회의", "3,000", "")]
    actions.save_budget(case_id=case.pk, rows=rows, version=0, by=by, at=makers.LATER)
    line = partner_lines(case, programs.terms_of(case.round_id))[0]
    assert (line.grant, line.own) == (1000, 200)
    sheet = case_sheet(case)
    assert (sheet.partners[0].grant, sheet.grant) == (1000, 4000)


def test_a_partner_leaves_before_it_is_handed_in_and_the_money_stays_counted(consortium):
    case, by, partner, theirs = consortium
    invite(case, by, partner)
    write(partner, theirs)
    actions.save_budget(
        case_id=case.pk, rows=[TypedRow("meeting", "회의", "1,000", "", str(partner.pk))], version=0, by=by, at=makers.LATER
    )
    actions.leave_as_partner(partner_id=partner.pk, reason="일정이 맞지 않아요.", by=theirs, at=makers.LATER)
    assert not Partner.objects.filter(case=case).exists()
    row = case.budget_rows.get()
    assert (row.grant, row.partner_id) == (1000, None)
    assert "일정이 맞지 않아요." in Letter.objects.get(to_account_id=by.account_id).body


def test_a_partner_without_an_account_is_filled_in_by_the_applicant_and_needs_no_signature(consortium):
    case, by, partner, _ = consortium
    actions.remove_partner(case_id=case.pk, partner_id=partner.pk, by=by, at=makers.LATER)
    alone = actions.add_partner(case_id=case.pk, name="예시 동네 모임", by=by, at=makers.LATER)
    assert len(wanted(case)) == 1
    write(alone, by)
    assert wanted(case) == []


def test_a_partner_sees_its_part_and_nothing_else(consortium, browser):
    case, by, partner, theirs = consortium
    client, part = browser(theirs.account_id), f"/apply/{case.pk}/partner/{partner.pk}/"
    assert client.get(part).status_code == 404
    invite(case, by, partner)
    page = client.get(part).content.decode()
    assert "무엇을 맡나요?" in page
    for address in ("", "budget/", "files/", "check/", "partners/", "network/"):
        assert client.get(f"/apply/{case.pk}/{address}").status_code == 404
    assert case.round.title in client.get("/my/applications/").content.decode()
    assert client.post(f"{part}part/", {"version": "0", "part_work": "맡을 일이에요."}).status_code == 302
    assert client.post(part, {"sha256": "x"}).status_code == 422
    partner.refresh_from_db()
    assert client.post(part, {"sha256": hash_of(part_said(partner)), "agreed": "1"}).status_code == 302
    assert "서명했어요" in client.get(part).content.decode()
    assert client.post(part, {"act": "leave"}).status_code == 302
    assert client.get(part).status_code == 404


def test_lists_of_partners_ask_as_often_for_many_as_for_one(consortium, django_assert_num_queries):
    case, by, partner, theirs = consortium
    invite(case, by, partner)
    terms = programs.terms_of(case.round_id)
    for number in range(40):
        actions.add_partner(case_id=case.pk, name=f"예시 단체 {number}", by=by, at=makers.LATER)
    with django_assert_num_queries(3):
        assert len(partner_lines(case, terms)) == 41
    with django_assert_num_queries(1):
        assert [part.case.party.name for part in invited_parts(theirs)] == [case.party.name]
