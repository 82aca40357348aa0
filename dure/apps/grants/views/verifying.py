"""For everyone: is this paper ours, and is this file the one that was signed?"""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dure.apps.grants.queries.signing import compare, found_by_code, proof_of
from dure.kernel.errors import Refused
from dure.platform.files import LARGEST_FILE
from dure.platform.http import ActorRequest


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the paper."""
    request = cast("ActorRequest", request)
    if code := request.GET.get("code", "").strip():
        return redirect("grants:verify-code", code=code[:40].replace("/", "-"))
    return render(request, "grants/verify.html")


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """What anyone may know of that paper; a file that is sent is compared and not kept. A code that names nothing gets the same page."""
    request = cast("ActorRequest", request)
    found = found_by_code(code)
    answer, reasons = "", []
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            reasons = ["비교할 PDF 파일을 골라 주세요."]
        elif (upload.size or 0) > LARGEST_FILE:
            reasons = Refused("파일이 너무 커요. 20MB까지 비교할 수 있어요.").reasons
        else:
            answer = compare(found, upload.chunks())
    context = {"code": code[:40], "proof": proof_of(found), "answer": answer, "reasons": reasons}
    return render(request, "grants/verify_code.html", context, status=422 if reasons else 200)
