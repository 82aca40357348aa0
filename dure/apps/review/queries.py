"""Reading across panels, conflicts and sheets."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review.models import Conflict, Decision, Panel, PanelSeat, Sheet
from dure.apps.review.rules import Tally, Tie, mean_of
from dure.apps.review.words import SeatState, SheetState
from dure.platform import facts
from dure.platform.actor import Actor, Role


def panels_of(actor: Actor) -> QuerySet[Panel]:
    """Panels an actor may know of: center staff and auditors all, a reviewer those of their own seats."""
    panels = Panel.objects.select_related("round__program").order_by("-id")
    if actor.has_in_center(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR) or actor.has(Role.AUDITOR):
        return panels
    return panels.filter(seats__reviewer__account_id=actor.account_id or 0, seats__state__in=[SeatState.INVITED, SeatState.ACCEPTED])


def seats_of(actor: Actor) -> QuerySet[PanelSeat]:
    """The reviewer's own seats, newest panel first."""
    own = PanelSeat.objects.filter(reviewer__account_id=actor.account_id or 0)
    return own.exclude(state=SeatState.DECLINED).select_related("panel__round__program", "reviewer").order_by("-panel_id")


def cases_in(panel: Panel) -> QuerySet[cases.Case]:
    """Cases whose review run of this stage has begun, by receipt number."""
    runs = cases.StageRun.objects.filter(case__round_id=panel.round_id, stage_key=panel.stage_key).exclude(state="waiting")
    return cases.Case.objects.filter(pk__in=runs.values("case_id")).select_related("party").order_by("receipt_number")


def conflicts_of(seat: PanelSeat) -> dict[int, Conflict]:
    """The seat's declarations by case."""
    return {conflict.case_id: conflict for conflict in seat.conflicts.all()}


def readable_cases(seat: PanelSeat) -> QuerySet[cases.Case]:
    """Cases the seat declared itself free of; a conflicted one is out of sight on every path."""
    free = seat.conflicts.filter(conflicted=False).values("case_id")
    return cases_in(seat.panel).filter(pk__in=free)


def ties_of(reviewer: people.Reviewer, party_ids: Iterable[int], at: datetime) -> list[Tie]:
    """What binds a reviewer to any of the parties: membership, or a pair fact that holds on the day."""
    asked = list(party_ids)
    member_of = people.parties_of_account(reviewer.account_id, at=at)
    ties = [Tie(party_id, "신청 조직의 구성원입니다.") for party_id in asked if party_id in member_of]
    words = {"employed": "고용", "advised": "자문", "contracted": "계약", "related": "특수"}
    for fact in facts.pairs_of("account", reviewer.account_id, asked, at.date()):
        ties.append(Tie(fact.other_id or 0, f"신청 조직과 {words.get(fact.key, '이해')} 관계가 있습니다. (근거: {fact.source})"))
    return ties


def progress_of(panel: Panel) -> dict[int, set[int]]:
    """For each case, the seats whose sheets are confirmed."""
    done: dict[int, set[int]] = defaultdict(set)
    for row in Sheet.objects.progress(panel):
        if row["state"] == SheetState.CONFIRMED:
            done[row["case_id"]].add(row["seat_id"])
    return done


def conflicted_pairs(panel: Panel) -> set[tuple[int, int]]:
    """(seat, case) pairs that do not count."""
    return set(Conflict.objects.filter(seat__panel=panel, conflicted=True).values_list("seat_id", "case_id"))


def tallies_of(panel: Panel) -> list[Tally]:
    """The opened tally of every case in the panel; sheets of conflicted seats are left out."""
    criteria = programs.terms_of(panel.round_id).score_sheet.criteria
    weights = {criterion.key: criterion.weight for criterion in criteria}
    heaviest = max(weights, key=lambda key: weights[key])
    struck = conflicted_pairs(panel)
    sheets: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in Sheet.objects.opened(panel).filter(state=SheetState.CONFIRMED):
        if (sheet.seat_id, sheet.case_id) not in struck:
            sheets[sheet.case_id].append(sheet)
    tallies = []
    for case in cases_in(panel):
        own = sheets[case.pk]
        totals = tuple(sheet.total for sheet in own)
        means = {key: mean_of([weights[key] * sheet.levels[key] * 20 for sheet in own], trimmed=False) for key in weights} if own else {}
        mean = mean_of(totals, trimmed=panel.trimmed)
        tallies.append(Tally(case.pk, case.receipt_number or 0, mean, means.get(heaviest, 0), case.asked, means, totals))
    return tallies


def decisions_of(panel: Panel) -> QuerySet[Decision]:
    """The panel's decisions in order of rank."""
    return panel.decisions.select_related("case__party").order_by("rank", "id")


def announced_decision(case_id: int) -> Decision | None:
    """The case's newest decision that has been announced; before that there is none to see."""
    return Decision.objects.filter(case_id=case_id, announced_at__isnull=False).order_by("-id").first()


def announced_results(round_ids: Iterable[int]) -> QuerySet[Decision]:
    """Selected and reserve cases of rounds, as the public result lists them."""
    told = Decision.objects.filter(panel__round_id__in=list(round_ids), announced_at__isnull=False, outcome__in=["selected", "reserve"])
    return told.select_related("case__party", "panel__round__program").order_by("panel__round_id", "rank")
