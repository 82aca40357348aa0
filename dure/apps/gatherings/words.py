"""Kinds and states of gatherings, with a word for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What comes together."""

    BRIEFING = "briefing", _("사업설명회")
    MEETING = "meeting", _("정기 간담회")
    FORUM = "forum", _("토론회·학습회")
    COMMITTEE = "committee", _("위원회·실무 회의")
    SHOWCASE = "showcase", _("성과공유회")


class State(models.TextChoices):
    """From the plan to the confirmed minutes."""

    PLANNED = "planned", _("준비 중")
    CALLED = "called", _("알림")
    HELD = "held", _("열었음")
    CLOSED = "closed", _("마침")
    CANCELLED = "cancelled", _("취소")


class Admission(models.TextChoices):
    """Who may come."""

    OPEN = "open", _("누구나 신청")
    INVITED = "invited", _("초대한 사람만")


class Standing(models.TextChoices):
    """Where a registration stands."""

    COMING = "coming", _("참석 신청")
    WAITING = "waiting", _("대기")
    CANCELLED = "cancelled", _("신청 취소")


TONES = {"planned": "quiet", "called": "call", "held": "work", "closed": "done", "cancelled": "danger"}

DEEDS = {
    "plan_gathering": _("모임을 계획함"),
    "call_gathering": _("모임을 알림"),
    "change_gathering": _("모임을 바꿈"),
    "cancel_gathering": _("모임을 취소함"),
    "hold_gathering": _("모임을 엶"),
    "close_gathering": _("모임을 마침"),
    "register": _("참가를 신청함"),
    "unregister": _("참가 신청을 거둠"),
    "check_in": _("도착을 적음"),
    "check_out": _("나감을 적음"),
    "ask": _("질문함"),
    "answer": _("질문에 답함"),
    "write_minutes": _("회의록을 씀"),
    "decide": _("결정을 적음"),
    "give_duty": _("할 일을 맡김"),
    "finish_duty": _("맡은 일을 마침"),
    "add_material": _("자료를 올림"),
    "remove_material": _("자료를 뺌"),
}
"""The journal's verbs as people read them."""
