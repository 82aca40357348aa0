"""Editions, programs, and the versions of their definitions with the stages derived from them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.programs import words


class Edition(models.Model):
    """The programs of one year. A historical edition retells a source; a current one is lived in."""

    class Kind(models.TextChoices):
        HISTORICAL = "historical", "지난 자료"
        CURRENT = "current", "운영 중"

    year = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=120)
    organizer = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [models.CheckConstraint(name="programs_edition_year", condition=Q(year__gte=2000, year__lte=2199))]

    def __str__(self) -> str:
        return self.title

    @property
    def is_current(self) -> bool:
        return self.kind == self.Kind.CURRENT


class Program(models.Model):
    """One program of one year. The columns repeat what the newest version says, so that lists need no documents.

    `filed` is the newest version that the catalog's files are known to say.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="programs")
    slug = models.CharField(max_length=100)
    title = models.CharField(max_length=160)
    field = models.CharField(max_length=40)
    source_field = models.CharField(max_length=80, blank=True)
    organizer = models.CharField(max_length=120, blank=True)
    team_key = models.CharField(max_length=60, blank=True)
    order = models.PositiveIntegerField()
    summary = models.TextField(blank=True)
    target = models.TextField(blank=True)
    support = models.CharField(max_length=300, blank=True)
    scale = models.TextField(blank=True)
    per_firm = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    search_text = models.TextField(blank=True)
    version = models.ForeignKey("programs.DefinitionVersion", null=True, on_delete=models.PROTECT, related_name="+")
    filed = models.ForeignKey("programs.DefinitionVersion", null=True, on_delete=models.PROTECT, related_name="+")
    copied_from = models.ForeignKey("programs.DefinitionVersion", null=True, on_delete=models.PROTECT, related_name="copies")
    has_life = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["edition", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "slug"], name="programs_program_slug"),
            models.CheckConstraint(name="programs_program_slug_words", condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)+$")),
        ]
        indexes: ClassVar = [models.Index(fields=["edition", "field", "order"], name="programs_program_field")]

    def __str__(self) -> str:
        return self.title

    @property
    def support_kinds(self) -> tuple[str, ...]:
        """Ways of support, as keys; the column keeps them between commas so that one can be looked for."""
        return tuple(kind for kind in self.support.split(",") if kind)


class DefinitionVersion(models.Model):
    """One canonical document and its hash. Added, never changed (trigger). `origin` says what it was made from: a catalog file, a screen, a file."""

    class Origin(models.TextChoices):
        CATALOG = "catalog", "카탈로그 파일"
        SCREEN = "screen", "화면에서 고침"
        IMPORT = "import", "파일로 가져옴"

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    schema_number = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.CATALOG)
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    created_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["program", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "number"], name="programs_version_number"),
            models.CheckConstraint(name="programs_version_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="programs_version_positive", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} v{self.number}"


class Stage(models.Model):
    """A stage of a version, derived from it so that years can be drawn without reading documents.

    The *shown* list is what the source states, for the timetable; the *lived* list is what a case goes through.
    """

    version = models.ForeignKey(DefinitionVersion, on_delete=models.PROTECT, related_name="stages")
    listing = models.CharField(max_length=10, choices=words.Listing.choices)
    order = models.PositiveIntegerField()
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=words.StageKind.choices)
    label = models.CharField(max_length=160)
    cell = models.CharField(max_length=300, blank=True)
    tier = models.CharField(max_length=20, blank=True)
    turn = models.PositiveIntegerField(default=1)
    which = models.CharField(max_length=40, blank=True)
    part = models.CharField(max_length=80, blank=True)
    track = models.CharField(max_length=80, blank=True)
    round_number = models.PositiveIntegerField(null=True)
    window_from = models.DateField(null=True)
    window_to = models.DateField(null=True)
    closing_time = models.TimeField(null=True)
    precision = models.CharField(max_length=20, choices=words.PRECISION_CHOICES)
    text = models.CharField(max_length=300, blank=True)
    stated_by = models.CharField(max_length=10, choices=words.StatedBy.choices)

    class Meta:
        ordering: ClassVar = ["version", "listing", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "listing", "key"], name="programs_stage_key"),
            models.UniqueConstraint(fields=["version", "listing", "order"], name="programs_stage_order"),
            models.CheckConstraint(
                name="programs_stage_window", condition=Q(window_from=None) | Q(window_to=None) | Q(window_to__gte=F("window_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.label
