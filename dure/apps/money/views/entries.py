"""Entries of a line or an agreement, and one entry with its legs, the act behind it, and asking to reverse it."""

from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.money import access, actions, rules, sections
from dure.apps.money.models import Entry
from dure.apps.money.queries import entries as queries
from dure.apps.money.queries.sums import agreement_sums, line_sums
from dure.apps.money.views import reasons_of, typed
from dure.apps.money.words import EntryKind
from dure.platform import deeds, journal, workbooks
from dure.platform.http import ActorRequest
from dure.platform.paging import page_of

ROWS_A_PAGE = 500
MOST_IN_A_SHEET = 50_000
_HEADS = ("번호", "때", "회계연도", "일", "금액(원)", "협약", "어디", "덧붙인 말", "한 사람", "바로잡은 기록", "바로잡힌 기록")


@require_safe
def of_line(request: HttpRequest, year: int, line_key: str) -> HttpResponse:
    """The postings behind a line of the budget."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    account = queries.line_account(year, line_key)
    if account is None:
        raise Http404
    sums = next(row for row in line_sums(year) if row.key == line_key)
    figures = [("배정", sums.allotted), ("남은 돈", sums.free), ("협약, 지급 전", sums.committed), ("지급", sums.disbursed)]
    more = [("이월 받음", sums.carried_in), ("다음 해로 이월", sums.carried_out), ("돌려받을 돈", sums.owed)]
    return _listed(request, queries.entries_of_line(account), f"{year}년 {sums.title}", year, figures + [one for one in more if one[1]])


@require_safe
def of_agreement(request: HttpRequest, agreement_key: str) -> HttpResponse:
    """The postings of an agreement in every year."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    entries = queries.entries_of_agreement(agreement_key)
    last = entries.first()
    if last is None:
        raise Http404
    sums = agreement_sums(agreement_key)
    figures = [("협약", sums.committed), ("지급 전", sums.undisbursed), ("지급", sums.paid), ("집행 인정", sums.spent_grant)]
    more = [("자부담 집행", sums.spent_own), ("돌려받을 돈", sums.owed_back), ("돌려받은 돈", sums.returned)]
    title = next((leg.account.title for leg in last.legs.all() if leg.account.owner_key), agreement_key)
    return _listed(request, entries, title, last.book.fiscal_year, figures + [one for one in more if one[1]])


def _listed(request: ActorRequest, entries: QuerySet[Entry], title: str, year: int, figures: list[tuple[str, int]]) -> HttpResponse:
    asked = queries.asked(request.GET)
    entries = queries.filtered(entries, asked)
    if request.GET.get("as") == "xlsx":
        return _sheet(request, entries, title)
    paged = page_of(request, entries, size=ROWS_A_PAGE)
    context = {
        "year": year,
        "title": title,
        "figures": figures,
        "asked": asked,
        "kinds": [("", "모든 일"), *EntryKind.choices],
        "paged": paged,
        "entries": queries.shown(paged.page.object_list),
    }
    return render(request, "money/desk/line.html", context)


def _sheet(request: ActorRequest, entries: QuerySet[Entry], title: str) -> HttpResponse:
    rows = [
        (
            one.id,
            one.at,
            str(one.year),
            one.word,
            one.amount,
            one.agreement_key,
            one.title,
            one.memo,
            one.by_name,
            one.reverses_id,
            one.reversed_by_id,
        )
        for one in queries.shown(entries[:MOST_IN_A_SHEET])
    ]
    answer = HttpResponse(workbooks.workbook("장부 기록", _HEADS, rows, note=title, at=request.at), content_type=workbooks.MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="entries.xlsx"'
    return answer


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One posting: its legs, why, the act behind it; finance asks that it be reversed."""
    request = cast("ActorRequest", request)
    access.may_see_ledger(request.actor).or_refuse()
    found = queries.entry_whole(entry_id)
    if found is None:
        raise Http404
    permission = access.may_ask_money(request.actor)
    reasons: list[str] = []
    if request.method == "POST":
        permission.or_refuse()
        reasons = reasons_of(lambda: _ask(request, entry_id))
        if not reasons:
            messages.success(request, _("바로잡기를 요청했어요. 다른 결재자가 승인하면 반대 기록이 올라가요."))
            return redirect("money:entry", entry_id)
    reversed_by, titles = getattr(found, "reversed_by", None), sections.category_titles(found.owner_key)
    context = {
        "entry": found,
        "amount": queries.amount_of(found),
        "legs": [(leg, titles.get(leg.category, leg.category)) for leg in found.legs.all()],
        "order": queries.order_of(found),
        "sisters": list(queries.sisters_of(found)),
        "reversed_by": reversed_by,
        "reversals": list(found.reversals.all()),
        "journal": deeds.told(journal.lines_of(found)[:20]),
        "permission": permission,
        "why_not": rules.why_not_reversed(found, is_reversed=reversed_by is not None),
        "typed": typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "money/desk/entry.html", context, status=422 if reasons else 200)


def _ask(request: ActorRequest, entry_id: int) -> None:
    actions.ask_reversal(entry_id=entry_id, reason=request.POST.get("reason", ""), by=request.actor, at=request.at, key=request.key)
