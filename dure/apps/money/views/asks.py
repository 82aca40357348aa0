"""Carrying over and moving between lines: what finance asks, and what an approver decides."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.money import access, actions, forms
from dure.apps.money.models import Ask
from dure.apps.money.queries.asks import ask_rows, asks_of_year
from dure.apps.money.queries.carrying import Going
from dure.apps.money.queries.sums import line_sums
from dure.apps.money.queries.years import agreements_living
from dure.apps.money.views import reasons_of, typed
from dure.apps.money.words import LineUse
from dure.kernel.clock import seoul_date
from dure.kernel.typed import read_won
from dure.kernel.won import won_in_full
from dure.platform import rates
from dure.platform.http import ActorRequest

_STEPS = {
    ("carry", "approve"): actions.approve_carry_over,
    ("carry", "decline"): actions.decline_carry_over,
    ("transfer", "approve"): actions.approve_line_transfer,
    ("transfer", "decline"): actions.decline_line_transfer,
    ("reversal", "approve"): actions.approve_reversal,
    ("reversal", "decline"): actions.decline_reversal,
}


_HANDS_ON = [
    ("no", "올해 장부에서 정산해요"),
    ("yes", "다음 해로 넘겨서 정산해요", "사업이 다음 해에 끝나는 협약이에요. 수행기관의 협약은 언제나 이렇게 넘어가요."),
]


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest, year: int) -> HttpResponse:
    """Everything asked in a year; finance asks for more here."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    permission = access.may_ask_money(request.actor)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        ask = _ask_transfer if request.POST.get("what") == "transfer" else _ask_carry
        reasons = reasons_of(lambda: ask(request, year))
        if not reasons:
            return redirect("money:asks", year)
    return _page(request, year, reasons)


def _page(request: ActorRequest, year: int, reasons: list[str]) -> HttpResponse:
    lines = line_sums(year)
    left = [(line.key, f"{line.title} (남은 돈 {won_in_full(line.free)})") for line in lines if line.free > 0]
    promised = [(key, f"{title} ({_in_words(going)})") for key, title, going in agreements_living(year)]
    context = {
        "year": year,
        "asks": asks_of_year(year, request.actor),
        "from_lines": left,
        "to_lines": [("", "새 항목"), *((line.key, line.title) for line in lines)],
        "sources": [*((f"agreement {key}", words) for key, words in promised), *((f"line {key}", words) for key, words in left)],
        "hands_on": _HANDS_ON,
        "uses": LineUse.choices,
        "percent": rates.whole("line_transfer_percent", on=seoul_date(request.at)),
        "permission": access.may_ask_money(request.actor),
        "typed": typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "money/desk/asks.html", context, status=422 if reasons else 200)


def _in_words(going: Going) -> str:
    said = [f"지급 전 {won_in_full(going.promised)}"]
    if going.unsettled:
        said.append(f"정산 전 {won_in_full(going.unsettled)}")
    if going.mirrored:
        said.append(f"다시 교부하는 돈 {won_in_full(going.mirrored)}이 함께 넘어감")
    return ", ".join(said)


def _ask_transfer(request: ActorRequest, year: int) -> None:
    said = request.POST
    to_line = said.get("to_line", "") or forms.read_key(said.get("new_line", ""))
    use = said.get("use", "other")
    actions.ask_line_transfer(
        year=year,
        from_line=said.get("from_line", ""),
        to_line=to_line,
        to_title=said.get("new_title", "")[:120],
        use=use if use in LineUse else "other",
        amount=read_won(said.get("amount", ""), "옮길 금액"),
        reason=said.get("reason", ""),
        by=request.actor,
        at=request.at,
        key=request.key,
    )


def _ask_carry(request: ActorRequest, year: int) -> None:
    what, _, source = request.POST.get("source", "").partition(" ")
    said: dict[str, Any] = {"from_year": year, "reason": request.POST.get("carry_reason", "")}
    if what == "line":
        said |= {"line_key": source, "amount": read_won(request.POST.get("carry_amount", ""), "이월할 금액")}
    else:
        said |= {"agreement_key": source or "-", "hands_on": request.POST.get("hands_on") == "yes"}
    actions.ask_carry_over(by=request.actor, at=request.at, key=request.key, **said)


@require_POST
def step(request: HttpRequest, kind: str, ask_id: int, step: str) -> HttpResponse:
    """Approve or decline one request."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    act = _STEPS.get((kind, step))
    if act is None:
        raise Http404
    ask: Ask = get_object_or_404(ask_rows(kind), pk=ask_id)
    access.may_decide_money(request.actor).or_refuse()
    year = ask_year(ask)
    said = {"reason": request.POST.get("decline_reason", "")} if step == "decline" else {}
    reasons = reasons_of(lambda: act(ask_id=ask_id, by=request.actor, at=request.at, key=request.key, **said))  # type: ignore[operator]
    return _page(request, year, reasons) if reasons else redirect("money:asks", year)


def ask_year(ask: Any) -> int:
    """The fiscal year in which something was asked."""
    if hasattr(ask, "from_year"):
        return int(ask.from_year)
    return int(ask.year if hasattr(ask, "year") else ask.entry.book.fiscal_year)
