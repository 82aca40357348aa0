"""What must always hold of things that wait."""

from dure.desks import things
from dure.kernel.clock import now
from dure.platform import invariants


@invariants.register("I15", "Every waiting thing has a seat that looks after it and a day by which.")
def nothing_waits_for_nobody() -> list[str]:
    """Stages, completions, sheets, surveys, duties, payments, status claims, challenges, objections, scans, and every line of every sort."""
    findings = []
    for thing in things.everything(now()):
        if thing.seat_id is None:
            findings.append(f"{thing.sort} {thing.pk} has no seat")
        if thing.due_at is None:
            findings.append(f"{thing.sort} {thing.pk} has no day")
    return findings + [f"{line.sort} {line.href} has no day" for line in things.lines(now()) if line.due_at is None]
