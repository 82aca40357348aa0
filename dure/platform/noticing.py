"""A person's notices: reading them, choosing how they come, gathering the daily mail, and calendar addresses without sign-in."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet

from dure.kernel.clock import SEOUL, seoul_date
from dure.kernel.errors import Refused
from dure.kernel.korean import day_words
from dure.platform import letters, rates, ticks
from dure.platform.actor import Actor
from dure.platform.models import Feed, Letter, NoticeChoice
from dure.platform.notice_words import CHOOSABLE, Topic, Way
from dure.platform.verbs import Key, verb

MOST_FEEDS = 20
_SIGNER = Signer(salt="dure.calendar-feed", sep="~")


def notices_of(actor: Actor) -> QuerySet[Letter]:
    """What was written to this person, newest first; the daily mail repeats others and is left out."""
    return Letter.objects.filter(to_account_id=actor.account_id or -1).exclude(topic=Topic.DIGEST).order_by("-id")


def unread_count(account_id: int) -> int:
    """How many notices the person has not opened."""
    return Letter.objects.filter(to_account_id=account_id, read_at=None).exclude(topic=Topic.DIGEST).count()


@verb
def read_notice(*, letter_id: int, by: Actor, at: datetime, key: Key) -> Letter:
    """Mark one of one's own notices as read; reading again changes nothing."""
    letter = Letter.objects.get(pk=letter_id, to_account_id=by.account_id)
    if letter.read_at is None:
        letter.read_at = at
        letter.save(update_fields=["read_at"])
    return letter


@verb
def read_all(*, by: Actor, at: datetime, key: Key) -> int:
    """Mark all of one's notices as read. Returns how many."""
    return Letter.objects.filter(to_account_id=by.account_id, read_at=None, at__lte=at).update(read_at=at)


def choices_of(account_id: int) -> dict[str, str]:
    """The way of each topic one may choose for."""
    chosen = dict(NoticeChoice.objects.filter(account_id=account_id).values_list("topic", "way"))
    return {str(topic): chosen.get(str(topic), str(Way.MAIL)) for topic in CHOOSABLE}


@verb
def choose_ways(*, ways: dict[str, str], by: Actor, at: datetime, key: Key) -> None:
    """Keep how this person wants to hear of each topic. Letters written before stay as they are."""
    for topic, way in ways.items():
        if topic not in CHOOSABLE or way not in Way.values:
            raise Refused("고를 수 없는 알림 방법이에요. 화면을 새로 고쳐 다시 골라 주세요.")
        NoticeChoice.objects.update_or_create(account_id=by.account_id or 0, topic=topic, defaults={"way": way, "changed_at": at})


@ticks.register("daily digests", every=timedelta(hours=1))
def write_digests(at: datetime) -> None:
    """From the hour of the rates on: one mail a person with what was held for it, once a day."""
    day = seoul_date(at)
    if at.astimezone(SEOUL).hour < rates.whole("digest_hour", on=day):
        return
    with transaction.atomic():
        held: dict[int, list[Letter]] = defaultdict(list)
        waiting = Letter.objects.select_for_update(of=("self",)).filter(
            way=Way.DIGEST, digest=None, sent_at=None, to_account_id__isnull=False
        )
        for letter in waiting.order_by("id"):
            held[letter.to_account_id or 0].append(letter)
        for account_id, gathered in held.items():
            last = gathered[-1]
            values = {
                "day": day_words(day),
                "count": len(gathered),
                "notices": "\n\n".join(f"■ {letter.subject}\n{letter.body}" for letter in gathered),
            }
            contact = (account_id, last.to_address, last.to_name)
            [digest] = letters.write_to([contact], "daily_digest", values, dedupe=f"digest:{day}", href="/my/notices/", at=at)
            if digest.at == at:
                Letter.objects.filter(pk__in=[letter.pk for letter in gathered]).update(digest=digest)


def feeds_of(actor: Actor) -> QuerySet[Feed]:
    """The person's living calendar addresses."""
    return Feed.objects.filter(account_id=actor.account_id or -1, ended_at=None)


@verb
def make_feed(*, kind: str, query: str, title: str, by: Actor, at: datetime, key: Key) -> Feed:
    """A new secret address for this person's calendar program."""
    if feeds_of(by).count() >= MOST_FEEDS:
        raise Refused(f"달력 주소는 {MOST_FEEDS}개까지 만들 수 있어요. 쓰지 않는 주소를 끊고 다시 만들어 주세요.")
    return Feed.objects.create(account_id=by.account_id or 0, kind=kind, query=query[:300], title=title[:120], made_at=at)


@verb
def end_feed(*, feed_id: int, by: Actor, at: datetime, key: Key) -> None:
    """Cut the address off: whoever has it gets nothing from now on."""
    Feed.objects.filter(pk=feed_id, account_id=by.account_id or 0, ended_at=None).update(ended_at=at)


def token_of(feed: Feed) -> str:
    """The secret part of the feed's address."""
    return _SIGNER.sign(str(feed.pk))


def feed_by_token(token: str) -> Feed | None:
    """The living feed of the address; a forged or ended one is none."""
    try:
        number = _SIGNER.unsign(token)
    except BadSignature:
        return None
    return Feed.objects.filter(pk=number, ended_at=None).first()
