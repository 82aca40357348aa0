"""What must always hold of reviews, asked of the database (reliability I7, I8)."""

from django.db.models import F, Q

from dure.apps.review.models import Conflict, Decision, Panel
from dure.apps.review.words import DecisionOutcome
from dure.platform import invariants
from dure.platform.models import JournalLine, Letter


@invariants.register("I8", "Nobody is told a result before the moment of its announcement, and no tally is opened by one person alone.")
def told_at_the_moment() -> list[str]:
    """Opening by two after closing; announcements, letters and decisions at one moment."""
    return [*_opened_wrongly(), *_told_early(), *_letters_early(), *_told_apart()]


def _opened_wrongly() -> list[str]:
    opened = Panel.objects.exclude(opened_at=None)
    wrong = opened.filter(
        Q(opened_by_id=F("asked_to_open_by_id")) | Q(opened_by_id=None) | Q(closed_at=None) | Q(opened_at__lt=F("closed_at"))
    )
    unwritten = [
        panel.pk for panel in opened if not JournalLine.objects.filter(kind="review.panel", subject_id=panel.pk, verb="open_tally").exists()
    ]
    return [f"panel {pk} was not opened by two people after it closed" for pk in sorted({*wrong.values_list("pk", flat=True), *unwritten})]


def _told_early() -> list[str]:
    early = Decision.objects.filter(announced_at__lt=F("panel__announced_at")).order_by("pk")
    loose = Decision.objects.filter(announced_at__isnull=False, panel__announced_at=None).order_by("pk")
    return [f"decision {decision.pk} was told before its panel's announcement" for decision in (*early, *loose)]


def _letters_early() -> list[str]:
    wrong = []
    for letter in Letter.objects.filter(dedupe__startswith="review:decision:").order_by("pk"):
        decision = Decision.objects.filter(pk=int(letter.dedupe.split(":")[2])).first()
        if decision is None or decision.announced_at is None or letter.at < decision.announced_at:
            wrong.append(f"letter {letter.pk} tells a result that was not announced")
    return wrong


def _told_apart() -> list[str]:
    late = Decision.objects.filter(version=1, panel__announced_at__isnull=False).exclude(announced_at=F("panel__announced_at"))
    return [f"decision {pk} was not told at its panel's moment" for pk in late.order_by("pk").values_list("pk", flat=True)]


@invariants.register("I8b", "A selected case reaches its panel's threshold, and whoever stands aside has a reason.")
def selected_within_the_rules() -> list[str]:
    """Read from decisions and conflicts, not from sheets."""
    low = Decision.objects.filter(outcome=DecisionOutcome.SELECTED, mean__lt=F("panel__threshold") * 100).order_by("pk")
    bare = Conflict.objects.filter(conflicted=True, reason="").order_by("pk")
    return [f"decision {found.pk} selects a case below the threshold" for found in low] + [
        f"conflict {found.pk} has no reason" for found in bare
    ]
