"""The frozen tables and the two registries as one page: what may follow what, by whom; which events and facts there are."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from dure.config.commands.say import say
from dure.kernel.flow import Flow

PAGE = Path(__file__).resolve().parents[3] / "docs" / "tables.md"


def print_page(_options: Namespace) -> int:
    """Print the page; `dure tables > docs/tables.md` renews it."""
    say(page().rstrip("\n"))
    return 0


def page() -> str:
    """The page as Markdown, made from the code."""
    return "\n".join([*_head(), *_flows(), *_registries()]) + "\n"


def _head() -> Iterator[str]:
    yield "# Tables of the house"
    yield "Made from the code by `dure tables`; a test compares this page with it."


def _flows() -> Iterator[str]:
    from dure.apps.cases import facade as cases
    from dure.apps.money import facade as money
    from dure.apps.programs import facade as programs

    owned = [
        ("programs", programs.ROUND_FLOW),
        *((one.owner, one.flow) for one in cases.flows()),
        ("money", money.PAYMENT),
        ("money", money.PAYEE),
    ]
    yield "\n## What may follow what"
    for owner, flow in owned:
        yield from _flow(owner, flow)


def _flow(owner: str, flow: Flow) -> Iterator[str]:
    yield f"\n### {flow.kind} ({owner})"
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"  [*] --> {flow.start}"
    for step in flow.steps:
        for source in step.sources:
            yield f"  {source} --> {step.target}: {step.label} ({step.who})"
    for state in flow.states:
        if flow.is_closed(state):
            yield f"  {state} --> [*]"
    yield "```"


def _registries() -> Iterator[str]:
    from dure.platform.event_kinds import EVENT_KINDS
    from dure.platform.fact_kinds import FACT_KINDS

    for title, kinds in (("Events that go up", EVENT_KINDS), ("Facts that come down", FACT_KINDS)):
        yield f"\n## {title}"
        yield "| name | what it says |"
        yield "| --- | --- |"
        yield from (f"| `{name}` | {said} |" for name, said in kinds.items())
