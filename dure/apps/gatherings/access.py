"""Who may do what with gatherings. Every no has its reason."""

from dure.apps.gatherings.models import Duty, Gathering
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role


def may_see_desk(actor: Actor) -> Permission:
    """The working pages: everyone in a seat of the center, and the auditor."""
    return YES if actor.is_center or actor.has(Role.AUDITOR) else no("센터 직원만 볼 수 있는 화면이에요.")


def may_host(actor: Actor) -> Permission:
    """Plan, call, hold and write up."""
    if actor.is_system or actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return YES
    return no("모임은 센터의 사업 담당이 열고 적어요. 담당자에게 부탁해 주세요.")


def may_finish(actor: Actor, duty: Duty) -> Permission:
    """The seat that was given the duty, and whoever hosts."""
    if actor.seat_id == duty.seat_id or may_host(actor):
        return YES
    return no("이 일을 맡은 자리에서 마쳤다고 적어요.")


def may_read_files(actor: Actor, gathering: Gathering) -> Permission:
    """Materials of what was called are for everybody; those of a plan for the center."""
    if gathering.called_at is not None:
        return YES
    return may_see_desk(actor)
