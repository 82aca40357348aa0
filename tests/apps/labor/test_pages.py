"""The pages say what there is to do, to whom it concerns; a stranger meets 404."""

import pytest
from django.http import Http404

from dure.apps.labor.models import Claim, Worker
from dure.kernel.errors import Forbidden
from dure.platform.actor import Actor, MemberRole
from tests.apps.grants.makers import AUDITOR, OFFICER, pdf
from tests.apps.grants.test_pages import STRANGER, ask, words
from tests.apps.labor import makers
from tests.apps.labor.makers import MARCH


@pytest.fixture
def ready(firm):
    firm.ready()
    return firm


def mine(firm, name, *args, by=None, data=None):
    return ask(firm.life, f"labor:{name}", firm.agreement.pk, *args, by=by or firm.representative, data=data)


def test_the_firm_sees_what_is_next_and_its_people_masked(ready):
    ready.life.at = ready.life.at
    page = words(mine(ready, "home"))
    assert "2026년 3월분 신청" in page
    assert "예시 김*나" in page
    assert "2년째: 일반인력 지원 40% · 전문인력 자부담 30%" in page


def test_the_month_explains_every_figure_and_is_handed_in(ready):
    page = words(mine(ready, "claim", "2026-03"))
    for said in ("10320원 × 209시간", "× 4.75%, 10원 미만 버림", "일반인력 지원 비율(인증) 40%", "2026년 적용 최저임금 고시"):
        assert said in page
    refused = mine(ready, "claim", "2026-03", data={"seen": "1"})
    assert (refused.status_code, "금액이 바뀌었어요" in words(refused)) == (422, True)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert mine(ready, "claim", "2026-03", data={"seen": seen}).status_code == 302
    assert "센터 확인 중" in words(mine(ready, "claim", "2026-03"))


def test_what_was_typed_of_a_worker_is_kept(firm):
    typed = {"kind": "general", "joined_on": "2026-03-01", "week_hours": "40", "month_pay": "2,000,000"}
    page = words(mine(firm, "worker-new", data={**typed, "name": "850315-1234567", "month_pay": "x"}))
    assert "850315-1234567" in page
    page = words(mine(firm, "worker-new", data={**typed, "name": "예시 8503151234567"}))
    assert "주민등록번호는 받지 않으니" in page
    data = {
        "name": "예시 박둘",
        "kind": "general",
        "joined_on": "2026-03-02",
        "week_hours": "40",
        "month_pay": "2,156,880",
        "birth_date": "",
    }
    assert mine(firm, "worker-new", data=data).status_code == 302
    assert (
        mine(
            firm, "worker", Worker.objects.get().pk, data={"left_on": "2026-03-20", "week_hours": "20", "month_pay": "1,000,000"}
        ).status_code
        == 302
    )
    assert Worker.objects.get().week_hours == 20


def test_days_are_typed_or_pasted(ready):
    worker = Worker.objects.get()
    page = words(mine(ready, "days", "2026-03", worker.pk))
    assert 'name="hours_3"' in page
    data = {"pasted": "3 8\n2026-03-04\t7.5\n5 휴가 8\n3월 6일 결근", "month_pay": "2,000,000"}
    assert mine(ready, "days", "2026-03", worker.pk, data=data).status_code == 302
    assert [(day.day.day, day.kind, float(day.hours)) for day in worker.days.all()] == [
        (3, "work", 8),
        (4, "work", 7.5),
        (5, "leave", 8),
        (6, "absent", 0),
    ]
    wrong = mine(ready, "days", "2026-03", worker.pk, data={"pasted": "서른 8"})
    assert (wrong.status_code, "읽지 못한 줄" in words(wrong)) == (422, True)
    assert mine(ready, "days", "2026-03", worker.pk, data={"hours_9": "4", "kind_9": "work", "kind_10": "absent"}).status_code == 302
    assert [day.kind for day in worker.days.all()] == ["work", "absent"]


def test_papers_are_put_with_the_month(firm):
    answer = mine(firm, "claim-paper", "2026-03", data={"paper_kind": "payroll", "paper": pdf("급여대장.pdf")})
    assert answer.status_code == 302
    assert Claim.objects.get().papers.get().kind == "payroll"
    assert mine(firm, "claim-paper", "2026-03", data={}).status_code == 422


def test_the_officer_has_a_claim_with_its_overlaps_on_one_screen(ready):
    other = makers.firm()
    other.supported()
    other.attended(other.worker())
    claim = ready.handed_in()
    listing = words(ask(ready.life, "labor:desk", by=OFFICER))
    assert ready.life.case.party.name in listing
    page = words(ask(ready.life, "labor:desk-claim", claim.pk, by=OFFICER))
    for said in ("겹친 지원", other.agreement.number, "같은 날 적힌 근무 21일", "계산과 근거", "금액 확인하고 지급 올리기", "급여대장"):
        assert said in page
    line = claim.lines.get()
    data = {"other": Worker.objects.exclude(pk=line.worker_id).get().pk, "stands": "no", "overlap_reason": "같은 시간"}
    assert ask(ready.life, "labor:desk-overlap", claim.pk, line.pk, by=OFFICER, data=data).status_code == 302
    said = {f"verdict_{line.pk}": "lowered", f"amount_{line.pk}": "1000", f"reason_{line.pk}": ""}
    kept = ask(ready.life, "labor:desk-claim", claim.pk, by=OFFICER, data=said)
    assert (kept.status_code, 'value="1000"' in words(kept)) == (422, True)
    done = ask(
        ready.life, "labor:desk-claim", claim.pk, by=OFFICER, data={f"verdict_{line.pk}": "refused", f"reason_{line.pk}": "중복 지원"}
    )
    assert (done.status_code, Claim.objects.get(pk=claim.pk).state) == (302, "closed")


def test_the_officer_sets_the_terms_and_ends_the_months(db):
    firm = makers.firm()
    assert "지원 조건을 정할 협약 1건" in words(ask(firm.life, "labor:desk", by=OFFICER))
    data = {"standing": "preliminary", "first_month": "2025-03-01", "months_before": "12"}
    assert ask(firm.life, "labor:desk-step", firm.agreement.pk, "support", by=OFFICER, data=data).status_code == 302
    page = words(ask(firm.life, "labor:desk-agreement", firm.agreement.pk, by=OFFICER))
    assert "앞서 12개월 지원" in page
    assert ask(firm.life, "labor:desk-step", firm.agreement.pk, "finish", by=OFFICER, data={}).status_code == 302


def test_auditors_read_and_strangers_meet_404(ready):
    claim = ready.handed_in()
    assert "금액 확인하고" not in words(ask(ready.life, "labor:desk-claim", claim.pk, by=AUDITOR))
    assert ask(ready.life, "labor:desk-xlsx", by=AUDITOR).content[:2] == b"PK"
    for name in ("home", "worker-new"):
        with pytest.raises(Http404):
            mine(ready, name, by=STRANGER)
    with pytest.raises(Http404):
        mine(ready, "home", by=OFFICER)
    with pytest.raises(Forbidden):
        ask(ready.life, "labor:desk", by=STRANGER)
    member = Actor(account_id=41, name="예시 조합원", parties=((ready.life.case.party_id, MemberRole.MEMBER),))
    page = words(mine(ready, "home", by=member))
    assert "예시 김*나" in page
    with pytest.raises(Forbidden):
        mine(ready, "worker", Worker.objects.get().pk, by=member)
    with pytest.raises(Http404):
        mine(ready, "claim", "2026-13")


def test_a_grant_links_to_its_months_and_others_do_not(ready):
    assert f"/my/labor/{ready.agreement.pk}/" in words(ask(ready.life, "grants:grant", ready.agreement.pk, by=ready.representative))
    assert f"/desk/labor/agreements/{ready.agreement.pk}/" in words(ask(ready.life, "grants:desk-grant", ready.agreement.pk, by=OFFICER))
    assert MARCH.month == 3
