"""Where a panel stands, and what a conflict does to it. Parts: they join the verb that calls them."""

from datetime import datetime

from dure.apps.review.models import Conflict, Panel, PanelSeat
from dure.apps.review.queries import panels as queries
from dure.apps.review.queries import tally
from dure.apps.review.queries.ties import ties_by_case
from dure.apps.review.words import ConflictSource, PanelState
from dure.kernel.errors import OutOfTurn
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import part


@part
def locked_panel(panel_id: int, *states: PanelState) -> Panel:
    """The panel, locked; without states, in whichever it is. Every verb that writes in a panel locks it first."""
    panel = Panel.objects.select_for_update(of=("self",)).get(pk=panel_id)
    if states and panel.state not in states:
        raise OutOfTurn("지금 상태에서는 할 수 없는 일이에요. 화면을 새로 고쳐 확인해 주세요.")
    return panel


@part
def recompute_conflicts(seat: PanelSeat, *, at: datetime) -> int:
    """A computed conflict for every tie; those whose tie is gone fall. Returns how many cases the reviewer is bound to."""
    reasons = ties_by_case(seat.reviewer, queries.cases_in(seat.panel), at)
    seat.conflicts.filter(source=ConflictSource.COMPUTED).exclude(case_id__in=reasons).delete()
    said = set(seat.conflicts.filter(conflicted=True).exclude(source=ConflictSource.COMPUTED).values_list("case_id", flat=True))
    for case_id, reason in reasons.items():
        if case_id in said:
            continue
        Conflict.objects.update_or_create(
            seat=seat,
            case_id=case_id,
            defaults={"conflicted": True, "source": ConflictSource.COMPUTED, "reason": reason[:300], "declared_at": at},
        )
    return len(reasons)


@part
def strike(seat: PanelSeat, panel: Panel, case_id: int, *, source: ConflictSource, reason: str, by: Actor, at: datetime) -> Conflict:
    """The seat stands aside from the case. Once the tally is open, the old ranking goes into the journal and the drawn-up selection falls."""
    if panel.opened_at is not None:
        _remember_ranking(panel, by=by, at=at)
    conflict, _ = Conflict.objects.update_or_create(
        seat=seat, case_id=case_id, defaults={"conflicted": True, "source": source, "reason": reason[:300], "declared_at": at}
    )
    journal.write(conflict, "stand_aside", by=by, at=at, reason=reason[:300], detail={"case": case_id, "source": str(source)})
    if panel.state == PanelState.DECIDED:
        panel.decisions.all().delete()
        panel.state, panel.announce_on = PanelState.OPENED, None
        panel.save(update_fields=["state", "announce_on"])
    return conflict


def _remember_ranking(panel: Panel, *, by: Actor, at: datetime) -> None:
    before = sorted(tally.tallies_of(panel), key=lambda line: -line.mean)
    kept = [{"case": line.case_id, "mean": line.mean, "sheets": len(line.totals)} for line in before]
    journal.write(panel, "ranking_before", by=by, at=at, detail={"ranking": kept})
