"""A keyed hash by which the same person is found in two agreements; without the key nobody can try names and days against it."""

import hashlib
import hmac
from datetime import date

from django.conf import settings


def person_hash(name: str, birth_date: date | None) -> str:
    """Of the name without blanks and the birth date; nothing without a birth date, because many people share a name."""
    if birth_date is None:
        return ""
    key = hmac.new(settings.DURE_COLUMN_KEYS[-1], b"labor:person", hashlib.sha256).digest()
    return hmac.new(key, f"{''.join(name.split())}:{birth_date.isoformat()}".encode(), hashlib.sha256).hexdigest()
