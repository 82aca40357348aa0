"""Rounds as others need them: their terms, their windows, their numbers."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from django.db import connection
from django.db.models import F, Q, QuerySet

from dure.apps.programs.models import DefinitionVersion, Round, RoundWindow
from dure.apps.programs.reading import read_terms
from dure.apps.programs.terms import Terms
from dure.apps.programs.words import RoundState
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.korean import instant_words
from dure.kernel.period import Period
from dure.kernel.verdicts import YES, Permission, no
from dure.platform.verbs import part

TAKEN_STATES = (RoundState.OPEN, RoundState.CLOSED, RoundState.ENDED)


def terms_of(round_id: int, sha256: str = "") -> Terms:
    """The frozen terms of the round's version for its track and part. One small query; the document is read once per process.

    `sha256` names the version that a case began under or was brought to: after a round has moved on, its closed cases keep theirs.
    """
    row = Round.objects.values_list("version_id", "version__sha256", "part", "track", "program_id").get(pk=round_id)
    version_id, newest, part_key, track, program_id = row
    if sha256 in {"", newest}:
        return _terms(version_id, newest, part_key, track)
    older = DefinitionVersion.objects.filter(program=program_id, sha256=sha256).order_by("-number").values_list("pk", flat=True).first()
    return _terms(older, sha256, part_key, track) if older else _terms(version_id, newest, part_key, track)


def terms_of_version(version: DefinitionVersion, *, part_key: str = "", track: str = "") -> Terms:
    """The terms of a version that is at hand."""
    return _terms(version.pk, version.sha256, part_key, track)


@lru_cache(maxsize=512)
def _terms(version_id: int, sha256: str, part_key: str, track: str) -> Terms:
    """Versions never change, so what was read once holds; the hash is part of the key."""
    document = DefinitionVersion.objects.values_list("document", flat=True).get(pk=version_id)
    return read_terms(document, sha256=sha256, part=part_key, track=track)


def intake_window(round_id: int, district_code: str = "") -> Period:
    """When one may hand in, for a district if it has its own window. Ends earlier if the round was closed early. Refused if there is none."""
    own_first = F("district").asc(nulls_last=True)
    windows = RoundWindow.objects.filter(Q(district=None) | Q(district=district_code or None), round=round_id)
    window = windows.select_related("round").order_by(own_first).first()
    found = window.round if window else Round.objects.only("state", "closed_at").get(pk=round_id)
    if found.state not in TAKEN_STATES:
        raise Refused("아직 접수 기간이 정해지지 않은 모집이에요. 공고를 기다려 주세요.")
    if window is None:
        raise Refused("이 자치구에서는 접수하지 않는 모집이에요. 공고문에서 접수하는 자치구를 확인해 주세요.")
    closes = window.closes_at if found.closed_at is None else min(window.closes_at, found.closed_at)
    return Period(window.opens_at, max(closes, window.opens_at + timedelta(milliseconds=1)))


def may_hand_in(round_id: int, district_code: str, at: datetime) -> Permission:
    """Is `at` inside the window? 17:59:59.999 counts, 18:00:00.000 is late, whatever a tick has already done to the round's state."""
    try:
        window = intake_window(round_id, district_code)
    except Refused as refused:
        return no(refused.reasons[0])
    if at < window.opens:
        return no(f"접수는 {instant_words(window.opens)}에 시작해요.")
    if window.is_over(at):
        return no(f"{instant_words(window.closes)}에 접수가 끝났어요.")
    return YES


@part
def next_receipt_number(round_id: int) -> int:
    """The round's next number, by one statement that locks its row until the transaction ends: call it last.

    Gap-free: a submission that fails gives its number back with everything else it did.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programs_round SET last_number = last_number + 1 WHERE id = %s AND opened_at IS NOT NULL AND state <> %s RETURNING last_number",
            [round_id, str(RoundState.CANCELLED)],
        )
        row = cursor.fetchone()
    if row is None:
        raise OutOfTurn("접수를 받지 않는 모집이에요. 화면을 새로 고쳐 확인해 주세요.")
    return int(row[0])


def receipt_shown(prefix: str, number: int) -> str:
    """A receipt number as people read it: 2021-HD-0007."""
    return f"{prefix}-{number:04d}"


def open_rounds(at: datetime) -> QuerySet[Round]:
    """Rounds in which somebody may hand in now, the earliest deadline first."""
    rounds = Round.objects.filter(state=RoundState.OPEN, opens_at__lte=at, closes_at__gt=at, program__published_at__isnull=False)
    return rounds.select_related("program__edition").order_by("closes_at", "id")


def rounds_closing_soon(at: datetime, *, days: int = 14, at_most: int = 8) -> list[Round]:
    """Open rounds whose intake ends within so many days, the earliest first."""
    return list(open_rounds(at).filter(closes_at__lte=at + timedelta(days=days))[:at_most])


def rounds_opening_soon(at: datetime, *, days: int = 45, at_most: int = 8) -> list[Round]:
    """Published rounds whose intake has not begun, the earliest first."""
    soon = Round.objects.filter(state=RoundState.OPEN, opens_at__gt=at, opens_at__lte=at + timedelta(days=days))
    return list(soon.filter(program__published_at__isnull=False).select_related("program__edition").order_by("opens_at", "id")[:at_most])


def rounds_to_close(at: datetime) -> QuerySet[Round]:
    """Open rounds whose last window has passed."""
    return Round.objects.filter(state=RoundState.OPEN, closes_at__lte=at).order_by("closes_at", "id")


def windows_by_district(round_ids: Iterable[int]) -> dict[int, list[RoundWindow]]:
    """Each round's windows, the general one first."""
    found: dict[int, list[RoundWindow]] = {}
    windows = RoundWindow.objects.filter(round__in=list(round_ids)).select_related("district")
    for window in windows.order_by("round_id", F("district").asc(nulls_first=True)):
        found.setdefault(window.round_id, []).append(window)
    return found
