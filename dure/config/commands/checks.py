"""Questions to the database."""

from argparse import Namespace
from io import StringIO

from django.core.management import call_command

from dure.config.commands.say import say
from dure.platform import invariants as asked
from dure.platform import journal


def before_opening() -> None:
    """Guards, SQLite's settings and Django's own checks; a finding ends the command with its words."""
    call_command("check", databases=["default"], stdout=StringIO())


def invariants(_options: Namespace) -> int:
    """Ask every invariant; 1 if one is broken."""
    broken = 0
    for invariant, findings in asked.run():
        say(f"{'ok    ' if not findings else 'BROKEN'} {invariant.code} {invariant.sentence}")
        for finding in findings[:20]:
            say(f"       {finding}")
        broken += bool(findings)
    return 1 if broken else 0


def journal_chain(_options: Namespace) -> int:
    """Check the journal's chain; 1 if a line was touched."""
    findings = journal.verify()
    number, chain = journal.head()
    say(f"{number} sealed lines, head {chain[:16]}")
    for finding in findings:
        say(finding)
    return 1 if findings else 0
