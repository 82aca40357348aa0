"""The lines of a bench report can be read back."""

import re

import pytest

from bench.measuring import Report

ARM = re.compile(r"ARM (?P<name>\S+) (?P<value>[\d.]+) (?P<unit>\S+) (?P<cpu_ms>[\d.]+)")
RATIO = re.compile(
    r"RATIO (?P<name>\S+) (?P<value>[\d.]+) \[(?P<low>[\d.]+)\.\.(?P<high>\d[\d.]*)\] goal [≥≤](?P<goal>[\d.]+) (?P<word>PASS|BELOW)"
)


def test_every_line_names_its_figure_and_says_whether_it_holds(capsys):
    report = Report(rounds=3)
    report.arm("web.page", 123.4567, "requests/s", 8.1)
    report.ratio("G1.page-against-twin", [8.0, 9.0, 7.0], [2.0, 2.0, 2.0], goal=4)
    arm, ratio = capsys.readouterr().out.splitlines()
    assert ARM.fullmatch(arm).groupdict() == {"name": "web.page", "value": "123.457", "unit": "requests/s", "cpu_ms": "8.100"}
    assert RATIO.fullmatch(ratio).groupdict() == {
        "name": "G1.page-against-twin", "value": "4.000", "low": "3.500", "high": "4.500", "goal": "4", "word": "PASS",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "goal", "less_is_better", "word", "fails"),
    [
        (4.0, 4, False, "PASS", False),
        (3.0, 4, False, "BELOW", False),
        (2.7, 4, False, "BELOW", True),
        (10.0, 10, True, "PASS", False),
        (14.0, 10, True, "BELOW", False),
        (15.0, 10, True, "BELOW", True),
    ],
)
def test_a_run_fails_below_seven_tenths_of_a_goal(capsys, value, goal, less_is_better, word, fails):
    report = Report(rounds=1)
    report.ratio("figure", [value], [1.0], goal=goal, less_is_better=less_is_better)
    assert capsys.readouterr().out.split()[-1] == word
    assert report.fails is fails


def test_a_figure_without_a_goal_is_told_and_not_judged(capsys):
    report = Report(rounds=1)
    report.ratio("figure", [0.1], [1.0], goal=None)
    assert capsys.readouterr().out.endswith("goal none UNJUDGED\n")
    assert not report.fails
