"""Korean identifiers: business and corporate numbers, telephone numbers (domain.md §9.1)."""

import re

_BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_ACCOUNT = re.compile(r"(?<!\d)(?<!\d-)\d(?:-?\d){9,19}(?!-?\d)", re.ASCII)
_TELEPHONE = re.compile(r"(02)(\d{3,4})(\d{4})|(0\d{2})(\d{3,4})(\d{4})|(1[568]\d{2})(\d{4})", re.ASCII)


def tidy_digits(text: str) -> str:
    """Only the digits of what someone typed with blanks, hyphens or dots; other characters stay so that a check can refuse them."""
    return re.sub(r"[\s.\-–()]", "", text)


def is_business_number(text: str) -> bool:
    """Ten digits with the right check digit (사업자등록번호)."""
    digits = tidy_digits(text)
    if not re.fullmatch(r"\d{10}", digits, re.ASCII):
        return False
    numbers = [int(digit) for digit in digits]
    total = sum(number * weight for number, weight in zip(numbers, _BUSINESS_WEIGHTS, strict=False)) + numbers[8] * 5 // 10
    return (10 - total % 10) % 10 == numbers[9]


def is_corporate_number(text: str) -> bool:
    """Thirteen digits with the right check digit (법인등록번호); newer ones may carry none, so a miss is a warning."""
    digits = tidy_digits(text)
    if not re.fullmatch(r"\d{13}", digits, re.ASCII):
        return False
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == int(digits[12])


def business_number_shown(digits: str) -> str:
    """124-81-00998."""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"


def telephone_shown(digits: str) -> str:
    """02-2088-6087, 070-4267-5044, 1544-5077."""
    found = _TELEPHONE.fullmatch(digits)
    return "-".join(part for part in found.groups() if part) if found else digits


def accounts_hidden(text: str) -> str:
    """The text with everything in it that may be an account number cut to its last four digits: 예시은행 ····6789."""

    def cut(found: re.Match[str]) -> str:
        return found[0] if is_business_number(found[0]) else f"····{found[0][-4:]}"

    return _ACCOUNT.sub(cut, text)


def looks_like_resident_number(text: str) -> bool:
    """Does the text hold something written like a resident registration number? Such text is refused, never stored."""
    return bool(re.search(r"(?<!\d)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[\s-]*[1-8]\d{6}(?!\d)", text, re.ASCII))
