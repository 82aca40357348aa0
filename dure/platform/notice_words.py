"""What letters are about, and the ways they reach somebody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What a letter is about. Decisions and matters of the account always come by mail at once: they bind."""

    DECISION = "decision", _("결정과 통지")
    ACCOUNT = "account", _("계정과 자리")
    DATES = "dates", _("일정이 바뀔 때")
    REMINDER = "reminder", _("마감과 기한 알림")
    PROGRESS = "progress", _("진행 소식")
    WORK = "work", _("센터 업무")
    PROGRAMS = "programs", _("새 모집 알림")
    DIGEST = "digest", _("하루 모음")


class Way(models.TextChoices):
    """How a letter reaches somebody; whatever the way, it can be read in the browser."""

    MAIL = "mail", _("메일로 바로")
    MESSAGE = "message", _("휴대전화 문자로")
    DIGEST = "digest", _("하루에 한 번 모아서")
    BROWSER = "browser", _("여기에서만 볼래요")


BINDING = frozenset({Topic.DECISION, Topic.ACCOUNT, Topic.DIGEST})
"""Topics nobody can turn down, and the digest itself, which is made of others."""
CHOOSABLE = tuple(topic for topic in Topic if topic not in BINDING)
