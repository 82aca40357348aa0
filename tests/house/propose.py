"""Rows for addresses that have none yet, as the demo center answers today: pytest tests/house/propose.py -s

Each proposed line is read by a person before it goes into the registry: what a page does is not yet what it should do.
"""

from collections import Counter
from typing import Any

from django.urls import get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from tests.house.registry import GROUPS, ROLES, ROWS, Answer
from tests.house.test_urls_registry import addresses, answer_of, rolled_back
from tests.house.world import THINGS


def test_propose(world):
    declared = {row.name for row in ROWS}
    for name in sorted(set(addresses(get_resolver().url_patterns)) - declared):
        things = ["", *THINGS]
        fitting = [thing for thing in things if address_of(name, world.arguments(thing))]
        if not fitting:
            print(f"    # {name} needs a thing of its own")
        for thing in fitting:
            print(proposal(world, name, thing))


def address_of(name: str, arguments: dict[str, Any]) -> str:
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return ""


def proposal(world: Any, name: str, thing: str) -> str:
    address = address_of(name, world.arguments(thing))
    found = {method: compact({role: ask(world, role, method, address) for role in ROLES}) for method in ("get", "post")}
    at = f', at="{thing}"' if thing else ""
    said = "".join(f', {method}="{words}"' for method, words in found.items() if words != "405")
    return f'    Row("{name}"{at}{said}),'


def ask(world: Any, role: str, method: str, address: str) -> Answer:
    client = world.client(role)
    client.raise_request_exception = False
    with rolled_back():
        return answer_of(getattr(client, method)(address))


def compact(answers: dict[str, Answer]) -> str:
    """The commonest answer is everybody's; the others are named, by group where all of it answers alike."""
    common = Counter(answers.values()).most_common(1)[0][0]
    left = {role: answer for role, answer in answers.items() if answer != common}
    words: dict[Answer, list[str]] = {}
    for group, roles in sorted(GROUPS.items(), key=lambda pair: -len(pair[1])):
        if roles[0] in left and {left.get(role) for role in roles} == {left[roles[0]]}:
            words.setdefault(left[roles[0]], []).append(group)
            for role in roles:
                del left[role]
    for role, answer in left.items():
        words.setdefault(answer, []).append(role)
    return ", ".join([str(common), *(f"{answer} {' '.join(names)}" for answer, names in words.items())])
