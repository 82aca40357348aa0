"""Every waiting thing of the house, with the seat that moves next or looks after it and the day by which: for the invariant, and for what climbs."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.gatherings import facade as gatherings
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.desks import grouping
from dure.kernel.clock import seoul_date
from dure.kernel.period import end_of
from dure.platform import dues
from dure.platform.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Thing:
    """One waiting thing. A line of the registry has no number of its own: its `mark` tells it from others of its sort."""

    sort: str
    pk: int
    seat_id: int | None
    due_at: datetime | None
    title: str = ""
    href: str = ""
    case_id: int | None = None
    mark: str = ""


def lines(at: datetime) -> Iterator[Thing]:
    """Every line of the one registry, of every sort, with the first seat that may do it. A line that several seats share stands once."""
    seen: set[str] = set()
    for seat, actor in _seats():
        for sort, found in dues.waiting_for(actor, at):
            for line in found:
                mark = hashlib.sha256(f"{sort.key}|{line.href}|{actor.organization_id}".encode()).hexdigest()[:16]
                if mark not in seen:
                    seen.add(mark)
                    title = f"{line.title} · {line.subject}"
                    yield Thing(sort.key, 0, seat.pk, line.due_at, title, line.href, mark=mark)


def _seats() -> Iterator[tuple[people.Seat, Actor]]:
    """Every open seat as such, whoever sits there: what waits for it waits for its holder."""
    for seat in people.Seat.objects.filter(closed_at=None).select_related("team__organization").order_by("team_id", "pk"):
        body = seat.team.organization
        roles = frozenset(seat.role_set)
        yield seat, Actor(name=seat.title, seat_id=seat.pk, organization_id=body.pk, tier=body.tier, roles=roles, via="worker")


def everything(at: datetime) -> Iterator[Thing]:
    """All that waits now, for whomever."""
    for sort in (runs, completions, panel_seats, follow_ups, duties):
        yield from sort(at)
    yield from without_a_day()


def without_a_day() -> Iterator[Thing]:
    """What the center is to do and nobody sets a day for."""
    yield from payments(usual_days()["payment"])
    yield from judged()


def judged() -> Iterator[Thing]:
    """The same without payments, which are lines of the one registry (platform.dues) and climb as such."""
    usual = usual_days()
    yield from claims(usual["status_claim"])
    yield from challenges(usual["challenge"])
    yield from scans(usual["scan"])
    yield from objections()


def usual_days() -> dict[str, timedelta]:
    """How long each sort usually waits, as the center has set it."""
    center = people.Party.objects.filter(tier="center").order_by("pk").first()
    return {thing: timedelta(days=days) for thing, days in people.usual_days_of(center.pk if center else 0).items()}


def runs(_at: datetime) -> Iterator[Thing]:
    """Stages that have begun; a draft is due when its window closes."""
    usual = cases.usual_days()
    for run in grouping.living_runs().select_related("case__round").order_by("id").iterator(chunk_size=2000):
        due = run.case.round.closes_at if run.kind == "intake" else None
        yield Thing("run", run.pk, _holder(run), due or cases.due_of(run, usual))


def _holder(run: cases.StageRun) -> int | None:
    return run.seat_id or run.case.seat_id or run.case.round.seat_id or _operator(run.case.round.operator_id)


def _operator(party_id: int | None) -> int | None:
    first = people.operator_seats(party_id).first() if party_id else None
    return first.pk if first else None


def completions(_at: datetime) -> Iterator[Thing]:
    """Completions that were asked and not answered; whoever asked looks after them."""
    open_ones = cases.CompletionRequest.objects.filter(answered_at=None, run__state="returned")
    open_ones = open_ones.exclude(case__outcome__in=cases.CLOSED_OUTCOMES)
    for asked in open_ones.select_related("run__case__round").order_by("id"):
        yield Thing("completion", asked.pk, _holder(asked.run), asked.due_at)


def panel_seats(_at: datetime) -> Iterator[Thing]:
    """Reviewers of open panels who have not signed."""
    seats = review.PanelSeat.objects.filter(panel__state="open", state="accepted", signed_at=None)
    for seat in seats.select_related("panel__round").order_by("id"):
        yield Thing("panel_seat", seat.pk, seat.panel.round.seat_id or _operator(seat.panel.round.operator_id), seat.panel.due_at)


def follow_ups(at: datetime) -> Iterator[Thing]:
    """Surveys that are open."""
    asked = grants.FollowUp.objects.filter(answered_at=None, opens_on__lte=seoul_date(at))
    for survey in asked.select_related("agreement__case__round").order_by("id"):
        case = survey.agreement.case
        yield Thing("follow_up", survey.pk, case.seat_id or case.round.seat_id or _operator(case.round.operator_id), end_of(survey.due_on))


def duties(_at: datetime) -> Iterator[Thing]:
    """What gatherings gave to seats."""
    for duty in gatherings.Duty.objects.filter(done_at=None).order_by("id"):
        yield Thing("duty", duty.pk, duty.seat_id, end_of(duty.due_on))


def payments(usual: timedelta) -> Iterator[Thing]:
    """Orders on their way; each step has the usual days of its own."""
    found = money.PaymentOrder.objects.filter(state__in=("asked", "prepared", "approved")).select_related("party").order_by("id")
    for order in found:
        roles = money.roles_for(order.state)
        seat = _operator(order.payer_id) if order.payer_id else _seat_with(*roles)
        since = order.approved_at or order.prepared_at or order.asked_at
        title = f"{order.get_state_display()}: {order.title} · {order.party.name}"
        yield Thing("payment", order.pk, seat, since + usual, title, reverse("money:payment", args=[order.pk]), order.case_id)


def claims(usual: timedelta) -> Iterator[Thing]:
    """Statuses that were claimed and nobody has looked at."""
    seat = _seat_with(Role.OFFICER)
    for status in people.PartyStatus.objects.filter(state="claimed").select_related("party").order_by("id"):
        href = reverse("people:desk_organization", args=[status.party_id])
        title = f"자격 확인: {status.get_kind_display()} · {status.party.name}"
        yield Thing("status_claim", status.pk, seat, status.recorded_at + usual, title, href)


def challenges(usual: timedelta) -> Iterator[Thing]:
    """Challenges of reviewers that nobody has judged."""
    found = review.Challenge.objects.filter(verdict="open").select_related("seat__panel__round", "case__party").order_by("id")
    for challenge in found:
        panel = challenge.seat.panel
        href = f"{reverse('review:panel', args=[panel.round_id])}?stage={panel.stage_key}"
        title, seat = f"기피신청 결정: {challenge.case.party.name}", _of_round(panel.round)
        yield Thing("challenge", challenge.pk, seat, challenge.filed_at + usual, title, href, challenge.case_id)


def objections() -> Iterator[Thing]:
    """Objections that nobody has judged; the law sets their day."""
    found = review.Objection.objects.filter(verdict="open").select_related("decision__case__party", "decision__panel__round").order_by("id")
    seat = _seat_with(Role.APPROVER)
    for objection in found:
        case, href = objection.decision.case, reverse("review:objection", args=[objection.pk])
        yield Thing("objection", objection.pk, seat, objection.due_at, f"이의신청 결정: {case.party.name}", href, case.pk)


def scans(usual: timedelta) -> Iterator[Thing]:
    """Pages in the tray."""
    seat = _seat_with(Role.OFFICER)
    for scan in cases.Scan.objects.filter(bound_at=None, dropped_at=None).order_by("id"):
        title = f"스캔 묶기: {scan.name}"
        yield Thing("scan", scan.pk, seat, scan.received_at + usual, title, reverse("cases:scans"))


def _of_round(found: programs.Round) -> int | None:
    return found.seat_id or _operator(found.operator_id)


def _seat_with(*roles: Role) -> int | None:
    """The center's first seat with the first of the roles that anybody has."""
    for role in roles:
        if seat := people.seats_with(role).first():
            return seat.pk
    return None
