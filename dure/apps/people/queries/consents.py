"""Reading consent texts."""

from collections.abc import Iterable
from datetime import datetime

from dure.apps.people.models import ConsentText
from dure.kernel.clock import seoul_date


def newest_texts(keys: Iterable[str], *, at: datetime) -> dict[str, ConsentText]:
    """For each key its newest text that is in force on the day, required ones first."""
    rows = ConsentText.objects.filter(key__in=list(keys), since__lte=seoul_date(at)).order_by("-required", "key", "version")
    return {text.key: text for text in rows}
