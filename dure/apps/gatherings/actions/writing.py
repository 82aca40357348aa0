"""What a gathering leaves behind: that it was held, minutes, decisions, duties."""

from datetime import date, datetime

from dure.apps.gatherings import access
from dure.apps.gatherings.actions.planning import locked
from dure.apps.gatherings.flow import GATHERING_FLOW
from dure.apps.gatherings.models import Decision, Duty, Gathering, Stay
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import Key, verb

MOST_LETTERS = 50_000


@verb
def hold(*, gathering_id: int, by: Actor, at: datetime, key: Key) -> Gathering:
    """It took place. Who is still marked as there left at its end."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    step = GATHERING_FLOW.step("hold", found.state)
    if at < found.starts_at:
        raise Refused("아직 시작하지 않은 모임이에요.")
    if not (found.place or found.link):
        raise Refused("모인 장소나 온라인 주소를 먼저 적어 주세요.")
    for stay in Stay.objects.filter(registration__gathering=found, left_at=None):
        stay.left_at = max(stay.came_at, min(at, found.ends_at))
        stay.save(update_fields=["left_at"])
    found.state = step.target
    found.save(update_fields=["state"])
    journal.write(found, "hold_gathering", by=by, at=at)
    return found


@verb
def write_minutes(*, gathering_id: int, text: str, version: int, public: bool, by: Actor, at: datetime, key: Key) -> Gathering:
    """Keep the minutes. Whoever saves second, on what somebody changed meanwhile, is told and loses nothing."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    if found.state not in {"called", "held"}:
        raise OutOfTurn("회의록은 알린 모임과 연 모임에만 적을 수 있어요.")
    if len(text) > MOST_LETTERS:
        raise Refused(f"회의록은 {MOST_LETTERS:,}자까지 적을 수 있어요. 긴 자료는 파일로 올려 주세요.")
    if version != found.minutes_version:
        raise Refused(f"{found.minutes_by_name} 님이 먼저 저장했어요. 아래에 저장된 글과 견주어 다시 저장해 주세요.")
    found.minutes, found.minutes_are_public = text.replace("\r\n", "\n").strip(), public
    found.minutes_version, found.minutes_by_name, found.minutes_at = version + 1, by.name, at
    found.save(update_fields=["minutes", "minutes_are_public", "minutes_version", "minutes_by_name", "minutes_at"])
    journal.write(found, "write_minutes", by=by, at=at)
    return found


@verb
def decide(*, gathering_id: int, text: str, by: Actor, at: datetime, key: Key) -> Decision:
    """Write down one decision."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    _open(found)
    if not text.strip():
        raise Refused("무엇을 정했는지 적어 주세요.")
    number = found.decisions.count() + 1
    decision = Decision.objects.create(gathering=found, number=number, text=text.strip()[:500], at=at)
    journal.write(found, "decide", by=by, at=at, detail={"number": number})
    return decision


@verb
def give_duty(*, gathering_id: int, text: str, seat_id: int | None, due_on: date | None, by: Actor, at: datetime, key: Key) -> Duty:
    """Give a seat something to do until a day; it is told."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    _open(found)
    if not text.strip():
        raise Refused("무엇을 할지 적어 주세요.")
    seat = people.Seat.objects.filter(pk=seat_id or 0, closed_at=None).first()
    if seat is None:
        raise Refused("누가 할지 자리를 골라 주세요.")
    if due_on is None or due_on < seoul_date(at):
        raise Refused("언제까지 할지 오늘이나 그 뒤의 날짜로 적어 주세요.")
    duty = Duty.objects.create(gathering=found, text=text.strip()[:300], seat=seat, due_on=due_on, given_at=at)
    journal.write(found, "give_duty", by=by, at=at, detail={"duty": duty.pk, "seat": seat.pk})
    events.emit("duty_given", subject=duty, at=at)
    return duty


@verb
def finish_duty(*, duty_id: int, note: str, by: Actor, at: datetime, key: Key) -> Duty:
    """It is done, and what came of it."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=duty_id)
    access.may_finish(by, duty).or_refuse()
    if duty.done_at is None:
        duty.done_at, duty.done_by_name, duty.done_note = at, by.name, note.strip()[:300]
        duty.save(update_fields=["done_at", "done_by_name", "done_note"])
        journal.write(duty.gathering, "finish_duty", by=by, at=at, detail={"duty": duty.pk})
    return duty


@verb
def close(*, gathering_id: int, by: Actor, at: datetime, key: Key) -> Gathering:
    """Confirm the minutes: from now on neither they nor the attendance change. Duties live on."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    step = GATHERING_FLOW.step("close", found.state)
    if not found.minutes:
        raise Refused("회의록을 적은 뒤에 확정해 주세요. 짧은 결과 요약이어도 괜찮아요.")
    found.state = step.target
    found.save(update_fields=["state"])
    journal.write(found, "close_gathering", by=by, at=at)
    events.emit("gathering_closed", subject=found, at=at)
    return found


def _open(found: Gathering) -> None:
    if found.state not in {"called", "held"}:
        raise OutOfTurn("확정했거나 취소한 모임에는 더 적을 수 없어요.")
