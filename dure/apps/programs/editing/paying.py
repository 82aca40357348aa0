"""What is promised about money: what a payment waits for, by which days the articles of the agreement oblige to something, and how one claims."""

from collections.abc import Iterator

from dure.apps.programs.editing import vocabulary as words
from dure.apps.programs.editing.fields import Document, Field, Fields, Inner, Row
from dure.apps.programs.rules.members import COURSES
from dure.kernel.won import won_in_full
from dure.platform.catalog.paperwork import Duty
from dure.platform.catalog.reader import plain

_NO_DUTY = {name: value for name, value in plain(Duty.model_construct(key="", title="")).items() if name != "key"}


def gates() -> Fields:
    """What must be there before an instalment is paid; what is left empty is not asked."""
    return (
        Field("share", "교부 비율(%)", "number", width="s", hint="여러 번 나누면 합이 100이에요.", optional=True),
        Field("gate", "먼저 받아들여야 할 보고", "choice", words.REPORTS, width="m", optional=True),
        Field("spent_percent", "앞서 받은 돈을 몇 % 쓴 뒤", "number", width="s", hint="인정된 지출로 세요.", optional=True),
        Field("own_percent", "자부담을 몇 % 쓴 뒤", "number", width="s", hint="약속한 자부담에서 쓴 비율이에요.", optional=True),
        Field("trained", "먼저 마쳐야 할 교육", "choice", COURSES, width="m", optional=True),
        Field("papers", "먼저 내야 할 서류", "lines", hint="한 줄에 하나씩 적어요. 예: 이행보증보험증권", optional=True),
    )


def duty_words(row: Row) -> str:
    """정산 자료 제출 (끝나는 날부터 2개월 뒤)"""
    title = str(row.get("title") or "이름 없는 일")
    parts = [f"{row[name]}{unit}" for name, unit in (("months", "개월"), ("days", "일")) if row.get(name)]
    when = f"{dict(words.DUTY_DAYS).get(str(row.get('after')), '')}부터 {' '.join(parts)} 뒤"
    if not parts:
        when = dict(words.DUTY_DAYS).get(str(row.get("after")), "")
    if row.get("every"):
        when = f"시작한 뒤 {row['every']}개월마다" + (f", 그로부터 {row['days']}일 안" if row.get("days") else "")
    more = [when, "센터가 할 일" if row.get("who") == "center" else ""]
    more.append(f"{_won(row['least'])} 이상일 때만" if row.get("least") else "")
    return f"{title} ({', '.join(word for word in more if word)})"


def _won(amount: object) -> str:
    return won_in_full(amount) if isinstance(amount, int) else str(amount)


DUTIES = Field(
    "duties", "이 조문이 정한 기한 있는 일", "rows", optional=True,
    hint="협약을 맺으면 날짜가 정해진 할 일이 되고, 지원받는 조직의 일은 기한 사흘 전과 하루 전에 알려요. 보고서와 정산서의 기한은 저절로 생겨요.",
    inner=Inner("기한 있는 일", (
        Field("title", "무엇을 하나요", hint="예: 이행보증보험증권 제출"),
        Field("after", "어느 날부터 세나요", "choice", words.DUTY_DAYS, width="m"),
        Field("who", "누가 하나요", "choice", words.SIDES, width="m"),
        Field("months", "몇 개월 뒤", "number", width="s", optional=True),
        Field("days", "며칠 뒤", "number", width="s", optional=True),
        Field("every", "몇 개월마다", "number", width="s", hint="되풀이하는 일만 적어요. 시작하는 날부터 끝나는 날까지예요.", optional=True),
        Field("least", "얼마 이상을 받은 때만(원)", "number", width="s", hint="0이면 언제나예요.", optional=True),
    ), _NO_DUTY, duty_words, "duty"),
)  # fmt: skip
MODE: Fields = (
    Field("payment_mode", "지급 방식", "choice", words.PAYMENT_MODES, width="m", place=("life", "payment_mode"),
          hint="증빙 뒤에 지급하면서 정산 단계를 두지 않으면 일의 대금(계약)으로 봐요."),
    Field("pays_per", "증빙 뒤 지급이라면, 무엇을 보고 주나요", "choice", words.PAYS_PER, width="m", place=("life", "pays_per")),
    Field("claims", "다달이 청구하는 인건비와 보험료", "many", words.CLAIMS, optional=True, place=("life", "claims"),
          hint="고르면 지원받는 조직이 달마다 일한 사람과 증빙을 적어 청구해요."),
    Field("verified_from", "얼마부터 외부 회계사가 정산을 검증하나요(원)", "number", width="m", optional=True, place=("life", "verified_from"),
          hint="비우면 센터의 기준 금액을 따라요. 0이면 금액과 상관없이 검증해요."),
)  # fmt: skip


def contradictions(life: Document) -> Iterator[tuple[str, str, str]]:
    """(topic, sentence, anchor) of what is promised and could never be: a report that nobody asks for, money spent before any came."""
    for number, row in enumerate(life["stages"]):
        if row["kind"] == "disbursement":
            before = [one for one in life["stages"][:number] if _same_way(one, row)]
            yield from _of_instalment(number, row, before)
    if life.get("pays_per") == "expense" and life.get("payment_mode") != "after_evidence":
        yield (
            "spending",
            "비목과 교부: ‘증빙 뒤 지급이라면, 무엇을 보고 주나요’ 지출한 증빙마다 주려면 지급 방식에서 ‘증빙 뒤 지급’을 골라 주세요.",
            "pays_per",
        )
    if life.get("claims") and life.get("payment_mode") != "after_evidence":
        yield (
            "spending",
            "비목과 교부: ‘다달이 청구하는 인건비와 보험료’ 다달이 청구를 받으려면 지급 방식에서 ‘증빙 뒤 지급’을 골라 주세요.",
            "claims",
        )
    if life.get("precheck_sections") and not any(row["kind"] == "precheck" for row in life["stages"]):
        yield "precheck", "사전진단 서식: ‘단계와 일정’에 사전진단 단계가 없어요. 단계를 더하거나 이 서식의 쪽을 빼 주세요.", ""


def _same_way(one: Row, other: Row) -> bool:
    return all(not one.get(name) or not other.get(name) or one[name] == other[name] for name in ("part", "track"))


def _of_instalment(number: int, row: Row, before: list[Row]) -> Iterator[tuple[str, str, str]]:
    where, gate = f"단계와 일정 {number + 1}번째 단계({row.get('label') or '교부'})", row.get("gate")
    if gate and not any(one["kind"] == "report" and one.get("which") == gate for one in before):
        asked = dict(words.REPORTS).get(gate, gate)
        yield "stages", f"{where}: ‘먼저 받아들여야 할 보고’ 이 교부보다 앞에 {asked} 단계를 두거나, 비워 주세요.", f"stages-{number}-gate"
    if row.get("spent_percent") and not any(one["kind"] == "disbursement" for one in before):
        sentence = "처음 교부에는 앞서 받은 돈이 없어요. 비워 주세요."
        yield "stages", f"{where}: ‘앞서 받은 돈을 몇 % 쓴 뒤’ {sentence}", f"stages-{number}-spent_percent"
