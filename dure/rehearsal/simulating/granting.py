"""Agreements and what follows from them: money by two people, spending with papers, reports, checks, settlement to the won, results."""

from datetime import timedelta

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.rehearsal import granting as told
from dure.rehearsal import texts
from dure.rehearsal.simulating.judging import promote
from dure.rehearsal.simulating.run import DECLINING, RESERVE, WINNER, Run

_LASTS = timedelta(days=400)
_SPENT, _LEFT_OVER, _DISALLOWED = 98, 90, 2
"""Percent of each budget row that is spent, of whoever leaves a rest, and of one row whose papers do not agree."""


def agree(run: Run, stage: programs.StageTerm) -> None:
    """One of the chosen does not sign, and a reserve moves up; the others sign, then the center does."""
    run.later(days=2)
    chosen = run.living(stage)
    for case in chosen:
        if run.role(case) == DECLINING and _others(run, case, chosen):
            grants.give_up_agreement(
                case_id=case.pk, reason="다른 사업과 겹쳐 협약을 맺지 않아요.", by=run.actor("officer"), at=run.later(hours=1)
            )
            run.gates["declined"] += 1
            promote(run)
    for case in run.living(stage):
        _sign(run, case)


def _others(run: Run, case: cases.Case, chosen: list[cases.Case]) -> bool:
    """Is there anybody left to go to the end, or a reserve who moves up?"""
    return len(chosen) > 1 or cases.Case.objects.filter(round_id=run.round_id, outcome=cases.Outcome.RESERVE).exclude(pk=case.pk).exists()


def _sign(run: Run, case: cases.Case) -> None:
    at = run.later(hours=3)
    draft = grants.Draft(
        starts_on=seoul_date(at), ends_on=seoul_date(at + _LASTS), own_money=case.own_money,
        pass_through=run.figures.passes, firms_max=run.figures.firms,
    )  # fmt: skip
    agreement = grants.draft_agreement(case_id=case.pk, draft=draft, by=run.actor("officer"), at=at)
    agreement = grants.offer_agreement(agreement_id=agreement.pk, by=run.actor("officer"), at=at)
    run.later(days=1)
    by = run.of(case.pk)
    agreement = grants.sign_as_grantee(agreement_id=agreement.pk, typed_name=by.name, seen=agreement.document_sha256, by=by, at=run.at)
    run.later(hours=4)
    by = run.actor("approver")
    grants.sign_as_center(agreement_id=agreement.pk, typed_name=by.name, seen=agreement.document_sha256, by=by, at=run.at)
    run.agreements[case.pk] = agreement.pk


def disburse(run: Run, stage: programs.StageTerm) -> None:
    """Asked for, prepared, approved by another, sent in one transfer file, confirmed; then spent, where it will be settled."""
    run.later(days=3)
    here = run.living(stage)
    orders = [_ask(run, case, stage.turn) for case in here]
    for place, order in enumerate(orders):
        orders[place] = money.prepare_payment(order_id=order.pk, by=run.actor("officer2"), at=run.later(hours=2))
    for place, order in enumerate(orders):
        orders[place] = money.approve_payment(
            order_id=order.pk, seen=money.bound_now(order), by=run.actor("approver"), at=run.later(hours=1)
        )
    if orders:
        money.make_transfer_file(order_ids=[order.pk for order in orders], by=run.actor("finance"), at=run.later(hours=1))
    run.later(days=1)
    for case, order in zip(here, orders, strict=True):
        reference = f"예시-{run.agreements[case.pk]:05d}-{stage.turn}"
        money.confirm_paid(order_id=order.pk, bank_reference=reference, paid_on=seoul_date(run.at), by=run.actor("finance"), at=run.at)
        run.paid += order.amount
    run.deliver()
    if run.terms.stages_of("settlement"):
        run.later(days=9)
        for case in here:
            _spend(run, case)


def _spend(run: Run, case: cases.Case) -> None:
    """Every row of the budget, each expense with its papers, less what is passed on; of one a little is disallowed, one leaves a rest."""
    agreement = grants.Agreement.objects.select_related("case").get(pk=run.agreements[case.pk])
    turns, direct = len(run.terms.disbursements), run.figures.ask - run.figures.passes
    percent = _LEFT_OVER if run.role(case) == RESERVE else _SPENT
    for place, row in enumerate(cases.approved_budget(case.pk)):
        doubtful = _DISALLOWED if place == 0 and run.role(case) == WINNER else 0
        grant = row.grant * direct // run.figures.ask
        for source, planned, share, accepted in (
            ("grant", grant, percent - doubtful, True), ("own", row.own, percent, True), ("grant", grant, doubtful, False),
        ):  # fmt: skip
            if amount := planned * share // 100 // turns:
                applicant, at = run.applicants[case.pk], run.later(hours=3)
                told.one_expense(run.cast, applicant, agreement, row.category, source, amount, at, run.rng, accepted=accepted)
                run.gates["disallowed"] += not accepted


def _ask(run: Run, case: cases.Case, turn: int) -> money.PaymentOrder:
    run.later(hours=3)
    return grants.ask_tranche(agreement_id=run.agreements[case.pk], number=turn, by=run.of(case.pk), at=run.at)


def report(run: Run, stage: programs.StageTerm) -> None:
    """Written section by section and handed in; the first one is late, is returned once and handed in again."""
    run.later(days=30)
    for case in run.living(stage):
        if run.role(case) == WINNER:
            run.later(days=5)
            _returned_once(run, case, stage)
        else:
            begins = run.later(hours=2)
            run.told(told.report(run.cast, run.applicants[case.pk], run.agreements[case.pk], stage.which, begins, run.rng))


def _returned_once(run: Run, case: cases.Case, stage: programs.StageTerm) -> None:
    agreement_id, form = run.agreements[case.pk], run.terms.report_form(stage.which)
    for version, section in enumerate(form.sections if form else ()):
        data = texts.answers(section, run.rng, seoul_date(run.at))
        grants.save_report(
            agreement_id=agreement_id, which=stage.which, section=section.key, data=data, version=version, by=run.of(case.pk), at=run.at
        )
    handed = grants.hand_in_report(agreement_id=agreement_id, which=stage.which, by=run.of(case.pk), at=run.at)
    run.later(days=2)
    grants.return_report(report_id=handed.pk, reason="참여한 사람의 수를 날짜별로 적어 주세요.", by=run.actor("officer"), at=run.at)
    run.gates["returned_report"] += 1
    run.later(days=2)
    handed = grants.hand_in_report(agreement_id=agreement_id, which=stage.which, by=run.of(case.pk), at=run.at)
    grants.accept_report(report_id=handed.pk, by=run.actor("officer"), at=run.later(days=1))


def check_site(run: Run, stage: programs.StageTerm) -> None:
    """Somebody goes and looks."""
    run.later(days=10)
    for case in run.living(stage):
        note = "사업장과 장부를 확인했고 어긋난 것이 없어요."
        grants.record_site_check(agreement_id=run.agreements[case.pk], note=note, by=run.actor("officer"), at=run.later(hours=2))


def settle(run: Run, stage: programs.StageTerm) -> None:
    """Handed in with the bank's interest, confirmed, what is owed comes back, closed."""
    run.later(days=15)
    for case in run.living(stage):
        agreement_id = run.agreements[case.pk]
        before = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id)).returned
        run.told(told.settle(run.cast, run.applicants[case.pk], agreement_id, run.later(hours=2), run.rng))
        back = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id)).returned - before
        settled = grants.Settlement.objects.get(agreement_id=agreement_id)
        run.returned += settled.to_return or 0
        run.gates["refunded"] += back > 0
        run.gates["interest"] += settled.interest > 0


def show(run: Run, stage: programs.StageTerm) -> None:
    """The result goes public."""
    run.later(days=5)
    for case in run.living(stage):
        run.told(told.show(run.cast, run.applicants[case.pk], run.agreements[case.pk], run.later(hours=2)))
