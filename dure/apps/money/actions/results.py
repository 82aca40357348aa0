"""The bank's answer to a transfer file: compared with what was sent, then posted whole or not at all (reliability B27, B30)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.money import access, sealing, tables
from dure.apps.money.actions.payments import confirm_locked, reasons_against_confirming, return_locked
from dure.apps.money.actions.transfers import locked_file, orders_of
from dure.apps.money.models import BankResult, BankResultLine, PaymentOrder, TransferFile, TransferLine
from dure.apps.money.queries.transfers import state_of
from dure.apps.money.words import OrderState, Outcome, TransferState
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.won import won_in_full
from dure.platform import files, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def take_bank_result(*, upload: files.Upload, file_id: int | None = None, by: Actor, at: datetime, key: Key = NO_KEY) -> BankResult:
    """The bank answered. Every line is compared with the file that was sent; then what was paid is posted, and what was not goes back.

    Anything that differs refuses the whole. The same answer taken again is the first one; another answer to the same file is refused.
    """
    access.may_make_transfer_file(by).or_refuse()
    answer = tables.read_answer(upload)
    file = _file_meant(answer, file_id)
    orders = orders_of(file, lock=True)
    access.may_handle_transfer(by, orders).or_refuse()
    if (earlier := BankResult.objects.filter(file=file).first()) is not None:
        return _same_or_refuse(earlier, answer)
    if state_of(file) == TransferState.DROPPED:
        raise OutOfTurn(_("쓰지 않기로 한 이체 파일이에요. 은행에 보냈다면 지급하지 말고 관리자에게 알려 주세요."))
    if reasons := list(_differences(answer, file, orders)):
        raise Refused(reasons[:20])
    matched = _matched(answer, orders)
    if reasons := list(_reasons_against(matched, by=by, at=at)):
        raise Refused(reasons[:20])
    return _take(file, answer, matched, by=by, at=at)


def _file_meant(answer: tables.Answer, file_id: int | None) -> TransferFile:
    """Named by its digest in the answer, or picked by the operator; the two never disagree."""
    found = locked_file(pk=file_id) if file_id else locked_file(digest=answer.named_digest) if answer.named_digest else None
    if found is None:
        raise Refused(
            _("어느 이체 파일의 결과인지 알 수 없어요. 이체 파일을 골라 그 화면에서 올리거나, 결과 파일에 파일확인값 줄을 넣어 주세요.")
        )
    if answer.named_digest and answer.named_digest != found.digest:
        raise Refused(
            _("다른 이체 파일의 결과예요. 결과 파일의 확인값은 %(theirs)s…, 이 이체 파일의 확인값은 %(ours)s…이에요.")
            % {"theirs": answer.named_digest[:12], "ours": found.digest[:12]}
        )
    return found


def _same_or_refuse(earlier: BankResult, answer: tables.Answer) -> BankResult:
    if earlier.said_digest != answer.said_digest:
        raise Refused(_("이 이체 파일의 결과는 이미 다른 내용으로 받았어요. 아무것도 바꾸지 않았어요. 은행에 확인해 주세요."))
    return earlier


def _differences(answer: tables.Answer, file: TransferFile, orders: Sequence[PaymentOrder]) -> Iterator[str]:
    """Everything in which the answer is not about the file that was sent."""
    if (answer.count, answer.total) != (file.count, file.amount):
        yield _("합계가 달라요. 보낸 파일은 %(our_count)d건 %(our_sum)s, 결과는 %(count)d건 %(sum)s이에요.") % {
            "our_count": file.count, "our_sum": won_in_full(file.amount), "count": answer.count, "sum": won_in_full(answer.total),
        }  # fmt: skip
    wanted = {order.approval_hash: order for order in orders}
    seen = Counter(row.approval_hash for row in answer.rows)
    for row in answer.rows:
        order = wanted.get(row.approval_hash)
        if order is None:
            yield _("%(place)d번째 줄은 보낸 파일에 없는 이체예요: %(sum)s.") % {"place": row.place, "sum": won_in_full(row.amount)}
        else:
            yield from _differences_of(row, order)
    for approval_hash, order in wanted.items():
        if not seen[approval_hash]:
            yield _("빠진 줄이 있어요: %(party)s %(sum)s.") % {"party": order.party.name, "sum": won_in_full(order.amount)}
        elif seen[approval_hash] > 1:
            yield _("같은 이체가 두 번 있어요: %(party)s %(sum)s.") % {"party": order.party.name, "sum": won_in_full(order.amount)}


def _differences_of(row: tables.ResultRow, order: PaymentOrder) -> Iterator[str]:
    version = order.payee_version
    assert version is not None
    if row.amount != order.amount:
        yield _("%(place)d번째 줄의 금액이 달라요. 보낸 금액은 %(ours)s, 결과는 %(theirs)s이에요.") % {
            "place": row.place, "ours": won_in_full(order.amount), "theirs": won_in_full(row.amount),
        }  # fmt: skip
    digits = "".join(letter for letter in row.account_number if letter.isdigit())
    ours = sealing.unseal(version.sealed_number, party_id=order.party_id)
    if (row.bank_code, digits.zfill(len(ours))) != (version.bank_code, ours):
        yield _("%(place)d번째 줄의 계좌가 달라요. 보낸 계좌는 %(ours)s이에요.") % {"place": row.place, "ours": version.shown}


Matched = Sequence[tuple[tables.ResultRow, PaymentOrder]]


def _matched(answer: tables.Answer, orders: Sequence[PaymentOrder]) -> Matched:
    """In the order of the payments, so that two answers lock the ledger the same way round."""
    rows: Mapping[str, tables.ResultRow] = {row.approval_hash: row for row in answer.rows}
    return [(rows[order.approval_hash], order) for order in orders]


def _reasons_against(matched: Matched, *, by: Actor, at: datetime) -> Iterator[str]:
    references = Counter(row.reference for row, _order in matched if row.paid)
    for row, order in matched:
        why: list[str] = []
        if row.paid and references[row.reference] > 1:
            why = [_("같은 은행 거래번호가 두 번 있어요.")]
        elif order.state == OrderState.PAID:
            if (row.paid, row.reference, row.paid_on) != (True, order.bank_reference, order.paid_on):
                why = [_("이미 다른 내용으로 지급을 확인한 건이에요.")]
        elif order.state != OrderState.APPROVED:
            why = [_("지금 상태(%(word)s)에서는 결과를 받을 수 없어요.") % {"word": order.get_state_display()}]
        elif row.paid:
            assert row.paid_on is not None
            why = reasons_against_confirming(order, row.reference, row.paid_on, by=by, at=at)
        yield from (_("%(place)d번째 줄: %(why)s") % {"place": row.place, "why": one} for one in why)


def _take(file: TransferFile, answer: tables.Answer, matched: Matched, *, by: Actor, at: datetime) -> BankResult:
    paid = [order for row, order in matched if row.paid]
    result = BankResult.objects.create(
        file=file,
        digest=answer.digest,
        said_digest=answer.said_digest,
        name=answer.name,
        paid_count=len(paid),
        paid_amount=sum(order.amount for order in paid),
        refused_count=len(matched) - len(paid),
        at=at,
        by_id=by.account_id or 0,
        by_name=by.name,
    )
    name = f"bank-result-{file.digest[:12]}.csv"
    files.keep_paper(name, tables.masked_csv(answer), owner=result, purpose="bank_result", at=at, media_type="text/csv")
    lines = dict(TransferLine.objects.filter(file=file).values_list("order_id", "pk"))
    BankResultLine.objects.bulk_create(
        BankResultLine(
            result=result,
            line_id=lines[order.pk],
            outcome=Outcome.PAID if row.paid else Outcome.REFUSED,
            reference=row.reference,
            paid_on=row.paid_on,
            reason=row.reason,
        )
        for row, order in matched
    )
    for row, order in matched:
        _carry_out(row, order, by=by, at=at)
    said = {"file": file.pk, "digest": answer.digest, "paid": result.paid_amount, "refused": result.refused_count}
    journal.write(result, "take_bank_result", by=by, at=at, party_ids=[order.party_id for _row, order in matched], detail=said)
    return result


def _carry_out(row: tables.ResultRow, order: PaymentOrder, *, by: Actor, at: datetime) -> None:
    if order.state == OrderState.PAID:
        return
    if row.paid:
        assert row.paid_on is not None
        confirm_locked(order, row.reference, row.paid_on, by=by, at=at)
    else:
        return_locked(order, _("은행에서 이체하지 못했어요: %(reason)s") % {"reason": row.reason}, by=by, at=at)
