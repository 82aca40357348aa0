"""A case stays judged as it was: the verdicts of its submission are kept, and the desk shows what is another now."""

import pytest

from dure.apps.cases.models import Submission
from dure.apps.cases.queries.content import handed_in_content
from dure.apps.cases.queries.verdicts import then_and_now
from dure.apps.people import facade as people
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
