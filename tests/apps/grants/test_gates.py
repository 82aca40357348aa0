"""What stands before an instalment is named, each condition as the definition writes it."""

import pytest

from dure.apps.grants import actions
from dure.apps.grants.models import TranchePaper
from dure.apps.grants.rules.gates import Standing, gates_before
from dure.apps.money.facade import PaymentOrder
from dure.apps.money.sections import beside
from dure.apps.programs.facade import DisbursementTerm
from dure.kernel.errors import Refused
from tests.apps.grants import makers

OPEN = {"signed": True, "payee_ready": True}
SECOND = {"number": 2, "share_percent": 30}


def missing(term: DisbursementTerm, labels=(("interim", "중간보고"), ("final", "최종보고")), **now) -> list[str]:
    return [gate.missing for gate in gates_before(term, Standing(**{**OPEN, **now}), dict(labels)) if not gate.met]


def test_everything_that_stands_before_a_tranche_is_named():
    found = missing(DisbursementTerm(**SECOND, gate="interim"), signed=False, payee_ready=False)
    assert [sentence[:4] for sentence in found] == ["협약을 ", "사업비를", "2차 사"]


def test_a_gate_is_named_as_the_definition_names_it():
    assert missing(DisbursementTerm(**SECOND, gate="final")) == ["2차 사업비는 최종보고가 받아들여진 뒤에 신청할 수 있어요."]


def test_nothing_stands_before_a_tranche_whose_gate_is_open():
    assert missing(DisbursementTerm(**SECOND, gate="interim"), reports={"interim": True}) == []


@pytest.mark.parametrize(("spent", "met"), [(7_000_001, True), (7_000_000, True), (6_999_999, False), (0, False)])
def test_so_much_of_what_was_paid_before_is_spent(spent, met):
    term = DisbursementTerm(**SECOND, spent_percent=70)
    assert (missing(term, paid_before=10_000_000, spent_before=spent) == []) is met


def test_nothing_was_paid_before_the_first_instalment():
    assert missing(DisbursementTerm(number=1, share_percent=70, spent_percent=70)) == []


@pytest.mark.parametrize(("spent", "met"), [(500_001, True), (500_000, False)])
def test_a_share_of_the_own_money_is_spent_to_the_won(spent, met):
    term = DisbursementTerm(**SECOND, own_percent=50)
    assert (missing(term, own_promised=1_000_001, own_spent=spent) == []) is met


def test_courses_and_papers_are_asked_by_their_names():
    term = DisbursementTerm(**SECOND, trained="basic", papers=("이행보증보험증권",))
    assert missing(term) == ["기초교육을 마친 사람이 있어야 해요. 수료한 뒤에 신청해 주세요.", "이행보증보험증권을 올려 주세요."]
    assert missing(term, trained=1, papers={"이행보증보험증권"}) == []


BONDED = (
    makers.stage(1, "agreement", "협약"),
    makers.stage(2, "disbursement", "1차 교부", turn=1, share=60, papers=["이행보증보험증권"]),
    makers.stage(3, "disbursement", "2차 교부", turn=2, share=40, spent_percent=50, own_percent=10),
    makers.stage(4, "settlement", "정산"),
)


@pytest.fixture
def bonded(db):
    """A grant whose first instalment asks for a bond, and whose second asks that the first was spent."""
    found = makers.life(BONDED)
    found.signed()
    found.with_payee()
    return found


def test_an_instalment_waits_for_its_paper(bonded):
    with pytest.raises(Refused, match="이행보증보험증권을 올려 주세요"):
        bonded.ask(1)
    own = {"agreement_id": bonded.agreement.pk, "number": 1}
    with pytest.raises(Refused, match="받는 서류가 아니에요"):
        actions.hand_in_tranche_paper(name="다른 서류", upload=makers.pdf(), **own, **bonded.who(bonded.grantee))
    actions.hand_in_tranche_paper(name="이행보증보험증권", upload=makers.pdf(), **own, **bonded.who(bonded.grantee))
    assert bonded.ask(1).state == "asked"
    assert TranchePaper.objects.get().file.name == "예시.pdf"


def test_the_second_instalment_waits_until_the_first_is_spent(bonded):
    own = {"agreement_id": bonded.agreement.pk, "number": 1}
    actions.hand_in_tranche_paper(name="이행보증보험증권", upload=makers.pdf(), **own, **bonded.who(bonded.grantee))
    bonded.paid(1)
    with pytest.raises(Refused) as refused:
        bonded.ask(2)
    assert len(refused.value.reasons) == 2
    bonded.accepted(15_000_000)
    bonded.accepted(1_000_000, source="own")
    order = bonded.ask(2)
    said = {line.term: line for section in beside(PaymentOrder.objects.get(pk=order.pk), bonded.at) for line in section.lines}
    assert (said["앞 차수 집행"].word, said["자부담"].word, said["협약액"].value) == ("충족", "충족", "50,000,000원")
