"""An agreement that holds is known to other programs: support of the same year may bar, and an allow-list lets it be."""

import pytest

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.verdicts import Answer
from dure.platform.models import Fact
from tests.apps.programs.rules.makers import asked


@pytest.fixture
def supported(life):
    """A party whose agreement has been signed by both sides, what is known of it, and the program."""
    agreement = life.signed()
    program = agreement.case.round.program
    return people.party_facts(agreement.case.party_id, at=life.at), program


def test_the_second_signature_publishes_the_support_once(life, supported):
    facts, program = supported
    key = programs.supported_key(program.edition.year, program.slug)
    assert Fact.objects.filter(key=key, publisher="grants").count() == 1
    assert facts.facts[key].value == 1
    assert facts.facts[key].source.startswith(program.title)


def test_another_program_of_the_year_is_barred_and_an_allowed_one_is_not(supported):
    facts, program = supported
    year, other = program.edition.year, "other-program"
    barred = asked("not_supported_together", facts, year=year, program=other)
    assert (barred.answer, program.title in barred.value) == (Answer.NO, True)
    assert barred.remedy
    assert asked("not_supported_together", facts, year=year, program=other, allowed_with=[program.slug]).answer is Answer.YES
    assert asked("not_supported_together", facts, year=year, program=other, allowed_with=["all"]).answer is Answer.YES
    assert asked("not_supported_together", facts, year=year, program=program.slug).answer is Answer.YES
    assert asked("not_supported_together", facts, year=year + 1, program=other).answer is Answer.YES
