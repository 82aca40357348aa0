"""Checking a full export: from the file alone."""

from collections.abc import Sequence
from pathlib import Path

from dure.config.commands.say import say
from dure.desks.money import verifying


def verify(given: Sequence[str]) -> int:
    """Recompute every digest and sum of the ZIP; 1 if something is not as it says, 2 without a file."""
    if len(given) != 1 or given[0].startswith("-"):
        say("dure verify-export FILE")
        return 2
    found = verifying.findings(Path(given[0]))
    for finding in found:
        say(finding)
    say(f"{given[0]}: {'all digests and sums hold' if not found else f'{len(found)} findings'}")
    return 1 if found else 0
