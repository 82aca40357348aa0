"""Pages of questions: the sections of the application and of the reports."""

from collections.abc import Iterable
from typing import Any

from dure.apps.programs.editing import vocabulary as words
from dure.apps.programs.editing.fields import Document, Field, Fields, Listing, Options, Row, Topic, look
from dure.platform.catalog.paperwork import Question, Section
from dure.platform.catalog.reader import plain

_WITH_CHOICES = {"choice", "choices"}
_WITH_LENGTH = {"text", "long_text"}
_WITH_BOUNDS = {"number", "money", "table", "choices"}
_KINDS_ASKED_ABOUT = {"choice", "choices", "yes_no"}
YES_NO: Options = (("yes", "예"), ("no", "아니오"))


def question_fields(row: Row, document: Document) -> Fields:
    """What one says of a question of this kind."""
    kind = row.get("kind", "")
    fields = [
        Field("label", "묻는 말", hint="문장으로 물어요. 예: 왜 필요한 사업인가요?"),
        Field("hint", "도움말", optional=True),
        Field("required", "꼭 답해야 해요", "flag"),
    ]
    if kind in _WITH_CHOICES:
        fields.append(Field("choices", "고를 답", "answers", hint="한 줄에 하나씩 적어요."))
    if kind in _WITH_LENGTH:
        fields.append(Field("longest", "가장 긴 글자 수", "number", width="s", optional=True))
    if kind in _WITH_BOUNDS:
        fields += [Field(name, label, "number", width="s", optional=True) for name, label in (("least", "적어도"), ("most", "많아도"))]
    fields += [field for field, kinds in _MORE if kind in kinds]
    hint = "앞에 있는 문항에 이렇게 답한 때만 보여요. 답이 여럿이면 쉼표로 나누어요."
    fields.append(Field("shown_when", "이 문항이 보이는 때", "condition", may_be_asked_about(document), hint, optional=True))
    return tuple(fields)


_MORE = (
    (
        Field(
            "columns",
            "표의 칸",
            "columns",
            hint="한 줄에 하나씩, ‘이름: 종류’로 적어요. 종류는 글, 수, 금액(원), 날짜, 하나 고르기예요. 고를 답은 대괄호에 적어요: 하나 고르기 [서울, 그 밖]",
        ),
        {"table"},
    ),
    (Field("fact", "가져올 조직 정보", "choice", words.PARTY_FACTS, width="l"), {"party_fact"}),
    (
        Field(
            "fact", "다음 신청서로 이어 갈 답", "choice", hint="같은 것을 고른 문항은 전에 한 답으로 채워져요.", width="l", optional=True
        ),
        {"text", "long_text", "number", "money", "date", "choice", "choices", "yes_no", "people", "table"},
    ),
    (Field("text", "동의하는 내용", "long"), {"consent"}),
)


def question(kind: str) -> Row:
    """A new question."""
    return plain(Question.model_construct(key="", label="", kind=kind))  # type: ignore[arg-type]


def section(kind: str) -> Row:
    """A new page of questions."""
    return plain(Section(key="", title="", questions=()))


def precheck_section(kind: str) -> Row:
    """A new page of the precheck: whoever prechecks fills it in."""
    return plain(Section(key="", title="", questions=(), filled_by="staff"))


def questions_of(document: Document) -> list[Row]:
    """Every question of the application and of the precheck, in order."""
    pages = [page for name in ("sections", "precheck_sections") for page in look(document, ("life", name)) or []]
    return [asked for page in pages for asked in page["questions"]]


def answers_of(asked: Row) -> Options:
    """The answers one can give to a question, as keys and words."""
    return YES_NO if asked.get("kind") == "yes_no" else tuple((key, label) for key, label in asked.get("choices") or ())


def may_be_asked_about(document: Document) -> Options:
    """Questions on whose answer another may depend."""
    return tuple((asked["key"], asked["label"] or asked["key"]) for asked in questions_of(document) if asked["kind"] in _KINDS_ASKED_ABOUT)


def sections_of(scope: str) -> tuple[str, ...]:
    """Where the pages stand: of the application, of the precheck, of a report, or of the survey afterwards."""
    if scope in {"application", "precheck"}:
        return ("life", "sections" if scope == "application" else "precheck_sections")
    return ("life", "follow_up", "sections") if scope == "follow_up" else ("life", "report_forms", f"#{scope}", "sections")


_LAST_TIES: Options = (("receipt", "접수 번호"), ("draw", "추첨"))


def _tie_words(document: Document) -> dict[str, str]:
    sheet = look(document, ("life", "score_sheet")) or {}
    return dict([*((row["key"], row["title"]) for row in (*sheet.get("criteria", ()), *sheet.get("bonus", ()))), *_LAST_TIES])


def keys_of_ties(lines: list[str], document: Document) -> list[str]:
    """What is looked at in turn where the means are equal; a line that names nothing stays as it was typed."""
    by_word = {word: key for key, word in _tie_words(document).items()}
    return [by_word.get(line, line) for line in lines]


def words_of_ties(keys: Iterable[str], document: Document) -> list[str]:
    """The same in words."""
    known = _tie_words(document)
    return [known.get(key, key) for key in keys]


def pages(scope: str, noun: str = "쪽") -> Listing:
    """The list of pages of one form."""

    def fields(row: Row, document: Document) -> Fields:
        said = (Field("title", "쪽 제목", hint="예: 사업 계획"), Field("hint", "쪽 머리의 도움말", optional=True))
        if scope == "precheck":
            return (*said, Field("filled_by", "누가 쓰나요", "choice", words.PRECHECKED_BY, width="m"))
        asks_partners = scope == "application" and document["life"].get("asks_partners")
        return (*said, Field("filled_by", "누가 쓰나요", "choice", words.FILLED_BY, width="m", optional=True)) if asks_partners else said

    place, blank = sections_of(scope), precheck_section if scope == "precheck" else section
    return Listing("sections", noun, place, fields, blank, lambda row: row.get("title") or "", prefix="s", pages=scope)


def page_topic(scope: str, key: str, document: Document) -> Topic | None:
    """The page of one section: its questions."""
    place = (*sections_of(scope), f"#{key}")
    found: Any = look(document, place)
    if found is None:
        return None
    listing = Listing(
        name="questions", noun="문항", place=(*place, "questions"), prefix="q", kinds=words.QUESTION_KINDS, fields=question_fields, blank=question,
        said=lambda row: row.get("label") or "",
    )  # fmt: skip
    title = found["title"] or "제목 없는 쪽"
    return Topic(
        f"{scope}:{key}", f"문항: {title}", "한 쪽에 한 주제만 물어요. 조직 정보에 이미 있는 것은 묻지 않아요.", (), (listing,), key
    )
