"""The center's teams as each year's document heads them, with their telephones and programs. No hierarchy is invented."""

from collections import defaultdict
from dataclasses import dataclass

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.templatetags.dure import telephone


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A heading of a year's document."""

    title: str
    telephones: tuple[tuple[str, str], ...]
    source: str
    programs: tuple[programs.Card, ...]


@dataclass(frozen=True, slots=True)
class CenterPage:
    """The teams of a year, and programs whose document names no team."""

    year: int
    years: tuple[int, ...]
    teams: tuple[TeamCard, ...]
    others: tuple[programs.Card, ...]


def center_page(asked: int | None) -> CenterPage:
    """Three queries: the teams of every year, and the programs of one."""
    by_year: dict[int, list[people.Team]] = defaultdict(list)
    for team in people.Team.objects.filter(year__isnull=False).order_by("-year", "order", "pk"):
        by_year[team.year or 0].append(team)
    years = tuple(by_year)
    year = asked if asked in by_year else years[0] if years else asked or 0
    cards: dict[str, list[programs.Card]] = defaultdict(list)
    for card in programs.cards_of(year):
        cards[card.team_key].append(card)
    teams = tuple(_team(team, cards.pop(team.title, cards.pop(team.key, []))) for team in by_year[year])
    return CenterPage(year, years, teams, tuple(card for rest in cards.values() for card in rest))


def _team(team: people.Team, cards: list[programs.Card]) -> TeamCard:
    numbers = tuple((number, telephone(number)) for number in team.telephones)
    return TeamCard(team.title, numbers, team.source, tuple(cards))
