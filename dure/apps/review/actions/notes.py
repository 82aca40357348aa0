"""A reviewer's own highlights and notes. They stand in no journal line, no paper and no export: they are thoughts, not acts."""

from datetime import datetime

from dure.apps.review import access
from dure.apps.review.models import Note, PanelSeat
from dure.apps.review.queries import panels as queries
from dure.kernel.errors import Refused
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

MOST_NOTES = 200


@verb
def keep_note(
    *, seat_id: int, case_id: int, place: str = "", quote: str = "", text: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> Note:
    """Mark words of an application, or write a note beside them; only the reviewer ever sees it."""
    seat = PanelSeat.objects.select_related("panel", "reviewer__account").get(pk=seat_id)
    access.may_score(by, seat).or_refuse()
    if case_id not in {case.pk for case in queries.readable_cases(seat, at)}:
        raise Refused("이 심사 목록에 없는 신청이에요.")
    quote, text = " ".join(quote.split())[:500], text.strip()[:1000]
    if not quote and not text:
        raise Refused("표시할 글이나 메모를 적어 주세요.")
    if Note.objects.filter(seat=seat, case_id=case_id).count() >= MOST_NOTES:
        raise Refused(f"신청 한 건에 표시와 메모를 {MOST_NOTES}개까지 남길 수 있어요.")
    return Note.objects.create(seat=seat, case_id=case_id, place=place[:130], quote=quote, text=text, at=at)


@verb
def drop_note(*, seat_id: int, note_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> int:
    """Take one's own highlight or note away."""
    seat = PanelSeat.objects.select_related("panel", "reviewer__account").get(pk=seat_id)
    access.may_score(by, seat).or_refuse()
    Note.objects.filter(pk=note_id, seat=seat).delete()
    return note_id
