"""What people type about themselves and their organizations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.apps.people import rules
from dure.apps.people.actions.statuses import StatusClaim
from dure.apps.people.models import Party
from dure.apps.people.rules import PartyColumns
from dure.kernel.errors import Refused
from dure.kernel.typed import day_of

COLUMN_NAMES = tuple(PartyColumns.__dataclass_fields__)


class Blank(dict[str, Any]):
    """What was typed, or why it is wrong; nothing where there is nothing."""

    def __missing__(self, name: str) -> str:
        return ""


class SignupForm(AllauthSignupForm):
    """A name beside the mailbox and the password."""

    name = forms.CharField(label=gettext_lazy("이름"), max_length=120)
    field_order = ("name", "email", "password1")

    def clean_name(self) -> str:
        """One line, and nothing like a resident number."""
        name = " ".join(self.cleaned_data["name"].split())
        if refused := rules.name_refused(name):
            raise forms.ValidationError(refused)
        return name


def read_day(data: Mapping[str, str], name: str) -> date | None:
    """A day in any common typing: 2027-03-15, 2027.3.15., 2027. 3. 15."""
    typed = (data.get(name) or "").strip()
    if not typed:
        return None
    if (day := day_of(typed)) is None:
        raise Refused(_("날짜를 다시 적어 주세요. 예: 2027-03-15 (지금: %(typed)s)") % {"typed": typed[:30]})
    return day


def read_columns(data: Mapping[str, str]) -> PartyColumns:
    """The columns of a party; anything else in the form is not looked at."""
    texts = {name: data.get(name, "") for name in COLUMN_NAMES if name != "founded_on"}
    return PartyColumns(**texts, founded_on=read_day(data, "founded_on"))


def typed_columns(data: Mapping[str, str]) -> Blank:
    """What was typed, to be shown again."""
    return Blank({name: data.get(name, "") for name in COLUMN_NAMES})


def columns_of(party: Party) -> Blank:
    """The columns as kept, to be changed."""
    kept = {name: getattr(party, name) or "" for name in COLUMN_NAMES if name != "district"}
    return Blank({**kept, "district": party.district_id or ""})


def read_claim(data: Mapping[str, str]) -> StatusClaim:
    """What the certificate says; its first day must be there."""
    valid_from = read_day(data, "valid_from")
    if valid_from is None:
        raise Refused(_("인증서나 지정서에 적힌 시작일을 적어 주세요."))
    return StatusClaim(data.get("kind", ""), data.get("number", ""), valid_from, read_day(data, "valid_to"))


def read_number(data: Mapping[str, str], name: str) -> int:
    """A whole number, commas allowed."""
    typed = (data.get(name) or "").replace(",", "").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 9):
        raise Refused(_("숫자만 적어 주세요. 예: 12"))
    return int(typed)
