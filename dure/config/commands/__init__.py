"""What each subcommand does."""

from argparse import Namespace

from dure.config.commands import administrator, catalog, checks, demo, serve, simulate, tables, work

_ACTS = {
    "init": demo.init,
    "demo": demo.demo,
    "administrator": administrator.appoint,
    "web": serve.web,
    "worker": work.worker,
    "tick": work.tick,
    "catalog": catalog.act,
    "check-invariants": checks.invariants,
    "verify-journal": checks.journal_chain,
    "simulate": simulate.simulate,
    "tables": tables.print_page,
    "manage": work.manage,
}


def run(options: Namespace) -> int:
    """Do what was asked."""
    return _ACTS[options.command](options)
