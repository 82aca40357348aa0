"""What the center sees before it writes an agreement: the decision, the clauses, the lines with money left."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dure.apps.cases import facade as cases
from dure.apps.grants import rules
from dure.apps.grants.queries.agreements import live_agreement
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import seoul_date
from dure.kernel.won import won_in_full


@dataclass(frozen=True, slots=True)
class Plan:
    """Amounts in won; `tranches` are (number, percent, amount)."""

    terms: programs.Terms
    awarded: int
    tranches: tuple[tuple[int, int, int], ...]
    lines: tuple[tuple[str, str], ...]
    is_written: bool
    suggested: dict[str, Any]
    next_part: str = ""
    is_regrant: bool = False


def plan_of(case: cases.Case, at: datetime) -> Plan:
    """The draft as it would be written now."""
    terms = programs.terms_of(case.round_id, case.terms_sha256)
    awarded = awarded_to(case, terms)
    shares = [term.share_percent for term in terms.disbursements]
    amounts = rules.split_in_tranches(awarded, shares) if shares else []
    written = live_agreement(case.pk)
    today = seoul_date(at)
    suggested = {
        "starts_on": written.starts_on if written else today,
        "ends_on": written.ends_on if written else date(max(terms.year, today.year), 12, 31),
        "own_money": written.own_money if written else (case.own_money if awarded else 0),
        "line_key": (written.line_key if written else "") or case.round.budget_line_key,
        "special": "",
        "pass_through": written.pass_through if written else 0,
        "firms_max": (written.firms_max or "") if written else "",
    }
    following = programs.part_after(case.round)
    return Plan(
        terms=terms,
        awarded=awarded,
        tranches=tuple((term.number, term.share_percent, amount) for term, amount in zip(terms.disbursements, amounts, strict=True)),
        lines=tuple((line.key, f"{line.title} (남은 돈 {won_in_full(line.free)})") for line in money.line_sums(terms.year)),
        is_written=written is not None,
        suggested=suggested,
        next_part=programs.part_title(case.round, following) if following else "",
        is_regrant=bool(case.round.appointment_id and case.round.appointment and case.round.appointment.ceiling),
    )


def awarded_to(case: cases.Case, terms: programs.Terms) -> int:
    """What was announced; a case without a panel gets what it asked for. A program without instalments or monthly claims pays nothing."""
    if not (terms.disbursements or terms.claims):
        return 0
    decision = review.announced_decision(case.pk)
    return decision.awarded if decision else case.asked
