"""The outside accountant's pages: what one was named for, and the sheet of nine items over the settlement itself."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.grants import access, actions
from dure.apps.grants.models import Verification
from dure.apps.grants.queries import bases
from dure.apps.grants.queries import verifying as queries
from dure.apps.grants.queries.flags import shown_beside_settlement
from dure.apps.grants.queries.settlements import bounds_of, figures_of
from dure.apps.grants.views import reasons_of
from dure.apps.grants.words import CHECK_RESULTS, CHECKS, Opinion
from dure.kernel.typed import as_typed
from dure.platform import files
from dure.platform.http import ActorRequest


@require_safe
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Settlements that I verify."""
    request = cast("ActorRequest", request)
    return render(request, "grants/verifications.html", {"rows": list(queries.verifications_of(request.actor))})


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, verification_id: int) -> HttpResponse:
    """Read the settlement with its entries and evidence; fill in the nine items, and sign."""
    request = cast("ActorRequest", request)
    found = get_object_or_404(queries.verifications_of(request.actor), pk=verification_id)
    access.may_verify(request.actor, found).or_refuse()
    reasons: list[str] = []
    if request.method == "POST":
        reasons = reasons_of(lambda: _sign(request, found))
        if not reasons:
            return redirect("grants:verification", verification_id=found.pk)
    agreement, settlement = found.settlement.agreement, found.settlement
    picked = {key: request.POST.get(f"check_{key}", "") for key in CHECKS} if reasons else found.checks
    figures = settlement if settlement.confirmed_at else figures_of(agreement, interest=settlement.interest)
    context = {
        "agreement": agreement,
        "verification": found,
        "settlement": settlement,
        "figures": figures,
        "bounds": bounds_of(agreement, figures),
        "bases": bases.bases_of(agreement),
        "budget": bases.lines_of(agreement),
        **shown_beside_settlement(agreement),
        "checks": queries.checks_of(picked),
        "results": list(CHECK_RESULTS.items()),
        "opinions": Opinion.choices,
        "papers": files.files_of(settlement),
        "typed": as_typed(request.POST),
        "reasons": reasons,
    }
    return render(request, "grants/verification.html", context, status=422 if reasons else 200)


def _sign(request: ActorRequest, found: Verification) -> None:
    actions.sign_verification(
        verification_id=found.pk,
        checks={key: request.POST.get(f"check_{key}", "") for key in CHECKS},
        opinion=request.POST.get("opinion", ""),
        remarks=request.POST.get("remarks", ""),
        typed_name=request.POST.get("typed_name", ""),
        report=request.FILES.get("report"),
        by=request.actor,
        at=request.at,
        key=request.key,
    )
