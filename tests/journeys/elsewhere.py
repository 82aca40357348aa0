"""What a journey needs and does not look at: a program of a past year brought into this one, and choices made by verbs."""

from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from typing import Any, TypeVar

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import now
from dure.kernel.period import Period
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY
from tests.journeys.telling import Story

REVIEWERS = ("reviewer1", "reviewer2")
Document = dict[str, Any]
T = TypeVar("T")


def brings(story: Story, slug: str, source: int, *, changed: Callable[[Document], None] = lambda document: None) -> programs.Program:
    """An officer plans last time's program again, with what the center words otherwise this year, and publishes it."""
    at = story.it_is(1, 5)
    before = programs.Program.objects.select_related("version").get(slug=slug, edition__year=source)
    document = programs.to_year(before.version.document, story.year)
    changed(document)
    return programs.plan_program(
        edition_id=programs.Edition.objects.get(year=story.year).pk,
        document=document,
        copied_from_id=before.version_id,
        publish=True,
        sample=True,
        by=story.center.actor("officer", at),
        at=at,
        key=NO_KEY,
    )


def allots(story: Story, line: str, title: str, amount: int) -> None:
    """The finance seat puts money on a line of the year."""
    at = story.it_is(1, 6)
    money.allot_budget(year=story.year, line_key=line, title=title, amount=amount, by=story.center.actor("finance", at), at=at)


def opens(
    story: Story, program: programs.Program, at: datetime, *, days: int, plan: programs.RoundPlan, part: str = "", track: str = ""
) -> int:
    """A round whose window opens at that moment, for so many days; gives its number."""
    officer = story.center.actor("officer", at)
    planned = programs.plan_round(program_id=program.pk, part=part, track=track, by=officer, at=at, key=NO_KEY)
    window = programs.Opening(Period(at, at + timedelta(days=days)))
    programs.open_round(round_id=planned.pk, windows=[window], plan=plan, by=officer, at=at, key=NO_KEY)
    return planned.pk


def names_an_account(story: Story, who: str, at: datetime) -> None:
    """A party's account at a bank, seen by the finance seat."""
    party = story.center.party(who)
    version = money.propose_payee(
        party_id=party.pk,
        bank_code="088",
        holder_name=party.name,
        account_number=f"110-000-{party.pk:06d}",
        by=story.center.actor(who, at),
        at=at,
    )
    money.verify_payee(version_id=version.pk, by=story.center.actor("finance", at), at=at)


def has_a_second_person(story: Story, who: str, other: str, at: datetime) -> None:
    """A member is invited into the operator's organization, comes, and takes its second seat."""
    party, representative, second = story.center.party(who), story.center.actor(who, at), story.center.actor(other, at)
    token = f"journey-{party.pk}"
    people.invite_member(party_id=party.pk, email=story.center.email(other), role="editor", token=token, by=representative, at=at)
    people.accept_invitation(token=token, by=second, at=at)
    seat = people.operator_seats(party.pk).last()
    people.seat_operator(seat_id=seat.pk, account_id=second.account_id, by=representative, at=at)


def is_agreed(story: Story, who: str, round_id: int, draft: grants.Draft) -> int:
    """By verbs, at this moment: the agreement is written, sent and signed by both sides; gives its number."""
    at = now()
    case = cases.Case.objects.get(round_id=round_id, party=story.center.party(who))
    officer, approver, theirs = (story.center.actor(one, at) for one in ("officer", "approver", who))
    agreement = grants.draft_agreement(case_id=case.pk, draft=draft, by=officer, at=at)
    agreement = grants.offer_agreement(agreement_id=agreement.pk, by=officer, at=at)
    seen = {"agreement_id": agreement.pk, "seen": agreement.document_sha256, "at": at}
    grants.sign_as_grantee(typed_name=theirs.name, by=theirs, **seen)
    grants.sign_as_center(typed_name=approver.name, by=approver, **seen)
    return agreement.pk


def is_told(telling: Generator[datetime, datetime, T]) -> T:
    """A story of the rehearsal, told to its end at the moments that it wants."""
    moment = next(telling)
    while True:
        try:
            moment = telling.send(moment)
        except StopIteration as ended:
            return ended.value


def are_chosen(
    story: Story, round_id: int, at: datetime, *, places: int, award: int = 0, leads: str = "officer", announces: str = "approver"
) -> None:
    """Screened, judged by two who agree, opened by two and announced: the earlier the receipt, the better the sheet. Each gets what it asked, or the award."""
    officer = story.center.actor(leads, at)
    for case in cases.Case.objects.filter(round_id=round_id, outcome="running").order_by("receipt_number"):
        cases.pass_screening(case_id=case.pk, note="서류와 자격을 확인했어요.", by=officer, at=at)
    stage = programs.terms_of(round_id).stages_of("review")[0]
    due = at + timedelta(days=5)
    panel = review.form_panel(round_id=round_id, stage_key=stage.key, due_at=due, quorum=len(REVIEWERS), by=officer, at=at)
    seats = {who: _seated(story, panel, who, officer, at) for who in REVIEWERS}
    review.open_panel(panel_id=panel.pk, by=officer, at=at)
    for who, seat_id in seats.items():
        scores(story, panel, seat_id, who, at)
    review.close_panel(panel_id=panel.pk, by=officer, at=at)
    review.ask_to_open(panel_id=panel.pk, by=officer, at=at)
    approver = story.center.actor(announces, at)
    review.open_tally(panel_id=panel.pk, by=approver, at=at)
    awards = {case.pk: award for case in review.cases_in(panel)} if award else {}
    review.decide(panel_id=panel.pk, places=places, reserves=0, awards=awards, by=officer, at=at)
    review.announce(panel_id=panel.pk, by=approver, at=at)


def _seated(story: Story, panel: review.Panel, who: str, officer: Actor, at: datetime) -> int:
    by = story.center.actor(who, at)
    reviewer = people.Reviewer.objects.get(account_id=by.account_id)
    seat = review.invite_reviewer(panel_id=panel.pk, reviewer_id=reviewer.pk, by=officer, at=at)
    review.answer_invitation(seat_id=seat.pk, accepted=True, by=by, at=at)
    return seat.pk


def scores(story: Story, panel: review.Panel, seat_id: int, who: str, at: datetime) -> None:
    """Every case on a confirmed sheet."""
    by, criteria = story.center.actor(who, at), programs.terms_of(panel.round_id).score_sheet.criteria
    for place, case in enumerate(review.cases_in(panel)):
        review.declare(seat_id=seat_id, case_id=case.pk, conflicted=False, reason="", by=by, at=at)
        levels = {criterion.key: max(5 - place, 1) for criterion in criteria}
        comments = {criterion.key: "계획과 맡을 사람이 신청서에 뚜렷하게 적혀 있습니다." for criterion in criteria}
        review.confirm_sheet(seat_id=seat_id, case_id=case.pk, levels=levels, comments=comments, by=by, at=at)
