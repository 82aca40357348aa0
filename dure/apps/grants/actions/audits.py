"""표본 점검 and what an auditor reads: samples, findings with their answers, evidence looked at, and full exports. None of it moves money."""

from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.locking import refuse_if, remember, required_reason
from dure.apps.grants.models import AuditExport, AuditItem, AuditSample, AuditTurn, Spending, SpendingEvidence
from dure.apps.grants.queries.auditing import next_audit_number, population, population_digest
from dure.apps.grants.rules import sampling as rules
from dure.apps.grants.words import AuditTurnKind, AuditVerdict, ExportState
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.period import due_after_days
from dure.platform import events, files, journal, rates
from dure.platform.actor import Actor
from dure.platform.models import StoredFile
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def draw_audit(
    *, year: int, program_id: int | None, method: str, size: int | None, seed: str, by: Actor, at: datetime, key: Key = NO_KEY
) -> AuditSample:
    """Fix a sample: the accepted expenses as they stand are kept as a file, the drawn ones as rows. The same seed draws the same again."""
    access.may_audit(by).or_refuse()
    program = programs.Program.objects.filter(pk=program_id).first() if program_id else None
    units = population(year, program_id)
    refuse_if(rules.reasons_not_drawable(units, method, size))
    seed = " ".join(seed.split())[:40]
    if not seed:
        raise Refused(_("뽑기에 쓸 시드를 적어 주세요. 숫자든 글자든 괜찮아요."))
    assert size is not None
    text = rules.population_text(units)
    audit = AuditSample.objects.create(
        number=next_audit_number(year),
        year=year,
        program=program,
        title=program.title if program else _("%(year)s년 전체 사업") % {"year": year},
        method=method,
        size=size,
        seed=seed,
        population_count=len(units),
        population_sum=sum(unit.amount for unit in units),
        population_sha256=population_digest(text),
        drawn_at=at,
        drawn_by_id=by.account_id,
        drawn_by_name=by.name,
        drawn_seat_id=by.seat_id,
    )
    name = f"{audit.number}-population.csv"
    kept = files.keep_paper(name, text.encode(), owner=audit, purpose="audit_population", at=at, media_type="text/csv; charset=utf-8")
    audit.population_file = kept
    audit.save(update_fields=["population_file"])
    picks = rules.draw(units, method, size, seed)
    AuditItem.objects.bulk_create(
        AuditItem(audit=audit, spending_id=pick.unit.id, place=place, amount=pick.unit.amount, hits=pick.hits, why=pick.why)
        for place, pick in enumerate(picks, 1)
    )
    said = {"method": method, "size": size, "seed": seed, "count": audit.population_count, "sum": audit.population_sum}
    journal.write(audit, "draw_audit", by=by, at=at, detail=said)
    return audit


@verb
def judge_audit_item(
    *,
    item_id: int,
    verdict: str,
    note: str = "",
    clause: str = "",
    error: int = 0,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> AuditItem:
    """적정, 보완 or 부적정. What is not in order becomes a finding: whoever judges the grant's money is asked to answer by a day."""
    item = _locked(item_id)
    agreement = item.spending.agreement
    access.may_audit_party(by, agreement.case.party_id).or_refuse()
    if item.audit.is_ended or item.answered_at or item.closed_at:
        _too_late()
    refuse_if(_reasons_against_word(item, verdict, note, clause, error))
    item.verdict, item.note, item.clause = verdict, note.strip(), clause.strip()[:300]
    item.error = error if verdict != AuditVerdict.FINE else 0
    item.judged_at, item.judged_by_id, item.judged_by_name = at, by.account_id, by.name
    today = seoul_date(at)
    item.reply_until = due_after_days(today, rates.whole("audit_reply_days", on=today)) if item.is_finding else None
    item.save()
    if item.is_finding:
        _turn(item, AuditTurnKind.FOUND, f"{item.clause}\n{item.note}", by=by, at=at)
        _tell("audit_finding_told", item, at=at)
    remember(item, "judge_audit_item", agreement, by=by, at=at, reason=item.note, detail={"verdict": verdict, "error": item.error})
    return item


def _reasons_against_word(item: AuditItem, verdict: str, note: str, clause: str, error: int) -> list[str]:
    if verdict not in AuditVerdict.values:
        return [_("적정, 보완, 부적정 가운데 하나를 골라 주세요.")]
    if verdict == AuditVerdict.FINE:
        return []
    reasons = []
    if not note.strip():
        reasons.append(_("무엇을 지적하는지 적어 주세요. 담당자가 이 글에 답해요."))
    if not clause.strip():
        reasons.append(_("근거가 되는 규정이나 협약 조항을 적어 주세요."))
    if not 0 <= error <= item.amount:
        reasons.append(_("잘못된 금액은 0원부터 이 집행의 금액(%(most)s원)까지 적을 수 있어요.") % {"most": f"{item.amount:,}"})
    if verdict == AuditVerdict.IMPROPER and not error:
        reasons.append(_("부적정이면 잘못된 금액을 적어 주세요. 금액에 잘못이 없으면 보완을 골라 주세요."))
    return reasons


@verb
def answer_finding(
    *, item_id: int, text: str, papers: Sequence[files.Upload] = (), by: Actor, at: datetime, key: Key = NO_KEY
) -> AuditTurn:
    """Whoever judges the grant's money answers a finding, with papers. The auditor is told."""
    item = _locked(item_id)
    agreement = item.spending.agreement
    access.may_judge_money(by, agreement).or_refuse()
    if not item.is_finding or item.closed_at or item.audit.is_ended:
        _too_late()
    turn = _turn(item, AuditTurnKind.ANSWERED, required_reason(text, _("지적에 어떻게 답하는지 적어 주세요.")), by=by, at=at)
    for paper in papers:
        files.receive(paper, owner=turn, purpose="audit_answer", by=by, at=at, retention_class="subsidy")
    item.answered_at = at
    item.save(update_fields=["answered_at"])
    remember(item, "answer_finding", agreement, by=by, at=at, detail={"papers": len(papers)})
    _tell("audit_finding_answered", item, at=at)
    return turn


@verb
def settle_finding(*, item_id: int, closes: bool, text: str, by: Actor, at: datetime, key: Key = NO_KEY) -> AuditItem:
    """The auditor closes an answered finding, or asks again: then it waits for another answer, by a new day."""
    item = _locked(item_id)
    agreement = item.spending.agreement
    access.may_audit_party(by, agreement.case.party_id).or_refuse()
    if not item.answered_at or item.closed_at or item.audit.is_ended:
        raise OutOfTurn(_("답이 온 지적만 마치거나 다시 물을 수 있어요. 화면을 새로 고쳐 확인해 주세요."))
    said = required_reason(text, _("답을 보고 어떻게 정했는지 적어 주세요."))
    _turn(item, AuditTurnKind.CLOSED if closes else AuditTurnKind.ASKED, said, by=by, at=at)
    if closes:
        item.closed_at, item.closed_by_name = at, by.name
    else:
        today = seoul_date(at)
        item.answered_at, item.reply_until = None, due_after_days(today, rates.whole("audit_reply_days", on=today))
        _tell("audit_finding_told", item, at=at)
    item.save(update_fields=["closed_at", "closed_by_name", "answered_at", "reply_until"])
    remember(item, "close_finding" if closes else "ask_again", agreement, by=by, at=at, reason=said)
    return item


@verb
def end_audit(*, audit_id: int, opinion: str, by: Actor, at: datetime, key: Key = NO_KEY) -> AuditSample:
    """Every drawn expense has its word and every finding is closed: the opinion is written, and nothing of the audit changes any more."""
    audit = AuditSample.objects.select_for_update(of=("self",)).get(pk=audit_id)
    access.may_audit(by).or_refuse()
    if audit.is_ended:
        _too_late()
    items = audit.items.order_by("place")
    unjudged = items.filter(verdict="").count()
    unclosed = items.filter(verdict__in=(AuditVerdict.COMPLETE, AuditVerdict.IMPROPER), closed_at=None).count()
    reasons = [_("아직 점검하지 않은 집행이 %(count)s건 있어요. 모두 점검한 뒤 마쳐 주세요.") % {"count": unjudged}] if unjudged else []
    if unclosed:
        reasons.append(_("마치지 않은 지적이 %(count)s건 있어요. 답을 받고 하나씩 마쳐 주세요.") % {"count": unclosed})
    refuse_if(reasons)
    audit.opinion = required_reason(opinion, _("점검 의견을 적어 주세요."))
    audit.ended_at, audit.ended_by_name = at, by.name
    audit.save(update_fields=["opinion", "ended_at", "ended_by_name"])
    journal.write(audit, "end_audit", by=by, at=at, reason=audit.opinion)
    return audit


@verb
def view_evidence(*, evidence_id: int, reason: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> StoredFile:
    """An auditor opens a paper that may show somebody's personal data: the journal keeps who looked, at what, and whose it is."""
    evidence = SpendingEvidence.objects.select_related("file", "spending__agreement__case").get(pk=evidence_id)
    agreement = evidence.spending.agreement
    access.may_audit_party(by, agreement.case.party_id).or_refuse()
    detail = {"evidence": evidence.pk, "kind": evidence.kind, "sha256": evidence.file.sha256}
    remember(evidence.spending, "view_evidence", agreement, by=by, at=at, reason=reason.strip()[:300], detail=detail)
    return evidence.file


@verb
def ask_export(*, year: int, program_id: int | None, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> AuditExport:
    """Ask for everything of a year, or of a program in it, in one file, with the reason. The worker makes it."""
    access.may_audit(by).or_refuse()
    said = required_reason(reason, _("전체 자료를 왜 내려받는지 적어 주세요. 기록에 남아요."))[:300]
    export = AuditExport.objects.create(
        year=year, program_id=program_id, reason=said, asked_at=at, asked_by_id=by.account_id, asked_by_name=by.name
    )
    journal.write(export, "ask_export", by=by, at=at, reason=said, detail={"year": year, "program": program_id})
    return export


@verb
def keep_export(*, export_id: int, name: str, made: files.Stream, by: Actor, at: datetime, key: Key = NO_KEY) -> AuditExport:
    """The worker made the file: it is kept under its digest and may be taken."""
    export = AuditExport.objects.select_for_update(of=("self",)).get(pk=export_id)
    if export.state != ExportState.ASKED:
        return export
    export.file = files.keep_stream(name, made, owner=export, purpose="audit_export", at=at, media_type="application/zip")
    export.state, export.made_at = ExportState.MADE, at
    export.save(update_fields=["file", "state", "made_at"])
    journal.write(export, "make_export", by=by, at=at, detail={"sha256": export.file.sha256, "size": export.file.size})
    return export


@verb
def fail_export(*, export_id: int, failure: str, by: Actor, at: datetime, key: Key = NO_KEY) -> AuditExport:
    """The file could not be made; whoever asked sees why and may ask again."""
    export = AuditExport.objects.select_for_update(of=("self",)).get(pk=export_id)
    if export.state == ExportState.ASKED:
        export.state, export.failure = ExportState.FAILED, failure[:300]
        export.save(update_fields=["state", "failure"])
    return export


@verb
def take_export(*, export_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> StoredFile:
    """Somebody takes a made file away; the journal keeps each time."""
    export = AuditExport.objects.select_related("file").get(pk=export_id)
    access.may_audit(by).or_refuse()
    if export.file is None:
        raise OutOfTurn(_("아직 만들고 있어요. 잠시 뒤 화면을 새로 고쳐 주세요."))
    journal.write(export, "take_export", by=by, at=at, reason=export.reason, detail={"sha256": export.file.sha256})
    return export.file


def _locked(item_id: int) -> AuditItem:
    """The item, locked after its audit, with all that is asked about it."""
    audit_id = AuditItem.objects.values_list("audit_id", flat=True).get(pk=item_id)
    AuditSample.objects.select_for_update(of=("self",)).get(pk=audit_id)
    rows = AuditItem.objects.select_for_update(of=("self",)).select_related("audit", "spending__agreement__case__round")
    return rows.get(pk=item_id)


def _turn(item: AuditItem, kind: AuditTurnKind, text: str, *, by: Actor, at: datetime) -> AuditTurn:
    return AuditTurn.objects.create(item=item, kind=kind, text=text, at=at, by_id=by.account_id, by_name=by.name, by_seat=by.seat_title)


def _tell(kind: str, item: AuditItem, *, at: datetime) -> None:
    spending: Spending = item.spending
    payload = {
        "agreement_id": spending.agreement_id,
        "item_id": item.pk,
        "number": item.audit.number,
        "what": spending.memo,
        "clause": item.clause,
        "day": item.reply_until.isoformat() if item.reply_until else "",
        "auditor_id": item.judged_by_id,
    }
    events.emit(kind, subject=item, at=at, case_id=spending.agreement.case_id, payload=payload)


def _too_late() -> NoReturn:
    raise OutOfTurn(_("이미 답이 왔거나 마친 점검이에요. 화면을 새로 고쳐 확인해 주세요."))
