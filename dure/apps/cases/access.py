"""Who may do what with a case. Every no has its reason."""

from dure.apps.cases.models import Case, Partner, ProxyEntry, StageRun
from dure.apps.cases.queries.cases import STAFF
from dure.apps.cases.words import Outcome
from dure.apps.programs import facade as programs
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_OWN_PARTY = "내가 속한 조직의 신청은 내가 검토할 수 없어요. 다른 담당자에게 부탁해 주세요."
_ENTERED = "내가 대신 낸 신청은 내가 검토할 수 없어요. 다른 담당자에게 부탁해 주세요."


def may_start(actor: Actor, party_id: int) -> Permission:
    """Begin an application: a representative or an editor of the party."""
    if actor.may_write_for(party_id):
        return YES
    return no("이 조직에서 쓰기 권한을 가진 사람만 신청서를 시작할 수 있어요. 대표에게 부탁해 주세요.")


def may_write(actor: Actor, case: Case) -> Permission:
    """Write in it: a representative or an editor. Where and until when is a matter of `open_places`."""
    if actor.may_write_for(case.party_id) or (may_enter_for(actor) and is_entered_for(case)):
        return YES
    return no(f"이 신청서는 {case.party.name}의 대표와 실무자만 고칠 수 있어요. 초대를 부탁해 주세요.")


def may_submit(actor: Actor, case: Case) -> Permission:
    """Hand it in: whoever writes it, once."""
    if case.outcome != Outcome.DRAFT:
        return no("이미 낸 신청서예요. 접수증에서 접수번호를 확인해 주세요.")
    if not actor.may_write_for(case.party_id) and may_write(actor, case):
        return no("창구에서 대신 쓴 신청서는 본인이 확인 부호를 읽어 준 뒤 대리 입력 화면에서 내 주세요.")
    return may_write(actor, case)


def may_withdraw(actor: Actor, case: Case) -> Permission:
    """Withdraw it: whoever writes it, until the selection is announced."""
    if case.outcome not in {Outcome.DRAFT, Outcome.RUNNING}:
        return no("이미 결과가 정해진 신청이라 철회할 수 없어요. 담당자에게 문의해 주세요.")
    if case.runs.filter(kind="selection", closed_at__isnull=False).exists():
        return no("선정 결과가 발표된 뒤에는 철회할 수 없어요. 협약을 맺지 않으려면 담당자에게 알려 주세요.")
    return may_write(actor, case)


def may_see_receipt(actor: Actor, case: Case) -> Permission:
    """The receipt: members of the party, and the counter for what was entered there; nobody has one before handing in."""
    if case.receipt_number is None:
        return no("아직 내지 않은 신청서라 접수증이 없어요.")
    if may_enter_for(actor) and is_entered_for(case):
        return YES
    return YES if actor.is_member(case.party_id) else no("접수증은 신청한 조직의 구성원만 볼 수 있어요.")


def may_see_desk(actor: Actor) -> Permission:
    """Lists and reading for those who look after rounds: the center, the auditor, officers of governments, operators."""
    if actor.has_in_center(*STAFF) or actor.has(Role.AUDITOR, Role.GOVERNMENT, Role.OPERATOR):
        return YES
    return no("신청 접수 화면은 담당자만 볼 수 있어요.")


def may_count_drafts(actor: Actor) -> Permission:
    """How many are still being written: the center's seats and the auditor. Governments learn of an application when it comes to them."""
    if actor.has_in_center(*STAFF) or actor.has(Role.AUDITOR):
        return YES
    return no("쓰는 중인 신청서가 몇 건인지는 센터 직원만 볼 수 있어요.")


def may_download(actor: Actor) -> Permission:
    """Take a list along: the center's seats, an operator for its rounds, and the auditor."""
    if actor.has_in_center(*STAFF) or actor.has(Role.AUDITOR, Role.OPERATOR):
        return YES
    return no("목록 내려받기는 센터 직원만 할 수 있어요.")


def may_screen(actor: Actor, run: StageRun) -> Permission:
    """Judge formal requirements: the center's officers, or for another tier its own officers (of the case's district)."""
    case = run.case
    if actor.is_member(case.party_id):
        return no(_OWN_PARTY)
    if actor.account_id is not None and actor.account_id == case.submitted_by_id:
        return no(_ENTERED)
    if run.tier in {"", "center"}:
        return (
            YES
            if programs.runs(actor, case.round, Role.OFFICER, Role.ADMINISTRATOR)
            else no("적격검토는 모집을 맡은 곳의 사업 담당자가 해요.")
        )
    if actor.has(Role.GOVERNMENT) and actor.tier == run.tier and (run.tier != "district" or actor.district == case.district_id):
        return YES
    return no("이 단계의 검토는 해당 행정기관의 담당자가 해요.")


def may_migrate(actor: Actor, found: programs.Round) -> Permission:
    """Bring a round to another version: the center's officers and administrators, none of whom has an application of their own in it."""
    if Case.objects.filter(round=found, party_id__in=actor.party_ids).exclude(outcome=Outcome.WITHDRAWN).exists():
        return no("내가 속한 조직이 신청한 모집은 내가 옮길 수 없어요. 다른 담당자에게 부탁해 주세요.")
    if actor.is_system or actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("모집의 판은 센터의 사업 담당자가 옮겨요. 담당자에게 부탁해 주세요.")


def may_assign(actor: Actor, case: Case) -> Permission:
    """Give it to a seat: the center's officers and administrators."""
    if actor.is_member(case.party_id):
        return no(_OWN_PARTY)
    return (
        YES if programs.runs(actor, case.round, Role.OFFICER, Role.ADMINISTRATOR) else no("담당 자리는 모집을 맡은 곳의 담당자가 정해요.")
    )


def may_enter_for(actor: Actor) -> Permission:
    """Take an application in at the counter: the center's officers and administrators."""
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("창구에서 대신 입력하는 일은 센터의 사업 담당자가 해요.")


def is_entered_for(case: Case) -> bool:
    """Was it begun at the counter on behalf of somebody?"""
    return ProxyEntry.objects.filter(case=case).exists()


def may_precheck(actor: Actor, run: StageRun) -> Permission:
    """Write a precheck down: as for screening."""
    return may_screen(actor, run)


def may_write_part(actor: Actor, partner: Partner) -> Permission:
    """Fill in a partner's own part: its writers once it was invited; for a partner without an account here, the applicant's."""
    if partner.party_id is None:
        return may_write(actor, partner.case)
    if partner.invited_at is None:
        return no(f"{partner.name}에 초대를 보내면 그 단체가 직접 쓸 수 있어요.")
    return YES if actor.may_write_for(partner.party_id) else no(f"이 부분은 {partner.name}의 대표와 실무자만 쓸 수 있어요.")


def may_sign_part(actor: Actor, partner: Partner) -> Permission:
    """Sign it: a representative of the partner."""
    if partner.party_id is None or partner.invited_at is None:
        return no("초대를 받은 참여 단체만 서명할 수 있어요.")
    return YES if actor.represents(partner.party_id) else no(f"{partner.name}의 대표만 서명할 수 있어요. 대표에게 부탁해 주세요.")


def may_leave_as_partner(actor: Actor, partner: Partner) -> Permission:
    """Leave the application: a representative of the partner, while it is a draft."""
    if partner.case.outcome != Outcome.DRAFT:
        return no("이미 낸 신청이라 빠질 수 없어요. 신청한 조직이나 담당자에게 문의해 주세요.")
    if partner.party_id is not None and actor.represents(partner.party_id):
        return YES
    return no(f"{partner.name}의 대표만 참여를 그만둘 수 있어요.")
