"""Programs and rounds made by the real verbs on a small definition of their own. Every name is invented (예시)."""

import copy
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from dure.apps.people import facade as people
from dure.apps.programs.actions import definitions
from dure.apps.programs.actions import rounds as acts
from dure.apps.programs.actions.rounds import Opening, RoundPlan
from dure.apps.programs.models import Edition, Program, Round
from dure.kernel.clock import seoul
from dure.kernel.period import Period
from dure.platform import triggers
from dure.platform.actor import Actor, MemberRole, Role
from dure.platform.verbs import NO_KEY

YEAR = 2026
BEFORE = seoul(2026, 2, 1, 10)
OPENS = seoul(2026, 2, 8, 9)
CLOSES = seoul(2026, 2, 22, 18)
WITHIN = seoul(2026, 2, 15, 12)
AFTER = seoul(2026, 2, 23, 9)
MILLISECOND = timedelta(milliseconds=1)
_numbers = count(1)


def seat_of(*roles: Role, tier: str = "center", district: str = "", organization_id: int = 1) -> Actor:
    """Somebody in a seat."""
    return Actor(21, "예시 직원", 31, "예시 자리", organization_id, tier, district, frozenset(roles))


HOUSE = Actor.system("test", via="command")
OFFICER = seat_of(Role.OFFICER)
ACTORS = {
    "officer": OFFICER,
    "administrator": seat_of(Role.ADMINISTRATOR),
    "the house": HOUSE,
    "approver": seat_of(Role.APPROVER),
    "finance": seat_of(Role.FINANCE),
    "auditor": seat_of(Role.AUDITOR, tier="city"),
    "district officer": seat_of(Role.GOVERNMENT, tier="district", district="11440"),
    "city officer": seat_of(Role.OFFICER, tier="city"),
    "reviewer": seat_of(Role.REVIEWER, tier="reviewer"),
    "applicant": Actor(account_id=22, name="예시 대표", parties=((5, MemberRole.REPRESENTATIVE),)),
    "passer-by": Actor.anonymous(),
}
PROGRAM_STAFF = {"officer", "administrator", "the house"}


def window(first: str | None = None, last: str | None = None, *, precision: str = "day", text: str = "") -> dict[str, Any]:
    """A window as a document writes it; without days it has its place in the order only."""
    return {"from": first, "to": last, "precision": precision if first else "order_only", "text": text, "hour": None}


def stage(kind: str, key: str = "", *, first: str | None = None, last: str | None = None, **more: Any) -> dict[str, Any]:
    """A stage as a document writes it."""
    said = {"key": key or kind, "order": 1, "kind": kind, "label": more.pop("label", f"예시 {kind}"), "cell": more.pop("cell", "")}
    return {**said, "window": window(first, last, precision=more.pop("precision", "day"), text=more.pop("text", "")), **more}


STAGES = [
    stage("notice", first="2026-02-01", last="2026-02-05", cell="공고"),
    stage("intake", first="2026-02-08", last="2026-02-22", cell="접수"),
    stage("selection", first="2026-03-01", last="2026-03-31", precision="month", cell="선정"),
    stage("meeting", cell="간담회"),
    stage("showcase", first="2026-12-01", last="2026-12-10", precision="part_of_month", cell="성과공유"),
]
LIFE = {
    "legal_basis": "entrusted",
    "payment_mode": "ahead",
    "stages": [stage("notice"), stage("intake"), stage("screening"), stage("selection"), stage("report", "report-final", which="final")],
}


def definition(slug: str = "", **changes: Any) -> dict[str, Any]:
    """A canonical document with five stages, one of them undated, and a life."""
    number = next(_numbers)
    said = {
        "schema": 1,
        "year": YEAR,
        "slug": slug or f"sample-program-{number}",
        "title": f"예시 사업 {number}",
        "field": "네트워크",
        "source_field": "지역 네트워크",
        "organizer": "예시 센터",
        "order": number,
        "support": ["project_money"],
        "stages": STAGES,
        "life": LIFE,
    }
    return copy.deepcopy({**said, **changes})


def edition(year: int = YEAR) -> Edition:
    """The year that is lived in."""
    found = Edition.objects.filter(year=year).first()
    return found or definitions.open_edition(
        year=year, title=f"{year}년 지원사업", organizer="예시 센터", by=HOUSE, at=BEFORE, key=NO_KEY, sample=True
    )


def program(slug: str = "", *, publish: bool = True, **changes: Any) -> Program:
    """A program on the year's plan."""
    said = definition(slug, **changes)
    return definitions.plan_program(
        edition_id=edition(said["year"]).pk, document=said, by=HOUSE, at=BEFORE, key=NO_KEY, publish=publish, sample=True
    )


def district(code: str) -> str:
    """A district by its code."""
    people.District.objects.get_or_create(code=code, defaults={"name": f"예시구 {code}", "roman": "Sample", "zone": "서북권"})
    return code


def seat() -> people.Seat:
    """The center's seat that looks after a round."""
    center, _ = people.Party.objects.get_or_create(tier="center", defaults={"kind": "organization", "name": "예시 센터"})
    team, _ = people.Team.objects.get_or_create(organization=center, year=None, key="team-sample", defaults={"title": "예시 팀"})
    return people.Seat.objects.create(team=team, title=f"예시 자리 {next(_numbers)}", roles=str(Role.OFFICER), sample=True)


def plan(**figures: Any) -> RoundPlan:
    """What a round needs besides its windows."""
    return RoundPlan(**{"seat_id": seat().pk, "receipt_prefix": f"2026-TS{next(_numbers)}", **figures})


def opening(opens: datetime = OPENS, closes: datetime = CLOSES, district: str = "") -> Opening:
    """A window."""
    return Opening(Period(opens, closes), district)


def planned(of: Program | None = None, **more: Any) -> Round:
    """A round on the plan."""
    return acts.plan_round(program_id=(of or program()).pk, by=OFFICER, at=BEFORE, key=NO_KEY, **more)


def opened(*windows: Opening, of: Program | None = None, at: datetime = BEFORE, **figures: Any) -> Round:
    """A published round; its intake runs from 8 February, 9:00 to 22 February, 18:00 unless windows are given."""
    return acts.open_round(round_id=planned(of).pk, windows=windows or [opening()], plan=plan(**figures), by=OFFICER, at=at, key=NO_KEY)


def closed() -> Round:
    """A round whose intake is over."""
    return acts.close_round(round_id=opened().pk, by=HOUSE, at=AFTER, key=NO_KEY)


def ended() -> Round:
    """A round of which everything is done."""
    return acts.end_round(round_id=closed().pk, by=OFFICER, at=AFTER, key=NO_KEY)


def cancelled() -> Round:
    """A round that was called off."""
    return acts.cancel_round(round_id=opened().pk, reason="예산이 줄었어요.", by=OFFICER, at=WITHIN, key=NO_KEY)


IN_STATE = {"planned": planned, "open": opened, "closed": closed, "ended": ended, "cancelled": cancelled}


def take_down_guards(connection: Any) -> None:
    """Drop the guards of this app's tables."""
    with connection.cursor() as cursor:
        for guard in triggers.declared():
            if guard.table.startswith("programs_"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}" + ("" if connection.vendor == "sqlite" else f" ON {guard.table}"))
