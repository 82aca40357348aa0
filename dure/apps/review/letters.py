"""Letters of challenges, objections, feedback and places given up."""

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.review.models import Challenge, Decision, Objection, PanelSeat
from dure.apps.review.queries.feedback import feedback_of
from dure.apps.review.words import Verdict
from dure.kernel.korean import instant_words
from dure.platform import events, letters
from dure.platform.events import EventData


def to_writers(case: cases.Case, subject: str, body: str, *, dedupe: str, event: EventData) -> None:
    """To everyone who writes for the applicant."""
    for account_id, address, name in people.accounts_of_party(case.party_id, writers_only=True):
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=subject,
            body=body,
            dedupe=f"{dedupe}:{account_id}",
            case_id=case.pk,
            at=event.at,
        )


def to_officers(case_round_seat: int | None, subject: str, body: str, *, dedupe: str, event: EventData) -> None:
    """To whoever sits in the round's seat; a round without one waits on the desk only."""
    if case_round_seat is None:
        return
    for account_id, address, name in people.accounts_of_seat(case_round_seat, at=event.at):
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=subject,
            body=body,
            dedupe=f"{dedupe}:{account_id}",
            at=event.at,
        )


@events.answers("invitation_declined", name="review.substitute")
def tell_declined(event: EventData) -> None:
    """The officer learns that a seat is open again."""
    seat = PanelSeat.objects.select_related("panel__round", "reviewer__account").get(pk=event.subject_id)
    body = _(
        "%(name)s 심사위원이 %(round)s 심사를 사양하였습니다. 심사위원 화면에서 다음 차례의 심사위원을 한 번에 초대하실 수 있습니다."
    ) % {
        "name": seat.reviewer.account.name,
        "round": seat.panel.round.title,
    }
    to_officers(seat.panel.round.seat_id, _("심사위원이 사양하였습니다"), body, dedupe=f"review:seat:{seat.pk}:declined", event=event)


@events.answers("reviewer_challenged", name="review.challenged")
def tell_challenged(event: EventData) -> None:
    """The officer learns of a challenge; the letter repeats nothing of it."""
    challenge = Challenge.objects.select_related("seat__panel__round").get(pk=event.subject_id)
    found = challenge.seat.panel.round
    body = _("%(round)s의 심사위원에 대한 기피신청이 들어왔습니다. 심사위원 화면에서 확인하여 결정해 주시기 바랍니다.") % {
        "round": found.title
    }
    to_officers(found.seat_id, _("기피신청이 들어왔습니다"), body, dedupe=f"review:challenge:{challenge.pk}:filed", event=event)


@events.answers("challenge_decided", name="review.challenge")
def tell_challenge_decided(event: EventData) -> None:
    """The applicant reads what was decided and why."""
    challenge = Challenge.objects.select_related("case__party", "case__round").get(pk=event.subject_id)
    said = (
        _("받아들여 해당 심사위원이 귀 신청의 심사에서 빠집니다")
        if challenge.verdict == Verdict.UPHELD
        else _("받아들이지 않기로 하였습니다")
    )
    body = _("%(party)s 귀하\n\n%(round)s의 기피신청을 %(said)s.\n\n사유: %(answer)s") % {
        "party": challenge.case.party.name,
        "round": challenge.case.round.title,
        "said": said,
        "answer": challenge.answer,
    }
    to_writers(challenge.case, _("기피신청의 결정을 알려 드립니다"), body, dedupe=f"review:challenge:{challenge.pk}:decided", event=event)


@events.answers("feedback_released", name="review.feedback")
def tell_feedback(event: EventData) -> None:
    """The approved remarks, criterion by criterion, when they come after the result."""
    decision = Decision.objects.select_related("case__party", "case__round", "panel__round").get(pk=event.subject_id)
    lines = [f"{line.title}\n{line.remark}" for line in feedback_of(decision).lines if line.remark]
    head = _("%(party)s 귀하\n\n%(round)s에 신청하신 ‘%(title)s’에 대한 심사 의견을 알려 드립니다.") % {
        "party": decision.case.party.name,
        "round": decision.case.round.title,
        "title": decision.case.title,
    }
    body = "\n\n".join([head, *lines])
    to_writers(decision.case, _("심사 의견을 알려 드립니다"), body, dedupe=f"review:feedback:{event.id}", event=event)


@events.answers("objection_filed", name="review.objection")
def tell_objection_filed(event: EventData) -> None:
    """A receipt to the applicant, and word to the officer."""
    objection = Objection.objects.select_related("decision__case__party", "decision__case__round").get(pk=event.subject_id)
    case = objection.decision.case
    body = _(
        "%(party)s 귀하\n\n%(round)s의 심사 결과에 대한 이의신청을 접수하였습니다. %(due)s까지 다시 살펴보고 결과를 알려 드립니다."
    ) % {
        "party": case.party.name,
        "round": case.round.title,
        "due": instant_words(objection.due_at),
    }
    to_writers(case, _("이의신청을 접수하였습니다"), body, dedupe=f"review:objection:{objection.pk}:filed", event=event)
    word = _("%(receipt)s 신청의 이의신청이 들어왔습니다. %(due)s까지 답하여 주시기 바랍니다.") % {
        "receipt": case.receipt,
        "due": instant_words(objection.due_at),
    }
    to_officers(case.round.seat_id, _("이의신청이 들어왔습니다"), word, dedupe=f"review:objection:{objection.pk}:word", event=event)


@events.answers("objection_decided", name="review.objection")
def tell_objection_decided(event: EventData) -> None:
    """What the second look came to; a new result has a letter of its own."""
    objection = Objection.objects.select_related("decision__case__party", "decision__case__round").get(pk=event.subject_id)
    case = objection.decision.case
    said = _("받아들여 결과를 다시 정하였습니다") if objection.verdict == Verdict.UPHELD else _("받아들이지 않기로 하였습니다")
    body = _("%(party)s 귀하\n\n%(round)s의 심사 결과에 대한 이의신청을 다시 살펴 %(said)s.\n\n사유: %(answer)s") % {
        "party": case.party.name,
        "round": case.round.title,
        "said": said,
        "answer": objection.answer,
    }
    to_writers(case, _("이의신청의 결정을 알려 드립니다"), body, dedupe=f"review:objection:{objection.pk}:decided", event=event)


@events.answers("selection_given_up", name="review.given_up")
def tell_given_up(event: EventData) -> None:
    """A receipt to the applicant, and word to the officer: the next reserve may move up."""
    decision = Decision.objects.select_related("case__party", "case__round").get(pk=event.subject_id)
    case = decision.case
    body = _("%(party)s 귀하\n\n%(round)s의 선정을 포기하신다는 뜻을 접수하였습니다.") % {
        "party": case.party.name,
        "round": case.round.title,
    }
    to_writers(case, _("선정 포기를 접수하였습니다"), body, dedupe=f"review:given-up:{decision.pk}", event=event)
    word = _("%(receipt)s 신청이 선정을 포기하였습니다. 선정 화면에서 예비 순위를 올리실 수 있습니다.") % {"receipt": case.receipt}
    to_officers(case.round.seat_id, _("선정을 포기한 신청이 있습니다"), word, dedupe=f"review:given-up:{decision.pk}:word", event=event)
