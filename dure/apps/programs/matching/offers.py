"""What a party may apply for: each living round, and of programs without one each track, with its terms and its notice day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q

from dure.apps.programs.models import DefinitionVersion, Program, Round
from dure.apps.programs.reading import read_terms
from dure.apps.programs.rules import KINDS
from dure.apps.programs.terms import RuleTerm, Terms
from dure.apps.programs.words import RoundState
from dure.kernel.clock import seoul_date

Place = tuple[int, str, str]
_MOST_KEPT = 4096
_read: dict[tuple[str, str, str], Terms] = {}
"""Terms by hash, part and track: versions never change, so what was read once holds for this process."""


class When(StrEnum):
    """May one hand in now, later, or is there no round?"""

    NOW = "now"
    SOON = "soon"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Offer:
    """A program, its track, and the round that is open or comes next."""

    program: Program
    terms: Terms
    day: date
    when: When
    round: Round | None = None
    title: str = ""

    @property
    def rules(self) -> tuple[RuleTerm, ...]:
        """The rules of the party that are in force on the notice day; those of a bid wait until there is one."""
        return tuple(rule for rule in self.terms.rules_on(self.day) if not KINDS[rule.kind].of_bid)


def offers(year: int, at: datetime) -> list[Offer]:
    """Every published program of the year: three queries however many there are, the documents only when they were not read yet."""
    programs = list(
        Program.objects.filter(edition__year=year, published_at__isnull=False, version__isnull=False)
        .select_related("edition", "version")
        .defer("version__document")
        .order_by("order", "id")
    )
    rounds: dict[int, list[Round]] = defaultdict(list)
    alive = Round.objects.filter(program__in=[program.pk for program in programs], state=RoundState.OPEN, closes_at__gt=at)
    for found in alive.select_related("version").defer("version__document").order_by("program_id", "opens_at", "id"):
        rounds[found.program_id].append(found)
    _read_documents(
        [*(program.version for program in programs if program.version), *(one.version for many in rounds.values() for one in many)]
    )
    return [offer for program in programs for offer in _offers_of(program, rounds[program.pk], at)]


def _offers_of(program: Program, rounds: list[Round], at: datetime) -> Iterable[Offer]:
    for found in rounds:
        terms = _terms(found.version, found.part, found.track)
        day = seoul_date(found.published_at) if found.published_at else seoul_date(at)
        when = When.NOW if found.opens_at and found.opens_at <= at else When.SOON
        yield Offer(program, terms, day, when, found, found.title)
    if not rounds and program.version is not None:
        day = seoul_date(at)
        for track, title in _tracks(program.version):
            yield Offer(
                program, _terms(program.version, "", track), day, When.NONE, None, f"{program.title} · {title}" if title else program.title
            )


def _read_documents(versions: Iterable[DefinitionVersion]) -> None:
    """Read at once the documents that this process has not met."""
    if len(_read) > _MOST_KEPT:
        _read.clear()
        _ways.clear()
    unmet = {version.pk for version in versions if version.sha256 not in _ways}
    for sha256, document in (
        DefinitionVersion.objects.filter(Q(pk__in=unmet)).order_by("pk").values_list("sha256", "document") if unmet else ()
    ):
        tracks = [(track["key"], track["title"]) for track in document.get("tracks", ()) if track.get("rules") or track.get("ruleset")]
        parts = ["", *(part["key"] for part in document.get("parts", ()))]
        _ways[sha256] = tuple(tracks)
        for part in parts:
            for track in ("", *(track["key"] for track in document.get("tracks", ()))):
                _read[(sha256, part, track)] = read_terms(document, sha256=sha256, part=part, track=track)


_ways: dict[str, tuple[tuple[str, str], ...]] = {}
"""By hash the tracks that have rules of their own."""


def _terms(version: DefinitionVersion, part: str, track: str) -> Terms:
    """A round's part or track that its document does not name is answered by the program as a whole."""
    return _read.get((version.sha256, part, track)) or _read[(version.sha256, "", "")]


def _tracks(version: DefinitionVersion) -> tuple[tuple[str, str], ...]:
    return _ways[version.sha256] or (("", ""),)
