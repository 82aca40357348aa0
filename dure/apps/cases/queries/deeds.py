"""How the journal's lines about cases and their stages are told: the verb alone does not say which stage, which outcome or which file."""

from dure.apps.cases.flow import flow_of, runs_as_case_stage
from dure.apps.cases.words import Outcome
from dure.platform import deeds
from dure.platform.models import JournalLine


def register() -> None:
    """Lines of stages and of cases have a teller of their own."""
    deeds.tell("cases.stagerun", _step)
    deeds.tell("cases.case", _case)


def _step(line: JournalLine) -> str:
    kind, _, step = line.verb.partition(".")
    if not runs_as_case_stage(kind):
        return deeds.named(line.verb, line.kind)
    label = next((one.label for one in flow_of(kind).steps if one.name == step), step)
    return f"{line.detail.get('label', '')}: {label}"


def _case(line: JournalLine) -> str:
    kind, _, step = line.verb.partition(".")
    if kind == "outcome":
        return f"결과: {dict(Outcome.choices).get(step, step)}"
    word = deeds.named(line.verb, line.kind)
    return f"{word} · {line.detail['name']}" if line.detail.get("name") else word
