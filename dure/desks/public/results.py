"""What has been announced: who was selected in which round, and what came of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review

_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selected or reserve applicant, as announced."""

    receipt: str
    name: str
    word: str
    tone: str
    awarded: int | None


@dataclass(frozen=True, slots=True)
class AnnouncedRound:
    """A round with its announced decisions."""

    title: str
    href: str
    announced_at: datetime
    chosen: tuple[Chosen, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A published result as a card."""

    href: str
    title: str
    party: str
    program: str
    summary: str


def announced_rounds() -> tuple[AnnouncedRound, ...]:
    """The rounds announced last, with everyone who was selected or stands in reserve. Two queries."""
    latest = programs.Round.objects.filter(
        pk__in=review.Decision.objects.filter(announced_at__isnull=False).values("panel__round_id")
    ).order_by("-announce_at", "-pk")
    rounds = list(latest.select_related("program__edition")[:_AT_MOST])
    by_round: dict[int, list[review.Decision]] = defaultdict(list)
    for decision in review.announced_results([found.pk for found in rounds]):
        by_round[decision.panel.round_id].append(decision)
    return tuple(_round(found, by_round[found.pk]) for found in rounds if by_round[found.pk])


def _round(found: programs.Round, decisions: list[review.Decision]) -> AnnouncedRound:
    when = max(decision.announced_at for decision in decisions if decision.announced_at)
    href = reverse("public:program", args=[found.program.edition.year, found.program.slug])
    return AnnouncedRound(found.title, href, when, tuple(_chosen(found, decision) for decision in decisions), found.sample)


def _chosen(found: programs.Round, decision: review.Decision) -> Chosen:
    number = decision.case.receipt_number
    receipt = programs.receipt_shown(found.receipt_prefix, number) if number else ""
    selected = decision.outcome == "selected"
    word = "선정" if selected else f"예비 {decision.reserve_rank}순위" if decision.reserve_rank else "예비"
    return Chosen(receipt, decision.case.party.name, word, "pledge" if selected else "quiet", decision.awarded or None)


def showcases() -> tuple[Told, ...]:
    """Published results, newest first. One query."""
    return tuple(
        Told(
            reverse("public:showcase", args=[told.pk]),
            told.title,
            told.agreement.case.party.name,
            told.agreement.case.round.program.title,
            told.summary,
        )
        for told in grants.published_showcases()[:_AT_MOST]
    )


def figures_of(told: grants.Showcase) -> list[tuple[str, Any]]:
    """The result's figures as (words, value), whichever way they were kept."""
    return [
        (figure.get("label", ""), figure.get("value", "")) if isinstance(figure, dict) else (figure[0], figure[1])
        for figure in told.figures
    ]
