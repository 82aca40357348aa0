"""Single things that a fresh demo should have to look at: a challenge, an objection, papers that expire, a draft with two partners."""

import random
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import seoul_date
from dure.rehearsal import papers, texts
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.judging import DAY
from dure.rehearsal.stage import Story


def challenge(cast: Cast, program_id: int, *, begins: datetime) -> Story:
    """An applicant challenges a member of the panel, whom it knows by what that person does."""
    at = yield begins
    panel = review.Panel.objects.filter(round__program_id=program_id).latest("id")
    seat = panel.seats.order_by("-id")[0]
    case = review.cases_in(panel)[1]
    applicant = _of(cast, case.party_id)
    reason = "지난해 이 심사위원의 기관과 납품 문제로 다툰 일이 있습니다."
    review.challenge_reviewer(seat_id=seat.pk, case_id=case.pk, reason=reason, by=cast.of_account(applicant.account_id, at), at=at)


def objection(cast: Cast, program_id: int, *, begins: datetime) -> Story:
    """Somebody who was not chosen asks for a second look."""
    at = yield begins
    told = review.Decision.objects.filter(
        case__round__program_id=program_id, announced_at__isnull=False, outcome__in=("reserve", "rejected")
    )
    decision = told.order_by("-rank", "-id")[0]
    applicant = _of(cast, decision.case.party_id)
    text = "지역 협력 항목에서 첨부한 협약서가 반영되었는지 다시 살펴봐 주시기 바랍니다."
    review.object_to(case_id=decision.case_id, text=text, by=cast.of_account(applicant.account_id, at), at=at)


def _of(cast: Cast, party_id: int) -> Applicant:
    return next(one for one in cast.parties if one.party_id == party_id)


def wallet(cast: Cast, applicant: Applicant, *, at: datetime) -> None:
    """Papers that hold, one that expires within the month, and one that has expired."""
    today, by = seoul_date(at), cast.of_account(applicant.account_id, at)
    for kind, title, issued, lasts in (
        ("business_registration", "사업자등록증", 900, None),
        ("tax_clearance", "납세증명서", 18, 30),
        ("corporate_register", "등기사항증명서", 120, 90),
    ):
        issued_on = today - timedelta(days=issued)
        said = people.PaperSaid(kind=kind, issued_on=issued_on, expires_on=issued_on + timedelta(days=lasts) if lasts else None)
        people.add_paper(party_id=applicant.party_id, said=said, upload=papers.pdf(f"{title}(예시).pdf", f"wallet {kind}"), by=by, at=at)


def shared_draft(
    cast: Cast, program_id: int, parties: tuple[Applicant, Applicant, Applicant], *, begins: datetime, rng: random.Random
) -> Story:
    """A draft with two partners: one has signed its part, the other has not."""
    lead, *partners = parties
    at = yield begins
    round_id = programs.Round.objects.filter(program_id=program_id).latest("id").pk
    by = cast.of_account(lead.account_id, at)
    case = cases.start(round_id=round_id, party_id=lead.party_id, title=f"{lead.name} 협업사업화", by=by, at=at)
    section = programs.terms_of(round_id).sections[0]
    said = texts.answers(section, rng, seoul_date(at))
    typed = {key: value if isinstance(value, list) else [str(value)] for key, value in said.items()}
    cases.save_section(case_id=case.pk, section=section.key, typed=typed, version=0, by=by, at=at)
    for partner in partners:
        number = people.Party.objects.values_list("business_number", flat=True).get(pk=partner.party_id)
        named = cases.add_partner(case_id=case.pk, name=partner.name, business_number=number, duty="공동 상품 개발", by=by, at=at)
        cases.invite_partner(case_id=case.pk, partner_id=named.pk, by=by, at=at)
    at = yield begins + DAY
    first = case.partners.order_by("order")[0]
    signs = cast.of_account(partners[0].account_id, at)
    cases.sign_part(partner_id=first.pk, seen_sha256=cases.part_sha256(first), by=signs, at=at)
