"""What is done at a stage of each kind. One table: a new kind is one line."""

from collections.abc import Callable, Mapping

from dure.apps.programs import facade as programs
from dure.platform.verbs import NO_KEY
from dure.rehearsal.simulating import applying, granting, judging, laboring, settling
from dure.rehearsal.simulating.run import Run

Act = Callable[[Run, programs.StageTerm], None]


def track(run: Run, stage: programs.StageTerm) -> None:
    """Begun one day, finished some days later, with a note. Where labor cost is claimed by the month, the months lie in between."""
    programs.begin_stage(round_id=run.round_id, stage_key=stage.key, by=run.actor("officer"), at=run.later(days=1), key=NO_KEY)
    if stage.kind == "delivery" and run.terms.claims and run.agreements:
        laboring.claim_months(run)
    note = f"{stage.label}까지 마쳤어요."
    programs.finish_stage(round_id=run.round_id, stage_key=stage.key, by=run.actor("officer"), at=run.later(days=3), key=NO_KEY, note=note)


ACTS: Mapping[str, Act] = {
    "intake": applying.intake,
    "precheck": applying.precheck,
    "screening": applying.screening,
    "review": judging.judge,
    "selection": judging.select,
    "agreement": granting.agree,
    "disbursement": granting.disburse,
    "report": granting.report,
    "site_check": granting.check_site,
    "settlement": settling.settle,
    "showcase": granting.show,
}
"""Every other kind is tracked."""


def act_of(stage: programs.StageTerm, *, takes_applications: bool) -> Act:
    """The act of the stage's kind. A round without an intake is tracked from its first stage to its last."""
    return ACTS.get(stage.kind, track) if takes_applications else track
