"""The budget desk, entries, fiscal years and requests as pages."""

from io import BytesIO

import pytest
from django.http import Http404
from python_calamine import CalamineWorkbook

from dure.apps.money import actions, facade
from dure.apps.money.models import CarryOver, Entry, FiscalYear, LineTransfer, Reversal
from dure.kernel.errors import Forbidden, Refused
from tests.apps.money import makers
from tests.apps.money.makers import AGREEMENT, APPROVER, AUDITOR, EVERYTHING, FINANCE, HOUSE, NOON, OFFICER, STRANGER, YEAR
from tests.apps.money.test_pages import ask, words


def test_the_desk_leads_from_a_line_to_an_entry_in_two_clicks(ledger):
    makers.paid()
    desk = words(ask("money:ledger", YEAR, by=AUDITOR))
    assert f'href="/desk/ledger/{YEAR}/growth/"' in desk
    assert "<svg" in desk
    entry = Entry.objects.get(kind="pay")
    assert f'href="/desk/ledger/entries/{entry.pk}/"' in words(ask("money:ledger-line", YEAR, "growth", by=AUDITOR))
    page = words(ask("money:entry", entry.pk, by=AUDITOR))
    assert "6,000,000원" in page
    assert f"/desk/ledger/agreements/{AGREEMENT}/" in page


def test_entries_of_an_agreement_are_filtered(ledger):
    makers.paid()
    page = words(ask("money:ledger-agreement", AGREEMENT, by=OFFICER))
    assert "협약" in page
    assert "기록 2건" in page
    with pytest.raises(Http404):
        ask("money:ledger-agreement", "agreement-404", by=OFFICER)


def test_the_list_asks_the_same_number_of_queries_for_one_entry_and_many(ledger, django_assert_num_queries):
    with django_assert_num_queries(7) as few:
        ask("money:ledger-line", YEAR, "growth", by=AUDITOR)
    for number in range(20):
        makers.paid(amount=1000, subject=f"t{number}")
    with django_assert_num_queries(len(few.captured_queries)):
        ask("money:ledger-line", YEAR, "growth", by=AUDITOR)


def test_finance_asks_a_reversal_and_another_person_approves(ledger):
    entry = Entry.objects.get(kind="allot")
    makers.party()
    facade.release(agreement_key=AGREEMENT, amount=10_000_000, by=HOUSE, at=NOON)
    assert ask("money:entry", entry.pk, by=FINANCE, data={"reason": " "}).status_code == 422
    ask("money:entry", entry.pk, by=FINANCE, data={"reason": "예시: 다른 항목에 배정함"})
    reversal = Reversal.objects.get()
    listing = words(ask("money:asks", YEAR, by=APPROVER))
    assert f"/desk/fiscal-years/asks/reversal/{reversal.pk}/approve/" in listing
    ask("money:ask-step", "reversal", reversal.pk, "approve", by=APPROVER, data={})
    opposite = Entry.objects.get(kind="reverse")
    assert opposite.reverses == entry
    assert f"/desk/ledger/entries/{opposite.pk}/" in words(ask("money:entry", entry.pk, by=AUDITOR))
    assert f"/desk/ledger/entries/{entry.pk}/" in words(ask("money:entry", opposite.pk, by=AUDITOR))


def test_what_another_act_stands_on_is_not_reversed_here(ledger):
    entry = makers.paid()
    with pytest.raises(Refused, match="은행"):
        actions.ask_reversal(entry_id=entry.pk, reason="예시", by=FINANCE, at=NOON)
    assert "반납으로 올려" in words(ask("money:entry", entry.pk, by=FINANCE))


def test_an_officer_does_not_ask_and_finance_does_not_decide(ledger):
    entry = Entry.objects.get(kind="allot")
    with pytest.raises(Forbidden):
        ask("money:entry", entry.pk, by=OFFICER, data={"reason": "예시"})
    reversal = actions.ask_reversal(entry_id=entry.pk, reason="예시", by=EVERYTHING, at=NOON)
    with pytest.raises(Forbidden):
        ask("money:ask-step", "reversal", reversal.pk, "approve", by=FINANCE, data={})
    assert ask("money:ask-step", "reversal", reversal.pk, "approve", by=EVERYTHING, data={}).status_code == 422


def test_a_year_is_closed_by_pages(ledger):
    ask("money:year", YEAR, by=FINANCE, data={"step": "begin"})
    refused = ask("money:year", YEAR, by=APPROVER, data={"step": "close"})
    assert refused.status_code == 422
    assert "10,000,000원을 아직 지급하지" in words(refused)
    ask("money:asks", YEAR, by=FINANCE, data={"what": "carry", "source": f"agreement {AGREEMENT}", "carry_reason": "예시"})
    ask("money:ask-step", "carry", CarryOver.objects.get().pk, "approve", by=APPROVER, data={})
    ask("money:year", YEAR, by=APPROVER, data={"step": "close"})
    assert FiscalYear.objects.get(year=YEAR).state == "closed"


def test_the_report_of_a_year_is_a_workbook(ledger):
    content = ask("money:year-xlsx", YEAR, by=AUDITOR).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[-1][:2] == ["합계", 30_000_000]


def test_a_transfer_is_asked_by_a_page(ledger):
    facade.allot(year=YEAR, line_key="two", title="둘", amount=1_000, subject_key="two", by=HOUSE, at=NOON)
    data = {"what": "transfer", "from_line": "growth", "to_line": "two", "amount": "1,000", "reason": "예시", "use": "labor"}
    ask("money:asks", YEAR, by=FINANCE, data=data)
    assert LineTransfer.objects.get().state == "asked"
    kept = ask("money:asks", YEAR, by=FINANCE, data={**data, "amount": "많이"})
    assert kept.status_code == 422
    assert "많이" in words(kept)


def test_a_stranger_sees_none_of_it(ledger):
    entry = Entry.objects.first()
    for name, args in (
        ("money:entry", (entry.pk,)),
        ("money:year", (YEAR,)),
        ("money:asks", (YEAR,)),
        ("money:ledger-agreement", (AGREEMENT,)),
    ):
        with pytest.raises(Forbidden):
            ask(name, *args, by=STRANGER)
