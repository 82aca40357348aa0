"""Someone who signs in, and what a reviewer brings along."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class AccountManager(BaseUserManager["Account"]):
    """Addresses are kept in lower case, so that one mailbox is one account."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "Account":
        """A new account; without a password nobody can sign in to it."""
        account = self.model(email=email.strip().lower(), **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person. Rights come from memberships and seats, never from the account."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    sample = models.BooleanField(default=False)

    objects = AccountManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="people_account_mailbox_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name


class Reviewer(models.Model):
    """An outside expert of the pool.

    `fields` are keys of the programs' fields; `description` is what applicants may read of them instead of a name; `most_open` the most
    sheets they want to have open at a time.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="reviewer")
    affiliation = models.CharField(max_length=120, blank=True)
    expertise = models.CharField(max_length=200, blank=True)
    organization = models.ForeignKey("people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)
    description = models.CharField(max_length=200, blank=True)
    term_from = models.DateField(null=True)
    term_until = models.DateField(null=True)
    most_open = models.PositiveSmallIntegerField(null=True)
    active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="people_reviewer_term", condition=Q(term_from=None) | Q(term_until=None) | Q(term_until__gte=models.F("term_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.account.name

    def serves_on(self, day: date) -> bool:
        """Active, and within the term."""
        return self.active and (self.term_from is None or self.term_from <= day) and (self.term_until is None or day <= self.term_until)
