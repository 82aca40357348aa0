"""How much is asked for and how many are chosen: read from the definition, the source's figures first."""

from dataclasses import dataclass, replace
from typing import Any

from dure.apps.programs import facade as programs
from dure.apps.programs.facade import Terms

_USUAL = 10_000_000
"""Asked for where the document names no amount, in won."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many places a round has at most, and how many firms each operator chooses where it passes money on."""

    places: int = 2
    firms: int = 4


USUAL, FULL = Size(), Size(places=13, firms=9)
"""What every row is told with; and what `--full` tells: 6 operators with more than 50 firms, 13 districts."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Places of a round, and won for each; of those who run a part below, what they pass on and to how many firms."""

    places: int
    ask: int
    passes: int = 0
    firms: int | None = None

    def budget(self, reviews: int) -> int | None:
        """Of the round: its places; an earlier committee sends one more on than the last one chooses."""
        return self.ask * (self.places + (reviews > 1)) or None

    def within(self, frame: int) -> "Figures":
        """The same places with no more than the frame for all of them."""
        return replace(self, ask=min(self.ask, frame // self.places // 1000 * 1000))


def figures_of(program: programs.Program, terms: Terms, size: Size = USUAL) -> Figures:
    """Nothing is asked where nothing is paid; whoever passes money on asks for that too."""
    own, below = _own(program, terms, size), terms_below(program, terms)
    if below is None or not (below.disbursements and terms.disbursements):
        return own
    places = own.places if _most(_offers(program, terms)[0].get("awards")) else 1
    firm = _own(program, below, size)
    if own.ask != _USUAL:
        return Figures(places, own.ask, firm.within(own.ask).ask * firm.places, firm.places)
    passes, share = firm.ask * firm.places, terms.disbursements[0].share_percent
    return Figures(places, -(-passes * 100 // share // 1000) * 1000, passes, firm.places)


def terms_below(program: programs.Program, terms: Terms) -> Terms | None:
    """The terms of the part that follows, which those who are chosen run."""
    parts = [part["key"] for part in _document(program).get("parts", ())]
    place = parts.index(terms.part) + 1 if terms.part in parts else len(parts)
    if program.version is None or place >= len(parts):
        return None
    return programs.terms_of_version(program.version, part_key=parts[place], track=terms.track)


def _own(program: programs.Program, terms: Terms, size: Size) -> Figures:
    offers = _offers(program, terms)
    stated = next((most for offer in offers if (most := _most(offer.get("awards")))), 0)
    most = size.firms if _is_passed_on(program, terms) else size.places
    places = min(most, stated or min(most, USUAL.places))
    if not (terms.disbursements or terms.claims):
        return Figures(min(places, USUAL.places), 0)
    whole = next((most for offer in offers if (most := _most(offer.get("budget")))), 0)
    caps = [int(amount) for cap in terms.caps if (amount := cap.highest or cap.lowest)]
    each = min(caps) if caps else whole // (stated or places + 1) or _USUAL
    if whole and each * places > whole:
        places, each = 1, min(each, whole // 2)
    elif whole and not caps:
        each = min(each, whole // places)
    return Figures(places, each // 1000 * 1000)


def _is_passed_on(program: programs.Program, terms: Terms) -> bool:
    """Is this a part whose money comes through an operator?"""
    parts = [part["key"] for part in _document(program).get("parts", ())]
    return bool(terms.disbursements) and terms.part in parts[1:]


def _offers(program: programs.Program, terms: Terms) -> list[dict[str, Any]]:
    document = _document(program)
    found = [offer for name in ("tracks", "parts") for offer in document.get(name, ()) if offer["key"] in {terms.track, terms.part}]
    return [*found, document]


def _document(program: programs.Program) -> dict[str, Any]:
    return program.version.document if program.version else {}


def _most(entry: dict[str, int | None] | None) -> int:
    return (entry.get("max") or entry.get("min") or 0) if entry else 0
