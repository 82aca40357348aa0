"""Every verb that the journal writes has a Korean name: no page of a history shows a word of the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dure
from dure.platform import deeds

HOUSE = Path(dure.__file__).parent


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module with the name of the part of the house it stands in."""
    for path in sorted(HOUSE.rglob("*.py")):
        parts = path.relative_to(HOUSE).parts
        yield parts[1] if parts[0] == "apps" else parts[0], ast.parse(path.read_text())


def is_journal_write(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "journal.write"


def verb_of(call: ast.Call) -> ast.expr:
    return call.args[1] if len(call.args) > 1 else next(word.value for word in call.keywords if word.arg == "verb")


def words_of(value: ast.expr, function: ast.FunctionDef) -> set[str]:
    """The texts that an expression may be: itself, either side of a choice, or what its name was set to in the function."""
    if isinstance(value, ast.Constant):
        return {str(value.value)}
    if isinstance(value, ast.IfExp):
        return words_of(value.body, function) | words_of(value.orelse, function)
    if isinstance(value, ast.Name):
        set_to = [node.value for node in ast.walk(function) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == value.id]
        return set().union(*(words_of(one, function) for one in set_to))
    return set()


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def passed_on() -> dict[tuple[str, str], int]:
    """Functions that write the verb they are given: where in their arguments it stands."""
    found = {}
    for part, tree in trees():
        for function in functions(tree):
            names = [argument.arg for argument in function.args.args]
            verbs = {ast.unparse(verb_of(node)) for node in ast.walk(function) if is_journal_write(node)}
            for name in verbs.intersection(names):
                found[part, function.name] = names.index(name)
    return found


def written() -> set[tuple[str, str]]:
    """Each verb with the part that writes it."""
    through, found = passed_on(), set()
    for part, tree in trees():
        for function in functions(tree):
            for node in ast.walk(function):
                if is_journal_write(node):
                    found |= {(part, word) for word in words_of(verb_of(node), function)}
                elif isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
                    place = through.get((part, ast.unparse(node.func).rpartition(".")[2]))
                    if place is not None and len(node.args) > place:
                        found |= {(part, word) for word in words_of(node.args[place], function)}
    return found


def test_every_verb_in_the_code_has_a_name():
    verbs = written()
    assert len(verbs) > 200
    assert sorted(f"{part}: {verb}" for part, verb in verbs if not deeds.is_named(verb, f"{part}.thing")) == []


def test_a_verb_without_a_name_is_found():
    """The control."""
    assert not deeds.is_named("paint_the_fence", "money.entry")
    assert deeds.named("paint_the_fence", "money.entry") == "paint_the_fence"
