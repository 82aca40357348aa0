"""Decisions and sums about money. Pure: rows come in, sentences and numbers go out."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dure.apps.money.models import Account, BudgetLine, Entry, PayeeAccountVersion, PaymentOrder
from dure.apps.money.words import MAY_BE_BELOW_ZERO, EntryKind, LineUse, OrderState, PartMark, VersionState
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


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of a printed line, in won: `amount` is nothing where the document leaves it open; an inferred one says from what."""

    line_key: str
    key: str
    title: str
    amount: int
    mark: PartMark
    basis: str = ""
    source: str = ""


REST = "not-itemized"
"""The key of what a document does not itemize in a line."""


def parts_of_line(line: BudgetLine, parts: Sequence[PrintedPart]) -> list[PrintedPart]:
    """The parts and the rest, which together are the line exactly. Inferred amounts yield where the line has no room for them."""
    left = line.amount - sum(part.amount for part in parts if part.mark == PartMark.STATED)
    if left < 0:
        raise Refused(f"{line.title}: 적힌 금액을 더하면 항목보다 {won_in_full(-left)} 많아요. 원문을 확인해 주세요.")
    kept = []
    for part in parts:
        fits = part.mark != PartMark.INFERRED or part.amount <= left
        kept.append(part if fits else _left_open(part))
        left -= part.amount if fits and part.mark == PartMark.INFERRED else 0
    return [*kept, PrintedPart(line.key, REST, str(PartMark.REST.label), left, PartMark.REST, source=line.source)]


def _left_open(part: PrintedPart) -> PrintedPart:
    return replace(part, amount=0, mark=PartMark.OPEN, basis=f"{part.basis}. 항목에 남은 금액보다 커서 넣지 않았어요.")


def year_is_closed(year: int) -> str:
    """Nothing is posted in a closed year."""
    return f"{year}년 회계연도는 마감해서 더 기록할 수 없어요. 고칠 일이 있으면 다음 해의 장부에 올려 주세요."


def why_transfer_waits(title: str, allotted: int, amount: int, given: int, *, percent: int, use: str, is_new: bool) -> list[str]:
    """Why a transfer between lines waits for an approver; nothing when a report afterwards will do (domain.md §1.3).

    The percent is counted on what the giving line was allotted before anything went from it without approval.
    """
    reasons = []
    if (given + amount) * 100 > (allotted + given) * percent:
        reasons.append(f"{title} 배정액의 {percent}%를 넘어요.")
    if is_new:
        reasons.append("새 예산 항목이에요.")
    if use in {LineUse.LABOR, LineUse.MEETING}:
        reasons.append(f"{LineUse(use).label}로 쓰는 돈이에요.")
    return reasons


_UNDONE_ELSEWHERE = {
    EntryKind.PAY: "은행이 보낸 돈은 장부에서 되돌릴 수 없어요. 돈이 돌아왔으면 반납으로 올려 주세요.",
    EntryKind.COMMIT: "협약은 장부에서 되돌릴 수 없어요. 협약 화면에서 변경하거나 해지해 주세요.",
    EntryKind.RELEASE: "협약액을 되돌린 일은 협약 화면에서 바꿔 주세요.",
    EntryKind.SPEND: "인정한 집행은 정산 화면에서 불인정으로 바꿔 주세요.",
    EntryKind.DISALLOW: "불인정은 정산 화면의 불인정 대화에서 다시 인정해 주세요.",
    EntryKind.UNSPENT: "집행잔액은 정산 화면에서 바꿔 주세요.",
    EntryKind.RETURN: "반납은 은행 기록이 있는 일이라 장부에서 되돌릴 수 없어요. 정산 화면에서 확인해 주세요.",
    EntryKind.INTEREST: "이자는 정산 화면에서 바꿔 주세요.",
    EntryKind.REVERSE: "바로잡은 기록은 다시 바로잡을 수 없어요. 새로 올려 주세요.",
}


def why_not_reversed(entry: Entry, *, is_reversed: bool) -> str:
    """Why an entry is not reversed from its own page: another act stands on it, or it was reversed; empty when it may be."""
    return "이미 바로잡은 기록이에요." if is_reversed else _UNDONE_ELSEWHERE.get(EntryKind(entry.kind), "")


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
        *((order.spent_as,) if order.spent_as else ()),
    )
    return hmac.new(key, repr(said).encode(), hashlib.sha256).hexdigest()


def is_waiting(order: PaymentOrder) -> bool:
    """Somebody still has something to do with it."""
    return order.state in {OrderState.ASKED, OrderState.PREPARED, OrderState.APPROVED}


def is_usable(version: PayeeAccountVersion, at: datetime) -> bool:
    """Verified, and its hold is over."""
    return version.state == VersionState.VERIFIED and version.hold_until is not None and version.hold_until <= at
