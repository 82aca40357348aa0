"""A clean year raises hardly anything; the same year with planted cases shows every one of them, with the other side by its number."""

from collections import Counter

import pytest
from django.db import transaction

from dure.apps.grants.actions.flags import raise_found, weigh_everything
from dure.apps.grants.models import Flag, Spending
from dure.apps.grants.queries.flags import findings_in, findings_on
from dure.apps.grants.words.flags import FlagKind
from dure.kernel.clock import seoul
from tests.apps.grants.flags_planted import plant, planted_on_agreements
from tests.apps.grants.flags_year import YEAR, clean_year

pytestmark = pytest.mark.django_db
SEEDS = (20260301, 9, 11)
"""Nine and eleven raise the most of the first twenty: 1.36 % each (of the first ten, none raises more than 1.36 %)."""
CLOSE_TO_THE_END = seoul(YEAR, 12, 10)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_year_raises_flags_on_two_percent_of_expenses_at_most(seed):
    """Each year by itself; no year is made good by another."""
    flagged, made = _flagged_of(seed)
    assert flagged * 100 <= made * 2, (flagged, made)


def _flagged_of(seed: int) -> tuple[int, int]:
    """(expenses with a flag, all expenses) of a year that is forgotten afterwards."""
    with transaction.atomic():
        year = clean_year(seed).written()
        flagged = len({one.pk for one in findings_in(Spending.objects.all())})
        transaction.set_rollback(True)
    assert len(year.agreements) >= 12
    assert len(year.made) >= 400
    return flagged, len(year.made)


def test_a_clean_year_says_nothing_of_agreements_near_its_end():
    year = clean_year().written()
    assert [one for agreement in year.agreements for one in findings_on(agreement, CLOSE_TO_THE_END.date())] == []


def test_every_planted_case_is_found_and_names_its_other_side():
    year = clean_year()
    planted = plant(year)
    year.written()
    for case in planted:
        case.after_writing()
    found = {(one.pk, one.kind, one.other): one for one in findings_in(Spending.objects.all())}
    missed = [case.title for case in planted if not case.is_among(found)]
    assert missed == []
    assert len(planted) >= 30
    counted = Counter(case.kind for case in planted)
    alone = {FlagKind.OWN_SHARE, FlagKind.UNDERUSED, FlagKind.BALANCE, FlagKind.EARLIER}
    assert [kind for kind in FlagKind if kind not in alone and counted[kind] < 2] == []


def test_planted_agreements_are_found_by_the_duty_that_weighs_everything():
    year = clean_year()
    expected = planted_on_agreements(year)
    with transaction.atomic():
        weigh_everything(at=CLOSE_TO_THE_END)
    assert set(Flag.objects.filter(spending=None).values_list("agreement_id", "kind")) == expected


def test_what_was_raised_once_is_not_raised_again():
    year = clean_year()
    plant(year)
    year.written()
    with transaction.atomic():
        first = weigh_everything(at=CLOSE_TO_THE_END)
        assert weigh_everything(at=CLOSE_TO_THE_END) == []
        assert raise_found(findings_in(Spending.objects.all()), at=CLOSE_TO_THE_END) == []
    assert len(first) > 30
