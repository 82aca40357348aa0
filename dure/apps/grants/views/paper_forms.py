"""The center's own HWPX forms: bring one in, say what its fields mean, look at it filled, and take it away filled."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.grants import access, actions
from dure.apps.grants.models import PaperForm, PaperFormVersion
from dure.apps.grants.papers.own_forms import fill
from dure.apps.grants.queries import paper_forms as queries
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.views import attached, reasons_of
from dure.platform.http import ActorRequest


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Every form in use, and bringing in another or a newer one."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    reasons: list[str] = []
    permission = access.may_set_forms(request.actor)
    if request.method == "POST":
        permission.or_refuse()
        upload, title = request.FILES.get("file"), request.POST.get("title", "")
        reasons = ["양식 파일(HWPX)을 골라 주세요."]
        if upload is not None:
            reasons = reasons_of(lambda: actions.upload_form(title=title, upload=upload, by=request.actor, at=request.at, key=request.key))
        if not reasons:
            newest = queries.newest_called(title)
            return redirect("grants:desk-form", version_id=newest.pk) if newest else redirect("grants:desk-forms")
    rows = [(form, queries.newest_of(form)) for form in queries.forms()]
    context = {"rows": rows, "permission": permission, "typed": request.POST.get("title", ""), "reasons": reasons}
    return render(request, "grants/desk/forms.html", context, status=422 if reasons else 200)


def _version(request: ActorRequest, version_id: int) -> PaperFormVersion:
    access.may_see_desk(request.actor).or_refuse()
    return get_object_or_404(queries.versions(), pk=version_id)


@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, version_id: int) -> HttpResponse:
    """Which value stands in which field, once for the form; or take the form out of use."""
    request = cast("ActorRequest", request)
    version = _version(request, version_id)
    reasons: list[str] = []
    permission = access.may_set_forms(request.actor)
    if request.method == "POST":
        permission.or_refuse()
        who = {"by": request.actor, "at": request.at, "key": request.key}
        if request.POST.get("act") == "retire":
            actions.retire_form(form_id=version.form_id, **who)
            return redirect("grants:desk-forms")
        said = {field["name"]: request.POST.get(f"field_{place}", "") for place, field in enumerate(version.fields)}
        reasons = reasons_of(lambda: actions.map_form(version_id=version.pk, mapping=said, **who))
        if not reasons:
            return redirect("grants:desk-form", version_id=version.pk)
    sample = agreements_of(request.actor).exclude(document_sha256="").first()
    context = {
        "version": version,
        "versions": version.form.versions.order_by("-number"),
        "fields": queries.fields_of(version, sample),
        "values": [("", "비워 두기"), *queries.VALUES.items()],
        "unknown": queries.unknown_in(version) if version.mapped_at else [],
        "sample": sample,
        "permission": permission,
        "reasons": reasons,
    }
    return render(request, "grants/desk/form.html", context, status=422 if reasons else 200)


@require_safe
def preview(request: HttpRequest, version_id: int) -> HttpResponse:
    """The version filled with the newest agreement, to look at before anybody uses it."""
    request = cast("ActorRequest", request)
    version = _version(request, version_id)
    sample = get_object_or_404(agreements_of(request.actor).exclude(document_sha256=""), pk=request.GET.get("agreement", "0"))
    return _filled(version, queries.values_for(sample), "미리보기")


@require_safe
def filled(request: HttpRequest, agreement_id: int, form_id: int) -> HttpResponse:
    """The form's newest version filled with the agreement."""
    request = cast("ActorRequest", request)
    access.may_see_desk(request.actor).or_refuse()
    agreement = get_object_or_404(agreements_of(request.actor), pk=agreement_id)
    version = queries.newest_of(get_object_or_404(PaperForm, pk=form_id, retired_at=None))
    version = get_object_or_404(queries.versions(), pk=version.pk if version else 0)
    return _filled(version, queries.values_for(agreement), agreement.number)


def _filled(version: PaperFormVersion, values: dict[str, str], name: str) -> HttpResponse:
    said = {field: values[value] for field, value in version.mapping.items() if value in values}
    return attached(fill(queries.bytes_of(version), said), f"{version.form.title} {name}.hwpx")
