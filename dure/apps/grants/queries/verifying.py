"""정산검증: is it needed, who was named, and what an accountant may see."""

from dataclasses import dataclass

from django.db.models import QuerySet

from dure.apps.grants.models import Agreement, Settlement, Verification
from dure.apps.grants.queries.agreements import terms_of
from dure.apps.grants.words import CHECK_RESULTS, CHECKS
from dure.kernel.won import won_in_full
from dure.platform import rates
from dure.platform.actor import Actor


def threshold_of(agreement: Agreement) -> int:
    """From which grant an outside accountant verifies: the definition's own, else what holds on the day the agreement ends."""
    own = terms_of(agreement).verified_from
    return own if own is not None else rates.whole("settlement_verification_from", on=agreement.ends_on)


def needs_verification(agreement: Agreement) -> bool:
    """A grant at or above its threshold."""
    return agreement.amount > 0 and agreement.amount >= threshold_of(agreement)


def verification_of(settlement: Settlement) -> Verification | None:
    """The settlement's verification, once an accountant was named."""
    return Verification.objects.filter(settlement=settlement).select_related("report", "settlement").first()


def is_current(verification: Verification) -> bool:
    """Signed, and the settlement was not handed in anew since."""
    handed_in = verification.settlement.handed_in_at
    return verification.signed_at is not None and handed_in is not None and handed_in <= verification.signed_at


def verification_missing(settlement: Settlement) -> list[str]:
    """Why the settlement cannot be confirmed yet."""
    agreement = settlement.agreement
    if not needs_verification(agreement):
        return []
    found = verification_of(settlement)
    if found is None:
        said = won_in_full(threshold_of(agreement))
        return [f"보조금이 {said} 이상이라 외부 회계사의 정산 검증이 필요해요. 검증할 회계사를 먼저 정해 주세요."]
    if found.signed_at and not is_current(found):
        return ["검증한 뒤에 정산서를 고쳐 다시 냈어요. 회계사를 다시 정하고 새 검증보고서를 받아 주세요."]
    if found.signed_at is None:
        return [f"{found.firm}({found.accountant_name})의 검증보고서를 기다리고 있어요. 받은 뒤에 확정할 수 있어요."]
    return []


def verifications_of(actor: Actor) -> QuerySet[Verification]:
    """What somebody was named for, unsigned ones first."""
    rows = Verification.objects.filter(accountant_id=actor.account_id or 0)
    return rows.select_related("settlement__agreement__case__party", "settlement__agreement__case__round__program").order_by(
        "signed_at", "id"
    )


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One of the nine items with what was picked."""

    key: str
    title: str
    picked: str
    word: str


def checks_of(picked: dict[str, str]) -> list[CheckShown]:
    """The nine items in the order of the rule."""
    return [
        CheckShown(key, str(title), picked.get(key, ""), str(CHECK_RESULTS.get(picked.get(key, ""), ""))) for key, title in CHECKS.items()
    ]
