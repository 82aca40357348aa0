"""What happened to a party, as the journal tells it."""

from dure.apps.people.models import Invitation, Member, Party, PartyStatus, WalletPaper
from dure.platform import deeds
from dure.platform.models import JournalLine

MOST_LINES = 100


def history_of(party: Party) -> list[deeds.Line]:
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
    return deeds.told(rows.order_by("-id")[:MOST_LINES])
