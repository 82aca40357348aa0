"""Links to monthly claims on the pages of a grant."""

from collections.abc import Iterator

from django.urls import reverse

from dure.apps.labor.queries.workers import agreement_for, kinds_of
from dure.platform import beside
from dure.platform.actor import Actor
from dure.platform.beside import Beside


def register() -> None:
    """On the grantee's page and on the desk's."""
    beside.register("grants.mine", "labor", _mine)
    beside.register("grants.desk", "labor", _desk)


def _mine(actor: Actor, agreement_id: int) -> Iterator[Beside]:
    return _link(actor, agreement_id, "labor:home", "달마다 신청")


def _desk(actor: Actor, agreement_id: int) -> Iterator[Beside]:
    return _link(actor, agreement_id, "labor:desk-agreement", "달마다 신청과 지원 조건")


def _link(actor: Actor, agreement_id: int, name: str, title: str) -> Iterator[Beside]:
    agreement = agreement_for(actor, agreement_id).first()
    if agreement is not None and kinds_of(agreement):
        yield Beside(title, reverse(name, args=[agreement.pk]), "인건비·사회보험료")
