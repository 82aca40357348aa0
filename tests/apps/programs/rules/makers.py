"""Known parties, terms and bids for the rules; no database. Every name is invented (예시)."""

from datetime import date
from typing import Any

from dure.apps.people.facade import FactShown, KnownParty, StatusShown
from dure.apps.programs.rules import ask
from dure.apps.programs.terms import Bid, RuleTerm, Terms, frozen
from dure.kernel.verdicts import Answer, Verdict
from dure.kernel.won import Won

NOTICE = date(2021, 10, 15)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
NOTHING_ASKED = Bid(asked=Won(0), own_money=Won(0))


def known(
    *, statuses: tuple[StatusShown, ...] = (), kind: str = "organization", facts: dict[str, Any] | None = None, **columns: Any
) -> KnownParty:
    """A party of which just this is known."""
    said = {"legal_form": "", "district": "", "founded_on": None} | columns
    shown = {key: FactShown(value, "예시 구성원 명부") for key, value in (facts or {}).items()}
    return KnownParty(id=1, name="예시 조직", kind=kind, statuses=statuses, facts=shown, **said)


def asked(name: str, party: KnownParty | None = None, *, bid: Bid = NOTHING_ASKED, day: date = NOTICE, **parameters: Any) -> Verdict:
    """The verdict of one rule on a party."""
    return ask(RuleTerm(name, frozen(parameters), clause="지침 예시"), party or known(), bid, day)


def terms(**said: Any) -> Terms:
    """Terms that ask a budget and nothing else."""
    plain = {
        "sha256": "0" * 64,
        "schema_number": 1,
        "year": 2021,
        "title": "예시 사업",
        "legal_basis": "entrusted",
        "payment_mode": "ahead",
    }
    return Terms(**{**plain, "stages": (), **said})


def bid(asked: int = 10_000_000, own_money: int = 0, **more: Any) -> Bid:
    """A bid in won."""
    return Bid(asked=Won(asked), own_money=Won(own_money), **more)
