"""Who may do what with programs. Every no has its reason."""

from dure.apps.programs.models import Edition, PartAppointment, Program, Round
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.actor import Actor, Role

_ONLY_CENTER = "센터의 사업 담당자만 할 수 있어요. 담당자에게 부탁해 주세요."
_ONLY_RUNNER = "이 모집을 맡은 곳의 담당자만 할 수 있어요. 센터가 직접 하려면 모집 현황에서 까닭을 적고 함께 진행해 주세요."
_HISTORICAL = "지난 자료로만 남은 해예요. 운영 중인 해로 복사해서 여세요."


def may_see_desk(actor: Actor) -> Permission:
    """The staff pages of programs: everyone in a seat of the center."""
    return YES if actor.is_center else no("센터 직원만 볼 수 있는 화면이에요.")


def _is_program_staff(actor: Actor) -> bool:
    return actor.is_system or actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR)


def runs(actor: Actor, found: Round, *roles: Role) -> bool:
    """Who runs a round: the center with one of these roles its own; the operator's seats theirs, and the center beside them once it
    has stepped in with a reason. The one question that cases, review and grants ask before anything is done in a round."""
    if actor.acts_for(found.operator_id, *roles):
        return True
    return found.stepped_in_at is not None and actor.has_in_center(*roles)


def may_see_rounds(actor: Actor) -> Permission:
    """Pages of one round: everyone in a seat of the center, and operators; which rounds, their query says."""
    return YES if actor.is_center or actor.has(Role.OPERATOR) else no("센터 직원과 수행기관만 볼 수 있는 화면이에요.")


def may_plan_part(actor: Actor, appointment: PartAppointment) -> Permission:
    """A round of part two: a seat of the operator that was appointed, while the appointment and its year last."""
    if not actor.acts_for(appointment.operator_id):
        return no("수행기관의 자리에 앉은 사람만 참여기업 모집을 준비할 수 있어요.")
    if appointment.ended_at is not None:
        return no("끝난 위탁이에요. 센터에 문의해 주세요.")
    return YES if appointment.round.program.edition.is_current else no(_HISTORICAL)


def may_step_in(actor: Actor, found: Round) -> Permission:
    """Act in an operator's round, or leave it again: the center's officers and administrators."""
    if found.operator_id is None:
        return no("센터가 진행하는 모집이에요.")
    return YES if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR) else no(_ONLY_CENTER)


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
    """Open the round: whoever runs it."""
    return _may_run(actor, found)


def may_change_dates(actor: Actor, found: Round) -> Permission:
    """Change the dates of a published round: whoever runs it."""
    return _may_run(actor, found)


def may_close(actor: Actor, found: Round) -> Permission:
    """Close or end the round: whoever runs it."""
    return _may_run(actor, found)


def may_cancel(actor: Actor, found: Round) -> Permission:
    """Call the round off: whoever runs it."""
    return _may_run(actor, found)


def may_track(actor: Actor, found: Round) -> Permission:
    """Begin and finish tracked stages: whoever runs the round."""
    return YES if actor.is_system or runs(actor, found, Role.OFFICER, Role.ADMINISTRATOR) else no(_ONLY_RUNNER)


def _may_run(actor: Actor, found: Round) -> Permission:
    if not (actor.is_system or runs(actor, found, Role.OFFICER, Role.ADMINISTRATOR)):
        return no(_ONLY_CENTER if found.operator_id is None else _ONLY_RUNNER)
    return YES if found.program.edition.is_current else no(_HISTORICAL)
