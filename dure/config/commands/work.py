"""The worker and single ticks."""

from argparse import Namespace

from django.core.management import execute_from_command_line

from dure.config.commands.checks import before_opening
from dure.config.commands.say import say
from dure.kernel.clock import now
from dure.platform import worker as house_worker


def worker(_options: Namespace) -> int:
    """Work until asked to stop."""
    before_opening()
    house_worker.run()
    return 0


def tick(_options: Namespace) -> int:
    """Do once what is due."""
    say(f"{house_worker.work_once(at=now())} things done")
    return 0


def manage(options: Namespace) -> int:
    """Pass the words on to Django."""
    execute_from_command_line(["dure manage", *options.words, *options.rest])
    return 0
