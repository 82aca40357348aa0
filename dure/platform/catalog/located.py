"""YAML with the line of every value: scalars stay text, and a repeated key is an error."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Path_ = tuple[str | int, ...]


@dataclass(slots=True)
class Located:
    """What a file says, and on which line each part of it stands."""

    file: Path
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)

    def line_of(self, place: Path_) -> int:
        """The line of the place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


class BadYaml(ValueError):
    """The file is not YAML that we read; the message names the line."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def read(file: Path) -> Located:
    """Read one file."""
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise BadYaml(line, f"YAML을 읽을 수 없어요: {broken.problem}") from broken
    located = Located(file, None)
    located.data = _value(root, (), located.lines)
    return located


def _value(node: Any, place: Path_, lines: dict[Path_, int]) -> Any:
    if node is None:
        return None
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, number), lines) for number, item in enumerate(node.value)]
    return node.value


def _mapping(node: yaml.MappingNode, place: Path_, lines: dict[Path_, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if key in found:
            raise BadYaml(key_node.start_mark.line + 1, f"{key}: 같은 이름이 두 번 있어요")
        found[key] = _value(value_node, (*place, key), lines)
        lines[(*place, key)] = key_node.start_mark.line + 1
    return found
