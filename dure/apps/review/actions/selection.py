"""Verbs from the closed tally to the announcement."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.apps.review import access, rules
from dure.apps.review.actions.standing import locked_panel, recompute_conflicts
from dure.apps.review.models import Decision, Panel
from dure.apps.review.queries import panels as queries
from dure.apps.review.queries import tally
from dure.apps.review.words import DecisionOutcome, PanelState
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.won import won_in_full
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

_EVENTS = {DecisionOutcome.SELECTED: "case_selected", DecisionOutcome.RESERVE: "case_reserved", DecisionOutcome.REJECTED: "case_rejected"}
_STEPS = {DecisionOutcome.SELECTED: "select", DecisionOutcome.RESERVE: "reserve", DecisionOutcome.REJECTED: "refuse"}


@verb
def ask_to_open(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """The first of two people asks that the sealed tally be opened. The seed of a draw is written now, before anybody saw a point."""
    panel = locked_panel(panel_id, PanelState.CLOSED)
    access.may_lead(by, panel).or_refuse()
    panel.asked_to_open_by_id, panel.asked_to_open_by_name = by.account_id, by.name
    panel.draw_seed = panel.draw_seed or secrets.token_hex(16)
    panel.save(update_fields=["asked_to_open_by_id", "asked_to_open_by_name", "draw_seed"])
    journal.write(panel, "ask_to_open", by=by, at=at, detail={"draw_seed": panel.draw_seed})
    return panel


@verb
def open_tally(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """The second person opens the tally; ties that came to be since are struck first. From now on the desk may read the sheets."""
    panel = locked_panel(panel_id, PanelState.CLOSED)
    if panel.asked_to_open_by_id is None:
        raise OutOfTurn("다른 담당자가 먼저 개봉을 요청해야 해요.")
    access.may_open_tally(by, panel).or_refuse()
    for seat in queries.seats_in(panel):
        recompute_conflicts(seat, at=at)
    panel.state, panel.opened_at = PanelState.OPENED, at
    panel.opened_by_id, panel.opened_by_name = by.account_id, by.name
    panel.save(update_fields=["state", "opened_at", "opened_by_id", "opened_by_name"])
    journal.write(panel, "open_tally", by=by, at=at, detail={"asked_by": panel.asked_to_open_by_name, "draw_seed": panel.draw_seed})
    return panel


@verb
def decide(
    *,
    panel_id: int,
    places: int,
    reserves: int,
    awards: Mapping[int, int] | None = None,
    short_reason: str = "",
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Panel:
    """Draw up the selection from the tally: places, reserves, and the amount in won for each (what was asked unless `awards` says less).

    Where a late conflict left fewer sheets than the quorum, `short_reason` says why the selection is made all the same.
    """
    panel = locked_panel(panel_id, PanelState.OPENED, PanelState.DECIDED)
    access.may_lead(by, panel).or_refuse()
    tallies = tally.tallies_of(panel)
    _must_be_counted(panel, tallies, short_reason)
    placed = rules.rank(tallies, places=places, reserves=reserves, bars=queries.bars_of(panel))
    before = list(panel.decisions.order_by("rank", "id").values_list("case_id", "outcome", "awarded"))
    panel.decisions.all().delete()
    drawn = [_draw_up(panel, place, awards or {}, by=by, at=at) for place in placed]
    must_fit_budget(panel.round_id, sum(decision.awarded for decision in drawn if decision.outcome == DecisionOutcome.SELECTED))
    panel.state, panel.short_reason, panel.announce_on = PanelState.DECIDED, short_reason.strip()[:300], None
    panel.save(update_fields=["state", "short_reason", "announce_on"])
    journal.write(panel, "decide", by=by, at=at, reason=short_reason, detail={"places": places, "reserves": reserves, "before": before})
    return panel


def _must_be_counted(panel: Panel, tallies: list[rules.Tally], short_reason: str) -> None:
    if any(not line.totals for line in tallies):
        raise Refused("셈에 들어가는 심사표가 한 장도 없는 신청이 있어요. 그 신청은 이 심사에서 결정할 수 없어요.")
    short = sum(len(line.totals) < panel.quorum for line in tallies)
    if short and not short_reason.strip():
        raise Refused(f"심사표가 {panel.quorum}장이 되지 않는 신청이 {short}건 있어요. 그대로 정하는 까닭을 적어 주세요.")


def _draw_up(panel: Panel, place: rules.Placed, awards: Mapping[int, int], *, by: Actor, at: datetime) -> Decision:
    line = place.tally
    awarded = 0 if place.outcome == DecisionOutcome.REJECTED else awards.get(line.case_id, line.asked)
    check_award(awarded, line.asked, panel)
    return Decision.objects.create(
        panel=panel,
        case_id=line.case_id,
        outcome=place.outcome,
        rank=place.rank,
        reserve_rank=place.reserve_rank,
        mean=line.mean,
        criterion_means=dict(line.criterion_means),
        awarded=awarded,
        reason=place.reason,
        decided_at=at,
        decided_by_id=by.account_id,
        decided_by_name=by.name,
    )


def check_award(awarded: int, asked: int, panel: Panel) -> None:
    """Nobody gets more than was asked; where no amount is asked for, the committee sets the most that may be claimed."""
    if awarded < 0 or (awarded > asked and not programs.terms_of(panel.round_id).sets_limit):
        raise Refused("지원금은 0원부터 신청한 금액까지 정할 수 있어요.")


def must_fit_budget(round_id: int, total: int) -> None:
    """What is promised stays within the round's budget."""
    budget = programs.Round.objects.values_list("budget", flat=True).get(pk=round_id)
    if budget is not None and total > budget:
        raise Refused(
            f"선정한 곳의 지원금을 더하면 {won_in_full(total)}으로 모집 예산 {won_in_full(budget)}보다 많아요. 지원금이나 선정 수를 줄여 주세요."
        )


@verb
def announce(*, panel_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Panel:
    """Tell all results of the panel at one moment: decisions, runs, outcomes and letters in one transaction."""
    panel = locked_panel(panel_id, PanelState.DECIDED)
    access.may_announce(by, panel).or_refuse()
    return tell_all(panel, by=by, at=at)


@part
def tell_all(panel: Panel, *, by: Actor, at: datetime) -> Panel:
    """Every result of a locked panel, in the running transaction; refused when the draft no longer names exactly its cases."""
    decisions = list(panel.decisions.select_related("case").order_by("rank", "id"))
    if {decision.case_id for decision in decisions} != set(queries.cases_in(panel).values_list("pk", flat=True)):
        raise OutOfTurn("선정안을 만든 뒤에 철회한 신청이 있어요. 선정안을 다시 만들어 발표해 주세요.")
    for decision in decisions:
        _tell(decision, panel, by=by, at=at)
    panel.state, panel.announced_at = PanelState.ANNOUNCED, at
    panel.save(update_fields=["state", "announced_at"])
    journal.write(panel, "announce", by=by, at=at)
    return panel


def _tell(decision: Decision, panel: Panel, *, by: Actor, at: datetime) -> None:
    outcome = DecisionOutcome(decision.outcome)
    decision.announced_at = at
    decision.save(update_fields=["announced_at"])
    cases.move(cases.run_of(decision.case_id, "selection", tier=panel.tier), _STEPS[outcome], by=by, at=at)
    if outcome is not DecisionOutcome.SELECTED:
        cases.set_outcome(decision.case, outcome.value, by=by, at=at)
    events.emit(_EVENTS[outcome], subject=decision, at=at, case_id=decision.case_id, payload={"awarded": decision.awarded})


@verb
def promote_reserve(*, panel_id: int, awarded: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Decision:
    """Move the first reserve up to selected, with the reason: a second version of its decision is announced at once, the first one stays."""
    panel = locked_panel(panel_id, PanelState.ANNOUNCED)
    access.may_announce(by, panel).or_refuse()
    reserve = tally.first_reserve(panel)
    if reserve is None:
        raise Refused("남은 예비 순위가 없어요.")
    if not reason.strip():
        raise Refused("예비 순위를 올리는 까닭을 적어 주세요. 예: 1순위 조직의 사업 포기")
    check_award(awarded, reserve.case.asked, panel)
    must_fit_budget(panel.round_id, tally.promised(panel) + awarded)
    decision = second_version(reserve, DecisionOutcome.SELECTED, awarded, reason.strip()[:300], by=by, at=at)
    cases.set_outcome(decision.case, "running", by=by, at=at)
    cases.move(cases.run_of(decision.case_id, "selection", tier=panel.tier), "select", by=by, at=at)
    journal.write(decision, "promote_reserve", by=by, at=at, case_id=decision.case_id, reason=reason.strip())
    events.emit("case_selected", subject=decision, at=at, case_id=decision.case_id, payload={"awarded": awarded})
    return decision


@part
def second_version(
    before: Decision,
    outcome: DecisionOutcome,
    awarded: int,
    reason: str,
    *,
    reserve_rank: int | None = None,
    by: Actor,
    at: datetime,
) -> Decision:
    """A later version of a told decision, told at once; the one before stands as it was."""
    return Decision.objects.create(
        panel=before.panel,
        case=before.case,
        version=before.version + 1,
        outcome=outcome,
        rank=before.rank,
        reserve_rank=reserve_rank,
        mean=before.mean,
        criterion_means=before.criterion_means,
        awarded=awarded,
        reason=reason[:300],
        decided_at=at,
        decided_by_id=by.account_id,
        decided_by_name=by.name,
        announced_at=at,
    )
