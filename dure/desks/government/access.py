"""Who sits at a government's desk."""

from dure.apps.cases import facade as cases
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role


def may_see_desk(actor: Actor) -> Permission:
    """Officers of a district, the city or a ministry, in a seat of that tier."""
    if actor.has(Role.GOVERNMENT) and actor.tier in cases.GOVERNMENT_TIERS:
        return YES
    return no("자치구, 시, 부처의 담당자만 볼 수 있는 화면이에요.")
