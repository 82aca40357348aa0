"""Who may read a file of an agreement, an expense, a report or a settlement: whoever may read the agreement."""

from collections.abc import Callable

from django.db.models import Model

from dure.apps.grants import access
from dure.apps.grants.models import Agreement, Report, Settlement, Spending
from dure.apps.grants.queries.agreements import agreements_of
from dure.kernel.verdicts import Permission, no
from dure.platform import doors
from dure.platform.actor import Actor

_NO_WAY = "이 자료는 협약을 맺은 조직과 센터만 볼 수 있어요."


def register() -> None:
    """Four kinds of things own files."""
    doors.register(Agreement._meta.label_lower, _may_read_agreement)
    for model in (Spending, Report, Settlement):
        doors.register(model._meta.label_lower, _through(model))


def _may_read_agreement(actor: Actor, agreement_id: int) -> Permission:
    agreement = agreements_of(actor).filter(pk=agreement_id).first()
    return access.may_read(actor, agreement) if agreement else no(_NO_WAY)


def _through(model: type[Model]) -> Callable[[Actor, int], Permission]:
    """Ask the agreement that the thing hangs on."""

    def may_read(actor: Actor, thing_id: int) -> Permission:
        agreement_id = model._default_manager.filter(pk=thing_id).values_list("agreement_id", flat=True).first()
        return _may_read_agreement(actor, agreement_id) if agreement_id else no(_NO_WAY)

    return may_read
