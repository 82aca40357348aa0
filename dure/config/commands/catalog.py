"""Comparing the catalog with the database, and applying it."""

from argparse import Namespace

from dure.config.commands.say import say
from dure.kernel.clock import now


def act(options: Namespace) -> int:
    """diff or apply; check and export never come here because they need no database."""
    from dure.config import catalog_apply

    if options.act == "diff":
        changes = catalog_apply.diff()
        for change in changes:
            say(str(change))
        say(f"{len(changes)} differences")
        return 1 if changes else 0
    for line in catalog_apply.apply(at=now()):
        say(line)
    return 0
