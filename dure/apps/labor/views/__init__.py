"""Pages of labor."""

from collections.abc import Callable
from datetime import date

from django.http import Http404

from dure.apps.labor import forms
from dure.kernel.errors import Forbidden, Refused


def reasons_of(act: Callable[[], object]) -> list[str]:
    """Do it; the reasons if it was refused. That one may not do it at all is another page's matter (403)."""
    try:
        act()
    except Forbidden:
        raise
    except Refused as refused:
        return refused.reasons
    return []


def month_or_404(text: str) -> date:
    """The month of an address."""
    if (month := forms.read_month(text)) is None:
        raise Http404
    return month
