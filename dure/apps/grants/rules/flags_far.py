"""The card used far from home without a word about why. Pure."""

import re
from collections.abc import Iterator, Sequence

from dure.apps.grants.rules.flags import Finding, Item, World, alone
from dure.apps.grants.rules.places import is_far, province_of, province_title
from dure.apps.grants.words.flags import FlagKind
from dure.kernel.korean import with_particle

_AWAY = re.compile(r"출장|견학|답사|연수|탐방|현장|박람회|워크숍|캠프")


def far_away(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """The card in a province that is far from the grantee's own. The place is the address on the slip, as it was entered."""
    for item in items:
        place = province_of(str(item.facts.get("payee_address", "")))
        if not world.on_card(item) or not is_far(item.home, place, item.spent_on) or _says_why(item, world):
            continue
        ours, theirs = province_title(item.home), province_title(place)
        yield alone(
            FlagKind.FAR, item, f"{ours}에 있는 조직이 {theirs}에서 카드를 썼어요. {with_particle(theirs, '으로')} 간 까닭이 필요해요."
        )


def _says_why(item: Item, world: World) -> bool:
    """A reason of its own, or what it was for names a journey."""
    reason = re.sub(r"[\W_]", "", str(item.facts.get("far_why", "")))
    return len(reason) >= world.bounds.at("off_hours_reason_least", item.spent_on) or bool(_AWAY.search(item.memo))
