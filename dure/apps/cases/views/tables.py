"""The pages of an application beside its questions: budget, partners, papers."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dure.apps.cases import access, actions
from dure.apps.cases.actions import Overtaken
from dure.apps.cases.models import Case
from dure.apps.cases.queries.content import BUDGET as BUDGET_ROW
from dure.apps.cases.queries.documents import wanted_papers
from dure.apps.cases.queries.forms import answer_row, budget_form
from dure.apps.cases.queries.partners import partner_lines, partners_typed
from dure.apps.cases.queries.presence import others_present, present_words
from dure.apps.cases.queries.reading import case_sheet
from dure.apps.cases.rules.answers import NotAnAnswer, read_day
from dure.apps.cases.rules.budget import TypedRow
from dure.apps.cases.rules.places import BUDGET, PARTNERS
from dure.apps.cases.views.shared import as_number, found_case, frame, is_open, onward, saved_answer, seen_version
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


def _terms(case: Case) -> programs.Terms:
    return programs.terms_of(case.round_id, case.terms_sha256)


@require_http_methods(["GET", "POST"])
def budget(request: HttpRequest, case_id: int) -> HttpResponse:
    """The budget table: rows, sums, limits and the own share with its base."""
    request, case = found_case(request, case_id)
    if not _terms(case).asks_budget:
        raise Http404
    reasons: list[str] = []
    overtaken = form = None
    if request.method == "POST":
        access.may_write(request.actor, case).or_refuse()
        rows = _typed_rows(request)
        try:
            actions.save_budget(case_id=case.pk, rows=rows, version=seen_version(request), by=request.actor, at=request.at, key=request.key)
        except Overtaken as early:
            reasons, overtaken = early.reasons, early.row
            form = budget_form(case, rows, version=early.row.version)
        except Refused as refused:
            reasons = refused.reasons
            form = budget_form(case, rows, version=as_number(request.POST.get("version", "")))
        else:
            again = request.POST.get("then") == "more"
            return redirect("cases:budget", case_id=case.pk) if again else onward(request, case, "budget")
    shared = frame(request, case, here="budget")
    held = answer_row(case, BUDGET_ROW)
    context = shared | {
        "form": form or budget_form(case),
        "is_open": is_open(request, case, shared["opened"], BUDGET),
        "overtaken": overtaken,
        "theirs": case_sheet(case, as_written=True).budget if overtaken else (),
        "saved_at": held.saved_at if held else None,
        "saved_by": held.saved_by_name if held else "",
        "place": BUDGET,
        "present": present_words(others_present(case, BUDGET, request.actor, request.at)),
        "reasons": reasons,
        "back_to_check": (request.POST.get("back") or request.GET.get("back")) == "check",
    }
    return render(request, "cases/budget.html", context, status=422 if reasons else 200)


def _typed_rows(request: ActorRequest) -> list[TypedRow]:
    columns = [request.POST.getlist(f"budget_{name}") for name in ("category", "basis", "grant", "own")]
    partners = request.POST.getlist("budget_partner") or [""] * max(map(len, columns), default=0)
    return [TypedRow(*cells) for cells in zip(*columns, partners, strict=False)][:200]


@require_POST
def autosave_budget(request: HttpRequest, case_id: int) -> HttpResponse:
    """Keep the table while somebody types: good rows count, the others stay as typed."""
    request, case = found_case(request, case_id)
    if not _terms(case).asks_budget:
        raise Http404
    access.may_write(request.actor, case).or_refuse()
    shared: dict[str, Any] = {"case_id": case.pk, "by": request.actor, "at": request.at}
    try:
        actions.save_budget(rows=_typed_rows(request), version=seen_version(request), keep_good=True, **shared)
        actions.be_present(place=BUDGET, **shared)
    except Refused as refused:
        return JsonResponse({"saved": False, "reasons": refused.reasons, "overtaken": isinstance(refused, Overtaken)}, status=409)
    held = answer_row(case, BUDGET_ROW)
    assert held is not None
    present = present_words(others_present(case, BUDGET, request.actor, request.at))
    return JsonResponse(saved_answer(held.saved_at, held.version) | {"present": present})


@require_http_methods(["GET", "POST"])
def partners(request: HttpRequest, case_id: int) -> HttpResponse:
    """Organizations that take part: named, invited, and how far each has come."""
    request, case = found_case(request, case_id)
    terms = _terms(case)
    if not terms.asks_partners:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        access.may_write(request.actor, case).or_refuse()
        try:
            _change_partners(request, case)
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("cases:partners", case_id=case.pk)
    shared = frame(request, case, here="partners")
    context = shared | {
        "partners": partner_lines(case, terms),
        "takes_part": terms.partners_sign or any(section.filled_by == "partner" for section in terms.sections),
        "signs": terms.partners_sign,
        "without_account": terms.partners_without_account,
        "forms": people.LegalForm.choices,
        "typed": request.POST if reasons else partners_typed(case),
        "place": PARTNERS,
        "present": present_words(others_present(case, PARTNERS, request.actor, request.at)),
        "is_open": is_open(request, case, shared["opened"], PARTNERS),
        "reasons": reasons,
    }
    return render(request, "cases/partners.html", context, status=422 if reasons else 200)


def _change_partners(request: ActorRequest, case: Case) -> None:
    shared: dict[str, Any] = {"case_id": case.pk, "by": request.actor, "at": request.at, "key": request.key}
    if gone := request.POST.get("remove", ""):
        actions.remove_partner(partner_id=as_number(gone), **shared)
        return
    if invited := request.POST.get("invite", ""):
        if not case.partners.filter(pk=as_number(invited)).exists():
            raise Refused("이미 뺀 단체예요.")
        actions.invite_partner(partner_id=as_number(invited), **shared)
        return
    typed = {name: request.POST.get(name, "") for name in ("name", "legal_form", "business_number", "duty")}
    actions.add_partner(**typed, **shared)


@require_POST
def autosave_partners(request: HttpRequest, case_id: int) -> HttpResponse:
    """Keep what is being typed about a partner."""
    request, case = found_case(request, case_id)
    if not _terms(case).asks_partners:
        raise Http404
    access.may_write(request.actor, case).or_refuse()
    shared: dict[str, Any] = {"case_id": case.pk, "by": request.actor, "at": request.at}
    try:
        row = actions.keep_partner_draft(typed=dict(request.POST.lists()), **shared)
        actions.be_present(place=PARTNERS, **shared)
    except Refused as refused:
        return JsonResponse({"saved": False, "reasons": refused.reasons}, status=409)
    return JsonResponse(saved_answer(row.saved_at, row.version))


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, case_id: int) -> HttpResponse:
    """Papers, one place per document that is wanted; what the wallet has is one press away."""
    request, case = found_case(request, case_id)
    reasons: list[str] = []
    errors: dict[str, str] = {}
    if request.method == "POST":
        access.may_write(request.actor, case).or_refuse()
        document = request.POST.get("document", "")
        try:
            _change_files(request, case, document)
        except Refused as refused:
            errors = {document: " ".join(refused.reasons)} if document else {}
            reasons = [] if errors else refused.reasons
        else:
            return redirect("cases:files", case_id=case.pk)
    shared = frame(request, case, here="files")
    context = shared | {
        "papers": wanted_papers(case, shared["opened"], errors, at=request.at),
        "typed_document": request.POST.get("document", ""),
        "typed_issued_on": request.POST.get("issued_on", ""),
        "may_write": access.may_write(request.actor, case),
        "reasons": reasons,
        "errors": {f"file-{key}": sentence for key, sentence in errors.items()},
    }
    return render(request, "cases/files.html", context, status=422 if reasons or errors else 200)


def _change_files(request: ActorRequest, case: Case, document: str) -> None:
    shared: dict[str, Any] = {"case_id": case.pk, "by": request.actor, "at": request.at, "key": request.key}
    if gone := request.POST.get("remove", ""):
        actions.remove_file(attachment_id=as_number(gone), **shared)
        return
    if request.POST.get("wallet"):
        actions.add_wallet_paper(document=document, **shared)
        return
    upload = request.FILES.get("file") or request.FILES.get(f"file-{document}")
    if upload is None:
        raise Refused("올릴 파일을 먼저 골라 주세요.")
    kind = next((paper.kind for paper in _terms(case).documents if paper.key == document), "")
    keep = people.PaperSaid(kind, _issued_on(request.POST.get("issued_on", "").strip())) if kind and request.POST.get("keep") else None
    actions.add_file(document=document, upload=upload, keep=keep, **shared)


def _issued_on(text: str) -> date | None:
    """The day on the paper, in any common typing."""
    try:
        return date.fromisoformat(read_day(text)) if text else None
    except NotAnAnswer as wrong:
        raise Refused(str(wrong)) from wrong
