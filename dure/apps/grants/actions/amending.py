"""What an amendment moves the moment it is in force: the money, the instalments with their stages, and what an operator passes on."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.grants.actions import operating
from dure.apps.grants.models import Agreement, Amendment, AmendmentShare, AmendmentTranche, Tranche
from dure.apps.grants.queries.agreements import ledger_key
from dure.apps.grants.queries.amending import Proposal
from dure.apps.grants.queries.gates import term_of
from dure.apps.grants.rules.relaying import shares_in_percent
from dure.apps.money import facade as money
from dure.platform.actor import Actor
from dure.platform.verbs import part


@part
def write_down(amendment: Amendment, proposal: Proposal) -> None:
    """The instalments and the partners' parts that were asked for."""
    said = {part.number: part for part in proposal.parts}
    shares = dict(zip(said, shares_in_percent([part.amount for part in proposal.parts]), strict=True))
    AmendmentTranche.objects.bulk_create(
        AmendmentTranche(
            amendment=amendment,
            number=number,
            amount=amount,
            share_percent=shares.get(number),
            gate=said[number].gate if said else "",
            planned_on=said[number].planned_on if said else None,
        )
        for number, amount in proposal.tranches
    )
    AmendmentShare.objects.bulk_create(
        AmendmentShare(amendment=amendment, partner_id=partner, grant=grant, own=own) for partner, grant, own in proposal.shares
    )


@part
def shift_money(amendment: Amendment, agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """More is committed on the same line, less is released from what was not paid; what an operator may pass on follows in its mirror."""
    more = amendment.amount - agreement.amount
    key, subject = ledger_key(agreement), f"{ledger_key(agreement)}:amendment-{amendment.number}"
    if more > 0:
        money.commit(
            agreement_key=key,
            subject_key=subject,
            line_key=agreement.line_key,
            through=ledger_key(agreement.through) if agreement.through else "",
            amount=more,
            year=money.year_of_agreement(key) or agreement.fiscal_year,
            by=by,
            at=at,
        )
    elif more < 0:
        money.release(agreement_key=key, amount=-more, subject_key=subject, by=by, at=at, memo=amendment.label)
    if amendment.pass_through is not None:
        operating.pass_on_otherwise(
            agreement, amendment.pass_through, amendment.firms_max, subject_key=subject, reason=amendment.label, by=by, at=at
        )


@part
def lay_tranches(amendment: Amendment, agreement: Agreement, *, at: datetime) -> None:
    """Every instalment as the amendment says: other amounts, or the whole row laid anew, with the stages that live it."""
    held = {tranche.number: tranche for tranche in Tranche.every.filter(agreement=agreement).order_by("number")}
    laid = list(amendment.tranches.order_by("number"))
    if not amendment.relays:
        for one in laid:
            if held[one.number].amount != one.amount:
                held[one.number].amount = one.amount
                held[one.number].save(update_fields=["amount"])
        return
    before = {number: term_of(agreement, tranche).gate for number, tranche in held.items() if not tranche.dropped}
    _drop(agreement, [tranche for number, tranche in held.items() if number not in {one.number for one in laid}], at=at)
    for one in laid:
        tranche = held.get(one.number) or Tranche(agreement=agreement, number=one.number)
        tranche.amount, tranche.share_percent = one.amount, one.share_percent or 1
        tranche.gate, tranche.planned_on, tranche.amended, tranche.dropped = one.gate, one.planned_on, True, False
        tranche.save()
        _stage(tranche, is_same=before.get(one.number) == one.gate, at=at)


def _drop(agreement: Agreement, gone: list[Tranche], *, at: datetime) -> None:
    for tranche in gone:
        if tranche.dropped:
            continue
        tranche.dropped = True
        tranche.save(update_fields=["dropped"])
        _pass_over(agreement, tranche.number, _("%(label)s (협약 변경으로 없앰)"), at=at)


def _pass_over(agreement: Agreement, number: int, label: str, *, at: datetime) -> None:
    run = _run(agreement, number)
    if run is not None:
        cases.pass_over_run(run, "drop", label=label % {"label": run.label}, by=Actor.system("grants"), at=at)


def _run(agreement: Agreement, number: int) -> cases.StageRun | None:
    """The stage in which the instalment is waited for or asked for."""
    runs = cases.StageRun.objects.filter(case_id=agreement.case_id, kind="disbursement", turn=number, closed_at=None)
    return runs.order_by("order", "id").first()


def _stage(tranche: Tranche, *, is_same: bool, at: datetime) -> None:
    """An instalment that waits for another report stands behind that one: a new stage takes the place of its old one."""
    agreement = tranche.agreement
    runs = cases.StageRun.objects.filter(case_id=agreement.case_id)
    if is_same and runs.filter(kind="disbursement", turn=tranche.number).exists():
        return
    after = runs.filter(kind="agreement").order_by("order", "id").last()
    earlier = runs.filter(kind="disbursement", turn__in=agreement.tranches.filter(number__lt=tranche.number).values("number"))
    reports = runs.filter(kind="report", which=tranche.gate) if tranche.gate else runs.none()
    for run in [*earlier.order_by("id"), *reports.order_by("id")]:
        after = run if after is None or run.order >= after.order else after
    assert after is not None, "an agreement stands in a stage of its case"
    old = _run(agreement, tranche.number)
    label = old.label if old else _("%(number)s차 교부") % {"number": tranche.number}
    cases.put_in_run(agreement.case_id, "disbursement", label=label, turn=tranche.number, after=after, at=at)
    if old is not None:
        cases.pass_over_run(old, "drop", label=_("%(label)s (협약 변경 전)") % {"label": old.label}, by=Actor.system("grants"), at=at)
