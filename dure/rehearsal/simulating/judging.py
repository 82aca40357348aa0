"""Review and selection of one tier: the panel scores, the tally is opened by two, the result is told at one moment."""

from datetime import timedelta

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.rehearsal.simulating.governing import leaders
from dure.rehearsal.simulating.run import RESERVE, WEAK, WINNER, Run

_DUE = timedelta(days=6)
_LEVELS = {WINNER: 5, RESERVE: 4, WEAK: 2}


def judge(run: Run, stage: programs.StageTerm) -> None:
    """One reviewer more than the definition's quorum, for one stands aside from one case; sheets sealed, opened by two, the selection drawn up.

    The committee of a government is led by its own two people.
    """
    run.later(days=3)
    if not run.living(stage):
        return
    leads, opens = leaders(stage.tier)
    invited = run.cast.reviewers[: (run.terms.score_sheet.quorum or 1) + 1]
    officer = run.actor(leads)
    panel = review.form_panel(round_id=run.round_id, stage_key=stage.key, due_at=run.at + _DUE, by=officer, at=run.at)
    run.panels[stage.tier or "center"] = panel.pk
    seats = [review.invite_reviewer(panel_id=panel.pk, reviewer_id=pk, by=officer, at=run.at) for pk, _ in invited]
    run.later(days=1)
    for seat, (_, account) in zip(seats, invited, strict=True):
        review.answer_invitation(seat_id=seat.pk, accepted=True, by=run.cast.of_account(account, run.at), at=run.at)
    review.open_panel(panel_id=panel.pk, by=run.actor(leads), at=run.at)
    for place, (seat, (_, account)) in enumerate(zip(seats, invited, strict=True)):
        run.later(hours=5)
        _score(run, panel, seat.pk, account, stands_aside=place == 0)
    run.later(days=2)
    review.close_panel(panel_id=panel.pk, by=run.actor(leads), at=run.at)
    review.ask_to_open(panel_id=panel.pk, by=run.actor(leads), at=run.at)
    review.open_tally(panel_id=panel.pk, by=run.actor(opens), at=run.later(hours=1))
    places, reserves = (run.figures.places, 1) if _is_last(run, stage) else (run.figures.places + 1, 0)
    awards = {case.pk: run.figures.ask for case in review.cases_in(panel)} if run.terms.sets_limit else {}
    review.decide(panel_id=panel.pk, places=places, reserves=reserves, awards=awards, by=run.actor(leads), at=run.later(hours=1))


def _score(run: Run, panel: review.Panel, seat_id: int, account: int, *, stands_aside: bool) -> None:
    by, criteria = run.cast.of_account(account, run.at), run.terms.score_sheet.criteria
    for place, case in enumerate(review.cases_in(panel)):
        aside = stands_aside and place == 0
        reason = "지난해 이 조직에 자문했어요." if aside else ""
        review.declare(seat_id=seat_id, case_id=case.pk, conflicted=aside, reason=reason, by=by, at=run.at)
        if aside:
            run.gates["stood_aside"] += 1
            continue
        levels = {line.key: _LEVELS.get(run.role(case), 4) for line in criteria}
        comments = {line.key: "계획과 맡을 사람이 신청서에 뚜렷하게 적혀 있습니다." for line in criteria}
        review.confirm_sheet(seat_id=seat_id, case_id=case.pk, levels=levels, comments=comments, by=by, at=run.at)


def select(run: Run, stage: programs.StageTerm) -> None:
    """Everybody is told at once: by the approver, or by the government whose committee it was."""
    panel_id = run.panels.get(stage.tier or "center")
    if panel_id is None:
        return
    _, announces = leaders(stage.tier)
    review.announce(panel_id=panel_id, by=run.actor(announces), at=run.later(days=1))
    told = review.Decision.objects.filter(panel_id=panel_id)
    for outcome, gate in (("reserve", "reserve"), ("rejected", "below")):
        run.gates[gate] += told.filter(outcome=outcome).count()


def promote(run: Run) -> None:
    """Somebody did not sign: the first reserve of the last panel moves up, where there is one."""
    waiting = cases.Case.objects.filter(round_id=run.round_id, outcome=cases.Outcome.RESERVE)
    if not waiting.exists():
        return
    tier, panel_id = list(run.panels.items())[-1]
    _, announces = leaders(tier)
    reason = "선정된 조직이 협약을 포기했어요."
    review.promote_reserve(panel_id=panel_id, awarded=run.figures.ask, reason=reason, by=run.actor(announces), at=run.later(hours=2))
    run.gates["promoted"] += 1


def _is_last(run: Run, stage: programs.StageTerm) -> bool:
    return run.terms.stages_of("review")[-1].key == stage.key
