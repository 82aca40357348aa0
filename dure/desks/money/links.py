"""The money of an agreement, hung on the desk's page of its grant."""

from collections.abc import Iterable

from django.urls import reverse

from dure.platform import beside
from dure.platform.actor import Actor, Role
from dure.platform.beside import Beside


def whole_money(actor: Actor, agreement_id: int) -> Iterable[Beside]:
    """The screen from the budget line to the refund; for an auditor also the one of the audit."""
    yield Beside("돈의 처음부터 끝까지", reverse("money_desk:agreement", args=[agreement_id]))
    if actor.has(Role.AUDITOR):
        yield Beside("감사 화면", reverse("money_desk:audit-agreement", args=[agreement_id]))


beside.register("grants.desk", "money_desk", whole_money)
