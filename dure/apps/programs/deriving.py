"""Rows and columns that repeat what a document says, so that lists and years need no documents. Pure."""

from typing import Any

from dure.apps.programs.models import DefinitionVersion, Stage
from dure.apps.programs.reading import Document, read_stage
from dure.apps.programs.terms import StageTerm
from dure.apps.programs.words import SUPPORT_WORDS, Listing


def stage_rows(version: DefinitionVersion) -> list[Stage]:
    """The stages the source states, and those that a case goes through."""
    life = version.document.get("life") or {}
    shown = [_row(version, Listing.SHOWN, order, read_stage(stage)) for order, stage in enumerate(version.document["stages"], 1)]
    lived = [_row(version, Listing.LIVED, order, read_stage(stage)) for order, stage in enumerate(life.get("stages", ()), 1)]
    return shown + lived


def _row(version: DefinitionVersion, listing: str, order: int, stage: StageTerm) -> Stage:
    return Stage(
        version=version,
        listing=listing,
        order=order,
        key=stage.key,
        kind=stage.kind,
        label=stage.label,
        cell=stage.cell,
        tier=stage.tier,
        turn=stage.turn,
        which=stage.which,
        part=stage.part,
        track=stage.track,
        round_number=stage.round_number,
        window_from=stage.window.first,
        window_to=stage.window.last,
        closing_time=stage.window.closing_time,
        precision=stage.window.precision,
        text=stage.window.text,
        stated_by=stage.stated_by,
    )


def columns(document: Document) -> dict[str, Any]:
    """The program's columns."""
    texts = {
        "title": document["title"],
        "field": document["field"],
        "source_field": document["source_field"],
        "organizer": document["organizer"],
        "summary": document.get("summary") or "",
        "target": document.get("target") or "",
        "scale": scale(document),
        "per_firm": per_firm(document),
        "contact": contact(document),
    }
    return {
        **texts,
        "team_key": document.get("team") or "",
        "order": document["order"],
        "support": ",".join(document["support"]),
        "has_life": bool(document.get("life")),
        "search_text": search_text(texts, document),
    }


def scale(document: Document) -> str:
    """지원규모: the budget and the number of awards, in the source's words."""
    said = [document.get("budget"), document.get("awards"), *document.get("counts", ())]
    return " / ".join(_once(amount["text"] for amount in said if amount))


def per_firm(document: Document) -> str:
    """업체평균: the amounts for one case; those of tracks and parts with their names."""
    own = [cap["text"] for cap in document.get("caps", ())]
    variants = [
        (variant["title"], cap["text"])
        for listing in ("tracks", "parts")
        for variant in document.get(listing, ())
        for cap in variant.get("caps", ())
    ]
    if len({text for _, text in variants}) == 1:
        return " / ".join(_once([*own, variants[0][1]]))
    return " / ".join(_once([*own, *(f"{title} {text}" for title, text in variants)]))


def contact(document: Document) -> str:
    """문의처: team and telephone as printed."""
    return ", ".join(f"{entry['team']} {entry['telephone']}".strip() for entry in document.get("contacts", ()))


def search_text(texts: dict[str, str], document: Document) -> str:
    """What a search looks through: lower case, single blanks."""
    variants = [variant["title"] for listing in ("tracks", "parts") for variant in document.get(listing, ())]
    supports = [SUPPORT_WORDS.get(kind, kind) for kind in document["support"]]
    cells = [stage.get("cell") or stage["label"] for stage in document["stages"]]
    return " ".join(" ".join([*texts.values(), *variants, *supports, *cells]).lower().split())


def _once(texts: Any) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
