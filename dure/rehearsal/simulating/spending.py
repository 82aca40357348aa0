"""Granted money spent: every row of the budget with its papers, a flag that is explained, an expense that is doubted and answered."""

from datetime import date

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.rehearsal import papers
from dure.rehearsal.simulating.run import RESERVE, WINNER, Run
from dure.rehearsal.spending import Want, file_expense

_SPENT, _LEFT_OVER, _DISALLOWED = 98, 90, 2
"""Percent of each budget row that is spent, of whoever leaves a rest, and of one row whose papers do not agree."""
_CLAUSE = "협약 제8조 증빙의 금액이 서로 다름"


def spend(run: Run, case: cases.Case, *, turns: int) -> None:
    """Every row of the budget in force, less what is passed on; of one a little is doubted, one leaves a rest."""
    agreement = grants.Agreement.objects.select_related("case__round").get(pk=run.agreements[case.pk])
    if run.role(case) == WINNER and run.plays("vat"):
        grants.say_vat(agreement_id=agreement.pk, taxable=True, by=run.of(case.pk), at=run.later(hours=1))
        run.vat.add(agreement.pk)
        run.gates["vat"] += 1
    plan = grants.planned(agreement)
    whole = sum(amount for (_category, source), amount in plan.items() if source == "grant")
    percent = _LEFT_OVER if run.role(case) == RESERVE else _SPENT
    first = next((category for category, source in plan if source == "grant"), "")
    for (category, source), planned in plan.items():
        doubtful = _DISALLOWED if (category, source) == (first, "grant") and run.role(case) == WINNER else 0
        amount = planned * (agreement.amount - agreement.pass_through) // whole if source == "grant" else planned
        if usual := amount * (percent - doubtful) // 100 // turns:
            _accepted(run, case, agreement, Want(category, source, usual, vat=agreement.pk in run.vat))
        if doubted := amount * doubtful // 100 // turns:
            _doubted(run, case, agreement, Want(category, source, doubted))


def _filed(run: Run, case: cases.Case, agreement: grants.Agreement, want: Want) -> grants.Spending:
    return file_expense(agreement, want, run.rng, by=run.of(case.pk), at=run.later(hours=3))


def _accepted(run: Run, case: cases.Case, agreement: grants.Agreement, want: Want) -> None:
    if want.source == "own" and run.role(case) == WINNER and run.plays("flagged"):
        want = Want(want.category, want.source, want.amount, at_night=True)
    spending = _filed(run, case, agreement, want)
    if want.at_night:
        _explained(run, case, spending)
    grants.judge_spending(spending_id=spending.pk, accepted=True, by=run.actor("officer"), at=run.later(hours=2))


def _explained(run: Run, case: cases.Case, spending: grants.Spending) -> None:
    """What the house saw is explained by the grantee and decided by an officer before the expense is judged."""
    seen = grants.Flag.objects.filter(spending=spending, kind="night").first()
    if seen is None:
        run.troubles.append("밤에 쓴 카드를 알아보지 못함")
        return
    grants.explain_flag(flag_id=seen.pk, text="밤 장터를 마치고 재료값을 치렀어요.", by=run.of(case.pk), at=run.later(hours=4))
    why = "장터의 날짜와 시간을 확인했어요."
    grants.decide_flag(flag_id=seen.pk, verdict="cleared", why=why, by=run.actor("officer"), at=run.later(hours=4))
    run.gates["flagged"] += 1


def _doubted(run: Run, case: cases.Case, agreement: grants.Agreement, want: Want) -> None:
    """Disallowed at once; or announced, answered with a paper, and lowered by half."""
    spending = _filed(run, case, agreement, want)
    run.gates["disallowed"] += 1
    if want.amount < 2 or run.is_deposited or not run.plays("thread"):
        grants.judge_spending(spending_id=spending.pk, accepted=False, clause=_CLAUSE, by=run.actor("finance"), at=run.later(hours=3))
        return
    thread = grants.announce_disallowance(
        spending_id=spending.pk, amount=want.amount, clause=_CLAUSE, by=run.actor("finance"), at=run.later(hours=3)
    )
    grants.reply_to_disallowance(
        disallowance_id=thread.pk, text="나머지 절반의 영수증을 찾아 붙여요.", papers=[papers.pdf("영수증.pdf", f"reply {thread.pk}")],
        by=run.of(case.pk), at=run.later(days=2),
    )  # fmt: skip
    grants.decide_disallowance(
        disallowance_id=thread.pk, final_amount=want.amount // 2, text="영수증이 있는 절반은 인정해요.",
        by=run.actor("finance"), at=run.later(days=1),
    )  # fmt: skip
    run.gates["thread"] += 1


def decide_flags(run: Run, case: cases.Case) -> None:
    """The officer decides everything that was seen and waits."""
    for flag in grants.undecided_flags().filter(agreement_id=run.agreements[case.pk]).order_by("pk"):
        grants.decide_flag(
            flag_id=flag.pk, verdict="cleared", why="증빙을 다시 보고 확인했어요.", by=run.actor("officer"), at=run.later(hours=1)
        )
        run.gates["seen"] += 1


def close_months(run: Run, case: cases.Case) -> None:
    """Every month in which something was spent is closed by the grantee and looked through by the center."""
    days = grants.Spending.objects.filter(agreement_id=run.agreements[case.pk]).order_by().values_list("spent_on", flat=True)
    for month in sorted({date(day.year, day.month, 1) for day in days}):
        closed = grants.close_month(agreement_id=run.agreements[case.pk], month=month, by=run.of(case.pk), at=run.later(hours=2))
        decide_flags(run, case)
        grants.accept_month(closed_id=closed.pk, by=run.actor("officer"), at=run.later(hours=2))
        run.gates["months"] += 1
