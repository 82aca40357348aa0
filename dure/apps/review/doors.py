"""Readers of application files: a reviewer, for as long as the panel judges, of cases they declared themselves free of."""

from dure.apps.cases import facade as cases
from dure.apps.review import access
from dure.apps.review.models import Objection, Panel, PanelSeat
from dure.apps.review.words import PanelState, SeatState
from dure.kernel.verdicts import YES, Permission, no
from dure.platform import doors
from dure.platform.actor import Actor, Role


def reads_as_reviewer(actor: Actor, case_id: int) -> bool:
    """Files of a case in an open panel; a blind review shows none, because their contents tell who applies."""
    if actor.account_id is None or not actor.has(Role.REVIEWER):
        return False
    seats = PanelSeat.objects.filter(
        reviewer__account_id=actor.account_id, state=SeatState.ACCEPTED, panel__state=PanelState.OPEN, panel__blind=False
    )
    free = seats.filter(conflicts__case_id=case_id, conflicts__conflicted=False).exists()
    return free and cases.parties_in(case_id).isdisjoint(actor.party_ids)


def may_read_objection(actor: Actor, objection_id: int) -> Permission:
    """Papers of an objection: the applicant's members, and the desk of its panel."""
    objection = Objection.objects.select_related("decision__case", "decision__panel").filter(pk=objection_id).first()
    if objection and (actor.is_member(objection.decision.case.party_id) or access.may_see_desk(actor, objection.decision.panel)):
        return YES
    return no("이의신청 서류는 신청한 조직과 심사 담당자만 볼 수 있어요.")


def may_read_copy(actor: Actor, panel_id: int) -> Permission:
    """Covered copies of a blind panel: its desk. Reviewers open them under the address of the paper they stand for."""
    panel = Panel.objects.select_related("round").filter(pk=panel_id).first()
    return access.may_see_desk(actor, panel) if panel else no("이 자료를 볼 수 있는 길이 없어요.")


def register() -> None:
    """Tell cases who else may read, and files who reads an objection or a covered copy."""
    cases.register_reader("review", reads_as_reviewer)
    doors.register("review.objection", may_read_objection)
    doors.register("review.panel", may_read_copy)
