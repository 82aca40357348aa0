"""Letters are data: nobody writes a subject in code, every text is used, and every text that code names exists."""

import ast

import yaml

from tests.house.source import PACKAGE, modules, shown

WRITERS = {"write_to", "say", "_tell", "_tell_all", "_tell_seat", "_tell_partner", "to_writers", "to_officers", "Reminder", "Letter"}
"""What is called with the name of a text: the house's own way, and the short cuts of the modules that write."""


def module_trees():
    """Each module that writes letters, without its decorators: names of events stand there, not of texts."""
    for path in modules("*.py"):
        source = path.read_text()
        if "write_to" in source and path != PACKAGE / "platform/letters.py":
            tree = ast.parse(source)
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    node.decorator_list = []
            yield path, tree


def called(node):
    """The last name of what a call calls."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def words_in(node):
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def texts():
    return {key: path for path in PACKAGE.rglob("wordings.yaml") for key in yaml.safe_load(path.read_text())}


def test_letters_are_written_in_one_way():
    """`letters.write` is called by `letters.write_to` alone, so no subject or body is ever made in code."""
    strays = []
    for path in modules("*.py"):
        if path == PACKAGE / "platform/letters.py":
            continue
        tree = ast.parse(path.read_text())
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "dure.platform.letters"]
        by_name = any(alias.name == "write" for node in imports for alias in node.names)
        by_module = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr == "write" and getattr(node.value, "id", "") == "letters"
        ]
        if by_name or by_module:
            strays.append(shown(path))
    assert strays == []


def test_every_text_is_used_where_it_belongs():
    """By a module of the folder its file stands in."""
    named: dict[str, set[str]] = {}
    for path, tree in module_trees():
        for folder in path.parents:
            named.setdefault(str(folder), set()).update(words_in(tree))
    assert [key for key, path in texts().items() if key not in named.get(str(path.parent), set())] == []


def test_every_text_that_code_names_exists():
    """Wherever the text is named in the call itself, and in the tables and choices that a call takes it from."""
    known, unknown = texts(), []
    for path, tree in module_trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in WRITERS:
                said = {word for argument in node.args[:4] for word in words_in(argument) if _looks_like_a_text(argument, word)}
                unknown += [f"{shown(path)}:{node.lineno} {word}" for word in said - known.keys()]
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "text":
                unknown += [f"{shown(path)}:{node.lineno} {word}" for word in _choices(node.value) - known.keys()]
    assert unknown == []


def _looks_like_a_text(argument, word):
    """A bare name in snake case; values, addresses and marks are made of more."""
    return isinstance(argument, ast.Constant) and word.replace("_", "").isalpha() and word.islower() and word.isascii()


def _choices(value):
    """The words that a choice may come to, not those it asks about."""
    if isinstance(value, ast.IfExp):
        return _choices(value.body) | _choices(value.orelse)
    return {value.value} if isinstance(value, ast.Constant) else set()
