"""Was the sign-in a moment ago? Where money goes is only said by somebody who has just shown who they are (reliability B46)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.urls import reverse

from dure.platform.http import ActorRequest

FRESH_FOR = timedelta(minutes=5)


def is_fresh(request: ActorRequest) -> bool:
    """A password, a code by mail or a second factor was given within the last minutes of this very session."""
    moments = [_moment(record) for record in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])]
    return any(timedelta(0) <= request.at - moment < FRESH_FOR for moment in moments if moment is not None)


def _moment(record: dict[str, Any]) -> datetime | None:
    at = record.get("at")
    return datetime.fromtimestamp(int(at), UTC) if isinstance(at, int | float) else None


def sign_in_again(request: ActorRequest) -> str:
    """Where one shows it, and comes back from."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
