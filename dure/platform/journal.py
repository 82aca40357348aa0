"""The one journal: every verb writes a line in its own transaction; a sealer links the lines in commit order."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet

from dure.platform.actor import Actor
from dure.platform.models import JournalLine

_GENESIS = "0" * 64


def write(
    thing: models.Model,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    case_id: int | None = None,
    party_ids: Sequence[int] = (),
    detail: dict[str, Any] | None = None,
) -> JournalLine:
    """Write who did what to which thing, why, and on whose data. If it cannot be written, the verb fails."""
    line = JournalLine(
        at=at,
        account_id=by.account_id,
        actor_name=by.name,
        seat_id=by.seat_id,
        seat_title=by.seat_title,
        organization_id=by.organization_id,
        via=by.via,
        verb=verb,
        kind=thing._meta.label_lower,
        subject_id=thing.pk,
        case_id=case_id,
        party_ids=list(party_ids),
        reason=reason,
        detail=detail or {},
    )
    line.mark = _mark(line)
    line.save(force_insert=True)
    return line


def _mark(line: JournalLine) -> str:
    """HMAC of what the line says, so that a changed line is found even before it is sealed."""
    said = [
        line.at.astimezone(UTC).isoformat(),
        line.account_id,
        line.actor_name,
        line.seat_id,
        line.seat_title,
        line.organization_id,
        line.via,
        line.verb,
        line.kind,
        line.subject_id,
        line.case_id,
        line.party_ids,
        line.reason,
        line.detail,
    ]
    return hmac.new(settings.DURE_JOURNAL_KEY, json.dumps(said, ensure_ascii=False, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def _link(before: str, line: JournalLine) -> str:
    return hashlib.sha256(f"{before}:{line.sequence}:{line.pk}:{line.mark}".encode()).hexdigest()


def seal(*, at: datetime, at_most: int = 2000) -> int:
    """Link lines that have no place yet, in the order of their rows; returns how many. Only one sealer runs at a time (see ticks)."""
    with transaction.atomic():
        last = JournalLine.objects.exclude(sequence=None).order_by("-sequence").select_for_update().first()
        before, number = (last.chain, last.sequence or 0) if last else (_GENESIS, 0)
        waiting = list(JournalLine.objects.filter(sequence=None).order_by("id")[:at_most])
        for line in waiting:
            number += 1
            line.sequence = number
            line.chain = before = _link(before, line)
            line.save(update_fields=["sequence", "chain"])
    return len(waiting)


def verify() -> list[str]:
    """One sentence per line that was changed, removed or put in; empty when the chain holds."""
    findings, before, number = [], _GENESIS, 0
    for line in JournalLine.objects.exclude(sequence=None).order_by("sequence").iterator():
        number += 1
        if line.sequence != number:
            findings.append(f"journal: line {number} is missing before line {line.sequence}")
            number = line.sequence or number
        if line.chain != _link(before, line):
            findings.append(f"journal: line {line.sequence} (row {line.pk}) does not follow from the one before it")
        before = line.chain
    findings += [
        f"journal: row {line.pk} does not say what it said when it was written"
        for line in JournalLine.objects.order_by("id").iterator()
        if line.mark != _mark(line)
    ]
    return findings


def head() -> tuple[int, str]:
    """Number and hash of the last sealed line, to be copied off the host."""
    last = JournalLine.objects.exclude(sequence=None).order_by("-sequence").first()
    return (last.sequence or 0, last.chain) if last else (0, _GENESIS)


def lines_of(thing: models.Model) -> QuerySet[JournalLine]:
    """The thing's own lines, newest first."""
    return JournalLine.objects.filter(kind=thing._meta.label_lower, subject_id=thing.pk).order_by("-id")


def lines_of_case(case_id: int) -> QuerySet[JournalLine]:
    """Every line written about a case, newest first."""
    return JournalLine.objects.filter(case_id=case_id).order_by("-id")
