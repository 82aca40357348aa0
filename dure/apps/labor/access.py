"""Who may do what with workers and monthly claims; every no has its reason."""

from dure.apps.grants import facade as grants
from dure.apps.labor.models import Correction
from dure.apps.programs import facade as programs
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_OWN_PARTY = "내가 속한 조직의 일은 센터 자리에서 다룰 수 없어요. 다른 담당자에게 부탁해 주세요."


def may_see_desk(actor: Actor) -> Permission:
    """The lists of claims: the center's seats, the auditor, and an operator for what it runs."""
    if actor.has_in_center(Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR) or actor.has(Role.AUDITOR, Role.OPERATOR):
        return YES
    return no("인건비 신청 화면은 센터 직원과 수행기관만 볼 수 있어요.")


def may_read_workers(actor: Actor, agreement: grants.Agreement) -> Permission:
    """Names in full, birth dates and contracts: who writes for the firm, who checks and approves. Other members see masked names."""
    approves = programs.runs(actor, agreement.case.round, Role.OFFICER, Role.FINANCE, Role.APPROVER)
    if actor.may_write_for(agreement.case.party_id) or actor.has(Role.AUDITOR) or approves:
        return YES
    return no("지원 인력의 개인정보는 조직에서 쓰기 권한을 가진 사람과 신청을 확인하는 담당자만 볼 수 있어요.")


def may_write(actor: Actor, agreement: grants.Agreement) -> Permission:
    """Workers, days and papers: a representative or an editor of the firm."""
    if actor.may_write_for(agreement.case.party_id):
        return YES
    return no("이 조직에서 쓰기 권한을 가진 사람만 할 수 있어요. 대표에게 부탁해 주세요.")


def may_hand_in(actor: Actor, agreement: grants.Agreement) -> Permission:
    """Claim a month: a representative."""
    if actor.represents(agreement.case.party_id):
        return YES
    return no("달 신청은 조직의 대표가 내요. 대표에게 알려 주세요.")


def may_check(actor: Actor, agreement: grants.Agreement) -> Permission:
    """Set the terms of the support, check a claim, decide on overlaps: an officer or finance seat of whoever runs the round."""
    if actor.is_member(agreement.case.party_id):
        return no(_OWN_PARTY)
    return YES if _runs(actor, agreement) else no("인건비 신청은 이 모집을 맡은 곳의 담당자나 회계 담당이 확인해요.")


def may_approve_correction(actor: Actor, correction: Correction) -> Permission:
    """Approve that a paid month comes back in part: officer, finance or approver of whoever runs the round, not the one who found it."""
    agreement = correction.claim.agreement
    if actor.is_member(agreement.case.party_id):
        return no(_OWN_PARTY)
    if not programs.runs(actor, agreement.case.round, Role.OFFICER, Role.FINANCE, Role.APPROVER):
        return no("되돌려받기는 이 모집을 맡은 곳의 담당자, 회계 담당이나 결재자가 승인해요.")
    return no("내가 적은 것은 다른 사람이 승인해요.") if actor.account_id == correction.asked_by_id else YES


def _runs(actor: Actor, agreement: grants.Agreement) -> bool:
    return programs.runs(actor, agreement.case.round, Role.OFFICER, Role.FINANCE)
