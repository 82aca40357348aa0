"""The house's own files, as these tests read them."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dure"
TEXTS = {".py", ".html", ".css", ".js", ".md", ".yaml", ".toml", ".txt", ".in", ".sh", ".typ", ".svg", ""}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is kept or about to be kept, as git sees them."""
    words = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(path for name in sorted(set(listed)) if name and (path := ROOT / name).is_file())


def texts(*endings: str) -> Iterator[Path]:
    """Files of ours with one of the endings; font licenses and pins are other people's words."""
    for path in files():
        if path.suffix in (endings or TEXTS) and "fonts" not in path.parts and not path.name.startswith(("requirements", "LICENSE")):
            yield path


def modules(*patterns: str) -> list[Path]:
    """Python files of the package whose path within it matches one of the patterns."""
    return [path for path in texts(".py") if path.is_relative_to(PACKAGE) and any(path.match(pattern) for pattern in patterns)]


def shown(path: Path) -> str:
    """The path as a reader of the checkout writes it."""
    return str(path.relative_to(ROOT))
