"""Months are closed, looked through and opened again."""

from datetime import date

import pytest

from dure.apps.grants import actions
from dure.apps.grants.queries.months import months_of, withheld_in
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from tests.apps.grants.makers import FINANCE, NOON, OFFICER
from tests.apps.grants.test_importing import FIRST, kept

MARCH = date(2026, 3, 1)


@pytest.fixture
def paid(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


def closed(life):
    return actions.close_month(agreement_id=life.agreement.pk, month=MARCH, **life.who(life.grantee))


def test_a_month_with_open_lines_is_not_closed(paid):
    kept(paid, FIRST)
    with pytest.raises(Refused, match="맞추지 않은 거래가 2건"):
        closed(paid)


def test_a_closed_month_takes_no_expense_and_gives_none_back_until_it_is_opened_with_a_reason(paid):
    spending = paid.spent(1_000)
    month = closed(paid)
    with pytest.raises(Refused, match="3월은 마감했어요"):
        paid.spent(1_000)
    with pytest.raises(OutOfTurn):
        actions.withdraw_spending(spending_id=spending.pk, **paid.who(paid.grantee))
    with pytest.raises(Refused, match="까닭"):
        actions.reopen_month(closed_id=month.pk, reason=" ", **paid.who(paid.grantee))
    actions.reopen_month(closed_id=month.pk, reason="예시 빠진 영수증", **paid.who(paid.grantee))
    paid.spent(1_000)
    assert closed(paid).pk == month.pk


def test_the_center_looks_through_a_month_item_by_item_and_it_stays(paid):
    spending = paid.spent(1_000)
    month = closed(paid)
    with pytest.raises(Refused, match="1건"):
        actions.accept_month(closed_id=month.pk, **paid.who(OFFICER))
    actions.judge_spending(spending_id=spending.pk, accepted=True, **paid.who(FINANCE))
    with pytest.raises(Forbidden):
        actions.accept_month(closed_id=month.pk, **paid.who(paid.grantee))
    actions.accept_month(closed_id=month.pk, **paid.who(OFFICER))
    (shown,) = months_of(paid.agreement, today=NOON.date())
    assert (shown.word, shown.spent, shown.count, shown.may_close) == ("확인 끝", 1_000, 1, False)
    with pytest.raises(Forbidden):
        actions.reopen_month(closed_id=month.pk, reason="예시", **paid.who(paid.grantee))


def test_the_list_of_withholding_has_every_fee_of_the_month(paid):
    from tests.apps.grants.test_evidence import LECTURE, filed, lecture

    filed(paid, lecture(333_333), *LECTURE, "withholding_receipt")
    paid.spent(1_000)
    ((day, person, born, way, *sums, _memo),) = withheld_in(paid.agreement, MARCH)
    assert (day, person, born, way, sums) == ("2026-03-10", "예시 강사", 1975, "기타소득 8.8%", [333_333, 26_660, 2_660, 304_013])
    assert withheld_in(paid.agreement, date(2026, 4, 1)) == []
