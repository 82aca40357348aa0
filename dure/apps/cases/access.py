"""Who may do what with a case. Every no has its reason."""

from dure.apps.cases.models import Case, StageRun
from dure.apps.cases.queries.cases import STAFF
from dure.apps.cases.words import Outcome
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_OWN_PARTY = "내가 속한 조직의 신청은 내가 검토할 수 없어요. 다른 담당자에게 부탁해 주세요."


def may_start(actor: Actor, party_id: int) -> Permission:
    """Begin an application: a representative or an editor of the party."""
    if actor.may_write_for(party_id):
        return YES
    return no("이 조직에서 쓰기 권한을 가진 사람만 신청서를 시작할 수 있어요. 대표에게 부탁해 주세요.")


def may_write(actor: Actor, case: Case) -> Permission:
    """Write in it: a representative or an editor. Where and until when is a matter of `open_places`."""
    if actor.may_write_for(case.party_id):
        return YES
    return no(f"이 신청서는 {case.party.name}의 대표와 실무자만 고칠 수 있어요. 초대를 부탁해 주세요.")


def may_submit(actor: Actor, case: Case) -> Permission:
    """Hand it in: whoever writes it, once."""
    if case.outcome != Outcome.DRAFT:
        return no("이미 낸 신청서예요. 접수증에서 접수번호를 확인해 주세요.")
    return may_write(actor, case)


def may_withdraw(actor: Actor, case: Case) -> Permission:
    """Withdraw it: whoever writes it, until the selection is announced."""
    if case.outcome not in {Outcome.DRAFT, Outcome.RUNNING}:
        return no("이미 결과가 정해진 신청이라 철회할 수 없어요. 담당자에게 문의해 주세요.")
    if case.runs.filter(kind="selection", closed_at__isnull=False).exists():
        return no("선정 결과가 발표된 뒤에는 철회할 수 없어요. 협약을 맺지 않으려면 담당자에게 알려 주세요.")
    return may_write(actor, case)


def may_see_receipt(actor: Actor, case: Case) -> Permission:
    """The receipt: members of the party; nobody has one before handing in."""
    if case.receipt_number is None:
        return no("아직 내지 않은 신청서라 접수증이 없어요.")
    return YES if actor.is_member(case.party_id) else no("접수증은 신청한 조직의 구성원만 볼 수 있어요.")


def may_see_desk(actor: Actor) -> Permission:
    """Lists and reading for those who look after rounds: the center, the auditor, officers of governments, operators."""
    if actor.has_in_center(*STAFF) or actor.has(Role.AUDITOR, Role.GOVERNMENT, Role.OPERATOR):
        return YES
    return no("신청 접수 화면은 담당자만 볼 수 있어요.")


def may_download(actor: Actor) -> Permission:
    """Take a list along: the center's seats and the auditor."""
    if actor.has_in_center(*STAFF) or actor.has(Role.AUDITOR):
        return YES
    return no("목록 내려받기는 센터 직원만 할 수 있어요.")


def may_screen(actor: Actor, run: StageRun) -> Permission:
    """Judge formal requirements: the center's officers, or for another tier its own officers (of the case's district)."""
    case = run.case
    if actor.is_member(case.party_id):
        return no(_OWN_PARTY)
    if run.tier in {"", "center"}:
        return YES if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR) else no("적격검토는 센터의 사업 담당자가 해요.")
    if actor.has(Role.GOVERNMENT) and actor.tier == run.tier and (run.tier != "district" or actor.district == case.district_id):
        return YES
    return no("이 단계의 검토는 해당 행정기관의 담당자가 해요.")


def may_assign(actor: Actor, case: Case) -> Permission:
    """Give it to a seat: the center's officers and administrators."""
    if actor.is_member(case.party_id):
        return no(_OWN_PARTY)
    return YES if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR) else no("담당 자리는 센터의 사업 담당자가 정해요.")
