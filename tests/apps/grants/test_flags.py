"""Flags: seen before saving and after, on both sides, explained by the grantee, decided by an officer, remembered."""

from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from dure.apps.grants import actions
from dure.apps.grants.actions.flags import raise_found, weigh_everything
from dure.apps.grants.actions.spendings import Bill
from dure.apps.grants.models import Flag, FlagTurn, Spending
from dure.apps.grants.queries import flags as queries
from dure.apps.grants.queries import flags_world
from dure.apps.grants.queries.flags import findings_in, reasons_against_together, undecided
from dure.apps.grants.rules.flags import PaidPerson
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.actor import Actor
from tests.apps.grants import makers
from tests.apps.grants.makers import AUDITOR, FINANCE, NOON, OFFICER, USUAL
from tests.apps.grants.test_pages import ask, words

LECTURE = ("lecture_confirmation", "resume", "transfer_confirmation", "bankbook_copy", "attendance_roster", "withholding_receipt")
TODAY = NOON.date()
CARD = ("payment_voucher", "tax_invoice", "acceptance_record")


@pytest.fixture
def paid(life):
    """An agreement of which the first instalment was paid."""
    life.signed()
    life.with_payee()
    life.paid(1)
    life.at = makers.seoul(2026, 6, 30, 9)
    return life


@pytest.fixture
def another(paid):
    """Another party's agreement, signed as well."""
    other = makers.Life(makers.case_in(paid.case.round), at=NOON)
    other.signed()
    other.at = paid.at
    return other


def filed(life, amount=1_000, *, papers=None, ask=False, day=TODAY, kinds=USUAL, **more):
    """An expense entered as it comes."""
    said = {"payee_name": f"예시 상점 {next(makers._numbers)}", "memo": "예시 재료", **more}
    bill = Bill("program", "grant", amount, day, **said)
    held = papers if papers is not None else makers.papers(*kinds)
    return actions.file_spending(agreement_id=life.agreement.pk, bill=bill, papers=held, ask=ask, **life.who(life.grantee))


def kinds_on(spending):
    return sorted(Flag.objects.filter(spending=spending).values_list("kind", flat=True))


def test_an_ordinary_expense_raises_nothing(paid):
    assert kinds_on(filed(paid)) == []


def test_the_same_invoice_is_seen_on_both_sides_and_names_only_the_agreement(paid, another):
    first = filed(paid, 440_000, invoice_number="20260310-1234-5678-9012")
    second = filed(another, 330_000, invoice_number="20260310-1234-5678-9012", payee_name="비밀 예시 가게")
    assert kinds_on(second) == ["same_invoice"]
    assert kinds_on(first) == []
    another.tell()
    flag = Flag.objects.get(spending=first)
    assert flag.other_id == second.pk
    assert another.agreement.number in flag.says
    assert "비밀" not in flag.says
    assert "330,000" not in flag.says


def test_one_bill_that_grant_and_own_share_pay_together_is_no_repetition(paid):
    bill = {"invoice_number": "20260310-1234-5678-9012", "payee_name": "예시 인쇄소", "memo": "전단"}
    filed(paid, 300_000, **bill)
    own = Bill("program", "own", 100_000, NOON.date(), **bill)
    half = actions.file_spending(agreement_id=paid.agreement.pk, bill=own, papers=makers.papers(*USUAL), **paid.who(paid.grantee))
    assert kinds_on(half) == []


def test_the_same_file_is_one_flag_that_names_the_papers(paid):
    filed(paid, papers=makers.papers(*USUAL, content="같은"))
    second = filed(paid, papers=makers.papers(*USUAL, content="같은"))
    flag = Flag.objects.get(spending=second)
    assert flag.kind == "same_file"
    assert "이체확인증" in flag.says


def test_something_seen_is_held_with_its_papers_until_a_word_is_said(paid):
    held = filed(paid, kind="card", used_at=time(23, 30), kinds=CARD, ask=True)
    assert (held.state, held.evidence.count(), Flag.objects.count()) == ("draft", 3, 0)
    with pytest.raises(Refused, match="까닭"):
        actions.file_held(spending_id=held.pk, words={}, **paid.who(paid.grantee))
    done = actions.file_held(spending_id=held.pk, words={"night:self": "마감이 늦어져 밤에 샀어요"}, **paid.who(paid.grantee))
    turn = FlagTurn.objects.get(flag__spending=done)
    assert (done.state, turn.kind, turn.text) == ("filed", "explained", "마감이 늦어져 밤에 샀어요")
    with pytest.raises(OutOfTurn):
        actions.file_held(spending_id=held.pk, words={}, **paid.who(paid.grantee))


def test_an_expense_without_anything_seen_is_filed_at_once(paid):
    assert filed(paid, ask=True).state == "filed"


def test_an_officer_decides_with_a_reason_and_only_once(paid):
    filed(paid, 600_000, payee_name="예시 상점")
    flag = Flag.objects.get(spending=filed(paid, 500_000, payee_name="(주)예시상점", day=date(2026, 3, 12)))
    assert flag.kind == "split"
    act = {"flag_id": flag.pk, "verdict": "cleared"}
    with pytest.raises(Refused, match="까닭"):
        actions.decide_flag(**act, why=" ", **paid.who(OFFICER))
    with pytest.raises(Forbidden):
        actions.decide_flag(**act, why="괜찮음", **paid.who(paid.grantee))
    with pytest.raises(Forbidden):
        actions.decide_flag(**act, why="괜찮음", **paid.who(AUDITOR))
    done = actions.decide_flag(**act, why="다른 물건임을 확인", **paid.who(OFFICER))
    assert (done.state, done.decided_by_name, done.turns.get().text) == ("cleared", OFFICER.name, "다른 물건임을 확인")
    with pytest.raises(OutOfTurn):
        actions.decide_flag(**act, why="다시", **paid.who(OFFICER))


def test_what_is_cleared_for_good_is_cleared_on_both_sides_and_never_raised_again(paid, another):
    first = filed(paid, 440_000, invoice_number="20260310-1234-5678-9012")
    second = filed(another, 440_000, invoice_number="20260310-1234-5678-9012")
    another.tell()
    flag = Flag.objects.get(spending=second, mark=f"spending-{first.pk}")
    actions.decide_flag(flag_id=flag.pk, verdict="cleared", why="공동 구매", remembered=True, **another.who(OFFICER))
    assert not undecided().exists()
    with transaction.atomic():
        assert raise_found(findings_in(Spending.objects.all()), at=another.at) == []


def test_a_completion_goes_to_the_grantee_and_comes_back_with_a_paper(paid):
    spending = filed(paid, 1_200_000, kind="", kinds=USUAL)
    flag = Flag.objects.get(spending=spending, kind="quotes_missing")
    actions.decide_flag(flag_id=flag.pk, verdict="completion", why="견적서 두 부를 올려 주세요", **paid.who(OFFICER))
    assert [thing.title for thing in makers.waiting_for(OFFICER)] == ["집행 확인 1건"]
    papers = makers.papers("quotation", "quotation")
    actions.explain_flag(flag_id=flag.pk, text="빠뜨려서 올립니다", papers=papers, **paid.who(paid.grantee))
    flag.refresh_from_db()
    assert (flag.state, spending.evidence.filter(kind="quotation").count()) == ("open", 2)
    assert "확인할 점 1건" in [thing.title for thing in makers.waiting_for(OFFICER)]
    assert findings_in(Spending.objects.all()) == []


def test_a_word_with_the_judgment_decides_what_waits(paid):
    spending = filed(paid, 1_200_000)
    actions.judge_spending(spending_id=spending.pk, accepted=True, clause="현장에서 확인함", **paid.who(FINANCE))
    assert Flag.objects.get(spending=spending).state == "cleared"


def test_accepted_without_a_word_the_flag_goes_on_waiting(paid):
    spending = filed(paid, 1_200_000)
    actions.judge_spending(spending_id=spending.pk, accepted=True, **paid.who(FINANCE))
    assert Flag.objects.get(spending=spending).state == "open"
    assert reasons_against_together(paid.agreement.spendings.all()) == [
        "판단하지 않은 확인할 점이 있는 집행이 1건 있어요. 한 건씩 판단해 주세요."
    ]


def test_a_month_is_not_looked_through_while_a_flag_waits(paid):
    spending = filed(paid, 1_200_000)
    actions.judge_spending(spending_id=spending.pk, accepted=True, **paid.who(FINANCE))
    closed = actions.close_month(agreement_id=paid.agreement.pk, month=date(2026, 3, 1), **paid.who(paid.grantee))
    with pytest.raises(Refused, match="확인할 점"):
        actions.accept_month(closed_id=closed.pk, **paid.who(FINANCE))


def test_a_withdrawn_expense_takes_its_flags_along(paid):
    filed(paid, 600_000, payee_name="예시 상점")
    second = filed(paid, 500_000, payee_name="예시 상점")
    assert undecided().count() == 2
    actions.withdraw_spending(spending_id=second.pk, **paid.who(paid.grantee))
    assert not undecided().exists()


def test_a_paper_that_came_after_the_judgment_opens_it_again(paid):
    spending = filed(paid, 1_200_000)
    actions.judge_spending(spending_id=spending.pk, accepted=True, **paid.who(FINANCE))
    flag = Flag.objects.get(spending=spending)
    actions.explain_flag(flag_id=flag.pk, text="견적서", papers=makers.papers("quotation"), **paid.who(paid.grantee))
    with transaction.atomic():
        weigh_everything(at=paid.at)
    assert "paper_changed" in kinds_on(spending)


def test_people_paid_by_other_programs_are_asked_of_whoever_registered(paid, monkeypatch):
    monkeypatch.setattr(flags_world, "_people_sources", [])
    flags_world.register_people_source(lambda first, last: [PaidPerson("labor-1", "예시 김하나", 1980, (2026, 3), "2026-일자리-3")])
    papers = makers.papers("employment_contract", "payroll", "insurance", "withholding_report", "work_log", "transfer_confirmation")
    spending = filed(paid, 900_000, papers=papers, kind="labor", person_name="예시 김하나", person_birth_year=1980)
    assert kinds_on(spending) == ["paid_twice"]
    assert "2026-일자리-3" in Flag.objects.get(spending=spending).says


def test_the_own_share_behind_and_a_line_hardly_used_are_flags_of_the_agreement(paid):
    filed(paid, 30_000_000)
    paid.accepted(6_000_000, category="labor")
    with transaction.atomic():
        weigh_everything(at=makers.seoul(2026, 12, 10))
    whole = Flag.objects.filter(spending=None).order_by("kind").values_list("kind", "mark")
    assert list(whole) == [("own_share", "own"), ("underused", "labor")]


def test_what_was_seen_never_changes_and_a_word_stays(paid):
    filed(paid, 1_200_000)
    flag = Flag.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.filter(pk=flag.pk).update(says="다른 말")
    actions.decide_flag(flag_id=flag.pk, verdict="disallowed", why="견적 없음", **paid.who(OFFICER))
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.filter(pk=flag.pk).update(state="open")
    with pytest.raises(IntegrityError), transaction.atomic():
        FlagTurn.objects.all().update(text="다른 말")
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.all()._raw_delete(using="default")


def test_a_stranger_sees_no_flag_and_the_desk_sees_what_it_may(paid, another):
    filed(paid, 1_200_000)
    assert queries.waiting_flags(OFFICER).count() == 1
    assert queries.waiting_flags(another.grantee).count() == 0
    assert queries.waiting_flags(Actor(account_id=99, name="예시 손님")).count() == 0


def test_the_list_asks_as_often_for_five_hundred_rows_as_for_two(paid):
    filed(paid, 1_200_000)
    counts = []
    for more in (1, 498):
        _more_flags(paid, more)
        with CaptureQueriesContext(connection) as asked:
            rows = queries.shown_to_desk(queries.waiting_flags(OFFICER), OFFICER)
            assert all(row.about for row in rows)
        counts.append((len(rows), len(asked)))
    (few, first), (many, second) = counts
    assert (few, many) == (2, 500)
    assert first == second


def _more_flags(life, count):
    flag = Flag.objects.order_by("pk").first()
    kept = {"agreement_id": flag.agreement_id, "spending_id": flag.spending_id, "kind": flag.kind, "says": flag.says, "raised_at": life.at}
    Flag.objects.bulk_create(Flag(mark=f"row-{count}-{n}", pair=f"0:row-{count}-{n}", **kept) for n in range(count))


def test_entry_time_verbs_find_what_looking_at_everything_finds(paid, another):
    """One after another, on two agreements, with a worker in between; then all at once."""
    number = {"invoice_number": "20260310-1234-5678-9012"}
    card = {"kind": "card", "kinds": CARD}
    filed(paid, 410_000, **number)
    filed(another, 420_000, **number)
    for day, amount in ((11, 400_000), (13, 380_000), (12, 390_000), (30, 395_000)):
        filed(paid, amount, day=date(2026, 3, day), payee_name="예시 나눔 상점")
    same = makers.papers(*USUAL, content="겹침")
    filed(paid, papers=same)
    filed(another, papers=makers.papers(*USUAL, content="겹침"))
    for life, hour in ((paid, 3), (another, 12)):
        filed(life, 50_000, used_at=time(hour), day=date(2026, 3, 14), **card)
    for life in (paid, another):
        person = {"person_name": "예시 강사", "person_birth_year": 1970, "payee_name": "예시 강사"}
        filed(life, 300_000, kinds=LECTURE, kind="lecture", withholding="other", day=date(2026, 3, 20), **person)
    filed(another, 970_000)
    paid.tell()
    raised = set(Flag.objects.values_list("spending_id", "kind", "mark", "other_id"))
    found = {(one.pk, str(one.kind), one.mark, one.other) for one in findings_in(Spending.objects.all())}
    assert raised == found
    assert {kind for _, kind, _, _ in raised} == {"same_invoice", "split", "same_file", "night", "holiday", "paid_twice", "just_below"}


def test_the_grantee_is_asked_before_saving_and_says_why(paid):
    data = {"category": "program", "source": "grant", "kind": "card", "amount": "50,000", "spent_on": "2026-03-14", "vat": "none"}
    data |= {"payee_name": "예시 상점", "memo": "예시 재료", "used_at": "13:10"}
    files = {f"paper_{kind}": makers.pdf() for kind in CARD}
    answer = ask(paid, "grants:expense-new", paid.agreement.pk, by=paid.grantee, data={**data, **files})
    held = Spending.objects.get()
    assert (answer.status_code, held.state) == (302, "draft")
    place = ("grants:expense-confirm", paid.agreement.pk, held.pk)
    assert "쉬는 날(2026.3.14. 토요일)에 카드를 썼어요" in words(ask(paid, *place, by=paid.grantee))
    assert "까닭 적고 올리기" in words(ask(paid, "grants:expenses", paid.agreement.pk, by=paid.grantee))
    refused = ask(paid, *place, by=paid.grantee, data={"word_1": " "})
    assert refused.status_code == 422
    assert ask(paid, *place, by=paid.grantee, data={"word_1": "장터 준비"}).status_code == 302
    assert "장터 준비" in words(ask(paid, "grants:expenses", paid.agreement.pk, by=paid.grantee))
    with pytest.raises(Http404):
        ask(paid, *place, by=paid.grantee)


def test_the_grantee_explains_and_the_desk_decides_on_their_pages(paid, another):
    spending = filed(paid, 1_200_000)
    flag = Flag.objects.get(spending=spending)
    assert "설명 보내기" in words(ask(paid, "grants:flags", paid.agreement.pk, by=paid.grantee))
    place = ("grants:flag-explain", paid.agreement.pk, flag.pk)
    assert ask(paid, *place, by=paid.grantee, data={"text": ""}).status_code == 422
    assert (
        ask(paid, *place, by=paid.grantee, data={"text": "곧 올릴게요", "paper_kind": "quotation", "paper": makers.pdf()}).status_code
        == 302
    )
    for name, args in (("grants:flags", (paid.agreement.pk,)), ("grants:expenses", (paid.agreement.pk,))):
        with pytest.raises(Http404):
            ask(paid, name, *args, by=another.grantee)
    listed = words(ask(paid, "grants:desk-flags", by=OFFICER))
    assert "곧 올릴게요" in listed
    assert "확인할 점 1건" in listed
    assert "견적서 부족" in words(ask(paid, "grants:desk-flag", flag.pk, by=AUDITOR))
    with pytest.raises(Forbidden):
        ask(paid, "grants:desk-flag", flag.pk, by=AUDITOR, data={"verdict": "cleared", "why": "봤음"})
    assert ask(paid, "grants:desk-flag", flag.pk, by=OFFICER, data={"verdict": "cleared"}).status_code == 422
    assert ask(paid, "grants:desk-flag", flag.pk, by=OFFICER, data={"verdict": "disallowed", "why": "견적 한 부"}).status_code == 302
    grant = words(ask(paid, "grants:desk-grant", paid.agreement.pk, by=OFFICER))
    assert "불인정으로 판단" in grant
    assert "견적 한 부" in grant


def test_another_partys_page_names_neither_payee_nor_amount(paid, another):
    filed(paid, 440_000, invoice_number="20260310-1234-5678-9012", payee_name="예시 공개 가게")
    filed(another, 330_000, invoice_number="20260310-1234-5678-9012", payee_name="비밀 예시 가게")
    another.tell()
    for name in ("grants:expenses", "grants:flags"):
        page = words(ask(paid, name, paid.agreement.pk, by=paid.grantee))
        assert another.agreement.number in page
        assert [word for word in ("비밀 예시 가게", "330,000원", f"{another.case.party.name}<") if word in page] == []
