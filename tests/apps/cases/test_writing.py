"""Writing together, files and their limits, and what may not be touched any more."""

import pytest

from dure.apps.cases import actions
from dure.apps.cases.models import Attachment, SectionAnswer
from dure.apps.cases.rules.budget import TypedRow
from dure.apps.programs import facade as programs
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import files
from dure.platform.actor import MemberRole
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db


def save(case, by, text: str, version: int, at=makers.LATER, **more):
    typed = {"forum_issue": [text]}
    return actions.save_section(case_id=case.pk, section="forum", typed=typed, version=version, by=by, at=at, **more)


def test_somebody_who_saved_in_between_is_named_and_nothing_is_overwritten():
    case, by = makers.started()
    other = makers.member(case.party, MemberRole.EDITOR)
    save(case, other, "먼저 쓴 글", 0)
    with pytest.raises(Refused, match=f"{other.name}님이 오전 9시에 먼저 저장했어요"):
        save(case, by, "나중에 쓴 글", 0)
    assert SectionAnswer.objects.get(case=case, section="forum").data["forum_issue"] == "먼저 쓴 글"
    assert save(case, by, "이어 쓴 글", 1).version == 2


def test_autosave_keeps_what_can_be_read_and_leaves_the_rest_as_it_was():
    case, by = makers.started()
    typed = {"forum_issue": ["글"], "forum_times": ["여섯 번"]}
    kept = actions.save_section(case_id=case.pk, section="forum", typed=typed, version=0, by=by, at=makers.LATER, keep_good=True)
    assert kept.data["forum_issue"] == "글"
    assert "forum_times" not in kept.data
    with pytest.raises(Refused, match="0 이상의 수를 숫자로만"):
        actions.save_section(case_id=case.pk, section="forum", typed=typed, version=1, by=by, at=makers.LATER)


def test_a_plain_member_reads_and_a_stranger_does_not_write():
    case, _ = makers.started()
    for by in (makers.member(case.party, MemberRole.MEMBER), makers.member(makers.party()), makers.staff()):
        with pytest.raises(Forbidden):
            save(case, by, "글", 0)


def test_a_draft_is_shut_when_its_window_is():
    case, by = makers.started()
    with pytest.raises(OutOfTurn, match="접수가 끝났어요"):
        save(case, by, "늦은 글", 0, at=makers.CLOSES)


@pytest.mark.parametrize(
    "touch",
    [
        lambda case, by: save(case, by, "바꾼 글", 1),
        lambda case, by: actions.save_budget(case_id=case.pk, rows=[], version=1, by=by, at=makers.LATER),
        lambda case, by: actions.add_partner(case_id=case.pk, name="예시 단체", by=by, at=makers.LATER),
        lambda case, by: actions.add_file(case_id=case.pk, document="member_list", upload=makers.upload(), by=by, at=makers.LATER),
        lambda case, by: actions.remove_file(
            case_id=case.pk, attachment_id=Attachment.objects.filter(case=case).first().pk, by=by, at=makers.LATER
        ),
    ],
)
def test_nothing_of_an_application_that_was_handed_in_can_be_touched(touch):
    case, by = makers.submitted()
    before = case.submissions.get().sha256
    with pytest.raises(OutOfTurn, match="이미 낸 신청서예요"):
        touch(case, by)
    assert case.submissions.get().sha256 == before
    assert Attachment.objects.filter(case=case, removed_at=None).count() == 2


def test_the_budget_is_replaced_whole_and_its_sums_stand_on_the_case():
    case, by = makers.started()
    actions.save_budget(case_id=case.pk, rows=makers.ROWS, version=0, by=by, at=makers.LATER)
    after = actions.save_budget(case_id=case.pk, rows=[TypedRow("meeting", "회의", "1,000", "500")], version=1, by=by, at=makers.LATER)
    assert (after.asked, after.own_money, after.budget_rows.count()) == (1000, 500, 1)
    with pytest.raises(Refused, match="먼저 저장했어요"):
        actions.save_budget(case_id=case.pk, rows=makers.ROWS, version=1, by=by, at=makers.LATER)


def test_a_refused_budget_changes_nothing():
    case, by = makers.started()
    actions.save_budget(case_id=case.pk, rows=makers.ROWS, version=0, by=by, at=makers.LATER)
    with pytest.raises(Refused, match="1번째 줄"):
        actions.save_budget(case_id=case.pk, rows=[TypedRow("meeting", "회의", "-5", "")], version=1, by=by, at=makers.LATER)
    case.refresh_from_db()
    assert (case.asked, case.budget_rows.count()) == (4_000_000, 2)


def test_a_file_beyond_its_limit_and_beyond_the_case_is_refused(monkeypatch):
    case, by = makers.started()
    monkeypatch.setattr(files, "LARGEST_FILE", 30)
    put = {"case_id": case.pk, "document": "member_list", "by": by, "at": makers.LATER}
    with pytest.raises(Refused, match="까지 올릴 수 있으니"):
        actions.add_file(upload=makers.upload(content=makers.PDF + b"x" * 30), **put)
    monkeypatch.setattr(files, "room_left", lambda owner: 10)
    with pytest.raises(Refused, match="한 신청에 모두"):
        actions.add_file(upload=makers.upload(), **put)
    assert Attachment.objects.count() == 0


def test_a_name_that_lies_about_its_content_is_refused():
    case, by = makers.started()
    with pytest.raises(Refused, match="형식과 달라요"):
        actions.add_file(case_id=case.pk, document="member_list", upload=makers.upload("a.pdf", b"<html>"), by=by, at=makers.LATER)


def test_a_partner_known_here_is_tied_by_its_number():
    case, by = makers.started()
    known = makers.party()
    type(known).objects.filter(pk=known.pk).update(business_number="1248100998")
    partner = actions.add_partner(case_id=case.pk, name="예시 협력", business_number="124-81-00998", by=by, at=makers.LATER)
    assert partner.party_id == known.pk
    with pytest.raises(Refused, match="사업자등록번호 10자리"):
        actions.add_partner(case_id=case.pk, name="예시 다른 협력", business_number="124-81-00999", by=by, at=makers.LATER)


def test_a_resident_number_in_an_answer_is_refused_before_it_is_kept():
    case, by = makers.started()
    with pytest.raises(Refused, match="주민등록번호로 보이는"):
        save(case, by, "900101-1234567", 0)
    assert SectionAnswer.objects.count() == 0


def test_terms_stay_those_of_the_round():
    case, _ = makers.started()
    assert case.terms_sha256 == programs.terms_of(case.round_id).sha256
    assert case.started_at == makers.OPENS
