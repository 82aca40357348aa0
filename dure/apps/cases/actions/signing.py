"""Signatures of partners: over a hash of what each part says, and void as soon as it says something else."""

from datetime import datetime

from dure.apps.cases import access
from dure.apps.cases.models import Case, Partner
from dure.apps.cases.notices import tell_signature_void
from dure.apps.cases.queries.content import hash_of, part_said
from dure.apps.cases.queries.standing import open_places
from dure.apps.cases.rules import places
from dure.apps.cases.rules.answers import missing
from dure.apps.cases.rules.conditions import flat
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@verb
def sign_part(*, partner_id: int, seen_sha256: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Partner:
    """The partner's representative signs what its part says: who, when, and the hash of what was on the screen."""
    partner = locked_partner(partner_id, at=at)
    access.may_sign_part(by, partner).or_refuse()
    answers = {row.section: row.data for row in partner.answers.order_by("id")}
    own = [
        section
        for section in programs.terms_of(partner.case.round_id, partner.case.terms_sha256).sections
        if section.filled_by == "partner"
    ]
    lacking = [question for section in own for question in missing(section, answers.get(section.key, {}), flat(answers))]
    if lacking:
        raise Refused([f"“{question.label}”에 먼저 답해 주세요." for question in lacking])
    digest = hash_of(part_said(partner))
    if digest != seen_sha256:
        raise Refused("읽으신 뒤에 내용이 바뀌었어요. 바뀐 내용을 다시 읽고 서명해 주세요.")
    partner.signed_at, partner.signed_by_id, partner.signed_by_name, partner.signed_sha256 = at, by.account_id, by.name, digest
    partner.voided_at, partner.voided_reason = None, ""
    partner.save(update_fields=["signed_at", "signed_by_id", "signed_by_name", "signed_sha256", "voided_at", "voided_reason"])
    _write(partner, "sign_part", by=by, at=at, detail={"sha256": digest})
    return partner


def locked_partner(partner_id: int, *, at: datetime) -> Partner:
    """The partner with its case held, while its place in the application is open."""
    case_id = Partner.objects.values_list("case_id", flat=True).get(pk=partner_id)
    case = Case.objects.select_for_update(of=("self",)).select_related("round", "party", "district").get(pk=case_id)
    open_places(case, at).or_refuse(places.PARTNERS)
    partner = Partner.objects.select_for_update(of=("self",)).select_related("party").get(pk=partner_id)
    partner.case = case
    return partner


@part
def void_signatures(case: Case, *, by: Actor, at: datetime, reason: str) -> None:
    """Every signature over something that is no longer said is void, and whoever signed is told."""
    for partner in case.partners.filter(signed_at__isnull=False).exclude(signed_sha256="").select_related("party").order_by("id"):
        if hash_of(part_said(partner)) == partner.signed_sha256:
            continue
        tell_signature_void(partner, case, reason=reason, at=at)
        partner.signed_at, partner.signed_by_id, partner.signed_by_name, partner.signed_sha256 = None, None, "", ""
        partner.voided_at, partner.voided_reason = at, reason
        partner.save(update_fields=["signed_at", "signed_by_id", "signed_by_name", "signed_sha256", "voided_at", "voided_reason"])
        _write(partner, "void_signature", by=by, at=at, reason=reason)


def _write(partner: Partner, act: str, *, by: Actor, at: datetime, reason: str = "", detail: dict[str, str] | None = None) -> None:
    parties = [pk for pk in (partner.case.party_id, partner.party_id) if pk is not None]
    journal.write(partner, act, by=by, at=at, case_id=partner.case_id, party_ids=parties, reason=reason, detail=detail or {})
