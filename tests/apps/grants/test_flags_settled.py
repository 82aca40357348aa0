"""No settlement is confirmed while something that was seen waits for a decision; everybody who settles is shown what waits."""

import pytest

from dure.apps.grants import actions
from dure.apps.grants.actions import settlements
from dure.apps.grants.models import Flag, Verification
from dure.apps.grants.queries.flags import undecided
from dure.apps.grants.queries.settlements import figures_of
from dure.kernel.errors import Refused
from dure.platform.actor import Actor
from tests.apps.grants import makers
from tests.apps.grants.makers import FINANCE, OFFICER
from tests.apps.grants.test_pages import ask, words


def handed_in(life, *, note="", interest=0):
    """Handed in, and nothing decided yet."""
    statement = makers.pdf("통장.pdf")
    return actions.hand_in_settlement(
        agreement_id=life.agreement.pk, interest=interest, note=note, statement=statement, **life.who(life.grantee)
    )


def confirm(life, settlement):
    seen = figures_of(life.agreement, interest=settlement.interest).to_return
    return actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=seen, **life.who(FINANCE))


@pytest.fixture
def waiting(life):
    """Two expenses without their quotes, accepted without a word, and the settlement handed in."""
    life.signed()
    life.with_payee()
    life.paid(1)
    life.report_accepted("interim")
    life.paid(2)
    for amount, source, category in ((20_000_000, "grant", "labor"), (28_000_000, "grant", "program"), (9_000_000, "own", "program")):
        spent = life.spent(amount, source, category)
        actions.judge_spending(spending_id=spent.pk, accepted=True, **life.who(FINANCE))
    life.report_accepted("final")
    return life, handed_in(life)


def test_the_officer_is_told_how_many_wait_and_where(waiting):
    life, settlement = waiting
    with pytest.raises(Refused) as refused:
        confirm(life, settlement)
    (reason,) = refused.value.reasons
    assert reason.startswith("판단하지 않은 확인할 점이 2건 있어요: ")
    assert "2026.3.10. 예시 상점 28,000,000원(견적서 부족)" in reason
    settlement.refresh_from_db()
    assert settlement.state == "handed_in"


def test_it_is_confirmed_once_everything_is_decided_and_not_one_earlier(waiting):
    life, settlement = waiting
    first, second = undecided().filter(agreement=life.agreement).order_by("pk")
    actions.decide_flag(flag_id=first.pk, verdict="cleared", why="견적서를 따로 보았음", **life.who(OFFICER))
    actions.decide_flag(flag_id=second.pk, verdict="completion", why="견적서를 올려 주세요", **life.who(OFFICER))
    with pytest.raises(Refused, match="1건 있어요"):
        confirm(life, settlement)
    actions.decide_flag(flag_id=second.pk, verdict="cleared", why="견적서를 보았음", **life.who(OFFICER))
    assert confirm(life, settlement).state == "confirmed"


def test_without_the_check_it_would_be_confirmed(waiting, monkeypatch):
    """The control."""
    life, settlement = waiting
    monkeypatch.setattr(settlements, "reasons_against_confirming", lambda agreement: [])
    assert confirm(life, settlement).state == "confirmed"


def test_the_pages_of_the_settlement_list_what_waits_with_links(waiting):
    life, _settlement = waiting
    flags = list(undecided().filter(agreement=life.agreement).order_by("pk"))
    mine = words(ask(life, "grants:settlement", life.agreement.pk, by=life.grantee))
    desk = words(ask(life, "grants:desk-grant", life.agreement.pk, by=FINANCE))
    assert [f'href="/my/grants/{life.agreement.pk}/flags/#flag-{flag.pk}"' in mine for flag in flags] == [True, True]
    assert [f'href="/desk/flags/{flag.pk}/"' in desk for flag in flags] == [True, True]
    assert "판단할 확인할 점 2건" in mine
    assert "판단할 확인할 점 2건" in desk


def test_the_accountant_is_shown_what_waits(waiting):
    life, settlement = waiting
    said = {"firm": "예시 회계법인", "firm_kind": "firm", "accountant_name": "예시 회계사", "accountant_email": "accountant@example.org"}
    ask(life, "grants:accountant", life.agreement.pk, by=life.grantee, data=said)
    verification = Verification.objects.get(settlement=settlement)
    accountant = Actor(account_id=verification.accountant_id, name="예시 회계사")
    shown = words(ask(life, "grants:verification", verification.pk, by=accountant))
    assert "판단할 확인할 점 2건" in shown
    assert "견적서가 두 부 있어야" in shown


def kinds_of_the_whole(life):
    return sorted(Flag.objects.filter(agreement=life.agreement, spending=None).values_list("kind", flat=True))


def test_a_line_of_which_little_was_spent_and_a_balance_without_a_reason_are_told_at_settlement(life):
    life.up_to_settlement(labor=20_000_000, program=10_000_000, own=4_000_000)
    handed_in(life)
    assert kinds_of_the_whole(life) == ["balance", "underused"]


def test_a_balance_with_its_reason_is_told_by_its_line_only(life):
    life.up_to_settlement(labor=20_000_000, program=10_000_000, own=4_000_000)
    handed_in(life, note="행사가 한 번 취소되어 남았습니다.")
    assert kinds_of_the_whole(life) == ["underused"]


def test_a_settlement_that_spent_what_was_planned_raises_nothing_of_the_whole(life):
    life.up_to_settlement()
    handed_in(life)
    assert kinds_of_the_whole(life) == []
