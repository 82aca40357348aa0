"""The center in which journeys play: the catalog, invented people, and two programs of 2021 copied into the year's edition."""

from dataclasses import dataclass
from datetime import datetime

from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.config import catalog_apply
from dure.kernel.clock import seoul
from dure.platform.actor import Actor, Role
from dure.platform.verbs import NO_KEY
from dure.rehearsal.cast import PASSWORD, gather

YEAR = 2027
"""Its 8 February is a Monday, as that of 2021 was."""
FOUNDED = seoul(YEAR, 1, 4, 9)
COPIED = ("network-cooperation-grants", "coop-hub-tenancy")
EMAILS = {
    "officer": "officer@example.test",
    "officer2": "officer2@example.test",
    "finance": "finance@example.test",
    "approver": "approver@example.test",
    "both": "both@example.test",
    "citizen": "citizen@example.test",
    "administrator": "admin@example.test",
    "district": "district@example.test",
    "other_district": "district2@example.test",
    "city": "city@example.test",
    "ministry": "ministry@example.test",
    **{f"reviewer{number}": f"reviewer{number}@example.test" for number in range(1, 5)},
    **{f"party{number}": f"party{number}@example.test" for number in range(1, 41)},
}


def found() -> None:
    """Fill an empty house; done once and copied for every journey."""
    list(catalog_apply.apply(at=FOUNDED))
    cast = gather(FOUNDED)
    by = cast.actor("administrator", FOUNDED)
    edition = programs.open_edition(
        year=YEAR, title=f"{YEAR}년 지원사업 (예시)", organizer=people.center().name, by=by, at=FOUNDED, key=NO_KEY, sample=True
    )
    for program in programs.Program.objects.filter(edition__year=2021, slug__in=COPIED).select_related("version").order_by("order"):
        document = programs.to_year(program.version.document, YEAR)
        programs.plan_program(
            edition_id=edition.pk,
            document=document,
            copied_from_id=program.version_id,
            publish=True,
            sample=True,
            by=by,
            at=FOUNDED,
            key=NO_KEY,
        )
    money.allot_budget(year=YEAR, line_key="local-economy", title="지역순환경제 조성지원", amount=60_000_000, by=by, at=FOUNDED)
    _seat_for_two_duties(by)
    _a_person_alone(cast.accounts["citizen"])


def _seat_for_two_duties(by: Actor) -> None:
    """Somebody who could both prepare and approve a payment, were it not the same payment."""
    account = people.open_account(email=EMAILS["both"], name="예시 겸두리", password=PASSWORD, by=by, at=FOUNDED, sample=True)
    team = people.Team.objects.get(key="example", organization=people.center())
    roles = [Role.OFFICER, Role.APPROVER]
    seat = people.open_seat(team_id=team.pk, title="담당 겸 결재", roles=roles, by=by, at=FOUNDED, sample=True)
    people.take_seat(seat_id=seat.pk, account_id=account.pk, by=by, at=FOUNDED)


def _a_person_alone(account_id: int) -> None:
    columns = people.PartyColumns(kind="person", name="예시 시민결", district="11530")
    people.register_party(columns=columns, by=people.actor_of_account(account_id, at=FOUNDED), at=FOUNDED, sample=True)


@dataclass(frozen=True, slots=True)
class Center:
    """Its people, by the short names of the story."""

    def email(self, who: str) -> str:
        return EMAILS[who]

    def actor(self, who: str, at: datetime) -> Actor:
        """That person acting by verb."""
        return people.actor_of_account(people.Account.objects.get(email=EMAILS[who]).pk, at=at)

    def name(self, who: str) -> str:
        return people.Account.objects.get(email=EMAILS[who]).name

    def party(self, who: str) -> people.Party:
        """The party that they represent."""
        (membership,) = self.actor(who, FOUNDED.replace(hour=23)).parties
        return people.Party.objects.get(pk=membership[0])
