"""Links to an agreement on pages of the applications below it."""

from collections.abc import Iterator

from django.urls import reverse

from dure.apps.grants.queries.partners import agreements_with
from dure.platform import beside
from dure.platform.actor import Actor
from dure.platform.beside import Beside


def register() -> None:
    """On the page of a partner's own part: the papers of what was agreed."""
    beside.register("cases.part", "grants", _papers_of_partner)


def _papers_of_partner(actor: Actor, case_id: int) -> Iterator[Beside]:
    for agreement in agreements_with(actor).filter(case_id=case_id):
        yield Beside("함께하는 협약의 문서", reverse("grants:partner-papers", args=[agreement.pk]))
