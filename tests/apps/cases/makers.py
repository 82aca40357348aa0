"""Applications made by the real verbs on the network program of the catalog. Every name is invented (예시)."""

from datetime import datetime, timedelta
from functools import cache
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from dure.apps.cases import actions
from dure.apps.cases.models import Case
from dure.apps.cases.rules.budget import TypedRow
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.kernel.period import Period
from dure.platform.actor import Actor, MemberRole, Role
from dure.platform.catalog.definition import document
from dure.platform.catalog.reader import load

OPENS = seoul(2026, 2, 8, 9)
CLOSES = seoul(2026, 2, 22, 18)
MILLISECOND = timedelta(milliseconds=1)
LATER = OPENS + timedelta(days=3)
HOUSE = Actor.system("test", via="command")
PDF = b"%PDF-1.7 sample"
_numbers = count(1)


@cache
def network_document() -> dict:
    """The canonical document of the network program, from the catalog."""
    catalog = load()
    return document(catalog.program(2021, "network-cooperation-grants"), catalog)


def seat(*roles: Role) -> people.Seat:
    """A seat of the center."""
    center, _ = people.Party.objects.get_or_create(tier="center", defaults={"kind": "organization", "name": "예시 센터"})
    team, _ = people.Team.objects.get_or_create(organization=center, year=None, key="team-sample", defaults={"title": "예시 팀"})
    return people.Seat.objects.create(team=team, title=f"예시 자리 {next(_numbers)}", roles=",".join(roles or (Role.OFFICER,)), sample=True)


def round_open(*, opens: datetime = OPENS, closes: datetime = CLOSES, prefix: str = "", life: dict | None = None, **more) -> programs.Round:
    """An open round of the network program; `life` and whatever else is said change parts of its definition."""
    number = next(_numbers)
    said = {**network_document(), "year": 2026, "slug": f"network-grants-{number}", **more}
    said["life"] = {**said["life"], **(life or {})}
    edition = programs.Edition.objects.filter(year=2026).first() or programs.open_edition(
        year=2026, title="2026년", organizer="예시 센터", by=HOUSE, at=opens - timedelta(days=9), key="", sample=True
    )
    program = programs.plan_program(
        edition_id=edition.pk, document=said, by=HOUSE, at=opens - timedelta(days=8), key="", publish=True, sample=True
    )
    planned = programs.plan_round(program_id=program.pk, by=HOUSE, at=opens - timedelta(days=8), key="")
    plan = programs.RoundPlan(seat_id=seat().pk, receipt_prefix=prefix or f"2026-HD{number}")
    windows = [programs.Opening(Period(opens, closes))]
    return programs.open_round(round_id=planned.pk, windows=windows, plan=plan, by=HOUSE, at=opens - timedelta(days=7), key="")


def party(name: str = "") -> people.Party:
    """An organization in Seoul that can apply."""
    district, _ = people.District.objects.get_or_create(code="11440", defaults={"name": "마포구", "roman": "Mapo", "zone": "서북권"})
    name = name or f"예시 네트워크 {next(_numbers)}"
    return people.Party.objects.create(kind="organization", name=name, legal_form="cooperative", district=district, sample=True)


def account(name: str = "") -> people.Account:
    """Somebody who can sign in."""
    number = next(_numbers)
    return people.Account.objects.create_user(email=f"cases{number}@example.kr", name=name or f"예시 사람 {number}", sample=True)


def member(of: people.Party, role: str = MemberRole.REPRESENTATIVE) -> Actor:
    """Somebody of the party, with an account."""
    person = account()
    people.Member.objects.create(party=of, account=person, role=role, since=OPENS - timedelta(days=30))
    return Actor(account_id=person.pk, name=person.name, parties=((of.pk, role),))


def staff(*roles: Role, tier: str = "center", district: str = "", parties: tuple = ()) -> Actor:
    """Somebody in a seat."""
    number = next(_numbers)
    person = account()
    return Actor(person.pk, person.name, 9000 + number, "예시 자리", 1, tier, district, frozenset(roles or {Role.OFFICER}), parties)


def upload(name: str = "명단.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def answers(section: programs.Section) -> dict[str, list[str]]:
    """A valid answer to every question of a section."""
    by_kind = {"number": "5", "money": "1,000", "date": "2026-04-01", "yes_no": "yes"}
    said = {}
    for question in section.questions:
        value = question.choices[0][0] if question.kind in {"choice", "choices"} else by_kind.get(question.kind, "예시 답변이에요.")
        said[question.key] = [value]
    return said


ROWS = (TypedRow("meeting", "회의 10회 × 20만원", "2,000,000", ""), TypedRow("publicity", "전단 5,000장 × 400원", "2,000,000", "500,000"))


def started(of: programs.Round | None = None, by: Actor | None = None, *, at: datetime = OPENS) -> tuple[Case, Actor]:
    """A draft with nothing in it, and its writer."""
    by = by or member(party())
    return actions.start(round_id=(of or round_open()).pk, party_id=by.party_ids[0], by=by, at=at), by


def written(of: programs.Round | None = None, by: Actor | None = None, *, at: datetime = OPENS) -> tuple[Case, Actor]:
    """A draft that wants nothing more."""
    case, by = started(of, by, at=at)
    terms = programs.terms_of(case.round_id)
    for section in terms.sections:
        actions.save_section(case_id=case.pk, section=section.key, typed=answers(section), version=0, by=by, at=at)
    actions.save_budget(case_id=case.pk, rows=ROWS, version=0, by=by, at=at)
    for paper in terms.documents:
        if paper.required:
            actions.add_file(case_id=case.pk, document=paper.key, upload=upload(f"{paper.title}.pdf"), by=by, at=at)
    case.refresh_from_db()
    return case, by


def submitted(of: programs.Round | None = None, by: Actor | None = None, *, at: datetime = LATER, **more) -> tuple[Case, Actor]:
    """An application that was handed in."""
    case, by = written(of, by, at=at)
    return actions.submit(case_id=case.pk, by=by, at=at, **more), by


def returned(places: tuple[str, ...] = ("section:forum",), *, due: datetime = CLOSES + timedelta(days=5)) -> tuple[Case, Actor, Actor]:
    """An application whose completion was asked: the case, its writer and the officer who asked."""
    case, by = submitted()
    officer = staff()
    actions.ask_completion(case_id=case.pk, places=places, message="공론장 계획을 더 적어 주세요.", due_at=due, by=officer, at=CLOSES)
    case.refresh_from_db()
    return case, by, officer
