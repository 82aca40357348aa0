"""Whole won: parsing, sharing out, and the official words."""

import re
from typing import NewType

Won = NewType("Won", int)

LARGEST_WON = Won(9_000_000_000_000_000)
"""Nine thousand trillion: beyond any public budget, inside the integers of every database and of a browser."""

_WON_TEXT = re.compile(r"\d{1,3}(,\d{3})+|\d{1,16}", re.ASCII)
_DIGITS = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_UNITS = ("", "십", "백", "천")
_MYRIADS = ("", "만", "억", "조")


class NotWon(ValueError):
    """The text is not an amount in whole won."""


def parse_won(text: str) -> Won:
    """Read an amount as people type it: plain digits or commas in threes. Anything else raises NotWon."""
    tidy = text.strip().removesuffix("원").strip()
    if not _WON_TEXT.fullmatch(tidy):
        raise NotWon(text)
    amount = int(tidy.replace(",", ""))
    if amount > LARGEST_WON:
        raise NotWon(text)
    return Won(amount)


def cut_below_won(amount: int, part: int, whole: int) -> Won:
    """amount × part ÷ whole with everything below one won cut off (never rounded up)."""
    return Won(amount * part // whole)


def percent_met(part: int, whole: int, percent: int) -> bool:
    """Is `part` at least `percent` of `whole`? Compared by multiplying, so no fraction is lost."""
    return part * 100 >= whole * percent


def vat_of_supply(supply: int) -> Won:
    """10 % value added tax on a supply amount, cut below one won."""
    return Won(supply * 10 // 100)


def split_total(total: int) -> tuple[Won, Won]:
    """A total with VAT inside, as (supply, tax): 10,000 → (9,091, 909)."""
    supply = (total * 20 + 11) // 22
    return Won(supply), Won(total - supply)


def won_in_full(amount: int) -> str:
    """50,000,000원, as forms, tables and documents write it."""
    return f"{amount:,}원"


def won_in_short(amount: int) -> str:
    """1억 4,000만원, as headlines write it; an amount that is not whole 만 keeps its last digits."""
    if amount < 0:
        return "-" + won_in_short(-amount)
    eok, rest = divmod(amount, 100_000_000)
    man, tail = divmod(rest, 10_000)
    parts = [f"{eok:,}억" if eok else "", f"{man:,}만" if man else ""]
    if tail or not (eok or man):
        parts.append(f"{tail:,}")
    return " ".join(part for part in parts if part) + "원"


def _thousands_in_words(group: int) -> str:
    return "".join(_DIGITS[int(digit)] + _UNITS[3 - place] for place, digit in enumerate(f"{group:04d}") if digit != "0")


def won_in_words(amount: int) -> str:
    """Official words with 일 always written: 113560 → 일십일만삼천오백육십 (domain.md §9.2)."""
    if amount == 0:
        return "영"
    words, myriad = "", 0
    while amount:
        amount, group = divmod(amount, 10_000)
        if group:
            words = _thousands_in_words(group) + _MYRIADS[myriad] + words
        myriad += 1
    return words


def official_won(amount: int) -> str:
    """금113,560원(금일십일만삼천오백육십원), as agreements and receipts write it."""
    return f"금{amount:,}원(금{won_in_words(amount)}원)"
