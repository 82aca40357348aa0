"""Who may sit at the center's desk."""

from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role


def may_see_desk(actor: Actor) -> Permission:
    """Everyone in a seat of the center, and the auditor."""
    if actor.is_center or actor.has(Role.AUDITOR):
        return YES
    return no("센터 직원만 볼 수 있는 화면이에요. 센터 자리가 있다면 로그인한 뒤 2단계 인증을 마쳐 주세요.")


def may_run_rounds(actor: Actor) -> Permission:
    """Open, move, close and track rounds: what the pages of programs will ask again."""
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("모집은 센터의 사업 담당자가 열고 마감해요.")


def may_see_review(actor: Actor) -> Permission:
    """Panels and rankings: the center's program seats, and the auditor."""
    if actor.has_in_center(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR) or actor.has(Role.AUDITOR):
        return YES
    return no("심사와 선정은 사업 담당자와 결재자가 봐요.")
