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
