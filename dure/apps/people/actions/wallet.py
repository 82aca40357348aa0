"""The document wallet: papers are kept once, replaced when they expire, and looked at by staff where that helps."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from dure.apps.people import access, rules
from dure.apps.people.models import Party, WalletPaper
from dure.apps.people.papers import paper_kinds
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.platform import facts, files, journal
from dure.platform.actor import Actor
from dure.platform.models import StoredFile
from dure.platform.verbs import NO_KEY, Key, part, verb


@dataclass(frozen=True, slots=True)
class PaperSaid:
    """What is said of a paper. Without a last day it holds as long as papers of its kind usually do."""

    kind: str
    issued_on: date | None
    expires_on: date | None = None
    number: str = ""
    title: str = ""


@verb
def add_paper(*, party_id: int, said: PaperSaid, upload: files.Upload | None, by: Actor, at: datetime, key: Key = NO_KEY) -> WalletPaper:
    """Put a paper in the wallet; an older one of its kind is replaced and stays for what it was put into."""
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    access.may_write_party(by, party).or_refuse()
    return keep_in_wallet(party, said, upload=upload, by=by, at=at)


@part
def keep_in_wallet(party: Party, said: PaperSaid, *, upload: files.Upload | None, by: Actor, at: datetime) -> WalletPaper:
    """Check what is said, take the bytes in, and let the new paper stand for the old one."""
    _refuse(said, upload, today=seoul_date(at))
    assert said.issued_on is not None
    assert upload is not None
    kind = paper_kinds()[said.kind]
    paper = WalletPaper.objects.create(
        party=party,
        kind=kind.key,
        title=" ".join(said.title.split()) or kind.title,
        number=" ".join(said.number.split()),
        issued_on=said.issued_on,
        expires_on=said.expires_on or kind.last_day(said.issued_on),
        added_at=at,
        added_by_name=by.name,
    )
    paper.file = files.receive(upload, owner=paper, purpose="wallet", by=by, at=at, retention_class="party")
    paper.save(update_fields=["file"])
    older = WalletPaper.objects.filter(party=party, kind=kind.key, replaced_by=None).exclude(pk=paper.pk).order_by("-id")
    for old in older[:1]:
        old.replaced_by = paper
        old.save(update_fields=["replaced_by"])
    _publish(paper, 1, at=at)
    journal.write(
        paper, "add_paper", by=by, at=at, party_ids=[party.pk], detail={"kind": kind.key, "issued_on": said.issued_on.isoformat()}
    )
    return paper


def _publish(paper: WalletPaper, value: int, *, at: datetime) -> None:
    """What rules of programs may read: a paper of this kind holds until its last day, or is there no more."""
    facts.publish(
        subject_kind="party",
        subject_id=paper.party_id,
        key=f"document:{paper.kind}",
        value=value,
        valid_from=paper.issued_on if value else seoul_date(at),
        valid_to=paper.expires_on if value else None,
        source=f"서류함: {paper.title}",
        publisher="people",
        at=at,
    )


def _refuse(said: PaperSaid, upload: files.Upload | None, *, today: date) -> None:
    reasons = [] if said.kind in paper_kinds() else [_("어떤 서류인지 목록에서 골라 주세요.")]
    if said.issued_on is None:
        reasons.append(_("서류에 적힌 발급일을 적어 주세요."))
    elif said.issued_on > today:
        reasons.append(_("발급일이 오늘보다 뒤예요. 서류에 적힌 날짜를 다시 확인해 주세요."))
    elif said.expires_on is not None and said.expires_on < said.issued_on:
        reasons.append(_("끝나는 날이 발급일보다 앞이에요. 서류에 적힌 기간을 다시 확인해 주세요."))
    if upload is None:
        reasons.append(_("서류 파일을 골라 주세요. %(words)s를 받아요.") % {"words": files.ACCEPTED_WORDS})
    for text, longest in ((said.number, 60), (said.title, 120)):
        if refused := rules.too_long(text, longest) or rules.resident_number_refused(text):
            reasons.append(refused)
    if reasons:
        raise Refused(reasons)


@verb
def verify_paper(*, paper_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> WalletPaper:
    """Staff have looked at the paper: its days and its party are what it says."""
    paper = WalletPaper.objects.select_for_update(of=("self",)).select_related("party").get(pk=paper_id)
    access.may_record_fact(by, paper.party).or_refuse()
    paper.verified_at, paper.verified_by_name = at, by.name
    paper.save(update_fields=["verified_at", "verified_by_name"])
    journal.write(paper, "verify_paper", by=by, at=at, party_ids=[paper.party_id], detail={"kind": paper.kind})
    return paper


@verb
def remove_paper(*, paper_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Party:
    """Take a paper out of the wallet. Applications keep the copies that were put into them."""
    paper = WalletPaper.objects.select_for_update(of=("self",)).select_related("party", "file").get(pk=paper_id)
    access.may_write_party(by, paper.party).or_refuse()
    if paper.file is not None and paper.file.removed_at is None:
        files.remove(paper.file, at=at)
    if paper.replaced_by_id is None:
        _publish(paper, 0, at=at)
    journal.write(paper, "remove_paper", by=by, at=at, party_ids=[paper.party_id], detail={"kind": paper.kind})
    return paper.party


@part
def copy_of(paper: WalletPaper, *, owner: Model, purpose: str, at: datetime) -> StoredFile:
    """A copy of the paper for something it is put into, so that the wallet may change and what was handed in does not."""
    assert paper.file is not None
    with files.open_bytes(paper.file) as held:
        content = held.read()
    return files.keep_paper(
        paper.file.name,
        content,
        owner=owner,
        purpose=purpose,
        at=at,
        media_type=paper.file.media_type,
    )
