"""`dure catalog check`, `dure catalog export` and `page` (docs/catalog): from the files alone."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from dure.platform.catalog import exports, pages, reader


def run(arguments: Sequence[str]) -> int:
    """0 all is well, 1 problems were named, 2 a wrong use."""
    parser = argparse.ArgumentParser(prog="dure catalog")
    parser.add_argument("act", choices=["check", "export", "page"])
    parser.add_argument("--json", action="store_true", help="JSON is what export prints; the word may be given")
    parser.add_argument("--year", type=int)
    parser.add_argument("--section", choices=["programs", *exports.SECTIONS], default="programs", help="what to export")
    parser.add_argument("--folder", type=Path, default=reader.HOME)
    parser.add_argument("--into", type=Path, default=Path("docs") / "catalog", help="folder of the pages")
    parser.add_argument("--data", type=Path, help="not needed: the files are read")
    options = parser.parse_args(list(arguments))
    problems = reader.check(options.folder)
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201
    if problems:
        return 1
    catalog = reader.load(options.folder)
    if options.act == "check":
        print(f"사업 {len(catalog.programs)}개, 자치구 {len(catalog.districts)}곳, 시설 {len(catalog.facilities)}곳: 문제가 없어요.")  # noqa: T201
    elif options.act == "page":
        for file in pages.write(catalog, options.into):
            print(file)  # noqa: T201
    else:
        said = exports.programs(catalog, options.year) if options.section == "programs" else exports.section(catalog, options.section)
        json.dump(said, sys.stdout, ensure_ascii=False, indent=1)
        print()  # noqa: T201
    return 0
