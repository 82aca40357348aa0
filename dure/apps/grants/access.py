"""Who may do what with an agreement; every no has its reason."""

from dure.apps.grants.models import Agreement, AgreementDuty, Amendment, Verification
from dure.apps.grants.words import Side
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


def may_ask_budget(actor: Actor, agreement: Agreement) -> Permission:
    """Ask for another budget: a representative, for it changes what was promised."""
    if actor.represents(agreement.case.party_id):
        return YES
    return no("예산 변경은 조직의 대표가 신청해요.")


def may_reopen_month(actor: Actor, agreement: Agreement) -> Permission:
    """Open a closed month again: who writes for the grantee, or who judges its money."""
    if actor.may_write_for(agreement.case.party_id):
        return YES
    return may_judge_money(actor, agreement)


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


def may_put_refund_account(actor: Actor, party_id: int) -> Permission:
    """The account to which grantees pay back: the center's finance or administrator for the center, an operator's seat for the operator."""
    if actor.organization_id == party_id and (actor.has_in_center(Role.FINANCE, Role.ADMINISTRATOR) or actor.has(Role.OPERATOR)):
        return YES
    return no("반납받을 계좌는 돈을 주는 쪽의 회계 담당이 적어요.")


def may_name_accountant(actor: Actor, agreement: Agreement) -> Permission:
    """The grantee's representative, or whoever judges its money."""
    return YES if actor.represents(agreement.case.party_id) else may_judge_money(actor, agreement)


def may_verify(actor: Actor, verification: Verification) -> Permission:
    """Only the accountant who was named."""
    if actor.account_id is not None and actor.account_id == verification.accountant_id:
        return YES
    return no("이 정산을 검증하도록 정해진 회계사만 할 수 있어요.")


def may_read_record(actor: Actor, party_id: int) -> Permission:
    """The five-year record: the party itself, the center's desk and the auditor."""
    if actor.is_member(party_id) or may_see_all(actor):
        return YES
    return no("지원 이력은 그 조직과 센터만 볼 수 있어요.")


def may_meet_party_duty(actor: Actor, party_id: int) -> Permission:
    """Show that an audit or a disclosure was done, or skip where it may be: who writes for the party."""
    return YES if actor.may_write_for(party_id) else no("이 조직에서 쓰기 권한을 가진 사람이 알려요.")


def may_see_all(actor: Actor) -> bool:
    """A seat of the center's desk, or the auditor."""
    return actor.has_in_center(Role.OFFICER, Role.FINANCE, Role.APPROVER, Role.ADMINISTRATOR) or actor.has(Role.AUDITOR)


def may_download_pack(actor: Actor, agreement: Agreement) -> Permission:
    """Everything in one file: who judges the money, an approver or administrator of the center, and the auditor; never of one's own party."""
    if actor.is_member(agreement.case.party_id):
        return no(_OWN_PARTY)
    if may_see_desk(actor, agreement.case.round):
        return YES
    return no("정산 서류 묶음은 센터와 감사 담당만 내려받을 수 있어요.")


def side_of(actor: Actor, agreement: Agreement) -> Side:
    """On which side somebody stands."""
    return Side.GRANTEE if actor.is_member(agreement.case.party_id) else Side.CENTER


def may_ask_amendment(actor: Actor, agreement: Agreement) -> Permission:
    """Ask for another text of the agreement: who writes for the grantee, or a program officer of the giver."""
    return may_write(actor, agreement) if side_of(actor, agreement) is Side.GRANTEE else may_run(actor, agreement)


def may_judge_amendment(actor: Actor, amendment: Amendment) -> Permission:
    """Approve or decline what was asked: an approver of the giver who did not ask for it and is not of the grantee."""
    agreement = amendment.agreement
    if not actor.acts_for(agreement.case.round.operator_id, Role.APPROVER):
        return no("협약 변경은 지원하는 쪽의 결재자가 승인해요.")
    if actor.is_member(agreement.case.party_id):
        return no(_OWN_PARTY)
    return no("내가 요청한 변경은 다른 결재자가 승인해요.") if actor.account_id == amendment.asked_by_id else YES


def may_withdraw_amendment(actor: Actor, amendment: Amendment) -> Permission:
    """Take it back: the side that asked."""
    if side_of(actor, amendment.agreement) == amendment.asked_side:
        return may_ask_amendment(actor, amendment.agreement)
    return no("변경을 요청한 쪽에서만 거둘 수 있어요.")


def may_sign_amendment_as_center(actor: Actor, amendment: Amendment) -> Permission:
    """As under the agreement: an approver of the giver, never who signed for the grantee."""
    agreement = amendment.agreement
    if not actor.acts_for(agreement.case.round.operator_id, Role.APPROVER):
        return no("지원하는 쪽 서명은 모집을 맡은 곳의 결재자가 해요.")
    if actor.is_member(agreement.case.party_id):
        return no(_OWN_PARTY)
    return no("한 사람이 두 쪽에 서명할 수 없어요.") if actor.account_id == amendment.grantee_signed_by_id else YES


def may_set_forms(actor: Actor) -> Permission:
    """Bring the center's own forms in and say what their fields mean: officers and administrators of the center."""
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("기관 양식은 센터의 사업 담당자와 관리자가 다뤄요.")


def may_meet_duty(actor: Actor, duty: AgreementDuty) -> Permission:
    """Say that a duty is met, with what shows it: a program officer of the giver; who writes for the grantee, for its own duties."""
    agreement = duty.agreement
    if side_of(actor, agreement) is Side.CENTER:
        return may_run(actor, agreement)
    return may_write(actor, agreement) if duty.who == Side.GRANTEE else no("센터가 지킬 의무는 센터에서 적어요.")


def may_audit(actor: Actor) -> Permission:
    """The auditor's desk: samples, findings and full exports. Reading everything, changing no money."""
    return YES if actor.has(Role.AUDITOR) else no("감사 화면은 감사 자리에서만 볼 수 있어요.")


def may_audit_party(actor: Actor, party_id: int) -> Permission:
    """Check an expense and open its papers: an auditor who is not of the grantee."""
    return no(_OWN_PARTY) if actor.is_member(party_id) else may_audit(actor)
