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
