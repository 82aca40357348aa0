"""Staff: a definition from elsewhere, as a file in the catalog's format; read, shown, and put on the plan."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dure.apps.programs import access
from dure.apps.programs.actions import definitions
from dure.apps.programs.importing import ReadDefinition, read_definition
from dure.apps.programs.queries.importing import editions_to_import_into, preview_of_document
from dure.kernel.errors import Refused
from dure.platform.catalog import reader
from dure.platform.catalog.located import MOST_CHARACTERS
from dure.platform.http import ActorRequest

LARGEST = 4 * MOST_CHARACTERS


@require_http_methods(["GET", "POST"])
def bring_file(request: HttpRequest) -> HttpResponse:
    """Step one reads the file and shows what it says; step two, with the same text, puts it on the plan."""
    request = cast("ActorRequest", request)
    access.may_open_edition(request.actor).or_refuse()
    years = editions_to_import_into()
    reasons: list[str] = []
    read = ReadDefinition(None)
    typed = {"year": request.POST.get("year", ""), "slug": request.POST.get("slug", "").strip(), "text": ""}
    if request.method == "POST":
        try:
            name, content = _content(request)
            year = _year(typed["year"], years)
            read = read_definition(content, name=name, year=year, catalog=reader.load(), slug=typed["slug"])
            reasons = list(read.problems)
            typed["text"] = content.decode("utf-8", errors="replace")[:MOST_CHARACTERS] if read.document else ""
            if read.document and request.POST.get("act") == "plan":
                brought = definitions.import_definition(document=read.document, by=request.actor, at=request.at, key=request.key)
                return redirect("programs:program", program_id=brought.pk)
        except Refused as refused:
            reasons = refused.reasons
    context = {
        "years": [(str(year), f"{year}년") for year in years],
        "typed": typed,
        "preview": preview_of_document(read.document) if read.document else None,
        "reasons": reasons,
    }
    return render(request, "programs/desk/import.html", context, status=422 if reasons else 200)


def _content(request: HttpRequest) -> tuple[str, bytes]:
    """The uploaded file, or the text that was shown and is now confirmed."""
    upload = request.FILES.get("file")
    if upload is not None:
        if (upload.size or 0) > LARGEST:
            raise Refused(f"파일이 너무 커요. {MOST_CHARACTERS:,}자까지 읽어요.")
        return str(upload.name or ""), upload.read()
    if text := request.POST.get("text", ""):
        return f"{request.POST.get('slug', '')}.yaml", text.replace("\r\n", "\n").encode()
    raise Refused("사업 파일(YAML)을 골라 주세요.")


def _year(text: str, years: list[int]) -> int:
    if text.isascii() and text.isdigit() and len(text) == 4 and int(text) in years:
        return int(text)
    raise Refused("운영 중인 해를 골라 주세요. 없으면 사업 화면에서 먼저 열어 주세요.")
