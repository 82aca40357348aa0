"""What a definition says of a fair review, and what it means where it says nothing."""

import pytest

from dure.apps.review.queries import panels
from dure.platform.catalog.paperwork import ScoreSheet
from tests.apps.review import makers

FAIR_SHEET = {
    "criteria": [{"key": "need", "title": "필요성", "points": "40", "least": "20"}, {"key": "plan", "title": "계획", "points": "60"}],
    "ties": ["plan", "draw"],
    "blind": "yes",
    "outlier_points": "15",
    "challenge_days": "3",
    "objection_days": "30",
}


def test_the_definition_says_how_ties_names_and_windows_are_handled():
    sheet = ScoreSheet.model_validate(FAIR_SHEET)
    assert (sheet.criteria[0].least, sheet.ties, sheet.blind, sheet.challenge_days, sheet.objection_days) == (
        20,
        ("plan", "draw"),
        True,
        3,
        30,
    )
    with pytest.raises(ValueError, match="동점"):
        ScoreSheet.model_validate(FAIR_SHEET | {"ties": ["unknown"]})


def test_an_older_sheet_without_a_word_reads_as_before():
    sheet = ScoreSheet.model_validate({"criteria": [{"key": "all", "title": "모두", "points": "100"}]})
    assert (sheet.ties, sheet.blind, sheet.challenge_days, sheet.objection_days, sheet.outlier_points) == ((), False, None, 20, 20)


def test_the_terms_carry_what_the_definition_says(db):
    fields = {"ties": ["need", "draw"], "challenge_days": 3, "outlier_points": 15, "objection_days": 30}
    criteria = [{**line, "least": 10} if line["key"] == "need" else line for line in makers.CRITERIA]
    panel = makers.review(score_sheet={"criteria": criteria, "threshold": 60, "quorum": 2, **fields}).formed().panel
    bars, sheet = panels.bars_of(panel), panels.score_sheet_of(panel.round_id)
    assert (bars.ties, dict(bars.least), sheet.outlier_points, sheet.objection_days) == (("need", "draw"), {"need": 10}, 15, 30)
