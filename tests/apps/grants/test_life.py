"""One grant from its agreement to its showcase, by the verbs, with the ledger read to the won at each turn."""

import pytest

from dure.apps.cases.models import Case, StageRun
from dure.apps.grants import actions
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import papers_of, published_showcases, sums_of, totals_of_round
from dure.apps.money import actions as payments
from dure.apps.money import facade as money
from dure.apps.money.actions.payments import bound_now
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import events, files, invariants
from dure.platform.models import Letter
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, FINANCE, FREE_LIFE, OFFICER, SECOND_APPROVER, YEAR


def broken():
    """Every invariant of money and grants that does not hold."""
    return {invariant.code: found for invariant, found in invariants.run() if invariant.code[:2] in {"I4", "I5", "I6"} and found}


def states(life):
    return dict(StageRun.objects.filter(case=life.case).order_by("order").values_list("stage_key", "state"))


def test_a_grant_lives_its_whole_life_to_the_won(life):
    agreement = life.up_to_settlement()
    assert (sums_of(agreement).paid, sums_of(agreement).spent_grant, sums_of(agreement).spent_own) == (50_000_000, 46_000_000, 8_000_000)
    settlement = life.settlement_handed_in()
    confirmed = actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_345, **life.who(FINANCE))
    assert (confirmed.confirmed, confirmed.to_return) == (45_000_000, 5_012_345)
    sums = sums_of(agreement)
    assert (sums.unspent, sums.disallowed, sums.interest, sums.owed_back) == (4_000_000, 1_000_000, 12_345, 5_012_345)
    assert broken() == {}
    with pytest.raises(Refused, match="5,012,345원"):
        actions.close_settlement(settlement_id=settlement.pk, **life.who(FINANCE))
    for amount, reference in ((5_000_000, "반납-1"), (12_345, "반납-2")):
        actions.record_returned_money(
            settlement_id=settlement.pk, amount=amount, returned_on=life.at.date(), bank_reference=reference, **life.who(FINANCE)
        )
    actions.close_settlement(settlement_id=settlement.pk, **life.who(FINANCE))
    actions.write_showcase(
        agreement_id=agreement.pk, title="예시 성과", summary="예시로 한 일", figures=[("조합", "6곳")], **life.who(life.grantee)
    )
    actions.publish_showcase(agreement_id=agreement.pk, **life.who(OFFICER))
    life.tell()
    assert (sums_of(agreement).owed_back, sums_of(agreement).returned) == (0, 5_012_345)
    assert set(states(life).values()) == {"done"}
    assert (Case.objects.get(pk=life.case.pk).outcome, Agreement.objects.get(pk=agreement.pk).state) == ("ended", "ended")
    assert [showcase.title for showcase in published_showcases()] == ["예시 성과"]
    assert broken() == {}


def test_an_agreement_is_a_paper_whose_hash_both_sides_sign(life):
    agreement = life.signed()
    signed, offered = papers_of(agreement)
    assert (signed.purpose, offered.purpose, agreement.file_id) == ("signed_agreement", "agreement", offered.pk)
    assert files.open_bytes(signed).read(5) == b"%PDF-"
    assert (agreement.grantee_signed_by_id, agreement.center_signed_by_id) == (21, APPROVER.account_id)
    assert [(one.number, one.amount) for one in agreement.tranches.order_by("number")] == [(1, 35_000_000), (2, 15_000_000)]
    (line,) = money.line_sums(YEAR)
    assert (line.free, line.committed) == (50_000_000, 50_000_000)


def test_equal_agreements_make_equal_bytes(life):
    from dure.apps.grants import exports

    agreement = life.offered()
    text = exports.text_of(agreement)
    assert exports.agreement_paper(agreement, text, at=life.at) == exports.agreement_paper(agreement, text, at=life.at)
    assert exports.hash_of(text) == agreement.document_sha256


def test_a_paper_that_changed_after_it_was_read_is_not_signed(life):
    read = life.offered().document_sha256
    actions.take_back_agreement(agreement_id=life.agreement.pk, reason="예시: 날짜 고침", **life.who(OFFICER))
    life.case.own_money = 9_000_000
    again = life.offered()
    assert again.document_sha256 != read
    with pytest.raises(Refused, match="바뀌었어요"):
        actions.sign_as_grantee(agreement_id=again.pk, typed_name="예시 대표", seen=read, **life.who(life.grantee))


def test_a_signer_writes_their_own_name(life):
    agreement = life.offered()
    with pytest.raises(Refused, match="예시 대표"):
        actions.sign_as_grantee(agreement_id=agreement.pk, typed_name="다른 사람", seen=agreement.document_sha256, **life.who(life.grantee))


def test_only_a_representative_and_an_approver_sign(life):
    agreement = life.offered()
    own = {"agreement_id": agreement.pk, "seen": agreement.document_sha256}
    with pytest.raises(Forbidden):
        actions.sign_as_grantee(typed_name=OFFICER.name, **own, **life.who(OFFICER))
    actions.sign_as_grantee(typed_name="예시 대표", **own, **life.who(life.grantee))
    with pytest.raises(Forbidden):
        actions.sign_as_center(typed_name=OFFICER.name, **own, **life.who(OFFICER))


def test_a_line_without_money_lets_no_agreement_be_signed(db):
    makers.allotted(49_999_999)
    life = makers.life()
    with pytest.raises(Refused, match="49,999,999원"):
        life.signed()
    assert states(life)["agreement"] == "signed_by_grantee"


def test_a_tenancy_runs_to_its_agreement_without_money(db):
    life = makers.life(FREE_LIFE)
    agreement = life.signed()
    assert (agreement.amount, agreement.tranches.count(), money.Entry.objects.count()) == (0, 0, 0)
    assert (agreement.state, Case.objects.get(pk=life.case.pk).outcome) == ("signed", "ended")
    assert broken() == {}


def test_who_does_not_sign_gives_the_place_free(life):
    life.offered()
    actions.give_up_agreement(case_id=life.case.pk, reason="예시: 조직 사정", **life.who(OFFICER))
    assert (Agreement.objects.get(pk=life.agreement.pk).state, Case.objects.get(pk=life.case.pk).outcome) == ("cancelled", "withdrawn")


def test_nothing_is_asked_before_an_account_is_verified(life):
    life.signed()
    with pytest.raises(Refused, match="계좌"):
        life.ask(1)


def test_the_second_instalment_waits_for_the_accepted_interim_report(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    with pytest.raises(Refused, match="2차 사업비는 중간보고가 받아들여진 뒤에"):
        life.ask(2)
    report = life.reported("interim")
    with pytest.raises(Refused, match="중간보고"):
        life.ask(2)
    actions.accept_report(report_id=report.pk, **life.who(OFFICER))
    assert life.ask(2).amount == 15_000_000


def test_a_run_follows_its_payment_however_often_it_is_told(life):
    life.signed()
    life.with_payee()
    order = life.ask(1)
    payments.prepare_payment(order_id=order.pk, **life.who(OFFICER))
    life.tell()
    assert states(life)["disbursement-1"] == "prepared"
    events.Delivery.objects.update(done_at=None)
    life.tell()
    assert states(life)["disbursement-1"] == "prepared"


def test_a_returned_payment_may_be_asked_anew(life):
    life.signed()
    life.with_payee()
    order = life.ask(1)
    payments.return_payment(order_id=order.pk, reason="예시: 서류 확인", **life.who(FINANCE))
    again = life.ask(1)
    assert (again.pk != order.pk, states(life)["disbursement-1"]) == (True, "asked")
    life.tell()
    assert states(life)["disbursement-1"] == "asked"


def test_nobody_waits_for_the_worker_to_go_on(life):
    """The next stage's verb catches up with the payment by itself."""
    life.signed()
    life.with_payee()
    order = payments.prepare_payment(order_id=life.ask(1).pk, **life.who(OFFICER))
    order = payments.approve_payment(order_id=order.pk, seen=bound_now(order), **life.who(SECOND_APPROVER))
    payments.confirm_paid(order_id=order.pk, bank_reference="예시-1", paid_on=life.at.date(), **life.who(FINANCE))
    assert life.reported("interim").state == "handed_in"
    assert states(life)["disbursement-1"] == "done"


def test_a_confirmation_twice_is_one_payment(life):
    life.signed()
    life.with_payee()
    order = life.paid(1)
    again = payments.confirm_paid(order_id=order.pk, bank_reference=order.bank_reference, paid_on=order.paid_on, **life.who(FINANCE))
    assert again.entry_id == order.entry_id
    assert money.Entry.objects.filter(kind="pay").count() == 1
    assert totals_of_round(life.case.round_id).paid == 35_000_000


def test_a_returned_report_is_written_again(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    report = life.reported("interim")
    with pytest.raises(OutOfTurn):
        actions.save_report(agreement_id=life.agreement.pk, which="interim", section="work", data={}, version=1, **life.who(life.grantee))
    actions.return_report(report_id=report.pk, reason="예시: 숫자 확인", **life.who(OFFICER))
    own = {"agreement_id": life.agreement.pk, "which": "interim"}
    saved = actions.save_report(section="work", data={"done": "고침"}, version=1, **own, **life.who(life.grantee))
    assert (saved.version, saved.data) == (2, {"work": {"done": "고침"}})
    with pytest.raises(Refused, match="다른 사람"):
        actions.save_report(section="work", data={"done": "또"}, version=1, **own, **life.who(life.grantee))
    assert actions.hand_in_report(**own, **life.who(life.grantee)).state == "handed_in"


def test_a_report_with_an_empty_answer_is_not_handed_in(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    with pytest.raises(Refused, match="추진 내용: '한 일'에 답을"):
        actions.hand_in_report(agreement_id=life.agreement.pk, which="interim", **life.who(life.grantee))


def test_letters_tell_each_side_once(life, django_user_model):
    account = django_user_model.objects.create_user("grantee@example.org", name="예시 대표")
    life.case.party.members.create(account=account, role="representative", since=makers.NOON)
    life.signed()
    life.tell()
    life.tell()
    told = Letter.objects.order_by("id").values_list("subject", flat=True)
    assert list(told) == ["[예시 협동화 지원] 협약서에 서명해 주세요", "[예시 협동화 지원] 협약을 맺었습니다"]
