"""Agreements and what follows from them: money that is paid and spent, reports, checks, results."""

from datetime import timedelta

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.rehearsal import granting as told
from dure.rehearsal import texts
from dure.rehearsal.simulating.judging import promote
from dure.rehearsal.simulating.paying import Asked, change_account, pay
from dure.rehearsal.simulating.promising import amend, change_budget
from dure.rehearsal.simulating.run import DECLINING, WINNER, Run
from dure.rehearsal.simulating.spending import spend
from dure.rehearsal.simulating.years import carry_over

_LASTS = timedelta(days=400)


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
    """What changed since the signature comes first; then asked for and paid to the end, and spent, where it will be settled.

    Where the money stays at the center until the evidence is there, every accepted expense is paid for by itself.
    """
    run.later(days=3)
    here = [run.case(pk) for pk in run.agreements] if run.is_deposited else run.living(stage)
    if stage.turn == 1:
        _changed(run, here)
    if run.is_deposited:
        _spent_first(run, here if stage.turn == 1 else [])
        return
    if stage.turn == len(run.terms.disbursements) > 1 and not run.figures.passes and run.plays("carried"):
        carry_over(run, here[0], run.year)
    asked = [_asked(run, case, stage.turn) for case in here]
    if stage.turn == 1 and asked and run.plays("account_changed"):
        change_account(run, here[0], asked[0].order)
    pay(run, asked)
    if run.terms.stages_of("settlement"):
        run.later(days=9)
        for case in here:
            spend(run, case, turns=len(run.terms.disbursements))


def _changed(run: Run, here: list[cases.Case]) -> None:
    """Of one agreement the promise, of the same or another one the budget."""
    settled = run.terms.stages_of("settlement") and not run.figures.passes
    if here and settled and run.plays("amended"):
        amend(run, here[0])
    if here and settled and run.plays("budget_changed"):
        change_budget(run, here[-1])


def _asked(run: Run, case: cases.Case, turn: int) -> Asked:
    def ask() -> money.PaymentOrder:
        return grants.ask_tranche(agreement_id=run.agreements[case.pk], number=turn, by=run.of(case.pk), at=run.later(hours=3))

    return Asked(ask(), ask)


def _spent_first(run: Run, here: list[cases.Case]) -> None:
    """Each accepted expense of the grant has asked for its money by itself."""
    for case in here:
        run.later(days=9)
        spend(run, case, turns=1)
        paid_for = grants.Spending.objects.filter(agreement_id=run.agreements[case.pk], state="accepted", source="grant").order_by("pk")
        pay(run, [_owed(run, case, spending) for spending in paid_for])
        run.gates["deposited"] += 1


def _owed(run: Run, case: cases.Case, spending: grants.Spending) -> Asked:
    order = money.order_for(f"{grants.ledger_key(spending.agreement)}:spending-{spending.pk}")
    assert order is not None

    def again() -> money.PaymentOrder:
        return grants.ask_reimbursement(spending_id=spending.pk, by=run.of(case.pk), at=run.later(hours=3))

    return Asked(order, again)


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


def show(run: Run, stage: programs.StageTerm) -> None:
    """The result goes public."""
    run.later(days=5)
    for case in run.living(stage):
        run.told(told.show(run.cast, run.applicants[case.pk], run.agreements[case.pk], run.later(hours=2)))
