"""The file for the bank: approved payments, as they were approved, under a digest (reliability B30)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dure.apps.money import access, exports, sealing
from dure.apps.money.actions.payments import bound_now
from dure.apps.money.models import PaymentOrder, TransferFile, TransferLine
from dure.apps.money.words import OrderState
from dure.kernel.errors import Refused
from dure.platform import journal
from dure.platform.actor import Actor, Role
from dure.platform.verbs import NO_KEY, Key, verb


@dataclass(frozen=True, slots=True)
class Transfer:
    """The row that stays, and the bytes that only go to whoever asked."""

    file: TransferFile
    content: bytes


@verb
def make_transfer_file(*, order_ids: Sequence[int], by: Actor, at: datetime, key: Key = NO_KEY) -> TransferFile:
    """Remember a transfer file of these approved payments. The same payments make the same file and are remembered once."""
    access.may_make_transfer_file(by).or_refuse()
    orders = list(_approved(order_ids))
    orders = [order for order in orders if by.acts_for(order.payer_id, Role.FINANCE)]
    if not orders or len(orders) != len(set(order_ids)):
        raise Refused(_("결재가 끝나고 아직 지급하지 않은 건만 이체 파일에 넣을 수 있어요. 목록을 새로 고쳐 주세요."))
    if any(order.approval_hash != bound_now(order) for order in orders):
        raise Refused(_("결재한 내용과 달라진 지급이 있어요. 이체하지 말고 관리자에게 알려 주세요."))
    _content, digest = content_of(orders)
    file, made = TransferFile.objects.get_or_create(
        digest=digest,
        defaults={
            "count": len(orders),
            "amount": sum(order.amount for order in orders),
            "made_at": at,
            "made_by_id": by.account_id or 0,
            "made_by_name": by.name,
        },
    )
    if made:
        lines = [TransferLine(file=file, order=order, amount=order.amount, approval_hash=order.approval_hash) for order in orders]
        TransferLine.objects.bulk_create(lines)
    parties = [order.party_id for order in orders]
    journal.write(file, "make_transfer_file", by=by, at=at, party_ids=parties, detail={"digest": digest, "orders": [o.pk for o in orders]})
    return file


def content_of(orders: Sequence[PaymentOrder]) -> tuple[bytes, str]:
    """The bytes for the bank and their digest. Account numbers are opened here and nowhere else."""
    rows = []
    for order in orders:
        version = order.payee_version
        assert version is not None
        number = sealing.unseal(version.sealed_number, party_id=order.party_id)
        rows.append(exports.TransferRow(version.bank_code, number, version.holder_name, order.amount, order.title, order.approval_hash))
    return exports.transfer_csv(rows)


def transfer_of(file: TransferFile) -> Transfer:
    """The file's bytes again, from the approved versions; Refused unless they still have its digest."""
    orders = list(PaymentOrder.objects.filter(transfers__file=file).select_related("payee_version").order_by("pk"))
    content, digest = content_of(orders)
    if digest != file.digest:
        raise Refused(_("이체 파일의 내용이 만들 때와 달라요. 쓰지 말고 관리자에게 알려 주세요."))
    return Transfer(file, content)


def _approved(order_ids: Sequence[int]) -> QuerySet[PaymentOrder]:
    orders = PaymentOrder.objects.select_for_update(of=("self",)).select_related("payee_version")
    return orders.filter(pk__in=order_ids, state=OrderState.APPROVED).order_by("pk")
