"""Instalments and passed-on money as an amendment finds them, and as it would lay them anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dure.apps.grants.models import Agreement, Amendment
from dure.apps.grants.queries.agreements import terms_of, tranche_key
from dure.apps.grants.queries.gates import USUAL_REPORTS, term_of
from dure.apps.grants.queries.operating import passed_on, regrants_of
from dure.apps.grants.queries.reimbursing import pays_per_expense
from dure.apps.grants.rules import relaying as rules
from dure.apps.grants.rules.amending import Instalment
from dure.apps.grants.rules.relaying import Part, Passing
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.kernel.won import official_won


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes, before and after, in the words of the paper."""

    label: str
    before: str
    after: str


def instalments_of(agreement: Agreement) -> list[Instalment]:
    """The tranches with the report before each, and whether somebody has asked for them."""
    found = []
    for tranche in agreement.tranches.order_by("number"):
        order = money.order_for(tranche_key(tranche))
        asked = order is not None and order.state != money.OrderState.REFUSED
        gate = term_of(agreement, tranche).gate
        found.append(Instalment(tranche.number, tranche.share_percent, tranche.amount, asked, gate, tranche.planned_on))
    return found


def reports_before(agreement: Agreement) -> dict[str, str]:
    """The reports of the case's life that an instalment may wait for, with their names."""
    terms = terms_of(agreement)
    named = {term.gate: USUAL_REPORTS.get(term.gate, term.gate) for term in terms.disbursements if term.gate}
    return named | {stage.which: stage.label for stage in terms.stages_of("report") if stage.which}


def may_lay_parts(agreement: Agreement) -> bool:
    """Is the agreement paid in instalments at all?"""
    return bool(agreement.amount) and agreement.tranches.exists() and not pays_per_expense(agreement)


def may_pass_on(agreement: Agreement) -> bool:
    """Does whoever signed this agreement run another part of the program?"""
    return bool(agreement.amount and programs.part_after(agreement.case.round))


def parts_of(agreement: Agreement, parts: Sequence[Part] | None) -> list[Part]:
    """The instalments as they were given, by number; nothing where they are those that stand."""
    if parts is None:
        return []
    if not may_lay_parts(agreement):
        raise Refused(_("차수로 나눠 지급하는 협약이 아니라서 차수를 바꿀 수 없어요."))
    laid = sorted(parts, key=lambda part: part.number)
    return [] if laid == [rules.part_of(one) for one in instalments_of(agreement)] else laid


def passing_of(agreement: Agreement, passing: Passing | None) -> Passing | None:
    """What the operator shall pass on; nothing where it is what stands."""
    if passing is None or passing == Passing(agreement.pass_through, agreement.firms_max):
        return None
    if not may_pass_on(agreement):
        raise Refused(_("참여기업을 따로 모집하지 않는 사업이라 다시 교부할 돈을 정할 수 없어요."))
    return passing


def reasons_against_parts(agreement: Agreement, parts: Sequence[Part], amount: int) -> list[str]:
    """Everything that stands against the instalments that are laid anew."""
    return rules.reasons_against_parts(instalments_of(agreement), parts, amount, reports_before(agreement)) if parts else []


def reasons_against_passing(agreement: Agreement, passing: Passing | None, amount: int) -> list[str]:
    """Everything that stands against what the operator shall pass on."""
    if passing is None:
        return []
    appointment = programs.PartAppointment.objects.filter(case_id=agreement.case_id, ended_at=None).first()
    announced = appointment.ceiling - programs.frame_left(appointment).budget if appointment else 0
    promised = passed_on(agreement).promised
    return rules.reasons_against_passing(passing, amount, promised=promised, announced=announced, firms=regrants_of(agreement).count())


def lines_of_parts(amendment: Amendment) -> list[Line]:
    """Every instalment that changes, before and after; one that is new or dropped says so."""
    reports = reports_before(amendment.agreement)
    was = {row[0]: rules.in_words(_kept(row), reports) for row in amendment.before["parts"]}
    now = {one.number: rules.in_words(Part(one.number, one.amount, one.gate, one.planned_on), reports) for one in amendment.tranches.all()}
    numbers = sorted({*was, *now})
    return [Line(f"{number}차 교부", was.get(number, "없음"), now.get(number, "없앰")) for number in numbers]


def _kept(row: Sequence[object]) -> Part:
    number, amount, gate, day = row
    return Part(int(str(number)), int(str(amount)), str(gate), date.fromisoformat(str(day)) if day else None)


def lines_of_passing(amendment: Amendment) -> list[Line]:
    """What the operator passes on, before and after."""
    if amendment.pass_through is None:
        return []
    was: Mapping[str, int | None] = amendment.before["passing"]
    return [
        Line("참여기업에 다시 교부할 돈", official_won(was["amount"] or 0), official_won(amendment.pass_through)),
        Line("참여기업 수", _firms(was["firms_max"]), _firms(amendment.firms_max)),
    ]


def _firms(most: int | None) -> str:
    return f"{most}곳 이내" if most else "정하지 않음"
