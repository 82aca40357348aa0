"""The worker and single ticks."""

from argparse import Namespace

from django.core.management import call_command, execute_from_command_line

from dure.config.commands.say import say
from dure.kernel.clock import now
from dure.platform import worker as house_worker


def worker(_options: Namespace) -> int:
    """Work until asked to stop."""
    call_command("check", databases=["default"])
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
