"""The file for the bank: approved payments, as they were approved, under a digest (reliability B30)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dure.apps.money import access, exports, sealing
from dure.apps.money.actions.payments import bound_now, reasons_of_changed_account
from dure.apps.money.models import PaymentOrder, TransferFile, TransferLine, TransferMark
from dure.apps.money.queries.transfers import open_lines, state_of
from dure.apps.money.words import OrderState, TransferDeed, TransferState
from dure.kernel.errors import OutOfTurn, Refused
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
    """Remember a transfer file of these approved payments. The same payments make the same file and are remembered once.

    A payment that lies in another file waits until that one was answered or dropped: two files at the bank would pay it twice.
    """
    access.may_make_transfer_file(by).or_refuse()
    orders = list(_approved(order_ids))
    orders = [order for order in orders if by.acts_for(order.payer_id, Role.FINANCE)]
    if not orders or len(orders) != len(set(order_ids)):
        raise Refused(_("결재가 끝나고 아직 지급하지 않은 건만 이체 파일에 넣을 수 있어요. 목록을 새로 고쳐 주세요."))
    if any(order.approval_hash != bound_now(order) for order in orders):
        raise Refused(_("결재한 내용과 달라진 지급이 있어요. 이체하지 말고 관리자에게 알려 주세요."))
    _refuse_changed_accounts(orders)
    if (same := _open_file_of(orders)) is not None:
        return same
    file = _made(orders, by=by, at=at)
    parties = [order.party_id for order in orders]
    detail = {"digest": file.digest, "orders": [order.pk for order in orders]}
    journal.write(file, "make_transfer_file", by=by, at=at, party_ids=parties, detail=detail)
    return file


def _open_file_of(orders: Sequence[PaymentOrder]) -> TransferFile | None:
    """The file that holds exactly these payments and is not done with; Refused if some of them lie in another one."""
    lines = list(open_lines([order.pk for order in orders]))
    if not lines:
        return None
    file = lines[0].file
    if {line.file_id for line in lines} == {file.pk} and len(lines) == file.count == len(orders):
        return file
    raise Refused(
        [
            _("%(party)s의 지급은 다른 이체 파일(%(digest)s…)에 들어 있어요. 그 파일의 결과를 올리거나 쓰지 않기로 한 뒤에 다시 해 주세요.")
            % {"party": line.order.party.name, "digest": line.file.digest[:12]}
            for line in lines[:5]
        ]
    )


def _refuse_changed_accounts(orders: Sequence[PaymentOrder]) -> None:
    if reasons := [reason for order in orders for reason in reasons_of_changed_account(order)]:
        raise Refused(reasons)


def _made(orders: Sequence[PaymentOrder], *, by: Actor, at: datetime) -> TransferFile:
    turn, digest = 1, content_of(orders)[1]
    while TransferFile.objects.filter(digest=digest).exists():
        turn += 1
        digest = content_of(orders, turn=turn)[1]
    file = TransferFile.objects.create(
        digest=digest,
        turn=turn,
        count=len(orders),
        amount=sum(order.amount for order in orders),
        made_at=at,
        made_by_id=by.account_id or 0,
        made_by_name=by.name,
    )
    lines = [TransferLine(file=file, order=order, amount=order.amount, approval_hash=order.approval_hash) for order in orders]
    TransferLine.objects.bulk_create(lines)
    return file


@verb
def send_transfer_file(*, file_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> TransferFile:
    """Somebody gave the file to the bank. From now on its payments wait for the bank's answer and cannot be sent back."""
    return _mark(file_id, TransferDeed.SENT, "", by=by, at=at)


@verb
def drop_transfer_file(*, file_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> TransferFile:
    """The file was not carried out by the bank and will not be; its payments may stand in another one. With a reason."""
    access.may_make_transfer_file(by).or_refuse()
    if not reason.strip():
        raise Refused(_("쓰지 않는 까닭을 적어 주세요. 예: 은행에 올리지 않음, 은행에서 전체를 취소함"))
    return _mark(file_id, TransferDeed.DROPPED, reason.strip()[:300], by=by, at=at)


def _mark(file_id: int, deed: TransferDeed, reason: str, *, by: Actor, at: datetime) -> TransferFile:
    access.may_make_transfer_file(by).or_refuse()
    file = locked_file(pk=file_id)
    assert file is not None
    orders = orders_of(file)
    access.may_handle_transfer(by, orders).or_refuse()
    state = state_of(file)
    if deed == TransferDeed.SENT and state == TransferState.SENT:
        return file
    if state in {TransferState.ANSWERED, TransferState.DROPPED}:
        raise OutOfTurn(_("이미 결과를 받았거나 쓰지 않기로 한 이체 파일이에요."))
    if deed == TransferDeed.SENT and any(order.state == OrderState.REFUSED for order in orders):
        raise OutOfTurn(_("돌려보낸 지급이 들어 있어요. 이 파일은 쓰지 않기로 하고 새로 만들어 주세요."))
    if deed == TransferDeed.SENT:
        _refuse_changed_accounts(orders)
    TransferMark.objects.create(file=file, deed=deed, reason=reason, at=at, by_id=by.account_id or 0, by_name=by.name)
    name = "send_transfer_file" if deed == TransferDeed.SENT else "drop_transfer_file"
    parties = [order.party_id for order in orders]
    journal.write(file, name, by=by, at=at, reason=reason, party_ids=parties, detail={"digest": file.digest})
    return file


@verb
def fetch_transfer_file(*, file_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> TransferFile:
    """Somebody takes the bytes again; they hold account numbers, so it is remembered whose. Not of a file that was dropped."""
    access.may_make_transfer_file(by).or_refuse()
    file = locked_file(pk=file_id)
    assert file is not None
    orders = orders_of(file)
    access.may_handle_transfer(by, orders).or_refuse()
    if state_of(file) == TransferState.DROPPED:
        raise OutOfTurn(_("쓰지 않기로 한 이체 파일은 다시 받을 수 없어요."))
    if state_of(file) == TransferState.MADE:
        _refuse_changed_accounts(orders)
    parties = [order.party_id for order in orders]
    journal.write(file, "fetch_transfer_file", by=by, at=at, party_ids=parties, detail={"digest": file.digest})
    return file


def locked_file(**named: object) -> TransferFile | None:
    """The file of that id or digest, locked: its marks and its answer come one at a time."""
    return TransferFile.objects.select_for_update(of=("self",)).filter(**named).first()


def orders_of(file: TransferFile, *, lock: bool = False) -> list[PaymentOrder]:
    """The file's payments in the order of their numbers."""
    orders = PaymentOrder.objects.filter(transfers__file=file).select_related("party", "payee_version").order_by("pk")
    return list(orders.select_for_update(of=("self",)) if lock else orders)


def content_of(orders: Sequence[PaymentOrder], *, turn: int = 1) -> tuple[bytes, str]:
    """The bytes for the bank and their digest. Account numbers are opened here and nowhere else."""
    rows = []
    for order in orders:
        version = order.payee_version
        assert version is not None
        number = sealing.unseal(version.sealed_number, party_id=order.party_id)
        rows.append(exports.TransferRow(version.bank_code, number, version.holder_name, order.amount, order.title, order.approval_hash))
    return exports.transfer_csv(rows, turn=turn)


def transfer_of(file: TransferFile) -> Transfer:
    """The file's bytes again, from the approved versions; Refused unless they still have its digest."""
    content, digest = content_of(orders_of(file), turn=file.turn)
    if digest != file.digest:
        raise Refused(_("이체 파일의 내용이 만들 때와 달라요. 쓰지 말고 관리자에게 알려 주세요."))
    return Transfer(file, content)


def _approved(order_ids: Sequence[int]) -> QuerySet[PaymentOrder]:
    orders = PaymentOrder.objects.select_for_update(of=("self",)).select_related("party", "payee_version")
    return orders.filter(pk__in=order_ids, state=OrderState.APPROVED).order_by("pk")
