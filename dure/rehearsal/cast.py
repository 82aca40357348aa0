"""The invented people of the demo, and how they act: as the account they are, at the moment they act."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.platform.actor import Actor, Role
from dure.rehearsal.numbers import business_number

PASSWORD = "dure-demo-2026"  # noqa: S105  printed on the sign-in page of every demo
HOUSE = Actor.system("예시 연습", via="rehearsal")


@cache
def script(name: str) -> dict[str, Any]:
    """One of the rehearsal's files."""
    return yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader builds text only


@dataclass(frozen=True, slots=True)
class Applicant:
    """A party and the account of its representative."""

    party_id: int
    account_id: int
    name: str


@dataclass(slots=True)
class Cast:
    """Accounts by key, reviewers, and the parties."""

    accounts: dict[str, int] = field(default_factory=dict)
    seats: dict[str, int] = field(default_factory=dict)
    reviewers: list[tuple[int, int]] = field(default_factory=list)
    parties: list[Applicant] = field(default_factory=list)

    def actor(self, key: str, at: datetime) -> Actor:
        """The person of that key in their seat."""
        return people.actor_of_account(self.accounts[key], at=at, seat_id=self.seats.get(key), via="rehearsal")

    def of_account(self, account_id: int, at: datetime) -> Actor:
        """Somebody by account."""
        return people.actor_of_account(account_id, at=at, via="rehearsal")


def gather(at: datetime, *, parties: int = 40) -> Cast:
    """Open every account, organization and seat of the script, and so many parties."""
    cast, said = Cast(), script("cast.yaml")
    _center(cast, said["center"], at)
    for person in said["others"]:
        _other(cast, person, at)
    for person in said["reviewers"]:
        account_id = _account(cast, person["email"], person["email"], person["name"], at)
        reviewer = people.enroll_reviewer(
            account_id=account_id,
            affiliation=person["affiliation"],
            expertise=person["expertise"],
            by=cast.actor("administrator", at),
            at=at,
            sample=True,
        )
        _describe(cast, reviewer.pk, person, at)
        cast.reviewers.append((reviewer.pk, account_id))
    for key in ("citizen", "accountant"):
        _account(cast, key, said[key]["email"], said[key]["name"], at)
    cast.parties = [_party(cast, order, said, at) for order in range(parties)]
    return cast


def _describe(cast: Cast, reviewer_id: int, person: dict[str, Any], at: datetime) -> None:
    """Fields, a word for applicants, and a term of two years."""
    today = seoul_date(at)
    profile = people.Profile(
        affiliation=person["affiliation"],
        expertise=person["expertise"],
        fields=tuple(person["fields"]),
        description=person["description"],
        term_from=today - timedelta(days=30),
        term_until=today + timedelta(days=700),
    )
    people.describe_reviewer(reviewer_id=reviewer_id, profile=profile, by=cast.actor("administrator", at), at=at)


def _account(cast: Cast, key: str, email: str, name: str, at: datetime) -> int:
    cast.accounts[key] = people.open_account(email=email, name=name, password=PASSWORD, by=HOUSE, at=at, sample=True).pk
    return cast.accounts[key]


def _center(cast: Cast, said: dict[str, Any], at: datetime) -> None:
    team = people.open_team(organization_id=people.center().pk, team_key="example", title=said["team"], by=HOUSE, at=at, sample=True)
    for person in said["seats"]:
        _sit(cast, person, team.pk, at)


def _sit(cast: Cast, person: dict[str, Any], team_id: int, at: datetime) -> None:
    account_id = _account(cast, person["key"], person["email"], person["name"], at)
    roles = [Role(role) for role in person["roles"]]
    seat = people.open_seat(
        team_id=team_id, title=person["title"], roles=roles, district=person.get("district", ""), by=HOUSE, at=at, sample=True
    )
    people.take_seat(seat_id=seat.pk, account_id=account_id, by=HOUSE, at=at)
    cast.seats[person["key"]] = seat.pk


def _other(cast: Cast, person: dict[str, Any], at: datetime) -> None:
    columns = people.PartyColumns(kind="organization", name=person["organization"], district=person.get("district", ""))
    organization = people.open_organization(columns=columns, tier=people.Tier(person["tier"]), by=HOUSE, at=at, sample=True)
    team = people.open_team(organization_id=organization.pk, team_key="example", title="예시 부서", by=HOUSE, at=at, sample=True)
    _sit(cast, person, team.pk, at)


def _party(cast: Cast, order: int, said: dict[str, Any], at: datetime) -> Applicant:
    kind = said["kinds"][order % len(said["kinds"])]
    name = f"예시 {said['words'][order % len(said['words'])]}{kind['suffix']}"
    key = f"party{order + 1}"
    account_id = _account(cast, key, f"{key}@example.test", f"예시 {said['words'][order % len(said['words'])]} 대표", at)
    registered = kind["kind"] == "organization"
    founded = date(2012 + order % 10, 1 + order % 12, 10)
    districts = sorted(people.District.objects.values_list("code", flat=True))
    columns = people.PartyColumns(
        kind=kind["kind"],
        name=name,
        legal_form=kind["form"],
        business_number=business_number(order) if registered else "",
        district=districts[order % len(districts)],
        founded_on=founded,
        summary=f"{name}은 이웃과 함께 지역의 문제를 푸는, 지어낸 조직입니다.",
    )
    party = people.register_party(columns=columns, by=cast.of_account(account_id, at), at=at, sample=True)
    if "status" in kind:
        claim = people.StatusClaim(kind=kind["status"], number=f"예시-{order + 1:03d}", valid_from=founded + timedelta(days=400))
        people.record_status(party_id=party.pk, claim=claim, by=cast.actor("officer", at), at=at)
    for fact, value in (("members", 5 + order % 9), ("resident_members", 5 + order % 5), ("workers", 2 + order % 7)):
        people.record_fact(party_id=party.pk, fact=fact, value=value, source="예시 구성원 명부", by=cast.actor("officer", at), at=at)
    return Applicant(party.pk, account_id, name)
