"""Yes, no or unknown, and permissions with a reason."""

import itertools

import pytest

from dure.kernel.errors import Forbidden, Refused
from dure.kernel.verdicts import YES, Answer, Findings, Verdict, no


def verdict(answer: Answer, rule: str = "rule") -> Verdict:
    return Verdict(rule, answer, f"{rule}: {answer}")


@pytest.mark.parametrize(
    ("answers", "whole"),
    [
        ((), Answer.YES),
        ((Answer.YES,), Answer.YES),
        ((Answer.YES, Answer.UNKNOWN), Answer.UNKNOWN),
        ((Answer.UNKNOWN, Answer.NO), Answer.NO),
        ((Answer.YES, Answer.UNKNOWN, Answer.NO), Answer.NO),
    ],
)
def test_one_no_decides_and_an_unknown_is_neither(answers, whole):
    for order in itertools.permutations(answers):
        assert Findings.of(map(verdict, order)).answer is whole


def test_what_is_unmet_is_read_first_and_equals_keep_their_order():
    findings = Findings.of([verdict(Answer.YES, "a"), verdict(Answer.NO, "b"), verdict(Answer.UNKNOWN, "c"), verdict(Answer.NO, "d")])
    assert [found.rule for found in findings.verdicts] == ["b", "d", "c", "a"]
    assert [found.rule for found in findings.unmet] == ["b", "d"]
    assert [found.rule for found in findings.met] == ["a"]


def test_a_permission_refuses_with_its_reason():
    YES.or_refuse()
    with pytest.raises(Forbidden) as refused:
        no("대표자만 제출할 수 있어요.").or_refuse()
    assert refused.value.reasons == ["대표자만 제출할 수 있어요."]
    assert not no("아니요")


def test_one_reason_or_many_are_told_alike():
    assert Refused("하나").reasons == ["하나"]
    assert str(Refused(["하나", "둘"])) == "하나 둘"
