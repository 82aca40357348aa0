"""The house of 2021 in which a month of labor cost is told: its programs as the document has them, and two firms that have signed."""

from datetime import date, datetime
from decimal import Decimal

from dure.apps.grants import facade as grants
from dure.apps.labor import facade as labor
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.config import catalog_apply
from dure.kernel.clock import seoul
from dure.kernel.period import is_working_day
from dure.rehearsal import papers
from dure.rehearsal.cast import gather
from tests.journeys.elsewhere import allots, are_chosen, is_agreed, names_an_account, opens
from tests.journeys.telling import Story, hands_in, writes_an_application

YEAR = 2021
JOBS, INSURANCE, LINE = "job-creation-support", "social-insurance-support", "labor"
FIRM, OTHER_FIRM = "party3", "party5"
LIMIT = 24_000_000
MARCH = date(YEAR, 3, 1)
IN_BOTH, BORN = "예시 가온별", date(1990, 5, 4)


def found() -> None:
    """Fill an empty house at the beginning of 2021: the catalog and the people."""
    at = seoul(YEAR, 1, 4, 9)
    list(catalog_apply.apply(at=at))
    gather(at, parties=6)


def a_firm_has_signed(story: Story, who: str, slug: str, status: str, prefix: str, track: str = "") -> int:
    """By verbs: it holds its status, applies, is chosen with a limit, signs, and names its account; gives the agreement's number."""
    at = story.it_is(1, 11)
    party = story.center.party(who)
    claim = people.StatusClaim(kind=status, number=f"예시-{prefix}", valid_from=date(2020, 7, 1))
    people.record_status(party_id=party.pk, claim=claim, by=story.center.actor("officer", at), at=at)
    program = programs.Program.objects.get(slug=slug, edition__year=YEAR)
    officer = story.center.actor("officer", at)
    plan = programs.RoundPlan(seat_id=officer.seat_id, receipt_prefix=f"{YEAR}-{prefix}", budget_line_key=LINE, awards_max=1)
    round_id = opens(story, program, at, days=10, plan=plan, track=track)
    case = writes_an_application(story.center, who, round_id, begins=story.it_is(1, 12), ask=0)
    hands_in(story.center, who, case, story.it_is(1, 13))
    are_chosen(story, round_id, story.it_is(2, 1), places=1, award=LIMIT)
    at = story.it_is(2, 22)
    names_an_account(story, who, at)
    return is_agreed(story, who, round_id, grants.Draft(MARCH, date(YEAR, 12, 31), line_key=LINE))


def the_money_is_there(story: Story) -> None:
    allots(story, LINE, "사회적기업 인건비와 사회보험료 (예시)", 100_000_000)


def the_other_firm_has_the_same_worker(story: Story, agreement_id: int, at: datetime) -> None:
    """By verbs: half a day each working day, insured with the second program."""
    officer, theirs = story.center.actor("officer", at), story.center.actor(OTHER_FIRM, at)
    labor.set_support(agreement_id=agreement_id, standing="certified", first_month=MARCH, by=officer, at=at)
    person = labor.Person(IN_BOTH, "insurance", date(YEAR, 3, 2), Decimal(20), 1_100_000, birth_date=BORN)
    contract = papers.pdf("근로계약서(예시).pdf", "contract of the other firm")
    worker = labor.add_worker(agreement_id=agreement_id, person=person, contract=contract, by=theirs, at=at)
    days = [labor.Day(day, "work", Decimal(4)) for day in labor.month_days(MARCH) if is_working_day(day)]
    labor.record_attendance(worker_id=worker.pk, month=MARCH, days=days, by=theirs, at=at)
