"""Comparing the catalog with the database, and bringing one to the other."""

import re
from argparse import Namespace
from pathlib import Path

from dure.config.commands.say import say
from dure.kernel.clock import now
from dure.kernel.errors import Refused

WRONG_USE = 2


def act(options: Namespace) -> int:
    """0 all is well, 1 a finding or a refusal in sentences, 2 a wrong use; check, export and page never come here: they need no database."""
    from dure.platform.catalog.reader import Broken

    acts = {"diff": _diff, "apply": _apply, "pull": _pull, "copy": _copy, "import": _import}
    if (options.act in {"copy", "import"}) != (options.what is not None):
        say("dure catalog copy 2021 --to 2027, dure catalog import FILE --year 2027")
        return WRONG_USE
    try:
        return acts[options.act](options)
    except Refused as refused:
        for reason in refused.reasons:
            say(reason)
    except Broken as broken:
        for problem in broken.problems:
            say(str(problem))
    except OSError as wrong:
        say(f"{wrong.filename}: 파일을 쓰거나 읽을 수 없어요 ({wrong.strerror}).")
    return 1


def _home(options: Namespace) -> Path:
    from dure.platform.catalog.reader import HOME

    return options.folder or HOME


def _diff(options: Namespace) -> int:
    from dure.config import catalog_apply

    changes = catalog_apply.diff(_home(options))
    for change in changes:
        say(change)
    say("차이가 없어요 (no difference)." if not changes else f"{len(changes)} differences")
    return 1 if changes else 0


def _apply(options: Namespace) -> int:
    from dure.config import catalog_apply

    for line in catalog_apply.apply(at=now(), home=_home(options), take_files=options.take_files, reason=options.reason, keep_screen=False):
        say(line)
    return 0


def _pull(options: Namespace) -> int:
    from dure.config import catalog_apply

    into = Path(options.to) if options.to else None
    pulled = catalog_apply.pull(at=now(), home=_home(options), into=into, year=options.year, dry_run=options.dry_run)
    for line in (*pulled.files, *pulled.problems):
        say(line)
    say(f"파일 {len(pulled.files)}개{'를 쓰게 돼요. 아직 아무것도 쓰지 않았어요.' if options.dry_run else '를 썼어요.'}")
    return 1 if pulled.problems else 0


def _copy(options: Namespace) -> int:
    from dure.config import catalog_apply

    years = [options.what, options.to or ""]
    if not all(re.fullmatch(r"2[01]\d\d", year, re.ASCII) for year in years) or years[0] == years[1]:
        say("dure catalog copy 2021 --to 2027: 해를 네 자리 숫자로 적어 주세요.")
        return WRONG_USE
    for line in catalog_apply.copy(int(years[0]), int(years[1]), at=now(), dry_run=options.dry_run):
        say(line)
    return 0


def _import(options: Namespace) -> int:
    from dure.config import catalog_apply

    if options.year is None:
        say("dure catalog import FILE --year 2027: 어느 해의 사업인지 적어 주세요.")
        return WRONG_USE
    file = Path(options.what)
    for line in catalog_apply.bring_file(file, options.year, at=now(), home=_home(options), dry_run=options.dry_run):
        say(line)
    return 0
