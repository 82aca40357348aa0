"""Programs are data: no code names one. The rehearsal plays them and is left out; it reads them from its own data."""

import ast
from pathlib import Path

from dure.platform.catalog import reader
from tests.house.source import PACKAGE, modules, shown

SHORTEST = 8
"""A shorter title (성과공유회, 해외연수) is a word of everyday work as well, and proves nothing."""


def spoken(path: Path) -> str:
    """Everything the file writes between quotes."""
    constants = (node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant))
    return "\n".join(value for value in constants if isinstance(value, str))


def test_no_program_is_named_in_code():
    programs = reader.load().programs
    names = {program.slug for program in programs} | {program.title for program in programs if len(program.title) >= SHORTEST}
    files = [path for path in modules("*.py") if not path.is_relative_to(PACKAGE / "rehearsal")]
    assert len(files) > 50
    named = {shown(path): sorted(name for name in names if name in said) for path in files if (said := spoken(path))}
    assert {path: found for path, found in named.items() if found} == {}
