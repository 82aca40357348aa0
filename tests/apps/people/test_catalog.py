"""The catalog's districts and center, and the consent texts."""

import pytest
from django.db import transaction

from dure.apps.people import facade
from dure.apps.people.models import Consent, ConsentText, District, Party, Team
from dure.kernel.clock import now
from dure.kernel.errors import Refused
from dure.platform.catalog import reader
from tests.apps.people import makers

pytestmark = pytest.mark.django_db
BOTH = {"application_required": True, "application_third_party": True}


def apply():
    catalog = reader.load()
    districts = facade.apply_districts(catalog.districts, by=makers.HOUSE, at=now())
    return districts, facade.apply_center(catalog.center, by=makers.HOUSE, at=now())


def test_applying_twice_changes_nothing():
    first = apply()
    kept = [list(model.objects.order_by("pk").values()) for model in (District, Party, Team, ConsentText)]
    assert apply() == first
    assert [list(model.objects.order_by("pk").values()) for model in (District, Party, Team, ConsentText)] == kept


def test_the_center_stands_with_its_teams_by_year():
    districts, teams = apply()
    assert (districts, facade.center().tier) == (25, "center")
    assert teams == Team.objects.count()
    assert "판로지원팀" in [team.title for team in facade.teams_of_year(2019)]
    assert facade.teams_of_year(2018).count() == 0


def record(answers):
    person = makers.account()
    with transaction.atomic():
        return facade.record_consents(account_id=person.pk, case_id=5, party_id=None, answers=answers, at=now())


def test_each_answer_is_kept_with_the_version_of_its_text():
    apply()
    ConsentText.objects.create(
        key="application_required", version=2, title="둘째", purpose="가", items="나", kept_for="다", on_refusal="라", since="2026-01-01"
    )
    record({**BOTH, "newsletter_optional": False})
    rows = Consent.objects.order_by("text__key").values_list("text__key", "text__version", "given", "case_id")
    assert list(rows) == [
        ("application_required", 2, True, 5),
        ("application_third_party", 1, True, 5),
        ("newsletter_optional", 1, False, 5),
    ]


def test_a_required_consent_that_was_not_given_refuses():
    apply()
    with pytest.raises(Refused, match="제3자 제공"):
        record({**BOTH, "application_third_party": False})
    assert not Consent.objects.exists()
