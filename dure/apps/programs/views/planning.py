"""Staff: beginning a year, and bringing a past year's programs into it."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dure.apps.programs import access
from dure.apps.programs.actions import definitions
from dure.apps.programs.actions.bringing import bring_program
from dure.apps.programs.forms import read_year
from dure.apps.programs.queries import desk as queries
from dure.apps.programs.queries.programs import edition_now
from dure.kernel.errors import Refused
from dure.platform.http import ActorRequest


@require_POST
def open_year(request: HttpRequest) -> HttpResponse:
    """Begin a year; its programs are brought from a past one, or come with the catalog."""
    request = cast("ActorRequest", request)
    access.may_open_edition(request.actor).or_refuse()
    year = read_year(request.POST.get("year", ""))
    before = edition_now(request.at)
    organizer = before.organizer if before else ""
    definitions.open_edition(year=year, title=f"{year}년 지원사업", organizer=organizer, by=request.actor, at=request.at, key=request.key)
    return redirect(f"{reverse('programs:desk')}?year={year}")


@require_POST
def bring(request: HttpRequest, program_id: int) -> HttpResponse:
    """Put a past program on the running year's plan, with the same days of this year; nobody outside the center sees it yet."""
    request = cast("ActorRequest", request)
    access.may_open_edition(request.actor).or_refuse()
    found = get_object_or_404(queries.program_for(request.actor), pk=program_id)
    edition = edition_now(request.at)
    if edition is None or not edition.is_current or found.version is None:
        raise Refused("운영할 해를 먼저 열어 주세요. 사업 화면에서 열 수 있어요.")
    brought = bring_program(version=found.version, edition=edition, by=request.actor, at=request.at, key=request.key)
    return redirect("programs:program", program_id=brought.pk)
