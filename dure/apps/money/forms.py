"""What people type about money, read into plain values. Wrong input says how to write it."""

import re
from datetime import date

from dure.kernel.errors import Refused
from dure.kernel.won import NotWon, Won, parse_won


def read_won(text: str, what: str) -> Won:
    """An amount in whole won."""
    try:
        return parse_won(text)
    except NotWon as wrong:
        raise Refused(f"{what}은 원 단위 숫자로 적어 주세요. 예: 1,200,000") from wrong


def read_day(text: str, what: str) -> date:
    """A day as a date box sends it, or with dots."""
    try:
        year, month, day = (int(piece) for piece in text.strip(" .").replace(".", "-").split("-"))
        return date(year, month, day)
    except ValueError as wrong:
        raise Refused(f"{what}을 골라 주세요. 예: 2027-03-15") from wrong


def read_ids(texts: list[str]) -> list[int]:
    """Row numbers from tick boxes, each once; what is no number is left out."""
    return list(dict.fromkeys(int(text) for text in texts if text.isdigit() and len(text) < 19))


def read_key(text: str) -> str:
    """The key of a budget line: small letters, digits and hyphens; a program's account under a line has a dot between the two."""
    if not re.fullmatch(r"[a-z0-9]+([-.][a-z0-9]+)*", text.strip()) or len(text) > 80:
        raise Refused("예산 항목의 이름표는 영어 소문자와 숫자, 하이픈으로 적어 주세요. 예: local-economy")
    return text.strip()
