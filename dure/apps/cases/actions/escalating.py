"""Telling one seat after another that a stage waits too long."""

from datetime import datetime

from dure.apps.cases.models import Escalation, StageRun
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.korean import official_day
from dure.platform import journal, letters
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def escalate(
    *, run_id: int, due_at: datetime, days: int, to: str, seat_id: int | None, by: Actor, at: datetime, key: Key = NO_KEY
) -> Escalation | None:
    """Tell the seat, its deputies too, that the run is overdue: once for each due moment and step. None if it was told before."""
    run = StageRun.objects.select_for_update(of=("self",)).select_related("case__party", "case__round").get(pk=run_id)
    told, made = Escalation.objects.get_or_create(run=run, due_at=due_at, days=days, to=to, defaults={"seat_id": seat_id, "told_at": at})
    if not made:
        return None
    case = run.case
    body = "\n".join(
        [
            f"{case.round.title}의 {run.label} 단계가 기한을 넘겨 기다리고 있습니다.",
            "",
            f"신청: {case.receipt or '접수 전'} {case.party.name}",
            f"기한: {official_day(seoul_date(due_at))}",
            f"지난 날: {(seoul_date(at) - seoul_date(due_at)).days}일",
            "",
            "내 할 일 화면에서 바로 이어서 처리하실 수 있습니다.",
        ]
    )
    for account_id, address, name in people.accounts_of_seat(seat_id, at=at) if seat_id else []:
        letters.write(
            to_address=address,
            to_name=name,
            to_account_id=account_id,
            subject=f"[두레] 기한 지남: {run.label} · {case.party.name}",
            body=body,
            dedupe=f"overdue:{told.pk}:{account_id}",
            case_id=case.pk,
            at=at,
        )
    detail = {"days": days, "to": to, "seat": seat_id, "run": run.pk}
    journal.write(told, "escalate", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail=detail)
    return told
