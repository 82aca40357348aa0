"""Plain values as YAML that people read: short things on one line, long ones in blocks. What is read back is what was written."""

import json
from collections.abc import Mapping
from typing import Any

import yaml

WIDEST = 150
"""Characters of an entry that stands on one line."""


def emit(said: Mapping[str, Any]) -> str:
    """A mapping as a file."""
    return "\n".join(_entries(said, 0)) + "\n"


def _entries(said: Mapping[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    for name, value in said.items():
        lines += _named(_scalar(str(name), flow=True), value, indent)
    return lines


def _named(name: str, value: Any, indent: int) -> list[str]:
    """A name with its value: beside it, or below it."""
    room = " " * indent
    if isinstance(value, str) and (block := _literal(value, indent + 2)):
        return [f"{room}{name}: |-", *block]
    flat = _flat(value, top=True)
    is_rows = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    if flat is not None and len(room) + len(name) + len(flat) + 2 <= WIDEST and not (is_rows and len(value) > 1):
        return [f"{room}{name}: {flat}"]
    if isinstance(value, dict):
        return [f"{room}{name}:", *_entries(value, indent + 2)]
    if isinstance(value, list):
        return [f"{room}{name}:", *(line for item in value for line in _item(item, indent + 2))]
    return [f"{room}{name}: {flat}"]


def _item(value: Any, indent: int) -> list[str]:
    """An item of a list in a block: one line if it fits, else its first entry stands beside the dash."""
    room, flat = " " * indent, _flat(value, top=True)
    if flat is not None and (len(room) + len(flat) + 2 <= WIDEST or not isinstance(value, dict)):
        return [f"{room}- {flat}"]
    if isinstance(value, dict):
        lines = _entries(value, indent + 2)
        return [f"{room}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{room}- {json.dumps(value, ensure_ascii=False)}"]


def _flat(value: Any, *, top: bool = False) -> str | None:
    """The value on one line; None where a text has lines of its own that deserve a block."""
    if isinstance(value, dict):
        parts = [(name, _flat(inner)) for name, inner in value.items()]
        return (
            None
            if any(inner is None for _, inner in parts)
            else "{" + ", ".join(f"{_scalar(str(n), flow=True)}: {i}" for n, i in parts) + "}"
        )
    if isinstance(value, list):
        items = [_flat(inner) for inner in value]
        return None if any(inner is None for inner in items) else "[" + ", ".join(str(inner) for inner in items) + "]"
    text = _text(value)
    if not top and "\n" in text:
        return None
    return _scalar(text, flow=not top)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _scalar(text: str, *, flow: bool) -> str:
    """As it is where a reader gets it back as it is; else between quotes. `flow` is inside brackets."""
    if not text or "\n" in text:
        return json.dumps(text, ensure_ascii=False)
    places = [(f"[{text}]", [text]), (f"{{a: {text}, b: c}}", {"a": text, "b": "c"})] if flow else [(f"a: {text}", {"a": text})]
    return text if all(_comes_back(written, said) for written, said in places) else json.dumps(text, ensure_ascii=False)


def _literal(text: str, indent: int) -> list[str] | None:
    """Lines of a text of several lines, if a block gives them back exactly."""
    if "\n" not in text:
        return None
    lines = [f"{' ' * indent}{line}" if line else "" for line in text.split("\n")]
    return lines if _comes_back("\n".join([f"{' ' * (indent - 2)}a: |-", *lines, ""]), {"a": text}) else None


def _comes_back(written: str, said: Any) -> bool:
    try:
        return bool(yaml.load(written, Loader=yaml.BaseLoader) == said)  # noqa: S506 - BaseLoader makes nothing but text
    except (yaml.YAMLError, RecursionError):
        return False
