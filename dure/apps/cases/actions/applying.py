"""An application's life: started, handed in, withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dure.apps.cases import access
from dure.apps.cases.actions.prefilling import open_filled
from dure.apps.cases.actions.running import lay_out_runs, move, run_of, set_outcome
from dure.apps.cases.models import Case, Submission
from dure.apps.cases.queries.content import Content, content_of, hash_of
from dure.apps.cases.queries.standing import consent_texts, findings_of, fixes_of
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.verdicts import Findings
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@verb
def start(*, round_id: int, party_id: int, district: str = "", title: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Begin a draft inside the window: one per party and round, under the round's frozen terms, with its stages laid out."""
    access.may_start(by, party_id).or_refuse()
    return begin(round_id=round_id, party_id=party_id, district=district, title=title, by=by, at=at)


@part
def begin(*, round_id: int, party_id: int, district: str, title: str, by: Actor, at: datetime) -> Case:
    """Write the draft down, whoever holds the pen."""
    found, terms = programs.Round.objects.select_related("program").get(pk=round_id), programs.terms_of(round_id)
    party = people.Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    if shut := programs.may_hand_in(round_id, district or party.district_id or "", at).reason:
        raise Refused(shut)
    if not terms.has_life or not terms.stages_of("intake"):
        raise Refused("온라인으로 접수하지 않는 모집이에요. 공고문의 접수 방법을 확인해 주세요.")
    if Case.objects.filter(round_id=round_id, party_id=party_id).exclude(outcome=Outcome.WITHDRAWN).exists():
        raise Refused(f"{party.name}에서 이미 쓰고 있거나 낸 신청서가 있어요. 내 신청에서 이어 써 주세요.")
    case = Case.objects.create(
        round=found,
        party=party,
        district_id=district or party.district_id,
        title=title.strip()[:160],
        terms_sha256=terms.sha256,
        seat_id=found.seat_id,
        started_at=at,
        started_by_id=by.account_id,
        started_by_name=by.name,
        retention_class=found.retention_class,
        sample=found.sample or party.sample,
    )
    lay_out_runs(case, terms, at=at)
    open_filled(case, terms, by=by, at=at)
    journal.write(case, "start", by=by, at=at, case_id=case.pk, party_ids=[party_id])
    return case


@verb
def submit(*, case_id: int, consents: Mapping[str, bool] | None = None, by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Hand the application in: inside the window to the millisecond, complete, with no rule that says no, and agreed to.

    Keeps everything said with its hash, moves the intake, gives the receipt number last, remembers who, and tells it.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("round", "party", "district").get(pk=case_id)
    if case.outcome != Outcome.DRAFT:
        raise OutOfTurn(access.may_submit(by, case).reason)
    access.may_submit(by, case).or_refuse()
    return take_in(case, consents=consents or {}, by=by, at=at)


@part
def take_in(case: Case, *, consents: Mapping[str, bool] | None, by: Actor, at: datetime) -> Case:
    """Check the window, the parts and the rules; keep what is said; give the number. Without `consents` they were given on paper."""
    if late := programs.may_hand_in(case.round_id, case.district_id or "", at).reason:
        raise Refused(late)
    content = content_of(case)
    findings = findings_of(case, at=at, content=content)
    if reasons := reasons_to_refuse(case, content, findings):
        raise Refused(reasons)
    if consents is not None:
        _agree(case, consents, by=by, at=at)
    submission = keep_submission(case, content, findings, by=by, at=at)
    move(run_of(case.pk, "intake"), "hand_in", by=by, at=at)
    _give_receipt(case, by=by, at=at)
    detail = {"receipt": case.receipt, "sha256": submission.sha256}
    journal.write(case, "submit", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail=detail)
    events.emit("case_submitted", subject=case, at=at, case_id=case.pk, payload={"round_id": case.round_id, **detail})
    return case


def reasons_to_refuse(case: Case, content: Content, findings: Findings) -> list[str]:
    """What is missing, and every rule that says no with what would change it. What we do not know refuses nobody."""
    lacking = [fix.sentence for fix in fixes_of(case, content)]
    return lacking + [" ".join(said for said in (verdict.sentence, verdict.remedy) if said) for verdict in findings.unmet]


def _agree(case: Case, consents: Mapping[str, bool], *, by: Actor, at: datetime) -> None:
    """An answer to every text that is asked now; a text nobody ticked is a no."""
    answers = {text.key: bool(consents.get(text.key)) for text in consent_texts(at)}
    if answers and by.account_id is not None:
        people.record_consents(account_id=by.account_id, party_id=case.party_id, case_id=case.pk, answers=answers, at=at)


@part
def keep_submission(case: Case, content: Content, findings: Findings, *, by: Actor, at: datetime) -> Submission:
    """Add what is said now, with its hash and what the rules answered."""
    number = (case.submissions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    return Submission.objects.create(
        case=case,
        number=number,
        content=content,
        sha256=hash_of(content),
        verdicts=[_said(verdict) for verdict in findings.verdicts],
        at=at,
        by_id=by.account_id,
        by_name=by.name,
    )


def _said(verdict: Any) -> dict[str, str]:
    names = ("rule", "answer", "sentence", "value", "value_source", "clause", "remedy")
    return {name: str(getattr(verdict, name)) for name in names}


def _give_receipt(case: Case, *, by: Actor, at: datetime) -> None:
    """The number comes last: its statement locks the round until the transaction ends, and a failure gives it back."""
    case.submitted_at, case.submitted_by_id, case.submitted_by_name = at, by.account_id, by.name
    case.outcome, case.outcome_at = Outcome.RUNNING, at
    case.receipt_number = programs.next_receipt_number(case.round_id)
    case.receipt = programs.receipt_shown(case.round.receipt_prefix, case.receipt_number)
    case.save(update_fields=["receipt_number", "receipt", "submitted_at", "submitted_by_id", "submitted_by_name", "outcome", "outcome_at"])


@verb
def withdraw(*, case_id: int, reason: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Take the application back, until the selection is announced. Its number stays taken; a new one may be begun while the window is open."""
    case = Case.objects.select_for_update(of=("self",)).select_related("round", "party").get(pk=case_id)
    access.may_withdraw(by, case).or_refuse()
    set_outcome(case, Outcome.WITHDRAWN, by=by, at=at, reason=reason.strip())
    journal.write(case, "withdraw", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], reason=reason.strip())
    if case.receipt_number is not None:
        events.emit("case_withdrawn", subject=case, at=at, case_id=case.pk, payload={"round_id": case.round_id, "receipt": case.receipt})
    return case
