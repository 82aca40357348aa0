"""What the database refuses about spending, budgets, banks and months, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from dure.apps.grants import actions
from dure.apps.grants.models import BankAnswer, BankFile, BankLine, ClosedMonth, Spending, VatStanding
from tests.apps.grants.makers import NOON
from tests.apps.grants.test_importing import FIRST, kept
from tests.apps.grants.test_months import MARCH


@pytest.fixture
def paid(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


def refused(change):
    with pytest.raises(Exception, match=r"never|once|undone|stays|keeps"), transaction.atomic():
        change()


def test_bank_lines_and_their_files_stand_and_an_answer_is_only_undone(paid):
    spending = paid.spent(35_000)
    kept(paid, FIRST)
    refused(lambda: BankLine.objects.update(amount=1))
    refused(lambda: BankLine.objects.filter(incoming=True).delete())
    refused(lambda: BankFile.objects.update(name="다른 파일"))
    refused(lambda: BankAnswer.objects.update(why="다른 까닭"))
    actions.withdraw_spending(spending_id=spending.pk, **paid.who(paid.grantee))
    refused(lambda: BankAnswer.objects.update(undone_at=None))


def test_a_filed_expense_keeps_its_taxes_and_never_becomes_a_draft_again(paid):
    spending = paid.spent(1_000)
    mine = Spending.objects.filter(pk=spending.pk)
    for change in ({"vat": 1}, {"kind": "card"}, {"state": "draft"}, {"person_name": "예시"}):
        refused(lambda change=change: mine.update(**change))


def test_a_month_and_a_word_on_vat_stay(paid):
    actions.close_month(agreement_id=paid.agreement.pk, month=MARCH, **paid.who(paid.grantee))
    actions.say_vat(agreement_id=paid.agreement.pk, taxable=True, **paid.who(paid.grantee))
    refused(lambda: ClosedMonth.objects.update(month=MARCH.replace(month=4)))
    refused(lambda: ClosedMonth.objects.all().delete())
    refused(lambda: VatStanding.objects.update(taxable=False))


LIES = (
    {"withholding": "", "income_tax": 10},
    {"vat": -1},
    {"category": "", "state": "filed"},
)


@pytest.mark.parametrize("lie", LIES)
def test_a_half_truth_about_an_expense_is_not_stored(paid, lie):
    fields = {
        "category": "program",
        "source": "grant",
        "amount": 1,
        "spent_on": NOON.date(),
        "payee_name": "예시",
        "memo": "예시",
        "filed_at": NOON,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Spending.objects.create(agreement=paid.agreement, **{**fields, **lie})


def test_nobody_accepts_the_month_they_closed(paid):
    month = actions.close_month(agreement_id=paid.agreement.pk, month=MARCH, **paid.who(paid.grantee))
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosedMonth.objects.filter(pk=month.pk).update(state="accepted", accepted_at=NOON, accepted_by_id=month.closed_by_id)
