"""What applicants read of each criterion: comments of the reviewers, edited and approved by staff."""

from collections.abc import Mapping
from datetime import datetime

from dure.apps.review import access
from dure.apps.review.actions.standing import locked_panel
from dure.apps.review.models import Decision, Panel, Remark
from dure.apps.review.queries import panels as queries
from dure.apps.review.words import PanelState
from dure.kernel.errors import Refused
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

LONGEST = 2000


@verb
def approve_feedback(*, decision_id: int, remarks: Mapping[str, str], by: Actor, at: datetime, key: Key = NO_KEY) -> Decision:
    """Approve the remarks of one application. They are told with the result, or by a letter of their own when it was told before."""
    decision = Decision.objects.select_related("panel").get(pk=decision_id)
    panel = locked_panel(decision.panel_id, PanelState.DECIDED, PanelState.ANNOUNCED)
    access.may_lead(by, panel).or_refuse()
    kept = {name: text.strip()[:LONGEST] for name, text in remarks.items() if text.strip() and name in queries.points_of(panel)}
    if not kept:
        raise Refused("알릴 의견을 한 항목이라도 적어 주세요.")
    _must_name_nobody(panel, kept.values())
    decision.remarks.exclude(criterion__in=kept).delete()
    for criterion, text in kept.items():
        Remark.objects.update_or_create(
            decision=decision,
            criterion=criterion,
            defaults={"text": text, "approved_at": at, "approved_by_id": by.account_id, "approved_by_name": by.name},
        )
    journal.write(decision, "approve_feedback", by=by, at=at, detail={"criteria": sorted(kept)})
    if decision.announced_at is not None:
        events.emit("feedback_released", subject=decision, at=at, case_id=decision.case_id)
    return decision


def _must_name_nobody(panel: Panel, texts: object) -> None:
    names = set(queries.seats_in(panel).values_list("reviewer__account__name", flat=True))
    if found := sorted(name for name in names if any(name in text for text in texts)):  # type: ignore[attr-defined]
        raise Refused(f"의견에 심사위원 이름이 들어 있어요: {', '.join(found)}. 이름을 지워 주세요.")
