"""What an expense comes to before it is saved: what the source pays, the taxes, the papers it wants, and what stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db.models import QuerySet

from dure.apps.grants import rules
from dure.apps.grants.models import Agreement, ClosedMonth, Spending, SpendingEvidence
from dure.apps.grants.queries.agreements import COUNTED, planned, terms_of
from dure.apps.grants.queries.spendings import USUAL_EVIDENCE, limits_of
from dure.apps.grants.rules import budget as rules_budget
from dure.apps.grants.rules import evidence as rules_evidence
from dure.apps.grants.rules import withholding as rules_withholding
from dure.apps.grants.rules.evidence import WantedPaper
from dure.apps.grants.rules.kinds import PaymentKind, kind_of, payment_kinds
from dure.apps.grants.words import EvidenceKind, MonthState, Source, SpendingState, Withholding
from dure.kernel.identifiers import looks_like_resident_number
from dure.platform import rates

THRESHOLDS = ("quotes_from", "contract_papers_from")


@dataclass(frozen=True, slots=True)
class Bill:
    """An expense as it is entered, in won. With VAT, `amount` is the whole bill and `supply` its supply amount as the invoice says it.

    A bill without a kind is one of before the kinds: it wants the usual three papers only.
    """

    category: str
    source: str
    amount: int
    spent_on: date
    payee_name: str
    memo: str
    payee_business_number: str = ""
    invoice_number: str = ""
    kind: str = ""
    has_vat: bool = False
    supply: int = 0
    withholding: str = ""
    used_at: time | None = None
    person_name: str = ""
    person_birth_year: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def bill_of(spending: Spending) -> Bill:
    """An expense as it was entered."""
    billed = spending.amount if spending.vat_included else spending.amount + spending.vat
    return Bill(
        category=spending.category,
        source=spending.source,
        amount=billed,
        spent_on=spending.spent_on,
        payee_name=spending.payee_name,
        memo=spending.memo,
        payee_business_number=spending.payee_business_number,
        invoice_number=spending.invoice_number,
        kind=spending.kind,
        has_vat=bool(spending.vat),
        supply=billed - spending.vat if spending.vat else 0,
        withholding=spending.withholding,
        used_at=spending.used_at,
        person_name=spending.person_name,
        person_birth_year=spending.person_birth_year,
        facts=spending.facts,
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """A bill with its sums: what is charged, what is withheld, what is sent, and the papers it wants."""

    charge: rules_withholding.Charge
    taxed: rules_withholding.Taxed
    wanted: tuple[WantedPaper, ...]

    @property
    def transferred(self) -> int:
        """What goes to the payee."""
        return self.charge.billed - self.taxed.income_tax - self.taxed.local_tax


def is_taxable(agreement: Agreement) -> bool:
    """Does the grantee get VAT back? As it said last, else as its business number suggests."""
    said = agreement.vat_standings.order_by("-id").first()
    return said.taxable if said else rules_withholding.usually_taxable(agreement.case.party.business_number or "")


def vat_was_said(agreement: Agreement) -> bool:
    """Did the grantee say it, or is it only suggested by its number?"""
    return agreement.vat_standings.exists()


def thresholds(on: date) -> dict[str, int]:
    """The amounts from which more papers are wanted."""
    return {key: rates.whole(key, on=on) for key in THRESHOLDS}


def tax_rates(on: date) -> rules_withholding.TaxRates:
    """What is withheld on a day."""
    return rules_withholding.TaxRates(
        other_expense=rates.of("other_income_expense", on=on).value,
        other_tax=rates.of("other_income_tax", on=on).value,
        other_waived_to=rates.whole("other_income_waived_to", on=on),
        business_tax=rates.of("business_income_tax", on=on).value,
        local_tax=rates.of("local_income_tax", on=on).value,
    )


def weigh(agreement: Agreement, bill: Bill) -> Weighed:
    """Work the bill out. Of a fee without withholding nothing is read from the rates."""
    charged = rules_withholding.charge(bill.amount, has_vat=bill.has_vat, taxable=is_taxable(agreement), supply=bill.supply)
    if bill.withholding:
        taxed = rules_withholding.withhold(charged.amount, bill.withholding, tax_rates(bill.spent_on))
    else:
        taxed = rules_withholding.Taxed(charged.amount, 0, 0)
    return Weighed(charged, taxed, tuple(_wanted(agreement, bill, taxed, charged.billed)))


def _wanted(agreement: Agreement, bill: Bill, taxed: rules_withholding.Taxed, billed: int) -> list[WantedPaper]:
    own = evidence_of_category(agreement, bill.category)
    if not bill.kind and not own:
        return [WantedPaper(str(kind)) for kind in USUAL_EVIDENCE]
    bounds = {} if own else thresholds(bill.spent_on)
    withheld = taxed.income_tax > 0
    return rules_evidence.wanted_papers(kind_of(bill.kind), amount=billed, taxed=withheld, thresholds=bounds, own=own)


def evidence_of_category(agreement: Agreement, key: str) -> tuple[str, ...]:
    """The papers that the program's own definition names for a category."""
    category = terms_of(agreement).category(key)
    return category.evidence if category else ()


def possible_papers(agreement: Agreement, kind: PaymentKind, category: str, on: date, amount: int = 0) -> list[WantedPaper]:
    """What a kind wants of an amount, a person's tax withheld; everything it may want while the amount is not known."""
    own, bounds = evidence_of_category(agreement, category), thresholds(on)
    if not amount:
        return rules_evidence.possible_papers(kind, bounds, own)
    return rules_evidence.wanted_papers(kind, amount=amount, taxed=True, thresholds=bounds, own=own)


def reasons_to_ask(bill: Bill, weighed: Weighed) -> list[str]:
    """What a page asks besides: who wrote the two quotes, where two are wanted."""
    two = any(paper.kind == EvidenceKind.QUOTATION and paper.copies > 1 for paper in weighed.wanted)
    if not two or len(bill.facts.get("quotes", ())) > 1:
        return []
    return ["견적을 낸 곳을 두 곳 모두 적어 주세요. 견적서에 적힌 이름을 그대로 적으면 돼요."]


def category_limits(agreement: Agreement) -> dict[str, rules_budget.CategoryLimit]:
    """The limits that the definition sets, by category, on the budget in force."""
    plan = planned(agreement)
    spent = list(agreement.spendings.filter(state__in=COUNTED).order_by("pk").values_list("category", "source", "amount"))
    found = {category.key: rules_budget.limit_of(category, plan, spent) for category in terms_of(agreement).categories}
    return {key: limit for key, limit in found.items() if limit}


def month_is_closed(agreement: Agreement, day: date) -> bool:
    """Does the month of that day take no more expenses?"""
    months = ClosedMonth.objects.filter(agreement=agreement, month=day.replace(day=1))
    return months.exclude(state=MonthState.REOPENED).exists()


def reasons_against(agreement: Agreement, bill: Bill, weighed: Weighed, held: Sequence[str], *, today: date) -> list[str]:
    """Everything that stands against filing the bill with these papers, each with what to do."""
    evidence = frozenset(paper.kind for paper in weighed.wanted if held.count(paper.kind) >= paper.copies)
    expense = rules.Expense(bill.category, bill.source, weighed.charge.amount, bill.spent_on, evidence)
    wanted = {bill.category: [paper.kind for paper in weighed.wanted]}
    limits = limits_of(agreement, wanted, {paper.kind: paper.label for paper in weighed.wanted})
    return [
        *reasons_in_words(agreement, bill),
        *rules.reasons_to_refuse(expense, limits, today=today),
        *_against_limit(agreement, bill, weighed.charge.amount),
    ]


def _against_limit(agreement: Agreement, bill: Bill, amount: int) -> list[str]:
    limit = category_limits(agreement).get(bill.category)
    if limit is None or (limit.base_words == Source.GRANT.label and bill.source != Source.GRANT):
        return []
    reason = limit.reason_against(amount)
    return [reason] if reason else []


def reasons_in_words(agreement: Agreement, bill: Bill) -> list[str]:
    """What is wrong with what was typed, whatever papers and room there are."""
    reasons = rules.reasons_against_entry(bill.amount, bill.payee_name, bill.memo, bill.payee_business_number)
    typed = f"{bill.payee_name} {bill.person_name} {bill.invoice_number}"
    if looks_like_resident_number(typed) and not looks_like_resident_number(bill.memo):
        reasons.append("주민등록번호처럼 보이는 숫자가 있어요. 이름과 태어난 해만 적어 주세요.")
    if month_is_closed(agreement, bill.spent_on):
        reasons.append(f"{bill.spent_on.month}월은 마감했어요. 까닭을 적고 다시 연 뒤에 올려 주세요.")
    return reasons + _against_kind(bill)


def _against_kind(bill: Bill) -> list[str]:
    if not bill.kind:
        return [] if bill.withholding in Withholding.values else ["원천징수 방법을 골라 주세요."]
    if bill.kind not in payment_kinds():
        return ["무슨 돈인지 골라 주세요. 예: 물품·용역, 강사비"]
    kind, reasons = kind_of(bill.kind), []
    if bill.withholding not in (kind.withholding or ("",)):
        asked = f"{kind.title}는 원천징수 방법(기타소득 8.8%, 사업소득 3.3%)을 골라 주세요."
        reasons.append(asked if kind.is_personal else f"{kind.title}에서는 세금을 떼지 않아요. 무슨 돈인지 다시 골라 주세요.")
    if kind.is_personal and not bill.person_name.strip():
        reasons.append("돈을 받은 사람의 이름을 적어 주세요. 주민등록번호는 적지 마세요.")
    if bill.person_birth_year and not bill.spent_on.year - 110 <= bill.person_birth_year <= bill.spent_on.year - 10:
        reasons.append("태어난 해를 네 자리로 적어 주세요. 예: 1975")
    if bill.has_vat and kind.is_personal:
        reasons.append("사람에게 주는 돈에는 부가세가 없어요. 부가세 표시를 지워 주세요.")
    if bill.has_vat and not 0 <= bill.supply < bill.amount:
        reasons.append("공급가액은 합계 금액보다 적어야 해요. 세금계산서의 공급가액을 다시 확인해 주세요.")
    return reasons


def earlier_papers(agreement: Agreement) -> QuerySet[SpendingEvidence]:
    """Papers of the agreement's expenses that were not withdrawn, the newest first: they may prove another expense too."""
    rows = SpendingEvidence.objects.filter(spending__agreement=agreement).exclude(spending__state=SpendingState.WITHDRAWN)
    return rows.select_related("file", "original", "spending").order_by("-id")
