"""Two tiers of money: an operator's agreement opens part two; what firms settled is the operator's own spending, typed by nobody again."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import ledger_key
from dure.apps.grants.queries.operating import passed_on, unsettled_firms
from dure.apps.grants.words import AgreementState
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.platform.actor import Actor
from dure.platform.verbs import part


def agreement_above(found: programs.Round) -> Agreement | None:
    """In an operator's round the operator's own agreement, where it passes money on; Refused while that is not in force."""
    if found.appointment is None or not found.appointment.ceiling:
        return None
    above = Agreement.objects.filter(case_id=found.appointment.case_id or 0).exclude(state=AgreementState.CANCELLED).first()
    if above is None or above.state != AgreementState.SIGNED:
        raise Refused(_("수행기관의 협약이 끝났거나 맺어지지 않아 참여기업과 협약할 수 없어요."))
    return above


def reasons_against_passing(agreement: Agreement) -> list[str]:
    """Only an operator passes money on, and never more than it is given."""
    if not (agreement.pass_through or agreement.firms_max):
        return []
    if not programs.part_after(agreement.case.round):
        return [_("참여기업을 따로 모집하지 않는 사업이에요. 다시 교부할 돈과 참여기업 수를 비워 주세요.")]
    if not 0 <= agreement.pass_through <= agreement.amount:
        return [_("참여기업에 다시 교부할 돈은 0원부터 지원금까지 적을 수 있어요.")]
    return []


@part
def appoint(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """Signing for part one appoints the operator of part two, and opens the mirror of what it may pass on."""
    following = programs.part_after(agreement.case.round)
    if not following:
        return
    case = agreement.case
    programs.appoint_operator(
        round_id=case.round_id,
        part_key=following,
        operator_id=case.party_id,
        case_id=case.pk,
        ceiling=agreement.pass_through,
        firms_max=agreement.firms_max,
        by=by,
        at=at,
    )
    if agreement.pass_through:
        title = f"{case.party.name} · {programs.part_title(case.round, following)}"[:160]
        money.pass_on(
            agreement_key=ledger_key(agreement), amount=agreement.pass_through, year=agreement.fiscal_year, title=title, by=by, at=at
        )


@part
def pass_on_otherwise(
    agreement: Agreement, amount: int, firms_max: int | None, *, subject_key: str, reason: str, by: Actor, at: datetime
) -> None:
    """An amendment changes what the operator passes on: its mirror holds more or less, and its appointment has another frame."""
    case = agreement.case
    key, change = ledger_key(agreement), amount - agreement.pass_through
    if change:
        following = programs.part_after(case.round)
        title = f"{case.party.name} · {programs.part_title(case.round, following)}"[:160]
        year = money.year_of_agreement(key) or agreement.fiscal_year
        money.pass_on_otherwise(agreement_key=key, change=change, subject_key=subject_key, year=year, title=title, by=by, at=at)
    programs.change_appointment(case_id=case.pk, ceiling=amount, firms_max=firms_max, by=by, at=at, reason=reason)


def refuse_while_firms_are_unsettled(agreement: Agreement) -> None:
    """An operator settles after its last firm."""
    if count := unsettled_firms(agreement):
        raise Refused(_("정산이 끝나지 않은 참여기업이 %(count)d곳 있어요. 참여기업의 정산을 먼저 마쳐 주세요.") % {"count": count})


@part
def take_over_leaves(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """Post what the firms spent, as they settled it, as the operator's spending of what it received; once."""
    passed = passed_on(agreement)
    if not passed.spent:
        return
    key = ledger_key(agreement)
    money.spend(
        agreement_key=key,
        amount=passed.spent,
        category="pass_through",
        source="grant",
        subject_key=f"{key}:passed-through",
        by=by,
        at=at,
        memo=_("참여기업 정산 합계"),
    )
