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


class SpendingState(models.TextChoices):
    FILED = "filed", _("확인 기다림")
    ACCEPTED = "accepted", _("인정")
    DISALLOWED = "disallowed", _("불인정")
    WITHDRAWN = "withdrawn", _("거둠")


class Source(models.TextChoices):
    GRANT = "grant", _("보조금")
    OWN = "own", _("자부담")


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


REPORT_WORDS = {"kickoff": _("착수보고"), "interim": _("중간보고"), "final": _("결과보고")}

DEEDS = {
    "draft_agreement": _("협약서를 씀"),
    "offer_agreement": _("협약서를 보냄"),
    "take_back_agreement": _("협약서를 거둠"),
    "sign_as_grantee": _("조직이 서명함"),
    "sign_as_center": _("센터가 서명함"),
    "ask_tranche": _("사업비를 신청함"),
    "prepare_payment": _("지급을 준비함"),
    "approve_payment": _("지급을 결재함"),
    "return_payment": _("지급 신청을 돌려보냄"),
    "confirm_paid": _("지급을 확인함"),
    "file_spending": _("집행을 올림"),
    "withdraw_spending": _("집행을 거둠"),
    "accept_spending": _("집행을 인정함"),
    "disallow_spending": _("집행을 인정하지 않음"),
    "attach_to_report": _("보고서에 자료를 붙임"),
    "hand_in_report": _("보고서를 냄"),
    "return_report": _("보고서를 돌려보냄"),
    "accept_report": _("보고서를 받아들임"),
    "record_site_check": _("현장을 점검함"),
    "hand_in_settlement": _("정산서를 냄"),
    "return_settlement": _("정산서를 돌려보냄"),
    "confirm_settlement": _("정산 금액을 확정함"),
    "record_returned_money": _("돌려받은 돈을 적음"),
    "close_settlement": _("정산을 마침"),
    "write_showcase": _("성과를 씀"),
    "return_showcase": _("성과를 돌려보냄"),
    "publish_showcase": _("성과를 공개함"),
}
"""The journal's verbs as people read them."""
