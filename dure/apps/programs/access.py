"""Who may do what with programs. Every no has its reason."""

from dure.apps.programs.models import Edition, Program, Round
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_ONLY_CENTER = "센터의 사업 담당자만 할 수 있어요. 담당자에게 부탁해 주세요."
_HISTORICAL = "지난 자료로만 남은 해예요. 운영 중인 해로 복사해서 여세요."


def may_see_desk(actor: Actor) -> Permission:
    """The staff pages of programs: everyone in a seat of the center."""
    return YES if actor.is_center else no("센터 직원만 볼 수 있는 화면이에요.")


def _is_program_staff(actor: Actor) -> bool:
    return actor.is_system or actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR)


def may_open_edition(actor: Actor) -> Permission:
    """Begin a year."""
    return YES if _is_program_staff(actor) else no(_ONLY_CENTER)


def may_plan_in(actor: Actor, edition: Edition) -> Permission:
    """Put a program on a year's plan."""
    if not _is_program_staff(actor):
        return no(_ONLY_CENTER)
    return YES if edition.is_current else no(_HISTORICAL)


def may_plan(actor: Actor, program: Program) -> Permission:
    """Plan a round of the program, or give it a newer version."""
    return may_plan_in(actor, program.edition)


def may_open(actor: Actor, found: Round) -> Permission:
    """Open the round."""
    return may_plan(actor, found.program)


def may_change_dates(actor: Actor, found: Round) -> Permission:
    """Change the dates of a published round."""
    return may_plan(actor, found.program)


def may_close(actor: Actor, found: Round) -> Permission:
    """Close or end the round."""
    return may_plan(actor, found.program)


def may_cancel(actor: Actor, found: Round) -> Permission:
    """Call the round off."""
    return may_plan(actor, found.program)


def may_track(actor: Actor, found: Round) -> Permission:
    """Begin and finish tracked stages: program staff, and the operator for its own round."""
    if _is_program_staff(actor):
        return YES
    if found.operator_id is not None and actor.has(Role.OPERATOR) and actor.organization_id == found.operator_id:
        return YES
    return no(_ONLY_CENTER)
