"""Asking for an instalment. From there on the payment has hands of its own, in money."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.grants import access
from dure.apps.grants.actions import promises
from dure.apps.grants.actions.following import follow_payments
from dure.apps.grants.actions.locking import locked_agreement, refuse_if, remember, tell
from dure.apps.grants.models import Tranche, TranchePaper
from dure.apps.grants.queries.agreements import CONTRACT_PRICE, is_a_price, ledger_key, room_for_files, tranche_key
from dure.apps.grants.queries.gates import missing_before, term_of
from dure.apps.grants.words import DutyWay
from dure.apps.money import facade as money
from dure.kernel.errors import Refused
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def ask_tranche(*, agreement_id: int, number: int, by: Actor, at: datetime, key: Key = NO_KEY) -> money.PaymentOrder:
    """The grantee asks for an instalment; whatever still stands before it is named. The center then prepares the payment."""
    agreement = locked_agreement(agreement_id)
    access.may_ask(by, agreement).or_refuse()
    tranche = Tranche.objects.get(agreement=agreement, number=number)
    refuse_if(missing_before(agreement, tranche, at))
    follow_payments(agreement)
    run = cases.run_of(agreement.case_id, "disbursement", turn=number)
    if run.state != "asked":
        cases.move(run, "ask", by=by, at=at)
    order = money.ask_payment(
        subject_key=tranche_key(tranche),
        agreement_key=ledger_key(agreement),
        party_id=agreement.case.party_id,
        amount=tranche.amount,
        by=by,
        at=at,
        title=f"{agreement.case.round.program.title} {number}차 교부",
        case_id=agreement.case_id,
        payer_id=agreement.case.round.operator_id,
        spent_as=CONTRACT_PRICE if is_a_price(agreement) else "",
    )
    promises.meet_by(agreement.pk, DutyWay.TRANCHE, which=str(number), at=at)
    remember(order, "ask_tranche", agreement, by=by, at=at, detail={"number": number, "amount": tranche.amount})
    tell("disbursement_asked", order, agreement, at=at, number=number, amount=tranche.amount)
    return order


@verb
def hand_in_tranche_paper(
    *, agreement_id: int, number: int, name: str, upload: files.Upload, by: Actor, at: datetime, key: Key = NO_KEY
) -> TranchePaper:
    """The grantee hands in a paper that the instalment asks for, under the name the definition gives it; a newer one takes its place."""
    agreement = locked_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    tranche = Tranche.objects.get(agreement=agreement, number=number)
    if name not in term_of(agreement, tranche).papers:
        raise Refused(_("이 차수에서 받는 서류가 아니에요. 화면을 새로 고쳐 확인해 주세요."))
    paper = TranchePaper.objects.create(tranche=tranche, agreement=agreement, name=name, at=at, by_id=by.account_id or 0, by_name=by.name)
    room = room_for_files(agreement)
    paper.file = files.receive(upload, owner=paper, purpose="tranche_paper", by=by, at=at, room_left=room, retention_class="subsidy")
    paper.save(update_fields=["file"])
    remember(paper, "hand_in_tranche_paper", agreement, by=by, at=at, detail={"number": number, "name": name})
    return paper
