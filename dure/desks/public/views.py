"""Pages that anybody may read. GETs only, and none writes."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.desks.finding.asked import own_sentence, sentence_choices
from dure.desks.public import asked, finding, results
from dure.desks.public.budget import budget_page, signed_thousands, thousands
from dure.desks.public.calls import living_calls
from dure.desks.public.center import center_page
from dure.desks.public.home import home as home_page
from dure.desks.public.program import program_page, published
from dure.kernel.clock import seoul_date
from dure.platform.http import ActorRequest
from dure.platform.paging import Paged

CARDS_A_PAGE = 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What closes soon, this week, the money and the places."""
    request = cast("ActorRequest", request)
    context = {
        "home": home_page(request.at),
        "sentence": own_sentence(request.actor),
        **sentence_choices(),
    }
    return render(request, "desks/public/home.html", context)


@require_safe
def program_list(request: HttpRequest) -> HttpResponse:
    """The year's programs, filtered by the address."""
    request = cast("ActorRequest", request)
    lived = programs.edition_now(request.at)
    year = asked.year_asked(request.GET, lived.year if lived else seoul_date(request.at).year)
    filters = asked.filters_asked(request.GET)
    found = programs.program_list(year, filters, request.at)
    kept = request.GET.copy()
    page = kept.pop("page", ["1"])[-1]
    paged = Paged(Paginator(found.cards, CARDS_A_PAGE).get_page(page if page.isdigit() and len(page) < 8 else "1"), kept.urlencode())
    context = {
        "found": found,
        "filters": filters,
        "paged": paged,
        "cards": [(card, card.taking(request.at), card.coming(request.at)) for card in paged.page],
        "years": [(str(shown), f"{shown}년") for shown in programs.years_shown()],
        "targets": asked.TARGET_CHOICES,
        "fields": asked.field_choices(),
        "supports": asked.support_choices(),
        "chips": finding.chips(year, filters),
        "ways_out": [] if found.cards else finding.ways_out(year, filters, request.at),
    }
    return render(request, "desks/public/programs.html", context)


@require_safe
def program(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One program."""
    request = cast("ActorRequest", request)
    found = get_object_or_404(published(year), slug=slug)
    watching = programs.watches(request.actor, slug)
    context = {"page": program_page(found, request.at), "program": found, "watching": watching}
    return render(request, "desks/public/program.html", context)


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Rounds open now and those that open next."""
    request = cast("ActorRequest", request)
    living = living_calls(request.at)
    opened = [call for call in living if call.opens_at <= request.at]
    coming = sorted((call for call in living if call.opens_at > request.at), key=lambda call: (call.opens_at, call.id))
    return render(request, "desks/public/calls.html", {"opened": opened, "coming": coming})


@require_safe
def results_page(request: HttpRequest) -> HttpResponse:
    """Announced selections and what came of finished projects."""
    context = {"rounds": results.announced_rounds(), "showcases": results.showcases()}
    return render(request, "desks/public/results.html", context)


@require_safe
def showcase(request: HttpRequest, showcase_id: int) -> HttpResponse:
    """What came of one project."""
    told = get_object_or_404(grants.published_showcases(), pk=showcase_id)
    return render(request, "desks/public/showcase.html", {"showcase": told, "figures": results.figures_of(told)})


@require_safe
def center(request: HttpRequest) -> HttpResponse:
    """The teams of a year, their telephones and programs."""
    year = asked.year_asked(request.GET, 0)
    found = center_page(year or None)
    tabs = [{"label": f"{shown}년", "href": f"?year={shown}", "current": shown == found.year, "count": ""} for shown in found.years]
    return render(request, "desks/public/center.html", {"page": found, "tabs": tabs})


@require_safe
def budget(request: HttpRequest) -> HttpResponse:
    """The printed budget of two years, and the amounts that programs name."""
    page = budget_page()
    gap = page.total.after_won - page.programs_sum if page.total else 0
    context = {"page": page, "programs_sum": thousands(page.programs_sum), "gap": signed_thousands(-gap)}
    return render(request, "desks/public/budget.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the house is meant to be used by everybody, and where to say that it is not."""
    return render(request, "desks/public/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and how long."""
    return render(request, "desks/public/privacy.html")
