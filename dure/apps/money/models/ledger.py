"""Books, the tree of accounts, and entries with their legs. Lines are added, never changed; see triggers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.money.words import MAY_BE_BELOW_ZERO, BookKind, EntryKind, Nature, Source


class Book(models.Model):
    """A closed circle of accounts: project money of one fiscal year, the center's income, or a mirror of one agreement: of its own
    share, or of what its operator passes on. `owner_key` names the agreement of a mirror."""

    kind = models.CharField(max_length=14, choices=BookKind.choices)
    fiscal_year = models.PositiveSmallIntegerField()
    owner_key = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["kind", "fiscal_year", "owner_key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "fiscal_year", "owner_key"], name="money_book_once"),
            models.CheckConstraint(name="money_book_year", condition=Q(fiscal_year__gte=2000, fiscal_year__lte=2199)),
            models.CheckConstraint(
                name="money_book_owner",
                condition=Q(kind__in=["own_share", "pass_through"]) & ~Q(owner_key="")
                | ~Q(kind__in=["own_share", "pass_through"]) & Q(owner_key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.fiscal_year} {self.owner_key}".strip()


class Account(models.Model):
    """A node of the tree. `balance` is its own, `total` that of its whole subtree; both are kept in the posting transaction.

    `ceiling` bounds `total`, and so the sum of everything under the node. `path` holds the ids of the nodes above it: /3/17/.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="accounts")
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=160, default="/")
    nature = models.CharField(max_length=10, choices=Nature.choices)
    owner_key = models.CharField(max_length=80, blank=True)
    ceiling = models.BigIntegerField(null=True)
    balance = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["book", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "key"], name="money_account_key"),
            models.CheckConstraint(name="money_account_ceiling", condition=Q(ceiling=None) | Q(ceiling__gte=0, total__lte=F("ceiling"))),
            models.CheckConstraint(
                name="money_account_floor", condition=Q(balance__gte=0) | Q(nature__in=[str(n) for n in MAY_BE_BELOW_ZERO])
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner_key", "nature"], name="money_account_owner", condition=~Q(owner_key=""))]

    def __str__(self) -> str:
        return self.title

    @property
    def ids_above(self) -> tuple[int, ...]:
        """Ids of the nodes above, the root first."""
        return tuple(int(piece) for piece in self.path.split("/") if piece)


class Entry(models.Model):
    """One posting. It is written with its legs and posted last; once posted it stands. Corrections are entries that reverse it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    subject_key = models.CharField(max_length=120)
    owner_key = models.CharField(max_length=80, blank=True)
    idempotency_key = models.CharField(max_length=160, unique=True)
    at = models.DateTimeField()
    by_account_id = models.BigIntegerField(null=True)
    by_seat_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120, blank=True)
    memo = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    posted = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="money_entry_keys", condition=~Q(idempotency_key="") & ~Q(subject_key="")),
            models.CheckConstraint(
                name="money_entry_reverses", condition=Q(kind="reverse", reverses__isnull=False) | ~Q(kind="reverse") & Q(reverses=None)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_key", "id"], name="money_entry_subject"),
            models.Index(fields=["owner_key", "kind"], name="money_entry_owner", condition=~Q(owner_key="")),
        ]


class Leg(models.Model):
    """A signed amount on one account, in won. The legs of an entry sum to zero."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="legs")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="legs")
    amount = models.BigIntegerField()
    category = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=5, choices=Source.choices, default=Source.GRANT)
    fiscal_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="money_leg_amount", condition=~Q(amount=0))]
