"""Letters about an application, written in answer to what happened. They bind, so they speak formally."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings

from dure.apps.cases.models import Case, CompletionRequest, Partner, StageRun, Submission, TierReturn, Visit
from dure.apps.cases.rules.places import places_of
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import SEOUL, seoul_date
from dure.kernel.korean import official_day, with_particle
from dure.platform import events, letters
from dure.platform.events import EventData

Contact = tuple[int, str, str]


def _case(told: EventData) -> Case:
    return Case.objects.select_related("round__program", "party", "seat").get(pk=told.case_id or 0)


@events.answers("case_submitted", name="cases.receipt_letter")
def send_receipt(told: EventData) -> None:
    """The receipt, by mail too."""
    case = _case(told)
    submission = Submission.objects.get(case=case, number=1)
    body = [
        f"{case.party.name}의 신청서를 접수하였습니다.",
        "",
        f"사업: {case.round.title}",
        f"접수번호: {case.receipt}",
        f"접수 일시: {_exact(case.submitted_at)}",
        f"제출한 사람: {case.submitted_by_name}",
        f"신청서 확인값(SHA-256): {submission.sha256}",
        "제출 서류:",
        *[f"- {file['name']} ({file['sha256']})" for file in submission.content["files"]],
        "",
        "접수증은 내 신청 화면에서 PDF로 받을 수 있습니다.",
        "접수 기간 안에는 같은 화면에서 신청을 철회하고 다시 낼 수 있습니다. 철회한 접수번호는 다시 쓰이지 않습니다.",
    ]
    _write(told, case, f"접수증: {case.receipt}", body, people.accounts_of_party(case.party_id))


@events.answers("case_withdrawn", name="cases.withdrawal_letter")
def tell_withdrawal(told: EventData) -> None:
    """To the party and to the seat that looked after it."""
    case = _case(told)
    body = [f"{case.party.name}의 신청(접수번호 {case.receipt}, {case.round.title})이 철회되었습니다."]
    if case.outcome_reason:
        body += ["", f"철회 까닭: {case.outcome_reason}"]
    contacts = [*people.accounts_of_party(case.party_id), *_seat(case, told)]
    _write(told, case, f"신청 철회: {case.receipt}", body, contacts)


@events.answers("completion_requested", name="cases.completion_letter")
def ask_for_completion(told: EventData) -> None:
    """What is to be completed, where and by when."""
    case = _case(told)
    asked = CompletionRequest.objects.get(pk=told.payload["request_id"])
    titles = places_of(programs.terms_of(case.round_id, case.terms_sha256))
    body = [
        f"{case.party.name}의 신청서(접수번호 {case.receipt})에 대하여 아래와 같이 보완을 요청합니다.",
        "",
        f"보완 기한: {_exact(asked.due_at, seconds=False)}까지",
        f"보완할 곳: {', '.join(titles.get(place, place) for place in asked.places)}",
        "",
        asked.message,
        "",
        "내 신청 화면에서 보완할 곳을 고친 뒤 ‘보완해서 내기’를 눌러 주시기 바랍니다. 기한이 지나면 보완하지 않은 것으로 검토합니다.",
    ]
    _write(told, case, f"보완 요청: {case.receipt}", body, people.accounts_of_party(case.party_id, writers_only=True))


@events.answers("completion_answered", name="cases.completion_answered_letter")
def tell_completion(told: EventData) -> None:
    """To the seat that asked."""
    case = _case(told)
    body = [f"{case.party.name}에서 보완한 신청서(접수번호 {case.receipt})를 제출하였습니다. 적격검토를 이어서 진행할 수 있습니다."]
    _write(told, case, f"보완 제출: {case.receipt}", body, _seat(case, told))


@events.answers("completion_reminded", name="cases.completion_reminder")
def remind_of_completion(told: EventData) -> None:
    """To those who can write, while it is still open."""
    case = _case(told)
    asked = CompletionRequest.objects.get(pk=told.payload["request_id"])
    if asked.answered_at or asked.lapsed_at:
        return
    body = [
        f"{case.party.name}의 신청서(접수번호 {case.receipt})에 요청한 보완의 기한이 다가와 알려 드립니다.",
        "",
        f"보완 기한: {_exact(asked.due_at, seconds=False)}까지",
        "",
        asked.message,
    ]
    _write(told, case, f"보완 기한 안내: {case.receipt}", body, people.accounts_of_party(case.party_id, writers_only=True))


@events.answers("completion_lapsed", name="cases.completion_lapsed_letter")
def tell_lapse(told: EventData) -> None:
    """To both sides: what was handed in first is what is judged."""
    case = _case(told)
    asked = CompletionRequest.objects.select_related("run").get(pk=told.payload["request_id"])
    body = [
        f"{case.party.name}의 신청서(접수번호 {case.receipt})에 요청한 보완이 기한({_exact(asked.due_at, seconds=False)})까지 제출되지 않았습니다.",
        "처음 제출한 내용으로 적격검토를 이어서 진행합니다.",
    ]
    contacts = [*people.accounts_of_party(case.party_id), *_contacts_of_run(asked.run, told)]
    _write(told, case, f"보완 기한 지남: {case.receipt}", body, contacts)


@events.answers("case_sent_back", name="cases.sent_back_letter")
def tell_sent_back(told: EventData) -> None:
    """To the seat of the tier that is asked. The applicant is told nothing of what governments ask of one another."""
    case, back = _case(told), TierReturn.objects.select_related("to_run").get(pk=told.payload["return_id"])
    due = [f"답할 기한: {_exact(back.due_at, seconds=False)}까지"] if back.due_at else []
    body = [f"{case.party.name}의 신청서(접수번호 {case.receipt})를 다시 확인하여 주시기 바랍니다.", "", *due, f"까닭: {back.reason}"]
    _write(told, case, f"되돌림: {case.receipt}", body, _contacts_of_run(back.to_run, told))


@events.answers("case_sent_up", name="cases.sent_up_letter")
def tell_sent_up(told: EventData) -> None:
    """To the seat of the tier that asked."""
    case, back = _case(told), TierReturn.objects.select_related("from_run").get(pk=told.payload["return_id"])
    body = [f"되돌려 보낸 신청서(접수번호 {case.receipt}, {case.party.name})에 답이 왔습니다.", "", f"답: {back.answer}"]
    _write(told, case, f"되돌림에 답함: {case.receipt}", body, _contacts_of_run(back.from_run, told))


@events.answers("visit_planned", name="cases.visit_letter")
def tell_visit(told: EventData) -> None:
    """To the applicant: when, where, who comes, and what will be looked at."""
    case, visit = _case(told), Visit.objects.get(pk=told.payload["visit_id"])
    body = [
        f"{case.party.name}의 신청서(접수번호 {case.receipt})에 대한 현지조사를 아래와 같이 실시합니다.",
        "",
        f"일시: {_exact(visit.planned_for, seconds=False)}",
        f"장소: {visit.place}",
        f"방문하는 사람: {visit.visitors}",
        "확인할 것:",
        *[f"- {point}" for point in visit.points],
        "",
        "날짜를 바꾸어야 하면 담당자에게 알려 주시기 바랍니다.",
    ]
    _write(told, case, f"현지조사 안내: {case.receipt}", body, people.accounts_of_party(case.party_id))


@events.answers("case_refused", name="cases.refusal_letter")
def tell_refusal(told: EventData) -> None:
    """The reasons, and whom to ask."""
    case = _case(told)
    body = [
        f"{case.party.name}의 신청(접수번호 {case.receipt}, {case.round.title})을 검토한 결과 신청 요건을 갖추지 못하여 부적격으로 결정하였음을 알려 드립니다.",
        "",
        "까닭:",
        *[f"- {reason}" for reason in told.payload["reasons"]],
        "",
        f"결정에 대하여 궁금한 점은 담당자에게 문의하여 주시기 바랍니다.{_telephone(case)}",
        "신청하여 주셔서 감사합니다. 다음 모집과 상담은 센터 누리집에서 확인하실 수 있습니다.",
    ]
    _write(told, case, f"적격검토 결과: {case.receipt}", body, people.accounts_of_party(case.party_id))


@events.answers("round_dates_changed", name="cases.changed_dates_letter")
def tell_changed_dates(told: EventData) -> None:
    """To everyone of the parties that are writing or have handed in: the old days, the new ones and why."""
    cases = Case.objects.filter(round_id=told.payload["round_id"], outcome__in=[Outcome.DRAFT, Outcome.RUNNING])
    for case in cases.select_related("round", "party").order_by("id"):
        old, new = (_dates(told.payload[name], case.district_id or "") for name in ("old", "new"))
        body = [
            f"{case.party.name}에서 {'작성 중인' if case.is_draft else '신청한'} {case.round.title}의 일정이 아래와 같이 바뀌었음을 알려 드립니다.",
            "",
            *[f"{name}: {old.get(name, '정해지지 않음')} → {new.get(name, '접수하지 않음')}" for name in dict.fromkeys([*old, *new])],
            "",
            f"바꾼 까닭: {told.payload['reason']}",
            "",
            "이미 발급된 접수증은 그대로 유효합니다." if case.receipt else "바뀐 마감 시각까지 제출하여 주시기 바랍니다.",
        ]
        _write(told, case, f"일정 변경: {case.round.title}", body, people.accounts_of_party(case.party_id))


@events.answers("round_cancelled", name="cases.cancelled_round_letter")
def tell_cancelled(told: EventData) -> None:
    """To everyone of the parties that are writing or have handed in: the round is off, and why."""
    cases = Case.objects.filter(round_id=told.payload["round_id"], outcome__in=[Outcome.DRAFT, Outcome.RUNNING])
    for case in cases.select_related("round", "party").order_by("id"):
        body = [
            f"{case.party.name}에서 {'작성 중인' if case.is_draft else '신청한'} {case.round.title}이 취소되었음을 알려 드립니다.",
            "",
            f"취소 까닭: {told.payload['reason']}",
            "",
            "작성한 내용은 그대로 남아 있으며 다음 모집에서 다시 쓸 수 있습니다.",
        ]
        _write(told, case, f"모집 취소: {case.round.title}", body, people.accounts_of_party(case.party_id))


@events.answers("round_migrated", name="cases.migration_letter")
def tell_migration(told: EventData) -> None:
    """To everyone of the parties whose case was brought along: what changes for it, and that what was handed in stands."""
    lines = told.payload["lines"]
    cases = Case.objects.filter(pk__in=[int(pk) for pk in lines]).select_related("round", "party").order_by("id")
    for case in cases:
        changes = lines[str(case.pk)] or ["이 신청에서 달라지는 것은 없습니다."]
        body = [
            f"{case.round.title}의 사업 정의가 {told.payload['from']}판에서 {told.payload['to']}판으로 바뀌었음을 알려 드립니다.",
            "",
            f"바꾼 까닭: {told.payload['reason']}",
            "",
            f"{case.party.name}의 {'신청서(쓰는 중)' if case.is_draft else f'신청(접수번호 {case.receipt})'}에서 달라지는 것:",
            *[f"- {line}" for line in changes],
            "",
            "바뀐 내용을 확인한 뒤 기한 안에 제출하여 주시기 바랍니다."
            if case.is_draft
            else "이미 제출한 신청서와 내려진 판정은 그대로 유효합니다.",
        ]
        _write(told, case, f"사업 정의 변경: {case.round.title}", body, people.accounts_of_party(case.party_id))


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


def _telephone(case: Case) -> str:
    return f" ({case.seat.title} {case.seat.telephone})" if case.seat and case.seat.telephone else ""


def _seat(case: Case, told: EventData) -> list[Contact]:
    return people.accounts_of_seat(case.seat_id, at=told.at) if case.seat_id else []


def _contacts_of_run(run: StageRun, told: EventData) -> list[Contact]:
    return people.accounts_of_seat(run.seat_id, at=told.at) if run.seat_id else []


def _exact(instant: object, *, seconds: bool = True) -> str:
    local = instant.astimezone(SEOUL)  # type: ignore[attr-defined]
    clock = f"{local:%H:%M:%S}.{local.microsecond // 1000:03d}" if seconds else f"{local:%H:%M}"
    return f"{official_day(seoul_date(local))} {clock}"


def _write(told: EventData, case: Case, subject: str, body: list[str], contacts: Iterable[Contact]) -> None:
    for account_id, address, name in contacts:
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=f"[두레] {subject}",
            body="\n".join(body),
            dedupe=f"event:{told.id}:{case.pk}:{account_id}",
            case_id=case.pk,
            at=told.at,
        )


def tell_partner_invited(partner: Partner, case: Case, *, at: datetime) -> None:
    """To the representatives of the partner: what it is asked to fill in and where."""
    body = [
        f"{case.party.name}에서 {with_particle(partner.name, '을')} {case.round.title}의 참여 단체로 초대하였습니다.",
        "",
        f"맡을 일: {partner.duty or '신청서에서 확인하여 주시기 바랍니다.'}",
        "",
        "아래 주소에서 참여 단체가 쓸 부분을 채우고 대표가 서명하여 주시기 바랍니다. 신청서의 다른 부분은 보이지 않습니다.",
        f"{settings.DURE_SITE}/apply/{case.pk}/partner/{partner.pk}/",
        "참여하지 않으려면 같은 화면에서 그만둘 수 있습니다.",
    ]
    _tell_partner(partner, case, f"참여 단체 초대: {case.round.title}", body, f"invited:{at.isoformat()}", at=at)


def tell_signature_void(partner: Partner, case: Case, *, reason: str, at: datetime) -> None:
    """To the partner: its signature no longer holds, why, and where to read and sign again."""
    body = [
        f"{case.party.name}의 신청서({case.round.title})에서 {with_particle(partner.name, '이')} 서명한 내용이 바뀌어 서명이 효력을 잃었습니다.",
        "",
        f"바뀐 까닭: {reason}",
        "",
        "아래 주소에서 바뀐 내용을 읽고 다시 서명하여 주시기 바랍니다.",
        f"{settings.DURE_SITE}/apply/{case.pk}/partner/{partner.pk}/",
    ]
    _tell_partner(partner, case, f"다시 서명: {case.round.title}", body, f"void:{at.isoformat()}", at=at)


def _tell_partner(partner: Partner, case: Case, subject: str, body: list[str], dedupe: str, *, at: datetime) -> None:
    for account_id, address, name in people.accounts_of_party(partner.party_id, writers_only=True) if partner.party_id else ():
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=f"[두레] {subject}",
            body="\n".join(body),
            dedupe=f"partner:{partner.pk}:{account_id}:{dedupe}",
            case_id=case.pk,
            at=at,
        )


def tell_partner_left(partner: Partner, case: Case, *, reason: str, at: datetime) -> None:
    """To the applicant's writers: who left, and what to look at again."""
    body = [f"{with_particle(partner.name, '이')} {case.round.title} 신청에 참여하지 않기로 하였습니다."]
    body += ["", f"까닭: {reason}"] if reason else []
    body += ["", "예산표에서 그 단체가 맡았던 줄은 신청 조직의 줄이 되었습니다. 내기 전에 참여 단체와 예산을 확인하여 주시기 바랍니다."]
    for account_id, address, name in people.accounts_of_party(case.party_id, writers_only=True):
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=f"[두레] 참여 단체가 빠졌습니다: {case.round.title}",
            body="\n".join(body),
            dedupe=f"partner-left:{case.pk}:{account_id}:{at.isoformat()}",
            case_id=case.pk,
            at=at,
        )
