"""A visit on the spot, as a tier's officer makes it: planned by letter, written down there, signed by both."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.rehearsal.cast import Cast
from dure.rehearsal.stage import Story

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the record of the rehearsal says."""

    place: str = "예시로 1, 예시 사업장"
    visitors: str = "예시 담당자"
    seen: str = "신청서의 주소에서 일하고 있어요."
    opinion: str = "적격으로 봅니다."


def visit(cast: Cast, case_id: int, who: str, *, begins: datetime, says: Findings | None = None) -> Story:
    """Planned two days ahead, written down on the day, and signed an hour later."""
    said = says or Findings()
    at = yield begins
    planned = cases.plan_visit(
        case_id=case_id, planned_for=at + 2 * DAY, place=said.place, visitors=said.visitors, by=cast.actor(who, at), at=at
    )
    at = yield at + 2 * DAY + HOUR
    written = cases.save_visit(
        visit_id=planned.pk,
        answers={str(number): "yes" for number, _ in enumerate(planned.points)},
        findings=said.seen,
        opinion=said.opinion,
        version=planned.version,
        by=cast.actor(who, at),
        at=at,
    )
    at = yield at + HOUR
    cases.sign_visit(
        visit_id=written.pk, visited_name="예시 대표", visited_role="대표", version=written.version, by=cast.actor(who, at), at=at
    )
