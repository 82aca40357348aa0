"""Lists of settlements, refunds and vouchers as workbooks."""

from collections.abc import Iterable

from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.agreements import spendings_of
from dure.apps.grants.queries.bases import bases_of
from dure.apps.grants.queries.desk import SettlementRow
from dure.apps.grants.queries.records import GrantRecord
from dure.apps.grants.queries.refunds import RefundShown
from dure.apps.grants.queries.spendings import category_words
from dure.kernel.korean import table_instant
from dure.platform import workbooks


def settlements(rows: Iterable[SettlementRow]) -> bytes:
    """One line a settlement."""
    heads = (
        "협약번호",
        "조직",
        "사업",
        "상태",
        "지급액",
        "인정(보조금)",
        "인정(자부담)",
        "확정액",
        "이자",
        "반납할 돈",
        "남은 반납",
        "낸 때",
    )
    return workbooks.workbook(
        "정산",
        heads,
        (
            (
                one.agreement.number,
                one.agreement.case.party.name,
                one.agreement.case.round.program.title,
                str(one.get_state_display()),
                one.paid,
                one.accepted_grant,
                one.accepted_own,
                one.confirmed,
                one.interest,
                one.to_return,
                row.owed,
                table_instant(one.handed_in_at) if one.handed_in_at else "",
            )
            for row in rows
            for one in [row.settlement]
        ),
    )


def refunds(rows: Iterable[RefundShown]) -> bytes:
    """One line an order."""
    heads = (
        "고지번호",
        "조직",
        "사업",
        "원금",
        "이자",
        "고지액",
        "기한",
        "돌려받은 돈",
        "남은 돈",
        "늦은 날",
        "참고: 가산 %",
        "참고: 가산액",
    )
    return workbooks.workbook(
        "반납",
        heads,
        (
            (
                row.order.number,
                row.order.settlement.agreement.case.party.name,
                row.order.settlement.agreement.case.round.program.title,
                row.order.principal,
                row.order.interest,
                row.order.amount,
                row.order.due_on.isoformat(),
                row.returned,
                row.owed,
                row.days_late,
                row.percent,
                row.surcharge,
            )
            for row in rows
        ),
    )


def vouchers(agreement: Agreement) -> bytes:
    """One line an expense."""
    titles = category_words(agreement)
    heads = ("번호", "쓴 날", "비목", "재원", "적요", "받은 곳", "사업자등록번호", "승인번호", "금액", "상태", "근거", "증빙")
    return workbooks.workbook(
        "지출결의",
        heads,
        (
            (
                number,
                row.spent_on.isoformat(),
                titles.get(row.category, row.category),
                str(row.get_source_display()),
                row.memo,
                row.payee_name,
                row.payee_business_number,
                row.invoice_number,
                row.amount,
                str(row.get_state_display()),
                row.clause,
                ", ".join(str(paper.get_kind_display()) for paper in row.evidence.all()),
            )
            for number, row in enumerate(spendings_of(agreement), 1)
        ),
    )


def ledger(agreement: Agreement) -> bytes:
    """The agreement's extract of the ledger, figure by figure."""
    heads = ("금액 구분", "때", "종류", "내용", "비목", "금액")
    rows = (
        (basis.title, table_instant(line.at), line.word, line.what, line.category, line.amount)
        for basis in bases_of(agreement)
        for line in basis.lines
    )
    return workbooks.workbook("장부", heads, rows)


def record(party_name: str, rows: Iterable[GrantRecord]) -> bytes:
    """The five-year record of a party."""
    heads = (
        "조직",
        "연도",
        "사업",
        "협약번호",
        "지원금",
        "확정액",
        "반납할 돈",
        "반납한 돈",
        "정산 상태",
        "평가",
        "늦은 보고",
        "삭감 한도",
    )
    return workbooks.workbook(
        "지원 이력",
        heads,
        (
            (
                party_name,
                row.year,
                row.program,
                row.number,
                row.amount,
                row.confirmed,
                row.to_return,
                row.returned,
                row.state,
                row.evaluation,
                row.lateness,
                row.cut,
            )
            for row in rows
        ),
    )
