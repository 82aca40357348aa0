"""Committees of which a journey only hears: reviewers are seated, score and sign by verbs; what the desk presses stays on the screen."""

from datetime import datetime, timedelta

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from tests.journeys.elsewhere import scores
from tests.journeys.telling import Story

REVIEWERS = ("reviewer1", "reviewer2")


def sits(story: Story, round_id: int, stage_key: str, at: datetime, *, leads: str = "officer") -> review.Panel:
    """Two reviewers are invited by who leads, accept, and the committee begins."""
    leader = story.center.actor(leads, at)
    due = at + timedelta(days=5)
    panel = review.form_panel(round_id=round_id, stage_key=stage_key, due_at=due, quorum=len(REVIEWERS), by=leader, at=at)
    for who in REVIEWERS:
        by = story.center.actor(who, at)
        reviewer = people.Reviewer.objects.get(account_id=by.account_id)
        seat = review.invite_reviewer(panel_id=panel.pk, reviewer_id=reviewer.pk, by=leader, at=at)
        review.answer_invitation(seat_id=seat.pk, accepted=True, by=by, at=at)
    review.open_panel(panel_id=panel.pk, by=leader, at=at)
    return panel


def judges(story: Story, panel: review.Panel, at: datetime) -> None:
    """Every case on a confirmed sheet of each reviewer: the earlier the receipt, the better the sheet."""
    for who in REVIEWERS:
        by = story.center.actor(who, at)
        seat = review.PanelSeat.objects.get(panel=panel, reviewer__account_id=by.account_id)
        scores(story, panel, seat.pk, who, at)


def tells(story: Story, panel: review.Panel, at: datetime, *, places: int, leads: str = "officer", opens: str = "approver") -> None:
    """Closed, opened by two, drawn up and announced."""
    leader, other = story.center.actor(leads, at), story.center.actor(opens, at)
    review.close_panel(panel_id=panel.pk, by=leader, at=at)
    review.ask_to_open(panel_id=panel.pk, by=leader, at=at)
    review.open_tally(panel_id=panel.pk, by=other, at=at)
    review.decide(panel_id=panel.pk, places=places, reserves=0, by=leader, at=at)
    review.announce(panel_id=panel.pk, by=other, at=at)


def review_stage(round_id: int, tier: str = "") -> str:
    """The key of the round's review, or of that of a tier."""
    return next(stage.key for stage in programs.terms_of(round_id).stages_of("review") if not tier or stage.tier == tier)
