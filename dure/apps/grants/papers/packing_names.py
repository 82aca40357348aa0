"""Names of files that every system takes: Windows refuses some letters, some words, and a dot or a blank at the end."""

import unicodedata

_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))})
_LONGEST = 60


def safe(text: str) -> str:
    """The text as a file or folder may be called; never empty."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join("-" if letter in _FORBIDDEN else letter for letter in plain if unicodedata.category(letter)[0] != "C")
    tidy = "_".join(kept.split())[:_LONGEST].strip(" ._")
    return f"{tidy}-" if tidy.lower() in _RESERVED else tidy or "이름없음"
