"""Panels and their seats, conflicts, sealed sheets, decisions. Scores stand in a table of their own that does not open by itself."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q, QuerySet

from dure.apps.review.words import ConflictSource, DecisionOutcome, Mode, PanelState, SeatState, SheetState, Verdict

MOST_POINTS = 200
"""More than any sheet gives, bonus lines included; a guard against slips, not a rule."""


class Panel(models.Model):
    """The reviewers of one review stage of a round, and the rules they work under."""

    round = models.ForeignKey("programs.Round", on_delete=models.PROTECT, related_name="+")
    stage_key = models.CharField(max_length=60)
    tier = models.CharField(max_length=20, default="center")
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.PAPER)
    quorum = models.PositiveSmallIntegerField()
    trimmed = models.BooleanField(default=False)
    blind = models.BooleanField(default=False)
    tells_scores = models.BooleanField(default=True)
    threshold = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=PanelState.choices, default=PanelState.PLANNED)
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    asked_to_open_by_id = models.BigIntegerField(null=True)
    asked_to_open_by_name = models.CharField(max_length=120, blank=True)
    opened_by_id = models.BigIntegerField(null=True)
    opened_by_name = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField(null=True)
    short_reason = models.CharField(max_length=300, blank=True)
    challenge_until = models.DateTimeField(null=True)
    draw_seed = models.CharField(max_length=40, blank=True)
    announce_on = models.DateTimeField(null=True)
    announce_by_id = models.BigIntegerField(null=True)
    announce_by_name = models.CharField(max_length=120, blank=True)
    announced_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "stage_key"], name="review_panel_once_a_stage"),
            models.CheckConstraint(name="review_panel_quorum", condition=Q(quorum__gte=1)),
            models.CheckConstraint(name="review_panel_threshold", condition=Q(threshold__lte=MOST_POINTS)),
            models.CheckConstraint(
                name="review_panel_closed",
                condition=Q(closed_at=None, state__in=["planned", "open"]) | Q(closed_at__isnull=False) & ~Q(state__in=["planned", "open"]),
            ),
            models.CheckConstraint(
                name="review_panel_opened_by_two",
                condition=Q(opened_at=None, opened_by_id=None)
                | Q(opened_at__isnull=False, closed_at__isnull=False, opened_by_id__isnull=False, asked_to_open_by_id__isnull=False)
                & ~Q(opened_by_id=models.F("asked_to_open_by_id")),
            ),
            models.CheckConstraint(
                name="review_panel_opened_state",
                condition=Q(opened_at=None, state__in=["planned", "open", "closed"])
                | Q(opened_at__isnull=False, state__in=["opened", "decided", "announced"]),
            ),
            models.CheckConstraint(
                name="review_panel_announced",
                condition=Q(announced_at=None) & ~Q(state="announced") | Q(announced_at__isnull=False, state="announced"),
            ),
        ]


class PanelSeat(models.Model):
    """One reviewer's place in a panel."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    reviewer = models.ForeignKey("people.Reviewer", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SeatState.choices, default=SeatState.INVITED)
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    substitutes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panel", "reviewer"], name="review_seat_once"),
            models.CheckConstraint(
                name="review_seat_answered",
                condition=Q(state="invited", answered_at=None) | (~Q(state="invited") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(name="review_seat_signed", condition=Q(signed_at=None) | Q(state="accepted")),
        ]


class Conflict(models.Model):
    """What a seat has to do with one case: nothing, said by the reviewer, or something, said by anyone."""

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="conflicts")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    conflicted = models.BooleanField()
    source = models.CharField(max_length=10, choices=ConflictSource.choices)
    reason = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "case"], name="review_conflict_once"),
            models.CheckConstraint(name="review_conflict_has_reason", condition=Q(conflicted=False) | ~Q(reason="")),
        ]


class Sealed(RuntimeError):
    """Someone asked the sheets for more than their own before the tally was opened."""


class SheetManager(models.Manager["Sheet"]):
    """Sheets are reached by three narrow ways; every other way refuses."""

    def get_queryset(self) -> NoReturn:
        raise Sealed("sheets are read as one's own, as progress, or opened")

    def _all(self) -> QuerySet["Sheet"]:
        return super().get_queryset()

    def own(self, seat: PanelSeat) -> QuerySet["Sheet"]:
        """The seat's own sheets, which its reviewer may read at any time."""
        return self._all().filter(seat=seat).order_by("id")

    def progress(self, panel: Panel) -> list[dict[str, Any]]:
        """Which sheets are confirmed, without a single point."""
        return [dict(row) for row in self._all().filter(seat__panel=panel).order_by("id").values("seat_id", "case_id", "state")]

    def opened(self, panel: Panel) -> QuerySet["Sheet"]:
        """All sheets of a panel whose tally two people have opened."""
        if panel.opened_at is None:
            raise Sealed("the tally has not been opened")
        return self._all().filter(seat__panel=panel).select_related("seat__reviewer").order_by("id")


class Sheet(models.Model):
    """One reviewer's points for one case. `total` is in hundredths of a point."""

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict)
    comments = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    objects = SheetManager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "case"], name="review_sheet_once"),
            models.CheckConstraint(name="review_sheet_total", condition=Q(total__lte=MOST_POINTS * 100)),
            models.CheckConstraint(
                name="review_sheet_confirmed",
                condition=Q(state="draft", confirmed_at=None) | Q(state="confirmed", confirmed_at__isnull=False),
            ),
        ]


class Decision(models.Model):
    """What the tally came to for one case; nobody outside the panel's staff reads it before `announced_at`.

    An announced decision is never changed: a reserve that moves up has a second version.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="decisions")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=10, choices=DecisionOutcome.choices)
    rank = models.PositiveIntegerField(null=True)
    reserve_rank = models.PositiveIntegerField(null=True)
    mean = models.PositiveIntegerField()
    criterion_means = models.JSONField(default=dict)
    awarded = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=120)
    announced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["rank", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["panel", "case", "version"], name="review_decision_once"),
            models.CheckConstraint(name="review_decision_awarded", condition=Q(awarded__gte=0) & (~Q(outcome="rejected") | Q(awarded=0))),
            models.CheckConstraint(name="review_decision_version", condition=Q(version=1) | Q(version__gt=1) & ~Q(reason="")),
            models.CheckConstraint(
                name="review_decision_reserve",
                condition=Q(outcome="reserve", reserve_rank__gte=1) | (~Q(outcome="reserve") & Q(reserve_rank=None)),
            ),
            models.CheckConstraint(name="review_decision_reason", condition=~Q(outcome="rejected") | ~Q(reason="")),
        ]


_JUDGED = Q(verdict="open", judged_at=None) | ~Q(verdict="open") & Q(judged_at__isnull=False) & ~Q(answer="")


class Challenge(models.Model):
    """An applicant asks that a member of the panel stand aside from its application (기피신청)."""

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="challenges")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    filed_at = models.DateTimeField()
    filed_by_id = models.BigIntegerField(null=True)
    filed_by_name = models.CharField(max_length=120)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    answer = models.CharField(max_length=500, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "case"], name="review_challenge_once"),
            models.CheckConstraint(name="review_challenge_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="review_challenge_judged", condition=_JUDGED),
        ]


class Note(models.Model):
    """A reviewer's own highlight or note on an application: for nobody else's eyes, in no paper and no export."""

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=130, blank=True)
    quote = models.CharField(max_length=500, blank=True)
    text = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="review_note_says_something", condition=~Q(quote="", text=""))]


class Remark(models.Model):
    """What the applicant reads of one criterion: made of the reviewers' comments, edited and approved by staff, without a name."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="remarks")
    criterion = models.CharField(max_length=60)
    text = models.TextField()
    approved_at = models.DateTimeField()
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "criterion"], name="review_remark_once"),
            models.CheckConstraint(name="review_remark_text", condition=~Q(text="")),
        ]


class Objection(models.Model):
    """An applicant objects to its result (이의신청): once a version of the decision, within the days of the definition."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="objection")
    text = models.TextField()
    filed_at = models.DateTimeField()
    filed_by_id = models.BigIntegerField(null=True)
    filed_by_name = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.OPEN)
    answer = models.CharField(max_length=500, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="review_objection_text", condition=~Q(text="")),
            models.CheckConstraint(name="review_objection_due", condition=Q(due_at__gt=models.F("filed_at"))),
            models.CheckConstraint(name="review_objection_judged", condition=_JUDGED),
        ]
