"""Reading a center's folder into one catalog, with every problem named by file, line and field."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from dure.platform.catalog import sections
from dure.platform.catalog.lives import life_of
from dure.platform.catalog.located import BadYaml, Located, parse, read
from dure.platform.catalog.schema import Life, Program, Ruleset

HOME = Path(__file__).resolve().parents[2] / "catalog" / "seoul"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one place."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file} {self.line}행 {self.field}: {self.message}" if self.field else f"{self.file} {self.line}행: {self.message}"


@dataclass(slots=True)
class Catalog:
    """Everything a center offers."""

    center: sections.Center
    budget: sections.Budget
    districts: list[sections.District]
    facilities: list[sections.Facility]
    machines: list[sections.Machine]
    courses: list[sections.Course]
    lives: dict[str, Life]
    programs: list[Program] = field(default_factory=list)
    figures: list[sections.Figure] = field(default_factory=list)
    rulesets: dict[str, Ruleset] = field(default_factory=dict)

    def program(self, year: int, slug: str) -> Program:
        """One program by its place."""
        return next(program for program in self.programs if (program.year, program.slug) == (year, slug))


class Broken(ValueError):
    """The catalog has problems; they are listed."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems[:5]))


class _Folder:
    """One pass over a folder, collecting problems as it goes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.problems: list[Problem] = []
        self.read: dict[Path, Located] = {}

    def one(self, name: str, kind: type[T]) -> T | None:
        file = self.home / name
        if not file.exists():
            self.problems.append(Problem(name, 1, "", "파일이 없어요"))
            return None
        return self._typed(file, kind, {})

    def many(self, pattern: str, kind: type[T], extra: Callable[[Path], dict[str, Any]] = lambda _file: {}) -> Iterator[tuple[Path, T]]:
        for file in sorted(self.home.glob(pattern)):
            if file.name.startswith("_"):
                continue
            found = self._typed(file, kind, extra(file))
            if found is not None:
                yield file, found

    def _typed(self, file: Path, kind: type[T], extra: dict[str, Any]) -> T | None:
        name = str(file.relative_to(self.home))
        try:
            located = self.read[file] = read(file)
        except BadYaml as bad:
            self.problems.append(Problem(name, bad.line, "", str(bad)))
            return None
        found, problems = _validated(located, kind, extra, name)
        self.problems += problems
        return found

    def say(self, file: Path, message: str, *place: str | int) -> None:
        """Name a problem that only shows between files or fields."""
        self.problems.append(Problem(str(file.relative_to(self.home)), self.read[file].line_of(place), _shown(place), message))


def _validated(located: Located, kind: type[T], extra: dict[str, Any], name: str) -> tuple[T | None, list[Problem]]:
    """What a file says as a typed value, or every problem with its line."""
    try:
        data = {**extra, **located.data} if isinstance(located.data, dict) else located.data
        return TypeAdapter(kind).validate_python(data), []
    except ValidationError as invalid:
        return None, [_problem(name, located, error) for error in invalid.errors()]


_WORDS = {
    "missing": "꼭 있어야 하는 항목이에요",
    "extra_forbidden": "모르는 항목이에요",
    "literal_error": "정해진 말이 아니에요",
    "int_parsing": "정수가 아니에요",
}


def _problem(name: str, located: Located, error: Any) -> Problem:
    place = tuple(part for part in error["loc"] if not (isinstance(part, str) and part.startswith("function-")))
    message = _WORDS.get(error["type"], str(error["msg"]).removeprefix("Value error, "))
    if error["type"] == "literal_error":
        message += f": {error['input']} (쓸 수 있는 말: {error['ctx']['expected']})"
    return Problem(name, located.line_of(place), _shown(place), message)


def _shown(place: Sequence[str | int]) -> str:
    """stages[3].track"""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")


def _scan(home: Path) -> tuple[Catalog | None, list[Problem]]:
    folder = _Folder(home)
    center = folder.one("center.yaml", sections.Center)
    budget = folder.one("budget.yaml", sections.Budget)
    districts = folder.one("districts.yaml", list[sections.District])
    figures = folder.one("figures.yaml", list[sections.Figure]) if (home / "figures.yaml").exists() else None
    facilities = [found for _, found in folder.many("facilities/*.yaml", sections.Facility)]
    machines = [found for _, found in folder.many("equipment/*.yaml", sections.Machine)]
    courses = [found for _, found in folder.many("courses/*.yaml", sections.Course)]
    lives = {file.stem: found for file, found in folder.many("lives/*.yaml", Life)}
    rulesets = {file.stem: found for file, found in folder.many("rulesets/*.yaml", Ruleset)}
    programs = list(folder.many("programs/*/*.yaml", Program, _place))
    _check_rulesets(folder, programs, rulesets)
    _check_programs(folder, programs, lives)
    _check_teams(folder, programs, center)
    if center is None or budget is None or districts is None:
        return None, folder.problems
    in_order = sorted((program for _, program in programs), key=lambda program: (program.year, program.order))
    return Catalog(center, budget, districts, facilities, machines, courses, lives, in_order, figures or [], rulesets), folder.problems


def _place(file: Path) -> dict[str, Any]:
    """Year and slug from the file's place, and what `_year.yaml` says for every program of the year."""
    return {**common_of(file.parent), "year": file.parent.name, "slug": file.stem}


def common_of(folder: Path) -> dict[str, Any]:
    """What a year's folder says for every program in it."""
    common = folder / "_year.yaml"
    return dict(read(common).data) if common.exists() else {}


def _check_programs(folder: _Folder, programs: list[tuple[Path, Program]], lives: dict[str, Life], known: Set[str] = frozenset()) -> None:
    orders: dict[tuple[int, int], Path] = {}
    slugs = known | {program.slug for _, program in programs}
    for file, program in programs:
        if not SLUG.fullmatch(program.slug):
            folder.say(file, "파일 이름은 두 낱말 이상을 -로 이어 써요. 예: winter-kimchi-sharing")
        if (program.year, program.order) in orders:
            folder.say(file, f"순서 {program.order}를 {orders[(program.year, program.order)].name}도 쓰고 있어요", "order")
        orders[(program.year, program.order)] = file
        if program.life and program.life not in lives:
            folder.say(file, f"lives/{program.life}.yaml 파일이 없어요", "life")
        for listing, variants in (("tracks", program.tracks), ("parts", program.parts)):
            for number, variant in enumerate(variants):
                if variant.life and variant.life not in lives:
                    folder.say(file, f"lives/{variant.life}.yaml 파일이 없어요", listing, number, "life")
        _check_life(folder, file, program, lives)
        _check_others(folder, file, program, slugs)
        _check_keys(folder, file, program)


def _check_rulesets(folder: _Folder, programs: list[tuple[Path, Program]], rulesets: Mapping[str, Ruleset]) -> None:
    """Rule sets that programs and their tracks name are there."""
    for file, program in programs:
        named: list[tuple[tuple[str | int, ...], str]] = [(("ruleset",), program.ruleset)]
        named += [(("tracks", number, "ruleset"), track.ruleset) for number, track in enumerate(program.tracks)]
        named += [(("parts", number, "ruleset"), part.ruleset) for number, part in enumerate(program.parts)]
        for place, name in named:
            if name and name not in rulesets:
                folder.say(file, f"rulesets/{name}.yaml 파일이 없어요", *place)


def _check_others(folder: _Folder, file: Path, program: Program, slugs: Set[str]) -> None:
    """Programs that are named beside this one exist in some year."""
    named = [*(("shared_with", other) for other in program.shared_with), *([("follows", program.follows)] if program.follows else [])]
    for name, other in named:
        if other not in slugs:
            folder.say(file, f"{other} 사업이 없어요", name)


def _check_life(folder: _Folder, file: Path, program: Program, lives: dict[str, Life]) -> None:
    """What a program says otherwise than its life must make a life together with it."""
    try:
        life_of(program, lives)
    except ValidationError as invalid:
        for error in invalid.errors():
            found = _problem("", folder.read[file], {**error, "loc": ("life_changes", *error["loc"])})
            folder.problems.append(replace(found, file=str(file.relative_to(folder.home))))


def _check_teams(folder: _Folder, programs: list[tuple[Path, Program]], center: sections.Center | None) -> None:
    """A program's team is one of the headings of its year; in a year that has none yet, one of any year."""
    known = {(team.year, team.title) for team in center.teams} if center else set()
    years, titles = {year for year, _ in known}, {title for _, title in known}
    for file, program in programs:
        fits = (program.year, program.team) in known if program.year in years else program.team in titles
        if center and program.team and not fits:
            folder.say(file, f"{program.year}년 팀 {program.team}이 center.yaml에 없어요", "team")


def _check_keys(folder: _Folder, file: Path, program: Program) -> None:
    tracks, parts = {track.key for track in program.tracks}, {part.key for part in program.parts}
    for number, stage in enumerate(program.stages):
        if stage.track and stage.track not in tracks:
            folder.say(file, f"유형 {stage.track}이 tracks에 없어요", "stages", number, "track")
        if stage.part and stage.part not in parts:
            folder.say(file, f"단계 {stage.part}이 parts에 없어요", "stages", number, "part")
        if stage.kind == "report" and not stage.which:
            folder.say(file, "보고는 which가 있어야 해요: kickoff, interim, final", "stages", number, "which")


def read_program(
    text: str, *, year: int, slug: str, catalog: Catalog, name: str = "", extra: Mapping[str, Any] | None = None
) -> tuple[Program | None, list[Problem]]:
    """One program from the text of a file that need not stand in the folder: the same checks, with the same sentences.

    `extra` is what the year's common file says; the text may say otherwise.
    """
    file = Path(name or f"{slug}.yaml")
    try:
        located = parse(text, file)
    except BadYaml as bad:
        return None, [Problem(file.name, bad.line, "", str(bad))]
    program, problems = _validated(located, Program, {**(extra or {}), "year": year, "slug": slug}, file.name)
    if program is None:
        return None, problems
    folder = _Folder(file.parent)
    folder.read[file] = located
    _check_programs(folder, [(file, program)], catalog.lives, {entry.slug for entry in catalog.programs})
    _check_teams(folder, [(file, program)], catalog.center)
    return program, folder.problems


def check(home: Path = HOME) -> list[Problem]:
    """Everything that is wrong with the folder."""
    return _scan(home)[1]


def load(home: Path = HOME) -> Catalog:
    """The whole catalog, or Broken with every problem."""
    catalog, problems = _scan(home)
    if problems or catalog is None:
        raise Broken(problems)
    return catalog


def plain(model: BaseModel) -> dict[str, Any]:
    """A model as plain values with the names the files use."""
    return model.model_dump(mode="json", by_alias=True)
