"""Partners: named by the applicant, invited, filling in their own part, leaving before the application is handed in."""

from collections.abc import Collection
from datetime import datetime

from dure.apps.cases import access
from dure.apps.cases.actions.signing import locked_partner, void_signatures
from dure.apps.cases.actions.writing import Overtaken, locked, merged
from dure.apps.cases.models import Case, Partner, PartnerAnswer, SectionAnswer
from dure.apps.cases.notices import tell_partner_invited, tell_partner_left
from dure.apps.cases.queries.content import PARTNERS
from dure.apps.cases.rules import places
from dure.apps.cases.rules.answers import RESIDENT_NUMBER, Lists, read_section
from dure.apps.cases.rules.conditions import flat
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.kernel.identifiers import is_business_number, looks_like_resident_number, tidy_digits
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

MOST_PARTNERS = 100
_TYPED = ("name", "legal_form", "business_number", "duty")


@verb
def add_partner(
    *, case_id: int, name: str, legal_form: str = "", business_number: str = "", duty: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> Partner:
    """Name an organization that takes part. One that is known here by its number is tied to it, so that conflicts are found."""
    case = locked(case_id, places.PARTNERS, by=by, at=at)
    name, duty, number = name.strip()[:120], duty.strip()[:300], tidy_digits(business_number)
    if reasons := _partner_reasons(case, name, legal_form, duty, number):
        raise Refused(reasons)
    party = people.Party.objects.filter(business_number=number).first() if number else None
    order = (case.partners.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    partner = Partner.objects.create(
        case=case, party=party, name=name, legal_form=legal_form, business_number=number, duty=duty, order=order
    )
    _touch(case, by=by, at=at)
    return partner


def _partner_reasons(case: Case, name: str, legal_form: str, duty: str, number: str) -> list[str]:
    reasons = []
    if not name:
        reasons.append("함께할 단체의 이름을 적어 주세요.")
    if legal_form and legal_form not in people.LegalForm.values:
        reasons.append("법적 형태를 보기에서 골라 주세요.")
    if number and not is_business_number(number):
        reasons.append("사업자등록번호 10자리를 다시 확인해 주세요. 없으면 비워 두세요.")
    if looks_like_resident_number(f"{name} {duty}"):
        reasons.append(RESIDENT_NUMBER)
    if name and case.partners.filter(name=name).exists():
        reasons.append(f"{name} 이름의 단체가 이미 있어요.")
    if case.partners.count() >= MOST_PARTNERS:
        reasons.append(f"참여 단체는 {MOST_PARTNERS}곳까지 적을 수 있어요.")
    return reasons


@verb
def keep_partner_draft(*, case_id: int, typed: Lists, by: Actor, at: datetime, key: Key = NO_KEY) -> SectionAnswer:
    """Keep what is being typed about a partner before it is added, so that a browser that dies loses nothing."""
    case = locked(case_id, places.PARTNERS, by=by, at=at)
    said = {name: (list(typed.get(name) or ()) or [""])[-1].strip()[:300] for name in _TYPED}
    if any(looks_like_resident_number(text) for text in said.values()):
        raise Refused(RESIDENT_NUMBER)
    return _touch(case, typed=said if any(said.values()) else {}, by=by, at=at)


@verb
def invite_partner(*, case_id: int, partner_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Partner:
    """Open the partner's own part to its representatives and editors, and write to its representatives where it is."""
    case = locked(case_id, places.PARTNERS, by=by, at=at)
    partner = Partner.objects.select_for_update(of=("self",)).select_related("party").get(pk=partner_id, case=case)
    if partner.party is None:
        raise Refused(f"{partner.name}의 사업자등록번호로 등록된 조직이 없어요. 조직을 등록하도록 부탁한 뒤 단체를 다시 더해 주세요.")
    if partner.party_id == case.party_id:
        raise Refused("신청하는 조직은 이미 들어 있어요. 다른 단체를 초대해 주세요.")
    partner.invited_at, partner.invited_by_name = at, by.name
    partner.save(update_fields=["invited_at", "invited_by_name"])
    journal.write(partner, "invite_partner", by=by, at=at, case_id=case.pk, party_ids=[case.party_id, partner.party.pk])
    tell_partner_invited(partner, case, at=at)
    return partner


@verb
def save_part(
    *,
    partner_id: int,
    section: str,
    typed: Lists,
    version: int,
    stays: Collection[str] = (),
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
    keep_good: bool = False,
) -> PartnerAnswer:
    """Keep a page of a partner's own part. A signature over what it said before is void."""
    partner = locked_partner(partner_id, at=at)
    access.may_write_part(by, partner).or_refuse()
    form = programs.terms_of(partner.case.round_id, partner.case.terms_sha256).section(section)
    if form is None or form.filled_by != "partner":
        raise Refused("참여 단체가 쓰는 쪽이 아니에요.")
    rows = {row.section: row for row in partner.answers.select_for_update().order_by("id")}
    read = read_section(form, typed, flat({name: row.data for name, row in rows.items() if name != section}))
    if read.errors and not keep_good:
        raise Refused([f"{question.label}: {read.errors[question.key]}" for question in form.questions if question.key in read.errors])
    row = rows.get(section)
    data = merged(
        form, row.data if row else {}, {key: value for key, value in read.kept.items() if key not in stays}, typed, whole=not keep_good
    )
    if row is not None and row.data == data:
        return row
    if row is not None and row.version != version:
        raise Overtaken(row)
    row = row or PartnerAnswer(partner=partner, section=section, version=0)
    row.data, row.version = data, row.version + 1
    row.saved_at, row.saved_by_id, row.saved_by_name = at, by.account_id, by.name
    row.save()
    void_signatures(partner.case, by=by, at=at, reason="서명한 뒤 참여 단체가 쓴 내용이 바뀌었어요.")
    return row


@verb
def remove_partner(*, case_id: int, partner_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Take an organization off the list again; its rows of the budget become the applicant's."""
    case = locked(case_id, places.PARTNERS, by=by, at=at)
    partner = case.partners.filter(pk=partner_id).first()
    if partner is not None:
        _take_off(case, partner, "remove_partner", by=by, at=at)
    return case


@verb
def leave_as_partner(*, partner_id: int, reason: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """A partner leaves before the application is handed in; the applicant is told and its rows of the budget become the applicant's."""
    partner = locked_partner(partner_id, at=at)
    access.may_leave_as_partner(by, partner).or_refuse()
    case = partner.case
    _take_off(case, partner, "leave_as_partner", by=by, at=at, reason=reason.strip()[:300])
    tell_partner_left(partner, case, reason=reason.strip()[:300], at=at)
    return case


def _take_off(case: Case, partner: Partner, act: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    parties = [pk for pk in (case.party_id, partner.party_id) if pk is not None]
    detail = {"name": partner.name, "signed_sha256": partner.signed_sha256}
    journal.write(partner, act, by=by, at=at, case_id=case.pk, party_ids=parties, reason=reason, detail=detail)
    partner.budget_rows.update(partner=None)
    partner.answers.all().delete()
    Partner.objects.filter(pk=partner.pk).delete()
    _touch(case, by=by, at=at)


def _touch(case: Case, *, typed: dict[str, str] | None = None, by: Actor, at: datetime) -> SectionAnswer:
    """The hand and the moment of the last change to the list; what is typed but not added yet lies beside it."""
    names = list(case.partners.order_by("order", "id").values_list("name", flat=True))
    row = SectionAnswer.objects.select_for_update().filter(case=case, section=PARTNERS).first()
    row = row or SectionAnswer(case=case, section=PARTNERS, version=0)
    row.data = {"names": names} | ({"typed": typed} if typed else {})
    row.version, row.saved_at, row.saved_by_id, row.saved_by_name = row.version + 1, at, by.account_id, by.name
    row.save()
    return row
