"""Numbers about money, days and who may apply are data with a source (decision 0011): what stands at the head of a module is told here, and why."""

import ast
import re

import pytest

from tests.house.source import PACKAGE, modules

LOOKED_AT = ("apps", "desks")
SIZE = re.compile(
    r"_?(AT_)?(MOST|LONGEST|LARGEST|SHORTEST)(_[A-Z]+)*|_?LONG_[A-Z]+|_?(ROWS|LINES|CARDS|ON)_A_[A-Z]+"
    r"|_?SHOWN_(ROWS|PER_GROUP)|ROWS_SHOWN|(NEW|BLANK|EXTRA)_[A-Z]+|PREVIEWED|_?PAGE|_?PIECE|_AT_ONCE"
)
"""How much one page, list, file or text holds; a whole number only."""
FACT = frozenset({"WON", "AMOUNT", "GRANT", "SHARE", "PERCENT", "HOURS", "DAYS", "MONTHS", "YEARS", "TERM"})
"""A name with one of these words is no size."""
ALLOWED = {
    "a bound against guessing and mistyping; opens and closes nothing": """
        apps/people/actions/pool.LONGEST_TERM_DAYS apps/people/words.MOST_WON
    """,
    "a measure of a picture or a sheet": """
        desks/timetable/lines.HALVES desks/timetable/lines.SHORT desks/timetable/sheet._SHEET_MM desks/timetable/sheet._MONTHS_MM
        desks/timetable/sheet._POINT_MM desks/timetable/sheet._WIDTHS_MM desks/timetable/sheet.SIZES desks/timetable/xlsx._HEAD_ROWS
        desks/timetable/xlsx._FIRST_MONTH desks/timetable/xlsx._LAST_MONTH desks/timetable/xlsx._AFTER apps/review/papers._WIDTHS
        apps/money/queries/desk.WIDE desks/staff/pictures.MOST_DAYS apps/grants/papers/strokes._FEWEST_POINTS apps/grants/papers/strokes._SCALE
        apps/grants/papers/strokes.WIDTH apps/grants/papers/strokes.HEIGHT
    """,
    "the shape of something written, which nobody sets": """
        desks/money/verifying.FORMAT apps/money/sealing._NONCE apps/programs/matching/asking.PACKED apps/cases/actions/scanning.CODE_LENGTH
        apps/grants/queries/signing._CODE_DIGITS apps/review/rules.BEST_LEVEL apps/review/stripping._EPOCH
        apps/grants/rules/naming._LEAST_AMOUNT
    """,
    "how numbers are counted: thousands of won, bytes of a megabyte": """
        desks/public/budget.THOUSAND apps/money/actions/budget._UNITS apps/grants/queries/packs._MEGABYTE apps/grants/papers/packing._IN_MEMORY
    """,
    "what a form proposes, and the column's default; every round keeps an hour of its own": "apps/programs/words.DEFAULT_CLOSING_HOUR",
    "how far a forecast looks back and ahead; it binds nobody": "apps/programs/forecasting.MOST_YEARS apps/programs/queries/forecasts.FURTHEST",
    "who sits in a form at this moment: the rhythm of a page": "apps/cases/actions/presence.FORGOTTEN_AFTER apps/cases/queries/presence.STILL_THERE",
    "the rhythm of a job": "apps/grants/actions/packs.GIVEN_UP_AFTER apps/grants/papers/packing_job._TOLD_EVERY",
    "a look at what is still being written; checks nothing of it": "apps/cases/invariants.YOUNG",
    "a hint beside a ranking, which decides nothing": "apps/review/rules.FAR_APART",
    "the letter says tomorrow": "apps/gatherings/duties.BEFORE",
    "where the center's own table of days says nothing": "apps/people/queries/leaves._USUAL",
}


def facts_in(source: str) -> set[str]:
    """Names at the head of a module that are set to a number, a span of time, or a collection of them."""
    found = set()
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if targets and node.value is not None and _is_number(node.value):
            names = {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
            found |= {name for name in names if not (_is_size(name) and _is_whole(node.value))}
    return found


def _is_size(name: str) -> bool:
    return SIZE.fullmatch(name) is not None and not FACT & set(name.split("_"))


def _is_whole(node: ast.expr) -> bool:
    return not any(isinstance(part, ast.Call | ast.Dict) for part in ast.walk(node))


def _is_number(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ast.UnaryOp(operand=operand):
            return _is_number(operand)
        case ast.BinOp(left=left, right=right):
            return _is_number(left) or _is_number(right)
        case ast.Call(func=func):
            return (func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")) in {"timedelta", "Decimal", "Won"}
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return bool(parts) and all(map(_is_number, parts))
        case ast.Dict(values=values):
            return bool(values) and all(map(_is_number, values))
    return False


def allowed() -> set[str]:
    return {name for names in ALLOWED.values() for name in names.split()}


def found_in_the_house() -> set[str]:
    found = set()
    for path in modules("*.py"):
        place = path.relative_to(PACKAGE)
        if place.parts[0] in LOOKED_AT and "migrations" not in place.parts:
            found |= {f"{place.with_suffix('').as_posix()}.{name}" for name in facts_in(path.read_text(encoding="utf-8"))}
    return found


def test_no_fact_about_money_days_or_who_may_apply_stands_in_code():
    assert sorted(found_in_the_house() - allowed()) == []


def test_every_name_that_is_allowed_is_there():
    assert sorted(allowed() - found_in_the_house()) == []


@pytest.mark.parametrize(
    "line",
    [
        "REMIND_BEFORE = timedelta(days=7)", "LIMIT: int = 3_000_000", "DAYS = {'intake': 30, 'review': 21}", "STEPS = (1, 3)", "SHARE = Decimal('0.2')",
        "LOWEST = -1", "WAGE = Won(8720)", "MOST_GRANT = 5", "MOST_YEARS = 4", "LASTS = datetime.timedelta(hours=1)",
        "LONGEST = timedelta(days=9)",
    ],
)  # fmt: skip
def test_a_fact_in_code_is_seen(line):
    """The control: each of these would be found."""
    assert len(facts_in(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "ON = True",
        "WORDS = {'a': 'b'}",
        "KINDS = ('a', 'b')",
        "NOTHING = ()",
        "MOST_ROWS = 50",
        "_LONGEST = 4 * 1024",
        "def days():\n    LIMIT = 7\n    return LIMIT",
    ],
)
def test_words_and_sizes_are_passed_over(line):
    assert facts_in(line) == set()
