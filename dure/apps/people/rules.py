"""Decisions about people and parties that need no database."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from dure.apps.people.words import ROLE_WORDS, LegalForm, PartyKind, Tier
from dure.kernel.clock import seoul, seoul_date
from dure.kernel.identifiers import is_business_number, is_corporate_number, looks_like_resident_number, tidy_digits
from dure.platform.actor import Role

MOST_LETTERS_PER_HOUR = 3
"""Invitations to one mailbox within an hour, whoever sends them (reliability D16)."""
ROLES_WITH_SECOND_FACTOR = frozenset({Role.ADMINISTRATOR, Role.APPROVER})
_GOVERNMENT = frozenset({Role.GOVERNMENT, Role.AUDITOR})
ROLES_OF_TIER: dict[str, frozenset[Role]] = {
    Tier.CENTER: frozenset({Role.OFFICER, Role.APPROVER, Role.FINANCE, Role.ADMINISTRATOR, Role.AUDITOR}),
    Tier.DISTRICT: _GOVERNMENT,
    Tier.CITY: _GOVERNMENT,
    Tier.MINISTRY: _GOVERNMENT,
    Tier.BUYER: frozenset({Role.BUYER}),
    Tier.OPERATOR: frozenset({Role.OPERATOR}),
}
"""What a seat may be given, by the tier of its organization. Reviewing is no seat's: reviewers are enrolled in person."""
BODIES: dict[str, tuple[Tier, Role]] = {
    "district": (Tier.DISTRICT, Role.GOVERNMENT),
    "city": (Tier.CITY, Role.GOVERNMENT),
    "ministry": (Tier.MINISTRY, Role.GOVERNMENT),
    "buyer": (Tier.BUYER, Role.BUYER),
    "operator": (Tier.OPERATOR, Role.OPERATOR),
    "auditor": (Tier.CITY, Role.AUDITOR),
}
"""Bodies beside the center that the desk opens: their tier, and the role of their first seat."""


def needs_second_factor(seats: Iterable[tuple[frozenset[Role], str]], *, reviewer: bool, reviewers_need_it: bool) -> bool:
    """Administrators, approvers and every seat of the center; reviewers where the house says so. One such seat is enough."""
    for roles, tier in seats:
        if tier == "center" or roles & ROLES_WITH_SECOND_FACTOR:
            return True
        reviewer = reviewer or Role.REVIEWER in roles
    return reviewer and reviewers_need_it


def invitation_expires(sent_at: datetime, *, days: int) -> datetime:
    """So many times twenty-four hours later."""
    return sent_at + timedelta(days=days)


def roles_refused(roles: Set[Role], tier: str) -> str | None:
    """At least one, and none that this tier does not know."""
    if not roles:
        return _("맡을 일을 하나 넘게 골라 주세요.")
    strange = sorted(roles - ROLES_OF_TIER.get(tier, frozenset()))
    if not strange:
        return None
    words = ", ".join(str(ROLE_WORDS[role]) for role in strange)
    return _("%(where)s의 자리에는 줄 수 없는 일이에요: %(roles)s") % {"where": Tier(tier).label, "roles": words}


@dataclass(frozen=True, slots=True)
class DeputyDays:
    """The days on which somebody deputizes, as typed; both count. Nothing is from now on, or without an end."""

    first: date | None = None
    last: date | None = None

    def refused(self, *, at: datetime) -> str | None:
        """They end after they begin, and not before today."""
        if self.last and self.last < (self.first or seoul_date(at)):
            return _("끝나는 날이 시작하는 날보다 앞서요. 날짜를 다시 골라 주세요.")
        if self.last and self.last < seoul_date(at):
            return _("이미 지난 기간이에요. 오늘이나 그 뒤에 끝나는 날을 골라 주세요.")
        return None

    def since(self, *, at: datetime) -> datetime:
        """The first midnight, or now when that day has begun."""
        return max(at, _midnight(self.first)) if self.first else at

    def until(self) -> datetime | None:
        """The midnight after the last day."""
        return _midnight(self.last + timedelta(days=1)) if self.last else None


def _midnight(day: date) -> datetime:
    return seoul(day.year, day.month, day.day)


@dataclass(frozen=True, slots=True)
class PartyColumns:
    """What somebody says about a party, as typed; numbers are tidied by `tidied`."""

    name: str
    kind: str = PartyKind.ORGANIZATION
    legal_form: str = ""
    business_number: str = ""
    corporate_number: str = ""
    district: str = ""
    address: str = ""
    founded_on: date | None = None
    phone: str = ""
    email: str = ""
    homepage: str = ""
    summary: str = ""


def tidied(columns: PartyColumns) -> PartyColumns:
    """Blanks, hyphens and dots of numbers gone, names on one line."""
    return replace(
        columns,
        name=" ".join(columns.name.split()),
        business_number=tidy_digits(columns.business_number),
        corporate_number=tidy_digits(columns.corporate_number),
        address=" ".join(columns.address.split()),
        phone=tidy_digits(columns.phone),
        email=columns.email.strip().lower(),
        homepage=columns.homepage.strip(),
        summary=columns.summary.strip(),
    )


def columns_refused(columns: PartyColumns, *, today: date) -> dict[str, str]:
    """Field → why it is not taken; empty when all is well."""
    found = {
        "name": name_refused(columns.name),
        "kind": None if columns.kind in PartyKind.values else _("단체, 모임, 개인 가운데 하나를 골라 주세요."),
        "legal_form": legal_form_refused(columns.kind, columns.legal_form),
        "business_number": business_number_refused(columns.business_number),
        "corporate_number": corporate_number_refused(columns.corporate_number),
        "founded_on": founding_day_refused(columns.founded_on, today),
        "phone": telephone_refused(columns.phone),
        "email": email_refused(columns.email),
        "homepage": homepage_refused(columns.homepage),
        "address": too_long(columns.address, 200) or resident_number_refused(columns.address),
        "summary": too_long(columns.summary, 2000) or resident_number_refused(columns.summary),
    }
    return {field: reason for field, reason in found.items() if reason}


def name_refused(name: str) -> str | None:
    """One to 120 characters, nothing like a resident number."""
    if not name.strip():
        return _("이름을 적어 주세요. 등록증에 적힌 대로 적으면 돼요.")
    return too_long(name, 120) or resident_number_refused(name)


def too_long(text: str, most: int) -> str | None:
    """Longer than we keep?"""
    return _("%(most)d자까지 쓸 수 있어요. 지금은 %(now)d자예요.") % {"most": most, "now": len(text)} if len(text) > most else None


def telephone_refused(phone: str) -> str | None:
    """Digits of a Korean telephone, or nothing."""
    if not phone or (phone.isascii() and phone.isdigit() and 8 <= len(phone) <= 12):
        return None
    return _("전화번호는 숫자로 적어 주세요. 예: 02-1234-5678")


def email_refused(email: str) -> str | None:
    """A mailbox, or nothing."""
    try:
        validate_email(email) if email else None
    except ValidationError:
        return _("전자우편 주소를 다시 확인해 주세요. 예: hello@example.kr")
    return None


def homepage_refused(address: str) -> str | None:
    """A web address, or nothing; other schemes are not taken."""
    try:
        URLValidator(schemes=["http", "https"])(address) if address else None
    except ValidationError:
        return _("홈페이지 주소를 https:// 부터 적어 주세요. 예: https://example.kr")
    return too_long(address, 200)


def business_number_refused(text: str) -> str | None:
    """사업자등록번호: ten digits with the right check digit. Nothing typed is nothing wrong."""
    if not tidy_digits(text) or is_business_number(text):
        return None
    return resident_number_refused(text) or _(
        "사업자등록번호가 맞지 않아요. 사업자등록증에 적힌 숫자 열 자리를 다시 확인해 주세요. 예: 000-00-00000"
    )


def business_number_warning(text: str, legal_form: str) -> str | None:
    """Digits four and five usually tell the kind of firm; a surprise is worth a word, never a refusal."""
    kind = tidy_digits(text)[3:5]
    if legal_form == LegalForm.COOPERATIVE and kind and kind not in {"81", "86", "87", "88"}:
        return _("협동조합의 사업자등록번호는 보통 가운데가 81, 86, 87, 88이에요. 번호가 맞다면 그대로 두세요.")
    if legal_form == LegalForm.SOCIAL_COOPERATIVE and kind and kind != "82":
        return _("사회적협동조합의 사업자등록번호는 보통 가운데가 82예요. 번호가 맞다면 그대로 두세요.")
    return None


def corporate_number_refused(text: str) -> str | None:
    """법인등록번호: thirteen digits. A wrong check digit is let pass, newer numbers may carry none; a resident number is not."""
    digits = tidy_digits(text)
    if not digits or is_corporate_number(digits):
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) == 13):
        return _("법인등록번호는 숫자 열세 자리예요. 등기사항증명서에서 확인해 주세요. 없으면 비워 두세요.")
    return resident_number_refused(digits)


def resident_number_refused(text: str) -> str | None:
    """We never take a resident registration number, wherever it is typed."""
    if looks_like_resident_number(text):
        return _("주민등록번호처럼 보이는 숫자가 있어요. 저희는 주민등록번호를 받지 않으니 지워 주세요.")
    return None


def founding_day_refused(founded_on: date | None, today: date) -> str | None:
    """Founded today or before."""
    return (
        _("설립일이 오늘보다 뒤예요. 등기사항증명서나 고유번호증에 적힌 날을 적어 주세요.") if founded_on and founded_on > today else None
    )


def legal_form_refused(kind: str, legal_form: str) -> str | None:
    """A person is a person; an organization is not."""
    if legal_form and legal_form not in LegalForm.values:
        return _("법적 형태를 목록에서 골라 주세요.")
    if kind == PartyKind.PERSON and legal_form not in {"", LegalForm.PERSON}:
        return _("개인으로 등록할 때는 법적 형태를 '개인'으로 골라 주세요.")
    if kind != PartyKind.PERSON and legal_form == LegalForm.PERSON:
        return _("단체나 모임은 법적 형태에서 '개인'을 고를 수 없어요.")
    return None
