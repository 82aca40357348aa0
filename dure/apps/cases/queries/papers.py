"""What the receipt and the printed application say."""

import hashlib
import hmac
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from dure.apps.cases.models import Case, ProxyEntry
from dure.apps.cases.queries.reading import CaseSheet, SaidPaper, case_sheet, said_papers
from dure.apps.programs import facade as programs
from dure.kernel.clock import SEOUL, seoul_date
from dure.kernel.identifiers import business_number_shown
from dure.kernel.korean import official_day, table_day
from dure.kernel.won import won_in_full


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received, from whom, when to the millisecond, and the hashes by which both can prove it."""

    number: str
    round_title: str
    party_name: str
    submitted_at: datetime
    exact: str
    submitted_by_name: str
    sha256: str
    papers: tuple[SaidPaper, ...]
    code: str
    grant: int
    own: int
    withdrawn: bool
    completions: tuple[tuple[str, str], ...] = ()
    on_behalf: str = ""


def receipt_of(case: Case) -> Receipt:
    """The receipt of the first submission; later completions are listed with their own hashes."""
    first, *later = case.submissions.order_by("number")
    said = first.content
    return Receipt(
        number=case.receipt,
        round_title=case.round.title,
        party_name=said["party"]["name"],
        submitted_at=first.at,
        exact=exact(first.at),
        submitted_by_name=first.by_name,
        sha256=first.sha256,
        papers=said_papers(said["files"], programs.terms_of(case.round_id, said["terms"])),
        code=verification_code(case.receipt, first.sha256),
        grant=sum(row["grant"] for row in said["budget"]),
        own=sum(row["own"] for row in said["budget"]),
        withdrawn=case.outcome == "withdrawn",
        completions=tuple((exact(submission.at), submission.sha256) for submission in later),
        on_behalf=entered_on_behalf(case),
    )


def entered_on_behalf(case: Case) -> str:
    """For whom staff entered the application, and by what the person agreed; nothing for one that was written by its own people."""
    entry = ProxyEntry.objects.filter(case=case).first()
    if entry is None:
        return ""
    person = " ".join(part for part in (entry.person_role, entry.person_name) if part)
    said = [f"{person}의 동의를 받아 {entry.entered_by_name} 대리 입력"]
    if entry.consent_at:
        said.append(f"동의서 {table_day(seoul_date(entry.consent_at))}")
    if entry.confirmed_at:
        said.append(f"본인 확인 {table_day(seoul_date(entry.confirmed_at))}")
    return ", ".join(said)


def exact(instant: datetime) -> str:
    """2027. 3. 15.(월) 17:59:59.999, as receipts write it."""
    local = instant.astimezone(SEOUL)
    return f"{official_day(seoul_date(local))} {local:%H:%M:%S}.{local.microsecond // 1000:03d}"


def verification_code(receipt: str, sha256: str) -> str:
    """Sixteen characters that only this house can make for this receipt and this content."""
    made = hmac.new(settings.DURE_JOURNAL_KEY, f"receipt:{receipt}:{sha256}".encode(), hashlib.sha256).hexdigest().upper()
    return "-".join(made[place : place + 4] for place in range(0, 16, 4))


def receipt_paper(case: Case) -> dict[str, Any]:
    """Plain values for the receipt's template."""
    receipt = receipt_of(case)
    said = asdict(receipt)
    said["papers"] = [{"title": paper.title, "name": paper.name, "size": paper.size, "sha256": paper.sha256} for paper in receipt.papers]
    return said | {"issuer": case.round.program.organizer, "grant": won_in_full(receipt.grant), "own": won_in_full(receipt.own)}


def application_paper(case: Case) -> dict[str, Any]:
    """Plain values for the application's template."""
    sheet: CaseSheet = case_sheet(case)
    party = case.party
    return {
        "title": sheet.title,
        "round_title": sheet.round_title,
        "issuer": case.round.program.organizer,
        "party": [
            ("단체", sheet.party_name),
            ("법적 형태", str(party.get_legal_form_display())),
            ("사업자등록번호", business_number_shown(party.business_number) if party.business_number else "없음"),
            ("자치구", sheet.district),
        ],
        "receipt": sheet.receipt,
        "submitted": exact(sheet.submitted_at) if sheet.submitted_at else "",
        "submitted_by": sheet.submitted_by_name,
        "sha256": sheet.sha256,
        "sections": [asdict(section) for section in sheet.sections],
        "budget": [
            {"title": row.title, "basis": row.basis, "grant": f"{row.grant:,}", "own": f"{row.own:,}", "total": f"{row.total:,}"}
            for row in sheet.budget
        ],
        "sums": {"grant": f"{sheet.grant:,}", "own": f"{sheet.own:,}", "total": f"{sheet.total:,}"},
        "partners": [asdict(partner) for partner in sheet.partners],
        "papers": [{"title": paper.title, "name": paper.name, "sha256": paper.sha256} for paper in sheet.papers],
    }
