"""Letters as data: each app keeps its texts in `wordings.yaml`; a center may put its own words in their place.

A text names its register (formal 합니다체 for what binds, plain 해요체 for the rest), its topic, and a sample for each value it may use.
"""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.models import Wording
from dure.platform.notice_words import Topic
from dure.platform.verbs import Key, verb

REGISTERS = {"formal": "합니다체", "plain": "해요체"}


@dataclass(frozen=True, slots=True)
class Text:
    """One letter as it came with the house; `values` maps each name in braces to a sample."""

    key: str
    title: str
    register: str
    topic: Topic
    subject: str
    body: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A letter ready to be written."""

    subject: str
    body: str
    topic: Topic


@cache
def texts() -> dict[str, Text]:
    """Every app's texts, by key. A text that names a value without a sample never gets in."""
    found: dict[str, Text] = {}
    for app in apps.get_app_configs():
        path = Path(app.path) / "wordings.yaml"
        if not path.is_file():
            continue
        for key, said in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            text = Text(
                key,
                said["title"],
                said["register"],
                Topic(said["topic"]),
                said["subject"],
                said["body"].strip(),
                {name: str(sample) for name, sample in (said.get("values") or {}).items()},
            )
            assert key not in found, f"{key} stands in two files"
            assert text.register in REGISTERS, key
            assert not unknown_names(text, text.subject, text.body), key
            found[key] = text
    return found


def unknown_names(text: Text, subject: str, body: str) -> list[str]:
    """Names in braces that this letter does not know; a stray brace is one of them."""
    unknown = []
    for part in (subject, body):
        try:
            named = [
                field + (f"!{turn}" if turn else "") + (f":{form}" if form else "")
                for _, field, form, turn in string.Formatter().parse(part)
                if field is not None
            ]
        except ValueError:
            return ["{"]
        unknown += [field or "{}" for field in named if field not in text.values]
    return sorted(set(unknown))


def say(key: str, values: Mapping[str, Any]) -> Said:
    """The letter in the center's words, else in the house's. A missing value is an error of ours and fails at once."""
    text = texts()[key]
    own = Wording.objects.filter(key=key).values_list("subject", "body").first()
    subject, body = own or (text.subject, text.body)
    shown = {name: str(value) for name, value in values.items()}
    return Said(_filled(subject, shown), _filled(body, shown), text.topic)


def own_words() -> dict[str, Wording]:
    """What the center put in place of the house's words, by key."""
    return {row.key: row for row in Wording.objects.order_by("key")}


def preview(text: Text, subject: str, body: str) -> Said:
    """The letter with its samples."""
    return Said(_filled(subject, text.values), _filled(body, text.values), text.topic)


def _filled(said: str, values: Mapping[str, str]) -> str:
    """Lines that only hold an empty value go away, so that a letter has no holes."""
    lines = []
    for line in said.split("\n"):
        full = line.format_map(values)
        if full.strip() or not line.strip():
            lines.append(full)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@verb
def reword(*, text_key: str, subject: str, body: str, by: Actor, at: datetime, key: Key) -> Wording | None:
    """Put the center's own words in place; the house's words again if both are as they came."""
    text = texts()[text_key]
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
    if not subject or not body:
        raise Refused("제목과 본문을 모두 적어 주세요.")
    if len(subject) > 200:
        raise Refused("제목은 200자까지 적을 수 있어요.")
    if unknown := unknown_names(text, subject, body):
        known = ", ".join(f"{{{name}}}" for name in text.values)
        raise Refused(f"이 알림에서 쓸 수 없는 이름이 있어요: {', '.join(unknown)}. 쓸 수 있는 이름은 {known or '없어요'}")
    if (subject, body) == (text.subject, text.body):
        Wording.objects.filter(key=text_key).delete()
        return None
    said, _ = Wording.objects.update_or_create(
        key=text_key,
        defaults={"subject": subject, "body": body, "changed_at": at, "changed_by_id": by.account_id, "changed_by_name": by.name},
    )
    journal.write(said, "reword", by=by, at=at, detail={"key": text_key})
    return said
