"""An amendment's way (변경협약): asked for by either side, approved by the giver, signed by both, and only then in force."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from dure.apps.grants import access, exports
from dure.apps.grants.actions import amending, promises
from dure.apps.grants.actions.budgets import adopt_budget
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember, required_reason, tell
from dure.apps.grants.actions.signing import Hand, put_under
from dure.apps.grants.models import Agreement, Amendment
from dure.apps.grants.papers import certificate
from dure.apps.grants.queries import amendments as queries
from dure.apps.grants.queries.amending import Change, Proposal, proposal_for, reasons_against
from dure.apps.grants.queries.relaying import instalments_of
from dure.apps.grants.words import AmendmentKind, AmendmentState, Side
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@verb
def ask_amendment(*, agreement_id: int, change: Change, by: Actor, at: datetime, key: Key = NO_KEY) -> Amendment:
    """Ask for another text, with its reason. Whatever cannot be is said at once; the case's stages stay where they are."""
    agreement = living_agreement(agreement_id)
    side = access.side_of(by, agreement)
    access.may_ask_amendment(by, agreement).or_refuse()
    reason = required_reason(change.reason, _("협약을 바꾸려는 까닭을 적어 주세요."))
    if queries.open_amendment(agreement):
        raise OutOfTurn(_("먼저 요청한 변경이 끝나지 않았어요. 그 변경을 마치거나 거둔 뒤에 다시 요청해 주세요."))
    proposal = proposal_for(agreement, change)
    refuse_if(reasons_against(agreement, proposal))
    amendment = Amendment.objects.create(
        agreement=agreement,
        kind=AmendmentKind.LEAVING if change.partner_id else AmendmentKind.CHANGE,
        reason=reason,
        before=queries.standing(agreement),
        amount=proposal.amount,
        own_money=proposal.own_money,
        pass_through=proposal.passing.amount if proposal.passing else None,
        firms_max=proposal.passing.firms_max if proposal.passing else None,
        relays=bool(proposal.parts),
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        clauses=proposal.clauses,
        budget=proposal.budget,
        partner_id=change.partner_id,
        leaves_on=change.leaves_on if change.partner_id else None,
        asked_side=side,
        asked_at=at,
        asked_by_id=by.account_id,
        asked_by_name=by.name,
    )
    amending.write_down(amendment, proposal)
    remember(amendment, "ask_amendment", agreement, by=by, at=at, reason=reason)
    if side is Side.GRANTEE:
        tell("amendment_asked", amendment, agreement, at=at, reason=reason)
    return amendment


def _locked(amendment_id: int) -> tuple[Amendment, Agreement]:
    """The amendment under its agreement's lock. Who may is asked before what may be done now: a stranger learns no state."""
    agreement = living_agreement(Amendment.objects.values_list("agreement_id", flat=True).get(pk=amendment_id))
    amendment = Amendment.objects.select_for_update(of=("self",)).select_related("partner").get(pk=amendment_id)
    amendment.agreement = agreement
    return amendment, agreement


def _in_turn(amendment: Amendment, *states: AmendmentState) -> None:
    """OutOfTurn unless the amendment is in one of the states."""
    if amendment.state not in states:
        word = amendment.get_state_display()
        raise OutOfTurn(_("지금 변경 상태(%(word)s)에서는 할 수 없는 일이에요. 화면을 새로 고쳐 확인해 주세요.") % {"word": word})


@verb
def approve_amendment(*, amendment_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Amendment:
    """The giver agrees: the amendment gets its number and its paper, and lies before the grantee for signature."""
    amendment, agreement = _locked(amendment_id)
    access.may_judge_amendment(by, amendment).or_refuse()
    _in_turn(amendment, AmendmentState.ASKED)
    _refuse_if_moved(amendment, agreement)
    amendment.number = (agreement.amendments.aggregate(last=Max("number"))["last"] or 0) + 1
    text = exports.amendment_text(amendment)
    amendment.document_sha256 = exports.hash_of(text)
    amendment.file = _keep(amendment, "amendment", exports.amendment_paper(amendment, text, at=at), at)
    amendment.state, amendment.judged_at = AmendmentState.APPROVED, at
    amendment.judged_by_id, amendment.judged_by_name = by.account_id, by.name
    amendment.save()
    remember(amendment, "approve_amendment", agreement, by=by, at=at, detail={"document_sha256": amendment.document_sha256})
    tell("amendment_offered", amendment, agreement, at=at)
    return amendment


def _keep(amendment: Amendment, purpose: str, content: bytes, at: datetime) -> files.StoredFile:
    return files.keep_paper(f"{amendment.label}.pdf", content, owner=amendment, purpose=purpose, at=at)


def _refuse_if_moved(amendment: Amendment, agreement: Agreement) -> None:
    """What was asked for is asked again: money may have been paid or spent since, the budget may be another."""
    if queries.has_moved(amendment, agreement):
        raise Refused(_("변경을 요청한 뒤에 협약의 예산이나 차수가 달라졌어요. 이 요청을 거두고 다시 요청해 주세요."))
    proposal = Proposal.of(amendment)
    kept = {one.number: one.amount for one in instalments_of(agreement) if one.asked}
    reasons = reasons_against(agreement, proposal)
    if any(amount != kept.get(number, amount) for number, amount in proposal.tranches):
        reasons.append(_("변경을 요청한 뒤에 사업비를 신청한 차수가 있어요. 이 요청을 거두고 다시 요청해 주세요."))
    refuse_if(reasons)


@verb
def decline_amendment(*, amendment_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Amendment:
    """The giver does not agree, with the reason; the agreement stays as it is."""
    amendment, agreement = _locked(amendment_id)
    access.may_judge_amendment(by, amendment).or_refuse()
    _in_turn(amendment, AmendmentState.ASKED)
    amendment.judged_reason = required_reason(reason, _("승인하지 않는 까닭을 적어 주세요."))
    amendment.state, amendment.judged_at = AmendmentState.DECLINED, at
    amendment.judged_by_id, amendment.judged_by_name = by.account_id, by.name
    amendment.save()
    remember(amendment, "decline_amendment", agreement, by=by, at=at, reason=amendment.judged_reason)
    tell("amendment_declined", amendment, agreement, at=at, reason=amendment.judged_reason)
    return amendment


@verb
def withdraw_amendment(*, amendment_id: int, reason: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Amendment:
    """The side that asked takes it back before both have signed. A paper that was made stays, and binds nobody."""
    amendment, agreement = _locked(amendment_id)
    access.may_withdraw_amendment(by, amendment).or_refuse()
    _in_turn(amendment, *queries.OPEN)
    amendment.state = AmendmentState.WITHDRAWN
    amendment.save(update_fields=["state"])
    remember(amendment, "withdraw_amendment", agreement, by=by, at=at, reason=reason.strip()[:500])
    return amendment


@verb
def sign_amendment_as_grantee(
    *, amendment_id: int, typed_name: str, seen: str, drawn: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> Amendment:
    """The representative signs the amendment that was read."""
    amendment, agreement = _locked(amendment_id)
    access.may_sign_as_grantee(by, agreement).or_refuse()
    _in_turn(amendment, AmendmentState.APPROVED)
    put_under(agreement, Side.GRANTEE, Hand(typed_name, seen, drawn), by=by, at=at, amendment=amendment)
    amendment.state, amendment.grantee_signed_at = AmendmentState.SIGNED_BY_GRANTEE, at
    amendment.grantee_signed_by_id, amendment.grantee_signed_by_name = by.account_id, by.name
    amendment.save()
    remember(amendment, "sign_amendment_as_grantee", agreement, by=by, at=at, detail={"document_sha256": seen})
    return amendment


@verb
def sign_amendment_as_center(
    *, amendment_id: int, typed_name: str, seen: str, drawn: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> Amendment:
    """The second signature: the ledger, the budget, the instalments, the days and the duties follow in the same moment."""
    amendment, agreement = _locked(amendment_id)
    access.may_sign_amendment_as_center(by, amendment).or_refuse()
    _in_turn(amendment, AmendmentState.SIGNED_BY_GRANTEE)
    _refuse_if_moved(amendment, agreement)
    put_under(agreement, Side.CENTER, Hand(typed_name, seen, drawn), by=by, at=at, amendment=amendment)
    amendment.state, amendment.center_signed_at = AmendmentState.IN_FORCE, at
    amendment.center_signed_by_id, amendment.center_signed_by_name = by.account_id, by.name
    amendment.save()
    paper = exports.amendment_paper(amendment, exports.amendment_text(amendment), at=at)
    if agreement.through_id is None:
        paper = certificate.seal(paper, reason=amendment.label)
    _keep(amendment, "signed_amendment", paper, at)
    _put_in_force(amendment, agreement, by=by, at=at)
    said: dict[str, Any] = {"document_sha256": seen, "amount": amendment.amount}
    remember(amendment, "sign_amendment_as_center", agreement, by=by, at=at, detail=said)
    tell("amendment_in_force", amendment, agreement, at=at)
    return amendment


@part
def _put_in_force(amendment: Amendment, agreement: Agreement, *, by: Actor, at: datetime) -> None:
    amending.shift_money(amendment, agreement, by=by, at=at)
    agreement.amount, agreement.own_money = amendment.amount, amendment.own_money
    agreement.starts_on, agreement.ends_on = amendment.starts_on, amendment.ends_on
    agreement.clauses = amendment.clauses
    if amendment.pass_through is not None:
        agreement.pass_through, agreement.firms_max = amendment.pass_through, amendment.firms_max
    agreement.save(update_fields=["amount", "own_money", "pass_through", "firms_max", "starts_on", "ends_on", "clauses"])
    amending.lay_tranches(amendment, agreement, at=at)
    if amendment.budget:
        adopt_budget(agreement, amendment.budget, by=by, at=at, why=f"{amendment.label}: {amendment.reason}")
    promises.lay_duties(agreement, at=at)
