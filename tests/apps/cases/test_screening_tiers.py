"""Three governments on one file: each sees it when it has come, sends it on with an opinion, and gets answers back where it asked."""

from datetime import timedelta

import pytest

from dure.apps.cases import access, actions
from dure.apps.cases.actions.running import run_of
from dure.apps.cases.duties import look_after_completions
from dure.apps.cases.invariants import walks_are_legal
from dure.apps.cases.models import Case, CompletionRequest, Screening, StageRun, TierReturn
from dure.apps.cases.queries.cases import cases_of
from dure.apps.cases.queries.standing import current_run, window_of
from dure.apps.cases.queries.tiers import earlier_tiers, holder_of, said_by_tiers
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import events
from dure.platform.actor import Role
from dure.platform.models import Letter
from tests.apps.cases import makers, tiered
from tests.apps.cases.tiered import AT, EUNPYEONG, GURO, applied, officer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def sees(actor, case: Case) -> bool:
    return cases_of(actor).filter(pk=case.pk).exists()


def forward(case: Case, by, *, note: str = "추천합니다.", at=AT):
    if by.tier == "district" and not case.visits.exists():
        tiered.visited(case, by, at=at)
    return actions.pass_screening(case_id=case.pk, findings=[{"point": "정관 원본", "ok": True}], note=note, by=by, at=at)


def at_the_city():
    """A file that the district has sent on."""
    people = {"district": officer("district", GURO), "city": officer("city"), "ministry": officer("ministry")}
    case, by = applied()
    forward(case, people["district"])
    return case, by, people


def test_each_tier_sees_a_file_when_it_has_come_to_it_and_keeps_seeing_it():
    tiers = [officer("district", GURO), officer("city"), officer("ministry")]
    case, _ = applied()
    seen = [[sees(tier, case) for tier in tiers]]
    for tier in tiers[:2]:
        forward(case, tier)
        seen.append([sees(each, case) for each in tiers])
    assert seen == [[True, False, False], [True, True, False], [True, True, True]]


def test_no_government_sees_a_draft_and_the_center_sees_all_that_was_handed_in():
    found = tiered.round_of_three()
    tiered.district(GURO)
    draft, _ = makers.written(found)
    case, _ = applied(found)
    governments = [officer("district", GURO), officer("city"), officer("ministry")]
    assert not any(sees(each, draft) for each in governments)
    assert (sees(makers.staff(), case), sees(makers.staff(), draft)) == (True, False)


def test_another_district_neither_sees_nor_judges():
    case, _ = applied()
    stranger = officer("district", EUNPYEONG)
    assert not sees(stranger, case)
    for step in (
        lambda: forward(case, stranger),
        lambda: actions.refuse_case(case_id=case.pk, reasons=["까닭"], by=stranger, at=AT),
        lambda: actions.ask_completion(case_id=case.pk, places=["budget"], message="다시", due_at=AT + DAY, by=stranger, at=AT),
    ):
        with pytest.raises(Forbidden):
            step()


def test_no_tier_is_skipped():
    case, _ = applied()
    for tier in (officer("city"), officer("ministry"), makers.staff(Role.OFFICER)):
        with pytest.raises(Forbidden):
            forward(case, tier)
    assert run_of(case.pk, "screening").tier == "district"


def test_the_seat_of_a_stage_is_that_of_its_tier_and_of_the_very_district():
    officers = [officer("district", EUNPYEONG), officer("district", GURO), officer("city")]
    case, _ = applied()
    seats = dict(case.runs.order_by("order").values_list("stage_key", "seat_id"))
    assert seats["district-screening-2"] == officers[1].seat_id
    assert seats["city-screening-3"] == officers[2].seat_id
    assert seats["ministry-screening-4"] is None


def test_the_city_returns_to_the_district_whose_answer_goes_back_to_the_city():
    case, _, who = at_the_city()
    city_run = run_of(case.pk, "screening", tier="city")
    (choice,) = earlier_tiers(city_run)
    back = actions.send_back(case_id=case.pk, to_run_id=int(choice[0]), reason="출자자 명부를 다시 확인", by=who["city"], at=AT + DAY)
    city_run.refresh_from_db()
    assert (city_run.state, back.to_run.tier, back.to_run.state) == ("sent_back", "district", "open")
    with pytest.raises(Forbidden):
        forward(case, who["city"])
    with pytest.raises(Refused, match="읽을 답"):
        forward(case, who["district"], note="", at=AT + 2 * DAY)
    forward(case, who["district"], note="명부를 확인하였음", at=AT + 2 * DAY)
    city_run.refresh_from_db(), back.refresh_from_db()
    assert (city_run.state, back.answer, back.answered_by_name) == ("open", "명부를 확인하였음", who["district"].name)
    assert not sees(who["ministry"], case)
    forward(case, who["city"], at=AT + 3 * DAY)
    assert (current_run(case).tier, walks_are_legal()) == ("ministry", [])


def test_returned_twice_each_return_has_its_own_stage_and_nothing_said_is_lost():
    case, _, who = at_the_city()
    for number in (1, 2):
        first = int(earlier_tiers(run_of(case.pk, "screening", tier="city"))[0][0])
        actions.send_back(case_id=case.pk, to_run_id=first, reason=f"{number}번째 물음", by=who["city"], at=AT + number * DAY)
        forward(case, who["district"], note=f"{number}번째 답", at=AT + number * DAY)
    assert list(case.runs.filter(tier="district", kind="screening").order_by("id").values_list("stage_key", flat=True)) == [
        "district-screening-2", "district-screening-2~1", "district-screening-2~2",
    ]  # fmt: skip
    said = [one.text for one in said_by_tiers(case)]
    assert [text for text in said if "물음" in text or "답" in text] == ["1번째 물음", "1번째 답", "2번째 물음", "2번째 답"]
    assert Screening.objects.filter(run__case=case).count() == 3
    assert walks_are_legal() == []


def test_the_ministry_returns_straight_to_the_district_and_gets_the_answer_itself():
    case, _, who = at_the_city()
    forward(case, who["city"])
    choices = {words.split(" ")[0]: int(pk) for pk, words in earlier_tiers(run_of(case.pk, "screening", tier="ministry"))}
    assert list(choices) == ["서울시", "자치구"]
    actions.send_back(case_id=case.pk, to_run_id=choices["자치구"], reason="현장을 다시", by=who["ministry"], at=AT + DAY)
    forward(case, who["district"], note="다시 보았음", at=AT + 2 * DAY)
    assert run_of(case.pk, "screening", tier="ministry").state == "open"
    assert run_of(case.pk, "screening", tier="city").state == "done"


def test_a_file_is_returned_only_to_an_earlier_tier_with_a_reason_and_by_who_holds_it():
    case, _, who = at_the_city()
    first = int(earlier_tiers(run_of(case.pk, "screening", tier="city"))[0][0])
    later = run_of(case.pk, "screening", tier="ministry")
    with pytest.raises(Refused, match="앞 기관을 골라"):
        actions.send_back(case_id=case.pk, to_run_id=later.pk, reason="까닭", by=who["city"], at=AT)
    with pytest.raises(Refused, match="무엇을 다시"):
        actions.send_back(case_id=case.pk, to_run_id=first, reason=" ", by=who["city"], at=AT)
    with pytest.raises(Forbidden):
        actions.send_back(case_id=case.pk, to_run_id=first, reason="까닭", by=who["district"], at=AT)
    assert not TierReturn.objects.exists()


def test_a_clock_of_the_tier_stands_still_while_the_applicant_completes():
    case, by, who = at_the_city()
    first = int(earlier_tiers(run_of(case.pk, "screening", tier="city"))[0][0])
    back = actions.send_back(case_id=case.pk, to_run_id=first, reason="까닭", due_at=AT + 5 * DAY, by=who["city"], at=AT)
    due = AT + 4 * DAY
    actions.ask_completion(case_id=case.pk, places=["section:forum"], message="더", due_at=due, by=who["district"], at=AT + DAY)
    actions.answer_completion(case_id=case.pk, by=by, at=AT + 3 * DAY)
    back.to_run.refresh_from_db()
    assert (back.to_run.state, back.to_run.due_at) == ("open", AT + 7 * DAY)


def test_the_applicant_reads_where_the_file_is_and_nothing_of_what_governments_say(browser):
    case, by, who = at_the_city()
    first = int(earlier_tiers(run_of(case.pk, "screening", tier="city"))[0][0])
    page = browser(by.account_id).get(f"/apply/{case.pk}/done/").content.decode()
    assert "지금 예시 서울시청에서 보고 있어요." in page
    actions.send_back(case_id=case.pk, to_run_id=first, reason="비밀스러운 까닭", by=who["city"], at=AT + DAY)
    page = browser(by.account_id).get(f"/apply/{case.pk}/done/").content.decode()
    assert "지금 예시 구로구청에서 보고 있어요." in page
    assert "비밀스러운" not in page
    assert "추천합니다" not in page
    assert "되돌림" not in page


def test_letters_go_to_the_seats_concerned_and_none_to_the_applicant():
    case, _by, who = at_the_city()
    first = int(earlier_tiers(run_of(case.pk, "screening", tier="city"))[0][0])
    actions.send_back(case_id=case.pk, to_run_id=first, reason="까닭", by=who["city"], at=AT + DAY)
    forward(case, who["district"], note="답", at=AT + 2 * DAY)
    while events.deliver_due(at=AT + 3 * DAY):
        pass
    told = {letter.subject.split("] ")[1].split(":")[0]: letter.to_account_id for letter in Letter.objects.filter(subject__contains="되돌")}
    assert told == {"되돌림": who["district"].account_id, "되돌림에 답함": who["city"].account_id}


def test_every_district_has_its_own_window_and_one_without_takes_nothing():
    for code in (GURO, EUNPYEONG, tiered.MAPO):
        tiered.district(code)
    found = tiered.round_of_three(windows={GURO: timedelta(), EUNPYEONG: DAY})
    late = makers.CLOSES
    with pytest.raises(Refused, match="접수가 끝났어요"):
        applied(found, GURO, at=late)
    with pytest.raises(Refused, match="이 자치구에서는 접수하지 않는"):
        applied(found, tiered.MAPO, at=makers.LATER)
    case, _ = applied(found, EUNPYEONG, at=late)
    assert window_of(case).closes == makers.CLOSES + DAY


def test_nobody_judges_what_he_handed_in_himself():
    case, _ = makers.submitted()
    clerk = makers.staff()
    run = run_of(case.pk, "screening")
    run.case.submitted_by_id = clerk.account_id
    assert "대신 낸" in access.may_screen(clerk, run).reason


def test_several_files_are_sent_on_together_or_none():
    who = officer("district", GURO)
    found = tiered.round_of_three()
    cases = [applied(found)[0] for _ in range(3)]
    forward(cases[2], who)
    for case in cases[:2]:
        tiered.visited(case, who)
    with pytest.raises(Forbidden):
        actions.forward_many(case_ids=[case.pk for case in cases], note="추천", by=who, at=AT)
    assert StageRun.objects.filter(tier="district", kind="screening", state="done").count() == 1
    assert actions.forward_many(case_ids=[case.pk for case in cases[:2]], note="추천", by=who, at=AT) == 2
    with pytest.raises(Refused, match="의견을 적어"):
        actions.forward_many(case_ids=[cases[0].pk], note="", by=who, at=AT)


def test_completion_is_reminded_three_days_and_one_day_before_and_lapses_at_its_moment():
    case, by, _ = makers.returned(due=makers.CLOSES + 7 * DAY)
    subjects = []
    for day in range(8):
        look_after_completions(makers.CLOSES + day * DAY)
        while events.deliver_due(at=makers.CLOSES + day * DAY):
            pass
        found = list(Letter.objects.filter(case_id=case.pk, to_account_id=by.account_id).order_by("id").values_list("subject", flat=True))
        subjects.append([subject.split("] ")[1].split(":")[0] for subject in found[sum(map(len, subjects)) :]])
    assert subjects[1:] == [[], [], [], ["보완 기한 안내"], [], ["보완 기한 안내"], ["보완 기한 지남"]]
    asked = CompletionRequest.objects.get(case=case)
    assert (asked.lapsed_at, asked.run.state) == (makers.CLOSES + 7 * DAY, "open")
    with pytest.raises(OutOfTurn):
        actions.answer_completion(case_id=case.pk, by=by, at=makers.CLOSES + 7 * DAY)
    assert walks_are_legal() == []
    again = actions.ask_completion(
        case_id=case.pk,
        places=["budget"],
        message="한 번 더",
        due_at=makers.CLOSES + 9 * DAY,
        by=makers.staff(),
        at=makers.CLOSES + 8 * DAY,
    )
    assert again.lapsed_at is None


def test_holder_is_nobody_while_the_applicant_completes():
    case, _, _ = makers.returned()
    assert holder_of(case, current_run(case)) == ""


def test_a_precheck_is_kept_and_read_by_the_applicant_as_the_definition_says(browser):
    for mode, shown in (("", True), ("internal", False)):
        stages = [tiered.STAGES[0], tiered._stage(2, "precheck", "", "사전진단", mode=mode), tiered._stage(3, "screening", "", "적격검토")]
        case, by = applied(tiered.round_of_three(stages))
        officer_of_center = makers.staff()
        with pytest.raises(Refused, match="살펴본 내용"):
            actions.record_precheck(case_id=case.pk, findings="", recommendation="apply", by=officer_of_center, at=AT)
        kept = actions.record_precheck(
            case_id=case.pk, findings="예산이 작음", recommendation="prepare", advice="사업비를 다시 셈할 것", by=officer_of_center, at=AT
        )
        assert (kept.shared, current_run(case).kind) == (shown, "screening")
        assert ("예산이 작음" in browser(by.account_id).get(f"/apply/{case.pk}/done/").content.decode()) is shown
