"""Years, programs and versions: who puts them there, and that a version never changes."""

import copy

import pytest
from django.db import IntegrityError, transaction

from dure.apps.programs.actions.definitions import open_edition, plan_program, publish_program, revise_program
from dure.apps.programs.invariants import rounds_have_their_windows, versions_keep_their_hash
from dure.apps.programs.models import DefinitionVersion, Program, RoundWindow, Stage
from dure.apps.programs.queries.programs import public_programs
from dure.apps.programs.queries.rounds import terms_of, terms_of_version
from dure.kernel.errors import Forbidden, Refused
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers
from tests.apps.programs.makers import ACTORS, BEFORE, OFFICER, PROGRAM_STAFF, WITHIN, YEAR


def revise(program, document, reason="정정해요.", by=OFFICER):
    return revise_program(program_id=program.pk, document=document, reason=reason, by=by, at=WITHIN, key=NO_KEY)


@pytest.mark.parametrize("who", ACTORS)
def test_program_staff_of_the_center_begin_a_year_and_nobody_else(db, who):
    def act():
        return open_edition(year=2030, title="2030년", organizer="예시 센터", by=ACTORS[who], at=BEFORE, key=NO_KEY)

    if who in PROGRAM_STAFF:
        assert act().is_current
        return
    with pytest.raises(Forbidden):
        act()


def test_a_year_is_begun_once(db):
    makers.edition()
    with pytest.raises(Refused, match="이미 있어요"):
        open_edition(year=YEAR, title="다시", organizer="예시 센터", by=OFFICER, at=BEFORE, key=NO_KEY)


def test_a_program_stands_in_the_year_of_its_definition_under_an_address_of_its_own(db):
    year = makers.edition()
    common = {"edition_id": year.pk, "by": OFFICER, "at": BEFORE, "key": NO_KEY}
    with pytest.raises(Refused, match="정의가 아니에요"):
        plan_program(document=makers.definition(year=2030), **common)
    plan_program(document=makers.definition("coop-store-listing"), **common)
    with pytest.raises(Refused, match="같은 주소"):
        plan_program(document=makers.definition("coop-store-listing"), **common)


def test_nobody_outside_sees_a_program_before_it_is_published(db):
    program = makers.program(publish=False)
    assert list(public_programs(YEAR)) == []
    publish_program(program_id=program.pk, by=OFFICER, at=BEFORE, key=NO_KEY)
    published = publish_program(program_id=program.pk, by=OFFICER, at=WITHIN, key=NO_KEY)
    assert published.published_at == BEFORE
    assert list(public_programs(YEAR)) == [program]


def test_a_revision_is_a_new_version_with_its_reason_and_its_stages(db):
    program = makers.program()
    version = revise(program, {**program.version.document, "title": "예시 새 이름", "stages": makers.STAGES[:2]})
    program.refresh_from_db()
    assert (version.number, version.reason, program.title) == (2, "정정해요.", "예시 새 이름")
    assert [Stage.objects.filter(version=one, listing="shown").count() for one in program.versions.order_by("number")] == [5, 2]


def test_a_revision_says_why_and_what(db):
    program = makers.program()
    with pytest.raises(Refused, match="까닭"):
        revise(program, {**program.version.document, "title": "예시 새 이름"}, reason=" ")
    with pytest.raises(Refused, match="달라진 것이"):
        revise(program, copy.deepcopy(program.version.document))


def test_open_rounds_keep_their_terms_and_new_ones_take_the_newest(db):
    program = makers.program()
    old = makers.opened(of=program)
    revise(program, {**program.version.document, "target": "새 대상"})
    new = makers.opened(of=program)
    assert (terms_of(old.pk).target, terms_of(new.pk).target) == ("", "새 대상")
    assert terms_of(old.pk) == terms_of_version(old.version)


def test_a_bad_document_never_gets_in(db):
    year = makers.edition()
    broken = makers.definition()
    broken["stages"][0]["window"]["precision"] = "someday"
    with pytest.raises(ValueError, match="someday"):
        plan_program(edition_id=year.pk, document=broken, by=OFFICER, at=BEFORE, key=NO_KEY)
    assert not Program.objects.exists()


def change_a_version(version):
    with transaction.atomic():
        DefinitionVersion.objects.filter(pk=version.pk).update(document={**version.document, "title": "예시 바꾼 이름"})


def move_a_stage(version):
    with transaction.atomic():
        Stage.objects.filter(version=version, key="intake").update(window_to="2026-12-31")


@pytest.mark.parametrize("lie", [change_a_version, move_a_stage])
def test_the_database_refuses_to_change_a_version_or_its_stages(db, lie):
    version = makers.program().version
    with pytest.raises(IntegrityError, match="never changed"):
        lie(version)


def test_control_without_its_guards_a_version_is_changed_and_the_invariant_names_it(without_guards):
    version = makers.program().version
    assert versions_keep_their_hash() == []
    change_a_version(version)
    assert versions_keep_their_hash() == [f"version {version.pk} of program {version.program_id} was changed"]


def test_a_round_whose_windows_were_moved_behind_its_back_is_named(db):
    found = makers.opened()
    assert rounds_have_their_windows() == []
    RoundWindow.objects.filter(round=found).update(closes_at=makers.AFTER)
    assert rounds_have_their_windows() == [f"round {found.pk} and its windows disagree about its days"]
    RoundWindow.objects.filter(round=found).delete()
    assert rounds_have_their_windows() == [f"round {found.pk} has no window"]


@pytest.mark.parametrize("slug", ["plain", "Coop-Store", "coop_store-listing", "-coop-store", ""])
def test_an_address_has_two_words_or_more(db, slug):
    program = makers.program()
    with pytest.raises(IntegrityError, match="programs_program_slug_words"), transaction.atomic():
        Program.objects.filter(pk=program.pk).update(slug=slug)
