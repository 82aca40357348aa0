"""What a track or a part says for itself: its own page, and those topics that it does not share with the program.

A topic of one is edited as the program's topic is, on a view of the document in which its own contents stand where the program's do;
what was typed goes back to its own place (`life_of`). Keys of such topics are "t1~score", "t1~application:s1"; "t1~own" is the page itself.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from dure.apps.programs.editing.fields import Document, Field, Listing, Options, Row, Topic

OWN: dict[str, tuple[str, ...]] = {
    "questions": ("sections", "asks_partners", "partners_sign", "partners_without_account"),
    "precheck": ("precheck_sections",),
    "documents": ("documents",),
    "rules": ("rules",),
    "score": ("score_sheet",),
    "clauses": ("agreement_terms",),
    "reports": ("report_forms",),
    "follow_up": ("follow_up",),
    "spending": (
        "budget_categories", "asks_budget", "legal_basis", "payment_mode", "pays_per", "claims", "verified_from", "settled_by_ratio",
        "return_share", "retention_years", "unselected_years",
    ),
}  # fmt: skip
"""Topics that a track or part may have for itself, with their names in a life; the first one tells that it does."""
TITLES: Options = (
    ("questions", "신청 문항"), ("precheck", "사전진단 서식"), ("documents", "서류"), ("rules", "자격 규칙(사업의 규칙 대신)"), ("score", "심사표"),
    ("clauses", "협약 조문"), ("reports", "보고 양식"), ("follow_up", "사후 조사"), ("spending", "비목과 교부"),
)  # fmt: skip
ABOVE = {"application": "questions", "kickoff": "reports", "interim": "reports", "final": "reports", "follow_up": "follow_up"}
"""The topic to which the pages of questions of a form belong."""


def split(key: str) -> tuple[str, str]:
    """The track or part and its topic; no track or part for the program's own topics."""
    variant, mark, inner = key.partition("~")
    return (variant, inner) if mark else ("", key)


def topic_above(key: str) -> str:
    """The topic of a page of questions; a topic itself otherwise."""
    scope = split(key)[1].partition(":")[0]
    return ABOVE.get(scope, scope)


def variants(document: Document) -> Iterator[tuple[str, int, Row]]:
    """Every track and part with its listing and number."""
    for listing in ("tracks", "parts"):
        for number, row in enumerate(document.get(listing) or ()):
            yield listing, number, row


def listing_of(key: str, document: Document) -> str:
    """tracks or parts; nothing for a key that neither has."""
    return next((listing for listing, _, row in variants(document) if row["key"] == key), "")


def title_of(key: str, document: Document) -> str:
    """The name of a track or part."""
    return next((row["title"] or key for _, _, row in variants(document) if row["key"] == key), key)


def owned(key: str, document: Document) -> list[str]:
    """Topics that a track or part has for itself."""
    chosen: list[str] = (document.get("own_topics") or {}).get(key) or []
    return [topic for topic in OWN if topic in chosen]


def seen_as(key: str, document: Document) -> Document:
    """The document as one track or part lives it; the document itself for no key."""
    return {**document, "life": {**document["life"], **(document.get("life_of") or {}).get(key, {})}} if key else document


def put_back(changes: dict[str, Any], key: str) -> dict[str, Any]:
    """Changes of such a view at the places of the document."""
    if not key:
        return changes
    return {
        f"life_of.{key}.{place.removeprefix('life.')}" if place.startswith("life.") else place: value for place, value in changes.items()
    }


def opened(draft: Document) -> dict[str, list[str]]:
    """For every track and part the topics that its document tells apart."""
    own = draft.get("life_of") or {}
    return {row["key"]: [topic for topic, names in OWN.items() if names[0] in own.get(row["key"], {})] for _, _, row in variants(draft)}


def tidied(found: Document, before: Document) -> None:
    """A topic that a track or part is to have for itself begins as the program's; one that it shall share again is forgotten."""
    chosen, chosen_before = found.get("own_topics") or {}, before.get("own_topics") or {}
    keys = {row["key"] for _, _, row in variants(found)}
    lives: dict[str, Any] = {key: own for key, own in (found.get("life_of") or {}).items() if key in keys}
    for key in keys & set(chosen):
        own = lives.setdefault(key, {})
        for topic, names in OWN.items():
            if topic in chosen[key]:
                for name in names:
                    own.setdefault(name, copy.deepcopy(found["life"].get(name)))
            elif topic in chosen_before.get(key, ()):
                for name in names:
                    own.pop(name, None)
    found["own_topics"] = {key: topics for key, topics in chosen.items() if key in keys}
    found["life_of"] = lives


def own_page(key: str, document: Document, *, money: tuple[Listing, ...], rules: Callable[[], Listing]) -> Topic | None:
    """What a track or part says beside its line in the list: its money, rules, and which topics are its own."""
    listing = listing_of(key, document)
    if not listing:
        return None
    place = (listing, f"#{key}")
    return Topic(
        f"{key}~own", f"‘{title_of(key, document)}’만의 내용", "적지 않은 것은 사업의 것을 그대로 따라요.",
        (
            Field("ruleset", "따르는 법령의 요건", "choice", width="l", optional=True, place=(*place, "ruleset")),
            Field("own_topics", "사업과 따로 정하는 주제", "many", TITLES, "고르고 저장하면 사업의 내용을 베껴 와서 따로 고칠 수 있어요.",
                  optional=True, place=("own_topics", key)),
            Field("budget", "전체 예산", "amount", width="l", optional=True, place=(*place, "budget")),
            Field("conditions", "알아둘 것", "lines", hint="한 줄에 하나씩 적어요.", optional=True, place=(*place, "conditions")),
            Field("topics", "공모 주제나 과목", "lines", hint="한 줄에 하나씩 적어요.", optional=True, place=(*place, "topics")),
        ),
        (
            *(Listing(one.name, one.noun, (*place, one.name), one.fields, one.blank, one.said) for one in money),
            Listing("rules", "규칙", (*place, "rules"), rules().fields, rules().blank, rules().said, kinds=rules().kinds,
                    kind_field="rule", hint="사업의 규칙에 더해서 물어요."),
        ),
    )  # fmt: skip
