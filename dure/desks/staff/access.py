"""Who may sit at the center's desk."""

from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role


def may_see_desk(actor: Actor) -> Permission:
    """Everyone in a seat of the center, and the auditor."""
    if actor.is_center or actor.has(Role.AUDITOR):
        return YES
    return no("센터 직원만 볼 수 있는 화면이에요. 센터 자리가 있다면 로그인한 뒤 2단계 인증을 마쳐 주세요.")
