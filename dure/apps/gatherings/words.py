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
