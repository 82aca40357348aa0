"""Naming where money goes: proposed by the party, verified by a second person, told to the old contact, held for a working day."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from dure.apps.money import access, flow, rules, sealing
from dure.apps.money.models import PayeeAccount, PayeeAccountVersion
from dure.apps.money.notices import tell_declined, tell_proposed, tell_verified
from dure.apps.money.queries.payees import current_version, writers_of
from dure.apps.money.words import BANKS, VersionState
from dure.kernel.errors import Refused
from dure.kernel.identifiers import looks_like_resident_number, tidy_digits
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def propose_payee(
    *, party_id: int, bank_code: str, holder_name: str, account_number: str, by: Actor, at: datetime, key: Key = NO_KEY
) -> PayeeAccountVersion:
    """Name an account for the party. It is sealed at once, waits for a second person, and the contacts of the account before it are told."""
    access.may_propose_payee(by, party_id).or_refuse()
    digits, holder = _read(bank_code, holder_name, account_number)
    payee = _locked_payee(party_id)
    if payee.versions.filter(state=VersionState.PROPOSED).exists():
        raise Refused(_("이미 확인을 기다리는 계좌가 있어요. 센터가 확인한 뒤에 다시 등록해 주세요."))
    before = current_version(party_id)
    version = PayeeAccountVersion.objects.create(
        payee=payee,
        number=(payee.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        bank_code=bank_code,
        holder_name=holder,
        sealed_number=sealing.seal(digits, party_id=party_id),
        number_hash=sealing.fingerprint(bank_code, digits),
        last_digits=digits[-4:],
        contacts=[{"address": address, "name": name} for _account_id, address, name in writers_of(party_id)],
        proposed_at=at,
        proposed_by_id=by.account_id or 0,
        proposed_by_name=by.name,
    )
    journal.write(
        version, "propose_payee", by=by, at=at, party_ids=[party_id], detail={"shown": version.shown, "change": before is not None}
    )
    events.emit(
        "payee_proposed", subject=version, at=at, payload={"party_id": party_id, "version_id": version.pk, "is_change": before is not None}
    )
    tell_proposed(version, before, at=at)
    return version


def _read(bank_code: str, holder_name: str, account_number: str) -> tuple[str, str]:
    digits, holder = tidy_digits(account_number), " ".join(holder_name.split())
    reasons = []
    if bank_code not in dict(BANKS):
        reasons.append(_("은행을 골라 주세요."))
    if not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 16):
        reasons.append(_("계좌번호는 숫자 8~16자리로 적어 주세요. 띄어쓰기와 하이픈은 있어도 돼요."))
    elif looks_like_resident_number(digits):
        reasons.append(_("주민등록번호처럼 보이는 번호는 받지 않아요. 계좌번호를 다시 확인해 주세요."))
    if not 1 <= len(holder) <= 80:
        reasons.append(_("예금주를 통장에 적힌 대로 적어 주세요."))
    if reasons:
        raise Refused(reasons)
    return digits, holder


def _locked_payee(party_id: int) -> PayeeAccount:
    payee, _made = PayeeAccount.objects.get_or_create(party_id=party_id)
    return PayeeAccount.objects.select_for_update(of=("self",)).get(pk=payee.pk)


def _locked_version(version_id: int) -> PayeeAccountVersion:
    version = PayeeAccountVersion.objects.select_for_update(of=("self",)).select_related("payee__party").get(pk=version_id)
    PayeeAccount.objects.select_for_update(of=("self",)).get(pk=version.payee_id)
    return version


@verb
def verify_payee(*, version_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> PayeeAccountVersion:
    """A second person has compared the account with the bankbook. A first account is usable at once, a changed one after a working day."""
    version = _locked_version(version_id)
    access.may_judge_payee(by, version).or_refuse()
    step = flow.PAYEE.step("verify", version.state)
    is_change = current_version(version.payee.party_id) is not None
    version.hold_until = rules.hold_ends(at, is_change=is_change)
    _judge(version, step.target, by=by, at=at)
    journal.write(
        version,
        "verify_payee",
        by=by,
        at=at,
        party_ids=[version.payee.party_id],
        detail={"shown": version.shown, "hold_until": version.hold_until.isoformat()},
    )
    tell_verified(version, is_change=is_change, at=at)
    return version


@verb
def decline_payee(*, version_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> PayeeAccountVersion:
    """The account is not taken, with a reason; the party may name another."""
    version = _locked_version(version_id)
    access.may_judge_payee(by, version).or_refuse()
    if not reason.strip():
        raise Refused(_("받지 않는 까닭을 적어 주세요."))
    step = flow.PAYEE.step("decline", version.state)
    version.decline_reason = reason.strip()[:300]
    _judge(version, step.target, by=by, at=at)
    journal.write(version, "decline_payee", by=by, at=at, reason=reason, party_ids=[version.payee.party_id])
    tell_declined(version, at=at)
    return version


def _judge(version: PayeeAccountVersion, state: str, *, by: Actor, at: datetime) -> None:
    version.state, version.judged_at, version.judged_by_id, version.judged_by_name = state, at, by.account_id, by.name
    version.save(update_fields=["state", "judged_at", "judged_by_id", "judged_by_name", "decline_reason", "hold_until"])
