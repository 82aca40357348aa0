"""Letters about an application, written in answer to what happened. They bind, so they speak formally."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dure.apps.cases.models import Case, CompletionRequest, Submission
from dure.apps.cases.rules.places import places_of
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import SEOUL, seoul_date
from dure.kernel.korean import official_day
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
    titles = places_of(programs.terms_of(case.round_id))
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
