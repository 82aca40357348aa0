"""What waits in money is told once: the money desk and the to-do list say the same; and an agreement's money stands on one screen."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from dure.apps.grants import actions
from dure.apps.grants.models import AuditItem, BudgetVersion, ClosedMonth, Spending
from dure.apps.money import actions as payments
from dure.desks.money import making
from dure.desks.money.queries import agreement as agreements
from dure.desks.money.queries import waiting as lines
from dure.desks.staff.queries import duties_of
from dure.kernel.errors import Forbidden
from dure.platform.actor import Role
from dure.platform.models import JournalLine
from dure.platform.verbs import Key
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, AUDITOR, FINANCE, OFFICER
from tests.apps.people import makers as people

pytestmark = pytest.mark.django_db


class NoMessages(BaseStorage):
    """A page that tells nothing in passing."""

    def _get(self, *_args, **_kwargs):
        return [], True

    def _store(self, *_args, **_kwargs):
        return []


def ask(life, name, *args, by, data=None, query=""):
    """The page's answer to somebody, at the life's moment."""
    path = reverse(f"money_desk:{name}", args=args)
    factory = RequestFactory()
    request = factory.get(path + query) if data is None else factory.post(path, data)
    request.actor, request.at, request.key, request.session = by, life.at, Key(""), {}
    request._messages = NoMessages(request)
    found = resolve(path)
    try:
        return found.func(request, *found.args, **found.kwargs)
    finally:
        request.close()


def words(response):
    return response.content.decode()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path
    settings.DURE_SCANNER = "off"


@pytest.fixture
def paid():
    """Paid once; one expense accepted, one waits; the second account waits to be verified."""
    people.center()
    life = makers.life()
    life.signed()
    life.with_payee()
    life.paid(1)
    life.accepted(1_000_000)
    life.spent(90_000)
    return life


def titles(actor, at):
    return [duty.title for _sort, found in lines.sorts(actor, at) for duty in found]


@pytest.mark.parametrize("by", [OFFICER, FINANCE, APPROVER])
def test_the_money_desk_and_the_to_do_list_say_the_same(paid, by):
    paid.report_accepted("interim")
    paid.ask(2)
    desk = lines.duties(by, paid.at)
    to_do = [duty for group in duties_of(by, paid.at).values() for duty in group]
    assert all(duty in to_do for duty in desk)
    assert bool(desk) == (by != APPROVER)


def test_each_hand_sees_the_step_that_is_its_own(paid):
    paid.report_accepted("interim")
    order = paid.ask(2)
    assert "지급 준비: 15,000,000원" in titles(FINANCE, paid.at)
    payments.prepare_payment(order_id=order.pk, **paid.who(OFFICER))
    assert "지급 준비: 15,000,000원" not in titles(FINANCE, paid.at)
    assert titles(APPROVER, paid.at) == ["지급 결재: 15,000,000원"]


def test_an_account_waits_for_a_second_person(paid):
    payments.propose_payee(
        party_id=paid.case.party_id, bank_code="088", holder_name="예시", account_number="999-888-777666", **paid.who(paid.grantee)
    )
    assert "계좌 확인" in titles(FINANCE, paid.at)
    assert "계좌 확인" not in titles(APPROVER, paid.at)
    assert "777666" not in str(lines.sorts(FINANCE, paid.at))


def test_a_budget_change_a_closed_month_and_an_expense_are_lines_of_their_own(paid):
    at, agreement = paid.at, paid.agreement
    BudgetVersion.objects.create(agreement=agreement, number=1, why="예시", asked_at=at, asked_by_id=21)
    ClosedMonth.objects.create(agreement=agreement, month=at.date().replace(day=1), closed_at=at, closed_by_id=21)
    found = titles(OFFICER, at)
    assert {"집행 확인 1건", "예산 변경 승인", "마감한 달 확인"} <= set(found)
    assert titles(AUDITOR, at) == []


def test_the_list_asks_as_often_for_five_as_for_two(paid):
    """Two are the fewest that look alike: from then on the list has the same sorts of work, expenses and what looks wrong with them."""
    asked = []
    for count in (2, 5):
        while Spending.objects.filter(state="filed").count() < count:
            other = makers.Life(makers.case_in(paid.case.round, grant=1_000_000, own=0), at=paid.at)
            other.signed()
            other.with_payee()
            other.spent(1_000)
        with CaptureQueriesContext(connection) as queries:
            found = titles(OFFICER, paid.at)
        asked.append(len(queries))
    assert found.count("집행 확인 1건") == 5
    assert asked[0] == asked[1]


def test_a_finding_waits_for_the_officer_and_its_answer_for_the_auditor(paid):
    item = improper(paid)
    assert "감사 지적에 답하기" in titles(OFFICER, paid.at)
    answered = ask(paid, "finding", item.pk, by=OFFICER, data={"text": "돌려받겠어요."})
    assert answered.status_code == HTTPStatus.FOUND
    assert "감사 지적에 답하기" not in titles(OFFICER, paid.at)
    assert titles(AUDITOR, paid.at) == ["지적의 답 보기"]
    assert "돌려받겠어요." in words(ask(paid, "audit-item", item.audit_id, item.pk, by=AUDITOR))


def improper(life) -> AuditItem:
    audit = actions.draw_audit(year=makers.YEAR, program_id=None, method="largest", size=1, seed="예시", **life.who(AUDITOR))
    item = audit.items.get()
    said = {"verdict": "improper", "note": "견적서가 하나예요.", "clause": "협약 제5조", "error": 100_000}
    return actions.judge_audit_item(item_id=item.pk, **said, **life.who(AUDITOR))


def test_an_agreement_stands_on_one_screen_and_each_figure_has_its_entry(paid):
    whole = agreements.whole_of(paid.agreement)
    assert [figure.amount for figure in whole.figures[:4]] == [50_000_000, 35_000_000, 1_000_000, 34_000_000]
    assert [hand.what for hand in whole.payments[0].hands] == ["신청", "준비", "결재", "지급 확인"]
    row = next(row for row in whole.categories if (row.title, row.source) == ("사업비", "보조금"))
    assert (row.planned, row.spent, row.filed, row.left) == (30_000_000, 1_000_000, 90_000, 28_910_000)
    said = words(ask(paid, "agreement", paid.agreement.pk, by=FINANCE))
    assert reverse("money:entry", args=[whole.payments[0].order.entry_id]) in said
    assert "인쇄용으로 보기" not in words(ask(paid, "agreement", paid.agreement.pk, by=FINANCE, query="?print=1"))


def test_a_settlement_stands_on_the_same_screen(paid):
    paid.report_accepted("interim")
    paid.paid(2)
    paid.report_accepted("final")
    actions.judge_spending(spending_id=Spending.objects.get(state="filed").pk, accepted=True, **paid.who(FINANCE))
    settlement = paid.settlement_handed_in()
    whole = agreements.whole_of(paid.agreement)
    assert whole.settlement == settlement
    assert dict(whole.settlement_rows)["상태"] == "확인 중"


PAGES = (
    ("audit", lambda life: ()),
    ("audit-program", lambda life: (makers.YEAR, life.case.round.program_id)),
    ("audit-agreement", lambda life: (life.agreement.pk,)),
    ("audit-journal", lambda life: (life.agreement.pk,)),
    ("audit-expense", lambda life: (Spending.objects.order_by("pk")[0].pk,)),
    ("audit-samples", lambda life: ()),
    ("audit-exports", lambda life: ()),
)


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_the_auditor_reads_everything_and_nobody_else_sees_the_audit(paid, name, args):
    assert ask(paid, name, *args(paid), by=AUDITOR).status_code == HTTPStatus.OK
    for other in (OFFICER, FINANCE, APPROVER, paid.grantee):
        with pytest.raises(Forbidden):
            ask(paid, name, *args(paid), by=other)


def test_a_paper_is_handed_out_only_after_it_was_written_down(paid):
    spending = Spending.objects.order_by("pk")[0]
    paper = spending.evidence.order_by("pk")[0]
    answer = ask(paid, "audit-evidence", spending.pk, paper.pk, by=AUDITOR, data={})
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert JournalLine.objects.filter(verb="view_evidence", subject_id=spending.pk).count() == 1


def test_what_was_typed_stays_when_a_sample_cannot_be_drawn(paid):
    data = {"year": str(makers.YEAR), "method": "random", "size": "9", "seed": "내 시드", "program": ""}
    answer = ask(paid, "audit-samples", by=AUDITOR, data=data)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "내 시드" in words(answer)
    assert ask(paid, "audit-samples", by=AUDITOR, data=data | {"size": "1"}).status_code == HTTPStatus.FOUND


def test_the_papers_of_an_audit_come_as_pdf_and_hwpx(paid):
    audit = improper(paid).audit
    assert ask(paid, "audit-sample", audit.pk, by=AUDITOR).status_code == HTTPStatus.OK
    assert ask(paid, "audit-pdf", audit.pk, by=AUDITOR).content.startswith(b"%PDF")
    assert ask(paid, "audit-hwpx", audit.pk, by=AUDITOR).content.startswith(b"PK")


def test_an_export_is_asked_for_with_a_reason_made_and_taken(paid):
    asked = {"year": str(makers.YEAR), "program": "", "reason": ""}
    assert ask(paid, "audit-exports", by=AUDITOR, data=asked).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ask(paid, "audit-exports", by=AUDITOR, data=asked | {"reason": "연 1회 감사"}).status_code == HTTPStatus.FOUND
    paid.at += timedelta(minutes=1)
    making.make_exports(paid.at)
    line = JournalLine.objects.get(verb="ask_export")
    answer = ask(paid, "audit-export-take", line.subject_id, by=AUDITOR, data={})
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert JournalLine.objects.filter(verb="take_export", reason="연 1회 감사").count() == 1


def test_the_auditor_finds_the_desk_on_the_rail():
    client = people.signed_in(people.seated(Role.AUDITOR), with_second_factor=True)
    said = client.get(reverse("money_desk:home")).content.decode()
    assert all(reverse(f"money_desk:{name}") in said for name in ("audit", "audit-samples", "audit-exports"))
