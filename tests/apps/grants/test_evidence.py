"""Which papers an expense wants, by its kind and amount."""

from datetime import date

import pytest

from dure.apps.grants import actions
from dure.apps.grants.actions.evidence import Reused
from dure.apps.grants.actions.spendings import Bill
from dure.apps.grants.queries.weighing import THRESHOLDS
from dure.apps.grants.rules.evidence import missing_papers, wanted_papers
from dure.apps.grants.rules.kinds import kind_of, payment_kinds
from dure.apps.grants.words import EvidenceKind, Withholding
from dure.kernel.errors import OutOfTurn, Refused
from tests.apps.grants import makers
from tests.apps.grants.makers import FINANCE, NOON

BOUNDS = {"quotes_from": 1_000_000, "contract_papers_from": 5_000_000}


def test_the_kinds_name_only_papers_and_thresholds_there_are_and_use_every_paper():
    kinds = payment_kinds().values()
    named = {paper for kind in kinds for paper in (*kind.papers, *kind.taxed, *(one for step in kind.steps for one in step.papers))}
    assert named == set(EvidenceKind.values)
    assert {step.rate for kind in kinds for step in kind.steps} == set(THRESHOLDS)
    assert {way for kind in kinds for way in kind.withholding} <= set(Withholding.values)


@pytest.mark.parametrize(("amount", "copies"), [(999_999, 0), (1_000_000, 2)])
def test_two_quotes_are_wanted_from_the_threshold(amount, copies):
    wanted = wanted_papers(kind_of("goods"), amount=amount, taxed=False, thresholds=BOUNDS)
    assert sum(paper.copies for paper in wanted if paper.kind == "quotation") == copies


def test_one_quote_of_two_is_missing_by_name():
    wanted = wanted_papers(kind_of("goods"), amount=1_000_000, taxed=False, thresholds=BOUNDS)
    held = ["payment_voucher", "tax_invoice", "transfer_confirmation", "acceptance_record", "quotation"]
    assert missing_papers(wanted, held) == ["견적서 2부"]
    assert missing_papers(wanted, [*held, "quotation"]) == []


def test_a_definitions_own_list_wins():
    wanted = wanted_papers(kind_of("contract"), amount=9_000_000, taxed=False, thresholds=BOUNDS, own=("minutes",))
    assert [paper.kind for paper in wanted] == ["minutes"]


@pytest.fixture
def paid(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


LECTURE = ("lecture_confirmation", "resume", "transfer_confirmation", "bankbook_copy", "attendance_roster")


def lecture(fee: int, **more):
    fields = {"kind": "lecture", "withholding": "other", "person_name": "예시 강사", "person_birth_year": 1975, **more}
    return Bill("program", "grant", fee, NOON.date(), "예시 강사", "예시 강의", **fields)


def filed(life, bill, *kinds, **more):
    return actions.file_spending(agreement_id=life.agreement.pk, bill=bill, papers=makers.papers(*kinds), **more, **life.who(life.grantee))


def test_a_lecture_fee_keeps_its_taxes_and_wants_the_receipt_only_if_tax_was_withheld(paid):
    small = filed(paid, lecture(125_000), *LECTURE)
    assert (small.income_tax, small.local_tax, small.transferred) == (0, 0, 125_000)
    with pytest.raises(Refused, match="원천징수영수증"):
        filed(paid, lecture(300_000), *LECTURE)
    large = filed(paid, lecture(300_000), *LECTURE, "withholding_receipt")
    assert (large.income_tax, large.local_tax, large.transferred) == (24_000, 2_400, 273_600)


def test_a_lecture_asks_how_tax_was_withheld_and_whom_it_paid(paid):
    with pytest.raises(Refused) as refused:
        filed(paid, lecture(300_000, withholding="", person_name=""), *LECTURE)
    assert any("원천징수 방법" in reason for reason in refused.value.reasons)
    assert any("받은 사람" in reason for reason in refused.value.reasons)


def test_a_resident_number_is_refused_wherever_it_is_typed(paid):
    with pytest.raises(Refused, match="주민등록번호"):
        filed(paid, lecture(100_000, person_name="예시 750101-1234567"), *LECTURE)


def test_goods_of_a_million_want_two_quotes_and_papers_may_be_used_again(paid):
    base = ("payment_voucher", "tax_invoice", "transfer_confirmation", "acceptance_record")
    goods = Bill("program", "grant", 1_000_000, NOON.date(), "(주) 예시 상점", "예시 의자", kind="goods")
    with pytest.raises(Refused, match="견적서 2부"):
        filed(paid, goods, *base, "quotation")
    first = filed(paid, goods, *base, "quotation", "quotation")
    assert first.payee_key == "예시상점"
    held = [(paper.kind, paper.pk) for paper in first.evidence.filter(kind="quotation")]
    again = filed(paid, goods, *base, reused=Reused(earlier=tuple(held)))
    assert again.evidence.filter(reused=True).count() == 2


def test_a_grantee_that_gets_vat_back_charges_the_supply_amount(paid):
    actions.say_vat(agreement_id=paid.agreement.pk, taxable=True, **paid.who(paid.grantee))
    bill = Bill("program", "grant", 110_000, NOON.date(), "예시 상점", "예시 재료", has_vat=True)
    spending = filed(paid, bill, *makers.USUAL)
    assert (spending.amount, spending.vat, spending.vat_included, spending.transferred) == (100_000, 10_000, False, 110_000)
    actions.say_vat(agreement_id=paid.agreement.pk, taxable=False, **paid.who(paid.grantee))
    assert filed(paid, bill, *makers.USUAL).amount == 110_000


def test_what_was_written_down_counts_nowhere_until_it_is_filed_with_its_papers(paid):
    from dure.apps.grants.queries.agreements import left_in_budget

    bill = Bill("program", "grant", 50_000, NOON.date(), "예시 상점", "예시 종이", kind="card")
    (pk,) = actions.draft_spendings(agreement_id=paid.agreement.pk, bills=[bill], **paid.who(paid.grantee))
    assert left_in_budget(paid.agreement)["program", "grant"] == 30_000_000
    with pytest.raises(OutOfTurn):
        actions.judge_spending(spending_id=pk, accepted=True, **paid.who(FINANCE))
    with pytest.raises(Refused, match="증빙이 빠졌어요"):
        actions.complete_spending(spending_id=pk, bill=bill, papers=[], **paid.who(paid.grantee))
    papers = makers.papers("payment_voucher", "tax_invoice", "acceptance_record")
    done = actions.complete_spending(spending_id=pk, bill=bill, papers=papers, **paid.who(paid.grantee))
    assert (done.state, done.kind) == ("filed", "card")
    assert left_in_budget(paid.agreement)["program", "grant"] == 29_950_000


def test_several_are_refused_together_by_place(paid):
    good = Bill("program", "grant", 1_000, NOON.date(), "예시 상점", "예시")
    late = Bill("program", "grant", 1_000, date(2027, 3, 1), "예시 상점", "예시")
    with pytest.raises(Refused, match="2번째"):
        actions.draft_spendings(agreement_id=paid.agreement.pk, bills=[good, late], **paid.who(paid.grantee))


def test_an_iphone_photo_is_refused_with_what_to_do(paid):
    with pytest.raises(Refused, match="높은 호환성"):
        actions.file_spending(
            agreement_id=paid.agreement.pk,
            bill=Bill("program", "grant", 1_000, NOON.date(), "예시 상점", "예시"),
            papers=[(kind, makers.pdf("IMG_0001.HEIC")) for kind in makers.USUAL],
            **paid.who(paid.grantee),
        )
