"""Every detector over a set of expenses. Pure."""

from collections.abc import Sequence

from dure.apps.grants.rules.flags import Finding, Item, World
from dure.apps.grants.rules.flags_far import far_away
from dure.apps.grants.rules.flags_pairs import paid_twice, same_file, same_invoice, split
from dure.apps.grants.rules.flags_single import (
    asset,
    card_hours,
    just_below,
    outside,
    paper_changed,
    payee_number,
    quotes,
    refunded,
    related,
    untaxed,
)

DETECTORS = (
    same_invoice,
    same_file,
    split,
    paid_twice,
    related,
    outside,
    card_hours,
    far_away,
    quotes,
    payee_number,
    untaxed,
    asset,
    just_below,
    paper_changed,
    refunded,
)


def detect(items: Sequence[Item], world: World) -> list[Finding]:
    """Everything that can be seen, each once, in a lasting order."""
    found = {(one.pk, one.kind, one.mark): one for look in DETECTORS for one in look(items, world)}
    return [found[key] for key in sorted(found)]
