"""What waits in money, as lines of a to-do list: made of the sorts that the apps declare, so that every list says the same."""

from dataclasses import dataclass
from datetime import datetime

from dure.desks.waiting import Duty
from dure.platform import dues
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class SortShown:
    """A sort of work with its number and its earliest day."""

    title: str
    count: int
    first: datetime | None


def sorts(actor: Actor, at: datetime) -> list[tuple[SortShown, list[Duty]]]:
    """Each sort that waits for this seat with its lines, the most pressing first."""
    found = []
    for sort, lines in dues.waiting_for(actor, at):
        shown = SortShown(sort.title, sum(line.count for line in lines), min(line.due_at for line in lines))
        found.append((shown, _duties(sort.title, lines)))
    return found


def duties(actor: Actor, at: datetime) -> list[Duty]:
    """The lines of every sort."""
    return [duty for _, lines in sorts(actor, at) for duty in lines]


def _duties(title: str, lines: list[dues.Due]) -> list[Duty]:
    ranked = sorted(lines, key=lambda line: (line.due_at, line.title, line.href))
    shown = [Duty(line.title, line.subject, line.href, line.verb, line.due_at, count=line.count) for line in ranked[: dues.MOST_LINES]]
    if left := ranked[dues.MOST_LINES :]:
        shown.append(
            Duty(f"{title} {len(left)}건 더", "가까운 것부터 보여요", left[0].href, "다음 것 열기", left[0].due_at, count=len(left))
        )
    return shown
