"""What people type about money, read into plain values. Wrong input says how to write it."""

import re

from dure.kernel.errors import Refused


def read_key(text: str) -> str:
    """The key of a budget line: small letters, digits and hyphens; a program's account under a line has a dot between the two."""
    if not re.fullmatch(r"[a-z0-9]+([-.][a-z0-9]+)*", text.strip()) or len(text) > 80:
        raise Refused("예산 항목의 이름표는 영어 소문자와 숫자, 하이픈으로 적어 주세요. 예: local-economy")
    return text.strip()
