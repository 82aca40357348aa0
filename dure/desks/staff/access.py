"""Who may sit at the center's desk."""

from dure.apps.programs import facade as programs
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role


def may_see_desk(actor: Actor) -> Permission:
    """Everyone in a seat of the center, and the auditor."""
    if actor.is_center or actor.has(Role.AUDITOR):
        return YES
    return no("센터 직원만 볼 수 있는 화면이에요. 센터 자리가 있다면 로그인한 뒤 2단계 인증을 마쳐 주세요.")


def may_put_rate(actor: Actor) -> Permission:
    """Add a value by which money is counted: a finance or administrator seat of the center."""
    return YES if actor.has_in_center(Role.FINANCE, Role.ADMINISTRATOR) else no("기준값은 센터의 회계 담당이나 관리 담당이 더해요.")


def may_see_round(actor: Actor) -> Permission:
    """One round's dashboard: the desk, and an operator for its own."""
    return YES if actor.has(Role.OPERATOR) else may_see_desk(actor)


def may_run_round(actor: Actor, found: programs.Round) -> Permission:
    """Open, move, close and track a round: what the pages of programs will ask again."""
    if programs.runs(actor, found, Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("모집은 맡은 곳의 사업 담당자가 열고 마감해요.")


def may_see_review(actor: Actor) -> Permission:
    """Panels and rankings: the center's program seats, operators in their rounds, and the auditor."""
    if actor.has(Role.OPERATOR):
        return YES
    if actor.has_in_center(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR) or actor.has(Role.AUDITOR):
        return YES
    return no("심사와 선정은 사업 담당자와 결재자가 봐요.")


def may_gather(actor: Actor) -> Permission:
    """Open a gathering about a round: what the pages of gatherings will ask again."""
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("모임은 센터의 사업 담당이 열어요.")
