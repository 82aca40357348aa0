"""Pages of money."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

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


def typed(data: Mapping[str, Any], **suggested: Any) -> defaultdict[str, Any]:
    """What to show in the boxes: what was typed, else what is suggested, else nothing."""
    return defaultdict(str, {**suggested, **{name: data[name] for name in data}})
