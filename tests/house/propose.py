"""Rows for addresses that have none yet, as the demo center answers today: pytest tests/house/propose.py -s

Each proposed line is read by a person before it goes into the registry: what a page does is not yet what it should do.
"""

from collections import Counter
from typing import Any

from django.urls import get_resolver, reverse

from tests.house.registry import ROLES, ROWS
from tests.house.test_urls_registry import addresses, answer_of, rolled_back
from tests.house.world import THINGS

KNOWN = {"case_id": "case", "round_id": "round", "token": "file of a case"}


def test_propose(world):
    declared = {row.name for row in ROWS}
    for name in sorted(set(addresses(get_resolver().url_patterns)) - declared):
        thing = thing_for(name)
        if thing is None:
            print(f"    # {name} needs a thing: {arguments_of(name)}")
            continue
        address = reverse(name, kwargs=world.arguments(thing))
        found = {method: compact({role: ask(world, role, method, address) for role in ROLES}) for method in ("get", "post")}
        at = f", at={thing!r}" if thing else ""
        said = "".join(f", {method}={answers!r}" for method, answers in found.items() if answers != {"anyone": 405})
        print(f"    Row({name!r}{at}{said}),".replace("'", '"'))


def arguments_of(name: str) -> list[str]:
    space, _, last = name.rpartition(":")
    resolver: Any = get_resolver()
    for part in space.split(":") if space else []:
        resolver = resolver.namespace_dict[part][1]
    return resolver.reverse_dict.getlist(last)[0][0][0][1]


def thing_for(name: str) -> str | None:
    """The thing whose arguments the address takes; nothing when world.py has none yet."""
    asked = arguments_of(name)
    if not asked:
        return ""
    return next((thing for argument, thing in KNOWN.items() if asked == [argument] and thing in THINGS), None)


def ask(world: Any, role: str, method: str, address: str) -> Any:
    client = world.client(role)
    client.raise_request_exception = False
    with rolled_back():
        return answer_of(getattr(client, method)(address))


def compact(answers: dict[str, Any]) -> dict[str, Any]:
    """The commonest answer of those who are signed in is everybody's; the others are named."""
    common = Counter(answer for role, answer in answers.items() if role != "passer_by").most_common(1)[0][0]
    whole = {"anyone": common}
    return whole | {role: answer for role, answer in answers.items() if answer != common}
