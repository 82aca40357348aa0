"""The paper of a sample audit, as blocks: PDF and HWPX say the same."""

from dure.apps.grants import facade as grants
from dure.kernel.korean import official_day
from dure.kernel.won import official_won, won_in_full
from dure.platform.hwpx import Block, Heading, Paper, Para, Table, Title


def paper_of(audit: grants.AuditSample) -> Paper:
    """How it was drawn, each drawn expense with its word, findings with what became of them, and the sums."""
    items, result = list(grants.items_of(audit)), grants.result_of(audit)
    blocks: list[Block] = [
        Title("표본 점검 결과"),
        Para(f"{audit.number} · {audit.year}년 {audit.title}", align="center"),
        Heading("1. 표본을 뽑은 방법"),
        Table((3, 9), _how(audit), head=False),
        Para(
            "집행마다 ‘시드:집행번호’의 SHA-256 값을 차례로 삼아 뽑았으며, 보관한 모집단과 시드로 누구나 같은 표본을 다시 뽑을 수 있습니다."
        ),
        Heading("2. 점검 결과"),
        Table((4, 3, 5), _sums(result, audit), aligns=("left", "right", "right")),
        Heading("3. 점검한 집행"),
        Table((2, 6, 4, 3, 3), _items(items), aligns=("center", "left", "right", "center", "right")),
    ]
    findings = [item for item in items if item.is_finding]
    if findings:
        blocks.append(Heading("4. 지적 사항"))
        for item in findings:
            blocks += _finding(item)
    if audit.ended_at:
        blocks += [Heading("점검 의견"), Para(audit.opinion), Para(official_day(audit.ended_at.date()), align="center")]
        blocks.append(Para(f"점검한 사람: {audit.ended_by_name}", align="right"))
    else:
        blocks.append(Para("점검이 끝나지 않은 중간 결과입니다.", bold=True, align="center"))
    return Paper("표본 점검 결과", tuple(blocks))


def _how(audit: grants.AuditSample) -> list[tuple[str, str]]:
    return [
        ("모집단", f"인정한 집행 {audit.population_count:,}건, {official_won(audit.population_sum)}"),
        ("방법", f"{audit.get_method_display()}, {audit.size}건"),
        ("시드", audit.seed),
        ("모집단 SHA-256", audit.population_sha256),
        ("뽑은 날", f"{official_day(audit.drawn_at.date())} {audit.drawn_by_name}"),
    ]


def _sums(result: grants.AuditResult, audit: grants.AuditSample) -> list[tuple[str, str, str]]:
    """Counts and sums; the error is told in won and as a share of what was checked."""
    rows = [
        ("구분", "건", "금액"),
        ("뽑은 집행", f"{result.items}", ""),
        ("점검한 집행", f"{result.checked}", won_in_full(result.amount)),
        ("적정", f"{result.fine}", ""),
        ("보완", f"{result.complete}", ""),
        ("부적정", f"{result.improper}", ""),
        ("잘못된 금액", "", won_in_full(result.error)),
        ("오류율(금액)", "", f"{result.percent}%"),
    ]
    if result.projected is not None:
        whole = f"{won_in_full(result.projected)} ({grants.share(result.projected, audit.population_sum)}%)"
        rows.append(("모집단의 잘못된 금액(어림)", "", whole))
    else:
        rows.append(("모집단의 잘못된 금액(어림)", "", "이 방법으로는 어림하지 않음"))
    return rows


def _items(items: list[grants.AuditItem]) -> list[tuple[str, str, str, str, str]]:
    rows = [("차례", "집행", "금액", "판단", "잘못된 금액")]
    for item in items:
        spending = item.spending
        what = f"{spending.agreement.number} 집행 {spending.pk} {spending.memo}"
        rows.append((f"{item.place}", what, won_in_full(item.amount), item.get_verdict_display() or "점검 전", won_in_full(item.error)))
    return rows


def _finding(item: grants.AuditItem) -> list[Block]:
    spending = item.spending
    blocks: list[Block] = [
        Para(f"{item.place}. {spending.agreement.number} 집행 {spending.pk} ({item.get_verdict_display()}, {item.word})", bold=True),
        Para(f"근거: {item.clause}\n지적: {item.note}"),
    ]
    for row in grants.turns_of_finding(item)[1:]:
        papers = f" (자료 {len(row.papers)}건)" if row.papers else ""
        blocks.append(
            Para(f"{row.turn.get_kind_display()} · {official_day(row.turn.at.date())} {row.turn.by_name}{papers}: {row.turn.text}")
        )
    return blocks
