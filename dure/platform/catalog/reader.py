"""Reading a center's folder into one catalog, with every problem named by file, line and field."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from dure.platform.catalog import sections
from dure.platform.catalog.faults import Surroundings, faults_of
from dure.platform.catalog.lives import changes_of, life_of
from dure.platform.catalog.located import BadYaml, Located, parse, read
from dure.platform.catalog.schema import Life, Program, Ruleset

HOME = Path(__file__).resolve().parents[2] / "catalog" / "seoul"
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
    _check_programs(folder, programs, lives, rulesets, center)
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


def _check_programs(
    folder: _Folder,
    programs: list[tuple[Path, Program]],
    lives: Mapping[str, Life],
    rulesets: Mapping[str, Ruleset],
    center: sections.Center | None,
    known: Set[str] = frozenset(),
) -> None:
    orders: dict[tuple[int, int], Path] = {}
    teams = {(team.year, team.title) for team in center.teams} if center else None
    around = Surroundings(lives, rulesets, known | {program.slug for _, program in programs}, teams)
    for file, program in programs:
        for fault in faults_of(program, around):
            folder.say(file, fault.message, *(() if fault.place == ("slug",) else fault.place))
        if (program.year, program.order) in orders:
            folder.say(file, f"순서 {program.order}를 {orders[(program.year, program.order)].name}도 쓰고 있어요", "order")
        orders[(program.year, program.order)] = file
        _check_life(folder, file, program, lives)


def _check_life(folder: _Folder, file: Path, program: Program, lives: Mapping[str, Life]) -> None:
    """What a program, a track or a part says otherwise than its life must make a life together with it."""
    changed: list[tuple[tuple[str | int, ...], Callable[[], object]]] = [((), lambda: life_of(program, lives))]
    for listing in ("tracks", "parts"):
        changed += [((listing, number), partial(changes_of, one)) for number, one in enumerate(getattr(program, listing))]
    for place, read_it in changed:
        try:
            read_it()
        except ValidationError as invalid:
            for error in invalid.errors():
                found = _problem("", folder.read[file], {**error, "loc": (*place, "life_changes", *error["loc"])})
                folder.problems.append(replace(found, file=str(file.relative_to(folder.home))))


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
    slugs = {entry.slug for entry in catalog.programs}
    _check_programs(folder, [(file, program)], catalog.lives, catalog.rulesets, catalog.center, slugs)
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
