"""Parties, their legal statuses, their members and invitations; the districts of the city."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.people.words import MEMBER_WORDS, LegalForm, PartyKind, Status, StatusState, Tier


class District(models.Model):
    """A district (자치구) by its five-digit code."""

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=40)
    roman = models.CharField(max_length=60)
    zone = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Party(models.Model):
    """An organization, a group or a person that can apply; also the center, districts, city and ministry, by tier."""

    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    tier = models.CharField(max_length=10, choices=Tier.choices, blank=True, default="")
    name = models.CharField(max_length=120)
    legal_form = models.CharField(max_length=24, choices=LegalForm.choices, blank=True)
    business_number = models.CharField(max_length=10, null=True, unique=True)  # noqa: DJ001  null is "has none"; "" would not be unique
    corporate_number = models.CharField(max_length=13, blank=True)
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    founded_on = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    homepage = models.URLField(blank=True)
    summary = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name_plural = "parties"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="people_party_business_number", condition=Q(business_number=None) | Q(business_number__regex=r"^[0-9]{10}$")
            ),
            models.CheckConstraint(
                name="people_party_corporate_number", condition=Q(corporate_number="") | Q(corporate_number__regex=r"^[0-9]{13}$")
            ),
            models.CheckConstraint(name="people_party_named", condition=~Q(name="")),
            models.UniqueConstraint(fields=["tier"], condition=Q(tier="center"), name="people_party_one_center"),
        ]

    def __str__(self) -> str:
        return self.name


class PartyStatus(models.Model):
    """A legal status between days, with its proof. Counts only once verified."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="statuses")
    kind = models.CharField(max_length=30, choices=Status.choices)
    number = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=StatusState.choices, default=StatusState.CLAIMED)
    proof = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=120, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["party", "kind", "valid_from", "id"]
        verbose_name_plural = "party statuses"
        constraints: ClassVar = [
            models.CheckConstraint(name="people_status_days", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))),
            models.CheckConstraint(name="people_status_judged", condition=Q(state="claimed", judged_at=None) | ~Q(state="claimed")),
        ]


class Member(models.Model):
    """Somebody of a party, in a role, between moments. Who has left keeps nothing."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="members")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=list(MEMBER_WORDS.items()))
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["party", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "account"], condition=Q(until=None), name="people_member_once"),
            models.CheckConstraint(name="people_member_days", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]


class Invitation(models.Model):
    """A letter that makes one mailbox a member, once, until it expires or is taken back. Only the token's hash is kept."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=16, choices=list(MEMBER_WORDS.items()))
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    invited_by_id = models.BigIntegerField()
    invited_by_name = models.CharField(max_length=120)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="people_invitation_one_end", condition=Q(accepted_at=None) | Q(revoked_at=None)),
            models.CheckConstraint(name="people_invitation_expires", condition=Q(expires_at__gt=F("sent_at"))),
        ]
