"""Who may do what with an agreement; every no has its reason."""

from dure.apps.grants.models import Agreement
from dure.apps.programs import facade as programs
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_OWN_PARTY = "내가 속한 조직의 일은 센터 자리에서 다룰 수 없어요. 다른 담당자에게 부탁해 주세요."


def may_read(actor: Actor, agreement: Agreement) -> Permission:
    """Members of the grantee, the center's staff, the operator that gives it, and auditors."""
    if actor.is_member(agreement.case.party_id) or may_see_desk(actor, agreement.case.round):
        return YES
    return no("이 협약은 협약을 맺은 조직과 센터만 볼 수 있어요.")


def may_draft(actor: Actor, found: programs.Round) -> Permission:
    """Write an agreement for a selected case: a program officer of whoever runs the round."""
    if programs.runs(actor, found, Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("이 모집을 맡은 곳의 사업 담당자만 할 수 있는 일이에요.")


def may_see_desk(actor: Actor, found: programs.Round | None = None) -> Permission:
    """The desk's lists of agreements: the center's seats, the auditor, and an operator for what it runs."""
    if actor.has_in_center(Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR) or actor.has(Role.AUDITOR):
        return YES
    if actor.has(Role.OPERATOR) and (found is None or actor.acts_for(found.operator_id)):
        return YES
    return no("협약과 정산 화면은 센터 직원과 수행기관만 볼 수 있어요.")


def may_run(actor: Actor, agreement: Agreement) -> Permission:
    """Offer, take back, judge reports, publish: a program officer of whoever runs the round, who is not of the grantee."""
    return no(_OWN_PARTY) if actor.is_member(agreement.case.party_id) else may_draft(actor, agreement.case.round)


def may_sign_as_grantee(actor: Actor, agreement: Agreement) -> Permission:
    """Only a representative signs."""
    if actor.represents(agreement.case.party_id):
        return YES
    return no("협약서에는 조직의 대표만 서명할 수 있어요. 대표에게 알려 주세요.")


def may_sign_as_center(actor: Actor, agreement: Agreement) -> Permission:
    """An approver of whoever runs the round who did not sign for the grantee. The money is the giver's: nobody steps in here."""
    if not actor.acts_for(agreement.case.round.operator_id, Role.APPROVER):
        return no("지원하는 쪽 서명은 모집을 맡은 곳의 결재자가 해요.")
    if actor.is_member(agreement.case.party_id):
        return no(_OWN_PARTY)
    if actor.account_id == agreement.grantee_signed_by_id:
        return no("한 사람이 두 쪽에 서명할 수 없어요.")
    return YES


def may_ask(actor: Actor, agreement: Agreement) -> Permission:
    """Ask for money and hand in a settlement: a representative."""
    if actor.represents(agreement.case.party_id):
        return YES
    return no("사업비 신청과 정산은 조직의 대표가 해요.")


def may_write(actor: Actor, agreement: Agreement) -> Permission:
    """Enter expenses and reports: a representative or an editor."""
    if actor.may_write_for(agreement.case.party_id):
        return YES
    return no("이 조직에서 쓰기 권한을 가진 사람만 할 수 있어요. 대표에게 부탁해 주세요.")


def may_judge_money(actor: Actor, agreement: Agreement) -> Permission:
    """Accept or disallow expenses, confirm a settlement: an officer or finance seat of whoever runs the round."""
    if actor.is_member(agreement.case.party_id):
        return no(_OWN_PARTY)
    if programs.runs(actor, agreement.case.round, Role.OFFICER, Role.FINANCE):
        return YES
    return no("집행과 정산은 이 모집을 맡은 곳의 담당자나 회계 담당이 확인해요.")
