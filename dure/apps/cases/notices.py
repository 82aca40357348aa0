"""Letters about an application, written in answer to what happened: who is told, which text, with which values."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from dure.apps.cases.models import Case, CompletionRequest, Partner, StageRun, Submission, TierReturn, Visit
from dure.apps.cases.queries.tiers import GOVERNMENT_TIERS
from dure.apps.cases.rules.places import places_of
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import SEOUL, seoul_date
from dure.kernel.korean import official_day, with_particle
from dure.platform import events
from dure.platform.events import EventData
from dure.platform.letters import Contact, write_to


def _case(told: EventData) -> Case:
    return Case.objects.select_related("round__program", "party", "seat").get(pk=told.case_id or 0)


@events.answers("case_submitted", name="cases.receipt_letter")
def send_receipt(told: EventData) -> None:
    """The receipt, by mail too."""
    case = _case(told)
    submission = Submission.objects.get(case=case, number=1)
    values = {
        "when": _exact(case.submitted_at),
        "who": case.submitted_by_name,
        "hash": submission.sha256,
        "files": _lines(f"{file['name']} ({file['sha256']})" for file in submission.content["files"]),
    }
    href = reverse("cases:done", args=[case.pk])
    _tell(told, case, "application_received", values, people.accounts_of_party(case.party_id), href=href)


@events.answers("case_withdrawn", name="cases.withdrawal_letter")
def tell_withdrawal(told: EventData) -> None:
    """To the party and to the seat that looked after it."""
    case = _case(told)
    values = {"why": _labeled("철회 까닭", case.outcome_reason)}
    _tell(told, case, "application_withdrawn", values, people.accounts_of_party(case.party_id))
    _tell_seat(told, case, "withdrawal_told", values, case.seat_id)


@events.answers("completion_requested", name="cases.completion_letter")
def ask_for_completion(told: EventData) -> None:
    """What is to be completed, where and by when."""
    case = _case(told)
    asked = CompletionRequest.objects.get(pk=told.payload["request_id"])
    titles = places_of(programs.terms_of(case.round_id, case.terms_sha256))
    values = {
        "due": _exact(asked.due_at, seconds=False),
        "places": ", ".join(titles.get(place, place) for place in asked.places),
        "message": asked.message,
    }
    _tell(told, case, "completion_asked", values, people.accounts_of_party(case.party_id, writers_only=True))


@events.answers("completion_answered", name="cases.completion_answered_letter")
def tell_completion(told: EventData) -> None:
    """To the seat that asked."""
    case = _case(told)
    _tell_seat(told, case, "completion_handed_in", {}, case.seat_id)


@events.answers("completion_reminded", name="cases.completion_reminder")
def remind_of_completion(told: EventData) -> None:
    """To those who can write, while it is still open."""
    case = _case(told)
    asked = CompletionRequest.objects.get(pk=told.payload["request_id"])
    if asked.answered_at or asked.lapsed_at:
        return
    values = {"due": _exact(asked.due_at, seconds=False), "message": asked.message}
    _tell(told, case, "completion_due", values, people.accounts_of_party(case.party_id, writers_only=True))


@events.answers("completion_lapsed", name="cases.completion_lapsed_letter")
def tell_lapse(told: EventData) -> None:
    """To both sides: what was handed in first is what is judged."""
    case = _case(told)
    asked = CompletionRequest.objects.select_related("run").get(pk=told.payload["request_id"])
    values = {"due": _exact(asked.due_at, seconds=False)}
    _tell(told, case, "completion_missed", values, people.accounts_of_party(case.party_id))
    _tell_seat(told, case, "completion_missed_told", values, asked.run.seat_id, asked.run)


@events.answers("case_sent_back", name="cases.sent_back_letter")
def tell_sent_back(told: EventData) -> None:
    """To the seat of the tier that is asked. The applicant is told nothing of what governments ask of one another."""
    case, back = _case(told), TierReturn.objects.select_related("to_run").get(pk=told.payload["return_id"])
    due = f"{_exact(back.due_at, seconds=False)}까지" if back.due_at else ""
    values = {"due": _labeled("답할 기한", due), "reason": back.reason}
    _tell_seat(told, case, "case_sent_back_told", values, back.to_run.seat_id, back.to_run)


@events.answers("case_sent_up", name="cases.sent_up_letter")
def tell_sent_up(told: EventData) -> None:
    """To the seat of the tier that asked."""
    case, back = _case(told), TierReturn.objects.select_related("from_run").get(pk=told.payload["return_id"])
    _tell_seat(told, case, "case_sent_up_told", {"answer": back.answer}, back.from_run.seat_id, back.from_run)


@events.answers("visit_planned", name="cases.visit_letter")
def tell_visit(told: EventData) -> None:
    """To the applicant: when, where, who comes, and what will be looked at."""
    case, visit = _case(told), Visit.objects.get(pk=told.payload["visit_id"])
    values = {
        "when": _exact(visit.planned_for, seconds=False),
        "place": visit.place,
        "visitors": visit.visitors,
        "points": _lines(visit.points),
    }
    _tell(told, case, "visit_announced", values, people.accounts_of_party(case.party_id))


@events.answers("case_refused", name="cases.refusal_letter")
def tell_refusal(told: EventData) -> None:
    """The reasons, and whom to ask."""
    case = _case(told)
    contact = f"{case.seat.title} {case.seat.telephone}" if case.seat and case.seat.telephone else ""
    values = {"reasons": _lines(told.payload["reasons"]), "contact": _labeled("담당", contact)}
    _tell(told, case, "application_refused", values, people.accounts_of_party(case.party_id))


@events.answers("round_dates_changed", name="cases.changed_dates_letter")
def tell_changed_dates(told: EventData) -> None:
    """To everyone of the parties that are writing or have handed in and whose own days changed: the old ones, the new ones and why."""
    for case in _concerned(told):
        old, new = (_dates(told.payload[name], case.district_id or "") for name in ("old", "new"))
        changes = [
            f"{name}: {old.get(name, '정해지지 않음')} → {new.get(name, '접수하지 않음')}"
            for name in dict.fromkeys([*old, *new])
            if old.get(name) != new.get(name)
        ]
        if changes:
            values = {"changes": "\n".join(changes), "reason": told.payload["reason"]}
            text = "dates_changed_for_writers" if case.is_draft else "dates_changed_for_applicants"
            _tell(told, case, text, values, people.accounts_of_party(case.party_id))


@events.answers("round_cancelled", name="cases.cancelled_round_letter")
def tell_cancelled(told: EventData) -> None:
    """To everyone of the parties that are writing or have handed in: the round is off, and why."""
    for case in _concerned(told):
        values = {"doing": "작성 중인" if case.is_draft else "신청한", "reason": told.payload["reason"]}
        _tell(told, case, "call_cancelled", values, people.accounts_of_party(case.party_id))


@events.answers("round_migrated", name="cases.migration_letter")
def tell_migration(told: EventData) -> None:
    """To everyone of the parties whose case was brought along: what changes for it, and that what was handed in stands."""
    lines = told.payload["lines"]
    cases = Case.objects.filter(pk__in=[int(pk) for pk in lines]).select_related("round", "party").order_by("id")
    for case in cases:
        values = {
            "old": told.payload["from"],
            "new": told.payload["to"],
            "reason": told.payload["reason"],
            "changes": _lines(lines[str(case.pk)] or ["이 신청에서 달라지는 것은 없습니다."]),
        }
        text = "definition_changed_for_writers" if case.is_draft else "definition_changed_for_applicants"
        _tell(told, case, text, values, people.accounts_of_party(case.party_id))


def tell_partner_invited(partner: Partner, case: Case, *, at: datetime) -> None:
    """To the representatives of the partner: what it is asked to fill in and where."""
    values = {"partner": with_particle(partner.name, "을"), "duty": partner.duty or "신청서에서 확인해 주세요"}
    _tell_partner(partner, case, "partner_invited", values, at=at)


def tell_signature_void(partner: Partner, case: Case, *, reason: str, at: datetime) -> None:
    """To the partner: its signature no longer holds, why, and where to read and sign again."""
    _tell_partner(partner, case, "signature_voided", {"partner": with_particle(partner.name, "이"), "reason": reason}, at=at)


def tell_partner_left(partner: Partner, case: Case, *, reason: str, at: datetime) -> None:
    """To the applicant's writers: who left, and what to look at again."""
    values = {"partner": with_particle(partner.name, "이"), "round": case.round.title, "why": _labeled("까닭", reason)}
    writers = people.accounts_of_party(case.party_id, writers_only=True)
    href, dedupe = reverse("cases:partners", args=[case.pk]), f"partner-left:{case.pk}:{at.isoformat()}"
    write_to(writers, "partner_left", values, dedupe=dedupe, href=href, case_id=case.pk, at=at)


def tell_overdue(run: StageRun, *, due_at: datetime, seat_id: int | None, dedupe: str, at: datetime) -> None:
    """To the seat, its deputies too: what waits, and for how many days."""
    case = run.case
    values = {
        "round": case.round.title,
        "stage": run.label,
        "receipt": case.receipt or "접수 전",
        "party": case.party.name,
        "due": official_day(seoul_date(due_at)),
        "days": (seoul_date(at) - seoul_date(due_at)).days,
    }
    holders = people.accounts_of_seat(seat_id, at=at) if seat_id else []
    write_to(holders, "stage_overdue", values, dedupe=dedupe, href=_desk(case, run), case_id=case.pk, at=at)


@programs.hear_of_rounds
def hearers(round_id: int) -> set[int]:
    """Accounts that hear of the round's changes here: of parties that are writing or have handed in."""
    parties = Case.objects.filter(round_id=round_id, outcome__in=[Outcome.DRAFT, Outcome.RUNNING]).order_by().values("party_id")
    members = people.Member.objects.filter(party_id__in=parties, until=None, account__is_active=True)
    return set(members.order_by("id").values_list("account_id", flat=True))


def _concerned(told: EventData) -> Iterable[Case]:
    """Cases of the round that are being written or stand handed in."""
    cases = Case.objects.filter(round_id=told.payload["round_id"], outcome__in=[Outcome.DRAFT, Outcome.RUNNING])
    return cases.select_related("round", "party").order_by("id")


def _dates(said: dict[str, Any], district: str) -> dict[str, str]:
    """The days that concern a district, in words: its own window, or the one for everybody."""
    windows = {window["district"]: window for window in said["windows"]}
    window = windows.get(district) or windows.get("")
    shown = {}
    if window:
        begins, ends = (_exact(datetime.fromisoformat(window[end]), seconds=False) for end in ("opens_at", "closes_at"))
        shown["접수 기간"] = f"{begins}부터 {ends}까지"
    if said["announce_at"]:
        shown["결과 발표"] = _exact(datetime.fromisoformat(said["announce_at"]), seconds=False)
    return shown


def _exact(instant: object, *, seconds: bool = True) -> str:
    local = instant.astimezone(SEOUL)  # type: ignore[attr-defined]
    clock = f"{local:%H:%M:%S}.{local.microsecond // 1000:03d}" if seconds else f"{local:%H:%M}"
    return f"{official_day(seoul_date(local))} {clock}"


def _lines(found: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in found)


def _labeled(label: str, said: str) -> str:
    """Nothing said needs no label: the letter leaves the line out."""
    return f"{label}: {said}" if said else ""


def _desk(case: Case, run: StageRun | None = None) -> str:
    """Where the seat looks at the case: a government's officer at the government's own desk."""
    place = "cases:gov_case" if run is not None and run.tier in GOVERNMENT_TIERS else "cases:desk"
    return reverse(place, args=[case.pk])


def _tell_seat(told: EventData, case: Case, text: str, values: dict[str, Any], seat_id: int | None, run: StageRun | None = None) -> None:
    holders = people.accounts_of_seat(seat_id, at=told.at) if seat_id else []
    _tell(told, case, text, values, holders, href=_desk(case, run))


def _tell(told: EventData, case: Case, text: str, values: dict[str, Any], contacts: Iterable[Contact], *, href: str = "") -> None:
    """To each once an event; somebody on both sides hears it once."""
    known = {"party": case.party.name, "round": case.round.title, "receipt": case.receipt}
    dedupe = f"event:{told.id}:{case.pk}"
    write_to(contacts, text, known | values, dedupe=dedupe, href=href or case.get_absolute_url(), case_id=case.pk, at=told.at)


def _tell_partner(partner: Partner, case: Case, text: str, values: dict[str, Any], *, at: datetime) -> None:
    representatives = people.accounts_of_party(partner.party_id, writers_only=True) if partner.party_id else []
    known = {"party": case.party.name, "round": case.round.title}
    href, dedupe = reverse("cases:part", args=[case.pk, partner.pk]), f"{text}:{partner.pk}:{at.isoformat()}"
    write_to(representatives, text, known | values, dedupe=dedupe, href=href, case_id=case.pk, at=at)
