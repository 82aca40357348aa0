"""Everything that keeps a draft from becoming a version, by the schema of the catalog's files and by reading its terms; each problem with its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from dure.apps.programs.editing import paying, topics, variants
from dure.apps.programs.editing.fields import Document, Field, Listing, Row, Topic, look
from dure.apps.programs.editing.questions import answers_of, questions_of
from dure.apps.programs.editing.shaping import finished, without_working_names
from dure.apps.programs.reading import read_terms
from dure.kernel.korean import with_particle
from dure.platform.catalog.faults import ANYTHING, Surroundings, faults_of, slug_faults, stage_faults
from dure.platform.catalog.schema import Life, Program


@dataclass(frozen=True, slots=True)
class Trouble:
    """One sentence, the topic whose page fixes it, and the field there."""

    topic: str
    sentence: str
    anchor: str = ""

    @property
    def short(self) -> str:
        """What stands beside the field itself, which names its row already."""
        _, mark, after = self.sentence.rpartition("‘")
        return f"‘{after}" if mark else self.sentence


_NOT_OF_THE_FILE = frozenset({"schema", "life", "life_name", "life_of", "rulesets"})
"""What the catalog has already read into the document; a file says it by name."""
_UNREADABLE = "읽을 수 없는 말"
_WORDS = {
    "missing": "적어 주세요.",
    "int_parsing": "숫자로 적어 주세요.",
    "int_type": "숫자를 적어 주세요.",
    "literal_error": "골라 주세요.",
    "model_type": "금액이나 수로 읽을 수 없어요. 예: 최대 5천만원",
    "date_from_datetime_parsing": "날짜를 다시 적어 주세요. 예: 2027-03-15",
    "date_parsing": "날짜를 다시 적어 주세요. 예: 2027-03-15",
}
_BOUNDS = (("gt", "{}보다 큰 수로 적어 주세요."), ("ge", "{} 이상인 수로 적어 주세요."), ("le", "{} 이하인 수로 적어 주세요."),
           ("max_length", "{}자까지 적을 수 있어요."), ("min_length", "{}개 이상 적어 주세요."))  # fmt: skip


def troubles(draft: Document, around: Surroundings = ANYTHING) -> list[Trouble]:
    """All of them, in the order of the topics; those of tracks and parts with their names."""
    found = [*_blank_fields(draft), *_schema(draft, around), *_between(draft)]
    for _, _, row in variants.variants(draft):
        found += _of_variant(row["key"], draft)
    if not found:
        found += _terms(draft, around)
    order = [topic.key for topic in topics.TOPICS]
    told: dict[tuple[str, str], Trouble] = {}
    for one in found:
        if not any(topic == one.topic and one.anchor and anchor.startswith(f"{one.anchor}-") for topic, anchor in told):
            told.setdefault((one.topic, one.anchor or one.sentence), one)
    return sorted(
        told.values(), key=lambda one: order.index("variants" if variants.split(one.topic)[0] else variants.topic_above(one.topic))
    )


def _of_variant(key: str, draft: Document) -> Iterator[Trouble]:
    """What is wrong on the pages that a track or part has for itself."""
    seen, chosen = variants.seen_as(key, draft), variants.owned(key, draft)
    for trouble in (*_blank_fields(seen), *_life(seen), *_between(seen)) if chosen else ():
        if variants.topic_above(trouble.topic) in chosen:
            yield Trouble(f"{key}~{trouble.topic}", f"{variants.title_of(key, draft)} · {trouble.sentence}", trouble.anchor)
    own = topics.topic_of(f"{key}~own", draft)
    if own is not None:
        yield from _blank_rows(own, draft)


def _blank_fields(draft: Document) -> Iterator[Trouble]:
    """What must be said and was left empty."""
    for topic in (*topics.TOPICS, *topics.section_topics(draft)):
        for field in topic.fields:
            if _is_open(field, look(draft, field.path)):
                yield Trouble(topic.key, f"{topic.title}: {_ask(field)}", field.name)
        yield from _blank_rows(topic, draft)


def _blank_rows(topic: Topic, draft: Document) -> Iterator[Trouble]:
    for listing in topic.listings:
        for number, row in enumerate(look(draft, listing.place) or []):
            yield from _blank_in_row(topic, listing, number, row, draft)


def _blank_in_row(topic: Topic, listing: Listing, number: int, row: Row, draft: Document) -> Iterator[Trouble]:
    for field in listing.fields(row, draft):
        where, anchor = _where(topic, listing, number, row), f"{listing.name}-{number}-{field.name}"
        if _is_open(field, look(row, field.path)):
            yield Trouble(topic.key, f"{where}: {_ask(field)}", anchor)
        if field.inner:
            for place, inside in enumerate(look(row, field.path) or []):
                for one in field.inner.fields:
                    if _is_open(one, inside.get(one.name)):
                        yield Trouble(topic.key, f"{where} {field.inner.noun}: {_ask(one)}", f"{anchor}-{place}-{one.name}")


def _is_open(field: Field, value: Any) -> bool:
    return not field.optional and field.kind not in {"flag", "window"} and value in (None, "", [])


def _ask(field: Field) -> str:
    verb = "골라 주세요." if field.kind in {"choice", "many"} else "적어 주세요."
    return f"‘{field.label}’{with_particle(field.label, '을').removeprefix(field.label)} {verb}"


def _where(topic: Topic, listing: Listing, number: int, row: Row) -> str:
    said = listing.said(row)
    return f"{topic.title} {number + 1}번째 {listing.noun}" + (f"({said})" if said else "")


def _schema(draft: Document, around: Surroundings) -> Iterator[Trouble]:
    """The very schema of the catalog's files, and what the catalog asks of a program beyond it."""
    facts = {name: value for name, value in without_working_names(draft).items() if name not in _NOT_OF_THE_FILE}
    facts["stages"] = [_stage(row) for row in draft["stages"]]
    faults = slug_faults(draft["slug"])
    try:
        faults = faults_of(Program.model_validate(facts), around)
    except ValidationError as invalid:
        yield from _errors(draft, invalid, ())
    for fault in faults:
        if draft["slug"] or fault.place != ("slug",):
            yield from _told(draft, fault.place, f"{fault.message}.")
    yield from _life(draft)


def _life(draft: Document) -> Iterator[Trouble]:
    """The life, and its stages beside the program's tracks and parts."""
    said = {**draft["life"], "stages": [_stage(row) for row in draft["life"]["stages"]]}
    try:
        life = Life.model_validate(said)
    except ValidationError as invalid:
        yield from _errors(draft, invalid, ("life",))
        return
    tracks, parts = ({row["key"] for row in draft.get(listing) or ()} for listing in ("tracks", "parts"))
    for fault in stage_faults(life.stages, tracks, parts):
        yield from _told(draft, ("life", *fault.place), f"{fault.message}.")


def _errors(draft: Document, invalid: ValidationError, start: tuple[Any, ...]) -> Iterator[Trouble]:
    for error in invalid.errors():
        if "문항의 조건" in error["msg"]:
            continue  # said with its page by _conditions
        bound = next((said.format(error["ctx"][name]) for name, said in _BOUNDS if name in error.get("ctx", ())), "")
        message = _WORDS.get(error["type"], bound or str(error["msg"]).removeprefix("Value error, "))
        yield from _told(draft, (*start, *error["loc"]), _WORDS["model_type"] if _UNREADABLE in message else message)


def _stage(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "order"}


def _told(draft: Document, place: tuple[Any, ...], message: str) -> Iterator[Trouble]:
    """A sentence about a place of the document, at its page and field."""
    place = tuple(step for step in place if not (isinstance(step, str) and step.startswith("function-")))
    own = (topics.topic_of(f"{row['key']}~own", draft) for _, _, row in variants.variants(draft))
    for topic in (*topics.section_topics(draft), *filter(None, own), *topics.TOPICS):
        for listing in topic.listings:
            if (rest := _within(draft, listing.place, place)) is not None:
                yield _told_of_row(draft, topic, listing, rest, message)
                return
        for field in topic.fields:
            if _within(draft, field.path, place) is not None:
                yield Trouble(topic.key, f"{topic.title}: ‘{field.label}’ {message}", field.name)
                return
    if place[:2] == ("life", "score_sheet"):
        yield Trouble("score", f"심사표: {message}")
    elif place[:2] == ("life", "follow_up"):
        yield Trouble("follow_up", f"사후 조사: {message}")
    elif place == ("life",):
        yield Trouble("stages", f"단계와 일정: {message}")
    else:
        yield Trouble("basics", f"기본 정보: {message}")


def _within(draft: Document, path: tuple[str, ...], place: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """What of a numbered place lies behind a path with keys."""
    thing: Any = draft
    for number, step in enumerate(path):
        if number >= len(place):
            return None
        here = place[number]
        if step.startswith("#"):
            if not isinstance(here, int) or here >= len(thing) or thing[here].get("key", thing[here].get("which")) != step[1:]:
                return None
            thing = thing[here]
        else:
            if step != here:
                return None
            thing = thing.get(step) if isinstance(thing, dict) else None
    return place[len(path) :]


def _told_of_row(draft: Document, topic: Topic, listing: Listing, rest: tuple[Any, ...], message: str) -> Trouble:
    if not rest or not isinstance(rest[0], int):
        return Trouble(topic.key, f"{topic.title}: {message}")
    number = rest[0]
    row = (look(draft, listing.place) or [])[number]
    for field in listing.fields(row, draft):
        if rest[1 : 1 + len(field.path)] == field.path:
            label, anchor = _inside(field, rest[1 + len(field.path) :])
            where = _where(topic, listing, number, row)
            return Trouble(topic.key, f"{where}: ‘{label}’ {message}", f"{listing.name}-{number}-{field.name}{anchor}")
    return Trouble(topic.key, f"{_where(topic, listing, number, row)}: {message}", f"{listing.name}-{number}")


def _inside(field: Field, rest: tuple[Any, ...]) -> tuple[str, str]:
    """The label of a field of rows inside a row, and where it stands there; the field itself where it has none."""
    named = {one.name: one for one in field.inner.fields} if field.inner else {}
    return (named[rest[1]].label, f"-{rest[0]}-{rest[1]}") if len(rest) > 1 and rest[1] in named else (field.label, "")


_LENGTHS = (("title", "사업 이름", 160), ("organizer", "주최", 120), ("source_field", "자료에서 어느 제목 아래 있나요", 80))


def _between(draft: Document) -> Iterator[Trouble]:
    """What only shows between fields."""
    if not draft["life"]["stages"] and not draft["stages"]:
        yield Trouble("stages", "단계와 일정: 단계를 하나 이상 더해 주세요. 예: 공고, 접수, 선정")
    for topic_key, rows in (("stages", draft["life"]["stages"]), ("shown", draft["stages"])):
        for number, row in enumerate(rows):
            yield from _stage_troubles(topic_key, number, row)
    for place, label, longest in _LENGTHS:
        if len(str(draft.get(place) or "")) > longest:
            yield Trouble("basics", f"기본 정보: ‘{label}’ {longest}자까지 적을 수 있어요.", place)
    for topic in topics.section_topics(draft):
        if not look(draft, topic.listings[0].place):
            yield Trouble(topic.key, f"{topic.title}: 문항을 하나 이상 더해 주세요.")
    yield from (Trouble(*said) for said in paying.contradictions(draft["life"]))
    yield from _conditions(draft)
    yield from _columns(draft)


def _columns(draft: Document) -> Iterator[Trouble]:
    """A column of a table that is chosen from answers has some."""
    for topic in topics.section_topics(draft):
        for number, asked in enumerate(look(draft, topic.listings[0].place) or []):
            for column in asked.get("columns") or ():
                if column["kind"] == "choice" and not column["choices"]:
                    sentence = f"문항 ‘{asked['label']}’: 표의 칸 ‘{column['label']}’에서 고를 답을 대괄호에 적어 주세요. 예: 지역: 하나 고르기 [서울, 그 밖]"
                    yield Trouble(topic.key, sentence, f"questions-{number}-columns")


def _stage_troubles(topic: str, number: int, row: Row) -> Iterator[Trouble]:
    title = next(one.title for one in topics.TOPICS if one.key == topic)
    name = "stages" if topic == "stages" else "shown"
    where = f"{title} {number + 1}번째 단계({row['label'] or row['kind']})"
    window = row["window"]
    if window["precision"] == "minute" and not window.get("hour"):
        yield Trouble(topic, f"{where}: 마감 시각을 적어 주세요. 예: 18:00", f"{name}-{number}-window")
    if window["precision"] in {"day", "month", "part_of_month", "minute"} and not (window.get("from") or window.get("to")):
        yield Trouble(topic, f"{where}: 날짜를 적거나 ‘차례만’을 골라 주세요.", f"{name}-{number}-window")
    if window.get("from") and window.get("to") and window["to"] < window["from"]:
        yield Trouble(topic, f"{where}: 끝나는 날이 시작하는 날보다 앞이에요. 날짜를 바꿔 주세요.", f"{name}-{number}-window")


def _conditions(draft: Document) -> Iterator[Trouble]:
    """A condition asks about an earlier question and names answers it has; whoever prechecks sees the questions of the precheck alone."""
    asked_first = [("application", page) for page in draft["life"]["sections"]]
    prechecks = [("precheck", page) for page in draft["life"].get("precheck_sections") or ()]
    yield from _looks_back([*asked_first, *(one for one in prechecks if one[1].get("filled_by") != "staff")])
    yield from _looks_back([one for one in prechecks if one[1].get("filled_by") == "staff"])
    keys = [asked["key"] for asked in questions_of(draft)]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Trouble("questions", f"신청 문항: 같은 키({key})를 쓰는 문항이 둘 있어요. 하나를 지우고 다시 더해 주세요.")


def _looks_back(pages: list[tuple[str, Row]]) -> Iterator[Trouble]:
    before: dict[str, Row] = {}
    for scope, page in pages:
        for number, asked in enumerate(page["questions"]):
            if condition := asked.get("shown_when"):
                known = {key for key, _ in answers_of(before.get(condition["question"], {}))}
                wrong = ""
                if condition["question"] not in before:
                    wrong = "보이는 때는 앞에 있는 문항으로만 정할 수 있어요."
                elif not condition["answers"] or set(condition["answers"]) - known:
                    wrong = "보이는 때에 적은 답을 그 문항의 답에서 골라 적어 주세요."
                if wrong:
                    yield Trouble(f"{scope}:{page['key']}", f"문항 ‘{asked['label']}’: {wrong}", f"questions-{number}-shown_when")
            before[asked["key"]] = asked


def _terms(draft: Document, around: Surroundings) -> Iterator[Trouble]:
    """The terms must be readable for every track and part, as rounds will read them."""
    named = {row["ruleset"] for row in (draft, *(row for _, _, row in variants.variants(draft))) if row.get("ruleset")}
    known: dict[str, Any] = {**{name: {"editions": ()} for name in named}, **(around.rulesets or {})}
    document = finished(draft, known)
    for track in ("", *(row["key"] for row in draft.get("tracks") or ())):
        for part in ("", *(row["key"] for row in draft.get("parts") or ())):
            try:
                read_terms(document, sha256="", track=track, part=part)
            except (KeyError, ValueError, TypeError) as unreadable:
                yield Trouble("basics", f"정의를 읽을 수 없어요({unreadable}). 방금 고친 곳을 살펴봐 주세요.")
                return
