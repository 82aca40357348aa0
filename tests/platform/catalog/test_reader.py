"""The check names file, line and field in one sentence."""

from pathlib import Path

import pytest

from dure.platform.catalog import reader
from dure.platform.catalog.definition import document

PROGRAM = """order: 1
title: 시험 사업
field: 전략
source_field: 시험
support: [project_money]
stages:
  - {kind: notice}
  - {kind: intake, when: 2030-01-01..2030-01-31, said: 1월}
source: 시험 자료
"""


def problems(house: Path, text: str, name: str = "small-test-program") -> list[str]:
    (house / "programs" / "2030" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in reader.check(house)]


def test_the_real_catalog_has_no_problem():
    assert reader.check() == []


def test_a_good_file_has_no_problem(house):
    assert problems(house, PROGRAM) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "field", "words"),
    [
        ("kind: intake", "kind: intakes", 8, "stages[1].kind", "정해진 말이 아니에요"),
        ("order: 1", "order: 하나", 1, "order", "정수가 아니에요"),
        ("title: 시험 사업\n", "", 1, "title", "꼭 있어야 하는 항목이에요"),
        ("source: 시험 자료", "source: 시험 자료\nbudget: 많음", 10, "budget", "금액으로 읽을 수 없는 말: 많음"),
        ("source: 시험 자료", "source: 시험 자료\nawards: 여럿", 10, "awards", "수로 읽을 수 없는 말: 여럿"),
        ("2030-01-01..", "1월..", 8, "stages[1]", "날짜로 읽을 수 없는 말"),
        ("source: 시험 자료", "source: 시험 자료\ncolor: 파랑", 10, "color", "모르는 항목이에요"),
        ("{kind: notice}", "{kind: notice, track: none}", 7, "stages[0].track", "유형 none이 tracks에 없어요"),
        ("{kind: notice}", "{kind: report}", 7, "stages[0].which", "보고는 which가 있어야 해요"),
        ("source: 시험 자료", "source: 시험 자료\nlife: nowhere", 10, "life", "lives/nowhere.yaml 파일이 없어요"),
        ("source: 시험 자료", "source: 시험 자료\nteam: 없는팀", 10, "team", "2030년 팀 없는팀이 center.yaml에 없어요"),
        ("source: 시험 자료", "source: 시험 자료\nrules: [{rule: members_at_least}]", 10, "rules[0]", "count이 있어야 해요"),
        ("source: 시험 자료", "source: 시험 자료\nrules: [{rule: any_expression}]", 10, "rules[0].rule", "정해진 말이 아니에요"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(house, before, after, line, field, words):
    found = problems(house, PROGRAM.replace(before, after))
    assert len(found) == 1
    assert found[0].startswith(f"programs/2030/small-test-program.yaml {line}행 {field}: ")
    assert words in found[0]
    assert "\n" not in found[0]


def test_a_repeated_name_is_a_mistake(house):
    assert problems(house, PROGRAM + "title: 또\n") == ["programs/2030/small-test-program.yaml 10행: title: 같은 이름이 두 번 있어요"]


def test_one_plain_word_is_no_slug(house):
    assert "두 낱말 이상" in problems(house, PROGRAM, name="program")[0]


def test_two_programs_do_not_share_a_place_in_the_order(house):
    problems(house, PROGRAM)
    assert "순서 1" in problems(house, PROGRAM, name="other-test-program")[0]


@pytest.mark.parametrize(
    ("life", "words"),
    [
        ("stages: [{kind: disbursement, share: 60}, {kind: disbursement, turn: 2, share: 30}]", "교부 비율의 합이 100%여야 해요"),
        ("stages: [{kind: disbursement, share: 100}]\npayment_mode: none", "지급이 없는 사업에 교부 단계가 있어요"),
        ("stages: []\nscore_sheet: {criteria: [{key: a, title: 가, points: 90}]}", "배점의 합이 100점이어야 해요"),
        ("stages: []\nscore_sheet: {criteria: [{key: a, title: 가, points: 100, levels: [하, 상]}]}", "다섯을 모두 적어요"),
    ],
)
def test_a_life_that_does_not_add_up_is_a_mistake(house, life, words):
    (house / "lives" / "odd.yaml").write_text(life, encoding="utf-8")
    assert words in problems(house, PROGRAM)[0]


def test_the_life_takes_the_days_of_the_source(catalog):
    said = document(catalog.program(2021, "network-cooperation-grants"), catalog)["life"]
    stages = {stage["key"]: stage for stage in said["stages"]}
    assert (stages["intake"]["window"]["from"], stages["intake"]["stated_by"]) == ("2021-02-08", "source")
    assert stages["settlement"]["stated_by"] == "dure"


def test_of_two_rounds_the_life_takes_the_first(catalog):
    said = document(catalog.program(2021, "gaebong-space-tenancy"), catalog)["life"]
    assert next(stage for stage in said["stages"] if stage["kind"] == "intake")["window"]["to"] == "2021-02-09"
