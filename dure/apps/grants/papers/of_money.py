"""Official papers of a grant's money: the decision, the voucher, the settlement report and the refund order. One description, PDF and HWPX."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dure.apps.grants.models import Agreement, InterestMonth, RefundOrder, Spending
from dure.apps.grants.queries.agreements import settlement_of, sums_of, terms_of
from dure.apps.grants.queries.bases import lines_of
from dure.apps.grants.queries.refunds import refund_of
from dure.apps.grants.queries.settlements import figures_of
from dure.apps.grants.queries.threads import threads_of
from dure.apps.grants.queries.verifying import verification_of
from dure.apps.grants.rules import SettlementFigures
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.identifiers import business_number_shown
from dure.kernel.korean import official_day
from dure.kernel.won import official_won, won_in_full
from dure.platform import hwpx, official
from dure.platform.hwpx import Block, Heading, Paper, Para, Table, Title


@dataclass(frozen=True, slots=True)
class MoneyPaper:
    """A paper with its number; `name` is what its file is called."""

    paper: Paper
    number: str
    name: str
    sample: bool

    def pdf(self, *, at: datetime) -> bytes:
        return official.pdf(self.paper, at=at, number=self.number, sample=self.sample)

    def hwpx(self, *, at: datetime) -> bytes:
        return hwpx.write(self.paper, at=at)


def decision_notice(agreement: Agreement, *, at: datetime) -> MoneyPaper:
    """교부결정 통지서: how much, for what, when and under which conditions."""
    case = agreement.case
    on = agreement.offered_at or agreement.drafted_at
    facts = [
        ["참여기업" if case.round.operator_id else "수행기관", _party(agreement)],
        ["사업명", f"{case.round.program.title} ({case.title})" if case.title else case.round.program.title],
        ["교부결정액", official_won(agreement.amount)],
        ["자부담", official_won(agreement.own_money)],
        ["사업 기간", f"{official_day(agreement.starts_on)} ~ {official_day(agreement.ends_on)}"],
        ["협약번호", agreement.number],
    ]
    tranches = [[f"{row.number}차", f"{row.share_percent}%", won_in_full(row.amount)] for row in agreement.tranches.order_by("number")]
    blocks: list[Block] = [
        Title("보조금 교부결정 통지서"),
        Para(f"{case.party.name} 귀하", bold=True),
        Para("신청하신 보조금의 교부를 다음과 같이 결정하였으므로 통지합니다."),
        Table([2, 7], facts, head=False),
    ]
    if tranches:
        blocks += [Heading("교부 계획"), Table([2, 2, 5], [["차수", "비율", "금액"], *tranches], aligns=("center", "center", "right"))]
    conditions = terms_of(agreement).conditions or tuple(f"{clause['title']}: {clause['text']}" for clause in agreement.clauses)
    if conditions:
        blocks += [Heading("교부 조건"), *(Para(f"{number}. {text}") for number, text in enumerate(conditions, 1))]
    blocks.append(Para("이 결정에 이의가 있으면 통지를 받은 날부터 20일 안에 서면으로 이의를 신청할 수 있습니다."))
    return _made(agreement, "보조금 교부결정 통지서", blocks, f"{agreement.number}-교부결정", official_day(seoul_date(on)))


def voucher(spending: Spending, *, at: datetime) -> MoneyPaper:
    """지출결의서: what is paid to whom out of which line, with the papers that prove it."""
    agreement = spending.agreement
    titles = {category.key: category.title for category in terms_of(agreement).categories}
    facts = [
        ["결의 금액", official_won(spending.amount)],
        ["사업명", agreement.case.round.program.title],
        ["비목", f"{titles.get(spending.category, spending.category)} ({spending.get_source_display()})"],
        ["적요", spending.memo],
        ["지급받는 곳", spending.payee_name + _number(spending.payee_business_number)],
        ["지출일", official_day(spending.spent_on)],
        ["승인번호", spending.invoice_number or "없음"],
        ["확인", _judged(spending)],
    ]
    papers = [[str(paper.get_kind_display()), paper.file.name] for paper in spending.evidence.select_related("file").order_by("id")]
    blocks: list[Block] = [
        Title("지 출 결 의 서"),
        Para(f"결의번호 {_voucher_number(spending)}", align="right"),
        Table([2, 7], facts, head=False),
        Heading("증빙 서류"),
        Table([3, 6], [["종류", "파일"], *(papers or [["없음", ""]])]),
        Para("위와 같이 지출하고자 합니다."),
        Table([1, 1, 1], [["작성", "확인", "결재"], [spending.filed_by_name, spending.judged_by_name, ""]], aligns=("center",) * 3),
    ]
    day = official_day(seoul_date(spending.filed_at))
    return _made(agreement, "지출결의서", blocks, _voucher_number(spending), day, giver=agreement.case.party.name)


def _voucher_number(spending: Spending) -> str:
    return f"{spending.agreement.number}-지출{spending.pk}"


def _judged(spending: Spending) -> str:
    word = str(spending.get_state_display())
    return f"{word} ({spending.judged_by_name})" if spending.judged_by_name else word


def settlement_report(agreement: Agreement, *, at: datetime) -> MoneyPaper:
    """정산보고서: the figures in words and by line, what was not accepted, the interest by month, and the accountant's word."""
    settlement = settlement_of(agreement)
    settled = settlement is not None and settlement.confirmed_at is not None
    figures = figures_of(agreement, interest=settlement.interest if settlement else 0)
    if settled and settlement is not None:
        figures = SettlementFigures(
            settlement.paid, settlement.accepted_grant, settlement.accepted_own, settlement.confirmed, settlement.interest
        )
    facts = [
        ["참여기업" if agreement.case.round.operator_id else "수행기관", _party(agreement)],
        ["사업명", agreement.case.round.program.title],
        ["협약번호", agreement.number],
        ["사업 기간", f"{official_day(agreement.starts_on)} ~ {official_day(agreement.ends_on)}"],
    ]
    blocks: list[Block] = [
        Title("보조금 정산보고서"),
        *([] if settled else [Para("확정 전 금액입니다.", align="right")]),
        Table([2, 7], facts, head=False),
        Heading("1. 정산 금액"),
        Table([3, 6], _sums(agreement, figures), head=False),
        Heading("2. 비목별 집행"),
        Table([4, 2, 3, 3, 3], _lines(agreement), aligns=("left", "center", "right", "right", "right")),
    ]
    threads = [row for row in threads_of(agreement) if row.final_amount]
    if threads:
        rows = [[row.spending.memo, row.clause, won_in_full(row.final_amount or 0)] for row in threads]
        blocks += [Heading("3. 인정하지 않은 집행"), Table([4, 5, 3], [["집행", "근거", "금액"], *rows], aligns=("left", "left", "right"))]
    if settlement:
        blocks += _interest(list(settlement.interest_months.order_by("turn", "account", "month")))
        if (found := verification_of(settlement)) and found.signed_at:
            said = f"{found.firm} {found.accountant_name}, 의견: {found.get_opinion_display()}, 서명 {official_day(seoul_date(found.signed_at))}"
            blocks += [Heading("정산 검증"), Para(said), Para(f"검증 확인값 {found.sha256}")]
    blocks.append(Para("위와 같이 정산하였음을 보고합니다."))
    handed = settlement.handed_in_at if settlement and settlement.handed_in_at else at
    return _made(
        agreement,
        "보조금 정산보고서",
        blocks,
        f"{agreement.number}-정산",
        official_day(seoul_date(handed)),
        giver=agreement.case.party.name,
    )


def _sums(agreement: Agreement, figures: SettlementFigures) -> list[list[str]]:
    return [
        ["협약 금액", official_won(agreement.amount)],
        ["교부받은 금액", official_won(figures.paid)],
        ["인정 집행액(보조금)", official_won(figures.accepted_grant)],
        ["인정 집행액(자부담)", official_won(figures.accepted_own)],
        ["확정액", official_won(figures.confirmed)],
        ["이자", official_won(figures.interest)],
        ["반납할 금액(이자 포함)", official_won(figures.to_return)],
        ["이미 반납한 금액", official_won(sums_of(agreement).returned)],
    ]


def _lines(agreement: Agreement) -> list[list[str]]:
    rows = [
        [row.category, row.source, *(won_in_full(sum_) for sum_ in (row.planned, row.spent, row.counted))] for row in lines_of(agreement)
    ]
    return [["비목", "재원", "승인 예산", "집행", "인정"], *rows]


def _interest(rows: list[InterestMonth]) -> list[Block]:
    """The months as they were said last."""
    last = [row for row in rows if row.turn == rows[-1].turn]
    if not last:
        return []
    said = [[row.account, f"{row.month:%Y}. {row.month.month}.", won_in_full(row.amount)] for row in last]
    return [Heading("통장 이자"), Table([4, 3, 3], [["통장", "달", "이자"], *said], aligns=("left", "center", "right"))]


def refund_notice(order: RefundOrder, *, at: datetime) -> MoneyPaper:
    """반납 고지서: principal and interest in words, the day, the account."""
    agreement = order.settlement.agreement
    facts = [
        ["반납할 금액", official_won(order.amount)],
        ["원금", official_won(order.principal)],
        ["이자", official_won(order.interest)],
        *([["이미 반납한 금액", official_won(order.already_returned)]] if order.already_returned else []),
        ["반납 기한", official_day(order.due_on)],
        ["보낼 계좌", f"{order.bank} {order.account} (예금주 {order.holder})"],
        ["협약번호", agreement.number],
    ]
    blocks: list[Block] = [
        Title("보조금 반납 고지서"),
        Para(f"{agreement.case.party.name} 귀하", bold=True),
        Para(
            f"{agreement.case.round.program.title}의 정산 결과, 집행하지 않았거나 인정되지 않은 보조금과 이자의 반납을 다음과 같이 고지합니다."
        ),
        Table([2, 7], facts, head=False),
        Para("기한까지 반납하지 않으면 관계 법령에 따라 다른 보조금의 교부를 멈추거나 상계할 수 있습니다."),
        Para("고지에 이의가 있으면 담당자에게 서면으로 알려 주시기 바랍니다."),
    ]
    return _made(agreement, "보조금 반납 고지서", blocks, order.number, official_day(seoul_date(order.issued_at)))


def _made(agreement: Agreement, title: str, blocks: list[Block], number: str, day: str, *, giver: str = "") -> MoneyPaper:
    signed_by = giver or _giver(agreement)
    said = (*blocks, Para(day, align="center"), Para(signed_by, bold=True, align="center"))
    return MoneyPaper(Paper(f"{title} {number}", said), number, f"{title} {number}", agreement.sample)


def _giver(agreement: Agreement) -> str:
    operator = agreement.case.round.operator
    return operator.name if operator else people.center().name


def _party(agreement: Agreement) -> str:
    party = agreement.case.party
    return party.name + _number(party.business_number)


def _number(digits: str | None) -> str:
    return f" ({business_number_shown(digits)})" if digits else ""


def paper_of(agreement: Agreement, which: str, *, at: datetime) -> MoneyPaper | None:
    """The paper of that name, if the grant has come so far."""
    settlement = settlement_of(agreement)
    order = refund_of(settlement)
    made: dict[str, Callable[[], MoneyPaper | None]] = {
        "decision": lambda: decision_notice(agreement, at=at) if agreement.amount else None,
        "settlement": lambda: settlement_report(agreement, at=at) if agreement.amount else None,
        "refund": lambda: refund_notice(order, at=at) if order else None,
    }
    return made[which]() if which in made else None
