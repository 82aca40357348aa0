"""Letters of review, in the words of official notices; answers to its events."""

from django.utils.translation import gettext as _

from dure.apps.people import facade as people
from dure.apps.review.models import Decision, PanelSeat
from dure.apps.review.queries.feedback import feedback_of
from dure.apps.review.queries.panels import objections_end
from dure.apps.review.words import DecisionOutcome, Mode
from dure.kernel.korean import instant_words
from dure.kernel.won import won_in_full
from dure.platform import events, letters
from dure.platform.events import EventData


@events.answers("reviewer_invited", name="review.invite")
def invite(event: EventData) -> None:
    """Ask the reviewer; the letter names no applicant, ties are declared inside."""
    seat = PanelSeat.objects.select_related("panel__round", "reviewer__account").get(pk=event.subject_id)
    panel, account = seat.panel, seat.reviewer.account
    body = _(
        "%(name)s 심사위원께\n\n"
        "%(round)s의 심사를 부탁드립니다.\n\n"
        "심사 방법: %(mode)s\n"
        "심사 마감: %(due)s\n\n"
        "로그인하여 ‘심사’에서 참여 여부를 답하여 주시기 바랍니다. 신청 조직과 이해관계가 있는지는 심사를 시작하기 전에 한 건씩 확인합니다."
    ) % {
        "name": account.name,
        "round": panel.round.title,
        "mode": dict(Mode.choices).get(panel.mode, panel.mode),
        "due": instant_words(panel.due_at),
    }
    letters.write(
        to_address=account.email,
        to_name=account.name,
        to_account_id=account.pk,
        subject=_("심사 참여를 부탁드립니다: %(round)s") % {"round": panel.round.title},
        body=body,
        dedupe=f"review:seat:{seat.pk}:invited",
        at=event.at,
    )


@events.answers("case_selected", name="review.tell")
def tell_selected(event: EventData) -> None:
    """The result of one case, to everyone who writes for the applicant."""
    _tell_result(event)


@events.answers("case_reserved", name="review.tell")
def tell_reserved(event: EventData) -> None:
    """The place on the reserve list."""
    _tell_result(event)


@events.answers("case_rejected", name="review.tell")
def tell_rejected(event: EventData) -> None:
    """Thanks, the reason, and what comes next."""
    _tell_result(event)


def _tell_result(event: EventData) -> None:
    decision = Decision.objects.select_related("case__party", "panel__round").get(pk=event.subject_id)
    subject = _("심사 결과를 알려 드립니다: %(round)s") % {"round": decision.panel.round.title}
    body = _letter_of(decision)
    for account_id, address, name in people.accounts_of_party(decision.case.party_id, writers_only=True):
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=subject,
            body=body,
            dedupe=f"review:decision:{decision.pk}:{account_id}",
            case_id=decision.case_id,
            at=event.at,
        )


def _letter_of(decision: Decision) -> str:
    case = decision.case
    head = _("%(party)s 귀하\n\n%(round)s에 신청하신 ‘%(title)s’(접수번호 %(receipt)s)의 심사 결과를 알려 드립니다.") % {
        "party": case.party.name,
        "round": decision.panel.round.title,
        "title": case.title,
        "receipt": case.receipt,
    }
    return "\n\n".join(part for part in (head, _result_of(decision), _points_of(decision), _next_of(decision)) if part)


def _result_of(decision: Decision) -> str:
    if decision.outcome == DecisionOutcome.SELECTED:
        return _("결과: 선정\n지원금: %(awarded)s") % {"awarded": won_in_full(decision.awarded)}
    if decision.outcome == DecisionOutcome.RESERVE:
        return _("결과: 예비 %(rank)d순위") % {"rank": decision.reserve_rank}
    reason = _("결과: 미선정\n사유: %(reason)s") % {"reason": feedback_of(decision).reason}
    return (
        reason
        + "\n"
        + _("이 결과에 이의가 있으시면 %(until)s까지 로그인하여 이의신청을 하실 수 있습니다.")
        % {"until": instant_words(objections_end(decision))}
    )


def _points_of(decision: Decision) -> str:
    told = feedback_of(decision)
    if not told.lines:
        return ""
    lines = [f"- {line.title}: {line.mean}점 / {line.points}점" + (f"\n  {line.remark}" if line.remark else "") for line in told.lines]
    return "\n".join([_("심사위원 평균: %(mean)s점") % {"mean": told.mean}, *lines])


def _next_of(decision: Decision) -> str:
    if decision.outcome == DecisionOutcome.SELECTED:
        return _("다음 순서는 협약입니다. 협약서가 준비되면 다시 알려 드리며, 로그인하여 ‘내 할 일’에서 확인하실 수 있습니다.")
    if decision.outcome == DecisionOutcome.RESERVE:
        return _("선정된 조직이 사업을 포기하면 예비 순위에 따라 차례로 선정하며, 그때 다시 알려 드립니다.")
    return _(
        "신청해 주셔서 감사합니다. 다음 모집은 추진일정표에서 확인하실 수 있으며, 신청서를 보완하는 일은 사업 담당자와 상담하실 수 있습니다."
    )
