"""A program of two tiers: an organization is chosen, signs, and runs the second part for firms in its own seats."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.period import Period
from dure.platform.verbs import NO_KEY
from dure.rehearsal.applying import application
from dure.rehearsal.cast import HOUSE, PASSWORD, Applicant, Cast, script
from dure.rehearsal.judging import DAY, Sitting, sit
from dure.rehearsal.numbers import business_number
from dure.rehearsal.stage import Stage, Story

ASK = 48_000_000


@dataclass(frozen=True, slots=True)
class TwoTiers:
    """When the first part closed, the budget line, and which firms apply in the second."""

    program_id: int
    line: str
    closes: datetime
    firms: tuple[Applicant, ...]


def operator(cast: Cast, at: datetime) -> Applicant:
    """The organization of cast.yaml that will run the second part, with two people who may sit in its seats."""
    said = script("cast.yaml")["operator"]
    first, second = (
        people.open_account(email=one["email"], name=one["name"], password=PASSWORD, by=HOUSE, at=at, sample=True).pk
        for one in said["people"]
    )
    cast.accounts |= {"operator": first, "operator_second": second}
    columns = people.PartyColumns(
        name=said["organization"], kind="organization", legal_form="cooperative", business_number=business_number(790),
        district="11440", summary="이웃의 상품을 함께 파는, 지어낸 조직입니다.",
    )  # fmt: skip
    party = people.register_party(columns=columns, by=cast.of_account(first, at), at=at, sample=True)
    return Applicant(party.pk, first, said["organization"])


def two_tiers(stage: Stage, cast: Cast, said: TwoTiers, runs_it: Applicant, rng: random.Random) -> Story:
    """Chosen and signed like any grant; then the second part is opened, taken in and looked at by the organization itself."""
    opens = (said.closes - 14 * DAY).replace(hour=9)
    at = yield opens - 5 * DAY
    planned = programs.plan_round(program_id=said.program_id, part="operator", by=cast.actor("officer", at), at=at, key=NO_KEY)
    plan = programs.RoundPlan(
        seat_id=cast.seats["officer"], receipt_prefix=f"{opens.year}-CH", budget_line_key=said.line, budget=ASK, awards_max=1
    )
    programs.open_round(
        round_id=planned.pk,
        windows=[programs.Opening(Period(opens, said.closes))],
        plan=plan,
        by=cast.actor("officer", at),
        at=at,
        key=NO_KEY,
    )
    stage.tell(application(cast, runs_it, planned.pk, begins=opens + DAY, ask=ASK, ends_as="submitted", rng=rng))
    at = yield said.closes + timedelta(minutes=1)
    programs.close_round(round_id=planned.pk, by=cast.actor("officer", at), at=at, key=NO_KEY)
    case = cases.Case.objects.get(round_id=planned.pk)
    at = yield said.closes + DAY
    cases.pass_screening(case_id=case.pk, note="서류와 자격을 확인했어요.", by=cast.actor("officer", at), at=at)
    key = programs.terms_of(planned.pk).stages_of("review")[0].key
    yield from sit(cast, Sitting(planned.pk, key, said.closes + 3 * DAY, 1, until="told"), rng)
    yield from _sign(cast, case.pk, runs_it, said.closes + 14 * DAY, len(said.firms))
    yield from _second_part(stage, cast, runs_it, said, rng)


def _sign(cast: Cast, case_id: int, runs_it: Applicant, begins: datetime, firms: int) -> Story:
    """Signed by both, with the number of firms; the seats are filled by its own two people."""
    at = yield begins
    own = cases.Case.objects.values_list("own_money", flat=True).get(pk=case_id)
    draft = grants.Draft(starts_on=seoul_date(at + DAY), ends_on=seoul_date(at + 200 * DAY), own_money=own, firms_max=firms + 2)
    made = grants.draft_agreement(case_id=case_id, draft=draft, by=cast.actor("officer", at), at=at)
    made = grants.offer_agreement(agreement_id=made.pk, by=cast.actor("officer", at), at=at)
    at = yield begins + DAY
    by = cast.of_account(runs_it.account_id, at)
    made = grants.sign_as_grantee(agreement_id=made.pk, typed_name=by.name, seen=made.document_sha256, by=by, at=at)
    at = yield begins + 2 * DAY
    by = cast.actor("approver", at)
    grants.sign_as_center(agreement_id=made.pk, typed_name=by.name, seen=made.document_sha256, by=by, at=at)
    at = yield begins + 3 * DAY
    _fill_the_second_seat(cast, runs_it, at)


def _fill_the_second_seat(cast: Cast, runs_it: Applicant, at: datetime) -> None:
    email, token = script("cast.yaml")["operator"]["people"][1]["email"], "rehearsal-operator"
    people.invite_member(
        party_id=runs_it.party_id, email=email, role="editor", token=token, by=cast.of_account(runs_it.account_id, at), at=at
    )
    second = cast.accounts["operator_second"]
    people.accept_invitation(token=token, by=cast.of_account(second, at), at=at)
    seats = list(people.operator_seats(runs_it.party_id))
    people.seat_operator(seat_id=seats[1].pk, account_id=second, by=cast.of_account(runs_it.account_id, at), at=at)
    cast.seats |= {"operator": seats[0].pk, "operator_second": seats[1].pk}


def _second_part(stage: Stage, cast: Cast, runs_it: Applicant, said: TwoTiers, rng: random.Random) -> Story:
    """Firms apply; the operator has passed the first of them and has the others before it."""
    appointed = programs.PartAppointment.objects.filter(operator_id=runs_it.party_id, ended_at=None).latest("id")
    at = yield said.closes + 19 * DAY
    planned = programs.plan_part_round(appointment_id=appointed.pk, by=cast.actor("operator", at), at=at, key=NO_KEY)
    opens = at + DAY
    closes = (opens + 12 * DAY).replace(hour=18, minute=0, second=0, microsecond=0)
    plan = programs.RoundPlan(seat_id=cast.seats["operator"], receipt_prefix=f"{opens.year}-CHF", awards_max=len(said.firms))
    window = programs.Opening(Period(opens, closes))
    programs.open_round(round_id=planned.pk, windows=[window], plan=plan, by=cast.actor("operator", at), at=at, key=NO_KEY)
    for place, firm in enumerate(said.firms):
        stage.tell(application(cast, firm, planned.pk, begins=opens + (place + 1) * DAY, ask=0, ends_as="submitted", rng=rng))
    at = yield closes + timedelta(minutes=1)
    programs.close_round(round_id=planned.pk, by=cast.actor("operator", at), at=at, key=NO_KEY)
    first = cases.Case.objects.filter(round_id=planned.pk, outcome="running").order_by("receipt_number").first()
    if first is not None:
        at = yield closes + 2 * DAY
        cases.pass_screening(case_id=first.pk, note="입점 요건을 확인했어요.", by=cast.actor("operator", at), at=at)
