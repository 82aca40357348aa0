"""`dure simulate`: every program of both years from its notice to its end."""

import json
import sys
from argparse import Namespace

from django.core.management import call_command

from dure.config import catalog_apply
from dure.config.commands.say import say
from dure.kernel.clock import now
from dure.platform import journal
from dure.rehearsal.simulating.rows import Row, page

WRONG_USE = 2


def simulate(options: Namespace) -> int:
    """Run them in a fresh data folder and print the table; 0 if all are complete and nothing that must hold is broken."""
    from dure.rehearsal import demo
    from dure.rehearsal.simulating import simulation

    if not (options.all or options.program or options.year):
        print("dure: 무엇을 진행할지 적어 주세요: --all, --year 2019, --program SLUG", file=sys.stderr)  # noqa: T201
        return WRONG_USE
    call_command("migrate", verbosity=0)
    if simulation.is_lived():
        print("dure: 이미 쓰고 있는 자료예요. 새 폴더를 --data로 적어 주세요.", file=sys.stderr)  # noqa: T201
        return WRONG_USE
    demo.hurry()
    list(catalog_apply.apply(at=now()))
    told = []
    for row in simulation.simulate(simulation.prepare(), year=options.year, slug=options.program):
        told.append(row)
        if not options.json:
            say(_line(row))
    if options.json:
        print(json.dumps([row.said() for row in told], ensure_ascii=False, indent=1))  # noqa: T201
    if options.table:
        options.table.write_text(page(told), encoding="utf-8")
    done, broken = sum(row.complete for row in told), journal.verify()
    for finding in broken:
        print(finding, file=sys.stderr)  # noqa: T201
    print(f"{len(told)}줄 가운데 {done}줄이 끝났어요. {sum(row.seconds for row in told):.0f}초", file=sys.stderr)  # noqa: T201
    return 0 if told and done == len(told) and not broken else 1


def _line(row: Row) -> str:
    word = "끝남" if row.complete else "못 끝남"
    place = f"{row.year} {row.program} {row.track}".strip()
    sums = f"신청 {row.cases} 단계 {row.stages} 지급 {row.paid:,} 반납 {row.returned:,}"
    return "\n".join([f"{word}  {place}: {sums} ({row.seconds:.1f}초)", *(f"        {finding}" for finding in row.findings)])
