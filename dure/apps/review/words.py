"""States and kinds of review, with a word for each audience."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PanelState(models.TextChoices):
    PLANNED = "planned", _("준비")
    OPEN = "open", _("심사 중")
    CLOSED = "closed", _("심사 마침")
    OPENED = "opened", _("개봉함")
    DECIDED = "decided", _("선정안 작성")
    ANNOUNCED = "announced", _("발표함")


class Mode(models.TextChoices):
    PAPER = "paper", _("서면심사")
    INTERVIEW = "interview", _("대면심사")


class SeatState(models.TextChoices):
    INVITED = "invited", _("초대함")
    ACCEPTED = "accepted", _("수락")
    DECLINED = "declined", _("사양")


class SheetState(models.TextChoices):
    DRAFT = "draft", _("쓰는 중")
    CONFIRMED = "confirmed", _("확정")


class ConflictSource(models.TextChoices):
    SELF = "self", _("심사위원 신고")
    COMPUTED = "computed", _("자동 확인")
    STAFF = "staff", _("담당자 입력")
    CHALLENGE = "challenge", _("기피신청")


class DecisionOutcome(models.TextChoices):
    SELECTED = "selected", _("선정")
    RESERVE = "reserve", _("예비")
    REJECTED = "rejected", _("미선정")


class Verdict(models.TextChoices):
    """Of a challenge or an objection."""

    OPEN = "open", _("검토 중")
    UPHELD = "upheld", _("받아들임")
    DISMISSED = "dismissed", _("받아들이지 않음")


LEVEL_WORDS = {1: _("미흡"), 2: _("부족"), 3: _("보통"), 4: _("우수"), 5: _("탁월")}

DEEDS = {
    "form_panel": _("심사위원회를 꾸림"),
    "invite_reviewer": _("심사위원을 청함"),
    "answer_invitation": _("심사 요청에 답함"),
    "drop_appointment": _("심사위원을 뺌"),
    "recheck_conflicts": _("이해관계를 다시 확인함"),
    "declare_free": _("이해관계가 없다고 밝힘"),
    "stand_aside": _("이해관계로 물러남"),
    "open_panel": _("심사를 엶"),
    "attach_copy": _("심사용 사본을 붙임"),
    "confirm_sheet": _("심사표를 확정함"),
    "reopen_sheet": _("심사표를 다시 엶"),
    "close_panel": _("심사를 마감함"),
    "ask_to_open": _("집계를 열자고 청함"),
    "open_tally": _("집계를 엶"),
    "ranking_before": _("집계 전 순위를 남김"),
    "decide": _("선정을 결정함"),
    "sign_off": _("결정을 결재함"),
    "schedule_announcement": _("발표 시각을 정함"),
    "announce": _("결과를 발표함"),
    "approve_feedback": _("의견서를 확인함"),
    "challenge_reviewer": _("기피를 신청함"),
    "judge_challenge": _("기피신청을 결정함"),
    "object_to": _("이의를 신청함"),
    "judge_objection": _("이의신청을 결정함"),
    "promote_reserve": _("예비 순위를 올림"),
    "give_up_selection": _("선정을 포기함"),
}
"""The journal's verbs as people read them."""
