"""The auditor's desk: the walk from a program to a paper, samples that anybody draws again, findings, and everything in one file."""

import hashlib
import zipfile
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from dure.apps.grants import actions
from dure.apps.grants.models import AuditItem, AuditSample, AuditTurn, Spending
from dure.apps.grants.queries import auditing
from dure.apps.grants.rules import sampling as rules
from dure.apps.money.models import Entry
from dure.config import command
from dure.desks.money import making, verifying
from dure.desks.money.exports import paper
from dure.desks.money.queries import auditing as walk
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import hwpx
from dure.platform.models import JournalLine
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, AUDITOR, FINANCE, OFFICER

UNITS = [rules.Unit(number, amount, number == 3) for number, amount in enumerate((100, 2_000, 300, 40_000, 500), 1)]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path / "files"
    settings.DURE_SCANNER = "off"


@pytest.fixture
def paid(db):
    """A grant with three accepted expenses and one that waits."""
    life = makers.life()
    life.signed()
    life.with_payee()
    life.paid(1)
    for amount in (1_000_000, 2_500_000, 700_000):
        life.accepted(amount)
    life.spent(90_000)
    return life


def drawn(life, method="random", size=2, seed="예시-1"):
    return actions.draw_audit(year=makers.YEAR, program_id=None, method=method, size=size, seed=seed, **life.who(AUDITOR))


def test_the_same_seed_draws_the_same_whatever_the_order():
    first = rules.draw(UNITS, "random", 3, "씨앗")
    assert first == rules.draw(UNITS[::-1], "random", 3, "씨앗")
    lots = sorted(UNITS, key=lambda unit: hashlib.sha256(f"씨앗:{unit.id}".encode()).hexdigest())
    assert [pick.unit.id for pick in first] == [unit.id for unit in lots[:3]]


def test_the_largest_and_the_flagged_come_first():
    assert [pick.unit.id for pick in rules.draw(UNITS, "largest", 2, "x")] == [4, 2]
    assert rules.draw(UNITS, "flagged", 1, "x")[0].unit.id == 3


@pytest.mark.parametrize("seed", ["가", "나", "다", "1", "2"])
@pytest.mark.parametrize("size", [1, 3, 5])
def test_steps_of_money_are_hit_as_often_as_was_asked_for(seed, size):
    picks = rules.draw(UNITS, "money", size, seed)
    assert sum(pick.hits for pick in picks) == size
    interval = rules.interval_of(42_900, size)
    assert all(pick.hits >= pick.unit.amount // interval for pick in picks)


def test_a_population_reads_back_as_it_was_written():
    assert rules.population_of(rules.population_text(UNITS)) == UNITS


@pytest.mark.parametrize(
    ("method", "checked", "projected"),
    [("random", [(100, 10), (300, 0)], 250), ("money", [(100, 10), (40_000, 5)], 505), ("largest", [(100, 10)], None)],
)
def test_errors_speak_for_the_whole_only_where_chance_drew(method, checked, projected):
    assert rules.projected_error(checked, method=method, population_sum=10_000, size=2) == projected


def test_a_drawn_sample_is_fixed_and_can_be_drawn_again(paid):
    audit = drawn(paid)
    assert (audit.population_count, audit.population_sum, audit.items.count()) == (3, 4_200_000, 2)
    assert auditing.redrawn(audit) == (True, True)
    paid.accepted(5_000_000)
    assert auditing.redrawn(audit) == (True, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditSample.objects.filter(pk=audit.pk).update(seed="다른 시드")
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditItem.objects.filter(audit=audit).update(amount=1)


@pytest.mark.parametrize(("method", "size"), [("random", 0), ("random", 4), ("", 1), ("random", None)])
def test_what_cannot_be_drawn_is_told(paid, method, size):
    with pytest.raises(Refused):
        drawn(paid, method, size)


@pytest.mark.parametrize("by", [OFFICER, FINANCE, APPROVER])
def test_only_an_auditor_draws_and_judges(paid, by):
    with pytest.raises(Forbidden):
        actions.draw_audit(year=makers.YEAR, program_id=None, method="random", size=1, seed="x", **paid.who(by))
    item = drawn(paid).items.first()
    with pytest.raises(Forbidden):
        actions.judge_audit_item(item_id=item.pk, verdict="fine", **paid.who(by))


def finding(life, audit):
    item = audit.items.order_by("place").first()
    said = {"verdict": "improper", "note": "견적서가 하나예요.", "clause": "협약 제5조", "error": 100_000}
    return actions.judge_audit_item(item_id=item.pk, **said, **life.who(AUDITOR))


def test_a_finding_is_answered_with_papers_and_closed_and_no_money_moves(paid):
    audit, entries = drawn(paid), Entry.objects.count()
    item = finding(paid, audit)
    turn = actions.answer_finding(item_id=item.pk, text="돌려받겠어요.", papers=[makers.pdf()], **paid.who(FINANCE))
    actions.settle_finding(item_id=item.pk, closes=False, text="언제까지인가요?", **paid.who(AUDITOR))
    actions.answer_finding(item_id=item.pk, text="이달 안에요.", **paid.who(OFFICER))
    actions.settle_finding(item_id=item.pk, closes=True, text="확인했어요.", **paid.who(AUDITOR))
    kinds = list(AuditTurn.objects.filter(item=item).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["found", "answered", "asked", "answered", "closed"]
    assert len(auditing.turns_of_finding(item)[1].papers) == 1
    assert Entry.objects.count() == entries
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditTurn.objects.filter(pk=turn.pk).update(text="다른 말")
    with pytest.raises(OutOfTurn):
        actions.answer_finding(item_id=item.pk, text="더 있어요.", **paid.who(OFFICER))


@pytest.mark.parametrize("missing", [{"note": ""}, {"clause": ""}, {"error": 0}, {"error": 99_000_000}, {"verdict": "maybe"}])
def test_an_improper_expense_wants_its_clause_its_note_and_its_sum(paid, missing):
    item = drawn(paid).items.first()
    said = {"verdict": "improper", "note": "지적", "clause": "조항", "error": 10} | missing
    with pytest.raises(Refused):
        actions.judge_audit_item(item_id=item.pk, **said, **paid.who(AUDITOR))


def test_the_grantee_and_a_strange_operator_know_nothing_of_findings(paid):
    item = finding(paid, drawn(paid))
    assert not auditing.findings_for(paid.grantee).exists()
    assert auditing.findings_for(FINANCE).get() == item
    with pytest.raises(Forbidden):
        actions.answer_finding(item_id=item.pk, text="저희가 답할게요.", **paid.who(paid.grantee))


def test_an_audit_ends_when_all_is_judged_and_its_paper_tells_the_sums(paid):
    audit = drawn(paid, "largest", 2)
    item = finding(paid, audit)
    with pytest.raises(Refused) as told:
        actions.end_audit(audit_id=audit.pk, opinion="끝", **paid.who(AUDITOR))
    assert len(told.value.reasons) == 2
    actions.judge_audit_item(item_id=audit.items.order_by("place")[1].pk, verdict="fine", **paid.who(AUDITOR))
    actions.answer_finding(item_id=item.pk, text="돌려받았어요.", **paid.who(FINANCE))
    actions.settle_finding(item_id=item.pk, closes=True, text="확인", **paid.who(AUDITOR))
    audit = actions.end_audit(audit_id=audit.pk, opinion="대체로 적정함", **paid.who(AUDITOR))
    result = auditing.result_of(audit)
    assert (result.amount, result.error, result.percent, result.projected) == (3_500_000, 100_000, "2.85", None)
    said = hwpx.preview(paper.paper_of(audit))
    assert "100,000원" in said
    assert "2.85%" in said
    assert "대체로 적정함" in said
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditSample.objects.filter(pk=audit.pk).update(opinion="다른 의견")


def test_opening_a_paper_is_written_in_the_journal(paid):
    spending = Spending.objects.order_by("pk").first()
    evidence = spending.evidence.order_by("pk").first()
    file = actions.view_evidence(evidence_id=evidence.pk, **paid.who(AUDITOR))
    line = JournalLine.objects.get(verb="view_evidence")
    assert (line.subject_id, line.party_ids, line.detail["sha256"]) == (spending.pk, [paid.case.party_id], file.sha256)
    with pytest.raises(Forbidden):
        actions.view_evidence(evidence_id=evidence.pk, **paid.who(OFFICER))


def test_the_walk_asks_as_often_for_many_rows_as_for_one(paid):
    today, asked = seoul_date(paid.at), []
    for count in (1, 4):
        while walk.grants.agreements_in(makers.YEAR).count() < count:
            other = makers.Life(makers.case_in(paid.case.round, grant=1_000_000, own=0), at=paid.at)
            other.signed()
        with CaptureQueriesContext(connection) as queries:
            rows, whole = walk.programs_of(makers.YEAR, today)
            program = paid.case.round.program
            found = list(walk.agreements_of(makers.YEAR, program, walk.Asked(), today))
            assert len(walk.agreement_rows(found, makers.YEAR, today)) == count
            list(walk.expenses_of(paid.agreement, walk.Asked()))
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert (whole.paid, whole.spent, rows[0].direct.agreements) == (35_000_000, 4_200_000, 4)


def exported(life, tmp_path):
    who = {"year": makers.YEAR, "program_id": None, "reason": "연 1회 감사"}
    export = actions.ask_export(**who, **life.who(AUDITOR))
    making.make_exports(life.at)
    export.refresh_from_db()
    path = tmp_path / "all.zip"
    with walk_open(export.file) as held:
        path.write_bytes(held.read())
    return export, path


def walk_open(file):
    from dure.platform import files

    return files.open_bytes(file)


def test_everything_of_a_year_is_one_file_that_checks_itself(paid, tmp_path, capsys):
    export, path = exported(paid, tmp_path)
    assert verifying.findings(path) == []
    assert command.main(["verify-export", str(path)]) == 0
    with zipfile.ZipFile(path) as packed:
        names = set(packed.namelist())
        content = b"".join(packed.read(name) for name in names)
        assert packed.read("legs.csv").startswith(b"\xef\xbb\xbf")
    assert {"entries.csv", "orders.csv", "evidence.csv", "journal.csv", "README.txt", "SHA256SUMS"} <= names
    assert b"123456789012" not in content.replace(b"-", b"")
    verbs = list(JournalLine.objects.filter(kind="grants.auditexport").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["ask_export", "make_export"]
    assert export.file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_one_program_alone_checks_itself_too(paid, tmp_path):
    other = makers.Life(makers.case_in(makers.round_of(), grant=1_000_000, own=0), at=paid.at + timedelta(hours=1))
    other.signed()
    export = actions.ask_export(year=makers.YEAR, program_id=other.case.round.program_id, reason="점검", **other.who(AUDITOR))
    making.make(export, at=other.at)
    export.refresh_from_db()
    path = tmp_path / "one.zip"
    with walk_open(export.file) as held:
        path.write_bytes(held.read())
    assert verifying.findings(path) == []
    with zipfile.ZipFile(path) as packed:
        assert packed.read("agreements.csv").decode().count("\r\n") == 2


@pytest.mark.parametrize("lie", ["legs.csv", "README.txt"])
def test_a_changed_file_is_found(paid, tmp_path, lie):
    _export, path = exported(paid, tmp_path)
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name,
                content.replace(b"1000000", b"1000001") + b"x"
                if name == "README.txt" == lie
                else content.replace(b"1000000", b"1000001")
                if name == lie
                else content,
            )
    assert any(lie in finding for finding in verifying.findings(changed))
    assert command.main(["verify-export", str(changed)]) == 1


def test_an_export_wants_a_reason_and_an_auditor(paid):
    with pytest.raises(Refused):
        actions.ask_export(year=makers.YEAR, program_id=None, reason=" ", **paid.who(AUDITOR))
    with pytest.raises(Forbidden):
        actions.ask_export(year=makers.YEAR, program_id=None, reason="보고 싶어요", **paid.who(OFFICER))
