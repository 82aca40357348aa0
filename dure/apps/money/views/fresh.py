"""Was the sign-in a moment ago? Where money goes is only said by somebody who has just shown who they are (reliability B46)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.urls import reverse

from dure.kernel.clock import seoul_date
from dure.platform import rates
from dure.platform.http import ActorRequest


def is_fresh(request: ActorRequest) -> bool:
    """A password, a code by mail or a second factor was given within the last minutes of this very session; the rates say how many."""
    fresh_for = timedelta(minutes=rates.whole("fresh_sign_in_minutes", on=seoul_date(request.at)))
    moments = [_moment(record) for record in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])]
    return any(timedelta(0) <= request.at - moment < fresh_for for moment in moments if moment is not None)


def _moment(record: dict[str, Any]) -> datetime | None:
    at = record.get("at")
    return datetime.fromtimestamp(int(at), UTC) if isinstance(at, int | float) else None


def sign_in_again(request: ActorRequest) -> str:
    """Where one shows it, and comes back from."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
