"""The closed words of the catalog as choices in Korean; each list is read from where it is declared."""

from typing import get_args

from dure.apps.people import facade as people
from dure.apps.programs.editing.fields import Options
from dure.apps.programs.words import COLUMN_KINDS, FIELD_WORDS, PRECISION_WORDS, SUPPORT_WORDS, LegalBasis, PaymentMode, StageKind
from dure.apps.programs.words import QUESTION_KINDS as QUESTION_WORDS
from dure.platform.catalog import vocabulary

_EVIDENCE_WORDS = {
    "payment_voucher": "지출결의서",
    "quotation": "견적서",
    "tax_invoice": "세금계산서",
    "transfer_confirmation": "이체확인증",
    "acceptance_record": "검수조서",
    "lecture_confirmation": "강의확인서",
    "withholding_receipt": "원천징수영수증",
    "attendance_roster": "참석자 명부",
    "minutes": "회의록",
    "contract": "계약서",
    "payroll": "급여대장",
    "insurance": "4대보험 납부확인",
    "task_order": "과업지시서",
    "tax_clearance": "국세·지방세 납세증명",
    "deliverable": "결과물",
    "bankbook_copy": "통장 사본",
    "business_registration": "사업자등록증",
    "resume": "이력서",
    "employment_contract": "근로계약서",
    "withholding_report": "원천징수 이행상황신고서",
    "work_log": "출근부 또는 업무일지",
    "internal_approval": "내부결재 문서",
    "lease": "임대차계약서",
    "photo": "사진",
    "travel_order": "출장명령서",
    "travel_report": "출장복명서",
    "receipt": "영수증",
    "sample": "샘플 또는 사진",
}


def _options(literal: object, words: dict[str, str]) -> Options:
    return tuple((key, words.get(key, key)) for key in get_args(literal) if key)


STAGE_KINDS: Options = tuple((key, StageKind(key).label) for key in vocabulary.STAGE_KINDS)
QUESTION_KINDS = _options(vocabulary.QuestionKind, QUESTION_WORDS)
EVIDENCE = _options(vocabulary.EvidenceKind, _EVIDENCE_WORDS)
FIELDS: Options = tuple((word, word) for word in FIELD_WORDS)
SUPPORT: Options = tuple(SUPPORT_WORDS.items())
LEGAL_BASES: Options = tuple((str(value), str(label)) for value, label in LegalBasis.choices)
PAYMENT_MODES: Options = tuple((str(value), str(label)) for value, label in PaymentMode.choices)
PAYS_PER: Options = (("report", "받아들인 보고나 결과물"), ("expense", "지출한 증빙"))
CLAIMS: Options = (("general", "일반인력 인건비"), ("specialist", "전문인력 인건비"), ("insurance", "사회보험료"))
DUTY_DAYS: Options = (("signed", "협약을 맺은 날"), ("start", "시작하는 날"), ("end", "끝나는 날"), ("year_end", "끝나는 해의 12월 31일"))
SIDES: Options = (("grantee", "지원받는 조직"), ("center", "센터"))
PRECISIONS: Options = tuple(
    (str(key), word if word != "자료에 달이 없음" else "차례만 (날짜 없음)") for key, word in PRECISION_WORDS.items()
)
TIERS: Options = (("center", "센터"), ("district", "자치구"), ("city", "서울시"), ("ministry", "행정안전부"))
REPORTS: Options = (("kickoff", "착수보고"), ("interim", "중간보고"), ("final", "결과보고"))
MODES: Options = (("paper", "서면"), ("interview", "대면"), ("desk", "서류로"), ("visit", "찾아가서"))
BASES: Options = (("grant", "보조금"), ("total", "총사업비"), ("unstated", "적히지 않음"))
PER: Options = (
    ("case", "한 곳"), ("firm", "업체 한 곳"), ("course", "과정 하나"), ("head", "한 사람"), ("head_month", "한 사람 한 달"), ("month", "한 달"),
    ("m2_month", "㎡ 한 달"), ("unit_month", "한 칸 한 달"),
)  # fmt: skip
SOURCES: Options = (("source", "공고문이나 지침에 적힌 것"), ("dure", "센터가 보탠 것"))
SINGLE_KEYS = frozenset({"base"})
"""Parameters that are one key of a list, not several."""
COLUMNS: Options = tuple(COLUMN_KINDS.items())
FILLED_BY: Options = (("applicant", "신청 조직"), ("partner", "함께하는 조직마다"))
PRECHECKED_BY: Options = (("applicant", "신청 조직이 신청할 때"), ("staff", "담당자가 사전진단할 때"))
PARTY_FACTS: Options = (
    ("party.name", "이름"), ("party.legal_form", "법인 형태"), ("party.business_number", "사업자등록번호"), ("party.corporate_number", "법인등록번호"),
    ("party.district", "자치구"), ("party.address", "주소"), ("party.founded_on", "세운 날"), ("party.phone", "전화"), ("party.email", "전자우편"),
    ("party.homepage", "누리집"), ("party.summary", "하는 일 소개"), *((key, str(label)) for key, label in people.FACT_WORDS.items()),
)  # fmt: skip
"""What the record of a party knows, for questions that fill themselves."""
