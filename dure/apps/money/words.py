"""Kinds and states of money, with a word for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BookKind(models.TextChoices):
    """Project money (one book per fiscal year), the center's own income, the mirror of a grantee's own share, and that of what an
    operator passes on to others."""

    PROJECT = "project", _("사업비")
    CENTER_INCOME = "center_income", _("센터 수입")
    OWN_SHARE = "own_share", _("자부담")
    PASS_THROUGH = "pass_through", _("재교부")


class Nature(models.TextChoices):
    """What an account stands for."""

    BUDGET = "budget", _("예산")
    LINE = "line", _("예산 항목")
    COMMITTED = "committed", _("협약액")
    PAID = "paid", _("지급액")
    SPENT = "spent", _("인정한 집행")
    OWED = "owed", _("돌려받을 돈")
    RETURNED = "returned", _("돌려받은 돈")
    CARRIED = "carried", _("다음 해로 이월한 돈")
    HANDED = "handed", _("정산을 다음 해로 넘긴 돈")
    OUTSIDE = "outside", _("바깥")


MAY_BE_BELOW_ZERO = (Nature.BUDGET, Nature.OUTSIDE)
"""Sources: their balance is minus what has come from them. Every other account never holds less than nothing."""


class EntryKind(models.TextChoices):
    """What a posting means in the world."""

    ALLOT = "allot", _("배정")
    COMMIT = "commit", _("협약")
    RELEASE = "release", _("협약액 되돌림")
    PAY = "pay", _("지급")
    SPEND = "spend", _("집행 인정")
    DISALLOW = "disallow", _("불인정")
    UNSPENT = "unspent", _("집행잔액")
    RETURN = "return", _("반납")
    INTEREST = "interest", _("이자")
    REVERSE = "reverse", _("바로잡음")
    CARRY = "carry", _("이월")
    MOVE = "move", _("전용")


class YearState(models.TextChoices):
    """A fiscal year: in a closing one nothing new is promised, in a closed one nothing is posted."""

    OPEN = "open", _("열림")
    CLOSING = "closing", _("마감 중")
    CLOSED = "closed", _("마감함")


class AskState(models.TextChoices):
    """What one person asked and another decides; `reported` was done at once and is told afterwards."""

    ASKED = "asked", _("결재 기다림")
    APPROVED = "approved", _("승인함")
    DECLINED = "declined", _("받지 않음")
    REPORTED = "reported", _("사후 보고")


class LineUse(models.TextChoices):
    """What moved money is for. Labor and meetings are always decided by an approver."""

    OTHER = "other", _("그 밖")
    LABOR = "labor", _("인건비")
    MEETING = "meeting", _("회의비")


class PartMark(models.TextChoices):
    """How well a part of a printed line is known."""

    STATED = "stated", _("원문에 있음")
    INFERRED = "inferred", _("추정")
    OPEN = "open", _("금액 없음")
    REST = "rest", _("원문에 항목별 금액이 없음")


class Source(models.TextChoices):
    """Whose money was spent."""

    GRANT = "grant", _("보조금")
    OWN = "own", _("자부담")


class OrderState(models.TextChoices):
    """A payment's way: asked by the grantee, prepared by one seat, approved by another, paid by the bank."""

    ASKED = "asked", _("준비 기다림")
    PREPARED = "prepared", _("결재 기다림")
    APPROVED = "approved", _("이체 기다림")
    PAID = "paid", _("지급함")
    REFUSED = "refused", _("돌려보냄")


ORDER_WORDS_FOR_GRANTEE = {
    OrderState.ASKED: _("센터 확인 중"),
    OrderState.PREPARED: _("센터 결재 중"),
    OrderState.APPROVED: _("이체 준비 중"),
    OrderState.PAID: _("지급됨"),
    OrderState.REFUSED: _("돌아옴"),
}


class TransferDeed(models.TextChoices):
    """What a person said about a transfer file."""

    SENT = "sent", _("은행에 보냄")
    DROPPED = "dropped", _("쓰지 않기로 함")


class TransferState(models.TextChoices):
    """Where a transfer file stands; it follows from its marks and its result."""

    MADE = "made", _("만듦")
    SENT = "sent", _("은행에 보냄")
    ANSWERED = "answered", _("결과 받음")
    DROPPED = "dropped", _("쓰지 않음")


class Outcome(models.TextChoices):
    """What the bank did with one transfer."""

    PAID = "paid", _("이체함")
    REFUSED = "refused", _("이체 못 함")


class VersionState(models.TextChoices):
    """A payee account's version."""

    PROPOSED = "proposed", _("확인 기다림")
    VERIFIED = "verified", _("확인됨")
    DECLINED = "declined", _("받지 않음")


BANKS = (
    ("004", _("국민은행")),
    ("088", _("신한은행")),
    ("020", _("우리은행")),
    ("081", _("하나은행")),
    ("011", _("농협은행")),
    ("012", _("지역농협")),
    ("003", _("기업은행")),
    ("023", _("SC제일은행")),
    ("027", _("한국씨티은행")),
    ("007", _("수협은행")),
    ("031", _("아이엠뱅크")),
    ("032", _("부산은행")),
    ("034", _("광주은행")),
    ("035", _("제주은행")),
    ("037", _("전북은행")),
    ("039", _("경남은행")),
    ("045", _("새마을금고")),
    ("048", _("신협")),
    ("064", _("산림조합")),
    ("071", _("우체국")),
    ("089", _("케이뱅크")),
    ("090", _("카카오뱅크")),
    ("092", _("토스뱅크")),
)
"""Codes of the Korean banks' joint network."""

TAB_WORDS = {"prepare": _("준비"), "approve": _("결재"), "confirm": _("이체 확인"), "done": _("끝난 지급")}
TONES = {
    OrderState.ASKED: "call",
    OrderState.PREPARED: "judge",
    OrderState.APPROVED: "pledge",
    OrderState.PAID: "done",
    OrderState.REFUSED: "danger",
}
"""The tint of each state on the desk."""
TRANSFER_TONES = {
    TransferState.MADE: "call",
    TransferState.SENT: "judge",
    TransferState.ANSWERED: "done",
    TransferState.DROPPED: "quiet",
}
YEAR_TONES = {YearState.OPEN: "call", YearState.CLOSING: "judge", YearState.CLOSED: "done"}
ASK_TONES = {AskState.ASKED: "judge", AskState.APPROVED: "done", AskState.DECLINED: "danger", AskState.REPORTED: "report"}
MARK_TONES = {PartMark.STATED: "done", PartMark.INFERRED: "judge", PartMark.OPEN: "quiet", PartMark.REST: "quiet"}

DEEDS = {
    "open_year": _("회계연도를 엶"),
    "begin_closing": _("마감을 시작함"),
    "close_year": _("회계연도를 마감함"),
    "allot_budget": _("예산을 배정함"),
    "allot_printed": _("편성된 예산을 들임"),
    "ask_line_transfer": _("예산 전용을 요청함"),
    "approve_line_transfer": _("예산 전용을 승인함"),
    "decline_line_transfer": _("예산 전용을 승인하지 않음"),
    "ask_carry_over": _("이월을 요청함"),
    "approve_carry_over": _("이월을 승인함"),
    "decline_carry_over": _("이월을 승인하지 않음"),
    "ask_reversal": _("바로잡기를 요청함"),
    "approve_reversal": _("바로잡기를 승인함"),
    "decline_reversal": _("바로잡기를 승인하지 않음"),
    "propose_payee": _("받을 계좌를 올림"),
    "verify_payee": _("받을 계좌를 확인함"),
    "decline_payee": _("받을 계좌를 받지 않음"),
    "ask_payment": _("지급을 신청함"),
    "prepare_payment": _("지급을 준비함"),
    "approve_payment": _("지급을 결재함"),
    "return_payment": _("지급 신청을 돌려보냄"),
    "confirm_paid": _("지급을 확인함"),
    "make_transfer_file": _("이체 파일을 만듦"),
    "fetch_transfer_file": _("이체 파일을 내려받음"),
    "send_transfer_file": _("이체 파일을 은행에 보냄"),
    "drop_transfer_file": _("이체 파일을 쓰지 않기로 함"),
    "take_bank_result": _("은행 결과를 받음"),
}
"""The journal's verbs as people read them."""
