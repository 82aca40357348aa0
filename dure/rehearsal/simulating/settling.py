"""Settlements: handed in, verified from outside where the definition asks for it, confirmed, ordered back, received to nothing, closed."""

import zipfile
from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.period import months_later, start_of
from dure.rehearsal import papers
from dure.rehearsal.simulating.run import HOUR, WINNER, Run
from dure.rehearsal.simulating.spending import close_months, decide_flags

_MONTHS_LATE = 4


def settle(run: Run, stage: programs.StageTerm) -> None:
    """One after the other; whoever is late comes last."""
    run.later(days=15)
    here = run.living(stage)
    late = [case for case in here if run.role(case) == WINNER and run.plays("late")][:1]
    for case in [*(case for case in here if case not in late), *late]:
        _settled(run, case, is_late=case in late)


def _settled(run: Run, case: cases.Case, *, is_late: bool) -> None:
    agreement = grants.Agreement.objects.select_related("case__round").get(pk=run.agreements[case.pk])
    before = grants.sums_of(agreement).returned
    if run.role(case) == WINNER and run.plays("months"):
        close_months(run, case)
    if is_late:
        run.at = max(run.at, _late_on(agreement))
    settlement = _handed_in(run, case, agreement)
    run.gates["late"] += grants.LateReport.objects.filter(agreement=agreement).exists()
    if grants.needs_verification(agreement):
        _verified(run, case, settlement)
    decide_flags(run, case)
    seen = grants.figures_of(agreement, interest=settlement.interest).to_return
    settlement = grants.confirm_settlement(settlement_id=settlement.pk, seen_to_return=seen, by=run.actor("finance"), at=run.later(days=2))
    if settlement.to_return:
        _returned(run, case, settlement)
    grants.close_settlement(settlement_id=settlement.pk, by=run.actor("finance"), at=run.later(hours=2))
    run.returned += settlement.to_return or 0
    run.gates["refunded"] += grants.sums_of(agreement).returned > before
    run.gates["interest"] += settlement.interest > 0
    if run.plays("packed"):
        _packed(run, agreement)


def _late_on(agreement: grants.Agreement) -> datetime:
    return start_of(months_later(grants.settlement_due_on(agreement), _MONTHS_LATE)) + 10 * HOUR


def _handed_in(run: Run, case: cases.Case, agreement: grants.Agreement) -> grants.Settlement:
    """With the bank's interest, by months where the months were closed."""
    interest, first = run.rng.randint(800, 9000), agreement.starts_on.replace(day=1)
    months = [("보조금 통장", months_later(first, turn), part) for turn, part in enumerate((interest // 2, interest - interest // 2))]
    return grants.hand_in_settlement(
        agreement_id=agreement.pk, interest=interest, note="남은 돈과 이자를 함께 돌려드려요.",
        statement=papers.pdf("통장사본(예시).pdf", f"statement {agreement.pk}"), months=months if run.plays("months") else (),
        by=run.of(case.pk), at=run.later(days=1),
    )  # fmt: skip


def _verified(run: Run, case: cases.Case, settlement: grants.Settlement) -> None:
    """The grantee names an accountant from outside, who looks at nine things and signs."""
    verification = grants.name_accountant(
        settlement_id=settlement.pk, firm="예시 회계법인", firm_kind="firm", name="예시 회계사", email="accountant@example.test",
        by=run.of(case.pk), at=run.later(days=1),
    )  # fmt: skip
    grants.sign_verification(
        verification_id=verification.pk, checks=dict.fromkeys(grants.CHECKS, "ok"), opinion="clean", remarks="",
        typed_name=verification.accountant_name, report=papers.pdf("검증보고서(예시).pdf", f"verified {settlement.pk}"),
        by=run.cast.of_account(verification.accountant_id, run.at), at=run.later(days=4),
    )  # fmt: skip
    run.gates["verified"] += 1


def _returned(run: Run, case: cases.Case, settlement: grants.Settlement) -> None:
    """Ordered back; it comes at once, or in two parts on two days, down to nothing."""
    order = grants.order_refund(settlement_id=settlement.pk, by=run.actor("finance"), at=run.later(hours=3))
    parts = [order.amount]
    if run.role(case) == WINNER and order.amount > 1 and run.plays("instalments"):
        parts = [order.amount // 3, order.amount - order.amount // 3]
        run.gates["instalments"] += 1
    for number, amount in enumerate(parts, start=1):
        run.later(days=5)
        grants.record_returned_money(
            settlement_id=settlement.pk, amount=amount, returned_on=seoul_date(run.at),
            bank_reference=f"예시-반납-{settlement.agreement_id:04d}-{number}", by=run.actor("finance"), at=run.at,
        )  # fmt: skip


def _packed(run: Run, agreement: grants.Agreement) -> None:
    """Everything of one settlement in one file, taken away with a reason."""
    grants.note_download(agreement_id=agreement.pk, reason="시의 정산 점검에 냄", by=run.actor("finance"), at=run.later(hours=1))
    with grants.pack(agreement, at=run.at) as made, zipfile.ZipFile(made) as packed:
        if packed.testzip() or not packed.namelist():
            run.troubles.append("서류 묶음을 열 수 없음")
    run.gates["packed"] += 1
    run.done.add("packed")
