"""What is asked once a round has ended, and once a program has: is all done, does all hold, and does the ledger say what the bank was told?"""

from datetime import datetime

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.platform import invariants, journal
from dure.platform.models import Delivery
from dure.rehearsal.simulating.run import Run


def findings_of_round(run: Run) -> list[str]:
    """What is not done in the round, and where the ledger says another sum than what was paid and came back."""
    found = programs.Round.objects.get(pk=run.round_id)
    findings = [f"모집이 끝나지 않음: {found.state}"] if found.state != "ended" else []
    running = cases.Case.objects.filter(round_id=run.round_id, outcome=cases.Outcome.RUNNING)
    findings += [f"끝나지 않은 신청: {case.receipt}" for case in running.order_by("id")]
    tracked = found.stages.exclude(state="done").select_related("stage").order_by("stage__order")
    takes = bool(run.terms.stages_of("intake"))
    findings += [f"마치지 않은 단계: {step.key}" for step in tracked if not takes or step.stage.kind in programs.TRACKED_KINDS]
    if takes and not cases.Case.objects.filter(round_id=run.round_id, outcome=cases.Outcome.ENDED).exists():
        findings.append("끝까지 간 신청이 없음")
    totals = grants.totals_of_round(run.round_id)
    if (totals.paid, totals.returned) != (run.paid, run.returned):
        findings.append(f"장부와 다름: 지급 {totals.paid}/{run.paid}, 반납 {totals.returned}/{run.returned}")
    return [*run.troubles, *findings]


def findings_of_house(at: datetime) -> list[str]:
    """What must always hold and does not, an event that nobody could answer, and a break in the journal's chain."""
    while journal.seal(at=at):
        pass
    broken = [f"{invariant.code}: {found[0]}" for invariant, found in invariants.run() if found]
    return [*broken, *Delivery.objects.exclude(error="").order_by("id").values_list("error", flat=True)[:1], *journal.verify()[:1]]
