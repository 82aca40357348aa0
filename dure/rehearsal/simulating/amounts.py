"""How much is asked for and how many are chosen: read from the definition, the source's figures first."""

from dataclasses import dataclass

from dure.apps.programs import facade as programs
from dure.apps.programs.facade import Terms

_USUAL = 10_000_000
"""Asked for where the document names no amount, in won."""
_MOST_PLACES = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """Places of a round, and won for each. `budget` covers one more than the places, for a reserve that moves up."""

    places: int
    ask: int

    @property
    def budget(self) -> int | None:
        return self.ask * (self.places + 1) or None


def figures_of(program: programs.Program, terms: Terms) -> Figures:
    """Two places or fewer; nothing is asked where nothing is paid."""
    document = program.version.document if program.version else {}
    offers = [offer for name in ("tracks", "parts") for offer in document.get(name, ()) if offer["key"] in {terms.track, terms.part}]
    offers.append(document)
    places = min(_MOST_PLACES, next((most for offer in offers if (most := _most(offer.get("awards")))), _MOST_PLACES))
    if not terms.disbursements:
        return Figures(places, 0)
    whole = next((most for offer in offers if (most := _most(offer.get("budget")))), 0)
    count = next((most for offer in offers if (most := _most(offer.get("awards")))), 0)
    caps = [int(amount) for cap in terms.caps if (amount := cap.highest or cap.lowest)]
    each = min(caps) if caps else whole // (count or places + 1) or _USUAL
    if whole and each * places > whole:
        places, each = 1, min(each, whole // 2)
    elif whole:
        each = min(each, whole // (places + 1))
    return Figures(places, each // 1000 * 1000)


def _most(entry: dict[str, int | None] | None) -> int:
    return (entry.get("max") or entry.get("min") or 0) if entry else 0
