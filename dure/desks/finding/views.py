"""The finder: a sentence for everybody, all programs for one's own party. GETs only, and none writes."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dure.apps.people import facade as people
from dure.desks.finding import asked, queries
from dure.desks.finding.cards import shelves
from dure.desks.finding.groups import TITLES, Group, Placed, counted
from dure.platform.http import ActorRequest
from dure.platform.paging import Paged

ON_A_PAGE = 24


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What fits the sentence in the address; the address can be sent to somebody else."""
    request = cast("ActorRequest", request)
    sentence = asked.sentence_of(request.GET)
    facts, found = _found(request, sentence)
    paged = _paged(request, found)
    context = {
        "sentence": sentence,
        "figures": [(key, label, sentence.typed().get(key, "")) for key, label in asked.FIGURES],
        "paged": paged,
        "shelves": shelves(list(paged.page), facts, request.at),
        "count": _fitting(found),
        "parties": [(str(party.pk), party.name) for party in queries.own_parties(request.actor)],
        **asked.sentence_choices(),
    }
    return render(request, "desks/finding/find.html", context)


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """How many programs the sentence finds, for the button."""
    request = cast("ActorRequest", request)
    number = _fitting(_found(request, asked.sentence_of(request.GET))[1])
    return JsonResponse({"count": number, "label": button_label(number)})


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All programs for one's party: now, nearly, soon, and why the others do not fit."""
    request = cast("ActorRequest", request)
    parties = queries.own_parties(request.actor)
    wanted = request.GET.get("party", "")
    party = next((one for one in parties if str(one.pk) == wanted), None) if wanted else next(iter(parties), None)
    if party is None and wanted:
        raise Http404
    context: dict[str, Any] = {"party": party, "parties": [(str(one.pk), one.name) for one in parties]}
    if party is not None:
        found = queries.placed_for_party(party.pk, request.at)
        paged = _paged(request, found)
        facts = people.party_facts(party.pk, at=request.at)
        context |= {
            "paged": paged,
            "shelves": shelves(list(paged.page), facts, request.at, party_id=party.pk),
            "totals": [(TITLES[group], number) for group, number in counted(found).items()],
        }
    return render(request, "desks/finding/mine.html", context)


def button_label(number: int) -> str:
    """The button tells what it will find."""
    return f"지원사업 {number}개 보기" if number else "맞는 지원사업 찾아보기"


def _found(request: ActorRequest, sentence: asked.Sentence) -> tuple[people.KnownParty, list[Placed]]:
    own = next((party for party in queries.own_parties(request.actor) if str(party.pk) == sentence.party), None) if sentence.party else None
    facts = asked.hypothetical(sentence, request.at, people.party_facts(own.pk, at=request.at) if own else None)
    return facts, asked.admitted(queries.placed_for_sentence(facts, request.at, strict=bool(sentence.who) and own is None), sentence)


def _fitting(found: list[Placed]) -> int:
    return sum(1 for one in found if one.group is not Group.NOT)


def _paged(request: HttpRequest, found: list[Placed]) -> Paged:
    kept = request.GET.copy()
    page = kept.pop("page", ["1"])[-1]
    return Paged(Paginator(found, ON_A_PAGE).get_page(page if page.isdigit() and len(page) < 8 else "1"), kept.urlencode())
