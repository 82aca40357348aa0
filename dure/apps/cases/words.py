"""States of a case, with a word per audience."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What has become of a case as a whole; where it stands on its way is told by its stage runs."""

    DRAFT = "draft", _("쓰는 중")
    RUNNING = "running", _("진행 중")
    WITHDRAWN = "withdrawn", _("철회")
    REFUSED = "refused", _("부적격")
    REJECTED = "rejected", _("미선정")
    RESERVE = "reserve", _("예비")
    ENDED = "ended", _("종료")


CLOSED_OUTCOMES = (Outcome.WITHDRAWN, Outcome.REFUSED, Outcome.REJECTED, Outcome.ENDED)

ACT_WORDS = {
    "start": _("신청서 시작"),
    "submit": _("제출"),
    "withdraw": _("철회"),
    "add_file": _("파일 올림"),
    "remove_file": _("파일 뺌"),
    "answer_completion": _("보완 제출"),
    "extend_completion": _("보완 기한 연장"),
    "assign_seat": _("담당 자리 정함"),
}
"""What a line of the journal says of a case itself; steps of stages are named by their tables."""

ANSWER_WORDS = {"yes": (_("충족"), "pledge"), "no": (_("고칠 곳"), "danger"), "unknown": (_("확인 필요"), "report")}
"""A rule's answer in a word, with its tone."""
