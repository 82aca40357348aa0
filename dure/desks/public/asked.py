"""Reading public addresses, and the choices that their filters offer."""

from collections.abc import Mapping

from dure.apps.programs import facade as programs

TARGET_CHOICES = (
    ("", "누구나"),
    ("사회적경제", "사회적경제기업·조직"),
    ("사회적기업", "사회적기업"),
    ("협동조합", "협동조합"),
    ("마을기업", "마을기업"),
    ("자치구", "자치구·중간지원조직"),
    ("컨소시", "컨소시엄·네트워크"),
    ("시민", "시민"),
    ("공무원", "공무원"),
)
"""The words that targets of both documents use; a choice finds every program whose target names it."""


def year_asked(query: Mapping[str, str], otherwise: int) -> int:
    """A year of four digits, or the one that is lived in."""
    year = query.get("year", "")
    return int(year) if len(year) == 4 and year.isascii() and year.isdigit() else otherwise


def filters_asked(query: Mapping[str, str]) -> programs.ProgramFilters:
    """The program list's filters as the address says them."""
    return programs.ProgramFilters(
        field=query.get("field", "")[:40],
        target=query.get("target", "")[:40],
        support=query.get("support", "")[:40],
        open_now=query.get("open") == "1",
        text=query.get("text", "")[:80],
    )


def field_choices() -> list[tuple[str, str]]:
    return [("", "모든 분야"), *((name, name) for name in programs.FIELD_WORDS)]


def support_choices() -> list[tuple[str, str]]:
    return [("", "모든 지원"), *programs.SUPPORT_WORDS.items()]
