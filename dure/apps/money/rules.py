"""Decisions and sums about money. Pure: rows come in, sentences and numbers go out."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from dure.apps.money.models import Account, PayeeAccountVersion, PaymentOrder
from dure.apps.money.words import MAY_BE_BELOW_ZERO, OrderState, VersionState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.kernel.korean import instant_words
from dure.kernel.period import next_working_day, start_of
from dure.kernel.won import LARGEST_WON, won_in_full


def whole_won(amount: int) -> int:
    """The amount itself if it is a whole number of won above zero and below what any database holds; Refused otherwise."""
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 < amount <= LARGEST_WON:
        raise Refused("금액은 1원 이상의 원 단위 숫자로 적어 주세요.")
    return amount


def balanced(amounts: Iterable[int]) -> None:
    """Two legs or more, none of them nothing, together zero. Anything else is a mistake in our own code."""
    legs = list(amounts)
    if len(legs) < 2 or 0 in legs or sum(legs) != 0:
        raise ValueError(f"legs of an entry sum to zero: {legs}")


def reasons_against(account: Account, change: int, change_of_total: int) -> list[str]:
    """Why the account cannot take the change: it would hold less than nothing, or its subtree more than its ceiling."""
    reasons = []
    if change < 0 and account.balance + change < 0 and account.nature not in MAY_BE_BELOW_ZERO:
        reasons.append(f"{account.title}에 남은 돈은 {won_in_full(account.balance)}이에요. {won_in_full(-change)}을 쓸 수 없어요.")
    if account.ceiling is not None and change_of_total > 0 and account.total + change_of_total > account.ceiling:
        left = account.ceiling - account.total
        reasons.append(
            f"{account.title}의 한도는 {won_in_full(account.ceiling)}이고 {won_in_full(left)}이 남았어요. 한도를 넘을 수 없어요."
        )
    return reasons


def hold_ends(verified_at: datetime, *, is_change: bool) -> datetime:
    """A changed account may be paid to after one whole working day; the first account of a party at once (reliability B29)."""
    if not is_change:
        return verified_at
    held = next_working_day(seoul_date(verified_at) + timedelta(days=1))
    return start_of(held) + timedelta(days=1)


def reasons_not_payable(newest: PayeeAccountVersion | None, waiting: PayeeAccountVersion | None, at: datetime) -> list[str]:
    """Why no money may go to the party now. `newest` is its last verified account, `waiting` one that nobody verified yet."""
    if waiting is not None:
        return ["확인을 기다리는 새 계좌가 있어요. 계좌를 먼저 확인해 주세요."]
    if newest is None or newest.hold_until is None:
        return ["확인된 계좌가 없어요. 조직에 계좌를 등록해 달라고 알려 주세요."]
    if at < newest.hold_until:
        return [f"계좌가 바뀌어 {instant_words(newest.hold_until)}부터 지급할 수 있어요."]
    return []


def reasons_against_preparing(order: PaymentOrder, actor_id: int | None) -> list[str]:
    """The one who asked does not prepare."""
    return ["신청한 사람은 지급을 준비할 수 없어요. 다른 담당자에게 부탁해 주세요."] if actor_id in {None, order.asked_by_id} else []


def reasons_against_approving(order: PaymentOrder, actor_id: int | None, seat_id: int | None) -> list[str]:
    """The one who approves neither asked nor prepared, and sits in another seat (reliability B28)."""
    if actor_id in {None, order.asked_by_id}:
        return ["신청한 사람은 결재할 수 없어요."]
    if actor_id == order.prepared_by_id:
        return ["지급을 준비한 사람은 결재할 수 없어요. 다른 결재자에게 부탁해 주세요."]
    if seat_id is not None and seat_id == order.prepared_seat_id:
        return ["지급을 준비한 자리에서는 결재할 수 없어요. 다른 자리의 결재자에게 부탁해 주세요."]
    return []


def bound_by_approval(order: PaymentOrder, version: PayeeAccountVersion, key: bytes) -> str:
    """What an approval binds, as a keyed hash: the order, whom it is for, the account's version with its number, and the amount."""
    said = (
        "approval",
        order.pk,
        order.subject_key,
        order.party_id,
        order.amount,
        version.pk,
        version.payee_id,
        version.number,
        version.bank_code,
        version.number_hash,
        version.holder_name,
    )
    return hmac.new(key, repr(said).encode(), hashlib.sha256).hexdigest()


def is_waiting(order: PaymentOrder) -> bool:
    """Somebody still has something to do with it."""
    return order.state in {OrderState.ASKED, OrderState.PREPARED, OrderState.APPROVED}


def is_usable(version: PayeeAccountVersion, at: datetime) -> bool:
    """Verified, and its hold is over."""
    return version.state == VersionState.VERIFIED and version.hold_until is not None and version.hold_until <= at
