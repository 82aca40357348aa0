"""The `dure` command: a table of contents. Each subcommand is a small function in dure.config.commands."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; 0 all is well, 1 a finding, 2 a wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["catalog"] and given[1:2] and given[1] in {"check", "export", "page"}:
        from dure.platform.catalog import cli  # works from the files alone: no settings, no database

        return cli.run(given[1:])
    if given[:1] == ["verify-export"]:
        return _verify_export(given[1:])  # works from the file alone too
    options, rest = _parser().parse_known_args(given)
    if rest and options.command != "manage":
        print(f"dure: unknown words: {' '.join(rest)}", file=sys.stderr)  # noqa: T201
        return 2
    options.rest = rest
    _set_up(options)
    from dure.config import commands

    return commands.run(options)


def _verify_export(given: Sequence[str]) -> int:
    """dure verify-export FILE: 0 all is well, 1 a finding, 2 a wrong use."""
    from dure.config.commands import exports

    return exports.verify(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dure", description="사회적경제지원센터를 운영하는 두레")
    under = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, help_text in _COMMANDS.items():
        one = under.add_parser(name, help=help_text)
        one.add_argument("--data", type=Path, default=None, help="data folder, made if absent (default: ./data)")
        if name in {"demo", "web"}:
            one.add_argument("--port", type=int, default=8000)
            one.add_argument("--workers", type=int, default=2)
        if name == "demo":
            one.add_argument("--empty", action="store_true", help="a clean center without sample people")
        if name == "administrator":
            one.add_argument("email", help="where the administrator reads mail; also the name to sign in with")
            one.add_argument("--name", required=True, help="as it is printed on papers")
        if name == "catalog":
            _catalog(one)
        if name == "simulate":
            one.add_argument("--all", action="store_true", help="every program of both years")
            one.add_argument("--year", type=int, help="the programs of one source year")
            one.add_argument("--program", default="", help="one program by its slug")
            one.add_argument(
                "--full", action="store_true", help="as many places as the source names: 6 operators with 50 firms, 13 districts"
            )
            one.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that work at once (default: one per core)")
            one.add_argument("--json", action="store_true", help="print the table as JSON")
            one.add_argument("--table", type=Path, help="write the table as a page (docs/simulation.md)")
        if name == "manage":
            one.add_argument("words", nargs=argparse.REMAINDER)
    return parser


def _catalog(one: argparse.ArgumentParser) -> None:
    """diff | apply | pull [--to DIR] | copy YEAR --to YEAR | import FILE --year YEAR; check, export and page read the files alone."""
    one.add_argument("act", choices=["check", "export", "page", "diff", "apply", "pull", "copy", "import"])
    one.add_argument("what", nargs="?", help="copy: the year to copy; import: the file")
    one.add_argument("--folder", type=Path, help="the catalog's folder (default: the one that comes with Dure)")
    one.add_argument("--to", help="pull: a folder to write to; copy: the year to copy into")
    one.add_argument("--year", type=int, help="pull: only this year; import: the year of the definition")
    one.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    one.add_argument("--take-files", metavar="PROGRAM", action="append", default=[], help="apply: let the file win over the screen")
    one.add_argument("--reason", default="", help="apply --take-files: why, for the record")


_COMMANDS = {
    "init": "create or migrate the database and apply the catalog",
    "demo": "init, make the demo center once, start web and worker",
    "administrator": "seat the first administrator of the center",
    "web": "start the web server",
    "worker": "start the worker",
    "tick": "do once what is due",
    "catalog": "check, diff, apply, pull, copy, import or export the catalog",
    "check-invariants": "ask every invariant of the database",
    "verify-journal": "check the journal's chain",
    "verify-export": "check a full export (ZIP) without the database",
    "simulate": "run programs from notice to end in a fresh data folder, with invented parties",
    "tables": "print the tables of states, events and facts (docs/tables.md)",
    "manage": "Django's own commands",
}


def _set_up(options: argparse.Namespace) -> None:
    if options.command == "simulate" and options.data is None:
        options.data = Path(tempfile.mkdtemp(prefix="dure-simulate-"))
    if options.data is not None:
        os.environ["DURE_DATA"] = str(options.data.resolve())
    if options.command == "demo" and not options.empty:
        os.environ["DURE_DEMO"] = "1"
    if "port" in options:
        os.environ.setdefault("DURE_SITE", f"http://127.0.0.1:{options.port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.config.settings")
    import django

    django.setup()
