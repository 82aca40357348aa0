"""사후관리 조사: planned when a case ends, asked when its month comes, answered once."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from dure.apps.grants import access, rules
from dure.apps.grants.actions.locking import refuse_if, remember
from dure.apps.grants.models import Agreement, FollowUp
from dure.apps.grants.queries.agreements import terms_of
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn
from dure.kernel.period import months_later
from dure.platform.actor import Actor
from dure.platform.verbs import Key, part, verb


@part
def plan_follow_ups(agreement: Agreement, *, ended_on: date) -> list[FollowUp]:
    """One row a month that the definition names, counted from the day the case ended; planned twice, it stays one."""
    asked = terms_of(agreement).follow_up
    if asked is None:
        return []
    planned = []
    for months in asked.months:
        opens_on = months_later(ended_on, months)
        defaults = {"opens_on": opens_on, "due_on": opens_on + timedelta(days=asked.days)}
        planned.append(FollowUp.objects.get_or_create(agreement=agreement, months=months, defaults=defaults)[0])
    return planned


@verb
def answer_follow_up(*, follow_up_id: int, data: Mapping[str, Any], by: Actor, at: datetime, key: Key) -> FollowUp:
    """Answer the survey; every question that wants an answer must have one. Late answers are taken: better late than never."""
    found = (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("agreement__case__party", "agreement__case__round__program")
        .get(pk=follow_up_id)
    )
    access.may_write(by, found.agreement).or_refuse()
    if found.answered_at is not None:
        raise OutOfTurn("이미 답한 조사예요. 고칠 것이 있으면 담당자에게 알려 주세요.")
    if seoul_date(at) < found.opens_on:
        raise OutOfTurn("아직 묻지 않은 조사예요.")
    asked = terms_of(found.agreement).follow_up
    sections = asked.sections if asked else ()
    refuse_if([why for section in sections for why in rules.problems_in(section, data).values()])
    found.data, found.answered_at, found.answered_by_name = dict(data), at, by.name
    found.save(update_fields=["data", "answered_at", "answered_by_name"])
    remember(found, "answer_follow_up", found.agreement, by=by, at=at, detail={"months": found.months})
    return found
