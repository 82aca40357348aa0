"""Four groups of offers: apply now, nearly there, opening soon, and those that do not fit, each with its reason. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.verdicts import Answer


class Group(StrEnum):
    """In the order in which they are shown."""

    NOW = "now"
    ALMOST = "almost"
    SOON = "soon"
    NOT = "not"


TITLES = {
    Group.NOW: "지금 신청할 수 있어요",
    Group.ALMOST: "조금만 채우면 돼요",
    Group.SOON: "곧 열려요",
    Group.NOT: "지금은 해당하지 않아요",
}
_ORDER = {group: place for place, group in enumerate(Group)}


@dataclass(frozen=True, slots=True)
class Placed:
    """An offer in its group. `waits`: nothing in the rules stands in the way, there is just no call."""

    offer: programs.Offer
    group: Group
    waits: bool = False

    @property
    def sorting(self) -> tuple[int, float, int, int]:
        """By group, by the deadline or the opening, then as the document orders its programs."""
        found = self.offer.round
        moment = None if found is None else found.opens_at if self.group is Group.SOON else found.closes_at
        day = moment.timestamp() if moment else float(_expected(self.offer).toordinal()) * 86400
        return _ORDER[self.group], day, self.offer.program.order, self.offer.program.pk


def placed(offer: programs.Offer, answers: Iterable[tuple[str, Answer]], *, at: datetime, strict: bool = False) -> Placed:
    """Where an offer belongs by what its rules answer. `strict` reads a status that was not claimed as one that is not held."""
    said = [(programs.RULE_KINDS[kind], answer) for kind, answer in answers]
    if any(answer is Answer.NO and not kind.within_reach for kind, answer in said):
        return Placed(offer, Group.NOT)
    if strict and any(answer is Answer.UNKNOWN and kind.needs == ("statuses",) for kind, answer in said):
        return Placed(offer, Group.NOT)
    if offer.when is programs.When.NOW:
        gaps = any(answer is not Answer.YES and not kind.declared for kind, answer in said)
        return Placed(offer, Group.ALMOST if gaps else Group.NOW)
    if offer.when is programs.When.SOON or (offer.program.edition.is_current and _expected(offer) > seoul_date(at)):
        return Placed(offer, Group.SOON)
    return Placed(offer, Group.NOT, waits=True)


def _expected(offer: programs.Offer) -> date:
    """The day on which the document lets the intake begin, or a day long ago."""
    days = [stage.window.first for stage in offer.terms.stages_of("intake") if stage.window.first]
    return min(days, default=date.min)


def expected_on(offer: programs.Offer) -> date | None:
    """The intake's first day by the document, where there is no round yet."""
    day = _expected(offer)
    return None if day == date.min else day


def in_order(found: Iterable[Placed]) -> list[Placed]:
    """Group by group, the most urgent first."""
    return sorted(found, key=lambda one: one.sorting)


def counted(found: Sequence[Placed]) -> dict[Group, int]:
    """How many are in each group."""
    return {group: sum(1 for one in found if one.group is group) for group in Group}
