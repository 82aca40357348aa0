"""Registering, waiting, coming and leaving."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dure.apps.gatherings import access
from dure.apps.gatherings.actions.planning import locked
from dure.apps.gatherings.models import Gathering, Registration, Stay
from dure.apps.gatherings.words import Standing
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.korean import instant_words
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import Key, verb


@verb
def register(
    *, gathering_id: int, name: str, email: str, organization: str, consents: bool, by: Actor, at: datetime, key: Key
) -> Registration:
    """Take a place, or one on the waiting list when all are taken. The same address registers once; after cancelling it may come back."""
    found = locked(gathering_id)
    if not found.takes(at):
        last = found.register_until or found.starts_at
        raise Refused(f"{instant_words(last)}에 참석 신청이 끝났어요." if last <= at else "지금은 참석 신청을 받지 않는 모임이에요.")
    if not consents:
        raise Refused("참석 신청을 받으려면 이름과 메일 주소를 모으는 데 동의해 주세요. 모임이 끝나고 1년 뒤에 지워요.")
    return _take_place(found, name, email, organization, by, at, consented_at=at)


@verb
def invite(*, gathering_id: int, name: str, email: str, organization: str, by: Actor, at: datetime, key: Key) -> Registration:
    """Staff put somebody on the list, also at the door; the seats of an invitation are not limited."""
    found = locked(gathering_id)
    access.may_host(by).or_refuse()
    if found.state in {"closed", "cancelled"}:
        raise OutOfTurn("이미 마친 모임이에요.")
    return _take_place(found, name, email, organization, by, at, unlimited=True)


def _take_place(
    found: Gathering,
    name: str,
    email: str,
    organization: str,
    by: Actor,
    at: datetime,
    *,
    unlimited: bool = False,
    consented_at: datetime | None = None,
) -> Registration:
    name, email = " ".join(name.split()), email.strip().lower()
    if not name:
        raise Refused("이름을 적어 주세요.")
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("메일 주소를 확인해 주세요. 예: name@example.kr") from None
    mine = found.registrations.filter(email__iexact=email).first()
    if mine is not None and mine.standing != Standing.CANCELLED:
        raise Refused("이 메일 주소로 이미 신청했어요. 메일로 보낸 확인 편지를 봐 주세요.")
    taken = found.registrations.filter(standing=Standing.COMING).count()
    is_full = not unlimited and found.capacity is not None and taken >= found.capacity
    mine = mine or Registration(gathering=found, email=email, registered_at=at)
    mine.name, mine.organization = name[:80], organization.strip()[:120]
    mine.standing, mine.changed_at = Standing.WAITING if is_full else Standing.COMING, at
    mine.account_id, mine.consented_at = by.account_id if consented_at else mine.account_id, consented_at or mine.consented_at
    if not mine._state.adding:
        mine.registered_at = at
    mine.save()
    journal.write(found, "register", by=by, at=at, detail={"registration": mine.pk, "standing": mine.standing})
    events.emit("registered", subject=mine, at=at)
    return mine


@verb
def unregister(*, registration_id: int, by: Actor, at: datetime, key: Key) -> Registration:
    """Give the place back; the first on the waiting list moves up and is told."""
    mine = Registration.objects.select_related("gathering").get(pk=registration_id)
    found = locked(mine.gathering_id)
    mine.refresh_from_db()
    if mine.standing == Standing.CANCELLED:
        return mine
    if at >= found.starts_at:
        raise OutOfTurn("이미 시작한 모임이라 신청을 취소할 수 없어요.")
    had_place = mine.standing == Standing.COMING
    mine.standing, mine.changed_at = Standing.CANCELLED, at
    mine.save(update_fields=["standing", "changed_at"])
    journal.write(found, "unregister", by=by, at=at, detail={"registration": mine.pk})
    taken = found.registrations.filter(standing=Standing.COMING).count()
    following = found.registrations.filter(standing=Standing.WAITING).order_by("registered_at", "id").first()
    if had_place and following and (found.capacity is None or taken < found.capacity):
        following.standing, following.changed_at = Standing.COMING, at
        following.save(update_fields=["standing", "changed_at"])
        events.emit("registered", subject=following, at=at, payload={"moved_up": True})
    return mine


@verb
def check_in(*, registration_id: int, by: Actor, at: datetime, key: Key, came_at: datetime | None = None) -> Stay:
    """Somebody is here; asked twice, they came once."""
    mine = _on_the_list(registration_id, by)
    stay, made = Stay.objects.get_or_create(registration=mine, left_at=None, defaults={"came_at": came_at or at})
    if made:
        journal.write(mine.gathering, "check_in", by=by, at=at, detail={"registration": mine.pk})
    return stay


@verb
def check_out(*, registration_id: int, by: Actor, at: datetime, key: Key, left_at: datetime | None = None) -> Stay | None:
    """Somebody leaves; who never came stays away."""
    mine = _on_the_list(registration_id, by)
    stay = mine.stays.filter(left_at=None).first()
    if stay is None:
        return None
    stay.left_at = max(left_at or at, stay.came_at)
    stay.save(update_fields=["left_at"])
    journal.write(mine.gathering, "check_out", by=by, at=at, detail={"registration": mine.pk})
    return stay


def _on_the_list(registration_id: int, by: Actor) -> Registration:
    access.may_host(by).or_refuse()
    mine = Registration.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=registration_id)
    if mine.gathering.state in {"closed", "cancelled"}:
        raise OutOfTurn("이미 마친 모임이라 출석을 고칠 수 없어요.")
    if mine.standing == Standing.CANCELLED:
        raise OutOfTurn("신청을 취소한 사람이에요. 다시 명단에 올려 주세요.")
    return mine
