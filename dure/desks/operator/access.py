"""Who may sit at an operator's desk."""

from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role


def may_see_own(actor: Actor) -> Permission:
    """One's own parts: every seat of an operator."""
    return YES if actor.has(Role.OPERATOR) else no("수행기관의 자리에 앉은 사람만 볼 수 있는 화면이에요.")


def may_see_all(actor: Actor) -> Permission:
    """Every operator of a program side by side: the center and the auditor."""
    return YES if actor.is_center or actor.has(Role.AUDITOR) else no("센터 직원만 볼 수 있는 화면이에요.")


def may_see_part(actor: Actor) -> Permission:
    """One operator's part; whose, the query says."""
    return YES if may_see_own(actor) else may_see_all(actor)
