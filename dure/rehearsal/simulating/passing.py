"""What staff change in a definition so that operators pass money on: the source says what a firm gets and not by which stages."""

from typing import Any

_ADVANCE = 70
"""Percent that an operator under contract gets before the work: it must hold what it passes on."""


def with_money_passed_on(document: dict[str, Any]) -> dict[str, Any]:
    """The definition with firms that are paid by their operators, where the source names won for each firm of a part that follows another."""
    parts = [part["key"] for part in document.get("parts", ())]
    stages = [dict(stage) for stage in (document.get("life") or {}).get("stages", ())]
    following = [part["key"] for part in document.get("parts", ())[1:] if part.get("caps")]
    if not following:
        return document
    own = {key: dict(said) for key, said in document.get("life_of", {}).items()}
    for part in following:
        if _place(stages, part, "disbursement") is None:
            stages = _paid(stages, parts[parts.index(part) - 1], part)
            own[part] = {**own.get(part, {}), "payment_mode": "ahead", "asks_budget": True}
        stages = _paid_ahead(stages, parts[parts.index(part) - 1])
    for order, stage in enumerate(stages, start=1):
        stage["order"] = order
    return {**document, "life": {**document["life"], "stages": stages}, "life_of": own}


def _place(stages: list[dict[str, Any]], part: str, kind: str) -> int | None:
    return next((place for place, stage in enumerate(stages) if (stage["part"], stage["kind"]) == (part, kind)), None)


def _paid(stages: list[dict[str, Any]], above: str, part: str) -> list[dict[str, Any]]:
    """An instalment after the agreement and a settlement after the report, as the part above has them."""
    for kind, after in (("disbursement", "agreement"), ("settlement", "report")):
        like, before = _place(stages, above, kind), _place(stages, part, after)
        if like is not None and before is not None:
            added = {**stages[like], "part": part, "key": f"{part}-{kind}", "stated_by": "dure"}
            stages = [*stages[: before + 1], added, *stages[before + 1 :]]
    return stages


def _paid_ahead(stages: list[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    """One instalment that waits for the last report becomes two: an advance after the agreement, and the rest."""
    paid, agreed = _place(stages, part, "disbursement"), _place(stages, part, "agreement")
    if paid is None or agreed is None or not stages[paid]["gate"]:
        return stages
    rest = {**stages[paid], "turn": 2, "share": 100 - _ADVANCE, "label": "잔금"}
    advance = {**stages[paid], "key": f"{stages[paid]['key']}-advance", "share": _ADVANCE, "gate": "", "label": "선금"}
    return [*stages[: agreed + 1], advance, *stages[agreed + 1 : paid], rest, *stages[paid + 1 :]]
