"""Verbs from the closed tally to the announcement."""

from collections.abc import Mapping
from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.review import access, queries, rules
from dure.apps.review.models import Decision, Panel
from dure.apps.review.words import DecisionOutcome, PanelState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

_EVENTS = {DecisionOutcome.SELECTED: "case_selected", DecisionOutcome.RESERVE: "case_reserved", DecisionOutcome.REJECTED: "case_rejected"}
_STEPS = {DecisionOutcome.SELECTED: "select", DecisionOutcome.RESERVE: "reserve", DecisionOutcome.REJECTED: "refuse"}


@verb
def ask_to_open(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """The first of two people asks that the sealed tally be opened."""
    panel = _locked(panel_id, PanelState.CLOSED)
    access.may_lead(by, panel).or_refuse()
    panel.asked_to_open_by_id, panel.asked_to_open_by_name = by.account_id, by.name
    panel.save(update_fields=["asked_to_open_by_id", "asked_to_open_by_name"])
    journal.write(panel, "ask_to_open", by=by, at=at)
    return panel


@verb
def open_tally(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """The second person opens the tally; from now on the panel's staff may read the sheets."""
    panel = _locked(panel_id, PanelState.CLOSED)
    if panel.asked_to_open_by_id is None:
        raise OutOfTurn("다른 담당자가 먼저 개봉을 요청해야 해요.")
    access.may_open_tally(by, panel).or_refuse()
    panel.state, panel.opened_at = PanelState.OPENED, at
    panel.opened_by_id, panel.opened_by_name = by.account_id, by.name
    panel.save(update_fields=["state", "opened_at", "opened_by_id", "opened_by_name"])
    journal.write(panel, "open_tally", by=by, at=at, detail={"asked_by": panel.asked_to_open_by_name})
    return panel


@verb
def decide(
    *, panel_id: int, places: int, reserves: int, awards: Mapping[int, int] | None = None, by: Actor, at: datetime, key: Key = NO_KEY
) -> Panel:
    """Draw up the selection from the tally: places, reserves, and the amount in won for each (what was asked unless `awards` says less)."""
    panel = _locked(panel_id, PanelState.OPENED, PanelState.DECIDED)
    access.may_lead(by, panel).or_refuse()
    placed = rules.rank(queries.tallies_of(panel), places=places, reserves=reserves, threshold=panel.threshold)
    panel.decisions.all().delete()
    for place in placed:
        Decision.objects.create(
            panel=panel,
            case_id=place.tally.case_id,
            outcome=place.outcome,
            rank=place.rank,
            reserve_rank=place.reserve_rank,
            mean=place.tally.mean,
            criterion_means=dict(place.tally.criterion_means),
            awarded=_award(place, awards or {}),
            reason=place.reason,
            decided_at=at,
            decided_by_id=by.account_id,
            decided_by_name=by.name,
        )
    panel.state = PanelState.DECIDED
    panel.save(update_fields=["state"])
    journal.write(panel, "decide", by=by, at=at, detail={"places": places, "reserves": reserves})
    return panel


def _award(place: rules.Placed, awards: Mapping[int, int]) -> int:
    if place.outcome == DecisionOutcome.REJECTED:
        return 0
    awarded = awards.get(place.tally.case_id, place.tally.asked)
    if not 0 <= awarded <= place.tally.asked:
        raise Refused("지원금은 0원부터 신청한 금액까지 정할 수 있어요.")
    return awarded


@verb
def announce(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Tell all results of the panel at one moment: decisions, runs, outcomes and letters in one transaction."""
    panel = _locked(panel_id, PanelState.DECIDED)
    access.may_announce(by, panel).or_refuse()
    for decision in panel.decisions.select_related("case").order_by("rank"):
        outcome = DecisionOutcome(decision.outcome)
        decision.announced_at = at
        decision.save(update_fields=["announced_at"])
        cases.move(cases.run_of(decision.case_id, "selection", tier=panel.tier), _STEPS[outcome], by=by, at=at)
        if outcome is not DecisionOutcome.SELECTED:
            cases.set_outcome(decision.case, outcome.value, by=by, at=at)
        events.emit(_EVENTS[outcome], subject=decision, at=at, case_id=decision.case_id, payload={"awarded": decision.awarded})
    panel.state, panel.announced_at = PanelState.ANNOUNCED, at
    panel.save(update_fields=["state", "announced_at"])
    journal.write(panel, "announce", by=by, at=at)
    return panel


@verb
def promote_reserve(*, panel_id: int, awarded: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Decision:
    """Move the first reserve up to selected, with the reason; a new decision is announced at once and the old rank stays."""
    panel = _locked(panel_id, PanelState.ANNOUNCED)
    access.may_announce(by, panel).or_refuse()
    decision = panel.decisions.select_related("case").filter(outcome=DecisionOutcome.RESERVE).order_by("reserve_rank").first()
    if decision is None:
        raise Refused("남은 예비 순위가 없어요.")
    if not reason.strip():
        raise Refused("예비 순위를 올리는 까닭을 적어 주세요. 예: 1순위 조직의 사업 포기")
    decision.outcome, decision.reserve_rank = DecisionOutcome.SELECTED, None
    decision.awarded, decision.reason = awarded, reason.strip()
    decision.save(update_fields=["outcome", "reserve_rank", "awarded", "reason"])
    cases.set_outcome(decision.case, "running", by=by, at=at)
    cases.move(cases.run_of(decision.case_id, "selection", tier=panel.tier), "select", by=by, at=at)
    journal.write(decision, "promote_reserve", by=by, at=at, case_id=decision.case_id, reason=reason.strip())
    events.emit("case_selected", subject=decision, at=at, case_id=decision.case_id, payload={"awarded": awarded})
    return decision


def _locked(panel_id: int, *states: PanelState) -> Panel:
    panel = Panel.objects.select_for_update(of=("self",)).get(pk=panel_id)
    if panel.state not in states:
        raise OutOfTurn("지금 상태에서는 할 수 없는 일이에요. 화면을 새로 고쳐 확인해 주세요.")
    return panel
