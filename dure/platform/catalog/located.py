"""YAML with the line of every value: scalars stay text, and a repeated key is an error."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Path_ = tuple[str | int, ...]
MOST_CHARACTERS = 300_000
MOST_LEVELS = 20
TOO_DEEP = f"{MOST_LEVELS}단계보다 깊게 적을 수 없어요."
_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}


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
    return parse(file.read_text(encoding="utf-8"), file)


def parse(text: str, file: Path) -> Located:
    """Read a text. Nothing but plain values: no references to other places, no types of its own, and neither too long nor too deep."""
    if len(text) > MOST_CHARACTERS:
        raise BadYaml(1, f"파일이 너무 커요. {MOST_CHARACTERS:,}자까지 읽어요.")
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise BadYaml(line, f"YAML을 읽을 수 없어요: {broken.problem}") from broken
    except yaml.YAMLError as broken:
        raise BadYaml(1, "YAML을 읽을 수 없어요: 쓸 수 없는 글자가 있어요.") from broken
    except RecursionError as deep:
        raise BadYaml(1, TOO_DEEP) from deep
    located = Located(file, None)
    _refuse_tricks(root)
    located.data = _value(root, (), located.lines)
    return located


def _refuse_tricks(root: Any) -> None:
    """A node met twice is a reference, which may blow a small file up to a large one; a tag asks for a type of its own."""
    waiting = [(root, 1)] if root is not None else []
    met: set[int] = set()
    while waiting:
        node, depth = waiting.pop()
        line = node.start_mark.line + 1
        if id(node) in met:
            raise BadYaml(line, "다른 곳을 가리키는 표시(&, *)는 쓸 수 없어요. 내용을 그대로 적어 주세요.")
        if node.tag not in _PLAIN_TAGS:
            raise BadYaml(line, f"형을 정하는 표시({node.tag})는 쓸 수 없어요.")
        if depth > MOST_LEVELS:
            raise BadYaml(line, TOO_DEEP)
        met.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += [(part, depth + 1) for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(part, depth + 1) for part in node.value]


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
        if not isinstance(key, str):
            raise BadYaml(key_node.start_mark.line + 1, "항목의 이름은 한 낱말이어야 해요.")
        if key in found:
            raise BadYaml(key_node.start_mark.line + 1, f"{key}: 같은 이름이 두 번 있어요")
        found[key] = _value(value_node, (*place, key), lines)
        lines[(*place, key)] = key_node.start_mark.line + 1
    return found
