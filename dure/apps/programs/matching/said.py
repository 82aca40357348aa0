"""What one rule says of all parties: two sets, written as whole numbers with a bit for each party, the first party highest."""

from dataclasses import dataclass

from dure.kernel.verdicts import Answer

YES, NO = "1", "2"
"""The codes of a column; anything else is unknown."""
_YES_ALONE, _NO_ALONE = str.maketrans("012", "010"), str.maketrans("012", "001")


@dataclass(frozen=True, slots=True)
class Said:
    """Those of whom the rule says yes, and those whom it refuses; of the others nobody knows."""

    yes: int
    no: int

    @classmethod
    def read(cls, column: str) -> "Said":
        """From a code for each party."""
        return cls(int(column.translate(_YES_ALONE) or "0", 2), int(column.translate(_NO_ALONE) or "0", 2))

    def of(self, mark: int) -> Answer:
        """What is said of the party of that bit."""
        return Answer.YES if self.yes & mark else Answer.NO if self.no & mark else Answer.UNKNOWN

    def put(self, one: "Said | None", behind: int, *, over: bool) -> "Said":
        """With one party more, or none, before the last `behind` ones, and in the place of the one that was there if `over`."""
        return Said(
            _put(self.yes, None if one is None else one.yes, behind, over=over),
            _put(self.no, None if one is None else one.no, behind, over=over),
        )


def _put(bits: int, bit: int | None, behind: int, *, over: bool) -> int:
    ahead = bits >> (behind + over)
    if bit is not None:
        ahead = ahead << 1 | bit
    return ahead << behind | bits & ((1 << behind) - 1)
