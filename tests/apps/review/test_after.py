"""After the result: announced at one instant, feedback, objections with a second look, places given up, papers."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError

from dure.apps.review import actions, duties
from dure.apps.review.models import Decision, Objection
from dure.apps.review.queries import after, panels, tally
from dure.apps.review.queries.feedback import feedback_of
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import invariants
from dure.platform.actor import Actor
from dure.platform.models import JournalLine, Letter
from tests.apps.review import makers
from tests.apps.review.makers import APPROVER, OFFICER, Role

pytestmark = pytest.mark.usefixtures("demo")


def writer_of(review, place):
    """Somebody who represents the applicant of that place."""
    account = makers.account()
    makers.joins(account, review.cases[place].party)
    return account, Actor(account_id=account.pk, name=account.name, parties=((review.cases[place].party_id, "representative"),))


@pytest.fixture
def told(opened):
    """The first is selected, the second is a reserve, the third is below the threshold."""
    return opened.scored(5, 4, 2).closed().unsealed().announced(places=1, reserves=1)


def test_everything_is_told_at_the_set_instant_and_not_before(client, db):
    opened = makers.review(seat=makers.held_seat(Role.OFFICER)).whole().opened()
    opened.scored(5, 4, 3).closed().unsealed().decided()
    account, _ = writer_of(opened, 0)
    on = opened.at + timedelta(hours=2)
    actions.schedule_announcement(panel_id=opened.panel.pk, announce_on=on, **opened.who(APPROVER))
    client.force_login(account)
    address = f"/my/applications/{opened.cases[0].pk}/result/"
    duties.announce(on - timedelta(milliseconds=1))
    opened.tell()
    assert (client.get(address).status_code, Letter.objects.filter(dedupe__startswith="review:decision:").count()) == (404, 0)
    duties.announce(on)
    opened.at = on
    opened.tell()
    assert set(Decision.objects.values_list("announced_at", flat=True)) == {on}
    assert client.get(address).status_code == 200
    assert Letter.objects.filter(dedupe__startswith="review:decision:").count() == 1
    assert [(asked.code, found) for asked, found in invariants.run() if found] == []


def test_a_selection_drawn_up_again_loses_its_appointment(opened):
    opened.scored(5, 4, 3).closed().unsealed().decided()
    actions.schedule_announcement(panel_id=opened.panel.pk, announce_on=opened.at + timedelta(days=1), **opened.who(APPROVER))
    opened.decided(places=2, reserves=0)
    assert opened.panel.announce_on is None


def test_an_appointment_that_no_longer_fits_falls_and_says_why(opened):
    opened.scored(5, 4, 3).closed().unsealed().decided()
    on = opened.at + timedelta(days=1)
    actions.schedule_announcement(panel_id=opened.panel.pk, announce_on=on, **opened.who(APPROVER))
    opened.cases[2].outcome = "withdrawn"
    opened.cases[2].save(update_fields=["outcome"])
    duties.announce(on)
    opened.panel.refresh_from_db()
    assert (opened.panel.state, opened.panel.announce_on) == ("decided", None)
    assert "철회한 신청" in JournalLine.objects.get(verb="drop_appointment").reason


def test_only_an_approver_sets_an_instant_that_lies_ahead(opened):
    opened.scored(5, 4, 3).closed().unsealed().decided()
    with pytest.raises(Forbidden):
        actions.schedule_announcement(panel_id=opened.panel.pk, announce_on=opened.at + timedelta(days=1), **opened.who(OFFICER))
    with pytest.raises(Refused, match="뒤"):
        actions.schedule_announcement(panel_id=opened.panel.pk, announce_on=opened.at, **opened.who(APPROVER))


def test_feedback_is_what_staff_approved_and_names_no_reviewer(told):
    decision = Decision.objects.get(case=told.cases[0])
    name = told.reviewers[0].account.name
    with pytest.raises(Refused, match="이름"):
        actions.approve_feedback(decision_id=decision.pk, remarks={"need": f"{name} 위원: 좋음"}, **told.who(OFFICER))
    writer_of(told, 0)
    actions.approve_feedback(decision_id=decision.pk, remarks={"need": "대상이 뚜렷합니다.", "plan": ""}, **told.who(OFFICER))
    told.tell()
    assert [line.remark for line in feedback_of(decision).lines] == ["대상이 뚜렷합니다.", "", ""]
    letter = Letter.objects.get(dedupe__startswith="review:feedback:")
    assert "대상이 뚜렷합니다." in letter.body
    assert not [one for one in told.reviewers if one.account.name in letter.body]


def test_an_objection_is_dated_answered_by_another_and_told(told):
    _, applicant = writer_of(told, 2)
    objection = actions.object_to(case_id=told.cases[2].pk, text="산출 근거를 못 본 것 같습니다.", **told.who(applicant))
    assert objection.due_at > objection.filed_at
    with pytest.raises(OutOfTurn):
        actions.object_to(case_id=told.cases[2].pk, text="또", **told.who(applicant))
    drew_up = Decision.objects.get(case=told.cases[2]).decided_by_id
    same = makers.seat(drew_up, Role.APPROVER)
    with pytest.raises(Forbidden, match="다른 사람"):
        actions.judge_objection(objection_id=objection.pk, answer="기각", **told.who(same))
    actions.judge_objection(objection_id=objection.pk, answer="다시 보아도 같습니다.", **told.who(APPROVER))
    told.tell()
    assert Objection.objects.get().verdict == "dismissed"
    assert Letter.objects.filter(dedupe__contains=":objection:").count() == 2
    assert Decision.objects.filter(case=told.cases[2]).count() == 1


def test_an_upheld_objection_makes_a_second_version_and_the_first_stands(told):
    _, applicant = writer_of(told, 2)
    objection = actions.object_to(case_id=told.cases[2].pk, text="셈이 틀렸습니다.", **told.who(applicant))
    actions.judge_objection(
        objection_id=objection.pk, answer="다시 셈하였습니다.", outcome="selected", awarded=5_000_000, **told.who(APPROVER)
    )
    versions = list(Decision.objects.filter(case=told.cases[2]).order_by("version").values_list("version", "outcome", "awarded"))
    assert versions == [(1, "rejected", 0), (2, "selected", 5_000_000)]
    assert told.outcomes() == ["running", "reserve", "running"]
    assert told.cases[2].runs.get(kind="selection").state == "done"
    assert told.cases[2].runs.get(kind="agreement").state != "waiting"


def test_an_upheld_objection_may_end_on_the_reserve_list(told):
    _, applicant = writer_of(told, 2)
    objection = actions.object_to(case_id=told.cases[2].pk, text="셈이 틀렸습니다.", **told.who(applicant))
    actions.judge_objection(objection_id=objection.pk, answer="다시 셈하였습니다.", outcome="reserve", **told.who(APPROVER))
    assert Decision.objects.get(case=told.cases[2], version=2).reserve_rank == 2
    assert told.outcomes() == ["running", "reserve", "reserve"]


def test_an_objection_comes_in_time_or_not_at_all(told):
    _, applicant = writer_of(told, 2)
    ends = panels.objections_end(Decision.objects.select_related("panel").get(case=told.cases[2]))
    assert (ends - told.panel.announced_at).days >= 20
    with pytest.raises(Forbidden, match="까지"):
        actions.object_to(case_id=told.cases[2].pk, text="늦었습니다.", by=applicant, at=ends)
    actions.object_to(case_id=told.cases[2].pk, text="늦지 않았습니다.", by=applicant, at=ends - timedelta(milliseconds=1))


@pytest.mark.parametrize("lie", [{"answer": "다른 답"}, {"verdict": "open", "judged_at": None}])
def test_an_answered_objection_stands(told, lie):
    _, applicant = writer_of(told, 2)
    objection = actions.object_to(case_id=told.cases[2].pk, text="예시", **told.who(applicant))
    actions.judge_objection(objection_id=objection.pk, answer="그대로입니다.", **told.who(APPROVER))
    with pytest.raises(DatabaseError), makers.transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(**lie)
    with pytest.raises(DatabaseError), makers.transaction.atomic():
        Objection.objects.filter(pk=objection.pk).delete()


@pytest.mark.usefixtures("without_guards")
def test_the_control_without_guards_an_answer_could_be_rewritten(told):
    _, applicant = writer_of(told, 2)
    objection = actions.object_to(case_id=told.cases[2].pk, text="예시", **told.who(applicant))
    actions.judge_objection(objection_id=objection.pk, answer="그대로입니다.", **told.who(APPROVER))
    assert Objection.objects.filter(pk=objection.pk).update(answer="다른 답") == 1


def test_an_objection_that_nobody_answered_is_pointed_out(told):
    _, applicant = writer_of(told, 2)
    objection = actions.object_to(case_id=told.cases[2].pk, text="예시", **told.who(applicant))
    rows = [after.objection_rows(OFFICER, at)[0].is_late for at in (objection.due_at - timedelta(milliseconds=1), objection.due_at)]
    assert rows == [False, True]


def test_a_place_given_up_lets_the_reserve_move_up(told):
    _, applicant = writer_of(told, 0)
    actions.give_up_selection(case_id=told.cases[0].pk, reason="예시 사정", **told.who(applicant))
    assert (told.outcomes()[0], tally.given_up(told.panel)) == ("withdrawn", 1)
    actions.promote_reserve(panel_id=told.panel.pk, awarded=1_000_000, reason="1순위의 포기", **told.who(APPROVER))
    assert told.outcomes()[1] == "running"
    with pytest.raises(OutOfTurn):
        actions.give_up_selection(case_id=told.cases[0].pk, reason="또", **told.who(applicant))


def test_only_the_representative_of_a_selected_applicant_gives_up(told):
    _, applicant = writer_of(told, 1)
    with pytest.raises(Refused):
        actions.give_up_selection(case_id=told.cases[1].pk, reason="예시", **told.who(applicant))
    with pytest.raises(Forbidden):
        actions.give_up_selection(case_id=told.cases[0].pk, reason="예시", **told.who(applicant))


@pytest.mark.parametrize("page", ["result/", "objection/", "give-up/"])
def test_the_pages_of_an_applicant_are_there_after_the_announcement_only(client, opened, page):
    account, _ = writer_of(opened, 0)
    client.force_login(account)
    address = f"/my/applications/{opened.cases[0].pk}/{page}"
    opened.scored(5, 4, 3).closed().unsealed().decided()
    assert client.get(address).status_code == 404
    opened.announced()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(("paper", "words"), [("result", ["예시 사업 1", "선정"]), ("feedback", ["실행 계획", "50점"])])
def test_papers_come_as_pdf_and_as_hwpx_from_the_same_rows(client, told, paper, words):
    makers.staff(Role.OFFICER)
    account, _ = writer_of(told, 0)
    client.force_login(account)
    address = f"/my/applications/{told.cases[0].pk}/{paper}"
    pdf, hwpx = client.get(f"{address}.pdf"), client.get(f"{address}.hwpx")
    assert pdf.content.startswith(b"%PDF-")
    preview = zipfile.ZipFile(BytesIO(hwpx.content)).read("Preview/PrvText.txt").decode()
    assert [word for word in words if word not in preview] == []
    assert not [one for one in told.reviewers if one.account.name in preview]


def test_the_decision_paper_comes_as_hwpx_too(client, told):
    client.force_login(makers.staff(Role.OFFICER))
    answer = client.get(f"/desk/panels/{told.panel.pk}/decision.hwpx")
    preview = zipfile.ZipFile(BytesIO(answer.content)).read("Preview/PrvText.txt").decode()
    assert answer["Content-Type"] == "application/hwp+zip"
    assert [case.party.name for case in told.cases if case.party.name not in preview] == []
    assert told.reviewers[0].account.name in preview
