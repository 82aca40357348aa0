"""Who may read a file of an agreement, an expense, a report or a settlement: whoever may read the agreement."""

from collections.abc import Callable

from django.db.models import Model

from dure.apps.grants import access
from dure.apps.grants.models import (
    Agreement,
    Amendment,
    AuditTurn,
    BankFile,
    DisallowanceTurn,
    LoosePaper,
    PaperForm,
    PartyDuty,
    Report,
    Settlement,
    Spending,
    TranchePaper,
    Verification,
)
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.queries.auditing import findings_for
from dure.apps.grants.queries.partners import agreements_with, papers_for_partner
from dure.kernel.verdicts import YES, Permission, no
from dure.platform import doors
from dure.platform.actor import Actor

_FURTHER: dict[type[Model], str] = {Verification: "settlement__agreement_id", DisallowanceTurn: "disallowance__agreement_id"}
_NO_WAY = "이 자료는 협약을 맺은 조직과 센터만 볼 수 있어요."


def register() -> None:
    """Every kind of thing that owns files."""
    doors.register(Agreement._meta.label_lower, _may_read_agreement, whose_agreement)
    doors.register(Amendment._meta.label_lower, _may_read_amendment, _whose(Amendment))
    doors.register(PaperForm._meta.label_lower, lambda actor, _form_id: access.may_see_desk(actor))
    for model in (TranchePaper, Spending, Report, Settlement, BankFile, LoosePaper):
        doors.register(model._meta.label_lower, _through(model), _whose(model))
    for further, path in _FURTHER.items():
        doors.register(further._meta.label_lower, _through(further, path), _whose(further, path))
    doors.register(AuditTurn._meta.label_lower, _may_read_audit_turn, _whose(AuditTurn, "item__spending__agreement_id"))
    doors.register(PartyDuty._meta.label_lower, _may_read_party_duty, _whose_party_duty)


def whose_agreement(agreement_id: int) -> doors.Whose:
    """The agreement's case, of the grantee."""
    found = Agreement.objects.filter(pk=agreement_id).values_list("case_id", "case__party_id").first()
    return doors.Whose(found[0], (found[1],)) if found else doors.Whose()


def _whose(model: type[Model], path: str = "agreement_id") -> Callable[[int], doors.Whose]:
    """That of the agreement the thing hangs on."""

    def tell(thing_id: int) -> doors.Whose:
        return whose_agreement(model._default_manager.filter(pk=thing_id).values_list(path, flat=True).first() or 0)

    return tell


def _may_read_party_duty(actor: Actor, duty_id: int) -> Permission:
    """What shows that a party met a duty of law: the party itself, the center and the auditor."""
    party_id = PartyDuty.objects.filter(pk=duty_id).values_list("party_id", flat=True).first()
    return access.may_read_record(actor, party_id) if party_id else no(_NO_WAY)


def _whose_party_duty(duty_id: int) -> doors.Whose:
    return doors.Whose(party_ids=tuple(PartyDuty.objects.filter(pk=duty_id).values_list("party_id", flat=True)))


def _may_read_agreement(actor: Actor, agreement_id: int) -> Permission:
    agreement = agreements_of(actor).filter(pk=agreement_id).first()
    if agreement is not None:
        return access.may_read(actor, agreement)
    joined = agreements_with(actor).filter(pk=agreement_id).exists()
    return YES if joined or _verifies(actor, agreement_id) else no(_NO_WAY)


def _may_read_amendment(actor: Actor, amendment_id: int) -> Permission:
    """Both sides; and a partner, for what was made in its days or with which it left."""
    amendment = Amendment.objects.filter(pk=amendment_id).first()
    if amendment is None:
        return no(_NO_WAY)
    agreement = agreements_of(actor).filter(pk=amendment.agreement_id).first()
    if agreement is not None:
        return access.may_read(actor, agreement)
    joined = agreements_with(actor).filter(pk=amendment.agreement_id).first()
    papers = papers_for_partner(joined, actor) if joined else []
    owned = {paper.owner_id for paper in papers if paper.owner_kind == Amendment._meta.label_lower}
    return YES if amendment.pk in owned else no(_NO_WAY)


def _verifies(actor: Actor, agreement_id: int) -> bool:
    """The accountant who was named for the settlement reads what it rests on."""
    named = Verification.objects.filter(settlement__agreement_id=agreement_id, accountant_id=actor.account_id or 0)
    return named.exists()


def _through(model: type[Model], path: str = "agreement_id") -> Callable[[Actor, int], Permission]:
    """Ask the agreement that the thing hangs on."""

    def may_read(actor: Actor, thing_id: int) -> Permission:
        agreement_id = model._default_manager.filter(pk=thing_id).values_list(path, flat=True).first()
        return _may_read_agreement(actor, agreement_id) if agreement_id else no(_NO_WAY)

    return may_read


def _may_read_audit_turn(actor: Actor, turn_id: int) -> Permission:
    """Papers about a finding: the auditor, and whoever judges the grant's money; not the grantee."""
    known = findings_for(actor).filter(turns__pk=turn_id).exists()
    return YES if known else no("이 자료는 감사 담당과 이 돈을 확인하는 담당자만 볼 수 있어요.")
