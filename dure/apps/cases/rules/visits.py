"""What is looked at on a visit, and what a drawn signature may be."""

import re

from dure.apps.programs import facade as programs

ANSWERS = {"yes": "확인함", "no": "다름", "unseen": "확인하지 못함"}
_STROKES = re.compile(r"^(?:M\d{1,3} \d{1,3}(?: L\d{1,3} \d{1,3})*(?: |$))*$")
_LONGEST = 12_000
_USUAL = ("신청서에 적은 주소에서 실제로 활동하고 있음", "신청서에 적은 내용과 현장이 같음")


def visit_points(terms: programs.Terms) -> list[str]:
    """The clauses of the rules and the papers that the definition asks for, to be seen on the spot; and what every visit looks at."""
    clauses = [rule.clause for rule in terms.rules if rule.clause]
    papers = [f"{paper.title} 원본" for paper in terms.documents if paper.required]
    return list(dict.fromkeys([*_USUAL, *clauses, *papers]))


def strokes_refused(strokes: str) -> str:
    """Lines between whole points and nothing else, so that what is drawn can be shown as a picture."""
    if len(strokes) > _LONGEST or not _STROKES.match(strokes):
        return "손글씨 서명을 읽을 수 없어요. 지우고 다시 그려 주세요."
    return ""
