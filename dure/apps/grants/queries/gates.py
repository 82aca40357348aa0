"""What stands before an instalment of an agreement, read from the ledger, the reports, the facts and the papers."""

from dataclasses import replace
from datetime import datetime

from dure.apps.grants.models import Agreement, Tranche, TranchePaper
from dure.apps.grants.queries.agreements import accepted_reports, ledger_key, sums_of, terms_of, tranche_key
from dure.apps.grants.queries.reimbursing import pays_per_expense
from dure.apps.grants.rules.gates import Gate, Standing, gates_before
from dure.apps.grants.words import AgreementState
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform import facts

PER_EXPENSE = (
    "이 사업은 증빙을 보고 지급해요. 집행과 증빙을 올리면 센터가 확인하고, 인정한 금액을 집행마다 계좌로 보내요. 차수로 신청하지 않아요."
)
USUAL_REPORTS = {"kickoff": "착수보고", "interim": "중간보고", "final": "결과보고"}


def term_of(agreement: Agreement, tranche: Tranche) -> programs.DisbursementTerm:
    """What the definition says of the instalment. One that an amendment laid waits for the report named there, and a new one for whatever
    else the last one of the definition waits for: nobody gets around a condition by splitting."""
    terms = terms_of(agreement).disbursements
    usual = programs.DisbursementTerm(number=tranche.number, share_percent=tranche.share_percent)
    if tranche.amended and terms:
        usual = replace(terms[-1], number=tranche.number, share_percent=tranche.share_percent)
    term = next((term for term in terms if term.number == tranche.number), usual)
    return replace(term, gate=tranche.gate) if tranche.amended else term


def gates_of(agreement: Agreement, tranche: Tranche, at: datetime) -> list[Gate]:
    """Every condition of the instalment, met or not."""
    labels = USUAL_REPORTS | {stage.which: stage.label for stage in terms_of(agreement).stages_of("report")}
    term = term_of(agreement, tranche)
    return gates_before(term, _standing(agreement, tranche, term, at), labels)


def missing_before(agreement: Agreement, tranche: Tranche, at: datetime) -> list[str]:
    """What is to be done before the instalment may be asked for; nothing when all is there."""
    if pays_per_expense(agreement):
        return [PER_EXPENSE]
    return [gate.missing for gate in gates_of(agreement, tranche, at) if not gate.met]


def _standing(agreement: Agreement, tranche: Tranche, term: programs.DisbursementTerm, at: datetime) -> Standing:
    sums = sums_of(agreement) if term.spent_percent or term.own_percent else money.AgreementSums()
    return Standing(
        signed=agreement.state == AgreementState.SIGNED,
        payee_ready=money.payee_of(agreement.case.party_id) is not None,
        reports=accepted_reports(agreement),
        paid_before=_paid_before(agreement, tranche) if term.spent_percent else 0,
        spent_before=sums.spent_grant,
        own_promised=agreement.own_money,
        own_spent=sums.spent_own,
        trained=_trained(agreement, term.trained, at) if term.trained else 0,
        papers=frozenset(paper.name for paper in papers_of(tranche)) if term.papers else frozenset(),
    )


def _paid_before(agreement: Agreement, tranche: Tranche) -> int:
    """What the instalments before this one brought; for one that was paid long ago later ones do not count."""
    earlier = {tranche_key(one) for one in agreement.tranches.filter(number__lt=tranche.number)}
    orders = money.orders_of_agreement(ledger_key(agreement))
    return sum(order.amount for order in orders if order.subject_key in earlier and order.state == money.OrderState.PAID)


def _trained(agreement: Agreement, course: str, at: datetime) -> int:
    found = facts.of_subjects("party", [agreement.case.party_id], seoul_date(at)).get(agreement.case.party_id, {})
    fact = found.get(f"trained:{course}")
    return int(fact.value) if fact else 0


def papers_of(tranche: Tranche) -> list[TranchePaper]:
    """The newest paper of each name."""
    newest: dict[str, TranchePaper] = {}
    for paper in tranche.papers.select_related("file").order_by("pk"):
        newest[paper.name] = paper
    return list(newest.values())
