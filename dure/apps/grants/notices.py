"""Letters about a grant, and the answers to what money tells."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.apps.grants.actions.flags import raise_again
from dure.apps.grants.actions.follow_ups import plan_follow_ups
from dure.apps.grants.actions.following import follow_payment
from dure.apps.grants.actions.promises import meet_by
from dure.apps.grants.actions.reimbursing import leave_to_expenses
from dure.apps.grants.models import Agreement, FollowUp, PartyDuty, SettlementPack, Verification
from dure.apps.grants.queries.agreements import terms_of, tranche_of
from dure.apps.grants.queries.reimbursing import expense_of
from dure.apps.grants.words import DutyWay
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.korean import day_words, official_day
from dure.kernel.won import official_won, won_in_full
from dure.platform.events import EventData, answers
from dure.platform.letters import Contact, write_to

PAYMENT_EVENTS = ("payment_prepared", "payment_approved", "payment_returned", "payment_confirmed")


@dataclass(frozen=True, slots=True)
class Letter:
    """Which text answers an event, to which side, and the page where the reader acts."""

    text: str
    to_grantee: bool
    place: str


LETTERS = {
    "agreement_offered": Letter("agreement_to_sign", True, "grants:agreement"),
    "agreement_signed": Letter("agreement_concluded", True, "grants:agreement"),
    "amendment_asked": Letter("amendment_asked_told", False, "grants:desk-amendments"),
    "amendment_offered": Letter("amendment_to_sign", True, "grants:amendments"),
    "amendment_declined": Letter("amendment_not_approved", True, "grants:amendments"),
    "amendment_in_force": Letter("amendment_concluded", True, "grants:amendments"),
    "disbursement_asked": Letter("money_asked_told", False, "grants:desk-grant"),
    "payment_returned": Letter("money_request_returned", True, "grants:grant"),
    "payment_confirmed": Letter("money_paid", True, "grants:grant"),
    "report_handed_in": Letter("report_handed_in_told", False, "grants:desk-grant"),
    "report_returned": Letter("report_to_mend", True, "grants:grant"),
    "report_accepted": Letter("report_taken", True, "grants:grant"),
    "settlement_handed_in": Letter("settlement_handed_in_told", False, "grants:desk-grant"),
    "settlement_confirmed": Letter("settlement_fixed", True, "grants:settlement"),
    "disallowance_announced": Letter("disallowance_foretold", True, "grants:settlement"),
    "disallowance_answered": Letter("disallowance_answer_told", False, "grants:desk-grant"),
    "disallowance_decided": Letter("disallowance_settled", True, "grants:settlement"),
    "verification_signed": Letter("verification_told", False, "grants:desk-grant"),
    "refund_ordered": Letter("refund_asked", True, "grants:settlement"),
    "refund_due": Letter("refund_soon", True, "grants:settlement"),
    "refund_overdue": Letter("refund_late", True, "grants:settlement"),
    "settlement_closed": Letter("settlement_finished", True, "grants:settlement"),
    "budget_change_asked": Letter("budget_change_asked_told", False, "grants:desk-budget"),
    "budget_change_reported": Letter("budget_change_reported_told", False, "grants:desk-budget"),
    "budget_change_judged": Letter("budget_change_word", True, "grants:budget"),
    "month_closed": Letter("month_closed_told", False, "grants:desk-months"),
    "month_reopened": Letter("month_opened_again", True, "grants:months"),
    "month_accepted": Letter("month_looked_through", True, "grants:months"),
    "flag_returned": Letter("flag_to_complete", True, "grants:flags"),
    "showcase_published": Letter("results_shared", True, "grants:showcase"),
}


def _values(agreement: Agreement, told: dict[str, Any]) -> dict[str, Any]:
    """What the texts may say of the agreement and of what happened."""
    values = {
        "program": agreement.case.round.program.title,
        "party": agreement.case.party.name,
        "number": agreement.number,
        "giver": agreement.giver,
        "turn": told.get("number", ""),
        "report": _report(agreement, told.get("which", "")),
        "reason": told.get("reason", ""),
        "word": told.get("word", ""),
        "month": told.get("month", ""),
    }
    if "what" in told:
        values["what"] = told["what"]
    if "due_on" in told:
        values["due"] = official_day(date.fromisoformat(told["due_on"]))
    if "amount" in told:
        values |= {"sum": won_in_full(told["amount"]), "paid": official_won(told["amount"])}
    if "to_return" in told:
        values |= {"confirmed": official_won(told["confirmed"]), "owed": official_won(told["to_return"])}
    return values


def _report(agreement: Agreement, which: str) -> str:
    """The report as its program's definition calls it."""
    return next((stage.label for stage in terms_of(agreement).stages_of("report") if stage.which == which), _("보고서"))


def _write(event: EventData) -> None:
    """One letter per person and event, however often it is told."""
    letter, agreement = LETTERS[event.kind], _agreement_of(event)
    if agreement is None:
        return
    readers, values = _readers(letter, agreement, event), _values(agreement, event.payload)
    href, dedupe = reverse(letter.place, args=[agreement.pk]), f"grants:{event.id}"
    write_to(readers, letter.text, values, dedupe=dedupe, href=href, case_id=event.case_id, at=event.at)


def _readers(letter: Letter, agreement: Agreement, event: EventData) -> list[Contact]:
    if letter.to_grantee:
        return list(people.accounts_of_party(agreement.case.party_id, writers_only=True))
    seat_id = agreement.case.seat_id or agreement.case.round.seat_id
    return list(people.accounts_of_seat(seat_id, at=event.at)) if seat_id else []


def _agreement_of(event: EventData) -> Agreement | None:
    """Named by the event itself, or by the subject of a payment."""
    agreement_id = event.payload.get("agreement_id")
    if agreement_id is None and (tranche := tranche_of(event.payload.get("subject_key", ""))):
        agreement_id = tranche.agreement_id
    elif agreement_id is None and (spending := expense_of(event.payload.get("subject_key", ""))):
        agreement_id = spending.agreement_id
    return Agreement.objects.select_related("case__party", "case__round__program").filter(pk=agreement_id or 0).first()


def _follow(event: EventData) -> None:
    """Money told of a payment: its disbursement run follows, if the payment is one of ours."""
    if tranche := tranche_of(event.payload["subject_key"]):
        follow_payment(tranche)


def _leave_to_expenses(event: EventData) -> None:
    """Both signed: where evidence comes first no instalment is waited for."""
    if (agreement := _agreement_of(event)) is not None:
        leave_to_expenses(agreement, at=event.at)


answers("agreement_signed", name="grants.leave_to_expenses")(_leave_to_expenses)
for _kind in LETTERS:
    answers(_kind, name="grants.letter")(_write)
for _kind in PAYMENT_EVENTS:
    answers(_kind, name="grants.run")(_follow)


@answers("accountant_named", name="grants.accountant")
def tell_accountant(event: EventData) -> None:
    """The named accountant is told where the sheet is."""
    found = Verification.objects.select_related("settlement__agreement__case__party", "settlement__agreement__case__round__program")
    verification = found.filter(pk=event.payload["verification_id"]).first()
    if verification is None:
        return
    agreement = verification.settlement.agreement
    account = people.Account.objects.filter(pk=verification.accountant_id).values_list("pk", "email", "name").get()
    href = reverse("grants:verification", args=[verification.pk])
    write_to([account], "accountant_asked", _values(agreement, {}), dedupe=f"grants:{event.id}", href=href, at=event.at)


@answers("settlement_pack_made", name="grants.pack")
def tell_whoever_asked(event: EventData) -> None:
    """The pack is there: the account that asked for it is told until when."""
    pack = SettlementPack.objects.select_related("agreement__case__party", "agreement__case__round__program").get(
        pk=event.payload["pack_id"]
    )
    readers: list[Contact] = list(people.Account.objects.filter(pk=pack.asked_by_id or 0).values_list("pk", "email", "name"))
    assert pack.kept_until is not None
    values = _values(pack.agreement, {}) | {"kept": day_words(pack.kept_until)}
    href = reverse("grants:desk-pack", args=[pack.agreement_id])
    write_to(readers, "settlement_pack_ready", values, dedupe=f"grants:{event.id}", href=href, case_id=event.case_id, at=event.at)


def _tell_party(event: EventData) -> None:
    """Those who write for the party are told what the law asks, and reminded of it."""
    duty = PartyDuty.objects.select_related("party").get(pk=event.payload["duty_id"])
    values = {
        "party": duty.party.name,
        "year": duty.year,
        "what": str(duty.get_key_display()),
        "due": official_day(duty.due_on),
        "paid": official_won(duty.received),
        "source": duty.source,
    }
    readers = people.accounts_of_party(duty.party_id, writers_only=True)
    href = reverse("grants:record", args=[duty.party_id])
    text = "party_duty_asked" if event.kind == "party_duty_laid" else "party_duty_soon"
    write_to(readers, text, values, dedupe=f"grants:{event.id}", href=href, at=event.at)


for _kind in ("party_duty_laid", "party_duty_due"):
    answers(_kind, name="grants.party_duty")(_tell_party)


@answers("report_handed_in", name="grants.duty")
def meet_by_report(event: EventData) -> None:
    """A report that came in meets its dated duty."""
    meet_by(event.payload["agreement_id"], DutyWay.REPORT, which=event.payload.get("which", ""), at=event.at)


@answers("settlement_handed_in", name="grants.duty")
def meet_by_settlement(event: EventData) -> None:
    """So does a settlement."""
    meet_by(event.payload["agreement_id"], DutyWay.SETTLEMENT, at=event.at)


@answers("expense_flagged", name="grants.flag_other_side")
def flag_other_side(event: EventData) -> None:
    """The expenses of other agreements that make a pair with the one that was filed get their flags too."""
    raise_again(event.payload["spending_id"], at=event.at)


@answers("case_ended", name="grants.plan_follow_ups")
def plan_surveys(event: EventData) -> None:
    """A case that ended with an agreement is asked again after the months its definition names."""
    agreement = Agreement.objects.filter(case_id=event.case_id or 0, state__in=["signed", "ended"]).order_by("-id").first()
    if agreement is not None:
        plan_follow_ups(agreement, ended_on=seoul_date(event.at))


def ask_follow_up(found: FollowUp, *, at: datetime, again: bool) -> None:
    """The survey's letter to those who write for the grantee."""
    case = found.agreement.case
    values = {
        "months": found.months,
        "program": case.round.program.title,
        "party": case.party.name,
        "due": day_words(found.due_on, this_year=seoul_date(at).year),
    }
    writers = people.accounts_of_party(case.party_id, writers_only=True)
    text = "follow_up_reminded" if again else "follow_up_asked"
    href = reverse("grants:follow-up", args=[found.agreement_id, found.months])
    dedupe = f"follow-up:{found.pk}:{'again' if again else 'asked'}"
    write_to(writers, text, values, dedupe=dedupe, href=href, case_id=case.pk, at=at)
