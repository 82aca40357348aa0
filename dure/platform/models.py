"""The platform's own rows. Persons and seats are plain ids with the name of that day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.platform.notice_words import Topic, Way


class IdempotencyKey(models.Model):
    """One outcome per verb, account and key: a repeated request answers as the first did."""

    verb = models.CharField(max_length=120)
    account_id = models.BigIntegerField(default=0)
    key = models.CharField(max_length=80)
    outcome = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["verb", "account_id", "key"], name="platform_key_once")]


class JournalLine(models.Model):
    """Who did what, in which seat, why, and on whose data. Written in the verb's own transaction, never changed but by the sealer."""

    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120, blank=True)
    seat_id = models.BigIntegerField(null=True)
    seat_title = models.CharField(max_length=120, blank=True)
    organization_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    party_ids = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    mark = models.CharField(max_length=64)
    sequence = models.BigIntegerField(null=True, unique=True)
    chain = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "subject_id", "id"], name="platform_journal_thing"),
            models.Index(fields=["case_id", "id"], name="platform_journal_case"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="platform_journal_sealed", condition=Q(sequence=None, chain="") | (Q(sequence__gt=0) & ~Q(chain=""))
            )
        ]


class Event(models.Model):
    """Something that happened, written with its verb and told after it holds."""

    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]


class Delivery(models.Model):
    """One answerer's turn with one event; done at most once."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    answerer = models.CharField(max_length=120)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "answerer"], name="platform_delivery_once"),
            models.CheckConstraint(name="platform_delivery_done_or_parked", condition=Q(done_at=None) | Q(parked_at=None)),
        ]
        indexes: ClassVar = [models.Index(fields=["next_try_at"], name="platform_delivery_due", condition=Q(done_at=None, parked_at=None))]


class Fact(models.Model):
    """What a lower app must know from above, with its source and its days of validity."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    other_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=60)
    value = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200)
    publisher = models.CharField(max_length=60)
    at = models.DateTimeField()
    file_id = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "key", "subject_id"], name="platform_fact_subject")]
        constraints: ClassVar = [
            models.CheckConstraint(name="platform_fact_days", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")))
        ]


class Letter(models.Model):
    """A message to one person, written with its cause: read in the browser, and sent by the worker the way the person chose.

    `way` is mail, message (a telephone), digest (held for the daily mail) or browser (kept here only).
    """

    dedupe = models.CharField(max_length=160, unique=True)
    topic = models.CharField(max_length=20, choices=Topic.choices, default=Topic.PROGRESS)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.MAIL)
    href = models.CharField(max_length=300, blank=True)
    digest = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="gathered")
    read_at = models.DateTimeField(null=True)
    to_account_id = models.BigIntegerField(null=True)
    to_address = models.EmailField()
    to_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    case_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="platform_letter_due", condition=Q(sent_at=None, parked_at=None)),
            models.Index(fields=["to_account_id", "-id"], name="platform_letter_account"),
            models.Index(fields=["to_account_id"], name="platform_letter_unread", condition=Q(read_at=None)),
        ]


class NoticeChoice(models.Model):
    """How somebody wants to hear of a topic, if not by mail at once."""

    account_id = models.BigIntegerField()
    topic = models.CharField(max_length=20, choices=Topic.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["account_id", "topic"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["account_id", "topic"], name="platform_choice_once")]


class Wording(models.Model):
    """A center's own words for one letter, in place of those that came with the house (wordings.yaml)."""

    key = models.CharField(max_length=60, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField(null=True)
    changed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [models.CheckConstraint(name="platform_wording_said", condition=~Q(subject="") & ~Q(body=""))]


class OwnRate(models.Model):
    """A value that the center added to a series of rates.yaml, from a day on. Rows are only added."""

    key = models.CharField(max_length=60)
    since = models.DateField()
    value = models.DecimalField(max_digits=19, decimal_places=4)
    source = models.CharField(max_length=200)
    put_at = models.DateTimeField()
    put_by_id = models.BigIntegerField(null=True)
    put_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["key", "since", "id"]
        constraints: ClassVar = [models.CheckConstraint(name="platform_rate_said", condition=Q(value__gte=0) & ~Q(source="") & ~Q(key=""))]
        indexes: ClassVar = [models.Index(fields=["key", "since"], name="platform_rate_key")]


class Feed(models.Model):
    """A calendar address that needs no sign-in; its token is the row's number signed by the house, so that no secret is kept."""

    account_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    query = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["account_id", "-id"], name="platform_feed_account")]


class StoredFile(models.Model):
    """A file in the private store: the row knows the name people gave it, the bytes lie under a random one."""

    class State(models.TextChoices):
        WAITING = "waiting", "확인 중"
        CLEAN = "clean", "확인됨"
        REFUSED = "refused", "받을 수 없음"

    token = models.CharField(max_length=43, unique=True)
    owner_kind = models.CharField(max_length=60)
    owner_id = models.BigIntegerField()
    purpose = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    state_reason = models.CharField(max_length=200, blank=True)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    retention_class = models.CharField(max_length=40, default="case")
    destroy_on = models.DateField(null=True)
    removed_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["owner_kind", "owner_id", "id"], name="platform_file_owner")]
        constraints: ClassVar = [
            models.CheckConstraint(name="platform_file_size", condition=Q(size__gte=0)),
            models.CheckConstraint(name="platform_file_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]


class TickRun(models.Model):
    """One run of a timed duty in one slot of time; the database lets only one worker take it."""

    name = models.CharField(max_length=60)
    slot = models.DateTimeField()
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "slot"], name="platform_tick_once")]


class Mark(models.Model):
    """A small remembered fact about the installation itself, such as the day the demo year began."""

    key = models.CharField(max_length=60, unique=True)
    value = models.JSONField()

    class Meta:
        ordering: ClassVar = ["id"]
