"""The one place where a command speaks."""

import sys


def say(line: str = "") -> None:
    """A line for whoever typed the command."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
