"""Every rule at its edges, as data: facts → answer → value → what would change it (vectors.yaml)."""

from pathlib import Path

import pytest
import yaml

from dure.apps.people.facade import StatusShown
from dure.apps.programs.rules import KINDS
from tests.apps.programs.rules.makers import asked, bid, known

GROUPS = yaml.safe_load(Path(__file__).with_name("vectors.yaml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(group, case, id=f"{group['rule']}-{place}-{number}")
    for place, group in enumerate(GROUPS)
    for number, case in enumerate(group["cases"])
]


def test_there_are_enough_of_them_and_no_kind_is_left_out():
    assert len(CASES) >= 150
    assert {group["rule"] for group in GROUPS} == set(KINDS)


@pytest.mark.parametrize(("group", "case"), CASES)
def test_the_answer_its_value_and_its_remedy(group, case):
    columns = {name: case[name] for name in ("kind", "legal_form", "district", "founded_on") if name in case}
    party = known(statuses=tuple(StatusShown(*status) for status in case.get("statuses", ())), facts=case.get("facts"), **columns)
    said = dict(case.get("bid", {}))
    said["partner_forms"] = tuple(said.get("partner_forms", ()))
    parameters = {name: value if isinstance(value, list) else str(value) for name, value in group["with"].items()}
    verdict = asked(group["rule"], party, bid=bid(**said), **parameters)
    assert (verdict.answer, verdict.value, verdict.remedy) == (case["answer"], case.get("value", ""), case.get("remedy", ""))
    assert verdict.is_met or verdict.remedy, "a no and a do-not-know say what would change them"
