"""Numbers that look right and belong to nobody."""

from dure.kernel.identifiers import is_business_number


def business_number(order: int) -> str:
    """The `order`-th invented business number: its check digit is right, its serial part starts with 0000, which is never given out."""
    stem = f"{100 + order % 800:03d}81{order % 10000:04d}"
    return next(stem + str(digit) for digit in range(10) if is_business_number(stem + str(digit)))
