"""An announcement set for an instant: the house tells all results of the panel then, to everybody at once."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.review import access
from dure.apps.review.actions.selection import tell_all
from dure.apps.review.actions.standing import locked_panel
from dure.apps.review.models import Panel
from dure.apps.review.words import PanelState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def schedule_announcement(*, panel_id: int, announce_on: datetime | None, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Set the instant of the announcement, or take it back with None. Until then nobody outside the desk can see that there is one."""
    panel = locked_panel(panel_id, PanelState.DECIDED)
    access.may_announce(by, panel).or_refuse()
    if announce_on is not None and announce_on <= at:
        raise Refused("발표할 때는 지금보다 뒤여야 해요.")
    panel.announce_on = announce_on
    panel.announce_by_id, panel.announce_by_name = (by.account_id, by.name) if announce_on else (None, "")
    panel.save(update_fields=["announce_on", "announce_by_id", "announce_by_name"])
    journal.write(panel, "schedule_announcement", by=by, at=at, detail={"on": announce_on.isoformat() if announce_on else ""})
    return panel


@verb
def announce_as_scheduled(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """The house's turn at the set instant. If the drawn-up selection no longer fits, the appointment falls and the desk sees why."""
    panel = locked_panel(panel_id, PanelState.DECIDED)
    if panel.announce_on is None or panel.announce_on > at:
        raise OutOfTurn("아직 발표할 때가 아니에요.")
    return tell_all(panel, by=by, at=at)


@verb
def drop_appointment(*, panel_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """An announcement that could not be made at its instant is made by hand."""
    panel = locked_panel(panel_id)
    panel.announce_on = None
    panel.save(update_fields=["announce_on"])
    journal.write(panel, "drop_appointment", by=by, at=at, reason=reason[:300])
    return panel


def announce_due(at: datetime) -> None:
    """Every panel whose instant has come."""
    due = Panel.objects.filter(state=PanelState.DECIDED, announce_on__lte=at).order_by("announce_on", "id")
    for panel in list(due):
        by = Actor.system(_("발표 예약 (%(name)s)") % {"name": panel.announce_by_name}, via="worker")
        try:
            announce_as_scheduled(panel_id=panel.pk, by=by, at=at)
        except OutOfTurn as late:
            drop_appointment(panel_id=panel.pk, reason=" ".join(late.reasons), by=by, at=at)
