"""What must always hold of cases, asked of the database (reliability I1, I2, I3, I7, I14)."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Max, Q

from dure.apps.cases.flow import flow_of, flows
from dure.apps.cases.models import Case, ProxyEntry, StageRun, Submission
from dure.apps.cases.queries.content import hash_of
from dure.apps.programs import facade as programs
from dure.kernel.clock import now
from dure.kernel.errors import OutOfTurn
from dure.platform import files, invariants
from dure.platform.models import Event, JournalLine, StoredFile

YOUNG = timedelta(hours=1)
SCREENED = frozenset({"precheck", "screening"})
"""What staff who handed in on behalf of somebody may not take themselves; of their own application people take no step of the center."""


@invariants.register("I1", "Every receipt that was ever given exists, with what was said and the same file hashes.")
def receipts_exist() -> list[str]:
    """A case with a number has a submission; what it says has its hash; every file it names is there with that hash."""
    alone = Case.objects.filter(receipt_number__isnull=False, submissions=None).order_by("id").values_list("receipt", flat=True)
    findings = [f"receipt {receipt} has no submission" for receipt in alone]
    for submission in Submission.objects.select_related("case").order_by("id").iterator(chunk_size=200):
        if submission.sha256 != hash_of(submission.content):
            findings.append(f"submission {submission.pk} of {submission.case.receipt} does not say what its hash says")
        findings += _files_that_differ(submission)
    return findings


def _files_that_differ(submission: Submission) -> list[str]:
    said = {file["id"]: file["sha256"] for file in submission.content["files"]}
    held = dict(StoredFile.objects.filter(pk__in=said).order_by("id").values_list("id", "sha256"))
    return [f"{submission.case.receipt}: file {pk} is not the one handed in" for pk, sha256 in said.items() if held.get(pk) != sha256]


@invariants.register("I2", "No application without all its parts: submission, intake run, journal line and event.")
def applications_are_whole() -> list[str]:
    """Each part of the one transaction in which an application is handed in."""
    handed_in = Case.objects.filter(receipt_number__isnull=False).order_by("id")
    told: set[int | None] = set(Event.objects.filter(kind="case_submitted").order_by("id").values_list("case_id", flat=True))
    written: set[int | None] = set(
        JournalLine.objects.filter(kind="cases.case", verb="submit").order_by("id").values_list("case_id", flat=True)
    )
    taken: set[int | None] = set(StageRun.objects.filter(kind="intake", state="done").order_by("id").values_list("case_id", flat=True))
    parts = {"event": told, "journal line": written, "intake run": taken}
    return [
        f"case {case.pk} ({case.receipt}) lacks its {name}" for case in handed_in for name, held in parts.items() if case.pk not in held
    ]


@invariants.register("I3", "No file row without its bytes, and no bytes without a row older than an hour.")
def files_have_bytes() -> list[str]:
    """Walk the rows, then the private store."""
    rows = list(StoredFile.objects.order_by("id").values_list("token", "name", "size"))
    findings = []
    for token, _name, size in rows:
        path = files.path_of(token)
        if not path.exists() or path.stat().st_size != size:
            findings.append(f"file {token[:8]}… has lost its bytes")
    known, before = {token for token, _, _ in rows}, (now() - YOUNG).timestamp()
    for path in sorted(settings.DURE_FILES.rglob("*")):
        if path.is_file() and path.name not in known and path.stat().st_mtime < before:
            findings.append(f"bytes {path.name[:8]}… have no row")
    return findings


@invariants.register("I7", "Each stage of each case went by its table, and its present state is where the walk ends.")
def walks_are_legal() -> list[str]:
    """Walk every run's journal lines through the kind's table. Beginning is not written: it follows from the stage before."""
    lines: dict[int, list[tuple[str, int | None]]] = {}
    moves = JournalLine.objects.filter(kind="cases.stagerun").order_by("id").values_list("subject_id", "verb", "account_id")
    for run_id, verb, account_id in moves.iterator(chunk_size=2000):
        lines.setdefault(run_id, []).append((verb.partition(".")[2], account_id))
    runs = StageRun.objects.select_related("case").order_by("id").iterator(chunk_size=2000)
    entered = set(ProxyEntry.objects.order_by("id").values_list("case_id", flat=True))
    kinds = {kind.flow.kind for kind in flows()}
    return [finding for run in runs for finding in _walk(run, lines.get(run.pk, []), judged=SCREENED if run.case_id in entered else kinds)]


def _walk(run: StageRun, steps: list[tuple[str, int | None]], *, judged: Collection[str]) -> list[str]:
    table = flow_of(run.kind)
    findings: list[str] = []
    state = table.start if run.begun_at is None else table.step("begin", table.start).target
    for name, account_id in steps:
        try:
            step = table.step(name, state)
        except OutOfTurn:
            return [*findings, f"run {run.pk} ({run.kind}): {name} was taken from {state}"]
        if step.who == "center" and account_id is not None and account_id == run.case.submitted_by_id and run.kind in judged:
            findings.append(f"run {run.pk} ({run.kind}): the applicant took the center's step {name}")
        state = step.target
    return findings if state == run.state else [*findings, f"run {run.pk} ({run.kind}): stands in {run.state}, walked to {state}"]


@invariants.register("I14", "Receipt numbers of a round run from one without a gap.")
def numbers_have_no_gaps() -> list[str]:
    """Every number a round has given belongs to a case, a withdrawn one too."""
    held = Case.objects.filter(receipt_number__isnull=False).order_by().values("round")
    counts = {row["round"]: (row["n"], row["last"]) for row in held.annotate(n=Count("pk"), last=Max("receipt_number"))}
    findings = []
    for found in programs.Round.objects.filter(Q(last_number__gt=0) | Q(pk__in=counts)).order_by("id"):
        n, last = counts.get(found.pk, (0, 0))
        if not n == last == found.last_number:
            findings.append(f"round {found.pk}: gave {found.last_number} numbers, {n} cases hold them up to {last}")
    return findings
