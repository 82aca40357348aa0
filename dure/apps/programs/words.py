"""States and kinds of programs, with a word per audience. Closed lists; programs themselves are data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from dure.kernel.period import Precision

DEFAULT_CLOSING_HOUR = 18
"""The hour at which the center closes an intake when neither the document nor the round says otherwise."""


class StageKind(TextChoices):
    """The eighteen kinds of stage; the app that owns a kind registers its verbs (architecture §4)."""

    NOTICE = "notice", "공고"
    BRIEFING = "briefing", "설명회"
    PREPARATION = "preparation", "준비"
    DELIVERY = "delivery", "수행"
    MEETING = "meeting", "간담회"
    SESSION = "session", "교육"
    FOLLOW_UP = "follow_up", "사후관리"
    INTAKE = "intake", "접수"
    PRECHECK = "precheck", "사전진단"
    SCREENING = "screening", "적격검토"
    REVIEW = "review", "심사"
    SELECTION = "selection", "선정"
    AGREEMENT = "agreement", "협약"
    DISBURSEMENT = "disbursement", "교부"
    REPORT = "report", "보고"
    SITE_CHECK = "site_check", "현장점검"
    SETTLEMENT = "settlement", "정산"
    SHOWCASE = "showcase", "성과공유"


QUESTION_KINDS = {
    "text": "한 줄 글",
    "long_text": "긴 글",
    "number": "수",
    "money": "금액(원)",
    "date": "날짜",
    "choice": "하나 고르기",
    "choices": "여럿 고르기",
    "yes_no": "예 / 아니요",
    "people": "사람과 맡은 일",
    "table": "표",
    "file": "파일",
    "consent": "동의",
    "party_fact": "조직 정보(저절로 채움)",
}
"""What a question may ask, with a word for whoever writes the form. The budget table is a page of its own (asks_budget)."""
COLUMN_KINDS = {"text": "글", "number": "수", "money": "금액(원)", "date": "날짜", "choice": "하나 고르기"}
"""What a column of a table question may hold."""

TRACKED_KINDS = frozenset({"notice", "briefing", "preparation", "delivery", "meeting", "session", "follow_up"})
"""Stages that staff begin and finish with a note; nobody waits for them."""

STAGE_TONES = {
    "notice": "call",
    "briefing": "call",
    "intake": "call",
    "preparation": "work",
    "precheck": "judge",
    "screening": "judge",
    "review": "judge",
    "selection": "judge",
    "agreement": "pledge",
    "disbursement": "pledge",
    "delivery": "work",
    "session": "work",
    "follow_up": "work",
    "meeting": "report",
    "report": "report",
    "site_check": "report",
    "settlement": "report",
    "showcase": "share",
}
"""Color family of a stage kind, the same on the timetable, badges, timelines and print (ux.md §5)."""


class RoundState(TextChoices):
    """A round's own state; whether one may hand in now is a matter of its windows."""

    PLANNED = "planned", "준비 중"
    OPEN = "open", "열림"
    CLOSED = "closed", "접수 마감"
    ENDED = "ended", "종료"
    CANCELLED = "cancelled", "취소"


class StageState(TextChoices):
    """A tracked stage of a round."""

    PLANNED = "planned", "예정"
    RUNNING = "running", "진행 중"
    DONE = "done", "마침"


class StatedBy(TextChoices):
    """Who says so: the source document, or this system where the source is silent."""

    SOURCE = "source", "자료"
    DURE = "dure", "운영 보충"


class Listing(TextChoices):
    """Two lists of stages in a version."""

    SHOWN = "shown", "자료의 일정"
    LIVED = "lived", "신청 건이 지나는 단계"


class HourSource(TextChoices):
    """Where the closing hour comes from."""

    DOCUMENT = "document", "공고 문서가 정한 시각"
    ROUND = "round", "문서에 시각이 없어 모집 회차가 정한 시각"


class LegalBasis(TextChoices):
    """On what the money stands (domain.md §0-3)."""

    ENTRUSTED = "entrusted", "민간위탁 사업비"
    LOCAL_SUBSIDY = "local_subsidy", "지방보조금"
    NATIONAL_SUBSIDY = "national_subsidy", "국고보조금"
    PROCUREMENT = "procurement", "용역 계약"
    OWN = "own", "자체 재원"


class PaymentMode(TextChoices):
    """Money first, or evidence first."""

    AHEAD = "ahead", "먼저 지급"
    AFTER_EVIDENCE = "after_evidence", "증빙 뒤 지급"
    NONE = "none", "지급 없음"


PRECISION_WORDS = {
    Precision.MINUTE: "시각까지",
    Precision.DAY: "날짜까지",
    Precision.MONTH: "달까지",
    Precision.PART_OF_MONTH: "초·중·말",
    Precision.ORDER_ONLY: "자료에 달이 없음",
    Precision.ROLLING: "수시",
    Precision.UNTIL_SPENT: "예산을 다 쓸 때까지",
}
PRECISION_CHOICES = [(str(precision), word) for precision, word in PRECISION_WORDS.items()]

SUPPORT_WORDS = {
    "project_money": "사업비",
    "labor_cost": "인건비",
    "insurance": "사회보험료",
    "space": "공간",
    "equipment": "장비",
    "loan": "융자",
    "training": "교육",
    "consulting": "컨설팅",
    "mentoring": "멘토링",
    "listing": "입점",
    "promotion": "홍보",
    "matching": "매칭",
    "research_contract": "연구용역",
    "travel": "연수",
    "networking": "네트워크",
    "information": "정보",
}

FIELD_WORDS = (
    "공공구매",
    "민간판로",
    "경영",
    "전략",
    "자치구",
    "마을기업",
    "공간·장비",
    "네트워크",
    "돌봄",
    "소상공인",
    "시민제안",
    "교육",
    "해외연수",
    "연구",
    "협동조합",
    "홍보",
    "시 정책",
)

CATEGORY_WORDS = {
    "labor": "인건비",
    "program": "사업비",
    "operating": "운영비",
    "asset": "자산취득비",
    "lecture": "강사비",
    "meeting": "회의비",
    "publicity": "홍보비",
    "printing": "인쇄비",
    "materials": "재료비",
    "rental": "임차료",
    "outsourcing": "용역비",
    "travel": "여비",
    "event": "행사비",
    "prototyping": "시제품제작비",
}

PARTY_KIND_WORDS = {"organization": "단체", "group": "모임", "person": "개인"}

LEGAL_FORM_WORDS = {
    "cooperative": "협동조합",
    "social_cooperative": "사회적협동조합",
    "federation": "협동조합연합회",
    "company": "회사(상법)",
    "nonprofit": "비영리법인(민법)",
    "association": "사단법인",
    "foundation": "재단법인",
    "farming_association": "영농·영어조합법인",
    "unregistered": "등록하지 않은 모임",
    "person": "개인",
}

NOT_LEGAL_PERSONS = frozenset({"unregistered", "person"})

STATUS_WORDS = {
    "social_enterprise": "사회적기업",
    "pre_social_enterprise": "예비사회적기업",
    "village_enterprise": "마을기업",
    "pre_village_enterprise": "예비마을기업",
    "self_help_enterprise": "자활기업",
    "social_venture": "소셜벤처",
    "cooperative": "협동조합",
    "social_cooperative": "사회적협동조합",
}

DEEDS = {
    "open_edition": _("연도 카탈로그를 엶"),
    "put_version": _("사업 정의를 새로 냄"),
    "pull_definition": _("사업 정의를 파일로 내보냄"),
    "publish_program": _("사업을 공개함"),
    "begin_draft": _("사업을 고치기 시작함"),
    "save_draft_part": _("사업 정의를 고침"),
    "publish_draft": _("고친 정의를 냄"),
    "drop_draft": _("고치던 것을 버림"),
    "plan_round": _("모집을 계획함"),
    "plan_part_round": _("수행기관 모집을 계획함"),
    "plan_windows": _("자치구 접수 기간을 정함"),
    "set_round_version": _("모집의 판을 정함"),
    "open_round": _("모집을 엶"),
    "close_round": _("접수를 마감함"),
    "end_round": _("모집을 마침"),
    "cancel_round": _("모집을 취소함"),
    "change_round_dates": _("모집 날짜를 바꿈"),
    "appoint_operator": _("수행기관을 정함"),
    "change_appointment": _("수행기관 협약 조건을 바꿈"),
    "step_in": _("센터가 대신 진행함"),
    "step_back": _("수행기관에 돌려줌"),
    "begin_stage": _("단계를 시작함"),
    "finish_stage": _("단계를 마침"),
}
"""The journal's verbs as people read them."""
