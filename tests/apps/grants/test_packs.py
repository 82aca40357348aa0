"""A large pack is made by the worker: asked once, flat in memory, told when ready, taken by those who may, gone after its days."""

import tracemalloc
import zipfile
from datetime import timedelta
from itertools import cycle, islice

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404

from dure.apps.grants import actions, duties
from dure.apps.grants.actions import packs as pack_actions
from dure.apps.grants.actions.spendings import Bill
from dure.apps.grants.models import SettlementPack
from dure.apps.grants.papers import packing, packing_job
from dure.apps.grants.queries import packs as queries
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import files
from dure.platform.models import JournalLine, Letter, OwnRate
from tests.apps.grants import makers
from tests.apps.grants.makers import AUDITOR, FINANCE, NOON, OFFICER, USUAL
from tests.apps.grants.test_pages import ask, words
from tests.apps.people import makers as people

MEGABYTE = 1024 * 1024


@pytest.fixture
def paid(life):
    people.center()
    life.signed()
    life.with_payee()
    life.paid(1)
    life.spent(1_000_000)
    return life


@pytest.fixture
def large(paid):
    """The center has set that everything above nothing is large."""
    OwnRate.objects.create(key="pack_at_once_megabytes", since=paid.at.date(), value=0, source="예시", put_at=paid.at, put_by_name="예시")
    return paid


def asked(life, by=FINANCE):
    return actions.ask_pack(agreement_id=life.agreement.pk, reason="예시 시 감사", **life.who(by))


def test_a_small_pack_comes_at_once_and_a_large_one_is_asked_for(large):
    page = ask(large, "grants:desk-pack", large.agreement.pk, by=FINANCE)
    assert "만들어 달라고 하기" in words(page)
    assert ask(large, "grants:desk-pack", large.agreement.pk, by=FINANCE, data={"reason": " "}).status_code == 422
    assert ask(large, "grants:desk-pack", large.agreement.pk, by=FINANCE, data={"reason": "예시 시 감사"}).status_code == 302
    assert "차례를 기다려요" in words(ask(large, "grants:desk-pack", large.agreement.pk, by=FINANCE))
    duties.make_packs(large.at)
    page = words(ask(large, "grants:desk-pack", large.agreement.pk, by=FINANCE))
    assert "받을 수 있음" in page
    assert "SHA-256" in page


def test_both_ways_build_the_same_pack(paid):
    pack = asked(paid)
    packing_job.make(pack, at=paid.at)
    pack.refresh_from_db()
    with (
        files.open_bytes(pack.file) as held,
        packing.pack(paid.agreement, at=paid.at) as at_once,
        zipfile.ZipFile(held) as by_worker,
        zipfile.ZipFile(at_once) as by_page,
    ):
        assert by_worker.namelist() == by_page.namelist()
        assert by_worker.testzip() is None
        assert (pack.done, pack.whole) == (len(by_worker.namelist()), len(by_worker.namelist()))


def test_whoever_asked_is_told_and_every_taking_is_journaled(paid):
    asker = people.account("예시 회계")
    by = makers.Actor(asker.pk, asker.name, FINANCE.seat_id, "예시 자리", 1, "center", "", FINANCE.roles, ())
    pack = asked(paid, by)
    with pytest.raises(OutOfTurn, match="아직 만들고"):
        actions.take_pack(pack_id=pack.pk, **paid.who(by))
    duties.make_packs(paid.at)
    paid.tell()
    assert Letter.objects.filter(to_account_id=asker.pk, subject__contains="정산 서류 묶음").count() == 1
    answer = ask(paid, "grants:desk-pack-take", paid.agreement.pk, pack.pk, by=OFFICER, data={})
    assert b"".join(answer.streaming_content).startswith(b"PK")
    line = JournalLine.objects.get(verb="download_settlement_pack")
    assert (line.actor_name, line.reason, line.party_ids) == (OFFICER.name, "예시 시 감사", [paid.case.party_id])


def test_the_grantee_and_strangers_get_no_pack(paid):
    with pytest.raises(Forbidden):
        asked(paid, paid.grantee)
    pack = asked(paid)
    duties.make_packs(paid.at)
    with pytest.raises(Forbidden):
        actions.take_pack(pack_id=pack.pk, **paid.who(paid.grantee))
    with pytest.raises((Forbidden, Http404)):
        ask(paid, "grants:desk-pack-take", paid.agreement.pk, pack.pk, by=paid.grantee, data={})
    with pytest.raises(Refused):
        actions.ask_pack(agreement_id=paid.agreement.pk, reason=" ", **paid.who(AUDITOR))


def test_asked_twice_it_is_one_pack_and_two_workers_make_it_once(paid, monkeypatch):
    pack = asked(paid)
    assert asked(paid).pk == pack.pk
    who = {"by": packing_job.BY, "at": paid.at}
    assert pack_actions.begin_pack(pack_id=pack.pk, whole=9, **who)
    assert not pack_actions.begin_pack(pack_id=pack.pk, whole=9, **who)
    duties.make_packs(paid.at)
    assert SettlementPack.objects.get().state == "asked"
    monkeypatch.setattr(pack_actions, "GIVEN_UP_AFTER", timedelta(0))  # the control: without the wait the second worker would make it too
    assert pack_actions.begin_pack(pack_id=pack.pk, whole=9, **who)


def test_a_worker_that_died_is_followed_by_another(paid):
    pack = asked(paid)
    pack_actions.begin_pack(pack_id=pack.pk, whole=9, by=packing_job.BY, at=paid.at)
    duties.make_packs(paid.at + pack_actions.GIVEN_UP_AFTER)
    pack.refresh_from_db()
    assert pack.state == "made"


def test_progress_is_told_while_it_is_made(paid, monkeypatch):
    seen = []
    monkeypatch.setattr(packing_job, "_TOLD_EVERY", 1)
    tell = packing_job.tell_progress
    monkeypatch.setattr(packing_job, "tell_progress", lambda **said: seen.append(tell(**said).percent))
    packing_job.make(asked(paid), at=paid.at)
    assert seen == sorted(seen)
    assert seen[-1] == 100
    assert len(seen) > 5


def test_a_disk_that_is_full_is_told(paid, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing, "write", full)
    duties.make_packs(paid.at) if asked(paid) else None
    pack = SettlementPack.objects.get()
    assert (pack.state, "No space" in pack.failure) == ("failed", True)
    assert asked(paid).pk != pack.pk


def test_after_its_days_the_copy_is_gone_and_what_it_was_made_of_stays(paid, django_capture_on_commit_callbacks):
    pack = asked(paid)
    duties.make_packs(paid.at)
    pack.refresh_from_db()
    path = files.path_of(pack.file.token)
    duties.drop_packs(paid.at + timedelta(days=(pack.kept_until - seoul_date(paid.at)).days))
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        duties.drop_packs(paid.at + timedelta(days=(pack.kept_until - seoul_date(paid.at)).days + 1))
    assert not path.exists()
    with pytest.raises(OutOfTurn, match="보관 기간"):
        actions.take_pack(pack_id=pack.pk, **paid.who(FINANCE))
    evidence = paid.agreement.spendings.get().evidence.first()
    assert files.path_of(evidence.file.token).exists()


def test_who_asked_and_what_was_made_never_changes(paid):
    pack = asked(paid)
    with pytest.raises(IntegrityError), transaction.atomic():
        SettlementPack.objects.filter(pk=pack.pk).update(reason="다른 까닭")
    duties.make_packs(paid.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        SettlementPack.objects.filter(pk=pack.pk).update(kept_until="2030-01-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        SettlementPack.objects.filter(pk=pack.pk).delete()


def many_papers(count, size, turn):
    noise = bytes(islice(cycle(range(251)), size))
    return [
        ("receipt", SimpleUploadedFile(f"영수증-{number}.pdf", b"%PDF-1.7 " + f"{turn}-{number}".encode() + noise))
        for number in range(count)
    ]


def peak_of(life):
    """The most bytes that making the pack ever held."""
    tracemalloc.start()
    try:
        with packing.pack(life.agreement, at=life.at) as made:
            peak = tracemalloc.get_traced_memory()[1]
            assert zipfile.ZipFile(made).testzip() is None
    finally:
        tracemalloc.stop()
    return peak


def test_memory_stays_flat_however_many_files_there_are(paid, monkeypatch):
    """60 MB of evidence in 120 files: the worker never holds more than a few of them."""
    for turn in range(6):
        bill = Bill(
            category="program", source="grant", amount=90_000 + turn, spent_on=NOON.date(), payee_name="예시 상점", memo="예시 재료"
        )
        papers = [*makers.papers(*USUAL), *many_papers(20, MEGABYTE // 2, turn)]
        actions.file_spending(agreement_id=paid.agreement.pk, bill=bill, papers=papers, **paid.who(paid.grantee))
    assert queries.weight_of(paid.agreement) > 55 * MEGABYTE
    assert queries.is_large(paid.agreement, seoul_date(paid.at))
    pack = asked(paid)
    packing_job.make(pack, at=paid.at)  # once, so that fonts and code are loaded
    assert peak_of(paid) < 24 * MEGABYTE
    kept: list[bytes] = []
    opened = files.open_bytes

    def hold(file):
        kept.append(files.path_of(file.token).read_bytes())
        return opened(file)

    monkeypatch.setattr(files, "open_bytes", hold)  # the control: were the files held, the peak would say so
    assert peak_of(paid) > 55 * MEGABYTE


def test_the_banks_own_file_lies_with_the_interest(paid):
    upload = SimpleUploadedFile("통장 내역.csv", "거래일,적요,출금,입금,잔액\n2026-03-02,예시 상점,1000000,0,0\n".encode("cp949"))
    actions.receive_bank_file(agreement_id=paid.agreement.pk, kind="bank", upload=upload, **paid.who(paid.grantee))
    with packing.pack(paid.agreement, at=paid.at) as out, zipfile.ZipFile(out) as archive:
        name = next(name for name in archive.namelist() if name.startswith("05-"))
        assert name == "05-통장과이자/통장_거래내역_01.csv"
        assert "예시 상점" in archive.read(name).decode("cp949")
