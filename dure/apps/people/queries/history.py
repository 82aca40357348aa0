"""What happened to a party, as the journal tells it."""

from dataclasses import dataclass
from datetime import datetime

from dure.apps.people.models import Invitation, Member, Party, PartyStatus, WalletPaper
from dure.apps.people.words import VERB_WORDS
from dure.platform.models import JournalLine

MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the timeline."""

    at: datetime
    who: str
    what: str
    why: str


def history_of(party: Party) -> list[HistoryLine]:
    """The party's own lines and those of its members, invitations and statuses, newest first."""
    owned = {
        Party: [party.pk],
        Member: party.members.values_list("pk", flat=True),
        Invitation: party.invitations.values_list("pk", flat=True),
        PartyStatus: party.statuses.values_list("pk", flat=True),
        WalletPaper: party.papers.values_list("pk", flat=True),
    }
    rows = JournalLine.objects.none()
    for model, ids in owned.items():
        rows = rows | JournalLine.objects.filter(kind=model._meta.label_lower, subject_id__in=list(ids))
    lines = rows.order_by("-id")[:MOST_LINES]
    return [HistoryLine(line.at, _who(line), str(VERB_WORDS.get(line.verb, line.verb)), line.reason) for line in lines]


def _who(line: JournalLine) -> str:
    return f"{line.actor_name} ({line.seat_title})" if line.seat_title else line.actor_name
