"""What a page shows of an offer: the call, and the self-check with the unmet rules first. Only what is shown is explained."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.desks.finding.groups import TITLES, Group, Placed, expected_on
from dure.kernel.clock import seoul_date
from dure.kernel.korean import day_words
from dure.kernel.verdicts import Answer, Verdict

_ONE_MORE = re.compile(r"(\d+)명 더")


@dataclass(frozen=True, slots=True)
class People:
    """Members as people: how many there are, how many of them count, how many are lacking."""

    total: int
    filled: int
    needed: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A rule's answer with its word, its tone, and a way to mend it that is in this house."""

    verdict: Verdict
    word: str
    tone: str
    href: str = ""
    label: str = ""
    people: People | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The self-check of one offer: what is not met, what is, and what is looked at when one applies."""

    headline: str
    met: int
    total: int
    open: tuple[Line, ...]
    done: tuple[Line, ...]
    later: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer as a card."""

    offer: programs.Offer
    group: Group
    href: str
    apply_href: str
    title: str
    reason: str
    missing: tuple[str, ...]
    when: str
    check: Check
    closes_at: datetime | None
    may_watch: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """A group on the page."""

    group: Group
    title: str
    cards: tuple[OfferCard, ...]
    folded: bool


def shelves(found: Sequence[Placed], facts: programs.PartyFacts, at: datetime, *, party_id: int | None = None) -> list[Shelf]:
    """The groups on this page, in order; those that do not fit are folded."""
    cards = [(one.group, card(one, facts, at, party_id)) for one in found]
    return [
        Shelf(group, TITLES[group], tuple(one for _, one in many), group is Group.NOT)
        for group, many in groupby(cards, key=lambda pair: pair[0])
    ]


def card(one: Placed, facts: programs.PartyFacts, at: datetime, party_id: int | None) -> OfferCard:
    """Explain this offer to this party."""
    offer = one.offer
    findings = programs.check_party(offer.terms, facts, at=at, noticed_on=offer.day)
    check = _check(findings.verdicts, facts, party_id)
    first = next(iter(check.open), None)
    reason = "지금 접수하는 모집이 없어요." if one.waits else first.verdict.sentence if first else ""
    program = offer.program
    return OfferCard(
        offer=offer,
        group=one.group,
        href=reverse("public:program", args=[program.edition.year, program.slug]),
        apply_href=reverse("cases:start", args=[offer.round.pk]) if offer.round and one.group in {Group.NOW, Group.ALMOST} else "",
        title=offer.title,
        reason=reason,
        missing=tuple(line.verdict.remedy or line.verdict.sentence for line in check.open[:3]) if one.group is not Group.NOT else (),
        when=_when(one),
        check=check,
        closes_at=offer.round.closes_at if offer.round and one.group is not Group.SOON else None,
        may_watch=one.group is Group.SOON,
    )


def _when(one: Placed) -> str:
    if one.group is not Group.SOON:
        return ""
    if one.offer.round and one.offer.round.opens_at:
        return f"{day_words(seoul_date(one.offer.round.opens_at))}에 열려요"
    day = expected_on(one.offer)
    return f"{day_words(day)} 즈음 열릴 예정이에요" if day else ""


def _check(verdicts: Sequence[Verdict], facts: programs.PartyFacts, party_id: int | None) -> Check:
    kinds = programs.RULE_KINDS
    later = [_line(verdict, facts, None) for verdict in verdicts if kinds[verdict.rule].declared]
    asked = [verdict for verdict in verdicts if not kinds[verdict.rule].declared]
    open_ = [_line(verdict, facts, party_id) for verdict in asked if not verdict.is_met]
    done = [_line(verdict, facts, None) for verdict in asked if verdict.is_met]
    unmet = sum(1 for verdict in asked if verdict.answer is Answer.NO)
    headline = (
        "요건을 모두 채웠어요"
        if not open_
        else f"{len(asked)}개 가운데 {unmet}개를 고치면 돼요"
        if unmet
        else f"{len(open_)}개만 더 알려 주세요"
    )
    if not asked:
        headline = "정해진 자격 요건이 없어요"
    return Check(headline, len(done), len(asked), tuple(open_), tuple(done), tuple(later))


def _line(verdict: Verdict, facts: programs.PartyFacts, party_id: int | None) -> Line:
    word, tone = cases.ANSWER_WORDS[verdict.answer]
    href, label = _mend(verdict, party_id)
    return Line(verdict, str(word), tone, href, label, _people(verdict, facts))


def _mend(verdict: Verdict, party_id: int | None) -> tuple[str, str]:
    """Where in this house the gap can be closed."""
    if verdict.is_met:
        return "", ""
    needs = programs.RULE_KINDS[verdict.rule].needs
    if "trained" in needs:
        return f"{reverse('public:programs')}?support=training", "교육 찾아보기"
    if party_id is not None and needs and "supported" not in needs and "excluded" not in needs:
        return reverse("people:organization", args=[party_id]), "단체 정보 채우기"
    return "", ""


def _people(verdict: Verdict, facts: programs.PartyFacts) -> People | None:
    """Draw residents among the members as people, those to add dashed."""
    known: dict[str, Any] = {key: facts.facts[key].value for key in ("members", "resident_members") if key in facts.facts}
    if verdict.rule != "residents_at_least" or len(known) < 2 or not 0 < int(known["members"]) <= 30:
        return None
    more = _ONE_MORE.search(verdict.remedy)
    total, filled, needed = int(known["members"]), int(known["resident_members"]), int(more.group(1)) if more else 0
    label = f"구성원 {total}명 가운데 주민 {filled}명" + (f", {needed}명 더 필요" if needed else "")
    return People(total, min(filled, total), needed, label)
