"""What the page of one expense shows: the kinds, the papers the chosen kind wants, papers that may be used again, and the sums worked out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dure.apps.grants.forms import expenses as forms_expenses
from dure.apps.grants.forms.expenses import REUSE, SAID
from dure.apps.grants.models import Agreement, Spending
from dure.apps.grants.queries import spendings as queries
from dure.apps.grants.queries.loose import waiting_papers
from dure.apps.grants.queries.weighing import Weighed, category_limits, earlier_papers, is_taxable, possible_papers, thresholds, weigh
from dure.apps.grants.rules.evidence import WantedPaper
from dure.apps.grants.rules.kinds import USUAL_KIND, PaymentKind, kind_of, payment_kinds
from dure.apps.grants.words import EvidenceKind, Source, Withholding
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.kernel.korean import table_day
from dure.kernel.typed import as_typed, day_of
from dure.kernel.won import NotWon, parse_won
from dure.platform.http import ActorRequest

_VAT = [
    ("none", "부가세가 없는 돈이에요", "면세 계산서, 급여, 강사비 등"),
    ("in", "부가세가 들어 있어요", "쓴 금액에 부가세까지 더한 합계를 적어 주세요"),
]
_BY_CARD = ("card", "meeting")
MOST_OFFERED = 3
_WALLET_KINDS = {"bankbook_copy": "bank_book", "insurance": "insured_list"}
"""Kinds of evidence that a paper of the wallet proves, where its kind there has another name."""


@dataclass(slots=True)
class PaperAsked:
    """A paper on the page: when it is wanted, those of the expense that are there, held ones that may be used (again), and which are ticked."""

    kind: str
    label: str
    why: str = ""
    copies: int = 1
    there: list[str] = field(default_factory=list)
    held: list[tuple[str, str]] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)

    @property
    def is_met(self) -> bool:
        return len(self.there) + len(self.ticked) >= self.copies


def page_of(agreement: Agreement, request: ActorRequest, draft: Spending | None, fresh: Collection[int] = ()) -> dict[str, Any]:
    """Everything the page needs; what was typed wins over what was written down. `fresh` are papers that came with what was refused."""
    written = _written(draft) if draft else {}
    typed = as_typed(
        request.POST,
        **{"source": "grant", "spent_on": f"{request.at:%Y-%m-%d}", "vat": "none", **written, **request.GET.dict()},
    )
    typed["amount"] = typed["amount"] or typed["about"]
    kind, amount = kind_of(typed["kind"] or USUAL_KIND), _amount(typed["amount"])
    day = day_of(typed["spent_on"]) or seoul_date(request.at)
    weighed = _worked_out(agreement, request)
    wanted = weighed.wanted if weighed else possible_papers(agreement, kind, typed["category"], day, amount)
    asked = _asked(agreement, wanted, request, draft, fresh)
    names = {paper.kind for paper in asked}
    room = queries.room_of(agreement)
    return {
        "categories": [(row.key, row.title, row.words) for row in room],
        "category_options": [(row.key, row.title) for row in room],
        "kinds": [(key, one.title) for key, one in payment_kinds().items()],
        "kind": kind,
        "kind_was_chosen": bool(typed["kind"]),
        "sources": Source.choices,
        **_sorted(asked, amount_known=bool(amount)),
        "others": [(str(one), str(one.label)) for one in EvidenceKind if str(one) not in names],
        "checklists": queries.checklists_of(agreement),
        "limits": [limit.words for limit in category_limits(agreement).values()],
        "vat_options": _VAT,
        "taxable": is_taxable(agreement),
        "withholding_options": _ways(kind),
        "weighed": weighed,
        "is_card": kind.key in _BY_CARD,
        **_quotes(agreement, kind, typed, day, amount),
        "typed": typed,
    }


def _sorted(asked: Sequence[PaperAsked], *, amount_known: bool) -> dict[str, Any]:
    """The papers that are wanted now, those that only a larger amount or a tax would want, and what is missing of the first."""
    perhaps = [paper for paper in asked if paper.why and not amount_known and not paper.there and not paper.held]
    now = [paper for paper in asked if paper not in perhaps]
    grouped: dict[str, list[str]] = {}
    for paper in perhaps:
        grouped.setdefault(paper.why, []).append(paper.label)
    return {
        "asked": now,
        "perhaps": perhaps,
        "perhaps_words": [(why, ", ".join(labels)) for why, labels in grouped.items()],
        "missing": [paper for paper in now if not paper.is_met],
    }


def _amount(text: Any) -> int:
    try:
        return parse_won(str(text))
    except NotWon:
        return 0


def _quotes(agreement: Agreement, kind: PaymentKind, typed: Mapping[str, Any], day: date, amount: int) -> dict[str, Any]:
    """From which amount on two quotes are wanted of this kind, and whether who wrote them is asked now."""
    wanted = possible_papers(agreement, kind, typed["category"], day)
    least = thresholds(day)["quotes_from"] if any(paper.kind == EvidenceKind.QUOTATION for paper in wanted) else 0
    said = any(typed[name] for name in ("quote_1_author", "quote_2_author", "contract"))
    return {"quotes_from": least, "quotes_now": bool(least and amount >= least), "quotes_said": said}


def _asked(
    agreement: Agreement, wanted: Sequence[WantedPaper], request: ActorRequest, draft: Spending | None, fresh: Collection[int]
) -> list[PaperAsked]:
    """The wanted papers, and behind them what came with the form under another kind."""
    asked = {paper.kind: PaperAsked(paper.kind, paper.label, paper.why, paper.copies) for paper in wanted}
    loose = [paper for paper in waiting_papers(agreement) if paper.kind]
    for paper in loose:
        if paper.pk in fresh and paper.kind not in asked:
            asked[paper.kind] = PaperAsked(paper.kind, str(paper.get_kind_display()), "따로 올린 증빙")
    for paper in loose:
        if paper.kind in asked:
            asked[paper.kind].held.append((f"loose:{paper.pk}", f"받아 둔 {paper.name}"))
            if paper.pk in fresh:
                asked[paper.kind].ticked.append(f"loose:{paper.pk}")
    for held in draft.evidence.select_related("file").order_by("pk") if draft else ():
        asked.setdefault(held.kind, PaperAsked(held.kind, str(held.get_kind_display()))).there.append(held.file.name)
    _offer_held(agreement, list(asked.values()))
    for one in asked.values():
        known = {value for value, _label in one.held}
        one.ticked += [value for value in request.POST.getlist(f"{REUSE}{one.kind}") if value in known and value not in one.ticked]
    return list(asked.values())


def _ways(kind: PaymentKind) -> list[tuple[str, str, str]]:
    said = {
        Withholding.NONE: ("급여대장대로 떼요 (근로소득)", "직원의 급여"),
        Withholding.OTHER: ("기타소득 8.8%", "한 번 하는 강의·심사·자문. 125,000원까지는 떼지 않아요"),
        Withholding.BUSINESS: ("사업소득 3.3%", "되풀이해서 하는 강의나 프리랜서"),
    }
    return [(way, *said[Withholding(way)]) for way in kind.withholding]


def _offer_held(agreement: Agreement, asked: list[PaperAsked]) -> None:
    """Papers of earlier expenses and of the wallet, newest first, some of a kind."""
    by_kind = {paper.kind: paper for paper in asked}
    for held in earlier_papers(agreement).filter(kind__in=by_kind, reused=False)[:60]:
        place = by_kind[held.kind]
        if sum(value.startswith("earlier:") for value, _label in place.held) < MOST_OFFERED:
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
        **{name: draft.facts.get(name, "") for name in SAID},
        **_quotes_written(draft),
    }


def _quotes_written(draft: Spending) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for turn, quote in enumerate(draft.facts.get("quotes", ())[:2], 1):
        found |= {f"quote_{turn}_author": quote.get("author", ""), f"quote_{turn}_amount": quote.get("amount") or ""}
    return found
