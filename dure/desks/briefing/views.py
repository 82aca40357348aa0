"""The briefing on the screen and as a PDF."""

from pathlib import Path
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dure.apps.programs import facade as programs
from dure.desks.briefing.deck import Deck, deck_of, newsletter_block
from dure.kernel.clock import seoul_date
from dure.kernel.period import start_of
from dure.platform.chrome import chrome
from dure.platform.http import ActorRequest

TEMPLATE = Path(__file__).parent / "papers" / "deck.typ"


def _deck(request: ActorRequest, year: int) -> Deck:
    """A year nobody published is not there."""
    found = deck_of(year, organizer=str(chrome(request)["center_name"]), at=request.at) if year in programs.years_shown() else None
    if found is None:
        raise Http404
    return found


@require_safe
def page(request: HttpRequest, year: int) -> HttpResponse:
    """The deck as a page that reads well on a phone, its downloads, and the block for a newsletter."""
    request = cast("ActorRequest", request)
    deck = _deck(request, year)
    block = newsletter_block(year, at=request.at, site=str(settings.DURE_SITE))
    return render(request, "desks/briefing/page.html", {"deck": deck, "block": block})


@require_safe
def pdf(request: HttpRequest, year: int) -> HttpResponse:
    """Sixteen by nine, one slide a page."""
    from dure.desks.timetable.pdf import readable
    from dure.platform import papers  # the engine loads only where a paper is made

    request = cast("ActorRequest", request)
    deck = _deck(request, year)
    said = {
        "title": deck.title,
        "organizer": deck.organizer,
        "when": deck.when,
        "where": deck.event.place if deck.event else "",
        "count": deck.count,
        "slides": [
            {"title": slide.title, "heads": slide.heads, "rows": slide.rows, "lines": slide.lines, "note": slide.note}
            for slide in deck.slides
        ],
    }
    content = papers.render(TEMPLATE, readable(said), at=start_of(seoul_date(request.at)))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="briefing-{year}.pdf"'
    return answer
