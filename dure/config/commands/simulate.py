"""`dure simulate`: every program of both years from its notice to its end."""

import json
import sys
import time
from argparse import Namespace
from dataclasses import asdict

from django.core.management import call_command

from dure.config import catalog_apply
from dure.config.commands.say import say
from dure.kernel.clock import now
from dure.rehearsal.simulating.rows import Row, page, reconciled

WRONG_USE = 2


def simulate(options: Namespace) -> int:
    """Run them, each in a copy of a fresh house, and print the table; 0 if all are complete and nothing that must hold is broken."""
    from dure.rehearsal import demo
    from dure.rehearsal.simulating import houses, simulation

    if not (options.all or options.program or options.year):
        print("dure: 무엇을 진행할지 적어 주세요: --all, --year 2019, --program SLUG", file=sys.stderr)  # noqa: T201
        return WRONG_USE
    call_command("migrate", verbosity=0)
    if simulation.is_lived():
        print("dure: 이미 쓰고 있는 자료예요. 새 폴더를 --data로 적어 주세요.", file=sys.stderr)  # noqa: T201
        return WRONG_USE
    began = time.monotonic()
    demo.hurry()
    list(catalog_apply.apply(at=now()))
    center = simulation.prepare(full=options.full)
    told: list[Row] = []
    for rows in houses.tell_all(center, simulation.listed(year=options.year, slug=options.program), workers=options.workers):
        told += rows
        for row in rows:
            _tell(row, aloud=not options.json)
    ledger, line = reconciled(told)
    if options.json:
        said = {"rows": [row.said() for row in told], "ledger": asdict(ledger) | {"reconciles": ledger.reconciles}}
        print(json.dumps(said, ensure_ascii=False, indent=1))  # noqa: T201
    if options.table:
        options.table.write_text(page(told), encoding="utf-8")
    done = sum(row.complete for row in told)
    print(line, file=sys.stderr)  # noqa: T201
    print(f"{len(told)}줄 가운데 {done}줄이 끝났어요. {time.monotonic() - began:.0f}초", file=sys.stderr)  # noqa: T201
    return 0 if told and done == len(told) and ledger.reconciles else 1


def _tell(row: Row, *, aloud: bool) -> None:
    """The row for whoever watches; what is wrong with it goes to the errors."""
    if aloud:
        say(_line(row))
    for finding in row.findings:
        print(f"{row.year} {row.program} {row.track}: {finding}", file=sys.stderr)  # noqa: T201


def _line(row: Row) -> str:
    word = "끝남" if row.complete else "못 끝남"
    place = f"{row.year} {row.program} {row.track}".strip()
    sums = f"신청 {row.cases} 단계 {row.stages} 지급 {row.paid:,} 반납 {row.returned:,}"
    return f"{word}  {place}: {sums} ({row.seconds:.1f}초)"
