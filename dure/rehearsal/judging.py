"""The story of a round: opened, closed, screened, reviewed, decided, announced; then a story for each grant."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import seoul_date
from dure.kernel.period import Period
from dure.platform.verbs import NO_KEY
from dure.rehearsal.applying import application, completion
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.granting import grant
from dure.rehearsal.laboring import claims
from dure.rehearsal.stage import Stage, Story
from dure.rehearsal.visiting import visit

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """One round of the script. Amounts in won."""

    program_id: int
    prefix: str
    line: str
    opens: datetime
    closes: datetime
    cases: int
    places: int
    ask: int
    first_party: int
    fates: tuple[str, ...] = ()
    track: str = ""


def round_story(stage: Stage, cast: Cast, plan: Plan, rng: random.Random) -> Story:
    """From the opening to the announcement; ended once no case runs any more, which somebody looks for every week."""
    at = yield plan.opens - 5 * DAY
    planned = programs.plan_round(program_id=plan.program_id, track=plan.track, by=cast.actor("officer", at), at=at, key=NO_KEY)
    _open(planned.pk, cast, plan, at)
    for place in range(plan.cases):
        applicant = cast.parties[(plan.first_party + place) % len(cast.parties)]
        ends_as = _ending(place, plan.cases)
        begins = plan.opens + (plan.closes - plan.opens) * (place + 1) / (plan.cases + 2) + timedelta(minutes=rng.randint(0, 300))
        stage.tell(application(cast, applicant, planned.pk, begins=begins, ask=plan.ask, ends_as=ends_as, rng=rng))
    at = yield plan.closes + timedelta(minutes=1)
    programs.close_round(round_id=planned.pk, by=cast.actor("officer", at), at=at, key=NO_KEY)
    yield from _screen(stage, cast, planned.pk, plan.closes)
    terms = programs.terms_of(planned.pk)
    limit = plan.ask if terms.sets_limit else 0
    yield from sit(cast, Sitting(planned.pk, terms.stages_of("review")[0].key, plan.closes + 6 * DAY, plan.places, limit=limit), rng)
    for place, case in enumerate(cases.Case.objects.filter(round_id=planned.pk, outcome="running").order_by("receipt_number")):
        applicant = next(one for one in cast.parties if one.party_id == case.party_id)
        begins = plan.closes + 16 * DAY + place * timedelta(days=1, hours=15)
        fate = plan.fates[place] if place < len(plan.fates) else ""
        stage.tell(grant(cast, applicant, case.pk, begins=begins, rng=random.Random(case.pk), fate=fate))
        if fate == "claims":
            stage.tell(_claims(stage, cast, applicant, case.pk, place, begins + 4 * DAY))
    at = yield plan.closes + 20 * DAY
    while cases.Case.objects.filter(round_id=planned.pk, outcome="running").exists():
        at = yield at + 7 * DAY
    programs.end_round(round_id=planned.pk, by=cast.actor("officer", at), at=at, key=NO_KEY)


def _claims(stage: Stage, cast: Cast, applicant: Applicant, case_id: int, place: int, begins: datetime) -> Story:
    at = yield begins
    agreement = grants.live_agreement(case_id)
    if agreement is not None:
        yield from claims(cast, applicant, agreement.pk, place=place, begins=at, today=seoul_date(stage.until))


def _ending(place: int, count: int) -> str:
    """The last but one is left as a draft, the last is withdrawn; small rounds lose only a draft."""
    if place == count - 2 and count >= 4:
        return "draft"
    return "withdrawn" if place == count - 1 and count >= 6 else "submitted"


def _open(round_id: int, cast: Cast, plan: Plan, at: datetime) -> None:
    figures = programs.RoundPlan(
        seat_id=cast.seats["officer"],
        receipt_prefix=f"{plan.opens.year}-{plan.prefix}",
        budget_line_key=plan.line,
        budget=plan.ask * plan.places or None,
        awards_max=plan.places,
        announce_at=(plan.closes + 14 * DAY).replace(hour=14),
    )
    opening = programs.Opening(Period(plan.opens, plan.closes))
    programs.open_round(round_id=round_id, windows=[opening], plan=figures, by=cast.actor("officer", at), at=at, key=NO_KEY)


def _screen(stage: Stage, cast: Cast, round_id: int, closes: datetime) -> Story:
    """One case has to complete a paper, one is refused where there are enough; the others pass."""
    stages = programs.terms_of(round_id).stages_of("screening")
    if not stages:
        return
    begins = closes + DAY
    waiting = list(cases.Case.objects.filter(round_id=round_id, outcome="running").order_by("receipt_number"))
    if stages[0].mode == "visit":
        for place, case in enumerate(waiting):
            stage.tell(visit(cast, case.pk, "officer", begins=begins + timedelta(hours=place)))
        begins += 2 * DAY + timedelta(hours=4)
    for place, case in enumerate(waiting):
        at = yield begins + timedelta(hours=place + 1)
        by = cast.actor("officer", at)
        if place == 0:
            _ask_completion(stage, cast, case, at)
        elif place == 2 and len(waiting) >= 5:
            cases.refuse_case(case_id=case.pk, reasons=["사업 대상이 아닌 조직이에요. 공고문의 지원대상을 확인해 주세요."], by=by, at=at)
        else:
            cases.pass_screening(case_id=case.pk, note="서류와 자격을 확인했어요.", by=by, at=at)
    if waiting:
        at = yield closes + 5 * DAY
        cases.pass_screening(case_id=waiting[0].pk, note="보완한 서류를 확인했어요.", by=cast.actor("officer", at), at=at)


def _ask_completion(stage: Stage, cast: Cast, case: cases.Case, at: datetime) -> None:
    paper = next(iter(programs.terms_of(case.round_id).documents))
    cases.ask_completion(
        case_id=case.pk,
        places=[f"document:{paper.key}"],
        message=f"{paper.title}의 글자가 흐려 읽을 수 없어요. 다시 올려 주세요.",
        due_at=at + 3 * DAY,
        by=cast.actor("officer", at),
        at=at,
    )
    applicant: Applicant = next(one for one in cast.parties if one.party_id == case.party_id)
    stage.tell(completion(cast, applicant, case.pk, answers_at=at + DAY))


@dataclass(frozen=True, slots=True)
class Sitting:
    """One panel: when it begins, how many it may choose, and how far its story goes (invited, judged, or told); where nobody asks for an
    amount, the most that each may claim."""

    round_id: int
    stage_key: str
    begins: datetime
    places: int
    reserves: int = 1
    until: str = "told"
    blind: bool | None = None
    limit: int = 0


def sit(cast: Cast, sitting: Sitting, rng: random.Random) -> Story:
    """Four reviewers; the first has a conflict with the first case. Opened by two, decided, announced at two in the afternoon."""
    begins = sitting.begins
    at = yield begins
    officer = cast.actor("officer", at)
    panel = review.form_panel(
        round_id=sitting.round_id, stage_key=sitting.stage_key, due_at=at + 6 * DAY, quorum=3, blind=sitting.blind, by=officer, at=at
    )
    seats = [review.invite_reviewer(panel_id=panel.pk, reviewer_id=reviewer, by=officer, at=at) for reviewer, _ in cast.reviewers]
    if sitting.until == "invited":
        return
    at = yield begins + DAY
    for seat, (_, account) in zip(seats, cast.reviewers, strict=True):
        review.answer_invitation(seat_id=seat.pk, accepted=True, by=cast.of_account(account, at), at=at)
    review.open_panel(panel_id=panel.pk, by=cast.actor("officer", at), at=at)
    for place, (seat, (_, account)) in enumerate(zip(seats, cast.reviewers, strict=True)):
        at = yield begins + 2 * DAY + timedelta(hours=7 * place)
        _score(cast, panel, seat.pk, account, place == 0, at, rng)
    if sitting.until == "judged":
        return
    at = yield begins + 5 * DAY
    review.close_panel(panel_id=panel.pk, by=cast.actor("officer", at), at=at)
    review.ask_to_open(panel_id=panel.pk, by=cast.actor("officer", at), at=at)
    at = yield begins + 6 * DAY
    review.open_tally(panel_id=panel.pk, by=cast.actor("approver", at), at=at)
    awards = {case.pk: sitting.limit for case in review.cases_in(panel)} if sitting.limit else {}
    review.decide(panel_id=panel.pk, places=sitting.places, reserves=sitting.reserves, awards=awards, by=cast.actor("officer", at), at=at)
    at = yield (begins + 8 * DAY).replace(hour=14, minute=0)
    review.announce(panel_id=panel.pk, by=cast.actor("approver", at), at=at)


def _score(cast: Cast, panel: review.Panel, seat_id: int, account: int, has_conflict: bool, at: datetime, rng: random.Random) -> None:
    by, criteria = cast.of_account(account, at), programs.terms_of(panel.round_id).score_sheet.criteria
    for place, case in enumerate(review.cases_in(panel)):
        conflicted = has_conflict and place == 0
        review.declare(
            seat_id=seat_id,
            case_id=case.pk,
            conflicted=conflicted,
            reason="지난해 이 조직에 자문했어요." if conflicted else "",
            by=by,
            at=at,
        )
        if conflicted:
            continue
        levels = {criterion.key: min(5, max(2, 3 + (case.pk + rng.randint(0, 2)) % 3)) for criterion in criteria}
        comments = {criterion.key: "계획이 뚜렷하고 함께할 단체의 역할이 나뉘어 있습니다." for criterion in criteria}
        review.save_sheet(seat_id=seat_id, case_id=case.pk, levels=levels, comments=comments, by=by, at=at)
        review.confirm_sheet(seat_id=seat_id, case_id=case.pk, by=by, at=at)
