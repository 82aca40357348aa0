"""Who may do what with an agreement; every no has its reason."""

from dure.apps.grants.models import Agreement
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_OWN_PARTY = "내가 속한 조직의 일은 센터 자리에서 다룰 수 없어요. 다른 담당자에게 부탁해 주세요."


def may_read(actor: Actor, agreement: Agreement) -> Permission:
    """Members of the grantee, the center's staff and auditors."""
    if actor.is_member(agreement.case.party_id) or may_see_desk(actor):
        return YES
    return no("이 협약은 협약을 맺은 조직과 센터만 볼 수 있어요.")


def may_draft(actor: Actor) -> Permission:
    """Write an agreement for a selected case: a program officer of the center."""
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("센터의 사업 담당자만 할 수 있는 일이에요.")


def may_see_desk(actor: Actor) -> Permission:
    """The desk's lists of agreements: the center's seats and the auditor."""
    if actor.has_in_center(Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR) or actor.has(Role.AUDITOR):
        return YES
    return no("협약과 정산 화면은 센터 직원만 볼 수 있어요.")


def may_run(actor: Actor, agreement: Agreement) -> Permission:
    """Offer, take back, judge reports, publish: a program officer of the center who is not of the grantee."""
    return no(_OWN_PARTY) if actor.is_member(agreement.case.party_id) else may_draft(actor)


def may_sign_as_grantee(actor: Actor, agreement: Agreement) -> Permission:
    """Only a representative signs."""
    if actor.represents(agreement.case.party_id):
        return YES
    return no("협약서에는 조직의 대표만 서명할 수 있어요. 대표에게 알려 주세요.")


def may_sign_as_center(actor: Actor, agreement: Agreement) -> Permission:
    """An approver of the center who did not sign for the grantee."""
    if not actor.has_in_center(Role.APPROVER):
        return no("센터 쪽 서명은 결재자가 해요.")
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
    """Accept or disallow expenses, confirm a settlement: an officer or finance seat of the center."""
    if actor.is_member(agreement.case.party_id):
        return no(_OWN_PARTY)
    if actor.has_in_center(Role.OFFICER, Role.FINANCE):
        return YES
    return no("집행과 정산은 센터의 담당자나 회계 담당이 확인해요.")
