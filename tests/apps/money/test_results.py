"""The bank's answer: compared with what was sent, posted whole and once, or refused with what differs (reliability B27, B30)."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from dure.apps.money import actions, invariants
from dure.apps.money.actions.transfers import transfer_of
from dure.apps.money.models import BankResult, BankResultLine, Entry, PaymentOrder, TransferFile
from dure.apps.money.queries.transfers import files_for, shown
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files as stored
from dure.platform import workbooks
from tests.apps.money import makers
from tests.apps.money.makers import AUDITOR, FINANCE, NOON, OFFICER, STRANGER

LATER = NOON + timedelta(hours=3)
HEAD = ["은행코드", "계좌번호", "예금주", "금액", "적요", "결재확인값", "결과", "거래번호", "이체일", "불능사유"]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path


@pytest.fixture
def sent(ledger) -> TransferFile:
    """A file of two payments that lies at the bank."""
    orders = [makers.approved(amount=1_000_000 * turn, subject=f"tranche-{turn}") for turn in (1, 2)]
    file = actions.make_transfer_file(order_ids=[order.pk for order in orders], by=FINANCE, at=NOON + timedelta(minutes=5))
    return actions.send_transfer_file(file_id=file.pk, by=FINANCE, at=NOON + timedelta(minutes=6))


def rows_of(file: TransferFile) -> list[list[str]]:
    """The lines of our own file, as a bank would give them back: every transfer done."""
    lines = list(csv.reader(io.StringIO(transfer_of(file).content.decode("utf-8-sig"))))
    return [[*line, "정상", f"은행-{place}", "2026-03-10", ""] for place, line in enumerate(lines[1:-1], 1)]


def answer(file: TransferFile, rows=None, *, named: str | None = None, closing=None, name="결과.csv") -> SimpleUploadedFile:
    """The bank's file; `named` is the digest it says it answers."""
    rows = rows_of(file) if rows is None else rows
    lines = [["파일확인값", file.digest if named is None else named], HEAD, *rows]
    lines.append(closing or ["합계", len(rows), "건", sum(int(row[3]) for row in rows), "원"])
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return SimpleUploadedFile(name, text.getvalue().encode("utf-8-sig"))


def take(upload, file_id=None, by=FINANCE, at=LATER) -> BankResult:
    return actions.take_bank_result(upload=upload, file_id=file_id, by=by, at=at)


def states() -> list[str]:
    return list(PaymentOrder.objects.order_by("pk").values_list("state", flat=True))


def nothing_happened() -> bool:
    return states() == ["approved", "approved"] and not BankResult.objects.exists() and not Entry.objects.filter(kind="pay").exists()


def test_what_the_bank_paid_is_posted_line_by_line(sent):
    result = take(answer(sent))
    assert (states(), result.paid_count, result.paid_amount, result.refused_count) == (["paid", "paid"], 2, 3_000_000, 0)
    assert list(PaymentOrder.objects.order_by("pk").values_list("bank_reference", "paid_on")) == [
        ("은행-1", date(2026, 3, 10)),
        ("은행-2", date(2026, 3, 10)),
    ]
    assert Entry.objects.filter(kind="pay").count() == 2
    assert invariants.books_sum_to_zero() == invariants.paid_once() == []
    assert shown(files_for(AUDITOR).get()).state == "answered"


def test_the_same_answer_again_is_the_first_one_and_posts_nothing(sent):
    assert take(answer(sent)) == take(answer(sent)) == take(answer(sent, name="again.csv"))
    assert (BankResult.objects.count(), Entry.objects.filter(kind="pay").count()) == (1, 2)


def test_the_same_answer_as_a_workbook_is_the_same_answer(sent):
    first = take(answer(sent))
    rows = [[*row[:3], int(row[3]), *row[4:]] for row in rows_of(sent)]
    lines = [*rows, ["합계", 2, "건", 3_000_000, "원", "", "", "", "", ""]]
    assert take(SimpleUploadedFile("결과.xlsx", workbooks.workbook("결과", HEAD, lines)), sent.pk) == first


def test_a_payment_the_bank_could_not_make_goes_back_with_its_reason(sent):
    rows = rows_of(sent)
    rows[1][6:] = ["불능", "", "", "계좌번호 오류"]
    result = take(answer(sent, rows))
    order = PaymentOrder.objects.order_by("pk")[1]
    assert (states(), result.refused_count, order.refuse_reason) == (["paid", "refused"], 1, "은행에서 이체하지 못했어요: 계좌번호 오류")
    assert BankResultLine.objects.get(outcome="refused").reason == "계좌번호 오류"
    again = makers.asked(order.party, amount=2_000_000, subject="tranche-2")
    assert again.state == "asked"


def changed(place: int, value: str):
    def change(rows):
        rows[0][place] = value
        return rows

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed(3, "1000001"), "금액이 달라요"),
        (changed(1, "999999999999"), "계좌가 달라요"),
        (changed(0, "088"), "계좌가 달라요"),
        (changed(5, "0" * 64), "보낸 파일에 없는 이체"),
        (changed(6, "아마도"), "읽을 수 없어요"),
        (changed(7, ""), "거래번호가 있어야"),
        (changed(8, "2026-03-09"), "결재한 날부터"),
        (changed(8, "2026-03-11"), "결재한 날부터"),
        (changed(3, "１０００"), "원 단위 숫자가 아니에요"),
        (lambda rows: rows[:1], "빠진 줄"),
        (lambda rows: [*rows, rows[0]], "두 번 있어요"),
        (lambda rows: [rows[0], [*rows[1][:7], rows[0][7], *rows[1][8:]]], "같은 은행 거래번호"),
        (lambda rows: [rows[0], [*rows[1][:6], "불능", "", "", ""]], "까닭이 있어야"),
    ],
)
def test_an_answer_that_differs_anywhere_is_refused_whole(sent, change, said):
    with pytest.raises(Refused) as refused:
        take(answer(sent, change(rows_of(sent))))
    assert said in " ".join(refused.value.reasons)
    assert nothing_happened()


@pytest.mark.parametrize("closing", [["합계", 3, "건", 3_000_000, "원"], ["합계", 2, "건", 3_000_001, "원"], ["끝"]])
def test_another_count_or_sum_is_refused_whole(sent, closing):
    with pytest.raises(Refused):
        take(answer(sent, closing=closing))
    assert nothing_happened()


def test_an_answer_to_another_file_is_refused(sent):
    with pytest.raises(Refused, match="다른 이체 파일의 결과"):
        take(answer(sent, named="0" * 64), sent.pk)
    with pytest.raises(Refused, match="어느 이체 파일"):
        take(answer(sent, named="0" * 64))
    with pytest.raises(Refused, match="어느 이체 파일"):
        take(answer(sent, named=""))
    assert nothing_happened()
    take(answer(sent, named=""), sent.pk)
    assert states() == ["paid", "paid"]


def test_a_second_answer_with_other_words_is_refused(sent):
    take(answer(sent))
    rows = rows_of(sent)
    rows[0][7] = "은행-9"
    with pytest.raises(Refused, match="이미 다른 내용으로"):
        take(answer(sent, rows))
    assert Entry.objects.filter(kind="pay").count() == 2


def test_a_payment_confirmed_by_hand_before_is_posted_once(sent):
    first = PaymentOrder.objects.order_by("pk")[0]
    actions.confirm_paid(order_id=first.pk, bank_reference="은행-1", paid_on=NOON.date(), by=FINANCE, at=LATER)
    take(answer(sent))
    assert (states(), Entry.objects.filter(kind="pay").count()) == (["paid", "paid"], 2)


def test_a_payment_confirmed_by_hand_as_something_else_refuses_the_answer(sent):
    first = PaymentOrder.objects.order_by("pk")[0]
    actions.confirm_paid(order_id=first.pk, bank_reference="손으로-1", paid_on=NOON.date(), by=FINANCE, at=LATER)
    with pytest.raises(Refused, match="이미 다른 내용으로"):
        take(answer(sent))
    assert states() == ["paid", "approved"]


def test_a_payment_at_the_bank_is_not_sent_back(sent):
    order = PaymentOrder.objects.order_by("pk")[0]
    with pytest.raises(OutOfTurn, match="은행 결과를 먼저"):
        actions.return_payment(order_id=order.pk, reason="잘못 올림", by=FINANCE, at=LATER)


def test_a_payment_does_not_lie_in_two_files(sent):
    first, second = PaymentOrder.objects.order_by("pk")
    with pytest.raises(Refused, match="다른 이체 파일"):
        actions.make_transfer_file(order_ids=[first.pk], by=FINANCE, at=LATER)
    assert actions.make_transfer_file(order_ids=[first.pk, second.pk], by=FINANCE, at=LATER) == sent


def test_a_dropped_file_makes_way_for_another_and_takes_no_answer(sent):
    told = answer(sent)
    actions.drop_transfer_file(file_id=sent.pk, reason="은행이 전체를 취소함", by=FINANCE, at=LATER)
    with pytest.raises(OutOfTurn):
        take(told)
    orders = list(PaymentOrder.objects.order_by("pk").values_list("pk", flat=True))
    again = actions.make_transfer_file(order_ids=orders, by=FINANCE, at=LATER)
    assert (again.turn, again.digest != sent.digest, again.amount) == (2, True, sent.amount)
    assert transfer_of(again).file.digest == again.digest
    take(answer(again))
    assert states() == ["paid", "paid"]


def test_the_kept_answer_shows_last_digits_only(sent):
    result = take(answer(sent))
    kept = stored.open_bytes(stored.files_of(result).get()).read().decode("utf-8-sig")
    assert "****9012" in kept
    assert "123456789012" not in kept


def test_only_a_finance_seat_hands_in_an_answer(sent):
    for by in (OFFICER, AUDITOR, STRANGER):
        with pytest.raises(Refused):
            take(answer(sent), by=by)
    assert nothing_happened()
    assert not files_for(STRANGER).exists()


def test_an_answer_is_never_changed(sent):
    take(answer(sent))
    for rows, change in ((BankResult.objects, {"name": "x"}), (BankResultLine.objects, {"reference": "x"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all()._raw_delete("default")


def test_control_without_guards_an_answer_can_be_changed(sent, without_guards):
    take(answer(sent))
    BankResult.objects.update(name="x")
    assert BankResult.objects.get().name == "x"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xff\xfe\x00", "아무 말".encode(), b"a,b\r\n"])
def test_what_is_no_answer_is_refused_with_words(sent, content):
    for name in ("결과.csv", "결과.xlsx", "결과.exe"):
        with pytest.raises(Refused):
            take(SimpleUploadedFile(name, content), sent.pk)
    assert nothing_happened()
