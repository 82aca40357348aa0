"""What other programs must know of an agreement: that its party is supported in this year (중복지원)."""

from datetime import datetime

from dure.apps.grants.models import Agreement
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform import facts
from dure.platform.verbs import part


@part
def tell_supported(agreement: Agreement, *, at: datetime) -> None:
    """Publish the support as a fact of the party; the program's title stands first in its source."""
    program = agreement.case.round.program
    facts.publish(
        subject_kind="party",
        subject_id=agreement.case.party_id,
        key=programs.supported_key(program.edition.year, program.slug),
        value=1,
        valid_from=seoul_date(at),
        source=f"{program.title} · 협약 {agreement.number}"[:200],
        publisher="grants",
        at=at,
    )
