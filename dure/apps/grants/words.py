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
