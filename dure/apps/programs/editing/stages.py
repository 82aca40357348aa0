"""Rows of stages: which fields a stage of each kind has."""

from dure.apps.programs.editing import paying
from dure.apps.programs.editing import vocabulary as words
from dure.apps.programs.editing.fields import Document, Field, Fields, Listing, Options, Row
from dure.apps.programs.words import StageKind
from dure.platform.catalog.definition import label_of
from dure.platform.catalog.reader import plain
from dure.platform.catalog.schema import Stage

_JUDGED = {"intake", "precheck", "screening", "review", "selection", "site_check"}
_RUN = {"precheck", "screening", "review", "selection", "agreement", "disbursement", "report", "site_check", "settlement", "showcase"}
"""Stages that begin for each case on a day of its own, from which its days are counted."""
_MODES = {"review": ("paper", "interview"), "screening": ("desk", "visit"), "precheck": ("desk", "visit"), "site_check": ("desk", "visit")}
_REPORTS = dict(words.REPORTS)
_ONLY_IF_SAID = Stage._only_if_said - {"key", "stated_by"}


def stage(kind: str) -> Row:
    """A new stage with its place in the order and no days yet."""
    new = plain(Stage(kind=kind, which="final" if kind == "report" else ""))
    return {**new, "key": "", "order": 0, "label": "", "stated_by": "dure"}


def lived_fields(row: Row, document: Document) -> Fields:
    """What one says of a stage that a case goes through."""
    return _fields(row, document)


def shown_fields(row: Row, document: Document) -> Fields:
    """What one says of a stage of the timetable: also the words of its cell."""
    cell = Field("cell", "일정표 칸에 적힌 말", optional=True)
    who = Field("who", "누구의 단계인가요", hint="예: 참여기업", width="m", optional=True)
    again = Field("round", "몇 차 모집의 단계인가요", "number", width="s", optional=True)
    turn = () if row.get("kind") == "disbursement" else (Field("turn", "몇 번째인가요", "number", width="s", optional=True),)
    return (*_fields(row, document), cell, who, again, *turn)


def _fields(row: Row, document: Document) -> Fields:
    kind = row.get("kind", "")
    found = [
        Field("window", "언제", "window"),
        Field("label", "부르는 이름", hint=f"비우면 ‘{default_label(row)}’예요.", width="m", optional=True),
    ]
    if kind == "report":
        found.append(Field("which", "어떤 보고", "choice", words.REPORTS, width="m"))
    if kind == "disbursement":
        found.append(Field("turn", "몇 번째 교부", "number", width="s"))
        found += paying.gates()
    if kind in _MODES:
        found.append(
            Field("mode", "방법", "choice", tuple(mode for mode in words.MODES if mode[0] in _MODES[kind]), width="m", optional=True)
        )
    if kind in _RUN:
        found.append(
            Field("due_days", "시작하고 며칠 안에 마치나요", "number", width="s", hint="비우면 정해진 기한이 없어요.", optional=True)
        )
    if kind in _JUDGED:
        found.append(Field("tier", "누가 하나요", "choice", words.TIERS, width="m", optional=True))
    for name, noun, listing in (("track", "유형", "tracks"), ("part", "단계 구분", "parts")):
        if options := variants(document, listing):
            found.append(Field(name, f"{noun}에만 있는 단계라면", "choice", options, width="m", optional=True))
    return tuple(found)


def tidied(row: Row) -> None:
    """What says nothing is not written down."""
    for name in _ONLY_IF_SAID:
        if row.get(name) in (None, "", []):
            row.pop(name, None)


def variants(document: Document, listing: str) -> Options:
    """Tracks or parts as choices."""
    return tuple((row["key"], row["title"] or row["key"]) for row in document.get(listing) or ())


def default_label(row: Row) -> str:
    """What a stage is called when nobody calls it otherwise."""
    known = StageKind(row["kind"]).label
    if row["kind"] == "report" and row.get("which") not in _REPORTS:
        return known
    said_turn = row.get("turn")
    turn = said_turn if isinstance(said_turn, int) else 1
    return label_of(Stage.model_construct(kind=row["kind"], label="", which=row.get("which") or "", turn=turn, tier=row.get("tier") or ""))


def said(row: Row) -> str:
    """A stage in its title."""
    kind = StageKind(row["kind"]).label
    return kind if row.get("label") in {"", None, kind} else f"{kind} · {row['label']}"


def lived() -> Listing:
    """The stages that a case goes through."""
    return Listing(
        "stages", "단계", ("life", "stages"), lived_fields, stage, said, prefix="stage", kinds=words.STAGE_KINDS, several=True,
        hint="한 번에 여럿을 고를 수 있어요. 고른 차례대로가 아니라 아래 차례대로 붙어요.",
    )  # fmt: skip


def shown() -> Listing:
    """The stages of the timetable, where they differ."""
    return Listing("shown", "단계", ("stages",), shown_fields, stage, said, prefix="stage", kinds=words.STAGE_KINDS, several=True)
