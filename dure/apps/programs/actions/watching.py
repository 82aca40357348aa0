"""알림 받기: who is told when a program opens or its dates change."""

from datetime import datetime

from dure.apps.programs.models import Program, Watch
from dure.kernel.errors import Forbidden
from dure.platform.actor import Actor
from dure.platform.verbs import Key, verb


@verb
def watch(*, program_id: int, by: Actor, at: datetime, key: Key) -> Watch:
    """Be told of the program's rounds from now on; asked twice, it stays one wish."""
    if by.account_id is None:
        raise Forbidden("알림을 받으려면 먼저 로그인해 주세요.")
    program = Program.objects.get(pk=program_id, published_at__isnull=False)
    wish, _ = Watch.objects.get_or_create(account_id=by.account_id, slug=program.slug, defaults={"made_at": at})
    return wish


@verb
def unwatch(*, program_id: int, by: Actor, at: datetime, key: Key) -> None:
    """No longer be told."""
    program = Program.objects.get(pk=program_id)
    Watch.objects.filter(account_id=by.account_id or -1, slug=program.slug).delete()
