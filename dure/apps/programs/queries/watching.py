"""Who watches what."""

from dure.apps.programs.models import Program, Watch
from dure.platform.actor import Actor


def watches(actor: Actor, slug: str) -> bool:
    """Is the person told of this program's rounds? Nobody asks for a stranger."""
    return actor.account_id is not None and Watch.objects.filter(account_id=actor.account_id, slug=slug).exists()


def shown_program(program_id: int) -> Program | None:
    """A program that anybody may read, with its year."""
    return Program.objects.filter(pk=program_id, published_at__isnull=False).select_related("edition").first()
