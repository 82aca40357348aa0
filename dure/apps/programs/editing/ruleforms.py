"""Rules as forms, made from the registry: the sentence of each kind, and a field for each of its parameters."""

from dure.apps.programs.editing import vocabulary as words
from dure.apps.programs.editing.fields import Document, Field, Fields, Listing, Options, Row
from dure.apps.programs.rules.kinds import KINDS, Parameter

_NUMBERS = {"number", "percent", "won"}
_HINTS = {"percent": "퍼센트를 숫자로 적어요. 예: 20", "won": "원 단위 숫자로 적어요."}


def rule_label(kind: str) -> str:
    """A rule by name, in words."""
    known = KINDS.get(kind)
    return known.label.removesuffix(".") if known else kind


def kinds() -> Options:
    """Every rule of the registry."""
    return tuple((kind, rule_label(kind)) for kind in KINDS)


def rule_fields(row: Row, document: Document) -> Fields:
    """The parameters of a rule, then the words it rests on."""
    known = KINDS.get(row.get("rule", ""))
    clause = Field("clause", "공고문이나 지침의 문장", hint="이 문장이 신청자에게 그대로 보여요.", optional=True)
    source = Field("stated_by", "어디에서 왔나요", "choice", words.SOURCES, width="m")
    return (*(_field(parameter) for parameter in (known.parameters if known else ())), clause, source)


def _field(given: Parameter) -> Field:
    """Keys are checked off; what has one value is chosen or typed."""
    kind, width = "text", "full"
    if given.kind in _NUMBERS:
        kind, width = "number", "s"
    elif given.kind == "flag":
        kind = "flag"
    elif given.kind == "date":
        kind, width = "date", "m"
    elif given.choices:
        kind, width = ("many", "full") if given.kind == "keys" and given.name not in words.SINGLE_KEYS else ("choice", "m")
    elif given.kind == "keys":
        kind = "keys"
    hint = given.hint or _HINTS.get(given.kind, "쉼표로 나누어 적어요." if kind == "keys" else "")
    return Field(
        f"with_{given.name}",
        given.label,
        kind,
        given.choices,
        hint,
        width,
        not given.required or kind in {"keys", "flag"},
        ("parameters", given.name),
    )


def rule(kind: str) -> Row:
    """A new rule, its parameters still open."""
    return {"rule": kind, "parameters": {}, "clause": "", "stated_by": "source"}


def listing() -> Listing:
    """The rules of a program."""
    return Listing(
        "rules", "규칙", ("life", "rules"), rule_fields, rule, lambda row: rule_label(row.get("rule", "")), kinds=kinds(), kind_field="rule"
    )
