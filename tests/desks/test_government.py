"""The desk of three governments: what waits by urgency, lists of five hundred, several sent on after a look at what would happen."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.desks.government import queries
from tests.apps.cases import makers, tiered
from tests.apps.cases.tiered import AT, EUNPYEONG, GURO, applied, officer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def signed_in(settings):
    """A browser in which an officer is signed in."""
    settings.DURE_DEMO = True

    def sign_in(actor) -> Client:
        client = Client()
        person = people.Account.objects.get(pk=actor.account_id)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def many(number: int, code: str = GURO) -> list[cases.Case]:
    """Files at the district, written straight into the tables."""
    first, _ = applied(code=code)
    parties = people.Party.objects.bulk_create(
        people.Party(kind="organization", name=f"예시 모임 {order:03d}", district_id=code, sample=True) for order in range(number - 1)
    )
    shared = {"round": first.round, "district_id": code, "terms_sha256": first.terms_sha256, "started_at": AT, "outcome": "running"}
    rows = cases.Case.objects.bulk_create(
        cases.Case(party=party, receipt_number=order, receipt=f"예시-{order}", submitted_at=AT, submitted_by_name="예시 사람", **shared)
        for order, party in enumerate(parties, start=2)
    )
    cases.StageRun.objects.bulk_create(
        cases.StageRun(
            case=case,
            stage_key="district-screening-2",
            kind="screening",
            label="적격 검토",
            order=2,
            tier="district",
            state="open",
            begun_at=AT,
        )
        for case in rows
    )
    return [first, *rows]


def queries_for(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_five_hundred_files_take_as_many_queries_as_one(signed_in):
    who = officer("district", GURO)
    client = signed_in(who)
    many(1)
    pages = ("/gov/", "/gov/cases/", "/gov/cases.xlsx")
    for page in pages:
        client.get(page)
    few = [queries_for(client, page) for page in pages]
    many(500)
    assert [queries_for(client, page) for page in pages] == few


def test_the_list_is_paged_by_key_without_losing_or_repeating_a_file():
    who = officer("district", GURO)
    many(120)
    seen, after = [], ""
    while True:
        page = queries.slice_of(queries.runs_of(who), after)
        seen += [row.run.case_id for row in page.rows]
        after = page.next_after
        if not after:
            break
        applied()  # what comes in meanwhile moves nothing
    assert len(seen) == len(set(seen)) == 120


def test_each_tier_finds_its_own_files_and_nobody_elses(signed_in):
    guro, eunpyeong, city = officer("district", GURO), officer("district", EUNPYEONG), officer("city")
    mine, other = applied(code=GURO)[0], applied(code=EUNPYEONG)[0]
    assert [mine.receipt in _list(signed_in, who) for who in (guro, eunpyeong, city)] == [True, False, False]
    assert [other.receipt in _list(signed_in, who) for who in (guro, eunpyeong, city)] == [False, True, False]
    tiered.visited(mine, guro)
    cases.pass_screening(case_id=mine.pk, note="추천", by=guro, at=AT)
    assert mine.receipt in _list(signed_in, city)
    assert signed_in(eunpyeong).get(f"/gov/cases/{mine.pk}/").status_code == 404


def _list(signed_in, who) -> str:
    return signed_in(who).get("/gov/cases/").content.decode()


def test_what_waits_is_grouped_by_urgency():
    who = officer("district", GURO)
    runs = [applied()[0].runs.get(kind="screening", tier="district") for _ in range(4)]
    for run, due in zip(runs, (-DAY, timedelta(hours=1), 3 * DAY, 30 * DAY), strict=True):
        cases.StageRun.objects.filter(pk=run.pk).update(due_at=AT + due)
    groups = {name: len(duties) for name, duties in queries.duties_of(who, AT).items()}
    assert groups == {"지남": 1, "오늘": 1, "이번 주": 1, "나중": 1}


def test_whose_turn_it_is_narrows_the_list_and_the_workbook_is_the_same_list(signed_in):
    who, city = officer("district", GURO), officer("city")
    found = tiered.round_of_three()
    waiting, asked, passed = (applied(found)[0] for _ in range(3))
    cases.ask_completion(case_id=asked.pk, places=["budget"], message="다시", due_at=AT + DAY, by=who, at=AT)
    tiered.visited(passed, who)
    cases.pass_screening(case_id=passed.pk, note="추천", by=who, at=AT)
    for turn, case in (("mine", waiting), ("applicant", asked), ("past", passed)):
        page = signed_in(who).get(f"/gov/cases/?turn={turn}").content.decode()
        assert [one.receipt in page for one in (waiting, asked, passed)] == [one is case for one in (waiting, asked, passed)]
        book = signed_in(who).get(f"/gov/cases.xlsx?turn={turn}")
        rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
        assert [row[0] for row in rows[3:]] == [case.receipt]
    run = cases.run_of(passed.pk, "screening", tier="district")
    cases.send_back(case_id=passed.pk, to_run_id=run.pk, reason="다시", by=city, at=AT)
    assert passed.receipt in signed_in(city).get("/gov/cases/?turn=earlier").content.decode()
    assert passed.receipt in signed_in(who).get("/gov/cases/?turn=mine").content.decode()


def test_several_are_sent_on_only_after_a_look_at_what_would_happen(signed_in):
    who = officer("district", GURO)
    client, found = signed_in(who), tiered.round_of_three()
    ready, returned = applied(found)[0], applied(found)[0]
    tiered.visited(ready, who)
    stranger, _ = applied(found, EUNPYEONG)
    cases.ask_completion(case_id=returned.pk, places=["budget"], message="다시", due_at=AT + DAY, by=who, at=AT)
    chosen = [ready.pk, returned.pk, stranger.pk]
    page = client.post("/gov/forward/", {"case": chosen, "key": "a"}).content.decode()
    assert "1건을 넘기려고" in page
    assert f"{returned.receipt} {returned.party.name}: 지금은 보완 중" in page
    assert stranger.party.name not in page
    assert cases.run_of(ready.pk, "screening").tier == "district"
    refused = client.post("/gov/forward/", {"case": chosen, "act": "forward", "note": "", "key": "b"})
    assert (refused.status_code, "의견을 적어" in refused.content.decode()) == (422, True)
    assert client.post("/gov/forward/", {"case": chosen, "act": "forward", "note": "추천", "key": "c"}).status_code == 302
    assert [cases.run_of(case.pk, "screening").tier for case in (ready, returned, stranger)] == ["city", "district", "district"]


def test_the_page_of_a_file_carries_what_earlier_tiers_said(signed_in):
    guro, city = officer("district", GURO), officer("city")
    case, _ = applied()
    tiered.visited(case, guro)
    cases.pass_screening(case_id=case.pk, findings=[{"point": "정관 원본", "ok": True}], note="현장이 튼튼함", by=guro, at=AT)
    page = signed_in(city).get(f"/gov/cases/{case.pk}/").content.decode()
    assert "현장이 튼튼함" in page
    assert "예시 구로구청" in page
    assert "정관 원본" in page
    assert "앞 기관에 돌려보내기" in page
    run = cases.run_of(case.pk, "screening", tier="district")
    typed = {"act": "send_back", "to_run": run.pk, "back_reason": "다시 확인", "key": "a"}
    assert signed_in(city).post(f"/gov/cases/{case.pk}/", typed).status_code == 302
    page = signed_in(guro).get(f"/gov/cases/{case.pk}/").content.decode()
    assert "되돌아온 신청" in page
    assert "다시 확인" in page


def test_governments_learn_nothing_of_drafts(signed_in):
    who = officer("district", GURO)
    found = tiered.round_of_three()
    makers.written(found)
    applied(found)
    page = signed_in(who).get(f"/desk/rounds/{found.pk}/applications/").content.decode()
    assert "쓰는 중인 신청서" not in page


def test_nobody_else_sits_at_this_desk(signed_in):
    for actor in (makers.member(makers.party()), makers.staff()):
        assert signed_in(actor).get("/gov/").status_code == 403
    assert Client().get("/gov/").status_code == 302
