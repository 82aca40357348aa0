from django.urls import reverse

from dure.platform import invariants
from tests.house.propose import ask
from tests.house.registry import ROWS


def test_operator(world):
    for invariant, found in invariants.run():
        if found:
            print("INV", invariant.code, found[:3])
    for role in ("operator", "district", "city", "ministry", "reviewer", "officer"):
        for row in ROWS:
            if row.act:
                continue
            try:
                address = reverse(row.name, kwargs=world.arguments(row.at))
            except Exception as error:
                print("THING", row.label, repr(error)[:100])
                continue
            for method, said in (("get", row.expected("GET")[role]), ("post", row.expected("POST")[role])):
                if method == "get" and row.get == "405" or method == "post" and row.post == "405":
                    continue
                try:
                    got = ask(world, role, method, address)
                except Exception as error:
                    got = repr(error)[:80]
                if got != said:
                    print("DIFF", role, method, row.label, said, "->", got, flush=True)
    assert False
