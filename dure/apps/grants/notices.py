"""Letters about a grant, and the answers to what money tells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.apps.grants.actions.follow_ups import plan_follow_ups
from dure.apps.grants.actions.following import follow_payment
from dure.apps.grants.models import Agreement, FollowUp
from dure.apps.grants.queries.agreements import tranche_of
from dure.apps.grants.words import REPORT_WORDS
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.korean import day_words
from dure.kernel.won import official_won, won_in_full
from dure.platform import letters, wordings
from dure.platform.events import EventData, answers

PAYMENT_EVENTS = ("payment_prepared", "payment_approved", "payment_returned", "payment_confirmed")


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and body of a letter, each made of the agreement and the event's payload."""

    to_grantee: bool
    subject: str
    body: Callable[[Agreement, dict[str, Any]], str]


def _report(payload: dict[str, Any]) -> str:
    return str(REPORT_WORDS.get(payload.get("which", ""), _("보고서")))


WORDINGS = {
    "agreement_offered": Wording(
        True,
        _("협약서에 서명해 주세요"),
        lambda agreement, _payload: (
            _("협약서(%(number)s)를 보냈어요. 조직의 대표가 내용을 읽고 서명해 주세요.") % {"number": agreement.number}
        ),
    ),
    "agreement_signed": Wording(
        True,
        _("협약을 맺었습니다"),
        lambda agreement, _payload: (
            _("협약(%(number)s)에 양쪽이 모두 서명하여 협약이 성립하였습니다. 서명한 협약서는 협약 화면에서 내려받을 수 있습니다.")
            % {"number": agreement.number}
        ),
    ),
    "disbursement_asked": Wording(
        False,
        _("사업비 신청이 들어왔어요"),
        lambda agreement, payload: (
            _("%(party)s에서 %(turn)s차 사업비 %(sum)s을 신청했어요. 지급을 준비해 주세요.")
            % {"party": agreement.case.party.name, "turn": payload["number"], "sum": won_in_full(payload["amount"])}
        ),
    ),
    "payment_returned": Wording(
        True,
        _("사업비 신청을 돌려보냈어요"),
        lambda _agreement, payload: (
            _("사업비 신청을 돌려보냈어요.\n까닭: %(reason)s\n\n고친 뒤에 다시 신청해 주세요.") % {"reason": payload["reason"]}
        ),
    ),
    "payment_confirmed": Wording(
        True,
        _("사업비를 지급했습니다"),
        lambda agreement, payload: (
            _("협약(%(number)s)에 따른 사업비 %(sum)s을 지급하였습니다.")
            % {"number": agreement.number, "sum": official_won(payload["amount"])}
        ),
    ),
    "report_handed_in": Wording(
        False,
        _("보고서가 들어왔어요"),
        lambda agreement, payload: (
            _("%(party)s에서 %(report)s를 냈어요. 확인해 주세요.") % {"party": agreement.case.party.name, "report": _report(payload)}
        ),
    ),
    "report_returned": Wording(
        True,
        _("보고서를 고쳐 주세요"),
        lambda _agreement, payload: (
            _("%(report)s에서 고칠 곳이 있어요.\n%(reason)s\n\n고친 뒤에 다시 내 주세요.")
            % {"report": _report(payload), "reason": payload["reason"]}
        ),
    ),
    "report_accepted": Wording(
        True,
        _("보고서를 받아들였어요"),
        lambda _agreement, payload: _("%(report)s를 받아들였어요. 다음 단계는 사업 화면에서 볼 수 있어요.") % {"report": _report(payload)},
    ),
    "settlement_handed_in": Wording(
        False,
        _("정산서가 들어왔어요"),
        lambda agreement, _payload: _("%(party)s에서 정산서를 냈어요. 확인해 주세요.") % {"party": agreement.case.party.name},
    ),
    "settlement_confirmed": Wording(
        True,
        _("정산 금액을 확정하였습니다"),
        lambda agreement, payload: (
            _(
                "협약(%(number)s)의 정산 금액을 다음과 같이 확정하였습니다.\n확정액: %(confirmed)s\n반납할 금액(이자 포함): %(owed)s\n\n"
                "반납할 금액이 있으면 센터가 알려 드린 계좌로 보내 주시기 바랍니다."
            )
            % {"number": agreement.number, "confirmed": official_won(payload["confirmed"]), "owed": official_won(payload["to_return"])}
        ),
    ),
    "settlement_closed": Wording(
        True,
        _("정산을 마쳤습니다"),
        lambda agreement, _payload: (
            _("협약(%(number)s)의 정산을 마쳤습니다. 증빙 서류는 5년 동안 보관하여 주시기 바랍니다.") % {"number": agreement.number}
        ),
    ),
    "showcase_published": Wording(
        True, _("성과를 공개했어요"), lambda _agreement, _payload: _("함께 만든 성과를 누구나 볼 수 있게 공개했어요. 고마워요.")
    ),
}


def _write(event: EventData) -> None:
    """One letter per person and event, however often it is told."""
    wording, agreement = WORDINGS[event.kind], _agreement_of(event)
    if agreement is None:
        return
    body = wording.body(agreement, event.payload)
    program = agreement.case.round.program.title
    for account_id, address, name in _readers(wording, agreement, event):
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=f"[{program}] {wording.subject}",
            body=f"{program} · {agreement.case.party.name}\n\n{body}",
            dedupe=f"grants:{event.id}:{address}",
            case_id=event.case_id,
            at=event.at,
        )


def _readers(wording: Wording, agreement: Agreement, event: EventData) -> Iterable[tuple[int, str, str]]:
    if wording.to_grantee:
        return people.accounts_of_party(agreement.case.party_id, writers_only=True)
    seat_id = agreement.case.seat_id or agreement.case.round.seat_id
    return people.accounts_of_seat(seat_id, at=event.at) if seat_id else ()


def _agreement_of(event: EventData) -> Agreement | None:
    """Named by the event itself, or by the subject of a payment."""
    agreement_id = event.payload.get("agreement_id")
    if agreement_id is None and (tranche := tranche_of(event.payload.get("subject_key", ""))):
        agreement_id = tranche.agreement_id
    return Agreement.objects.select_related("case__party", "case__round__program").filter(pk=agreement_id or 0).first()


def _follow(event: EventData) -> None:
    """Money told of a payment: its disbursement run follows, if the payment is one of ours."""
    if tranche := tranche_of(event.payload["subject_key"]):
        follow_payment(tranche)


for _kind in WORDINGS:
    answers(_kind, name="grants.letter")(_write)
for _kind in PAYMENT_EVENTS:
    answers(_kind, name="grants.run")(_follow)


@answers("case_ended", name="grants.plan_follow_ups")
def plan_surveys(event: EventData) -> None:
    """A case that ended with an agreement is asked again after the months its definition names."""
    agreement = Agreement.objects.filter(case_id=event.case_id or 0, state__in=["signed", "ended"]).order_by("-id").first()
    if agreement is not None:
        plan_follow_ups(agreement, ended_on=seoul_date(event.at))


def ask_follow_up(found: FollowUp, *, at: datetime, again: bool) -> None:
    """The survey's letter to those who write for the grantee."""
    case = found.agreement.case
    values = {
        "months": found.months,
        "program": case.round.program.title,
        "party": case.party.name,
        "due": day_words(found.due_on, this_year=seoul_date(at).year),
    }
    said = wordings.say("follow_up_reminded" if again else "follow_up_asked", values)
    for account_id, address, name in people.accounts_of_party(case.party_id, writers_only=True):
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=said.subject,
            body=said.body,
            topic=said.topic,
            href=reverse("grants:follow-up", args=[found.agreement_id, found.months]),
            dedupe=f"follow-up:{found.pk}:{'again' if again else 'asked'}:{account_id}",
            case_id=case.pk,
            at=at,
        )
