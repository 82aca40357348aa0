"""A gathering is planned, called, moved with a reason, or called off."""

from datetime import UTC, datetime
from typing import Any

from dure.apps.gatherings import access
from dure.apps.gatherings.flow import GATHERING_FLOW
from dure.apps.gatherings.models import Gathering
from dure.apps.gatherings.rules import Plan, reasons_against
from dure.apps.people import facade as people
from dure.kernel.errors import Refused
from dure.platform import events, files, journal
from dure.platform.actor import Actor
from dure.platform.models import StoredFile
from dure.platform.verbs import Key, verb

_FIELDS = ("kind", "title", "starts_at", "ends_at", "summary", "place", "link", "admission", "capacity", "register_until")


@verb
def plan(
    *,
    plan: Plan,
    by: Actor,
    at: datetime,
    key: Key,
    seat_id: int | None = None,
    about: tuple[str, int, str] = ("", 0, ""),
    sample: bool = False,
) -> Gathering:
    """Put a gathering on the calendar of the center; nobody outside sees it yet. `about` is (kind, number, title) of what it belongs to."""
    access.may_host(by).or_refuse()
    _refuse(reasons_against(plan, at=at))
    seat = people.Seat.objects.filter(pk=seat_id or by.seat_id or 0).first()
    if seat is None:
        raise Refused("모임을 맡을 자리를 골라 주세요. 자리에 앉은 사람이 열면 그 자리가 맡아요.")
    found = Gathering(host=people.center(), seat=seat, about_kind=about[0], about_id=about[1] or None, about_title=about[2], sample=sample)
    _put(found, plan)
    found.save()
    journal.write(found, "plan_gathering", by=by, at=at)
    return found


@verb
def change(*, gathering_id: int, plan: Plan, by: Actor, at: datetime, key: Key, reason: str = "") -> Gathering:
    """Change the plan. Once it is called, another time or place needs a reason and tells exactly those who registered."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    if found.state not in {"planned", "called"}:
        raise Refused("이미 연 모임이나 취소한 모임은 고칠 수 없어요. 회의록에 적어 주세요.")
    _refuse(reasons_against(plan, at=at, calling=found.state == "called"))
    old = when_and_where(found)
    _put(found, plan)
    new = when_and_where(found)
    moved = found.state == "called" and old != new
    if moved and not reason.strip():
        raise Refused("이미 알린 모임의 때나 장소를 바꾸려면 까닭을 적어 주세요. 신청한 사람들에게 그대로 알려요.")
    found.save()
    journal.write(found, "change_gathering", by=by, at=at, reason=reason.strip(), detail={"old": old, "new": new} if moved else {})
    if moved:
        payload = {"old": old, "new": new, "reason": reason.strip()}
        events.emit("gathering_moved", subject=found, at=at, payload=payload)
    return found


@verb
def call(*, gathering_id: int, by: Actor, at: datetime, key: Key) -> Gathering:
    """Show the gathering to everybody and take registrations."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    _refuse(reasons_against(plan_of(found), at=at, calling=True))
    found.state, found.called_at = GATHERING_FLOW.step("call", found.state).target, at
    found.save(update_fields=["state", "called_at"])
    journal.write(found, "call_gathering", by=by, at=at)
    return found


@verb
def cancel(*, gathering_id: int, reason: str, by: Actor, at: datetime, key: Key) -> Gathering:
    """Call it off, with a reason that those who registered are told."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    step = GATHERING_FLOW.step("cancel", found.state)
    if not reason.strip():
        raise Refused("모임을 취소하는 까닭을 적어 주세요.")
    if not (found.place or found.link):
        found.place = "정하지 않음"
    found.state, found.cancelled_reason = step.target, reason.strip()[:300]
    found.save(update_fields=["state", "cancelled_reason", "place"])
    journal.write(found, "cancel_gathering", by=by, at=at, reason=reason.strip())
    events.emit("gathering_cancelled", subject=found, at=at, payload={"reason": reason.strip()})
    return found


@verb
def add_material(*, gathering_id: int, upload: files.Upload, by: Actor, at: datetime, key: Key) -> StoredFile:
    """Put a handout or the signed attendance list with the gathering."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    stored = files.receive(upload, owner=found, purpose="material", by=by, at=at)
    journal.write(found, "add_material", by=by, at=at, detail={"file": stored.name})
    return stored


@verb
def remove_material(*, gathering_id: int, file_id: int, by: Actor, at: datetime, key: Key) -> None:
    """Take a material away again."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    stored = files.files_of(found).get(pk=file_id)
    files.remove(stored, at=at)
    journal.write(found, "remove_material", by=by, at=at, detail={"file": stored.name})


def locked(gathering_id: int) -> Gathering:
    """The gathering, for writing."""
    return Gathering.objects.select_for_update(of=("self",)).select_related("seat").get(pk=gathering_id)


def plan_of(found: Gathering) -> Plan:
    """What stands in the row, as staff typed it."""
    return Plan(**{name: getattr(found, name) for name in _FIELDS})


def when_and_where(found: Gathering) -> dict[str, Any]:
    """What people who come must know."""
    starts, ends = (instant.astimezone(UTC).isoformat() for instant in (found.starts_at, found.ends_at))
    return {"starts_at": starts, "ends_at": ends, "place": found.place, "link": found.link}


def _put(found: Gathering, plan: Plan) -> None:
    for name in _FIELDS:
        value = getattr(plan, name)
        setattr(found, name, value.strip() if isinstance(value, str) else value)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise Refused(reasons)
