"""A case stays judged as it was: the verdicts of its submission are kept, and the desk shows what is another now."""

from datetime import date, timedelta

import pytest

from dure.apps.cases.models import Submission
from dure.apps.cases.queries.content import handed_in_content
from dure.apps.cases.queries.verdicts import then_and_now
from dure.apps.people import facade as people
from dure.kernel.clock import seoul
from dure.kernel.errors import Refused
from dure.platform import facts
from dure.platform.catalog.definition import document
from dure.platform.catalog.reader import load
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db


def test_what_was_judged_stays_when_the_party_is_another_later():
    case, _ = makers.submitted()
    submission = Submission.objects.get(case=case)
    kept = submission.verdicts
    assert then_and_now(case, at=makers.LATER, content=handed_in_content(case)).changes == ()
    people.Party.objects.filter(pk=case.party_id).update(kind="person", district=None)
    compared = then_and_now(case, at=makers.LATER, content=handed_in_content(case))
    submission.refresh_from_db()
    assert submission.verdicts == kept
    assert compared.kept_at == case.submitted_at
    assert compared.changes
    assert all(change.before != change.after for change in compared.changes)


IN_2021, IN_2026 = seoul(2021, 11, 1, 9), seoul(2026, 11, 2, 9)
WIDE = {
    "members": 10, "resident_members": 7, "district_wide": 1, "largest_share_per_10000": 3000, "related_share_per_10000": 5000,
    "representative_resident": 1,
}  # fmt: skip
"""A village enterprise whose area is the whole district: seven of ten residents are enough for the guideline of 2021 and too few for the act of 2026."""


def handed_in(opens):
    """An application of such a party to a round that was announced a week before the day."""
    catalog = load()
    village = document(catalog.program(2021, "village-enterprise-designation"), catalog)
    found = makers.round_open(opens=opens, closes=opens + timedelta(days=20), rulesets=village["rulesets"], ruleset="village-enterprise")
    party = makers.party()
    people.Party.objects.filter(pk=party.pk).update(founded_on=date(2020, 1, 1))
    for key, value in WIDE.items():
        facts.publish(
            subject_kind="party",
            subject_id=party.pk,
            key=key,
            value=value,
            valid_from=date(2020, 1, 1),
            source="예시",
            publisher="people",
            at=opens,
        )
    return makers.submitted(found, makers.member(party), at=opens + timedelta(days=1))[0]


def told(case, answer):
    """Sentences of the kept verdicts with that answer."""
    return [verdict["sentence"] for verdict in Submission.objects.get(case=case).verdicts if verdict["answer"] == answer]


def test_a_case_judged_by_the_guideline_of_2021_stays_as_it_was_under_the_act_of_2026():
    case = handed_in(IN_2021)
    assert told(case, "no") == []
    now = then_and_now(case, at=IN_2026, content=handed_in_content(case))
    assert now.changes == ()
    with pytest.raises(Refused, match="80% 이상이 지역주민"):
        handed_in(IN_2026)
    assert told(case, "no") == []
