"""States and kinds of grants, with a word for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("작성 중")
    OFFERED = "offered", _("서명 기다림")
    SIGNED_BY_GRANTEE = "signed_by_grantee", _("센터 서명 기다림")
    SIGNED = "signed", _("협약 맺음")
    ENDED = "ended", _("끝남")
    CANCELLED = "cancelled", _("해지")


class AmendmentKind(models.TextChoices):
    CHANGE = "change", _("협약 변경")
    LEAVING = "leaving", _("참여 조직의 탈퇴")


class AmendmentState(models.TextChoices):
    ASKED = "asked", _("승인 기다림")
    APPROVED = "approved", _("조직 서명 기다림")
    SIGNED_BY_GRANTEE = "signed_by_grantee", _("지원하는 쪽 서명 기다림")
    IN_FORCE = "in_force", _("적용")
    DECLINED = "declined", _("승인하지 않음")
    WITHDRAWN = "withdrawn", _("거둠")


class Side(models.TextChoices):
    GRANTEE = "grantee", _("지원받는 조직")
    CENTER = "center", _("지원하는 쪽")


class SigningWay(models.TextChoices):
    TYPED = "typed", _("이름을 적음")
    DRAWN = "drawn", _("손으로 그림")


class DutyWay(models.TextChoices):
    HAND = "hand", _("직접 확인")
    REPORT = "report", _("보고서로 지켜짐")
    SETTLEMENT = "settlement", _("정산으로 지켜짐")
    TRANCHE = "tranche", _("사업비 신청으로 지켜짐")


class SpendingState(models.TextChoices):
    DRAFT = "draft", _("증빙 기다림")
    FILED = "filed", _("확인 기다림")
    ACCEPTED = "accepted", _("인정")
    DISALLOWED = "disallowed", _("불인정")
    WITHDRAWN = "withdrawn", _("거둠")


class Source(models.TextChoices):
    GRANT = "grant", _("보조금")
    OWN = "own", _("자부담")


class Withholding(models.TextChoices):
    NONE = "", _("떼지 않음")
    OTHER = "other", _("기타소득 8.8%")
    BUSINESS = "business", _("사업소득 3.3%")


class BankKind(models.TextChoices):
    BANK = "bank", _("통장 거래내역")
    CARD = "card", _("카드 사용내역")


class MonthState(models.TextChoices):
    CLOSED = "closed", _("마감함")
    ACCEPTED = "accepted", _("확인 끝")
    REOPENED = "reopened", _("다시 엶")


class BudgetState(models.TextChoices):
    ASKED = "asked", _("승인 기다림")
    APPROVED = "approved", _("적용")
    DECLINED = "declined", _("승인하지 않음")


class EvidenceKind(models.TextChoices):
    VOUCHER = "payment_voucher", _("지출결의서")
    QUOTATION = "quotation", _("견적서")
    TAX_INVOICE = "tax_invoice", _("세금계산서 또는 카드전표")
    TRANSFER = "transfer_confirmation", _("이체확인증")
    ACCEPTANCE = "acceptance_record", _("검수조서 또는 사진")
    LECTURE = "lecture_confirmation", _("강의확인서")
    WITHHOLDING = "withholding_receipt", _("원천징수영수증")
    ROSTER = "attendance_roster", _("참석자 명부")
    MINUTES = "minutes", _("회의록")
    CONTRACT = "contract", _("계약서")
    PAYROLL = "payroll", _("급여대장")
    INSURANCE = "insurance", _("4대보험 가입확인")
    TASK_ORDER = "task_order", _("과업지시서")
    TAX_CLEARANCE = "tax_clearance", _("국세·지방세 납세증명")
    DELIVERABLE = "deliverable", _("결과물")
    BANKBOOK = "bankbook_copy", _("통장 사본")
    BUSINESS_REGISTRATION = "business_registration", _("사업자등록증")
    RESUME = "resume", _("이력서")
    EMPLOYMENT = "employment_contract", _("근로계약서")
    WITHHOLDING_REPORT = "withholding_report", _("원천징수 이행상황신고서")
    WORK_LOG = "work_log", _("출근부 또는 업무일지")
    APPROVAL = "internal_approval", _("내부결재 문서")
    LEASE = "lease", _("임대차계약서")
    PHOTO = "photo", _("사진")
    TRAVEL_ORDER = "travel_order", _("출장명령서")
    TRAVEL_REPORT = "travel_report", _("출장복명서")
    RECEIPT = "receipt", _("영수증")
    SAMPLE = "sample", _("샘플 또는 사진")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("쓰는 중")
    HANDED_IN = "handed_in", _("확인 중")
    RETURNED = "returned", _("고쳐 주세요")
    ACCEPTED = "accepted", _("받아들임")


class SettlementState(models.TextChoices):
    DRAFT = "draft", _("쓰는 중")
    HANDED_IN = "handed_in", _("확인 중")
    CONFIRMED = "confirmed", _("금액 확정")
    CLOSED = "closed", _("정산 끝")


class DisallowanceState(models.TextChoices):
    ANNOUNCED = "announced", _("답 기다림")
    REPLIED = "replied", _("답이 왔음")
    ENDED = "ended", _("정해짐")


class TurnKind(models.TextChoices):
    ANNOUNCED = "announced", _("불인정 예고")
    REPLIED = "replied", _("소명")
    KEPT = "kept", _("그대로 불인정")
    LOWERED = "lowered", _("금액을 낮춤")
    WITHDRAWN = "withdrawn", _("거둠")


class FirmKind(models.TextChoices):
    FIRM = "firm", _("회계법인")
    TEAM = "team", _("감사반")


class Opinion(models.TextChoices):
    CLEAN = "clean", _("적정")
    QUALIFIED = "qualified", _("지적 사항 있음")
    ADVERSE = "adverse", _("부적정")


class LateKind(models.TextChoices):
    SETTLEMENT = "settlement", _("정산보고")


class AuditMethod(models.TextChoices):
    RANDOM = "random", _("무작위")
    LARGEST = "largest", _("큰 금액부터")
    FLAGGED = "flagged", _("이상 징후부터")
    MONEY = "money", _("금액 단위 추출")


class AuditVerdict(models.TextChoices):
    FINE = "fine", _("적정")
    COMPLETE = "complete", _("보완")
    IMPROPER = "improper", _("부적정")


class AuditTurnKind(models.TextChoices):
    FOUND = "found", _("지적")
    ANSWERED = "answered", _("답변")
    ASKED = "asked", _("다시 물음")
    CLOSED = "closed", _("마침")


class ExportState(models.TextChoices):
    ASKED = "asked", _("만드는 중")
    MADE = "made", _("받을 수 있음")
    FAILED = "failed", _("만들지 못함")


class PackState(models.TextChoices):
    ASKED = "asked", _("만드는 중")
    MADE = "made", _("받을 수 있음")
    FAILED = "failed", _("만들지 못함")
    GONE = "gone", _("보관 기간 지남")


class PartyDutyKey(models.TextChoices):
    AUDITOR = "auditor_named", _("감사인 선임")
    AUDIT = "audit_report", _("감사보고서 제출")
    DISCLOSURE = "disclosure", _("정보공시")


CHECKS = {
    "evidence": _("지출 증빙이 모두 있고 바른가"),
    "contracts": _("계약 절차를 지켰는가"),
    "plan": _("사업계획과 교부 목적에 맞게 썼는가"),
    "interest": _("이자가 정확한가"),
    "conditions": _("교부 조건을 어긴 것이 없는가"),
    "refund": _("반납할 금액이 바른가"),
    "carry_over": _("이월한 금액이 바른가"),
    "papers": _("내야 할 서류를 모두 냈는가"),
    "balance": _("남은 돈과 통장 잔액이 맞는가"),
}
"""The nine items of a settlement's verification (지방보조금법 시행규칙 4조)."""

CHECK_RESULTS = {"ok": _("맞음"), "finding": _("지적"), "none": _("해당 없음")}

REPORT_WORDS = {"kickoff": _("착수보고"), "interim": _("중간보고"), "final": _("결과보고")}

DEEDS = {
    "draft_agreement": _("협약서를 씀"),
    "offer_agreement": _("협약서를 보냄"),
    "take_back_agreement": _("협약서를 거둠"),
    "sign_as_grantee": _("조직이 서명함"),
    "sign_as_center": _("센터가 서명함"),
    "ask_amendment": _("협약 변경을 요청함"),
    "approve_amendment": _("협약 변경을 승인함"),
    "decline_amendment": _("협약 변경을 승인하지 않음"),
    "withdraw_amendment": _("협약 변경 요청을 거둠"),
    "sign_amendment_as_grantee": _("변경협약서에 조직이 서명함"),
    "sign_amendment_as_center": _("변경협약서에 지원하는 쪽이 서명함"),
    "meet_duty": _("협약의 의무를 지킴"),
    "ask_tranche": _("사업비를 신청함"),
    "prepare_payment": _("지급을 준비함"),
    "approve_payment": _("지급을 결재함"),
    "return_payment": _("지급 신청을 돌려보냄"),
    "confirm_paid": _("지급을 확인함"),
    "file_spending": _("집행을 올림"),
    "withdraw_spending": _("집행을 거둠"),
    "draft_spendings": _("집행을 적어 둠"),
    "hold_spending": _("확인할 점이 있어 잠시 둠"),
    "file_held": _("까닭을 적고 집행을 올림"),
    "explain_flag": _("확인할 점을 설명함"),
    "decide_flag": _("확인할 점을 판단함"),
    "complete_spending": _("증빙을 갖추어 집행을 올림"),
    "receive_bank_file": _("거래내역 파일을 받음"),
    "keep_bank_lines": _("거래내역을 들임"),
    "match_bank_line": _("거래와 집행을 맞춤"),
    "explain_bank_line": _("거래의 까닭을 적음"),
    "draft_from_line": _("거래에서 집행을 만듦"),
    "unmatch_bank_line": _("거래와 집행을 떼어 놓음"),
    "drop_papers": _("증빙을 한꺼번에 올림"),
    "put_papers": _("올린 증빙을 집행에 붙임"),
    "take_paper_away": _("올린 증빙을 치움"),
    "close_month": _("달을 마감함"),
    "reopen_month": _("마감한 달을 다시 엶"),
    "accept_month": _("달의 집행을 확인함"),
    "accept_spending": _("집행을 인정함"),
    "disallow_spending": _("집행을 인정하지 않음"),
    "adopt_budget": _("예산을 새로 정함"),
    "ask_budget_change": _("예산 변경을 신청함"),
    "report_budget_change": _("예산을 옮기고 알림"),
    "approve_budget_change": _("예산 변경을 승인함"),
    "decline_budget_change": _("예산 변경을 승인하지 않음"),
    "say_vat": _("부가세 처리를 밝힘"),
    "attach_to_report": _("보고서에 자료를 붙임"),
    "hand_in_tranche_paper": _("차수 서류를 올림"),
    "ask_reimbursement": _("집행 지급을 다시 신청함"),
    "save_report": _("보고서를 씀"),
    "hand_in_report": _("보고서를 냄"),
    "answer_follow_up": _("사후 조사에 답함"),
    "upload_form": _("기관 양식을 올림"),
    "map_form": _("기관 양식의 칸을 이음"),
    "retire_form": _("기관 양식을 그만 씀"),
    "return_report": _("보고서를 돌려보냄"),
    "accept_report": _("보고서를 받아들임"),
    "record_site_check": _("현장을 점검함"),
    "hand_in_settlement": _("정산서를 냄"),
    "return_settlement": _("정산서를 돌려보냄"),
    "confirm_settlement": _("정산 금액을 확정함"),
    "record_returned_money": _("돌려받은 돈을 적음"),
    "announce_disallowance": _("불인정을 예고함"),
    "reply_to_disallowance": _("불인정 예고에 답함"),
    "decide_disallowance": _("불인정 금액을 정함"),
    "order_refund": _("반납을 고지함"),
    "put_refund_account": _("반납받을 계좌를 적음"),
    "name_accountant": _("정산을 검증할 회계사를 정함"),
    "sign_verification": _("정산 검증보고서를 냄"),
    "record_lateness": _("늦은 정산보고를 적음"),
    "download_settlement_pack": _("정산 서류 묶음을 내려받음"),
    "meet_party_duty": _("회계감사나 정보공시의 의무를 지킴"),
    "ask_pack": _("정산 서류 묶음을 만들어 달라고 함"),
    "make_pack": _("정산 서류 묶음을 만듦"),
    "fail_pack": _("정산 서류 묶음을 만들지 못함"),
    "drop_pack": _("보관 기간이 지난 서류 묶음을 지움"),
    "close_settlement": _("정산을 마침"),
    "draw_audit": _("점검할 집행을 뽑음"),
    "judge_audit_item": _("뽑은 집행을 점검함"),
    "answer_finding": _("지적에 답함"),
    "ask_again": _("지적을 다시 물음"),
    "close_finding": _("지적을 마침"),
    "end_audit": _("표본 점검을 마침"),
    "view_evidence": _("증빙을 열람함"),
    "ask_export": _("전체 자료를 내려받겠다고 함"),
    "make_export": _("전체 자료를 만듦"),
    "take_export": _("전체 자료를 내려받음"),
    "write_showcase": _("성과를 씀"),
    "return_showcase": _("성과를 돌려보냄"),
    "publish_showcase": _("성과를 공개함"),
}
"""The journal's verbs as people read them."""
