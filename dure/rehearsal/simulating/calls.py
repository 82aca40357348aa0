"""How often a program calls within its year, and the calls of which track: read from the source's stages."""

from collections.abc import Mapping
from typing import Any


def calls_of(document: Mapping[str, Any], part: str, track: str) -> int:
    """Intakes for the same people that the source numbers as calls of their own. A call whose notice names other tracks is not this one's."""
    stages = [stage for stage in document.get("stages", ()) if stage["part"] in {"", part} and stage["track"] in {"", track}]
    intakes = [stage for stage in stages if stage["kind"] == "intake"]
    numbers = sorted({_number(stage) for stage in intakes if stage["who"] == intakes[0]["who"]})
    title = next((one["title"] for one in document.get("tracks", ()) if one["key"] == track), "")
    titles = [one["title"] for one in document.get("tracks", ())]
    said = {_number(stage): stage["label"] for stage in stages if stage["kind"] == "notice"}
    return max(1, sum(not any(one in said.get(number, "") for one in titles) or title in said.get(number, "") for number in numbers))


def _number(stage: Mapping[str, Any]) -> int:
    return int(stage["round"] or stage["turn"])
