"""The windows of districts before a round opens; afterwards they move with change_round_dates."""

from collections.abc import Sequence
from datetime import datetime

from dure.apps.programs import access
from dure.apps.programs.actions.rounds import Opening, refuse_bad_openings
from dure.apps.programs.models import Round, RoundWindow
from dure.apps.programs.words import RoundState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import Key, verb


@verb
def plan_windows(*, round_id: int, windows: Sequence[Opening], by: Actor, at: datetime, key: Key) -> Round:
    """Note the windows of districts for a round that is only planned; opening the round publishes them. None clears the note."""
    found = Round.objects.select_for_update(of=("self",)).select_related("program__edition").get(pk=round_id)
    access.may_open(by, found).or_refuse()
    if found.state != RoundState.PLANNED:
        raise OutOfTurn("이미 연 모집이에요. 까닭을 적고 기간을 바꿔 주세요.")
    if windows:
        refuse_bad_openings(windows)
    if any(not opening.district for opening in windows):
        raise Refused("모두를 위한 접수 기간은 모집을 열 때 정해요.")
    found.windows.all().delete()
    RoundWindow.objects.bulk_create(
        RoundWindow(round=found, district_id=opening.district, opens_at=opening.period.opens, closes_at=opening.period.closes)
        for opening in windows
    )
    journal.write(found, "plan_windows", by=by, at=at, detail={"districts": [opening.district for opening in windows]})
    return found
