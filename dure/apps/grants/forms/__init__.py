"""What people type about agreements, expenses, reports and settlements, read into plain values. Wrong input says how to write it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from dure.apps.grants.actions.agreements import Draft
from dure.apps.grants.actions.spendings import Bill
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.kernel.typed import read_day, read_won

PAPER = "paper_"
SEVERAL = frozenset({"choices"})


def read_count(text: str, what: str) -> int | None:
    """A number of things, or nothing."""
    tidy = text.strip().removesuffix("곳")
    if not tidy:
        return None
    if not (tidy.isascii() and tidy.isdigit() and 0 < int(tidy) < 10_000):
        raise Refused(f"{what}를 1부터 9,999까지 숫자로 적어 주세요.")
    return int(tidy)


def read_draft(data: Mapping[str, str]) -> Draft:
    """The days, the own share, the budget line and a special clause of an agreement."""
    return Draft(
        starts_on=read_day(data.get("starts_on", ""), "협약을 시작하는 날"),
        ends_on=read_day(data.get("ends_on", ""), "협약이 끝나는 날"),
        own_money=read_won(data.get("own_money") or "0", "자부담"),
        line_key=data.get("line_key", ""),
        special=data.get("special", ""),
        pass_through=read_won(data.get("pass_through") or "0", "참여기업에 다시 교부할 돈"),
        firms_max=read_count(data.get("firms_max", ""), "참여기업 수"),
    )


def read_bill(data: Mapping[str, str]) -> Bill:
    """An expense."""
    return Bill(
        category=data.get("category", ""),
        source=data.get("source", ""),
        amount=read_won(data.get("amount", ""), "쓴 금액"),
        spent_on=read_day(data.get("spent_on", ""), "쓴 날"),
        payee_name=data.get("payee_name", ""),
        memo=data.get("memo", ""),
        payee_business_number=data.get("payee_business_number", ""),
        invoice_number=data.get("invoice_number", ""),
    )


def read_papers(files: MultiValueDict[str, UploadedFile], kinds: Iterable[str]) -> list[tuple[str, UploadedFile]]:
    """(kind of evidence, upload), several of a kind allowed."""
    return [(kind, upload) for kind in kinds for upload in files.getlist(f"{PAPER}{kind}")]


def read_section(section: programs.Section, data: Any) -> dict[str, Any]:
    """Answers by question; a question with several answers gives a list."""
    return {
        question.key: data.getlist(question.key) if question.kind in SEVERAL else data.get(question.key, "").strip()
        for question in section.questions
    }


def read_figures(text: str) -> list[tuple[str, str]]:
    """One figure a line: 참여 조합: 6곳."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return [(label.strip(), value.strip()) for label, _colon, value in pairs if label.strip() and value.strip()]


def read_months(text: str) -> list[tuple[str, date, int]]:
    """One month of interest a line: 예시은행 1234, 2026-05, 1,200."""
    rows = []
    for line in (line for line in text.splitlines() if line.strip()):
        account, _comma, rest = line.partition(",")
        month, _comma, amount = rest.partition(",")
        first = read_day(f"{month.strip(' .').replace('.', '-')}-1", "이자가 붙은 달")
        rows.append((account.strip(), first, int(read_won(amount, "이자"))))
    return rows


def read_accountant(data: Mapping[str, str]) -> dict[str, str]:
    """Who verifies a settlement."""
    return {
        "firm": data.get("firm", ""),
        "firm_kind": data.get("firm_kind", ""),
        "name": data.get("accountant_name", ""),
        "email": data.get("accountant_email", ""),
    }
