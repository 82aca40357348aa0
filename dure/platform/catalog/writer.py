"""From a canonical document back to the file that says it: the way a person would write it, and nothing lost on the way."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dure.platform.catalog.amounts import Unreadable, read_window
from dure.platform.catalog.definition import document, keys_of, label_of
from dure.platform.catalog.emitting import emit
from dure.platform.catalog.entries import Entry
from dure.platform.catalog.reader import Catalog
from dure.platform.catalog.schema import Amount, AmountEntry, Contact, Count, CountEntry, Life, Program, Stage, Variant, Window

Document = Mapping[str, Any]
_ORDER = (
    "order", "title", "field", "source_field", "organizer", "team", "contacts", "target", "support", "summary", "budget", "awards", "counts",
    "caps", "fees", "own_share", "rates", "topics", "tracks", "parts", "stages", "conditions", "shared_with", "follows", "source", "lost",
    "notes", "documents", "rules", "form", "life", "life_changes",
)  # fmt: skip
_FROM_THE_PLACE = {"year", "slug"}
_ALSO_OF_THE_PROGRAM = {"documents", "rules"}
_DERIVED = {"order"}
"""Of a stage in a document: its number in the row."""


class Unwritable(ValueError):
    """The definition says something for which the file format has no words; the message is a sentence."""


def normal(said: Document, catalog: Catalog) -> dict[str, Any]:
    """The document as it would come from its file: older documents gain what the format has learned since they were made."""
    return document(program_of(said, catalog), catalog)


def text_of(said: Document, catalog: Catalog, *, common: Mapping[str, Any] | None = None, before: str = "") -> str:
    """The file. What the year's common file says is left out; the comment at the head of the file that it replaces stays."""
    program = program_of(said, catalog)
    if lost := sorted(_lost(dict(said), document(program, catalog))):
        raise Unwritable(f"{said['year']}/{said['slug']}: 파일에 적을 수 없는 내용이 있어요 ({', '.join(lost)}).")
    return "".join(f"{line}\n" for line in _head_of(before)) + emit(_file(program, common or {}))


def program_of(said: Document, catalog: Catalog) -> Program:
    """The typed program that a document tells of, with its life as a name and what it says otherwise."""
    try:
        program = Program.model_validate(_facts(said))
        life = said.get("life")
        if not life:
            return program.model_copy(update={"life": "", "life_changes": {}})
        name = said.get("life_name") or ""
        typed = _with_life(program.model_copy(update={"life": name if name in catalog.lives else ""}), life, catalog)
        return _with_own_lives(typed, said.get("life_of") or {}, catalog)
    except ValidationError as invalid:
        places = sorted({".".join(str(part) for part in error["loc"]) for error in invalid.errors()})
        raise Unwritable(f"{said.get('year')}/{said.get('slug')}: 파일의 형식에 맞지 않아요 ({', '.join(places[:5])}).") from invalid


def _facts(said: Document) -> dict[str, Any]:
    facts = {name: value for name, value in said.items() if name in Program.model_fields and name not in {"life", "life_changes"}}
    stages, belonging = (
        list(said["stages"]),
        [stage for name in ("tracks", "parts") for v in said.get(name) or () for stage in v.get("stages") or ()],
    )
    own = stages[: len(stages) - len(belonging)]
    if belonging and [_bare(stage) for stage in stages[len(own) :]] != [_bare(stage) for stage in belonging]:
        return {
            **facts,
            "stages": _written(stages, "source"),
            **{name: _without_stages(said.get(name) or ()) for name in ("tracks", "parts")},
        }
    return {**facts, "stages": _written(own, "source")}


def _bare(stage: Document) -> tuple[Any, ...]:
    return (stage["kind"], stage.get("cell") or "", tuple(sorted((name, str(part)) for name, part in stage["window"].items())))


def _without_stages(variants: Sequence[Document]) -> list[dict[str, Any]]:
    return [{**variant, "stages": ()} for variant in variants]


def _written(stages: Sequence[Document], stated_by: str) -> list[Stage]:
    """Stages with only what must be written: a label, a key or a hand that does not follow from the kind."""
    read = [Stage.model_validate({name: value for name, value in stage.items() if name not in _DERIVED}) for stage in stages]
    bare = [stage.model_copy(update={"key": ""}) for stage in read]
    made = keys_of(bare)
    kept = []
    for stage, key in zip(read, made, strict=True):
        unlabelled = stage.model_copy(update={"label": ""})
        changes = {
            "key": "" if stage.key == key else stage.key,
            "label": "" if label_of(unlabelled) == stage.label else stage.label,
            "stated_by": "" if stage.stated_by == stated_by else stage.stated_by,
        }
        kept.append(stage.model_copy(update=changes))
    return kept


def _with_life(program: Program, life: Document, catalog: Catalog) -> Program:
    """The reference alone if the life is the one it names; else with the fields that differ."""
    base = (document(program, catalog)["life"] if program.life else None) or {}
    names = [name for name in Life.model_fields if name in life and not (base and _same(life[name], base.get(name)))]
    if not names:
        return program
    wanted = {name: life[name] for name in Life.model_fields if name in life}
    stages = _lived(program, life["stages"], catalog) if "stages" in names else _written(life["stages"], "dure")
    typed = Life.model_validate({**wanted, "stages": stages})
    changes = {name: getattr(typed, name) for name in names}
    if not base:
        always = {"stages", *(name for name in _ALSO_OF_THE_PROGRAM if getattr(program, name))}
        changes = {name: value for name, value in changes.items() if name in always or not _is_default(name, value)}
    return program.model_copy(update={"life_changes": changes})


def _with_own_lives(program: Program, said: Document, catalog: Catalog) -> Program:
    """Tracks and parts with what the document says of them otherwise than it would say anyway."""
    base = document(program, catalog).get("life_of") or {}
    changed: dict[str, list[Variant]] = {"tracks": [], "parts": []}
    for listing, variants in changed.items():
        for variant in getattr(program, listing):
            own, known = said.get(variant.key) or {}, base.get(variant.key) or {}
            names = [name for name in own if name in Life.model_fields and not (name in known and _same(own[name], known[name]))]
            typed = Life.model_validate({**{name: value for name, value in own.items() if value is not None}, "stages": ()})
            changes = {name: getattr(typed, name) for name in names if name != "stages"}
            variants.append(variant.model_copy(update={"life_changes": changes}))
    return program.model_copy(update={name: tuple(variants) for name, variants in changed.items()})


def _is_default(name: str, value: Any) -> bool:
    known = Life.model_fields[name]
    return not known.is_required() and bool(value == known.get_default(call_default_factory=True))


def _lived(program: Program, stages: Sequence[Document], catalog: Catalog) -> list[Stage]:
    """Stages of a life. Days of the source are not written twice; a stage that would come out otherwise says its key and whose days they are."""
    full = _written(stages, "dure")
    kept = [
        stage.model_copy(update={"stated_by": "", "window": Window()}) if said.get("stated_by") == "source" else stage
        for stage, said in zip(full, stages, strict=True)
    ]
    trial = program.model_copy(update={"life_changes": {"stages": kept, "documents": (), "rules": ()}})
    read = document(trial, catalog)["life"]["stages"]
    return [
        stage if _same(said, came) else whole.model_copy(update={"key": said["key"], "stated_by": said.get("stated_by") or "dure"})
        for stage, whole, said, came in zip(kept, full, stages, read, strict=True)
    ]


def _same(one: Any, other: Any) -> bool:
    """Equal as a file would say it: numbers and words alike, and nothing is nothing."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(_same(one.get(name), other.get(name)) for name in {*one, *other})
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    blank: tuple[Any, ...] = (None, "", [], (), {})
    return (one in blank and other in blank) or one == other or (not isinstance(one, (Mapping, list, tuple)) and str(one) == str(other))


def _lost(said: dict[str, Any], back: Mapping[str, Any]) -> Iterator[str]:
    """Names of what the document says and its file would not."""
    for name, value in said.items():
        if name in {"schema", "life_name"}:
            continue
        if isinstance(value, dict) and isinstance(back.get(name), Mapping) and name == "life":
            yield from (f"life.{inner}" for inner in _lost(value, back[name]))
        elif not _covered(value, back.get(name)):
            yield name


def _covered(value: Any, back: Any) -> bool:
    """Does `back` say all that `value` says? It may know of more."""
    if isinstance(value, Mapping) and isinstance(back, Mapping):
        derived = _DERIVED if "window" in value else set()
        return all(_covered(inner, back.get(name)) for name, inner in value.items() if name not in derived)
    if isinstance(value, (list, tuple)) and isinstance(back, (list, tuple)):
        return len(value) == len(back) and all(_covered(a, b) for a, b in zip(value, back, strict=True))
    return _same(value, back) or (value in (None, "", [], (), {}) and not isinstance(value, bool))


def _file(program: Program, common: Mapping[str, Any]) -> dict[str, Any]:
    said = _short(program, skip=_FROM_THE_PLACE)
    if program.life_changes:
        said["life_changes"] = {name: _value(value, "") for name, value in program.life_changes.items()}
    shared = Program.model_validate({**_facts_of_nothing(program), **common}) if common else None
    for name in common:
        value = getattr(program, name)
        if value == getattr(shared, name):
            said.pop(name, None)
        else:
            said.setdefault(name, _value(value, name))
    return {name: said[name] for name in (*_ORDER, *sorted(set(said) - set(_ORDER))) if name in said}


def _facts_of_nothing(program: Program) -> dict[str, Any]:
    return {name: getattr(program, name) for name, known in Program.model_fields.items() if known.is_required()}


def _short(entry: Entry, skip: set[str] = frozenset()) -> dict[str, Any]:  # type: ignore[assignment]
    """The fields that are not as they would be anyway, under the names that files use."""
    said: dict[str, Any] = {}
    for name, known in type(entry).model_fields.items():
        value = getattr(entry, name)
        if name in skip or (not known.is_required() and value == known.get_default(call_default_factory=True)):
            continue
        said[str(known.validation_alias or known.alias or name)] = _value(value, name)
    return said


def _value(value: Any, name: str) -> Any:
    """A field's value, as short as the reader understands it."""
    if isinstance(value, (AmountEntry, CountEntry)):
        return _counted(value)
    if isinstance(value, Stage):
        return _stage(value)
    if isinstance(value, Contact):
        line = f"{value.team} {value.telephone}".strip()
        return line if TypeAdapter(Contact).validate_python(line) == value else _short(value)
    if isinstance(value, Entry):
        return _short(value)
    if isinstance(value, (list, tuple)):
        return [_value(item, name) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(inner, key) for key, inner in value.items()}
    return value


def _counted(entry: AmountEntry | CountEntry) -> Any:
    """The words alone where they say it all; else with what they leave open."""
    adapter: TypeAdapter[Any] = TypeAdapter(Amount if isinstance(entry, AmountEntry) else Count)
    more = {name: value for name in ("unit", "per", "note") if (value := getattr(entry, name, ""))}
    if isinstance(entry, AmountEntry) and entry.unit == "won":
        more.pop("unit")
    bounds = {name: getattr(entry, name) for name in ("min", "max") if getattr(entry, name) is not None}
    words = {"text": entry.text}
    tries: list[Any] = [entry.text, words, {**words, **{k: v for k, v in more.items() if k != "unit"}}, {**words, **more}]
    tries += [{**words, "qualifier": entry.qualifier, **more}, {**words, "qualifier": entry.qualifier, **bounds, **more}]
    for said in tries:
        try:
            if adapter.validate_python(said) == entry:
                return said
        except (ValidationError, Unreadable):
            continue
    return {**words, "qualifier": entry.qualifier, **bounds, **more}


def _stage(stage: Stage) -> dict[str, Any]:
    said = _short(stage, skip={"window"})
    window = stage.window
    if (when := _when(window)) is None:
        return {**said, "window": _short(window)}
    return {**said, **({"when": when} if when != "order_only" else {}), **({"said": window.text} if window.text else {})}


def _when(window: Window) -> str | None:
    """The short way to write the days, if there is one that reads back the same."""
    for said in _ways(window):
        try:
            if Window.model_validate({**read_window(said), "text": window.text}) == window:
                return said
        except (Unreadable, ValueError):
            continue
    return None


def _ways(window: Window) -> Iterator[str]:
    lasting = window.precision if window.precision in {"rolling", "until_spent", "order_only"} else ""
    if lasting:
        yield lasting
    hour = f"T{window.hour}" if window.hour else ""
    if not hour:
        yield from (f"{lasting} {start}".strip() for start in _edges(window.from_))
    for start in _edges(window.from_):
        for end in _edges(window.to):
            yield f"{lasting} {start}..{end}{hour}".strip()


def _edges(day: Any) -> list[str]:
    if day is None:
        return [""]
    month = f"{day:%Y-%m}"
    return [f"{day:%Y-%m-%d}", month, *(f"{month}/{part}" for part in ("early", "mid", "late"))]


def _head_of(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line
