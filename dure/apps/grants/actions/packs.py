"""서류 묶음 by the worker: asked with a reason, begun by one worker at a time, kept under its digest for some days, taken, let go."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.locking import remember, required_reason, tell
from dure.apps.grants.models import Agreement, SettlementPack
from dure.apps.grants.words import PackState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn
from dure.kernel.period import due_after_days
from dure.platform import files, rates
from dure.platform.actor import Actor
from dure.platform.models import StoredFile
from dure.platform.verbs import NO_KEY, Key, verb

WHY = _("서류 묶음에는 개인정보가 있어요. 무엇에 쓸지 적어 주세요. 예: 시 감사 제출")
GIVEN_UP_AFTER = timedelta(minutes=30)
"""A worker that has not finished by then has died; another one begins anew."""


@verb
def note_download(*, agreement_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Agreement:
    """Remember who took the whole pack out of the house, and why; without a reason nobody gets it."""
    agreement = Agreement.objects.select_related("case__party").get(pk=agreement_id)
    said = required_reason(reason, WHY)
    remember(agreement, "download_settlement_pack", agreement, by=by, at=at, reason=said)
    return agreement


@verb
def ask_pack(*, agreement_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> SettlementPack:
    """Ask for a large pack, with the reason; the worker makes it and a letter tells when it is there. Asked again meanwhile, it is the same one."""
    agreement = Agreement.objects.select_related("case__party", "case__round").get(pk=agreement_id)
    access.may_download_pack(by, agreement).or_refuse()
    said = required_reason(reason, WHY)
    waiting = SettlementPack.objects.filter(agreement=agreement, asked_by_id=by.account_id, state=PackState.ASKED)
    if (earlier := waiting.first()) is not None:
        return earlier
    try:
        with transaction.atomic():
            pack = SettlementPack.objects.create(
                agreement=agreement, reason=said, asked_at=at, asked_by_id=by.account_id, asked_by_name=by.name
            )
    except IntegrityError:
        return waiting.get()
    remember(pack, "ask_pack", agreement, by=by, at=at, reason=said)
    return pack


@verb
def begin_pack(*, pack_id: int, whole: int, by: Actor, at: datetime, key: Key = NO_KEY) -> bool:
    """A worker takes the pack on: no other one does, unless this one has died. Returns whether it is ours to make."""
    pack = _locked(pack_id)
    if pack.state != PackState.ASKED or (pack.begun_at and at < pack.begun_at + GIVEN_UP_AFTER):
        return False
    pack.begun_at, pack.whole, pack.done = at, whole, 0
    pack.save(update_fields=["begun_at", "whole", "done"])
    return True


@verb
def tell_progress(*, pack_id: int, done: int, by: Actor, at: datetime, key: Key = NO_KEY) -> SettlementPack:
    """So many of its files are in; the page shows it."""
    pack = _locked(pack_id)
    pack.done = min(done, pack.whole)
    pack.save(update_fields=["done"])
    return pack


@verb
def keep_pack(*, pack_id: int, name: str, made: files.Stream, by: Actor, at: datetime, key: Key = NO_KEY) -> SettlementPack:
    """The worker made the file: it is kept under its digest for the days of the rates, and whoever asked is told."""
    pack, today = _locked(pack_id), seoul_date(at)
    if pack.state != PackState.ASKED:
        return pack
    pack.kept_until = due_after_days(today, rates.whole("pack_keep_days", on=today))
    pack.file = files.keep_stream(name, made, owner=pack, purpose="settlement_pack", at=at, media_type="application/zip")
    pack.state, pack.made_at, pack.done = PackState.MADE, at, pack.whole
    pack.save(update_fields=["file", "state", "made_at", "kept_until", "done"])
    detail = {"sha256": pack.file.sha256, "size": pack.file.size}
    remember(pack, "make_pack", pack.agreement, by=by, at=at, detail=detail)
    tell("settlement_pack_made", pack, pack.agreement, at=at, pack_id=pack.pk)
    return pack


@verb
def fail_pack(*, pack_id: int, failure: str, by: Actor, at: datetime, key: Key = NO_KEY) -> SettlementPack:
    """The file could not be made; whoever asked sees why and may ask again."""
    pack = _locked(pack_id)
    if pack.state == PackState.ASKED:
        pack.state, pack.failure = PackState.FAILED, failure[:300]
        pack.save(update_fields=["state", "failure"])
        remember(pack, "fail_pack", pack.agreement, by=by, at=at, reason=pack.failure)
    return pack


@verb
def take_pack(*, pack_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> StoredFile:
    """Somebody takes a made pack away; the journal keeps each time, as of one that was made at once."""
    pack = SettlementPack.objects.select_related("file", "agreement__case__round").get(pk=pack_id)
    access.may_download_pack(by, pack.agreement).or_refuse()
    if pack.state == PackState.GONE:
        raise OutOfTurn(_("보관 기간이 지나 지운 묶음이에요. 다시 만들어 달라고 해 주세요."))
    if pack.file is None:
        raise OutOfTurn(_("아직 만들고 있어요. 잠시 뒤 화면을 새로 고쳐 주세요."))
    detail = {"pack": pack.pk, "sha256": pack.file.sha256}
    remember(pack.agreement, "download_settlement_pack", pack.agreement, by=by, at=at, reason=pack.reason, detail=detail)
    return pack.file


@verb
def drop_pack(*, pack_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> SettlementPack:
    """Its days are over: nobody gets it any more, and its bytes go. What it was made of stays where it is."""
    pack = _locked(pack_id)
    if pack.state == PackState.MADE and pack.file is not None:
        pack.state = PackState.GONE
        pack.save(update_fields=["state"])
        files.remove(pack.file, at=at)
        token = pack.file.token
        remember(pack, "drop_pack", pack.agreement, by=by, at=at, detail={"sha256": pack.file.sha256})
        transaction.on_commit(lambda: files.path_of(token).unlink(missing_ok=True))
    return pack


def _locked(pack_id: int) -> SettlementPack:
    rows = SettlementPack.objects.select_for_update(of=("self",))
    return rows.select_related("agreement__case__round", "file").get(pk=pack_id)
