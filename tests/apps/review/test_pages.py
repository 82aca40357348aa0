"""The pages of review as a browser sees them."""

import pytest
from django.urls import reverse

from dure.apps.cases.models import Precheck, StageRun
from dure.apps.review.models import Conflict, PanelSeat, Sheet
from dure.platform.actor import Role
from dure.platform.files import keep_paper
from tests.apps.review import makers
from tests.apps.review.makers import DUE, NOON

pytestmark = pytest.mark.usefixtures("demo")
LEVELS = {"level-need": "4", "level-plan": "5", "level-effect": "3", "comment-need": "근거가 뚜렷함"}


@pytest.fixture
def as_reviewer(client, opened):
    """The first reviewer, signed in, free of the first two applications."""
    client.force_login(opened.reviewers[0].account)
    opened.declare(0, opened.cases[0])
    opened.declare(0, opened.cases[1])
    return client


def scoring(review, case, name="scoring"):
    return reverse(f"review:{name}", args=[review.panel.pk, case.pk])


def desk(name, review):
    return reverse(f"review:{name}", args=[review.round.pk if name in {"panel", "ranking"} else review.panel.pk])


def test_an_invitation_is_answered_on_the_first_page(client, review):
    review.formed()
    makers.actions.invite_reviewer(panel_id=review.panel.pk, reviewer_id=review.reviewers[0].pk, **review.who(makers.OFFICER))
    client.force_login(review.reviewers[0].account)
    assert "심사 맡기" in client.get("/review/").content.decode()
    seat = PanelSeat.objects.get()
    answer = client.post(reverse("review:answer", args=[seat.pk]), {"act": "accept", "key": "k1"})
    assert answer.url == reverse("review:applications", args=[review.panel.pk])
    assert PanelSeat.objects.get().state == "accepted"


def test_conflicts_are_asked_before_the_first_document_opens(client, opened):
    client.force_login(opened.reviewers[0].account)
    page = client.get(f"/review/{opened.panel.pk}/").content.decode()
    assert all(case.title in page and case.party.name in page for case in opened.cases)
    assert client.get(scoring(opened, opened.cases[0])).status_code == 404
    client.post(f"/review/{opened.panel.pk}/declare/", {"case": opened.cases[0].pk, "act": "free", "key": "k1"})
    assert client.get(scoring(opened, opened.cases[0])).status_code == 200


def test_a_conflict_without_a_reason_is_asked_again(client, opened):
    client.force_login(opened.reviewers[0].account)
    answer = client.post(f"/review/{opened.panel.pk}/declare/", {"case": opened.cases[0].pk, "act": "conflict", "key": "k1"})
    assert answer.status_code == 422
    assert not Conflict.objects.exists()


def test_the_scoring_page_shows_the_application_beside_the_rubric(as_reviewer, opened):
    page = as_reviewer.get(scoring(opened, opened.cases[0])).content.decode()
    assert f"{opened.cases[0].party.name}이 쓴 까닭" in page
    assert "4 우수: 뚜렷하다" in page
    assert "남은 항목 3개" in page


@pytest.mark.parametrize(("shared", "blind"), [(True, False), (False, False), (True, True)])
def test_a_shared_precheck_is_read_beside_the_application_unless_the_review_is_blind(as_reviewer, opened, shared, blind):
    case = opened.cases[0]
    run = StageRun.objects.create(
        case=case, stage_key="precheck-1", kind="precheck", label="사전진단", order=0, state="done", begun_at=NOON, closed_at=NOON
    )
    Precheck.objects.create(
        run=run, findings="장비 임차료가 빠짐", recommendation="prepare", shared=shared, recorded_at=NOON, recorded_by_name="예시"
    )
    opened.panel.blind = blind
    opened.panel.save()
    answer = as_reviewer.get(scoring(opened, case)).content.decode()
    assert ("장비 임차료가 빠짐" in answer) is (shared and not blind)


def test_a_sheet_is_saved_and_shown_again(as_reviewer, opened):
    as_reviewer.post(scoring(opened, opened.cases[0]), {"act": "save", "version": "0", "level-need": "4", "level-plan": "4", "key": "k1"})
    page = as_reviewer.get(scoring(opened, opened.cases[0])).content.decode()
    assert "<strong data-total>64</strong> / <span data-possible>80</span>점" in page


def test_confirming_goes_on_to_the_next_application(as_reviewer, opened):
    answer = as_reviewer.post(scoring(opened, opened.cases[0]), {"act": "confirm", "version": "0", "key": "k1"} | LEVELS)
    assert answer.url == scoring(opened, opened.cases[1])
    answer = as_reviewer.post(scoring(opened, opened.cases[1]), {"act": "confirm", "version": "0", "key": "k2"} | LEVELS)
    assert answer.url == reverse("review:summary", args=[opened.panel.pk])


def test_an_incomplete_sheet_keeps_what_was_typed(as_reviewer, opened):
    answer = as_reviewer.post(
        scoring(opened, opened.cases[0]), {"act": "confirm", "version": "0", "key": "k1", "level-need": "2", "comment-plan": "더 적을 것"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "더 적을 것" in page
    assert 'value="2" checked' in page
    assert not Sheet.objects.own(opened.seats[0]).exists()


def test_autosave_answers_the_version_to_go_on_from(as_reviewer, opened):
    address = scoring(opened, opened.cases[0], "autosave")
    first = as_reviewer.post(address, {"version": "0", "key": "same"} | LEVELS)
    assert (first.status_code, first.json()["version"], first.json()["total"]) == (200, 1, "86")
    second = as_reviewer.post(address, {"version": "1", "key": "same"} | LEVELS | {"level-need": "5"})
    assert (second.json()["version"], second.json()["total"]) == (2, "92")
    stale = as_reviewer.post(address, {"version": "1", "key": "same"} | LEVELS)
    assert stale.status_code == 409
    assert "다른 창" in stale.json()["reasons"][0]


def test_a_confirmed_sheet_is_reopened(as_reviewer, opened):
    as_reviewer.post(scoring(opened, opened.cases[0]), {"act": "confirm", "version": "0", "key": "k1"} | LEVELS)
    assert "확정한 심사표예요" in as_reviewer.get(scoring(opened, opened.cases[0])).content.decode()
    as_reviewer.post(scoring(opened, opened.cases[0], "reopen"), {"key": "k2"})
    assert Sheet.objects.own(opened.seats[0]).get().state == "draft"


def test_the_sign_off_lists_every_sheet(as_reviewer, opened):
    address = reverse("review:summary", args=[opened.panel.pk])
    assert as_reviewer.post(address, {"key": "k1"}).status_code == 422
    opened.declare(0, opened.cases[2])
    for case in opened.cases:
        opened.save(0, case)
    assert as_reviewer.post(address, {"key": "k2"}).status_code == 302
    assert "서명을 마쳤어요" in as_reviewer.get(address).content.decode()


def test_a_blind_review_covers_names(client, review):
    review.opened(blind=True)
    review.declare(0, review.cases[0])
    client.force_login(review.reviewers[0].account)
    page = client.get(scoring(review, review.cases[0])).content.decode()
    listed = client.get(f"/review/{review.panel.pk}/").content.decode()
    assert "이름을 가린 심사예요" in page
    assert not any(case.party.name in page + listed for case in review.cases)


@pytest.fixture(params=["declared", "computed", "by staff"])
def recused(request, client, opened):
    """The first reviewer stands aside from the first application, in each of the ways."""
    opened.declare(0, opened.cases[1])
    if request.param == "declared":
        opened.declare(0, opened.cases[0], conflicted=True, reason="예시 자문")
    elif request.param == "computed":
        opened.declare(0, opened.cases[0])
        makers.joins(opened.reviewers[0].account, makers.party())
        opened.cases[0].party.email = opened.reviewers[0].account.email
        opened.cases[0].party.save(update_fields=["email"])
    else:
        makers.actions.record_conflict(seat_id=opened.seats[0].pk, case_id=opened.cases[0].pk, reason="예시", **opened.who(makers.OFFICER))
    client.force_login(opened.reviewers[0].account)
    return opened


def test_who_stands_aside_meets_404_on_every_path(recused, client, settings, tmp_path):
    settings.DURE_FILES = tmp_path
    hidden = recused.cases[0]
    with makers.transaction.atomic():
        file = keep_paper("예시.pdf", b"%PDF-1.7", owner=hidden, purpose="work_plan", at=recused.at)
    assert client.get(scoring(recused, hidden)).status_code == 404
    assert client.post(scoring(recused, hidden), {"act": "save", "key": "k"} | LEVELS).status_code == 404
    assert client.post(scoring(recused, hidden, "autosave"), {"version": "0"} | LEVELS).status_code == 404
    assert client.post(scoring(recused, hidden, "reopen"), {"key": "k"}).status_code == 404
    if Conflict.objects.filter(case=hidden, conflicted=True).exists():
        assert client.get(f"/files/{file.token}/").status_code == 404
    assert client.get(f"/my/applications/{hidden.pk}/result/").status_code == 404
    for address in ("/review/", f"/review/{recused.panel.pk}/", f"/review/{recused.panel.pk}/summary/", scoring(recused, recused.cases[1])):
        page = client.get(address).content.decode()
        assert hidden.title not in page
        assert hidden.party.name not in page
        assert "3건" not in page


def test_an_application_outside_the_panel_is_not_there(as_reviewer, opened):
    other = makers.review().opened()
    other.declare(0, other.cases[0])
    for address in (scoring(other, other.cases[0]), f"/review/{other.panel.pk}/", f"/review/{opened.panel.pk}/{other.cases[0].pk}/"):
        assert as_reviewer.get(address).status_code == 404


def test_documents_shut_when_the_panel_closes(as_reviewer, opened):
    opened.scored().closed()
    assert as_reviewer.get(scoring(opened, opened.cases[0])).status_code == 404
    assert as_reviewer.get(f"/review/{opened.panel.pk}/summary/").status_code == 200


@pytest.fixture
def sign_in(client):
    """Somebody in a seat of the center."""

    def act(*roles):
        client.force_login(makers.staff(*roles))
        return client

    return act


def test_the_desk_forms_invites_and_opens(sign_in, review):
    client = sign_in(Role.OFFICER)
    assert "심사위원회 꾸리기" in client.get(desk("panel", review)).content.decode()
    plan = {"stage": "review", "quorum": "2", "due_day": "2099-01-02", "due_time": "18:00", "tells_scores": "yes", "key": "k1"}
    assert client.post(desk("panel", review), plan | {"due_day": ""}).status_code == 422
    assert client.post(desk("panel", review), plan).status_code == 302
    review.panel = makers.Panel.objects.get()
    for somebody in review.reviewers:
        client.post(desk("invite", review), {"reviewer": somebody.pk, "key": f"i{somebody.pk}"})
    refused = client.post(desk("open", review), {"key": "k2"})
    assert refused.status_code == 422
    assert "수락한 심사위원이 0명이에요" in refused.content.decode()
    for seat in PanelSeat.objects.all():
        makers.actions.answer_invitation(seat_id=seat.pk, accepted=True, by=makers.actor_of(seat.reviewer), at=DUE)
    assert client.post(desk("open", review), {"key": "k3"}).status_code == 302
    assert client.post(desk("close", review), {"key": "k4"}).status_code == 422
    assert client.post(desk("recheck", review), {"key": "k5"}).status_code == 302


def test_the_desk_takes_a_reviewer_off_an_application(sign_in, opened):
    client = sign_in(Role.OFFICER)
    sent = {"seat": opened.seats[0].pk, "case": opened.cases[0].pk, "reason": "", "key": "k1"}
    assert client.post(desk("conflict", opened), sent).status_code == 422
    assert client.post(desk("conflict", opened), sent | {"reason": "예시 계약"}).status_code == 302
    assert "예시 계약" in client.get(desk("panel", opened)).content.decode()


def test_until_the_opening_no_page_of_the_desk_holds_a_point(sign_in, opened):
    client = sign_in(Role.OFFICER, Role.APPROVER)
    opened.scored(4, 3, 2).closed()
    sealed = client.get(desk("panel", opened)).content.decode() + client.get(desk("ranking", opened)).content.decode()
    assert "평균" not in sealed
    opened.unsealed()
    assert "평균" in client.get(desk("ranking", opened)).content.decode()


def test_two_people_open_decide_and_announce(client, opened):
    officer, approver = makers.staff(Role.OFFICER), makers.staff(Role.APPROVER)
    opened.scored(4, 3, 2).closed()
    client.force_login(officer)
    assert client.post(desk("ask", opened), {"key": "k1"}).status_code == 302
    assert client.post(desk("tally", opened), {"key": "k2"}).status_code == 403
    client.force_login(approver)
    assert client.post(desk("tally", opened), {"key": "k3"}).status_code == 302
    client.force_login(officer)
    page = client.get(desk("ranking", opened)).content.decode()
    assert "심사표 2장: 80점, 80점" in page
    plan = {"places": "1", "reserves": "1", "key": "k4", f"award-{opened.cases[0].pk}": "8,000,000"}
    assert client.post(desk("decide", opened), plan | {"places": "여섯"}).status_code == 422
    assert client.post(desk("decide", opened), plan).status_code == 302
    assert client.get(desk("paper", opened))["Content-Type"] == "application/pdf"
    assert client.post(desk("announce", opened), {"key": "k5"}).status_code == 403
    client.force_login(approver)
    assert client.post(desk("announce", opened), {"key": "k6"}).status_code == 302
    page = client.get(desk("ranking", opened)).content.decode()
    assert "8,000,000원" in page
    assert "예비 1순위 올리기" in page
    assert client.post(desk("promote", opened), {"awarded": "1,000", "reason": "", "key": "k7"}).status_code == 422
    assert client.post(desk("promote", opened), {"awarded": "1,000", "reason": "예시: 포기", "key": "k8"}).status_code == 302


def test_staff_of_an_applicant_and_strangers_find_no_desk(client, opened):
    bound = makers.staff(Role.OFFICER)
    makers.joins(bound, opened.cases[0].party)
    for somebody in (bound, opened.reviewers[0].account, makers.account()):
        client.force_login(somebody)
        assert {client.get(desk(name, opened)).status_code for name in ("panel", "ranking", "paper")} == {404}
        posts = ("invite", "conflict", "recheck", "open", "close", "ask", "tally", "decide", "announce", "promote")
        assert {client.post(desk(name, opened), {"key": name}).status_code for name in posts} == {404}


def test_the_applicant_reads_the_result_with_its_own_points(client, opened):
    writer = makers.account()
    makers.joins(writer, opened.cases[2].party)
    client.force_login(writer)
    address = f"/my/applications/{opened.cases[2].pk}/result/"
    opened.scored(4, 3, 2).closed().unsealed().decided()
    assert client.get(address).status_code == 404
    opened.announced()
    page = client.get(address).content.decode()
    assert "이번에는 선정되지 않았어요" in page
    assert "20점 가운데 8점" in page
    assert client.get(f"/my/applications/{opened.cases[0].pk}/result/").status_code == 404
