"""The worker's part: full exports that were asked for are made one after another, outside of any transaction, and then kept."""

import logging
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from dure.apps.grants import facade as grants
from dure.desks.money.exports import archive
from dure.platform import ticks
from dure.platform.actor import Actor

log = logging.getLogger(__name__)
_BY = Actor.system("export")
_MOST_AT_ONCE = 3


@ticks.register("make full exports", every=timedelta(seconds=5))
def make_exports(at: datetime) -> None:
    """Everything that was asked for and is not made yet, the oldest first."""
    for export in grants.AuditExport.objects.filter(state="asked").select_related("program").order_by("pk")[:_MOST_AT_ONCE]:
        make(export, at=at)


def make(export: grants.AuditExport, *, at: datetime) -> None:
    """Write one ZIP beside, then keep it; what goes wrong is told to whoever asked."""
    scope = archive.Scope(export.year, export.program_id, words_of(export))
    name = f"두레-전체자료-{export.year}-{export.pk}.zip"
    with tempfile.TemporaryDirectory(prefix="dure-export-") as folder:
        try:
            made = archive.write(Path(folder) / "export.zip", scope, at=at)
        except OSError as full:
            log.exception("export %s", export.pk)
            grants.fail_export(export_id=export.pk, failure=f"파일을 쓸 수 없었어요: {full.strerror}", by=_BY, at=at)
            return
        grants.keep_export(export_id=export.pk, name=name, made=made, by=_BY, at=at)


def words_of(export: grants.AuditExport) -> str:
    """2026년 전체, or the program's name."""
    return f"{export.year}년 {export.program.title}" if export.program else f"{export.year}년 전체"
