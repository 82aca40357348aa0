"""`dure catalog pull | diff | apply | copy | import` as a person types them: what they say, and 0, 1 or 2."""

import shutil
from argparse import Namespace
from pathlib import Path

import pytest

from dure.apps.programs import facade as programs
from dure.config.command import _parser
from dure.config.commands import catalog as command
from dure.platform.catalog import reader

KEPT = {"network-cooperation-grants", "network-cooperation-support", "_year"}
FILE = reader.HOME / "programs" / "2021" / "network-cooperation-grants.yaml"


@pytest.fixture
def home(tmp_path):
    """A catalog of two programs."""
    home = shutil.copytree(reader.HOME, tmp_path / "seoul")
    for path in home.glob("programs/*/*.yaml"):
        if path.stem not in KEPT:
            path.unlink()
    return home


def options(*words: str) -> Namespace:
    return _parser().parse_args(["catalog", *words])


def run(home: Path, *words: str) -> int:
    return command.act(options(*words, "--folder", str(home)))


@pytest.mark.django_db(transaction=True)
def test_a_year_is_copied_pulled_checked_and_then_there_is_no_difference(home, tmp_path, capsys):
    assert run(home, "apply") == 0
    assert run(home, "diff") == 0
    assert run(home, "copy", "2021", "--to", "2199", "--dry-run") == 0
    assert not programs.Edition.objects.filter(year=2199).exists()
    assert run(home, "copy", "2021", "--to", "2199") == 0
    assert run(home, "diff") == 1
    other = tmp_path / "pulled"
    assert run(home, "pull", "--to", str(other), "--dry-run") == 0
    assert not other.exists()
    assert run(home, "pull", "--to", str(other)) == 0
    assert reader.check(other) == []
    capsys.readouterr()
    assert run(other, "diff") == 0
    assert "no difference" in capsys.readouterr().out
    assert run(other, "apply") == 0
    assert programs.DefinitionVersion.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_file_is_imported_once_into_a_year_that_is_open(home, capsys):
    assert run(home, "import", str(FILE), "--year", "2199") == 1
    assert "2199년이 아직 없어요" in capsys.readouterr().out
    run(home, "apply")
    run(home, "copy", "2019", "--to", "2199")
    assert run(home, "import", str(FILE), "--year", "2199", "--dry-run") == 0
    assert run(home, "import", str(FILE), "--year", "2199") == 0
    assert programs.Program.objects.get(edition__year=2199, slug="network-cooperation-grants").version.origin == "import"
    assert run(home, "import", str(FILE), "--year", "2199") == 1
    assert run(home, "import", str(home / "no-such-file.yaml"), "--year", "2199") == 1


@pytest.mark.django_db
def test_a_folder_that_is_no_catalog_is_not_written_to(home, tmp_path, capsys):
    other = tmp_path / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("예시")
    assert run(home, "pull", "--to", str(other)) == 1
    assert "카탈로그가 아닌 폴더" in capsys.readouterr().out
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    "words",
    [
        ["copy"],
        ["copy", "2021"],
        ["copy", "2021", "--to", "2021"],
        ["copy", "last", "--to", "2027"],
        ["import"],
        ["import", "x.yaml"],
        ["diff", "x"],
    ],
)
def test_a_wrong_use_is_two(words):
    assert command.act(options(*words)) == 2
