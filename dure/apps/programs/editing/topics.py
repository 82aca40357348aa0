"""The topics of a definition, one page each, in the order in which one thinks of a program."""

from dataclasses import replace
from typing import Any

from dure.apps.people import facade as people
from dure.apps.programs.editing import paying, questions, ruleforms, stages, variants
from dure.apps.programs.editing import vocabulary as words
from dure.apps.programs.editing.fields import Document, Field, Listing, Row, Topic
from dure.platform.catalog import paperwork, schema
from dure.platform.catalog.reader import plain

_SHEET = ("life", "score_sheet")


def _criterion(kind: str) -> Row:
    return plain(paperwork.Criterion(key="", title="", points=0)) | {"points": None}


def _clause(kind: str) -> Row:
    return {"title": "", "text": ""}


def _titled(row: Row) -> str:
    return row.get("title") or ""


def _criterion_fields(row: Row, document: Document) -> tuple[Field, ...]:
    levels = Field("levels", "수준별 설명", "lines", hint="낮은 쪽부터 다섯 줄을 적어요. 적지 않으면 점수만 매겨요.", optional=True)
    title, points = Field("title", "항목", width="m"), Field("points", "배점", "number", width="s")
    least = Field("least", "과락 점수", "number", width="s", optional=True, hint="이보다 낮으면 총점과 상관없이 떨어져요.")
    return title, points, Field("hint", "무엇을 보나요", optional=True), levels, least


def _document_fields(row: Row, document: Document) -> tuple[Field, ...]:
    return (
        Field("title", "서류 이름"),
        Field("hint", "도움말", optional=True),
        Field("required", "꼭 내야 해요", "flag"),
        Field("kind", "서류함의 서류로 낼 수 있다면", "choice", _paper_kinds(), width="l", optional=True),
        Field("within_days", "발급한 지 며칠 안의 것", "number", width="s", optional=True),
        Field("stated_by", "어디에서 왔나요", "choice", words.SOURCES, width="m"),
    )


def _paper_kinds() -> tuple[tuple[str, str], ...]:
    return tuple((key, kind.title) for key, kind in people.paper_kinds().items())


def _variant_fields(row: Row, document: Document) -> tuple[Field, ...]:
    return (
        Field("title", "이름"),
        Field("target", "누구를 위한 것인가요", optional=True),
        Field("caps", "한 곳이 받는 금액", "amounts", hint="한 줄에 하나씩. 예: 최대 5천만원", optional=True),
        Field("awards", "몇 곳", "count", hint="예: 10개 내외", width="m", optional=True),
    )


def _variant(kind: str) -> Row:
    said = plain(schema.Variant(key="", title=""))
    return {name: value for name, value in said.items() if name != "life_changes"}


def _variants(name: str, noun: str, prefix: str) -> Listing:
    return Listing(name, noun, (name,), _variant_fields, _variant, _titled, prefix=prefix, pages="variant")


def _amounts(name: str, noun: str, label: str) -> Listing:
    return Listing(name, noun, (name,), lambda row, document: (
        Field("text", label, hint="예: 최대 1,000만원", width="l"), Field("per", "무엇마다", "choice", words.PER, width="m", optional=True),
    ), lambda kind: {"text": "", "per": "case"}, lambda row: row.get("text") or "")  # fmt: skip


_OWN_SHARES = Listing("own_share", "자부담", ("own_share",), lambda row, document: (
    Field("min", "적어도 몇 %", "number", width="s"), Field("max", "많게는 몇 %", "number", width="s", optional=True),
    Field("base", "무엇의 비율인가요", "choice", words.BASES, width="m"), Field("text", "공고문의 말", width="l", optional=True),
), lambda kind: {"min": None, "max": None, "base": "total", "text": ""}, lambda row: row.get("text") or "")  # fmt: skip

_MORE_MONEY = (
    _amounts("fees", "쓰는 값", "금액"),
    Listing("rates", "비율", ("rates",), lambda row, document: (
        Field("percent", "몇 %", width="s"), Field("of", "무엇의 비율인가요", width="m"), Field("text", "공고문의 말", width="l", optional=True),
    ), lambda kind: {"percent": "", "of": "", "text": ""}, lambda row: row.get("text") or ""),
    Listing("counts", "그 밖의 수", ("counts",), lambda row, document: (Field("text", "공고문의 말", hint="예: 운영사 3개, 참여기업 50개", width="l"),),
            lambda kind: {"text": ""}, lambda row: row.get("text") or ""),
)  # fmt: skip


def _sheet_lines(name: str, noun: str, prefix: str) -> Listing:
    return Listing(name, noun, (*_SHEET, name), _criterion_fields, _criterion, _titled, prefix=prefix)


BASICS = Topic("basics", "기본 정보", "사업 목록과 공고 화면에 그대로 보이는 내용이에요.", (
    Field("title", "사업 이름"),
    Field("slug", "주소에 쓸 영문 이름", hint="두 낱말 이상을 -로 이어요. 예: winter-kimchi-sharing. 한 번 반영하면 바꿀 수 없어요.", width="l"),
    Field("field", "분야", "choice", words.FIELDS, width="m"),
    Field("target", "지원 대상", optional=True),
    Field("support", "지원하는 것", "many", words.SUPPORT),
    Field("summary", "한두 문장 소개", "long", optional=True),
    Field("conditions", "알아둘 것", "lines", hint="한 줄에 하나씩 적어요.", optional=True),
    Field("organizer", "주최", width="l"),
    Field("team", "맡은 팀", "choice", width="m", optional=True),
    Field("order", "목록에서 몇 번째인가요", "number", width="s"),
    Field("follows", "지난 어느 사업을 이어서 하나요", "choice", hint="지난 일정으로 올해를 미리 짐작하는 데 써요.", width="l", optional=True),
    Field("topics", "공모 주제나 과목", "lines", hint="한 줄에 하나씩 적어요.", optional=True),
    Field("shared_with", "일정을 함께 쓰는 사업", "keys", hint="공고나 접수를 함께 하는 사업이에요.", optional=True),
    Field("source", "이 내용의 출처", hint="예: 2027년 사업계획 12쪽"),
    Field("source_field", "자료에서 어느 제목 아래 있나요", hint="예산의 어느 항목에 드는지도 이 제목으로 정해요. 비우면 분야예요.", optional=True),
    Field("notes", "자료를 옮기면서 적어 둔 것", "lines", hint="사업 화면에 함께 보여요. 한 줄에 하나씩 적어요.", optional=True),
    Field("lost", "자료에 있지만 옮기지 못한 것", "lines", hint="예: 공간 사진, 추진일정 막대", optional=True),
    Field("life_notes", "자료에 없어 센터가 보탠 것", "lines", hint="예: 1차 70%, 2차 30%의 비율은 자료에 없어요.", optional=True,
          place=("life", "notes")),
), (
    Listing("contacts", "문의처", ("contacts",), lambda row, document: (
        Field("team", "팀", width="m"), Field("telephone", "전화", width="m", optional=True),
    ), lambda kind: {"team": "", "telephone": ""}, lambda row: row.get("team") or ""),
))  # fmt: skip
MONEY = Topic("money", "금액과 자부담", "금액은 공고문의 말 그대로 적어요. 예: 최대 5천만원, 3,000만원 내외", (
    Field("budget", "전체 예산", "amount", width="l", optional=True),
    Field("awards", "몇 곳을 지원하나요", "count", hint="예: 10개 내외", width="m", optional=True),
), (
    _amounts("caps", "한 곳이 받는 금액", "금액"), _OWN_SHARES, *_MORE_MONEY,
))  # fmt: skip
VARIANTS = Topic("variants", "유형과 단계 구분", "금액이나 대상이 다른 유형, 또는 수행기관을 먼저 뽑는 두 단계 사업일 때만 적어요.", (), (
    _variants("tracks", "유형", "t"), _variants("parts", "단계 구분", "p"),
))  # fmt: skip
STAGES = Topic(
    "stages", "단계와 일정", "공고부터 정산까지 신청 한 건이 지나는 차례예요. 날짜를 모르면 아는 만큼만 적어요.", (), (stages.lived(),)
)
SHOWN = Topic(
    "shown",
    "추진일정표의 단계",
    "비워 두면 ‘단계와 일정’이 그대로 보여요. 자료의 일정표가 다를 때만 따로 적어요.",
    (Field("hides_stages", "추진일정표에는 이 사업의 단계를 싣지 않아요", "flag"),),
    (stages.shown(),),
)
QUESTIONS = Topic("questions", "신청 문항", "신청서는 쪽으로 나뉘어요. 한 쪽에 한 주제만 물어요.", (
    Field("asks_partners", "함께하는 조직을 적게 해요", "flag", place=("life", "asks_partners")),
    Field("partners_sign", "함께하는 조직도 저마다 쓰고 서명해요", "flag", place=("life", "partners_sign")),
    Field("partners_without_account", "함께하는 조직이 가입하지 않고도 전자우편으로 받은 주소에서 쓰고 서명할 수 있어요", "flag",
          place=("life", "partners_without_account")),
), (questions.pages("application"),))  # fmt: skip
DOCUMENTS = Topic("documents", "서류", "신청할 때 내는 서류예요. 유효한 서류를 이미 낸 조직에는 다시 묻지 않아요.", (), (
    Listing("documents", "서류", ("life", "documents"), _document_fields, lambda kind: plain(paperwork.Document(key="", title="")), _titled, prefix="d"),
))  # fmt: skip
RULES = Topic("rules", "자격 규칙", "누가 신청할 수 있는지예요. 모르는 사실 때문에 거절되는 사람은 없어요.", (
    Field("ruleset", "따르는 법령의 요건", "choice", hint="법령이 바뀌면 공고일에 맞는 요건으로 판단해요.", width="l", optional=True),
    Field("limits_overlaps", "다른 사업과 함께 지원받는 것을 정해요(중복지원)", "flag", place=("overlaps", "applies")),
    Field("forbidden_with", "함께 지원받을 수 없는 사업", "keys", hint="고르지 않으면 다른 모든 사업이에요.", optional=True,
          place=("overlaps", "forbidden_with")),
    Field("allowed_with", "그래도 함께 지원받을 수 있는 사업", "keys", optional=True, place=("overlaps", "allowed_with")),
    Field("same_year", "같은 해에 지원받은 것만 따져요", "flag", place=("overlaps", "same_year")),
    Field("overlaps_clause", "중복지원을 정한 공고문의 문장", optional=True, place=("overlaps", "clause")),
), (ruleforms.listing(),))  # fmt: skip
SCORE = Topic("score", "심사표", "배점의 합이 100점이어야 해요. 심사가 없는 사업은 비워 두세요.", (
    Field("threshold", "선정에 필요한 평균 점수", "number", width="s", optional=True, place=(*_SHEET, "threshold")),
    Field("quorum", "심사위원 몇 명이 매겨야 하나요", "number", width="s", optional=True, place=(*_SHEET, "quorum")),
    Field("trimmed", "가장 높은 점수와 낮은 점수를 빼고 평균을 내요", "flag", place=(*_SHEET, "trimmed")),
    Field("blind", "신청 조직의 이름을 가리고 심사해요", "flag", place=(*_SHEET, "blind")),
    Field("ties", "평균이 같으면 차례로 볼 것", "ties", optional=True, place=(*_SHEET, "ties"),
          hint="한 줄에 하나씩, 심사 항목의 이름이나 ‘접수 번호’, ‘추첨’을 적어요. 비우면 배점이 가장 큰 항목, 그다음 접수 번호예요."),
    Field("outlier_points", "몇 점 넘게 벗어난 심사표를 알려 줄까요", "number", width="s", optional=True, place=(*_SHEET, "outlier_points")),
    Field("challenge_days", "심사위원 기피를 받는 날수", "number", width="s", optional=True, place=(*_SHEET, "challenge_days"),
          hint="비우면 심사위원을 미리 알리지 않아요."),
    Field("objection_days", "이의신청을 받는 날수", "number", width="s", optional=True, place=(*_SHEET, "objection_days")),
), (_sheet_lines("criteria", "심사 항목", "c"), _sheet_lines("bonus", "가점", "b")))  # fmt: skip
CLAUSES = Topic("clauses", "협약 조문", "협약서에 차례대로 실려요. 합니다체로 적어요.", (), (
    Listing("clauses", "조문", ("life", "agreement_terms"), lambda row, document: (
        Field("title", "제목", width="l"), Field("text", "내용", "long"), paying.DUTIES,
    ), _clause, _titled),
))  # fmt: skip
REPORTS = Topic("reports", "보고 양식", "보고마다 묻는 것이에요. 양식을 더하면 그 안에 쪽을 만들어요.", (), (
    Listing("reports", "보고 양식", ("life", "report_forms"), lambda row, document: (Field("title", "제목", width="l"),),
            lambda kind: {"which": kind, "title": dict(words.REPORTS)[kind] + "서", "sections": []}, _titled,
            kinds=words.REPORTS, kind_field="which", pages="report"),
))  # fmt: skip
FOLLOW_UP = Topic("follow_up", "사후 조사", "사업이 끝나고 몇 달 뒤에 묻는 것이에요. 묻지 않으면 비워 두세요.", (
    Field("months", "끝나고 몇 달 뒤에 묻나요", "numbers", hint="쉼표로 나누어요. 예: 6, 12, 24", width="m", optional=True,
          place=("life", "follow_up", "months")),
    Field("days", "며칠 안에 답하나요", "number", width="s", optional=True, place=("life", "follow_up", "days")),
), (questions.pages("follow_up"),))  # fmt: skip
SPENDING = Topic("spending", "비목과 교부", "예산표의 비목과, 돈을 어떻게 주고 정산하는지예요.", (
    Field("asks_budget", "신청할 때 예산표를 쓰게 해요", "flag", place=("life", "asks_budget")),
    Field("legal_basis", "재원", "choice", words.LEGAL_BASES, width="m", place=("life", "legal_basis")),
    *paying.MODE,
    Field("settled_by_ratio", "정산할 때 보조금과 자부담의 비율을 지켜요", "flag", place=("life", "settled_by_ratio")),
    Field("return_share", "남은 돈을 돌려받아요", "flag", place=("life", "return_share")),
    Field("retention_years", "선정된 조직의 서류를 몇 해 보관하나요", "number", width="s", place=("life", "retention_years")),
    Field("unselected_years", "선정되지 않은 신청을 몇 해 보관하나요", "number", width="s", place=("life", "unselected_years")),
), (
    Listing("categories", "비목", ("life", "budget_categories"), lambda row, document: (
        Field("title", "비목 이름", width="m"), Field("most_percent", "많아도 몇 %", "number", width="s", optional=True),
        Field("of", "무엇의 비율인가요", "choice", words.BASES[:2], width="m"), Field("hint", "도움말", optional=True),
        Field("evidence", "필요한 증빙", "many", words.EVIDENCE, optional=True),
    ), lambda kind: plain(paperwork.Category(key="", title="")), _titled, prefix="m"),
))  # fmt: skip
PRECHECK = Topic(
    "precheck", "사전진단 서식", "사전진단 단계가 있는 사업에서, 담당자나 신청 조직이 사전진단 때 답하는 문항이에요. 없으면 비워 두세요.", (),
    (questions.pages("precheck"),),
)  # fmt: skip
TOPICS = (BASICS, MONEY, VARIANTS, STAGES, QUESTIONS, DOCUMENTS, RULES, SCORE, CLAUSES, REPORTS, SPENDING, FOLLOW_UP, PRECHECK, SHOWN)
_BY_KEY = {topic.key: topic for topic in TOPICS}


def topic_of(key: str, document: Document) -> Topic | None:
    """A topic by its key; "application:s1" is a page of the application, "final:s2" one of the final report, "final" that report's pages.

    "t1~own" is the page of a track or part, "t1~score" a topic that it has for itself.
    """
    variant, inner = variants.split(key)
    if variant:
        return _topic_of_variant(variant, inner, document)
    scope, _, section = key.partition(":")
    if section:
        return questions.page_topic(scope, section, document)
    if scope in dict(words.REPORTS):
        return _report_topic(scope, document)
    return _BY_KEY.get(key)


def _topic_of_variant(variant: str, inner: str, document: Document) -> Topic | None:
    if inner == "own":
        return variants.own_page(variant, document, money=(_OWN_SHARES, *_MORE_MONEY), rules=ruleforms.listing)
    if variants.topic_above(inner) not in variants.owned(variant, document):
        return None
    found = topic_of(inner, variants.seen_as(variant, document))
    if found is None:
        return None
    fields = tuple(field for field in found.fields if field.path[0] == "life")
    return replace(found, key=f"{variant}~{found.key}", title=f"{found.title} ({variants.title_of(variant, document)})", fields=fields)


def own_topics(variant: str, document: Document) -> list[Topic]:
    """The page of a track or part, its own topics, and their pages of questions."""
    seen = variants.seen_as(variant, document)
    chosen = variants.owned(variant, document)
    inner = ["own", *chosen, *(topic.key for topic in section_topics(seen) if variants.topic_above(topic.key) in chosen)]
    found = (_topic_of_variant(variant, key, document) for key in inner)
    return [topic for topic in found if topic is not None]


def _report_topic(which: str, document: Document) -> Topic | None:
    forms: list[dict[str, Any]] = (document.get("life") or {}).get("report_forms") or []
    if not any(form["which"] == which for form in forms):
        return None
    return Topic(which, f"{dict(words.REPORTS)[which]} 양식", "보고서도 쪽으로 나뉘어요.", (), (questions.pages(which),))


def section_topics(document: Document) -> list[Topic]:
    """Every page of questions in the document, those of the reports and of the survey afterwards too."""
    life: dict[str, Any] = document.get("life") or {}
    places = [("application", page["key"]) for page in life.get("sections") or ()]
    places += [("precheck", page["key"]) for page in life.get("precheck_sections") or ()]
    places += [(form["which"], page["key"]) for form in life.get("report_forms") or () for page in form["sections"]]
    places += [("follow_up", page["key"]) for page in (life.get("follow_up") or {}).get("sections") or ()]
    found = (questions.page_topic(scope, key, document) for scope, key in places)
    return [topic for topic in found if topic is not None]
