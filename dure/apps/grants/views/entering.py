"""What the page of one expense shows: the kinds, the papers the chosen kind wants, papers that may be used again, and the sums worked out."""

from dataclasses import dataclass, field
from typing import Any

from dure.apps.grants import forms
from dure.apps.grants.forms import expenses as forms_expenses
from dure.apps.grants.models import Agreement, Spending
from dure.apps.grants.queries import spendings as queries
from dure.apps.grants.queries.weighing import Weighed, category_limits, earlier_papers, is_taxable, possible_papers, weigh
from dure.apps.grants.rules.kinds import USUAL_KIND, PaymentKind, kind_of, payment_kinds
from dure.apps.grants.words import EvidenceKind, Source, Withholding
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.kernel.korean import table_day
from dure.platform.http import ActorRequest

_VAT = [
    ("none", "부가세가 없는 돈이에요", "면세 계산서, 급여, 강사비 등"),
    ("in", "부가세가 들어 있어요", "쓴 금액에 부가세까지 더한 합계를 적어 주세요"),
]
_WALLET_KINDS = {"bankbook_copy": "bank_book", "insurance": "insured_list"}
"""Kinds of evidence that a paper of the wallet proves, where its kind there has another name."""


@dataclass(slots=True)
class PaperAsked:
    """A paper on the page: what it is, when it is wanted, and held ones that may be used again."""

    kind: str
    label: str
    why: str = ""
    held: list[tuple[str, str]] = field(default_factory=list)


def page_of(agreement: Agreement, request: ActorRequest, draft: Spending | None) -> dict[str, Any]:
    """Everything the page needs; what was typed wins over what was written down."""
    written = _written(draft) if draft else {}
    typed = forms.typed(
        request.POST,
        **{"source": "grant", "spent_on": f"{request.at:%Y-%m-%d}", "vat": "none", **written, **request.GET.dict()},
    )
    kind = kind_of(typed["kind"] or USUAL_KIND)
    wanted = possible_papers(agreement, kind, typed["category"], seoul_date(request.at))
    asked = [PaperAsked(paper.kind, paper.label, paper.why) for paper in wanted]
    _offer_held(agreement, asked)
    names = {paper.kind for paper in wanted}
    room = queries.room_of(agreement)
    return {
        "categories": [(row.key, row.title, row.words) for row in room],
        "category_options": [(row.key, row.title) for row in room],
        "kinds": [(key, one.title) for key, one in payment_kinds().items()],
        "kind": kind,
        "sources": Source.choices,
        "asked": asked,
        "others": [(str(one), str(one.label)) for one in EvidenceKind if str(one) not in names],
        "checklists": queries.checklists_of(agreement),
        "limits": [limit.words for limit in category_limits(agreement).values()],
        "vat_options": _VAT,
        "taxable": is_taxable(agreement),
        "withholding_options": _ways(kind),
        "weighed": _worked_out(agreement, request),
        "typed": typed,
    }


def _ways(kind: PaymentKind) -> list[tuple[str, str, str]]:
    said = {
        Withholding.NONE: ("급여대장대로 떼요 (근로소득)", "직원의 급여"),
        Withholding.OTHER: ("기타소득 8.8%", "한 번 하는 강의·심사·자문. 125,000원까지는 떼지 않아요"),
        Withholding.BUSINESS: ("사업소득 3.3%", "되풀이해서 하는 강의나 프리랜서"),
    }
    return [(way, *said[Withholding(way)]) for way in kind.withholding]


def _offer_held(agreement: Agreement, asked: list[PaperAsked]) -> None:
    """Papers of earlier expenses and of the wallet, newest first, three of a kind."""
    by_kind = {paper.kind: paper for paper in asked}
    for held in earlier_papers(agreement).filter(kind__in=by_kind, reused=False)[:60]:
        place = by_kind[held.kind]
        if len(place.held) < 3:
            place.held.append((f"earlier:{held.pk}", f"{table_day(held.spending.spent_on)} 집행의 {held.file.name}"))
    for paper in people.held_papers([agreement.case.party_id]):
        for kind, place in by_kind.items():
            if paper.kind in {kind, _WALLET_KINDS.get(kind)} and people.usable(paper):
                place.held.append((f"wallet:{paper.pk}", f"서류함의 {paper.title} ({table_day(paper.issued_on)} 발급)"))


def _worked_out(agreement: Agreement, request: ActorRequest) -> Weighed | None:
    """The sums of what was typed, as soon as they can be read."""
    if request.method != "POST":
        return None
    try:
        return weigh(agreement, forms_expenses.read_bill(request.POST))
    except Refused:
        return None


def _written(draft: Spending) -> dict[str, Any]:
    """An expense that was written down, as its page shows it."""
    billed = draft.amount if draft.vat_included else draft.amount + draft.vat
    return {
        "category": draft.category,
        "source": draft.source,
        "kind": draft.kind,
        "amount": billed,
        "vat": "in" if draft.vat else "none",
        "withholding": draft.withholding,
        "spent_on": draft.spent_on.isoformat(),
        "used_at": f"{draft.used_at:%H:%M}" if draft.used_at else "",
        "payee_name": draft.payee_name,
        "payee_business_number": draft.payee_business_number,
        "person_name": draft.person_name,
        "person_birth_year": draft.person_birth_year or "",
        "invoice_number": draft.invoice_number,
        "memo": draft.memo,
        **{name: draft.facts.get(name, "") for name in ("contract", "off_hours_why")},
    }
