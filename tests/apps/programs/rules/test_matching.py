"""The set-based evaluation answers as the explaining one, for invented parties against every program of the catalog and every kind of rule."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dure.apps.people import facade as people
from dure.apps.people.models import Party, PartyStatus
from dure.apps.programs.catalog import apply_programs
from dure.apps.programs.matching import Offer, known_of_all, matches, matches_again, matches_with_rules, offers
from dure.apps.programs.models import Program
from dure.apps.programs.rules import KINDS, check_party
from dure.apps.programs.rules.support import supported_key
from dure.apps.programs.terms import RuleTerm, frozen
from dure.kernel.clock import seoul
from dure.kernel.verdicts import Answer
from dure.platform.catalog import reader
from dure.platform.models import Fact
from tests.apps.programs.makers import BEFORE, HOUSE
from tests.apps.programs.rules.test_party import PARAMETERS

AT = seoul(2026, 11, 27, 12, 0)
TODAY = date(2026, 11, 27)
HOW_MANY = 320
STATUSES = ("social_enterprise", "pre_social_enterprise", "village_enterprise", "self_help_enterprise", "social_cooperative")
FIGURES = {
    "members": (0, 12), "resident_members": (0, 12), "youth_members": (0, 12), "youth_type": (0, 1), "district_wide": (0, 1),
    "district_youth_per_10000": (1400, 2100), "largest_share_per_10000": (2990, 3010), "related_share_per_10000": (4990, 5010),
    "representative_resident": (0, 2), "workers": (0, 8), "insured_workers": (28, 31), "vulnerable_workers": (0, 4), "completed_year": (0, 3),
    "households": (148, 152), "sales": (0, 100), "labor_cost": (0, 100), "net_profit": (-50, 100), "reserve": (0, 20), "excluded": (0, 1),
    "trained:intro": (3, 6), "trained_representative:intro": (0, 1), "trained:specialist": (3, 6), "document:articles": (0, 1),
    "document:registration": (0, 1), "consent:promotion": (0, 1), supported_key(2021, "job-creation-support"): (0, 1),
    supported_key(2026, "own-program"): (0, 1), supported_key(2025, "own-program"): (0, 1), supported_key(2021, "own-program"): (0, 1),
}  # fmt: skip
WAYS = (
    ("residents_at_least", {"percent": "70", "wide_percent": "80", "youth_percent": "50"}),
    ("residents_at_least", {"percent": "70", "all_if": "5", "wide_percent": "80"}),
    ("representative_is_resident", {"only_lives": "1"}),
    ("trained_members", {"course": "intro", "hours": "7", "members": "5", "with_representative": "1"}),
    ("located_in", {"districts": ["11440", "11380"]}),
    ("status_among", {"statuses": ["cooperative", "social_enterprise"]}),
    ("status_among", {"statuses": []}),
    ("documents_valid", {"papers": ["articles", "registration"]}),
    ("not_supported_together", {"year": "2021", "program": "other-program", "forbidden_with": ["job-creation-support"]}),
    ("not_supported_together", {"year": "2021", "program": "other-program", "allowed_with": ["job-creation-support"]}),
    ("not_supported_together", {"year": "2021", "program": "other-program", "allowed_with": ["all"]}),
    ("not_supported_together", {"year": "2026", "program": "other-program", "same_year": "0"}),
    ("supported_times_at_most", {"program": "own-program", "times": "1"}),
)


def some_parties(how_many: int, rng: random.Random) -> None:
    """Parties of all kinds, of most of which something is not known; every name is invented (예시)."""
    codes = ("11440", "11380", "11680")
    for code in codes:
        people.District.objects.get_or_create(code=code, defaults={"name": f"예시구 {code}", "roman": "Sample", "zone": "서북권"})
    forms = ("", "cooperative", "social_cooperative", "company", "nonprofit", "unregistered", "person")
    Party.objects.bulk_create(
        Party(
            kind=rng.choice(("organization", "organization", "group", "person")), name=f"예시 조직 {number}", legal_form=rng.choice(forms),
            district_id=rng.choice((None, *codes)), founded_on=rng.choice((None, date(2026, 6, 27), date(2026, 6, 28), date(2020, 2, 29), date(2026, 11, 27))),
        )
        for number in range(how_many)
    )  # fmt: skip
    ids = list(Party.objects.filter(name__startswith="예시 조직").order_by("id").values_list("id", flat=True))
    PartyStatus.objects.bulk_create(status for party_id in ids for status in _statuses(party_id, rng))
    Fact.objects.bulk_create(fact for party_id in ids for fact in _facts(party_id, rng))


def _statuses(party_id: int, rng: random.Random):
    for kind in rng.sample(STATUSES, rng.choice((0, 0, 1, 2))):
        first = TODAY - timedelta(days=rng.choice((3000, 1200, 400, 0, -1)))
        last = rng.choice((None, max(first, TODAY - timedelta(days=rng.choice((1096, 1095, 1, 0, -30))))))
        state = rng.choice(("verified", "verified", "claimed"))
        judged = AT if state == "verified" else None
        yield PartyStatus(party_id=party_id, kind=kind, valid_from=first, valid_to=last, state=state, recorded_at=AT, judged_at=judged)


def _facts(party_id: int, rng: random.Random):
    """Each figure never, once or twice; some have ended, some begin tomorrow, some say it in a word."""
    for key, (least, most) in FIGURES.items():
        for _ in range(rng.choice((0, 1, 1, 2))):
            first = TODAY - timedelta(days=rng.choice((400, 10, 0, -1)))
            last = rng.choice((None, None, max(first, TODAY - timedelta(days=rng.choice((1, 0, -1))))))
            value = rng.randint(least, most)
            said = (
                rng.choice(("lives", "works", "elsewhere", True, False))
                if key == "representative_resident" and rng.random() < 0.5
                else value
            )
            yield Fact(
                subject_kind="party", subject_id=party_id, key=key, value=said, valid_from=first, valid_to=last,
                source="예시 명부", publisher="people", at=AT,
            )  # fmt: skip


@pytest.fixture
def house(db):
    apply_programs(reader.load(), by=HOUSE, at=BEFORE)
    some_parties(HOW_MANY, random.Random(20261127))
    return [*offers(2019, AT), *offers(2021, AT)]


def every_kind(offer: Offer) -> list[Offer]:
    """An offer for each kind of rule alone, each way of some, and one that asks everything."""
    rules = [RuleTerm(name, frozen(PARAMETERS.get(name, {}))) for name in sorted(KINDS)]
    rules += [RuleTerm(name, frozen(parameters)) for name, parameters in WAYS]
    return [replace(offer, terms=replace(offer.terms, rules=tuple(some))) for some in [*([rule] for rule in rules), rules]]


def test_sets_answer_as_the_rules_explain(house):
    asked = [*house, *every_kind(house[0]), *every_kind(replace(house[0], day=date(2026, 11, 26)))]
    found = matches(asked, today=TODAY)
    ids = set(Party.objects.filter(tier="", closed_at=None).values_list("id", flat=True))
    assert set(found.party_ids) == ids
    seen = set()
    for party_id in sorted(ids):
        facts = people.party_facts(party_id, at=AT)
        for number, offer in enumerate(asked):
            explained = check_party(offer.terms, facts, at=AT, noticed_on=offer.day).answer
            assert found.answer(number, party_id) is explained, (offer.terms.rules, facts)
            seen.add((number >= len(house), explained))
    assert len(seen) == 6, "every answer was met, in the catalog and among the kinds"


def test_the_table_counts_every_party_once(house):
    found = matches(house, today=TODAY)
    table = found.table()
    for number in range(len(house)):
        assert sum(table[answer][number] for answer in Answer) == HOW_MANY
        assert len(found.parties(number, Answer.NO)) == table[Answer.NO][number]


def test_a_party_that_changed_is_asked_alone_and_ends_where_everybody_asked_anew_puts_it(house):
    before = matches(house, today=TODAY)
    party = Party.objects.filter(legal_form="person").order_by("id").first()
    Party.objects.filter(pk=party.pk).update(legal_form="cooperative", kind="organization", district_id="11440")
    moved = matches_again(before, house, party.pk, today=TODAY)
    assert moved == matches(house, today=TODAY)
    assert moved != before


def test_a_party_that_is_new_or_gone_takes_or_leaves_its_place(house):
    before = matches(house, today=TODAY)
    gone, new = Party.objects.order_by("id")[5], Party.objects.create(kind="group", name="예시 새 모임")
    Party.objects.filter(pk=gone.pk).update(closed_at=AT)
    without = matches_again(before, house, gone.pk, today=TODAY)
    assert gone.pk not in without.party_ids
    assert matches_again(without, house, new.pk, today=TODAY) == matches(house, today=TODAY)


def test_a_rule_that_changed_is_asked_alone_and_answers_as_if_all_were_asked_anew(house):
    """From what is known of the parties; what was not kept, such as support by other programs, is asked of the database."""
    asked = every_kind(house[0])
    before, known = matches([*house, house[0]], today=TODAY), known_of_all([*house, *asked[:-1]], today=TODAY)
    answered = set()
    for changed in asked:
        after = [*house, changed]
        moved = matches_with_rules(before, known, after, today=TODAY)
        assert moved == matches(after, today=TODAY), changed.rules
        answered |= {answer for answer in Answer if moved.parties(len(house), answer)}
    assert answered == set(Answer)


def test_a_rule_that_changed_asks_the_database_nothing_where_the_parties_are_known(house):
    before, known = matches(house, today=TODAY), known_of_all(house, today=TODAY)
    rule = RuleTerm("party_kind_among", frozen({"kinds": ["group"]}))
    changed = [replace(house[0], terms=replace(house[0].terms, rules=(rule,))), *house[1:]]
    with CaptureQueriesContext(connection) as asked:
        moved = matches_with_rules(before, known, changed, today=TODAY)
    assert len(asked) == 0
    assert (
        moved.parties(0, Answer.YES)
        == set(Party.objects.filter(kind="group").values_list("id", flat=True))
        != before.parties(0, Answer.YES)
    )


def test_one_query_for_all_programs_and_all_parties(house):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        matches(house, today=TODAY)
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as listed:
        offers(2021, AT)
    assert len(listed) <= 3
    assert Program.objects.filter(edition__year=2021).count() > 30
