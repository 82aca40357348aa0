"""Messages to telephones: the adapter a center names in its settings carries them; without one nobody is offered the choice."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Messenger(Protocol):
    """Carries one short text to one telephone, or raises; the house tries again with growing pauses."""

    def send(self, *, telephone: str, text: str, reference: str, at: datetime) -> None: ...


class FolderMessenger:
    """Leaves each message as a JSON file for a gateway that picks them up from DATA/messages. The same reference is one file."""

    def __init__(self) -> None:
        self.folder = Path(settings.DURE_MESSAGES)

    def send(self, *, telephone: str, text: str, reference: str, at: datetime) -> None:
        """Write beside and rename, so that nobody picks up half a file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        whole = self.folder / f"{reference}.json"
        part = whole.with_suffix(".part")
        part.write_text(json.dumps({"to": telephone, "text": text, "at": at.isoformat()}, ensure_ascii=False), encoding="utf-8")
        part.replace(whole)


def is_configured() -> bool:
    """Does this center send messages at all?"""
    return bool(settings.DURE_MESSENGER)


@cache
def _named(path: str) -> Messenger:
    return import_string(path)()


def messenger() -> Messenger:
    """The center's adapter."""
    return _named(settings.DURE_MESSENGER)
