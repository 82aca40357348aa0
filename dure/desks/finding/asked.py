"""The sentence in the address: who, where, what and when, with the few figures somebody may add. Read into a party that is not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.desks.finding.groups import Group, Placed
from dure.kernel.clock import seoul_date
from dure.platform.actor import Actor
from dure.platform.catalog.located import read
from dure.platform.catalog.reader import HOME

TYPED = "직접 적음"
LONG_AGO = date(2000, 1, 1)
WHO = (
    ("", "어떤 조직이든"),
    ("social_enterprise", "사회적기업"),
    ("pre_social_enterprise", "예비사회적기업"),
    ("village_enterprise", "마을기업"),
    ("pre_village_enterprise", "예비마을기업"),
    ("cooperative", "협동조합"),
    ("social_cooperative", "사회적협동조합"),
    ("self_help_enterprise", "자활기업"),
    ("social_venture", "소셜벤처"),
    ("company", "회사"),
    ("association", "사단법인"),
    ("group", "주민 모임"),
    ("person", "개인"),
)
WHEN = (("", "언제든"), ("now", "지금 바로"), ("soon", "곧 열리면"))
FIGURES = (("members", "구성원 수"), ("resident_members", "그 가운데 지역주민 수"), ("workers", "유급 근로자 수"))
_STATUSES = frozenset(programs.STATUS_WORDS) - frozenset(programs.LEGAL_FORM_WORDS)
_GROUPS_WHEN = {"now": {Group.NOW, Group.ALMOST}, "soon": {Group.SOON}}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was chosen; empty leaves it open."""

    who: str = ""
    where: str = ""
    what: str = ""
    when: str = ""
    founded: date | None = None
    figures: tuple[tuple[str, int], ...] = ()
    party: str = ""

    def typed(self) -> dict[str, str]:
        """The figures as the form shows them again."""
        return {key: str(value) for key, value in self.figures}


def sentence_of(query: Mapping[str, str]) -> Sentence:
    """What the address says; a word it does not know counts as nothing."""
    return Sentence(
        who=_among(query.get("who", ""), WHO),
        where=query.get("where", "") if query.get("where", "").isdigit() and len(query.get("where", "")) == 5 else "",
        what=_among(query.get("what", ""), what_choices()),
        when=_among(query.get("when", ""), WHEN),
        founded=_day(query.get("founded", "")),
        figures=tuple((key, number) for key, _ in FIGURES if (number := _number(query.get(key, ""))) is not None),
        party=query.get("party", "") if query.get("party", "").isdigit() else "",
    )


def sentence_choices() -> dict[str, Any]:
    """What the sentence may say."""
    return {"who": WHO, "where": where_choices(), "what": what_choices(), "when": WHEN}


def own_sentence(actor: Actor) -> Sentence:
    """The sentence as somebody's first party would say it; who has none begins with an open one."""
    party = people.Party.objects.filter(pk__in=actor.party_ids, closed_at=None).order_by("name", "id").first() if actor.party_ids else None
    if party is None:
        return Sentence()
    who = party.kind if party.kind in {"group", "person"} else party.legal_form
    return Sentence(who=_among(who, WHO), where=party.district_id or "", party=str(party.pk))


def what_choices() -> list[tuple[str, str]]:
    return [("", "무엇이든"), *programs.SUPPORT_WORDS.items()]


@cache
def where_choices() -> list[tuple[str, str]]:
    """The catalog's districts; their file changes only with a new release, so each process reads it once."""
    return [("", "서울 어디나"), *((place["code"], place["name"]) for place in read(HOME / "districts.yaml").data)]


def _among(word: str, choices: Any) -> str:
    return word if word in dict(choices) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def hypothetical(sentence: Sentence, at: datetime, own: people.KnownParty | None = None) -> people.KnownParty:
    """The party that the sentence tells of. One's own party keeps what is known of it where the sentence says nothing else."""
    who = sentence.who
    figures = {key: people.FactShown(value, TYPED, seoul_date(at)) for key, value in sentence.figures}
    held = (people.StatusShown(who, LONG_AGO, None),) if who in _STATUSES else ()
    kind = who if who in {"group", "person"} else "organization"
    form = {"group": "unregistered", "person": "person"}.get(who, who if who in programs.LEGAL_FORM_WORDS else "")
    return people.KnownParty(
        id=own.id if own else 0,
        name=own.name if own else "우리 조직",
        kind=own.kind if own and not who else kind,
        legal_form=form or (own.legal_form if own else ""),
        district=sentence.where or (own.district if own else "") or "11",
        founded_on=sentence.founded or (own.founded_on if own else None),
        statuses=(*held, *(own.statuses if own else ())),
        facts={**(own.facts if own else {}), **figures},
    )


def admitted(found: list[Placed], sentence: Sentence) -> list[Placed]:
    """Those that give what is asked for, when it is asked for."""
    groups = _GROUPS_WHEN.get(sentence.when)
    return [
        one
        for one in found
        if (not sentence.what or sentence.what in one.offer.program.support_kinds) and (groups is None or one.group in {*groups, Group.NOT})
    ]
