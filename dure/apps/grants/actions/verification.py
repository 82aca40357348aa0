"""정산검증: the center or the grantee names an outside accountant, who reads one settlement, fills in the nine items and signs."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.locking import locked_agreement, refuse_if, remember, tell
from dure.apps.grants.models import Agreement, Settlement, Verification
from dure.apps.grants.queries.settlements import figures_of
from dure.apps.grants.queries.verifying import is_current, verification_of
from dure.apps.grants.rules import settling
from dure.apps.grants.words import CHECKS, FirmKind, SettlementState
from dure.apps.people import facade as people
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def name_accountant(
    *, settlement_id: int, firm: str, firm_kind: str, name: str, email: str, by: Actor, at: datetime, key: Key = NO_KEY
) -> Verification:
    """Who verifies the settlement: a person at a firm, by mailbox. The account opens with a letter; another may be named until the signature."""
    agreement, settlement = _locked(settlement_id)
    access.may_name_accountant(by, agreement).or_refuse()
    found = verification_of(settlement)
    if settlement.state != SettlementState.HANDED_IN or (found and is_current(found)):
        raise OutOfTurn(_("정산서를 낸 뒤, 검증보고서가 오기 전에만 회계사를 정할 수 있어요."))
    if not firm.strip() or firm_kind not in FirmKind.values:
        raise Refused(_("회계법인이나 감사반의 이름을 적고 종류를 골라 주세요."))
    account, _made = people.account_at_mailbox(email=email, name=name, by=by, at=at)
    _refuse_insiders(agreement, account.pk, at=at)
    said = {
        "firm": " ".join(firm.split())[:120],
        "firm_kind": firm_kind,
        "accountant_id": account.pk,
        "accountant_name": account.name,
        "named_at": at,
        "named_by_name": by.name,
        "signed_at": None,
        "sha256": "",
    }
    verification, _new = Verification.objects.update_or_create(settlement=settlement, defaults=said)
    remember(verification, "name_accountant", agreement, by=by, at=at, detail={"firm": verification.firm})
    tell("accountant_named", verification, agreement, at=at, verification_id=verification.pk)
    return verification


def _refuse_insiders(agreement: Agreement, account_id: int, *, at: datetime) -> None:
    """Outside means outside: not of the grantee, and not in a seat of who gives the money."""
    actor = people.actor_of_account(account_id, at=at)
    if actor.is_member(agreement.case.party_id) or access.may_see_desk(actor, agreement.case.round):
        raise Refused(_("조직의 구성원이나 센터·수행기관의 직원은 외부 검증을 할 수 없어요. 다른 회계사를 정해 주세요."))


@verb
def sign_verification(
    *,
    verification_id: int,
    checks: Mapping[str, str],
    opinion: str,
    remarks: str,
    typed_name: str,
    report: files.Upload | None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Verification:
    """The named accountant signs: nine results, an opinion and the report, bound by one hash to the figures as they stand now."""
    settlement_id = Verification.objects.values_list("settlement_id", flat=True).get(pk=verification_id)
    agreement, settlement = _locked(settlement_id)
    verification = Verification.objects.select_for_update(of=("self",)).get(pk=verification_id)
    access.may_verify(by, verification).or_refuse()
    if verification.signed_at or settlement.state != SettlementState.HANDED_IN:
        raise OutOfTurn(_("이미 낸 검증보고서이거나, 정산서를 고치고 있어요. 화면을 새로 고쳐 확인해 주세요."))
    refuse_if(settling.reasons_against_signing(checks, opinion, remarks, has_report=report is not None))
    if "".join(typed_name.split()) != "".join(verification.accountant_name.split()):
        raise Refused(_("서명란에 내 이름(%(name)s)을 그대로 적어 주세요.") % {"name": verification.accountant_name})
    assert report is not None
    verification.report = files.receive(report, owner=verification, purpose="verification_report", by=by, at=at, retention_class="subsidy")
    verification.checks, verification.opinion, verification.remarks = {key: checks[key] for key in CHECKS}, opinion, remarks.strip()
    figures = figures_of(agreement, interest=settlement.interest)
    verification.figures = {**asdict(figures), "to_return": figures.to_return}
    verification.signed_at = at
    verification.sha256 = _hash(verification)
    verification.save()
    remember(verification, "sign_verification", agreement, by=by, at=at, detail={"opinion": opinion, "sha256": verification.sha256})
    tell("verification_signed", verification, agreement, at=at, verification_id=verification.pk)
    return verification


def _hash(verification: Verification) -> str:
    assert verification.report is not None
    said = [
        verification.settlement_id,
        verification.firm,
        verification.accountant_name,
        verification.checks,
        verification.opinion,
        verification.remarks,
        verification.figures,
        verification.report.sha256,
        verification.signed_at.isoformat() if verification.signed_at else "",
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _locked(settlement_id: int) -> tuple[Agreement, Settlement]:
    agreement = locked_agreement(Settlement.objects.values_list("agreement_id", flat=True).get(pk=settlement_id))
    settlement = Settlement.objects.select_for_update(of=("self",)).get(pk=settlement_id)
    settlement.agreement = agreement
    return agreement, settlement
