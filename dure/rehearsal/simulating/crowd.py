"""The invented parties of a simulation: some that meet almost any rule, and some that meet few."""

from dataclasses import dataclass, field
from datetime import date, datetime

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.rehearsal.cast import HOUSE, Applicant, Cast, script
from dure.rehearsal.numbers import business_number
from dure.rehearsal.paying import name_account

DISTRICT = "11530"
"""The district of the government officer in cast.yaml, so that its stages have somebody who judges them."""
_FOUNDED = date(2016, 5, 10)
_FACTS = (
    ("members", 9), ("resident_members", 9), ("workers", 6), ("largest_share_per_10000", 2000), ("related_share_per_10000", 2500),
    ("representative_resident", 1), ("trained:intro", 9), ("trained:specialist", 9),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of invented party: its legal form, its statuses, and what it is known for."""

    suffix: str
    form: str
    statuses: tuple[str, ...] = ()
    facts: tuple[tuple[str, int], ...] = ()
    kind: str = "organization"
    founded: date = _FOUNDED


KINDS = (
    *[Kind("사회적협동조합", "cooperative", ("social_enterprise", "pre_social_enterprise", "self_help_enterprise"), _FACTS)] * 9,
    *[Kind("마을기업", "cooperative", ("village_enterprise",), (*_FACTS, ("completed_year", 1)))] * 8,
    *[Kind("자립마을기업", "cooperative", ("village_enterprise",), (*_FACTS, ("completed_year", 2)))] * 8,
    Kind("모임", "unregistered", facts=(("members", 3), ("resident_members", 1)), kind="group", founded=date(2026, 12, 1)),
    Kind("개인", "person", kind="person"),
)
"""Enough of each for the places of a round; the last two seldom meet a rule."""


@dataclass(slots=True)
class Crowd:
    """Everybody who may apply. Who applies is asked of the program's own rules."""

    parties: list[Applicant] = field(default_factory=list)

    def fitting(self, terms: programs.Terms, at: datetime, most: int, *, but: frozenset[int] = frozenset()) -> list[Applicant]:
        """The first parties whom no rule refuses."""
        found = (party for party in self.parties if party.party_id not in but and not reasons_against(terms, party, at))
        return [party for party, _ in zip(found, range(most), strict=False)]

    def unfitting(self, terms: programs.Terms, at: datetime) -> Applicant | None:
        """Somebody whom a rule refuses, if there is one."""
        return next((party for party in reversed(self.parties) if reasons_against(terms, party, at)), None)


def reasons_against(terms: programs.Terms, party: Applicant, at: datetime) -> tuple[str, ...]:
    """What the definition's rules say against the party, in a sentence each."""
    return tuple(verdict.sentence for verdict in programs.check_party(terms, people.party_facts(party.party_id, at=at), at=at).unmet)


def gather_crowd(cast: Cast, at: datetime, *, more: int = 0) -> Crowd:
    """Register every party, each with an account of its own to sign in and one at a bank, long before anybody asks for money.

    `more` enterprises stand in front of the last two, so that whoever seldom meets a rule stays last.
    """
    words, kinds = script("cast.yaml")["words"], (*KINDS[:-2], *[KINDS[0]] * more, *KINDS[-2:])
    return Crowd([_register(cast, place, kind, words[place % len(words)], at) for place, kind in enumerate(kinds)])


def _register(cast: Cast, place: int, kind: Kind, word: str, at: datetime) -> Applicant:
    name, email = f"예시 {word}{kind.suffix}", f"applicant{place + 1}@example.test"
    account_id = people.open_account(
        email=email, name=f"예시 {word} 대표", password=people.SAMPLE_PASSWORD, by=HOUSE, at=at, sample=True
    ).pk
    columns = people.PartyColumns(
        kind=kind.kind,
        name=name,
        legal_form=kind.form,
        business_number=business_number(400 + place) if kind.kind == "organization" else "",
        district=DISTRICT,
        founded_on=kind.founded,
        summary=f"{name}은 지어낸 조직입니다.",
    )
    party = people.register_party(columns=columns, by=cast.of_account(account_id, at), at=at, sample=True)
    officer = cast.actor("officer", at)
    for number, status in enumerate(kind.statuses):
        claim = people.StatusClaim(kind=status, number=f"예시-{place + 1:03d}-{number}", valid_from=date(2018, 3, 2))
        people.record_status(party_id=party.pk, claim=claim, by=officer, at=at)
    for fact, value in kind.facts:
        people.record_fact(party_id=party.pk, fact=fact, value=value, source="예시 구성원 명부", by=officer, at=at)
    applicant = Applicant(party.pk, account_id, name)
    name_account(cast, applicant, party.pk, at)
    return applicant
