"""Who may read a file of a worker, a timesheet or a claim."""

from collections.abc import Callable

from dure.apps.grants import facade as grants
from dure.apps.labor import access
from dure.apps.labor.models import Claim, Worker
from dure.kernel.verdicts import Permission, no
from dure.platform import doors
from dure.platform.actor import Actor

_NO_WAY = "이 자료는 협약을 맺은 조직과 센터만 볼 수 있어요."


def register() -> None:
    """Two kinds of things own files: a worker (contract, signed timesheets) and a claim (its evidence)."""
    doors.register(Worker._meta.label_lower, _of_worker, _whose(Worker))
    doors.register(Claim._meta.label_lower, _of_claim, _whose(Claim))


def _whose(model: type[Worker] | type[Claim]) -> Callable[[int], doors.Whose]:
    def tell(thing_id: int) -> doors.Whose:
        agreement_id = model.objects.filter(pk=thing_id).values_list("agreement_id", flat=True).first()
        return grants.whose_agreement(agreement_id or 0)

    return tell


def _of_worker(actor: Actor, worker_id: int) -> Permission:
    return _of_agreement(actor, Worker.objects.filter(pk=worker_id).values_list("agreement_id", flat=True).first())


def _of_claim(actor: Actor, claim_id: int) -> Permission:
    return _of_agreement(actor, Claim.objects.filter(pk=claim_id).values_list("agreement_id", flat=True).first())


def _of_agreement(actor: Actor, agreement_id: int | None) -> Permission:
    agreement = grants.agreements_of(actor).filter(pk=agreement_id or 0).first()
    return access.may_read_workers(actor, agreement) if agreement else no(_NO_WAY)
