"""What both sides change after the signature: less money and fewer days by an amendment, and money moved between categories with approval."""

from datetime import timedelta
from itertools import permutations

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.kernel.errors import Refused
from dure.rehearsal.simulating.run import Run

_LEFT, _MOVED = 90, 30
"""Percent of the grant that an amendment leaves, and percent of a row that moves to another."""
_SHORTER = timedelta(days=10)


def amend(run: Run, case: cases.Case) -> None:
    """Asked for by the grantee, approved by the giver, signed by both; in force with the second signature."""
    agreement = grants.Agreement.objects.get(pk=run.agreements[case.pk])
    change = grants.Change(
        reason="참여 인원이 줄어 사업의 크기와 기간을 줄여요.",
        amount=agreement.amount * _LEFT // 100 // 1000 * 1000,
        ends_on=agreement.ends_on - _SHORTER,
    )
    amendment = grants.ask_amendment(agreement_id=agreement.pk, change=change, by=run.of(case.pk), at=run.later(days=1))
    amendment = grants.approve_amendment(amendment_id=amendment.pk, by=run.actor("approver"), at=run.later(days=1))
    by, seen = run.of(case.pk), amendment.document_sha256
    grants.sign_amendment_as_grantee(amendment_id=amendment.pk, typed_name=by.name, seen=seen, by=by, at=run.later(hours=3))
    by = run.actor("approver")
    grants.sign_amendment_as_center(amendment_id=amendment.pk, typed_name=by.name, seen=seen, by=by, at=run.later(hours=3))
    run.gates["amended"] += 1


def change_budget(run: Run, case: cases.Case) -> None:
    """A large move between two categories of the grant: the first one that the definition's limits let pass is asked for and approved."""
    agreement = grants.Agreement.objects.select_related("case__round").get(pk=run.agreements[case.pk])
    plan = grants.planned(agreement)
    for gives, takes in permutations([place for place in plan if place[1] == "grant"], 2):
        moved = plan[gives] * _MOVED // 100
        after = {**plan, gives: plan[gives] - moved, takes: plan[takes] + moved}
        rows = [{"category": category, "source": source, "amount": amount} for (category, source), amount in after.items()]
        try:
            version = grants.ask_budget_change(
                agreement_id=agreement.pk, rows=rows, why="단가가 올라 비목 사이에서 옮겨요.", by=run.of(case.pk), at=run.later(hours=2)
            )
        except Refused:
            continue
        grants.judge_budget_change(version_id=version.pk, approved=True, by=run.actor("officer"), at=run.later(days=1))
        run.gates["budget_changed"] += 1
        return
