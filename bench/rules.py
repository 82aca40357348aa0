"""M1, M3, M4: every program against every organization as sets, against asking pair by pair; one change; one explanation."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter, process_time

from django.db import connection, transaction

from bench.measuring import Report, Wrong
from dure.apps.people import facade as people
from dure.apps.people.models import Party, PartyStatus
from dure.apps.programs import facade as programs
from dure.apps.programs.matching import Known, Matches, Offer, known_of_all, matches, matches_again, matches_with_rules, offers
from dure.kernel.clock import now, seoul_date
from dure.kernel.verdicts import Answer
from dure.platform.models import Fact

PROGRAMS = 60
SAMPLE = 150
FORMS = ("", "cooperative", "social_cooperative", "company", "nonprofit", "unregistered", "person")
FIGURES = {
    "members": 12,
    "resident_members": 12,
    "largest_share_per_10000": 6000,
    "related_share_per_10000": 9000,
    "workers": 20,
    "completed_year": 3,
}
STATUSES = ("social_enterprise", "pre_social_enterprise", "village_enterprise", "self_help_enterprise", "social_cooperative")


def run(report: Report) -> None:
    """The organizations are invented, and gone again when the figures are known."""
    at = now()
    with transaction.atomic():
        _invite(100_000 if report.full else 10_000, random.Random(60), seoul_date(at))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        found = [offer for year in programs.years_shown() for offer in offers(year, at)][:PROGRAMS]
        _measure(report, found, seoul_date(at))
        transaction.set_rollback(True)


def _invite(how_many: int, rng: random.Random, today: date) -> None:
    districts = list(people.District.objects.order_by("code").values_list("code", flat=True))
    for _ in range(how_many // 10_000):
        rows = Party.objects.bulk_create(
            Party(
                kind=rng.choice(("organization", "organization", "group", "person")), name="예시 조직", legal_form=rng.choice(FORMS),
                district_id=rng.choice(districts), founded_on=today - timedelta(days=rng.randrange(4000)),
            )
            for _ in range(10_000)
        )  # fmt: skip
        ids = [row.pk for row in rows]
        PartyStatus.objects.bulk_create(
            (
                PartyStatus(
                    party_id=party,
                    kind=rng.choice(STATUSES),
                    valid_from=today - timedelta(days=900),
                    state="verified",
                    recorded_at=now(),
                    judged_at=now(),
                )
                for party in ids
                if rng.random() < 0.5
            ),
            batch_size=5000,
        )
        Fact.objects.bulk_create(
            (
                Fact(
                    subject_kind="party", subject_id=party, key=key, value=rng.randint(0, most), valid_from=today - timedelta(days=30),
                    source="예시 명부", publisher="people", at=now(),
                )
                for party in ids
                for key, most in FIGURES.items()
                if rng.random() < 0.7
            ),
            batch_size=5000,
        )  # fmt: skip


def _measure(report: Report, found: list[Offer], today: date) -> None:
    ids = list(Party.objects.filter(tier="", closed_at=None).order_by("id").values_list("id", flat=True))
    sample = random.Random(1).sample(ids, SAMPLE)
    whole = matches(found, today=today)
    if (wrong := _differs(whole, found, sample)) is not None:
        raise Wrong(f"sets and rules differ for party {wrong}")
    known, kept = people.party_facts(sample[0], at=now()), known_of_all(found, today=today)
    sets, naive, one, pair = [], [], [], []
    for _ in range(min(report.rounds, 5)):
        sets.append(_cpu(lambda: matches(found, today=today)))
        naive.append(_cpu(lambda: [_asked_alone(found, party) for party in sample]) * len(ids) / SAMPLE)
        one.append(_clock(lambda: matches_again(whole, found, sample[0], today=today)))
        pair.append(_cpu(lambda: _explained(found, known)) / len(found))
    wall = [_clock(lambda: matches(found, today=today)) for _ in sets]
    report.arm(f"rules.sets-{len(found)}x{len(ids)}", sum(sets) / len(sets), "ms", sum(sets) / len(sets))
    report.arm("rules.pair-by-pair-extrapolated", sum(naive) / len(naive), "ms", sum(naive) / len(naive))
    report.note(f"pair by pair was measured on {SAMPLE} organizations drawn at random and multiplied to {len(ids)}")
    report.ratio("M1.sets-against-pair-by-pair", naive, sets, goal=100)
    report.ratio("M3.one-organization-against-all", one, wall, goal=1 / 50, less_is_better=True)
    _one_rule(report, whole, kept, found, wall, today)
    report.within("M4.explaining-one-pair-ms", pair, 1.0)


def _one_rule(report: Report, whole: Matches, kept: Known, found: list[Offer], wall: list[float], today: date) -> None:
    """Each different rule in turn is new to what was asked before; the ratio tells the middle rule, the cheapest and the dearest."""
    each = []
    for key in whole.said:
        before = replace(whole, said={other: said for other, said in whole.said.items() if other != key})
        if matches_with_rules(before, kept, found, today=today) != whole:
            raise Wrong(f"a rule asked alone differs from all asked anew: {key}")
        each.append(min(_clock(lambda before=before: matches_with_rules(before, kept, found, today=today)) for _ in wall))
    report.ratio("M3.one-rule-against-all", each, [min(wall)] * len(each), goal=1 / 50, less_is_better=True)
    reading = min(_clock(lambda: known_of_all(found, today=today)) for _ in wall)
    report.arm("rules.reading-what-is-known", reading, "ms", reading)
    report.note("what is known of the parties is read once, before rules change")


def _differs(whole: Matches, found: list[Offer], sample: list[int]) -> int | None:
    for party in sample:
        if [whole.answer(number, party) for number in range(len(found))] != _asked_alone(found, party):
            return party
    return None


def _asked_alone(found: list[Offer], party: int) -> list[Answer]:
    """As one would write it first: what is known of the organization, then every program's rules."""
    return _explained(found, people.party_facts(party, at=now()))


def _explained(found: list[Offer], facts: people.KnownParty) -> list[Answer]:
    return [programs.check_party(offer.terms, facts, at=now(), noticed_on=offer.day).answer for offer in found]


def _cpu(act: Callable[[], object]) -> float:
    begun = process_time()
    act()
    return (process_time() - begun) * 1000


def _clock(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000
