"""The center's forms with their newest versions, and the values that an agreement gives them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from dure.apps.grants import exports
from dure.apps.grants.models import Agreement, PaperForm, PaperFormVersion
from dure.apps.grants.queries.agreements import planned, terms_of
from dure.apps.grants.words import Source
from dure.kernel.won import won_in_full
from dure.platform import files

VALUES: Mapping[str, str] = {
    "number": "협약번호",
    "program": "사업 이름",
    "round": "모집 이름",
    "receipt": "접수번호",
    "title": "과제명",
    "party": "지원받는 조직의 이름",
    "party_number": "사업자등록번호",
    "party_address": "소재지",
    "center": "지원하는 쪽의 이름",
    "amount": "지원금(한글 금액 함께)",
    "amount_figures": "지원금(숫자)",
    "own_money": "자부담",
    "whole_cost": "총사업비",
    "starts_on": "협약 시작일",
    "ends_on": "협약 종료일",
    "days": "협약 기간",
    "tranches": "차수별 금액",
    "budget": "비목별 예산",
    "grantee_signer": "조직 서명자",
    "grantee_signed_on": "조직 서명일",
    "center_signer": "지원하는 쪽 서명자",
    "center_signed_on": "지원하는 쪽 서명일",
    "code": "확인번호",
}
"""What of an agreement may stand in a form, in the words of the mapping page."""

_GUESSES = {label: key for key, label in VALUES.items()} | {
    "사업명": "program",
    "단체명": "party",
    "기관명": "party",
    "조직명": "party",
    "수행기관": "party",
    "협약금액": "amount",
    "지원금": "amount",
    "금액": "amount",
    "협약기간": "days",
    "사업기간": "days",
    "주소": "party_address",
}


def guess(field: str) -> str:
    """The value that a field's name most likely means; nothing if it says nothing to us."""
    plain = "".join(field.split())
    return next((key for label, key in _GUESSES.items() if "".join(label.split()) == plain), "")


def values_for(agreement: Agreement) -> dict[str, str]:
    """Every value of VALUES, in words."""
    text = exports.text_of(agreement)
    laid = " / ".join(f"{one['number']}차 {one['amount']}" for one in text["tranches"])
    titles = {category.key: category.title for category in terms_of(agreement).categories}
    rows = [
        f"{titles.get(key, key)}({Source(source).label}) {won_in_full(value)}"
        for (key, source), value in planned(agreement).items()
        if value
    ]
    own = {name: str(text[name]) for name in VALUES if name in text and name != "tranches"}
    return own | {
        "amount_figures": won_in_full(agreement.amount),
        "whole_cost": won_in_full(agreement.amount + agreement.own_money),
        "days": f"{text['starts_on']}부터 {text['ends_on']}까지",
        "tranches": laid,
        "budget": " / ".join(rows),
        "grantee_signer": agreement.grantee_signed_by_name,
        "grantee_signed_on": exports.day_of(agreement.grantee_signed_at),
        "center_signer": agreement.center_signed_by_name,
        "center_signed_on": exports.day_of(agreement.center_signed_at),
        "code": exports.verification_code(agreement.document_sha256) if agreement.document_sha256 else "",
    }


def forms() -> QuerySet[PaperForm]:
    """Every form in use."""
    return PaperForm.objects.filter(retired_at=None).prefetch_related("versions").order_by("title", "id")


def forms_ready() -> list[PaperForm]:
    """Forms whose newest version has been mapped."""
    return [form for form in forms() if (newest := newest_of(form)) and newest.mapped_at]


def newest_of(form: PaperForm) -> PaperFormVersion | None:
    """The version that is filled today."""
    return form.versions.select_related("file", "form").order_by("-number").first()


def newest_called(title: str) -> PaperFormVersion | None:
    """The newest version of the form with this title, as `upload_form` keeps titles."""
    return versions().filter(form__title=title.strip()[:120]).order_by("-number").first()


def versions() -> QuerySet[PaperFormVersion]:
    """Every version of every form, with its form and file."""
    return PaperFormVersion.objects.select_related("form", "file")


def bytes_of(version: PaperFormVersion) -> bytes:
    """The uploaded file."""
    assert version.file is not None  # every version is written with its file
    with files.open_bytes(version.file) as form:
        return form.read()


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field of a form with the value it is given; `example` is how it would read."""

    name: str
    kind: str
    value: str
    example: str = ""

    @property
    def key(self) -> str:
        """How the page names its box."""
        return f"field_{self.name}"


def fields_of(version: PaperFormVersion, sample: Agreement | None) -> list[FieldShown]:
    """Each field with its mapping, or a guess while nobody has mapped it."""
    values = values_for(sample) if sample else {}
    said = version.mapping if version.mapped_at else {field["name"]: guess(field["name"]) for field in version.fields}
    return [
        FieldShown(one["name"], one["kind"], said.get(one["name"], ""), values.get(said.get(one["name"], ""), "")) for one in version.fields
    ]


def unknown_in(version: PaperFormVersion) -> list[str]:
    """Fields that no value is given to."""
    return [field["name"] for field in version.fields if not version.mapping.get(field["name"])]
