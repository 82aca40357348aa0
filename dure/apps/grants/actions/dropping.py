"""Papers that come together: dropped at once, put to the expenses that wait for them, and those filed that lack nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.evidence import Papers, put_loose, receive_paper
from dure.apps.grants.actions.flags import raise_about
from dure.apps.grants.actions.locking import living_agreement, remember
from dure.apps.grants.models import Agreement, LoosePaper, Spending
from dure.apps.grants.queries.agreements import planned, room_for_files
from dure.apps.grants.queries.flags import own_findings
from dure.apps.grants.queries.spendings import is_open
from dure.apps.grants.queries.weighing import bill_of, reasons_against, weigh
from dure.apps.grants.words import EvidenceKind, SpendingState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Put:
    """A dropped paper, the expense that it goes to, and what it proves there."""

    loose_id: int
    spending_id: int
    kind: str


@verb
def drop_papers(*, agreement_id: int, papers: Papers, by: Actor, at: datetime, key: Key = NO_KEY) -> dict[str, list[Any]]:
    """Keep many papers at once, before it is said what each proves; a kind may be known already. One that cannot be kept does not take the
    others with it: the answer has the ids of what was kept, and why the rest was not."""
    agreement = _open(agreement_id, by)
    if not papers or len(papers) > MOST_AT_ONCE:
        raise Refused(_("한 번에 파일 1개부터 %(most)s개까지 올릴 수 있어요.") % {"most": MOST_AT_ONCE})
    room, kept, refused = room_for_files(agreement), list[int](), list[str]()
    for kind, upload in papers:
        try:
            with transaction.atomic():
                loose = _drop(agreement, kind, upload, room=room, by=by, at=at)
        except Refused as wrong:
            refused += [reason if (upload.name or "") in reason else f"{upload.name}: {reason}" for reason in wrong.reasons]
            continue
        room -= sum(file.size for file in (loose.file, loose.original) if file)
        kept.append(loose.pk)
    return {"kept": kept, "refused": refused}


def _drop(agreement: Agreement, kind: str, upload: files.Upload, *, room: int, by: Actor, at: datetime) -> LoosePaper:
    said = kind if kind in EvidenceKind.values else ""
    name = files.tidy_name(upload.name or "") or "증빙"
    loose = LoosePaper.objects.create(agreement=agreement, kind=said, name=name, dropped_at=at, dropped_by_name=by.name)
    loose.file, loose.original = receive_paper(upload, owner=loose, kind=said or "loose", room=room, by=by, at=at)
    loose.save(update_fields=["file", "original"])
    remember(loose, "drop_papers", agreement, by=by, at=at, detail={"sha256": loose.file.sha256})
    return loose


@verb
def put_papers(
    *,
    agreement_id: int,
    puts: Sequence[Put],
    away: Sequence[int] = (),
    categories: Mapping[int, str] | None = None,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> int:
    """Put dropped papers to the expenses that wait for them, take those away that were dropped by mistake, and name the category of an
    expense that has none yet. All or nothing; how many were put."""
    agreement = _open(agreement_id, by)
    drafts = {one.pk: one for one in agreement.spendings.filter(state=SpendingState.DRAFT).order_by("pk").select_for_update(of=("self",))}
    for pk, category in (categories or {}).items():
        if pk in drafts and not drafts[pk].category and category in {key for key, _source in planned(agreement)}:
            drafts[pk].category = category
            drafts[pk].save(update_fields=["category"])
    for put in puts:
        if (spending := drafts.get(put.spending_id)) is None:
            raise Refused("증빙을 기다리지 않는 집행이 있어요. 화면을 새로 고쳐 다시 골라 주세요.")
        spending.agreement = agreement
        put_loose(put.loose_id, spending, put.kind, at=at)
        remember(spending, "put_papers", agreement, by=by, at=at, detail={"kind": put.kind})
    for loose in agreement.loose_papers.filter(pk__in=away, put_at=None, removed_at=None).order_by("pk"):
        _take_away(loose, agreement, by=by, at=at)
    return len(puts)


def _take_away(loose: LoosePaper, agreement: Agreement, *, by: Actor, at: datetime) -> None:
    for file in (loose.file, loose.original):
        if file:
            files.remove(file, at=at)
    loose.removed_at = at
    loose.save(update_fields=["removed_at"])
    remember(loose, "take_paper_away", agreement, by=by, at=at)


@verb
def file_ready(*, agreement_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> dict[str, list[int]]:
    """File every expense that was written down and lacks nothing now, in the order of days. One on which something is seen waits for a word
    of its people (holding.file_held), one that lacks something waits as before. The ids of both sorts."""
    agreement = _open(agreement_id, by)
    filed, asked = list[int](), list[int]()
    drafts = agreement.spendings.filter(state=SpendingState.DRAFT, evidence__isnull=False).distinct()
    for spending in drafts.order_by("spent_on", "pk"):
        spending.agreement = agreement
        bill = bill_of(spending)
        held = list(spending.evidence.order_by("pk").values_list("kind", flat=True))
        if reasons_against(agreement, bill, weigh(agreement, bill), held, today=seoul_date(at)):
            continue
        if own_findings(spending):
            asked.append(spending.pk)
            continue
        _file(spending, by=by, at=at)
        filed.append(spending.pk)
    return {"filed": filed, "asked": asked}


def _file(spending: Spending, *, by: Actor, at: datetime) -> None:
    spending.state, spending.filed_at, spending.filed_by_id, spending.filed_by_name = SpendingState.FILED, at, by.account_id, by.name
    spending.save(update_fields=["state", "filed_at", "filed_by_id", "filed_by_name"])
    raise_about(spending, at=at, by=by)
    remember(spending, "complete_spending", spending.agreement, by=by, at=at, detail={"amount": spending.amount})


def _open(agreement_id: int, by: Actor) -> Agreement:
    agreement = living_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    if not is_open(agreement):
        raise OutOfTurn(_("정산서를 낸 뒤에는 집행 내역을 바꿀 수 없어요. 센터가 정산서를 돌려보내면 고칠 수 있어요."))
    return agreement
