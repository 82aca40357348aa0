"""Writing an application: the task list and each page of the form."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.apps.cases import access, actions
from dure.apps.cases.models import Case
from dure.apps.cases.queries.forms import answer_row, budget_form, questions_of, typed_data, wanted_papers
from dure.apps.cases.queries.standing import open_places
from dure.apps.cases.rules.answers import read_section
from dure.apps.cases.rules.budget import TypedRow
from dure.apps.cases.rules.places import BUDGET, PARTNERS, OpenPlaces, section_place
from dure.apps.cases.views.shared import found_case, frame
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.errors import Refused
from dure.kernel.korean import clock_words
from dure.platform.http import ActorRequest


@require_safe
def tasks(request: HttpRequest, case_id: int) -> HttpResponse:
    """The task list of a draft; what became of an application that was handed in."""
    request, case = found_case(request, case_id)
    if not case.is_draft and case.receipt_number is not None and not open_places(case, request.at).any:
        return redirect("cases:done", case_id=case.pk)
    shared = frame(request, case)
    missing = next((task for task in shared["tasks"] if task.tone != "done" and task.status != "선택"), None)
    context = shared | {"may_withdraw": access.may_withdraw(request.actor, case), "missing": missing}
    return render(request, "cases/tasks.html", context)


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, case_id: int, section: str) -> HttpResponse:
    """One page of questions."""
    request, case = found_case(request, case_id)
    form = programs.terms_of(case.round_id).section(section)
    if form is None:
        raise Http404
    kept = answer_row(case, section)
    data, version = (kept.data if kept else {}), (kept.version if kept else 0)
    reasons: list[str] = []
    errors: dict[str, str] = {}
    if request.method == "POST":
        access.may_write(request.actor, case).or_refuse()
        typed = dict(request.POST.lists())
        try:
            version = _version(request)
            actions.save_section(
                case_id=case.pk, section=section, typed=typed, version=version, by=request.actor, at=request.at, key=request.key
            )
        except Refused as refused:
            data, errors = typed_data(form, typed), read_section(form, typed).errors
            reasons = [] if errors else refused.reasons
        else:
            return _onward(request, case, section)
    shared = frame(request, case, here=section)
    context = shared | {
        "section": form,
        "questions": questions_of(form, data, errors),
        "version": version,
        "saved_at": kept.saved_at if kept else None,
        "saved_by": kept.saved_by_name if kept else "",
        "is_open": _is_open(request, case, shared["opened"], section_place(section)),
        "reasons": reasons,
        "errors": {key: f"{_label(form, key)}: {sentence}" for key, sentence in errors.items()},
        "back_to_check": request.GET.get("back") == "check",
    }
    return render(request, "cases/section.html", context, status=422 if reasons or errors else 200)


def _version(request: ActorRequest) -> int:
    typed = request.POST.get("version", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        raise Refused("화면이 오래되었어요. 새로 고친 뒤 다시 저장해 주세요.")
    return int(typed)


def _label(form: programs.Section, key: str) -> str:
    return next((question.label for question in form.questions if question.key == key), key)


def _is_open(request: ActorRequest, case: Case, opened: OpenPlaces, place: str) -> bool:
    """May this person write there now?"""
    return bool(access.may_write(request.actor, case)) and opened.holds(place)


def _onward(request: ActorRequest, case: Case, here: str) -> HttpResponse:
    """Back to the check page if one came from there; else to the next page; else to the check page."""
    after = frame(request, case, here=here)["after"]
    if request.POST.get("back") == "check" or after is None:
        return redirect("cases:check", case_id=case.pk)
    return redirect(after.href)


@require_POST
def autosave(request: HttpRequest, case_id: int, section: str) -> HttpResponse:
    """Keep what can be kept while somebody types; answers when it was saved and the version to go on from."""
    request, case = found_case(request, case_id)
    form = programs.terms_of(case.round_id).section(section)
    if form is None:
        raise Http404
    access.may_write(request.actor, case).or_refuse()
    typed = dict(request.POST.lists())
    try:
        kept = actions.save_section(
            case_id=case.pk, section=section, typed=typed, version=_version(request), by=request.actor, at=request.at, keep_good=True
        )
    except Refused as refused:
        return JsonResponse({"saved": False, "reasons": refused.reasons}, status=409)
    words = f"{clock_words(kept.saved_at)} 저장됨"
    errors = read_section(form, typed).errors
    return JsonResponse({"saved": True, "saved_at": kept.saved_at.isoformat(), "words": words, "version": kept.version, "errors": errors})


@require_http_methods(["GET", "POST"])
def budget(request: HttpRequest, case_id: int) -> HttpResponse:
    """The budget table: rows, sums, limits and the own share with its base."""
    request, case = found_case(request, case_id)
    if not programs.terms_of(case.round_id).asks_budget:
        raise Http404
    reasons: list[str] = []
    form = None
    if request.method == "POST":
        access.may_write(request.actor, case).or_refuse()
        rows = _typed_rows(request)
        try:
            actions.save_budget(case_id=case.pk, rows=rows, version=_version(request), by=request.actor, at=request.at, key=request.key)
        except Refused as refused:
            reasons = refused.reasons
            typed = request.POST.get("version", "")
            form = budget_form(case, rows, version=int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0)
        else:
            again = request.POST.get("then") == "more"
            return redirect("cases:budget", case_id=case.pk) if again else _onward(request, case, "budget")
    shared = frame(request, case, here="budget")
    context = shared | {
        "form": form or budget_form(case),
        "is_open": _is_open(request, case, shared["opened"], BUDGET),
        "reasons": reasons,
        "back_to_check": request.GET.get("back") == "check",
    }
    return render(request, "cases/budget.html", context, status=422 if reasons else 200)


def _typed_rows(request: ActorRequest) -> list[TypedRow]:
    columns = [request.POST.getlist(f"budget_{name}") for name in ("category", "basis", "grant", "own")]
    return [TypedRow(*cells) for cells in zip(*columns, strict=False)][:200]


@require_http_methods(["GET", "POST"])
def partners(request: HttpRequest, case_id: int) -> HttpResponse:
    """Organizations that take part."""
    request, case = found_case(request, case_id)
    if not programs.terms_of(case.round_id).asks_partners:
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
        "partners": _partner_lines(case),
        "forms": people.LegalForm.choices,
        "typed": request.POST,
        "is_open": _is_open(request, case, shared["opened"], PARTNERS),
        "reasons": reasons,
    }
    return render(request, "cases/partners.html", context, status=422 if reasons else 200)


def _partner_lines(case: Case) -> list[dict[str, Any]]:
    names = dict(people.LegalForm.choices)
    return [
        {"id": row.pk, "name": row.name, "form": names.get(row.legal_form, ""), "number": row.business_number, "duty": row.duty}
        for row in case.partners.order_by("order", "id")
    ]


def _change_partners(request: ActorRequest, case: Case) -> None:
    gone = request.POST.get("remove", "")
    if gone:
        actions.remove_partner(case_id=case.pk, partner_id=_id(gone), by=request.actor, at=request.at, key=request.key)
        return
    typed = {name: request.POST.get(name, "") for name in ("name", "legal_form", "business_number", "duty")}
    actions.add_partner(case_id=case.pk, **typed, by=request.actor, at=request.at, key=request.key)


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, case_id: int) -> HttpResponse:
    """Papers, one place per document that is wanted."""
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
        "papers": wanted_papers(case, shared["opened"], errors),
        "may_write": access.may_write(request.actor, case),
        "reasons": reasons,
        "errors": {f"file-{key}": sentence for key, sentence in errors.items()},
    }
    return render(request, "cases/files.html", context, status=422 if reasons or errors else 200)


def _change_files(request: ActorRequest, case: Case, document: str) -> None:
    gone = request.POST.get("remove", "")
    if gone:
        actions.remove_file(case_id=case.pk, attachment_id=_id(gone), by=request.actor, at=request.at, key=request.key)
        return
    upload = request.FILES.get("file") or request.FILES.get(f"file-{document}")
    if upload is None:
        raise Refused("올릴 파일을 먼저 골라 주세요.")
    actions.add_file(case_id=case.pk, document=document, upload=upload, by=request.actor, at=request.at, key=request.key)
