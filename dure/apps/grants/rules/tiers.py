"""What the two sides are called where an operator gives on (다시 교부). Pure."""

import re

_AFTER_CENTER = {"는": "은", "가": "이", "를": "을", "와": "과", "로": "으로", "라": "이라", "며": "이며", "": ""}
_WORDS = re.compile(r"(?<![가-힣])(?:수행기관|센터(는|가|를|와|로|라|며)?)")


def words_of_second_tier(text: str) -> str:
    """A clause as it reads between an operator and a firm: who was the center is the operator (수행기관), who was the operator is the firm."""
    return _WORDS.sub(lambda found: "참여기업" if found[0] == "수행기관" else "수행기관" + _AFTER_CENTER[found[1] or ""], text)
