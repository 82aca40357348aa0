"""Village enterprises on their way through three governments: one round waits at the district, one at the city, one at the ministry."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.period import Period
from dure.platform.verbs import NO_KEY
from dure.rehearsal.applying import application
from dure.rehearsal.cast import HOUSE, PASSWORD, Applicant, Cast
from dure.rehearsal.judging import DAY, Sitting, sit
from dure.rehearsal.numbers import business_number
from dure.rehearsal.stage import Stage, Story
from dure.rehearsal.visiting import visit

DISTRICT = "11530"
"""The district whose officer is in cast.yaml."""
TIERS = ("district", "city", "ministry")
_FACTS = (
    ("members", 9), ("resident_members", 9), ("workers", 4), ("largest_share_per_10000", 2000), ("related_share_per_10000", 2500),
    ("representative_resident", 1), ("trained:intro", 9), ("trained:specialist", 9),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One round: when its intake closed, and with which tier it lies today."""

    program_id: int
    track: str
    prefix: str
    closes: datetime
    until: str
    goes: str = ""
    blind: bool = False


def villages(cast: Cast, count: int, completed_year: int, first: int, at: datetime) -> list[Applicant]:
    """Invented village enterprises of the district, each with what the law asks of it."""
    return [_village(cast, first + place, completed_year, at) for place in range(count)]


def _village(cast: Cast, number: int, completed_year: int, at: datetime) -> Applicant:
    name, email = f"예시 구로마을기업 {number}", f"village{number}@example.test"
    account = people.open_account(email=email, name=f"예시 마을 대표 {number}", password=PASSWORD, by=HOUSE, at=at, sample=True)
    columns = people.PartyColumns(
        name=name, kind="organization", legal_form="cooperative", business_number=business_number(700 + number), district=DISTRICT,
        founded_on=date(2017, 3, 2), summary=f"{name}은 마을에서 함께 일하는, 지어낸 조직입니다.",
    )  # fmt: skip
    party = people.register_party(columns=columns, by=cast.of_account(account.pk, at), at=at, sample=True)
    officer = cast.actor("officer", at)
    claim = people.StatusClaim(kind="village_enterprise", number=f"예시-마을-{number}", valid_from=date(2018, 3, 2))
    people.record_status(party_id=party.pk, claim=claim, by=officer, at=at)
    for fact, value in (*_FACTS, ("completed_year", completed_year)):
        people.record_fact(party_id=party.pk, fact=fact, value=value, source="예시 구성원 명부", by=officer, at=at)
    return Applicant(party.pk, account.pk, name)


def way(stage: Stage, cast: Cast, said: Way, applicants: list[Applicant], rng: random.Random) -> Story:
    """Opened in the district, screened on the spot, judged by each tier in turn; the story stops where the file lies today."""
    opens = (said.closes - 15 * DAY).replace(hour=9)
    at = yield opens - 5 * DAY
    planned = programs.plan_round(program_id=said.program_id, track=said.track, by=cast.actor("officer", at), at=at, key=NO_KEY)
    plan = programs.RoundPlan(seat_id=cast.seats["officer"], receipt_prefix=f"{opens.year}-{said.prefix}", awards_max=len(applicants))
    window = programs.Opening(Period(opens, said.closes), DISTRICT)
    programs.open_round(round_id=planned.pk, windows=[window], plan=plan, by=cast.actor("officer", at), at=at, key=NO_KEY)
    for place, applicant in enumerate(applicants):
        begins = opens + timedelta(days=2 + place, hours=2)
        stage.tell(application(cast, applicant, planned.pk, begins=begins, ask=20_000_000, ends_as="submitted", rng=rng, district=DISTRICT))
    at = yield said.closes + timedelta(minutes=1)
    programs.close_round(round_id=planned.pk, by=cast.actor("officer", at), at=at, key=NO_KEY)
    reached = TIERS.index(said.until)
    yield from _screen(stage, cast, planned.pk, said.closes, all_of_them=reached > 0)
    for place, term in enumerate(programs.terms_of(planned.pk).stages_of("review")[: reached + 1] if reached else ()):
        here = place == reached
        sitting = Sitting(
            planned.pk,
            term.key,
            said.closes + (6 + 10 * place) * DAY,
            len(applicants),
            reserves=0,
            until=said.goes if here else "told",
            blind=here and said.blind,
        )
        yield from sit(cast, sitting, rng)


def _screen(stage: Stage, cast: Cast, round_id: int, closes: datetime, *, all_of_them: bool) -> Story:
    """The district visits. Of a round that still lies there one was sent on, one was visited, one waits for its visit, one for its turn."""
    waiting = list(cases.Case.objects.filter(round_id=round_id, outcome="running").order_by("receipt_number"))
    for place, case in enumerate(waiting):
        if all_of_them or place < 2:
            stage.tell(visit(cast, case.pk, "district", begins=closes + DAY + timedelta(hours=place)))
        elif place == 2:
            at = yield closes + DAY + timedelta(hours=place)
            cases.plan_visit(
                case_id=case.pk, planned_for=at + 6 * DAY, place="예시로 3, 예시 사업장", visitors="예시 구슬기",
                by=cast.actor("district", at), at=at,
            )  # fmt: skip
    for place, case in enumerate(waiting):
        if all_of_them or place == 0:
            at = yield closes + 4 * DAY + timedelta(hours=place)
            cases.pass_screening(case_id=case.pk, note="현장을 보고 추천합니다.", by=cast.actor("district", at), at=at)
