"""Who may read a file of money: the kept answer of the bank is for whoever may see its transfer file."""

from dure.apps.money.models import BankResult
from dure.apps.money.queries.transfers import files_for
from dure.kernel.verdicts import YES, Permission, no
from dure.platform import doors
from dure.platform.actor import Actor


def register() -> None:
    """One kind of thing owns files."""
    doors.register(BankResult._meta.label_lower, _may_read_result)


def _may_read_result(actor: Actor, result_id: int) -> Permission:
    if files_for(actor).filter(result__pk=result_id).exists():
        return YES
    return no("은행 결과는 지급을 다루는 자리에서만 볼 수 있어요.")
