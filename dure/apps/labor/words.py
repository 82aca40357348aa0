"""Kinds and states of labor-cost support, with a word for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is supported of a worker."""

    GENERAL = "general", _("일반인력")
    SPECIALIST = "specialist", _("전문인력")
    INSURANCE = "insurance", _("사회보험료")


class Standing(models.TextChoices):
    """What the firm was when its support began; ratios, caps and years hang on it."""

    CERTIFIED = "certified", _("인증 사회적기업")
    PRELIMINARY = "preliminary", _("예비 사회적기업")


class DayKind(models.TextChoices):
    """What a day of a worker was."""

    WORK = "work", _("근무")
    LEAVE = "leave", _("유급휴가")
    ABSENT = "absent", _("결근·무급")


class ClaimState(models.TextChoices):
    """A monthly claim's way."""

    DRAFT = "draft", _("준비 중")
    HANDED_IN = "handed_in", _("확인 기다림")
    RETURNED = "returned", _("돌려보냄")
    CHECKED = "checked", _("지급 중")
    PAID = "paid", _("지급함")
    CLOSED = "closed", _("지급할 돈 없음")


CLAIM_TONES = {"draft": "call", "handed_in": "judge", "returned": "danger", "checked": "pledge", "paid": "done", "closed": "quiet"}
FIRM_WORDS = {
    "draft": _("준비 중"),
    "handed_in": _("센터 확인 중"),
    "returned": _("고쳐서 다시 내 주세요"),
    "checked": _("지급 준비 중"),
    "paid": _("지급됨"),
    "closed": _("지급할 돈 없음"),
}


class Verdict(models.TextChoices):
    """The officer's word on one line."""

    ACCEPTED = "accepted", _("그대로 인정")
    LOWERED = "lowered", _("낮추어 인정")
    REFUSED = "refused", _("인정하지 않음")


class PaperKind(models.TextChoices):
    """Evidence of a month (domain.md §1.5)."""

    CONTRACT = "contract", _("근로계약서")
    PAYROLL = "payroll", _("급여대장")
    INSURANCE = "insurance", _("4대보험 가입확인")
    TRANSFER = "transfer_confirmation", _("급여 이체확인증")
    ATTENDANCE = "attendance", _("출근부(서명)")
    WITHHOLDING = "withholding", _("원천징수 이행상황신고서")


class CorrectionKind(models.TextChoices):
    """Why a paid month turned out to be too much."""

    LEFT = "left", _("그만둔 사람이 있음")
    WAGE = "wage", _("급여나 근무 시간을 바로잡음")
    INSURANCE = "insurance", _("보험료를 돌려받음")
    OTHER = "other", _("그 밖")


class CorrectionState(models.TextChoices):
    """A correction's way."""

    ASKED = "asked", _("결재 기다림")
    DECLINED = "declined", _("승인하지 않음")
    APPROVED = "approved", _("돌려받을 돈")
    SET_OFF = "set_off", _("다음 신청에서 뺌")
    REFUND = "refund", _("반납 고지함")


CORRECTION_TONES = {"asked": "judge", "declined": "quiet", "approved": "call", "set_off": "done", "refund": "pledge"}


DEEDS = {
    "set_support": _("지원 조건을 정함"),
    "add_worker": _("지원 인력을 올림"),
    "change_worker": _("지원 인력을 고침"),
    "record_attendance": _("근무 시간을 적음"),
    "attach_claim_paper": _("신청 증빙을 올림"),
    "hand_in_claim": _("달 신청을 냄"),
    "adjust_claim": _("차액 신청을 시작함"),
    "return_claim": _("달 신청을 돌려보냄"),
    "check_claim": _("달 신청을 확인함"),
    "claim_paid": _("달 신청을 지급함"),
    "claim_payment_returned": _("지급이 돌아와 다시 확인함"),
    "decide_overlap": _("겹친 지원을 판단함"),
    "ask_correction": _("지급한 달을 되돌려받자고 함"),
    "approve_correction": _("되돌려받기를 승인함"),
    "decline_correction": _("되돌려받기를 승인하지 않음"),
    "set_off_correction": _("되돌려받을 돈을 다음 신청에서 뺌"),
    "refund_corrections": _("되돌려받을 돈의 반납을 고지함"),
    "view_personal_data": _("개인정보를 열람함"),
    "finish_claims": _("달 신청을 모두 마침"),
}
"""The journal's verbs as people read them."""
