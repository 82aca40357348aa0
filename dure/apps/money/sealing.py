"""Account numbers at rest: AES-GCM under a key of the installation, bound to their party; and a keyed hash to find equal ones."""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


class Unreadable(Exception):
    """The sealed text belongs to another party, another key, or was changed."""


def seal(text: str, *, party_id: int) -> str:
    """Encrypt under the newest key. The same text seals differently each time and opens only for its party."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_key("seal", 0)).encrypt(nonce, text.encode(), _bound_to(party_id))
    return base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, party_id: int) -> str:
    """Decrypt with whichever of the installation's keys fits."""
    raw = base64.b64decode(sealed)
    for place in range(len(settings.DURE_COLUMN_KEYS)):
        try:
            return AESGCM(_key("seal", place)).decrypt(raw[:_NONCE], raw[_NONCE:], _bound_to(party_id)).decode()
        except InvalidTag:
            continue
    raise Unreadable("sealed number does not open")


def fingerprint(bank_code: str, number: str) -> str:
    """Equal accounts have equal fingerprints; without the key nobody can try numbers against them."""
    return hmac.new(_key("fingerprint", -1), f"{bank_code}:{number}".encode(), hashlib.sha256).hexdigest()


def approval_key() -> bytes:
    """The key of what approvals bind; the oldest, so that a change of keys leaves running payments valid."""
    return _key("approval", -1)


def _key(purpose: str, place: int) -> bytes:
    return hmac.new(settings.DURE_COLUMN_KEYS[place], f"money:{purpose}".encode(), hashlib.sha256).digest()


def _bound_to(party_id: int) -> bytes:
    return f"money.payee:{party_id}".encode()
