"""What our own files may not hold."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, modules, shown, texts

LONGEST = 350
# one letter of each word stands in brackets, so that this file does not find itself
UNFINISHED = re.compile(r"\b([T]ODO|[F]IXME|[X]XX|[H]ACK)\b")
REGISTRIES = re.compile(
    r"[p]ypi\.|[p]ythonhosted|[r]egistry\.npm|[n]pmjs\.|[d]eb\.debian|(?<!no-emit-)[i]ndex-url|(?<!no-emit-)[f]ind-links|[f]ile:///"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/([w]ork|[r]oot|[h]ome/\w+)/")
ROW_WRITERS = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def attributes(path: Path) -> list[ast.Attribute]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)]


def test_a_file_is_small_enough_to_be_read_at_once():
    long = {shown(path): lines for path in texts(".py", ".html", ".js") if (lines := len(path.read_text().splitlines())) > LONGEST}
    assert {path: lines for path, lines in long.items() if "migrations" not in path} == {}


def test_nothing_is_left_for_later():
    assert [f"{shown(path)}: {found[0]}" for path in texts() if (found := UNFINISHED.search(path.read_text()))] == []


def test_no_address_of_a_package_index_stands_in_a_file():
    kept = [*texts(), *ROOT.glob("requirements*")]
    assert [f"{shown(path)}: {found[0]}" for path in kept if (found := REGISTRIES.search(path.read_text()))] == []


def test_pins_are_hashed():
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", (ROOT / name).read_text(), flags=re.M).strip())
        assert entries
        assert [entry.split()[0] for entry in entries if not entry.startswith("#") and "--hash=sha256:" not in entry] == []


def test_no_path_of_one_machine_stands_in_a_file():
    assert [f"{shown(path)}: {found[0]}" for path in texts() if (found := MACHINE_PATHS.search(path.read_text()))] == []


def test_pages_ask_queries_and_never_a_manager():
    pages = modules("views.py", "views/*.py", "views/**/*.py", "views_*.py")
    assert pages
    asked = [
        f"{shown(page)}:{node.lineno}"
        for page in pages
        for node in attributes(page)
        if node.attr in {"objects", "_base_manager", "_default_manager"}
    ]
    assert asked == []


def test_only_actions_write():
    readers = modules(
        "views.py", "views/*.py", "queries.py", "queries/*.py", "access.py", "rules.py", "rules/*.py", "flow.py", "exports.py"
    )
    wrote = [f"{shown(page)}:{node.lineno} {node.attr}" for page in readers for node in attributes(page) if node.attr in ROW_WRITERS]
    assert wrote == []


def test_only_pages_and_commands_look_at_the_clock():
    allowed = (
        "config/",
        "rehearsal/",
        "kernel/clock.py",
        "platform/middleware.py",
        "platform/worker.py",
        "platform/templatetags/",
        "apps/people/adapter.py",
    )
    commands = ("invariants.py",)
    looked = [
        shown(path)
        for path in modules("*.py")
        if not str(path.relative_to(PACKAGE)).startswith(allowed)
        and path.name not in commands
        and re.search(r"clock import .*\bnow\b|timezone\.now\(|datetime\.now\(", path.read_text())
    ]
    assert looked == []


def test_every_form_that_posts_carries_its_marks():
    """The component writes both the CSRF mark and the key; allauth's own pages know no key."""
    bare = []
    for path in texts(".html"):
        for form in re.findall(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", path.read_text(), flags=re.DOTALL | re.IGNORECASE):
            to_allauth = "{% url 'account_" in form or {"account", "mfa"} & set(path.parts)
            if "<c-form-key" not in form and not ("csrf_token" in form and (to_allauth or 'name="key"' in form)):
                bare.append(f"{shown(path)}: {form.splitlines()[0]}")
    assert bare == []


@pytest.mark.parametrize(
    ("mark", "why"), [(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", "inline script"), (r"\sstyle=[\"']", "inline style")]
)
def test_pages_stay_within_the_content_security_policy(mark, why):
    assert [f"{shown(path)}: {why}" for path in texts(".html") if re.search(mark, path.read_text())] == []


def test_every_name_of_the_glossary_exists_in_the_code():
    rows = re.findall(r"^\| (?!Korean|---)([^|]+) \| ([A-Za-z_]+) \|", (ROOT / "docs/glossary.md").read_text(), flags=re.M)
    assert len(rows) > 20
    code = "\n".join(path.read_text() for path in modules("*.py"))
    assert [f"{korean}: {name}" for korean, name in rows if not re.search(rf"\b{name}\b", code)] == []
