"""Puts a year of honest expenses (예시) into the database as the verbs would have left it, and counts what the detectors say of it.

Rows are written in bulk, for speed; the columns of an expense are made by the very function of the verb.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import sha256
from secrets import token_urlsafe

from dure.apps.cases.models import BudgetRow, Case
from dure.apps.grants.actions.flags import weigh_everything
from dure.apps.grants.actions.spendings import _said
from dure.apps.grants.models import Agreement, Flag, Spending, SpendingEvidence
from dure.apps.grants.queries.weighing import weigh
from dure.apps.people.facade import Account, Member, Party
from dure.kernel.clock import seoul
from dure.platform.models import StoredFile
from tests.apps.grants import makers
from tests.apps.grants.flags_second_pen import FIRST, LAST, YEAR, Entry, Grantee, number_of
from tests.apps.grants.flags_second_year import CATEGORIES, GRANTEES

AT = seoul(YEAR, 12, 31, 21)
SIGNED = seoul(YEAR, 2, 26, 10)
"""Before the first day: nothing is spent before both have signed."""


def put_in(entries: Sequence[Entry]) -> dict[str, Agreement]:
    """Everybody's agreement with its expenses and papers."""
    found = makers.round_of(budget_categories=[{"key": key, "title": title} for key, title in CATEGORIES])
    paper = StoredFile.objects.create(**_file("agreement", found.pk))
    agreements = {grantee.key: _agreement(found, grantee, entries, paper) for grantee in GRANTEES}
    _neighbors()
    spendings = Spending.objects.bulk_create(_spending(agreements[entry.who], entry, place) for place, entry in enumerate(entries))
    held = [(row, kind, content) for row, entry in zip(spendings, entries, strict=True) for kind, content in entry.papers]
    files = StoredFile.objects.bulk_create(StoredFile(**_file(content, row.pk)) for row, _kind, content in held)
    SpendingEvidence.objects.bulk_create(
        SpendingEvidence(spending=row, kind=kind, file=file) for (row, kind, _content), file in zip(held, files, strict=True)
    )
    return agreements


def _agreement(found, grantee: Grantee, entries: Sequence[Entry], paper: StoredFile) -> Agreement:
    """A signed agreement whose budget is what was spent in the end, and a little more."""
    party = Party.objects.create(
        kind="organization",
        name=grantee.name,
        legal_form=grantee.form,
        business_number=grantee.number or None,
        address=grantee.address,
        phone=grantee.phone,
        sample=True,
    )
    accounts = [Account.objects.create(email=f"{grantee.key}{turn}@example.kr", name=name) for turn, name in enumerate(grantee.officers)]
    for account, role in zip(accounts, ("representative", "editor"), strict=True):
        Member.objects.create(party=party, account=account, role=role, since=makers.NOON)
    if grantee.members_company:
        company = Party.objects.create(kind="organization", name=grantee.members_company, legal_form="company", sample=True)
        Member.objects.create(party=company, account=accounts[1], role="representative", since=makers.NOON)
    sums = _sums(entries, grantee.key)
    case = Case.objects.create(
        round=found, party=party, title="예시 사업", outcome="running", started_at=makers.NOON, sample=True, terms_sha256=found.version.sha256,
        asked=sum(sums["grant"].values()), own_money=sum(sums["own"].values()), receipt_number=party.pk, receipt=f"예시-둘째-{party.pk}",
        submitted_at=makers.NOON, submitted_by_name="예시 대표",
    )  # fmt: skip
    BudgetRow.objects.bulk_create(
        BudgetRow(case=case, order=order, category=key, grant=sums["grant"][key], own=sums["own"][key])
        for order, (key, _title) in enumerate(CATEGORIES, 1)
    )
    signed = dict.fromkeys(("offered_at", "grantee_signed_at", "center_signed_at", "drafted_at"), SIGNED)
    return Agreement.objects.create(
        case=case, number=f"예시-둘째-{grantee.key}", state="signed", amount=case.asked, own_money=case.own_money, starts_on=FIRST, ends_on=LAST,
        fiscal_year=YEAR, document_sha256="0" * 64, file=paper, grantee_signed_by_id=1, center_signed_by_id=2, sample=True, **signed,
    )  # fmt: skip


def _sums(entries: Sequence[Entry], who: str) -> dict[str, Counter[str]]:
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry.who == who and entry.state == "filed":
            sums[entry.bill.source][entry.bill.category] += entry.bill.amount
    return {source: Counter({key: -(-amount // 100_000) * 100_000 for key, amount in sums[source].items()}) for source in ("grant", "own")}


def _neighbors() -> None:
    """Shops that are registered here too, one of them in the same building as a grantee, with nobody in common."""
    park = GRANTEES[0].address.replace("상상동 201호", "상상동 202호")
    for place, (name, address) in enumerate((("예시 한울인쇄", park), ("예시 도색", "서울특별시 강서구 예시로 79"))):
        Party.objects.create(kind="organization", name=name, legal_form="company", business_number=number_of(880 + place), address=address,
                             phone=f"02208899{place:02d}", sample=True)  # fmt: skip


def _spending(agreement: Agreement, entry: Entry, place: int) -> Spending:
    bill = entry.bill
    at = seoul(YEAR, bill.spent_on.month, bill.spent_on.day, 21)
    judged = {"clause": "증빙이 흐려 돌려보냄", "judged_at": at, "judged_by_id": 12} if entry.state == "disallowed" else {}
    said = _said(bill, weigh(agreement, bill))
    return Spending(agreement=agreement, state=entry.state, filed_at=at, filed_by_id=21, filed_by_name="예시 담당", **said, **judged)


def _file(content: str, owner: int) -> dict[str, object]:
    return {
        "token": token_urlsafe(24), "owner_kind": "grants.spending", "owner_id": owner, "purpose": "evidence", "name": "예시.pdf", "size": 1,
        "sha256": sha256(content.encode()).hexdigest(), "media_type": "application/pdf", "state": "clean", "at": makers.NOON,
    }  # fmt: skip


def false_alarms(entries: Sequence[Entry]) -> tuple[float, Counter[str], list[Flag]]:
    """Percent of honest expenses on which something was said, an alarm about a whole agreement counted like one; and about what."""
    put_in(entries)
    weigh_everything(at=AT)
    flags = list(Flag.objects.select_related("spending", "agreement").order_by("pk"))
    alarmed = {flag.spending_id for flag in flags if flag.spending_id} | {f"agreement {flag.pk}" for flag in flags if not flag.spending_id}
    return len(alarmed) * 100 / len(entries), Counter(flag.kind for flag in flags), flags
