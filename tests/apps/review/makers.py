"""One invented review (예시), made by the real verbs step by step, so that a test may begin where it wants."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from dure.apps.cases.actions.running import lay_out_runs, move
from dure.apps.cases.models import Attachment, Case, Partner, SectionAnswer, StageRun, Submission
from dure.apps.cases.queries.content import content_of, hash_of
from dure.apps.people.models import Account, Member, Party, Reviewer, Seat, SeatHolding, Team
from dure.apps.programs import facade as programs
from dure.apps.review import actions
from dure.apps.review.models import Panel, PanelSeat
from dure.kernel.clock import seoul
from dure.platform import events, files, journal
from dure.platform.actor import Actor, MemberRole, Role
from dure.platform.catalog.definition import sha256_of
from dure.platform.models import StoredFile

NOON = seoul(2026, 3, 10, 12)
"""A Tuesday."""
DUE = seoul(2026, 3, 20, 18)
HOUSE = Actor.system("test", via="command")
_numbers = count(1)

CRITERIA = [
    {"key": "need", "title": "필요성", "points": 30, "levels": ["없다", "적다", "보통이다", "뚜렷하다", "분명하다"]},
    {"key": "plan", "title": "실행 계획", "points": 50},
    {"key": "effect", "title": "효과", "points": 20},
]
STAGES = [
    {"key": "review", "order": 1, "kind": "review", "label": "서면심사", "mode": "paper", "window": {}},
    {"key": "selection", "order": 2, "kind": "selection", "label": "선정", "window": {}},
    {"key": "agreement", "order": 3, "kind": "agreement", "label": "협약", "window": {}},
]
SECTIONS = [
    {
        "key": "project",
        "title": "사업 계획",
        "questions": [{"key": "why", "label": "왜 필요한가요?", "kind": "long_text", "required": True}],
    }
]


def seat(account_id: int, *roles: Role, parties: tuple[tuple[int, str], ...] = ()) -> Actor:
    """Somebody in a seat of the center."""
    return Actor(account_id, f"예시 직원 {account_id}", 100 + account_id, "예시 자리", 1, "center", "", frozenset(roles), parties)


OFFICER, SECOND_OFFICER = seat(900_011, Role.OFFICER), seat(900_012, Role.OFFICER)
APPROVER, ADMINISTRATOR = seat(900_013, Role.APPROVER), seat(900_014, Role.ADMINISTRATOR)
FINANCE = seat(900_015, Role.FINANCE)
AUDITOR = Actor(900_016, "예시 감사", 916, "감사", 2, "city", "", frozenset({Role.AUDITOR}), ())
STRANGER = Actor(account_id=900_017, name="예시 시민")


def account(name: str = "") -> Account:
    """An invented account that can sign in."""
    number = next(_numbers)
    return Account.objects.create_user(f"example{number}@example.org", None, name=name or f"예시 사람 {number}", sample=True)


def reviewer() -> Reviewer:
    """An outside expert of the pool."""
    return Reviewer.objects.create(account=account(), affiliation="예시 대학", joined_at=NOON, sample=True)


def actor_of(somebody: Reviewer) -> Actor:
    """The reviewer as the house sees them."""
    return Actor(account_id=somebody.account_id, name=somebody.account.name, roles=frozenset({Role.REVIEWER}))


def party(**more: Any) -> Party:
    """An invented organization."""
    return Party.objects.create(kind="organization", name=f"예시 조합 {next(_numbers)}", legal_form="cooperative", sample=True, **more)


def joins(somebody: Account, of: Party, role: MemberRole = MemberRole.REPRESENTATIVE, since: datetime = NOON) -> Member:
    """The account becomes a member."""
    return Member.objects.create(party=of, account=somebody, role=role, since=since)


def round_of(score_sheet: dict[str, Any] | None = None, **more: Any) -> programs.Round:
    """A closed round of a program with a review and a selection."""
    number = next(_numbers)
    edition, _ = programs.Edition.objects.get_or_create(year=2026, defaults={"title": "2026년", "kind": "current", "opened_at": NOON})
    program = programs.Program.objects.create(
        edition=edition, slug=f"example-program-{number}", title="예시 협동화 지원", field="cooperation", order=number, sample=True
    )
    sheet = {"criteria": CRITERIA, "threshold": 60, "quorum": 2} if score_sheet is None else score_sheet
    life = {"stages": STAGES, "sections": SECTIONS, "payment_mode": "ahead", "score_sheet": sheet or None}
    document = {"schema": 1, "year": 2026, "title": "예시 협동화 지원", "stages": [], "life": life}
    version = programs.DefinitionVersion.objects.create(
        program=program, number=1, document=document, sha256=sha256_of(document), schema_number=1, created_at=NOON
    )
    return programs.Round.objects.create(
        program=program,
        number=1,
        title="예시 협동화 모집",
        version=version,
        legal_basis="entrusted",
        payment_mode="ahead",
        sample=True,
        **more,
    )


def case_in(found: programs.Round, number: int, *, of: Party | None = None, asked: int = 10_000_000) -> Case:
    """An application that came to the review."""
    case = Case.objects.create(
        round=found,
        party=of or party(),
        title=f"예시 사업 {number}",
        outcome="running",
        asked=asked,
        terms_sha256=found.version.sha256,
        started_at=NOON,
        receipt_number=number,
        receipt=f"예시-{found.pk}-{number:04d}",
        submitted_at=NOON,
        submitted_by_name="예시 대표",
        sample=True,
    )
    SectionAnswer.objects.create(case=case, section="project", data={"why": f"{case.party.name}이 쓴 까닭"}, saved_at=NOON)
    content = content_of(case)
    Submission.objects.create(case=case, number=1, content=content, sha256=hash_of(content), at=NOON, by_name="예시 대표")
    with transaction.atomic():
        lay_out_runs(case, programs.terms_of(found.pk), at=NOON)
    return case


def attaches(case: Case, name: str, content: bytes) -> StoredFile:
    """The applicant hands the application in once more, with a file."""
    stored = files.keep_paper(name, content, owner=case, purpose="attachment", at=NOON)
    Attachment.objects.create(case=case, document="work_plan", file=stored, added_at=NOON)
    handed_in = content_of(case)
    Submission.objects.create(case=case, number=2, content=handed_in, sha256=hash_of(handed_in), at=NOON, by_name="예시 대표")
    return stored


def partner_in(case: Case, **named: Any) -> Partner:
    """An organization beside the applicant."""
    return Partner.objects.create(case=case, name=named.pop("name", "예시 참여 기관"), order=1, **named)


def staff(*roles: Role) -> Account:
    """An account that holds a seat of the center, to sign in with."""
    center, _ = Party.objects.get_or_create(tier="center", defaults={"kind": "organization", "name": "예시 센터", "sample": True})
    team, _ = Team.objects.get_or_create(organization=center, year=None, key="support", defaults={"title": "예시 팀"})
    holder = account()
    held = Seat.objects.create(team=team, title="예시 자리", roles=",".join(roles))
    SeatHolding.objects.create(seat=held, account=holder, since=NOON - timedelta(days=1))
    return holder


def held_seat(*roles: Role) -> Seat:
    """A seat of the center with somebody in it."""
    return SeatHolding.objects.get(account=staff(*roles)).seat


@dataclass
class Review:
    """A panel with its reviewers and cases; `at` moves a minute with each verb."""

    round: programs.Round
    cases: list[Case]
    reviewers: list[Reviewer]
    at: datetime = NOON
    panel: Panel = None  # type: ignore[assignment]
    seats: list[PanelSeat] = field(default_factory=list)

    def whole(self) -> "Review":
        """With all that handing in leaves behind: the number the round gave, the intake run, the journal line and the event."""
        opened = NOON - timedelta(days=9)
        stamps = {"published_at": opened, "opens_at": opened, "opened_at": opened, "closes_at": NOON, "closed_at": NOON}
        programs.Round.objects.filter(pk=self.round.pk).update(state="closed", receipt_prefix=f"예시-{self.round.pk}", **stamps)
        self.round.windows.create(opens_at=opened, closes_at=NOON)
        for case in self.cases:
            programs.Round.objects.filter(pk=self.round.pk).update(last_number=case.receipt_number)
            taking = {"stage_key": "intake", "kind": "intake", "label": "접수", "order": 0, "state": "open"}
            run = StageRun.objects.create(case=case, **taking, begun_at=opened)
            with transaction.atomic():
                move(run, "hand_in", by=HOUSE, at=NOON)
                journal.write(case, "submit", by=HOUSE, at=NOON, case_id=case.pk, party_ids=[case.party_id])
                events.emit("case_submitted", subject=case, at=NOON, case_id=case.pk, payload={"round_id": case.round_id})
        return self

    def who(self, by: Actor) -> dict[str, Any]:
        self.at += timedelta(minutes=1)
        return {"by": by, "at": self.at}

    def formed(self, **more: Any) -> "Review":
        self.panel = actions.form_panel(round_id=self.round.pk, stage_key="review", due_at=DUE, **more, **self.who(OFFICER))
        return self

    def seated(self) -> "Review":
        """Everybody is invited and accepts."""
        for somebody in self.reviewers:
            invited = actions.invite_reviewer(panel_id=self.panel.pk, reviewer_id=somebody.pk, **self.who(OFFICER))
            self.seats.append(actions.answer_invitation(seat_id=invited.pk, accepted=True, **self.who(actor_of(somebody))))
        return self

    def opened(self, **more: Any) -> "Review":
        """Reviewers may begin."""
        self.formed(**more).seated()
        self.panel = actions.open_panel(panel_id=self.panel.pk, **self.who(OFFICER))
        return self

    def reviewer_of(self, place: int) -> Actor:
        return actor_of(self.reviewers[place])

    def declare(self, place: int, case: Case, *, conflicted: bool = False, reason: str = ""):
        seat_id = self.seats[place].pk
        return actions.declare(seat_id=seat_id, case_id=case.pk, conflicted=conflicted, reason=reason, **self.who(self.reviewer_of(place)))

    def save(self, place: int, case: Case, level: int = 4, **more: Any):
        own = {"levels": {"need": level, "plan": level, "effect": level}, "comments": {}} | more
        return actions.save_sheet(seat_id=self.seats[place].pk, case_id=case.pk, **own, **self.who(self.reviewer_of(place)))

    def score(self, place: int, case: Case, level: int = 4):
        """Declared free, saved and confirmed."""
        self.declare(place, case)
        self.save(place, case, level)
        return actions.confirm_sheet(seat_id=self.seats[place].pk, case_id=case.pk, **self.who(self.reviewer_of(place)))

    def scored(self, *levels: int) -> "Review":
        """Every reviewer gives each case its level; the cases get the levels in turn."""
        for place in range(len(self.reviewers)):
            for case, level in zip(self.cases, levels or (4,) * len(self.cases), strict=True):
                self.score(place, case, level)
        return self

    def closed(self) -> "Review":
        self.panel = actions.close_panel(panel_id=self.panel.pk, **self.who(OFFICER))
        return self

    def unsealed(self) -> "Review":
        """Asked by one, opened by another."""
        actions.ask_to_open(panel_id=self.panel.pk, **self.who(OFFICER))
        self.panel = actions.open_tally(panel_id=self.panel.pk, **self.who(APPROVER))
        return self

    def decided(self, places: int = 1, reserves: int = 1, **more: Any) -> "Review":
        self.panel = actions.decide(panel_id=self.panel.pk, places=places, reserves=reserves, **more, **self.who(OFFICER))
        return self

    def announced(self, **more: Any) -> "Review":
        self.decided(**more)
        self.panel = actions.announce(panel_id=self.panel.pk, **self.who(APPROVER))
        return self

    def tell(self) -> None:
        """The worker's turn."""
        events.deliver_due(at=self.at)

    def outcomes(self) -> list[str]:
        return list(Case.objects.filter(round=self.round).order_by("receipt_number").values_list("outcome", flat=True))


def review(*, cases: int = 3, reviewers: int = 2, score_sheet: dict[str, Any] | None = None, **round_more: Any) -> Review:
    """A round with cases that wait for their panel."""
    found = round_of(score_sheet, **round_more)
    return Review(found, [case_in(found, number) for number in range(1, cases + 1)], [reviewer() for _ in range(reviewers)])
