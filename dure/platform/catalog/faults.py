"""What is wrong with one program beyond the types of its fields: names that lead nowhere. The files and the editor on screen ask the same."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from dure.platform.catalog.schema import Life, Program, Stage

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One sentence about one place in the program."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a program: lives and rule sets by name, the addresses of programs of any year, the teams of years.

    What is None is not asked: `lives` where a program brings its life along, `teams` where no center is known.
    """

    lives: Mapping[str, Life] | None
    rulesets: Mapping[str, object] | None
    slugs: Container[str] | None
    teams: Set[tuple[int, str]] | None


ANYTHING = Surroundings(None, None, None, None)
"""For a program of which only what it says itself is asked."""


def faults_of(program: Program, around: Surroundings) -> Iterator[Fault]:
    """Every one, in no order."""
    yield from slug_faults(program.slug)
    yield from _named(program, around)
    yield from _teams(program, around)
    tracks, parts = {track.key for track in program.tracks}, {part.key for part in program.parts}
    yield from stage_faults(program.stages, tracks, parts)


def slug_faults(slug: str) -> Iterator[Fault]:
    """The program's name in addresses and files."""
    if not SLUG.fullmatch(slug):
        yield Fault(("slug",), "이름은 소문자와 숫자로 된 두 낱말 이상을 -로 이어 써요. 예: winter-kimchi-sharing")


def _named(program: Program, around: Surroundings) -> Iterator[Fault]:
    """Lives, rule sets and other programs that are named are there."""
    variants: list[tuple[Place, str, str]] = [((), program.life, program.ruleset)]
    for listing in ("tracks", "parts"):
        variants += [((listing, number), one.life, one.ruleset) for number, one in enumerate(getattr(program, listing))]
    for place, life, ruleset in variants:
        if life and around.lives is not None and life not in around.lives:
            yield Fault((*place, "life"), f"lives/{life}.yaml 파일이 없어요")
        if ruleset and around.rulesets is not None and ruleset not in around.rulesets:
            yield Fault((*place, "ruleset"), f"rulesets/{ruleset}.yaml 파일이 없어요")
    named = [*(("shared_with", other) for other in program.shared_with), *([("follows", program.follows)] if program.follows else [])]
    known = around.slugs
    yield from (Fault((name,), f"{other} 사업이 없어요") for name, other in named if known is not None and other not in known)


def _teams(program: Program, around: Surroundings) -> Iterator[Fault]:
    """A program's team is one of the headings of its year; in a year that has none yet, one of any year."""
    if around.teams is None or not program.team:
        return
    years, titles = {year for year, _ in around.teams}, {title for _, title in around.teams}
    if (program.year, program.team) not in around.teams if program.year in years else program.team not in titles:
        yield Fault(("team",), f"{program.year}년 팀 {program.team}이 center.yaml에 없어요")


def stage_faults(stages: Sequence[Stage], tracks: Container[str], parts: Container[str]) -> Iterator[Fault]:
    """Stages belong to tracks and parts that are there; a report says which."""
    for number, stage in enumerate(stages):
        if stage.track and stage.track not in tracks:
            yield Fault(("stages", number, "track"), f"유형 {stage.track}이 tracks에 없어요")
        if stage.part and stage.part not in parts:
            yield Fault(("stages", number, "part"), f"단계 {stage.part}이 parts에 없어요")
        if stage.kind == "report" and not stage.which:
            yield Fault(("stages", number, "which"), "보고는 which가 있어야 해요: kickoff, interim, final")
