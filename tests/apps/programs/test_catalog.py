"""Applying the catalog: twice adds nothing, a changed file adds one version, and nothing is ever taken away."""

import shutil

import pytest

from dure.apps.programs.catalog import apply_programs, diff_programs
from dure.apps.programs.models import DefinitionVersion, Edition, Program
from dure.platform.catalog import reader
from tests.apps.programs.makers import BEFORE, HOUSE, WITHIN


@pytest.fixture
def home(tmp_path):
    """A copy of the catalog's files that a test may change."""
    return shutil.copytree(reader.HOME, tmp_path / "seoul")


@pytest.fixture
def applied(db, home):
    """The catalog in the database, and how many versions that added."""
    return apply_programs(reader.load(home), by=HOUSE, at=BEFORE)


def edit(home, slug, before, after):
    path = home / "programs" / "2021" / f"{slug}.yaml"
    said = path.read_text()
    assert before in said
    path.write_text(said.replace(before, after, 1))


def test_every_program_of_the_files_gets_its_first_version(applied, home):
    catalog = reader.load(home)
    assert applied == len(catalog.programs) == Program.objects.count() == DefinitionVersion.objects.count()
    assert set(Edition.objects.order_by().values_list("year", "kind")) == {(2019, "historical"), (2021, "historical")}
    assert not Program.objects.filter(published_at=None).exists()


def test_applied_twice_it_adds_nothing_and_finds_no_difference(applied, home):
    assert apply_programs(reader.load(home), by=HOUSE, at=WITHIN) == 0
    assert diff_programs(reader.load(home)) == []
    assert DefinitionVersion.objects.count() == applied


def test_a_changed_file_adds_one_version_of_its_program_alone(applied, home):
    title = Program.objects.get(edition__year=2021, slug="network-cooperation-grants").title
    edit(home, "network-cooperation-grants", f"title: {title}", f"title: {title} 개편")
    changed = reader.load(home)
    assert [line.split(":")[0] for line in diff_programs(changed)] == ["~ 2021/network-cooperation-grants"]
    assert apply_programs(changed, by=HOUSE, at=WITHIN) == 1
    program = Program.objects.get(edition__year=2021, slug="network-cooperation-grants")
    assert (program.title, program.version.number) == (f"{title} 개편", 2)
    assert DefinitionVersion.objects.filter(number=2).count() == 1
    assert diff_programs(changed) == []


def test_a_file_that_went_away_is_told_and_its_program_stays(applied, home):
    (home / "programs" / "2021" / "network-cooperation-grants.yaml").unlink()
    less = reader.load(home)
    assert [line[:34] for line in diff_programs(less)] == ["- 2021/network-cooperation-grants:"]
    assert apply_programs(less, by=HOUSE, at=WITHIN) == 0
    assert Program.objects.filter(edition__year=2021, slug="network-cooperation-grants").exists()
