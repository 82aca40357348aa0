"""The worker's part of a large pack: written beside the files outside of any transaction, told about as it grows, then kept."""

import logging
import tempfile
from datetime import datetime
from pathlib import Path

from dure.apps.grants.actions.packs import begin_pack, fail_pack, keep_pack, tell_progress
from dure.apps.grants.models import SettlementPack
from dure.apps.grants.papers import packing
from dure.platform.actor import Actor

log = logging.getLogger(__name__)
BY = Actor.system("export")
_TOLD_EVERY = 20


def make(pack: SettlementPack, *, at: datetime) -> None:
    """Take it on, write it, keep it; what goes wrong is told to whoever asked."""
    agreement = pack.agreement
    if not begin_pack(pack_id=pack.pk, whole=packing.count_of(agreement, at=at), by=BY, at=at):
        return

    def told(done: int) -> None:
        if done % _TOLD_EVERY == 0:
            tell_progress(pack_id=pack.pk, done=done, by=BY, at=at)

    with tempfile.TemporaryDirectory(prefix="dure-pack-") as folder:
        try:
            made = packing.write(Path(folder) / "pack.zip", agreement, at=at, told=told)
        except OSError as full:
            log.exception("pack %s", pack.pk)
            fail_pack(pack_id=pack.pk, failure=f"파일을 쓸 수 없었어요: {full.strerror}", by=BY, at=at)
            return
        keep_pack(pack_id=pack.pk, name=packing.name_of(agreement), made=made, by=BY, at=at)
