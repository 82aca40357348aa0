"""A designation as three governments see it: the district screens, then the city, then the ministry. Every name is invented (예시)."""

from datetime import timedelta

from dure.apps.cases import actions
from dure.apps.cases.models import Case
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.period import Period
from dure.platform.actor import Actor, Role
from tests.apps.cases import makers

GURO, EUNPYEONG, MAPO = "11530", "11380", "11440"
_NAMES = {GURO: "구로구", EUNPYEONG: "은평구", MAPO: "마포구"}
AT = makers.CLOSES + timedelta(days=1)


def _stage(order: int, kind: str, tier: str, label: str, **more) -> dict:
    like = next(stage for stage in makers.network_document()["stages"] if stage["kind"] == "intake")
    return {**like, "kind": kind, "tier": tier, "label": label, "cell": label, "key": f"{tier}-{kind}-{order}", "order": order, **more}


STAGES = [
    _stage(1, "intake", "district", "접수"),
    _stage(2, "screening", "district", "현지조사 및 적격 검토", mode="visit"),
    _stage(3, "screening", "city", "시·도 검토"),
    _stage(4, "screening", "ministry", "최종 검토"),
    _stage(5, "review", "ministry", "최종 심사"),
]


def district(code: str) -> people.District:
    """One of Seoul's."""
    return people.District.objects.get_or_create(code=code, defaults={"name": _NAMES[code], "roman": code, "zone": "권역"})[0]


def officer(tier: str, code: str = "", *, account=None) -> Actor:
    """Somebody in a seat of government, with the organization behind it."""
    name = {"district": f"예시 {_NAMES.get(code, '')}청", "city": "예시 서울시청", "ministry": "예시 행정안전부"}[tier]
    body, _ = people.Party.objects.get_or_create(
        name=name, tier=tier, defaults={"kind": "organization", "district": district(code) if code else None, "sample": True}
    )
    team, _ = people.Team.objects.get_or_create(organization=body, year=None, key="example", defaults={"title": "예시 부서"})
    seat = people.Seat.objects.filter(team=team).first() or people.Seat.objects.create(
        team=team, title="마을기업 담당", roles="government", district=district(code) if code else None, sample=True
    )
    person = account or makers.account()
    people.SeatHolding.objects.get_or_create(seat=seat, until=None, deputy=False, defaults={"account": person, "since": makers.OPENS})
    return Actor(person.pk, person.name, seat.pk, seat.title, body.pk, tier, code, frozenset({Role.GOVERNMENT}))


def round_of_three(stages: list[dict] | None = None, windows: dict[str, timedelta] | None = None) -> programs.Round:
    """An open round through three governments; `windows` gives each district its own close, counted from the usual one."""
    number = next(makers._numbers)
    said = {**makers.network_document(), "year": 2026, "slug": f"designation-{number}"}
    said["life"] = {**said["life"], "stages": stages or STAGES}
    edition = programs.Edition.objects.filter(year=2026).first() or programs.open_edition(
        year=2026, title="2026년", organizer="예시 센터", by=makers.HOUSE, at=makers.OPENS - timedelta(days=9), key="", sample=True
    )
    at = makers.OPENS - timedelta(days=8)
    program = programs.plan_program(edition_id=edition.pk, document=said, by=makers.HOUSE, at=at, key="", publish=True, sample=True)
    planned = programs.plan_round(program_id=program.pk, by=makers.HOUSE, at=at, key="")
    plan = programs.RoundPlan(seat_id=makers.seat().pk, receipt_prefix=f"2026-DS{number}")
    openings = [
        programs.Opening(Period(makers.OPENS, makers.CLOSES + later), district=code) for code, later in (windows or {}).items()
    ] or [programs.Opening(Period(makers.OPENS, makers.CLOSES))]
    return programs.open_round(round_id=planned.pk, windows=openings, plan=plan, by=makers.HOUSE, at=at, key="")


def visited(case: Case, by: Actor, *, at=AT) -> None:
    """What a visit wants before the file may be sent on: planned the day before, written down, signed by both."""
    before = at - timedelta(hours=20)
    planned = actions.plan_visit(
        case_id=case.pk, planned_for=at - timedelta(hours=2), place="예시로 1", visitors="예시 담당", by=by, at=before
    )
    answers = {str(number): "yes" for number, _ in enumerate(planned.points)}
    saved = actions.save_visit(
        visit_id=planned.pk, answers=answers, findings="현장에서 일하고 있어요.", opinion="", version=0, by=by, at=at - timedelta(hours=1)
    )
    actions.sign_visit(
        visit_id=saved.pk, visited_name="예시 대표", visited_role="대표", version=saved.version, by=by, at=at - timedelta(hours=1)
    )


def applied(of: programs.Round | None = None, code: str = GURO, *, at=makers.LATER) -> tuple[Case, Actor]:
    """An application handed in through a district."""
    district(code)
    party = makers.party()
    people.Party.objects.filter(pk=party.pk).update(district=code)
    by = makers.member(party)
    return makers.submitted(of or round_of_three(), by, at=at)
