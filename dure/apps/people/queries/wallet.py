"""Reading the wallet: what a party holds, what still counts, what expires soon."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from dure.apps.people.models import WalletPaper
from dure.apps.people.papers import PaperKind, Standing, paper_kinds, standing
from dure.kernel.clock import seoul_date
from dure.platform import rates
from dure.platform.actor import Actor
from dure.platform.models import StoredFile


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper as a list shows it."""

    paper: WalletPaper
    kind: PaperKind | None
    standing: Standing

    @property
    def title(self) -> str:
        return self.paper.title


def held_papers(party_ids: Collection[int]) -> QuerySet[WalletPaper]:
    """What stands in the wallets now: neither replaced nor taken out."""
    return (
        WalletPaper.objects.filter(party_id__in=party_ids, replaced_by=None, file__removed_at=None)
        .select_related("file")
        .order_by("kind", "id")
    )


def wallet_of(party_id: int, *, at: datetime) -> list[PaperLine]:
    """The party's papers with how they stand today."""
    today = seoul_date(at)
    warned = warned_days(today)
    return [_line(paper, today, warned) for paper in held_papers([party_id])]


def warned_days(today: date) -> int:
    """How long before its last day a paper is named. One query."""
    return rates.whole("paper_warned_days", on=today)


def _line(paper: WalletPaper, today: date, warned: int, within_days: int | None = None) -> PaperLine:
    shown = standing(issued_on=paper.issued_on, expires_on=paper.expires_on, today=today, warned=warned, within_days=within_days)
    return PaperLine(paper, paper_kinds().get(paper.kind), shown)


def paper_for(lines: Collection[WalletPaper], kind: str, *, today: date, warned: int, within_days: int | None = None) -> PaperLine | None:
    """The newest paper of a kind, with whether it holds for whoever asks; `warned` are the warned_days of today, read once for a list."""
    found = [paper for paper in lines if paper.kind == kind]
    return _line(found[-1], today, warned, within_days) if found else None


def usable(paper: WalletPaper) -> bool:
    """May its bytes be handed out? A file that is still being checked may not."""
    return paper.file is not None and paper.file.state == StoredFile.State.CLEAN and paper.file.removed_at is None


def expiring_papers(actor: Actor, *, at: datetime) -> list[PaperLine]:
    """What the actor's parties should renew: expired, or expiring soon. Two queries."""
    today = seoul_date(at)
    warned = warned_days(today)
    rows = held_papers(actor.party_ids).filter(expires_on__lte=today + timedelta(days=warned)).select_related("file", "party")
    return [_line(paper, today, warned) for paper in rows.order_by("expires_on", "id")]
