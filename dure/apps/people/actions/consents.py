"""Remembering what somebody agreed to, and to which text."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.people.models import Consent, ConsentText
from dure.apps.people.queries.consents import newest_texts
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.platform import facts
from dure.platform.verbs import part


@part
def record_consents(
    *, account_id: int, answers: Mapping[str, bool], at: datetime, case_id: int | None = None, party_id: int | None = None
) -> list[Consent]:
    """Write one row per answer with the newest text of its key. Refused when a required text was not agreed to; the optional never block."""
    texts = newest_texts(answers, at=at)
    if unknown := sorted(set(answers) - set(texts)):
        raise KeyError(", ".join(unknown))
    if missing := [text.title for key, text in texts.items() if text.required and not answers[key]]:
        raise Refused([_("'%(title)s'에 동의해야 신청할 수 있어요.") % {"title": title} for title in missing])
    if party_id is not None:
        for key, given in answers.items():
            _publish(party_id, texts[key], given=given, at=at)
    return [_answer(texts[key], given, account_id=account_id, case_id=case_id, party_id=party_id, at=at) for key, given in answers.items()]


def _publish(party_id: int, text: ConsentText, *, given: bool, at: datetime) -> None:
    """What rules of programs may read: the party agreed to the text, or did not."""
    facts.publish(
        subject_kind="party",
        subject_id=party_id,
        key=f"consent:{text.key}",
        value=int(given),
        valid_from=seoul_date(at),
        source=f"{text.title} 동의",
        publisher="people",
        at=at,
    )


def _answer(text: ConsentText, given: bool, *, account_id: int, case_id: int | None, party_id: int | None, at: datetime) -> Consent:
    return Consent.objects.create(text=text, account_id=account_id, case_id=case_id, party_id=party_id, given=given, at=at)
