"""The demo year: a current edition whose dates are set from the day of its first start, told by invented people through the real verbs."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date, to_millisecond
from dure.platform import events, journal
from dure.platform.verbs import NO_KEY
from dure.rehearsal.cast import PASSWORD, Cast, gather, script
from dure.rehearsal.gathering import gather_people
from dure.rehearsal.governing import Way, villages, way
from dure.rehearsal.judging import Plan, round_story
from dure.rehearsal.keeping import allot_by_program, carry_from_last_year, line_of, sample_for_audit
from dure.rehearsal.operating import TwoTiers, operator, two_tiers
from dure.rehearsal.settling import put_refund_account
from dure.rehearsal.showing import challenge, objection, shared_draft, wallet
from dure.rehearsal.stage import Stage

SEED = 20210218
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def make(*, at: datetime) -> list[str]:
    """Fill the center; returns the lines that tell how to sign in. The database must be migrated and hold the catalog."""
    hurry()
    at = to_millisecond(at)
    rng, begins = random.Random(SEED), at - 300 * DAY
    cast = gather(begins)
    edition = _year(cast, at, begins)
    stage = Stage(until=at, between=lambda moment: events.deliver_due(at=moment))
    _known_as(cast, begins)
    for place, plan in enumerate(_plans(cast, edition, at)):
        stage.tell(round_story(stage, cast, plan, random.Random(SEED + place)))
    _governments(stage, cast, edition, at, begins)
    _operators(stage, cast, edition, at, begins)
    _shows(stage, cast, edition, at)
    stage.run()
    sample_for_audit(cast, at)
    wallet(cast, cast.parties[0], at=at)
    gather_people(cast, at)
    events.deliver_due(at=at, at_most=1000)
    settle_down(at, rng)
    return _how_to_sign_in()


def hurry() -> None:
    """Nothing is acknowledged to anyone yet: a demo that is cut off is made anew, so its rows need not be synced one by one."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.execute("PRAGMA synchronous=OFF")


def settle_down(at: datetime, _rng: random.Random) -> None:
    while journal.seal(at=at):
        pass
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.connection.execute("PRAGMA synchronous=FULL")


def _year(cast: Cast, at: datetime, begins: datetime) -> programs.Edition:
    """The current edition: every program of the script's year with the dates of this one, and its budget lines filled."""
    said = script("year.yaml")
    source = int(said["from_year"])
    by = cast.actor("administrator", begins)
    edition = programs.open_edition(
        year=at.year, title=f"{at.year}년 지원사업 (예시)", organizer=people.center().name, by=by, at=begins, key=NO_KEY, sample=True
    )
    rows = programs.Program.objects.filter(edition__year=source).select_related("version").order_by("order", "id")
    intakes = {one["slug"]: _intake(one, at) for one in said["rounds"]}
    changes = {one["slug"]: one.get("changes", {}) for one in said["rounds"]}
    for program in rows:
        document = _dated(program.version.document, intakes.get(program.slug), at.year)
        document = {**document, "life": _changed(document["life"], changes.get(program.slug, {}))}
        programs.plan_program(
            edition_id=edition.pk,
            document=document,
            copied_from_id=program.version_id,
            publish=True,
            sample=True,
            by=by,
            at=begins,
            key=NO_KEY,
        )
    allot_by_program(cast, edition, said, begins)
    put_refund_account(cast, people.center().pk, begins)
    carry_from_last_year(cast, at.year, begins)
    return edition


def _changed(kept: Any, changes: dict[str, Any]) -> Any:
    """What this year's center asks otherwise: words become numbers and yes where they say so."""
    if not changes:
        return kept
    read = {name: value if isinstance(value, dict) else True if value == "true" else int(value) for name, value in changes.items()}
    return kept | {name: _changed(kept[name], value) if isinstance(value, dict) else value for name, value in read.items()}


def _intake(said: dict[str, str], at: datetime) -> tuple[datetime, datetime]:
    """From nine in the morning of its first day to 18:00 of its last."""
    closes = (at - int(said["closed"]) * DAY).replace(hour=18, minute=0, second=0, microsecond=0)
    return (closes - int(said["open_for"]) * DAY).replace(hour=9), closes


def _dated(document: dict[str, Any], intake: tuple[datetime, datetime] | None, year: int) -> dict[str, Any]:
    """The definition in this year; of a program that has a round, with all its days moved so that its intake begins when the round's does."""
    first = next((stage["window"]["from"] for stage in document["stages"] if stage["kind"] == "intake" and stage["window"]["from"]), None)
    if intake is None or first is None:
        return programs.to_year(document, year)
    return programs.by_days(document, year, (seoul_date(intake[0]) - date.fromisoformat(first)).days)


def _plans(cast: Cast, edition: programs.Edition, at: datetime) -> list[Plan]:
    ids = dict(programs.Program.objects.filter(edition=edition).order_by().values_list("slug", "pk"))
    plans, first = [], 0
    for said in script("year.yaml")["rounds"]:
        opens, closes = _intake(said, at)
        count = int(said["cases"])
        plans.append(
            Plan(
                ids[said["slug"]],
                said["prefix"],
                line_of(said),
                opens,
                closes,
                count,
                int(said["places"]),
                int(said.get("ask", "0")),
                first,
                tuple(said.get("fates", ())),
                said.get("track", ""),
            )
        )
        first += count
    return plans


def _known_as(cast: Cast, at: datetime) -> None:
    """Who applies where only firms of a certain kind may has its certificate."""
    first = 0
    for said in script("year.yaml")["rounds"]:
        count = int(said["cases"])
        for place in range(first, first + count) if "status" in said else ():
            claim = people.StatusClaim(kind=said["status"], number=f"예시-지정-{place:03d}", valid_from=date(at.year - 2, 3, 2))
            people.record_status(
                party_id=cast.parties[place % len(cast.parties)].party_id, claim=claim, by=cast.actor("officer", at), at=at
            )
        first += count


def _id_of(edition: programs.Edition, slug: str) -> int:
    return programs.Program.objects.values_list("pk", flat=True).get(edition=edition, slug=slug)


def _closing(said: dict[str, Any], at: datetime) -> datetime:
    return (at - int(said["closed"]) * DAY).replace(hour=18, minute=0, second=0, microsecond=0)


def _governments(stage: Stage, cast: Cast, edition: programs.Edition, at: datetime, begins: datetime) -> None:
    said, first = script("year.yaml")["governments"], 1
    program_id = _id_of(edition, said["slug"])
    for one in said["rounds"]:
        applicants = villages(cast, int(one["cases"]), int(one["completed_year"]), first, begins)
        cast.parties += applicants
        first += len(applicants)
        told = Way(program_id, one["track"], one["prefix"], _closing(one, at), one["until"], one["goes"], "blind" in one)
        stage.tell(way(stage, cast, told, applicants, random.Random(SEED + first)))


def _operators(stage: Stage, cast: Cast, edition: programs.Edition, at: datetime, begins: datetime) -> None:
    said = script("year.yaml")["operators"]
    tiers = TwoTiers(_id_of(edition, said["slug"]), line_of(said), _closing(said, at), tuple(cast.parties[20 : 20 + int(said["firms"])]))
    stage.tell(two_tiers(stage, cast, tiers, operator(cast, begins), random.Random(SEED)))


def _shows(stage: Stage, cast: Cast, edition: programs.Edition, at: datetime) -> None:
    """A challenge while the panel judges, an objection after the result, a draft that three organizations write."""
    said = script("year.yaml")
    rounds, shown = {one["slug"]: one for one in said["rounds"]}, said["shows"]
    stage.tell(challenge(cast, _id_of(edition, shown["challenged"]), begins=_closing(rounds[shown["challenged"]], at) + 7 * DAY + HOUR))
    stage.tell(objection(cast, _id_of(edition, shown["objected"]), begins=_closing(rounds[shown["objected"]], at) + 17 * DAY))
    opens, _ = _intake(rounds[shown["shared"]], at)
    three = (cast.parties[36], cast.parties[38], cast.parties[39])
    stage.tell(shared_draft(cast, _id_of(edition, shown["shared"]), three, begins=opens + 4 * HOUR, rng=random.Random(SEED)))


def _how_to_sign_in() -> list[str]:
    said = script("cast.yaml")
    shown = [(person["email"], f"센터 {person['title']}") for person in said["center"]["seats"]]
    shown += [
        (said["reviewers"][0]["email"], "심사위원"),
        ("party1@example.test", "신청 조직 대표"),
        *(
            (one["email"], f"{one['organization'].removeprefix('예시 ')} {one['title']}")
            for one in said["others"]
            if one["roles"] == ["government"]
        ),
        (said["operator"]["people"][0]["email"], "수행기관 담당"),
        (said["accountant"]["email"], "외부 회계사"),
    ]
    total = cases.Case.objects.count()
    lines = [
        f"예시 조직 {people.Party.objects.filter(tier='').count()}곳, 신청 건 {total}건을 만들었어요. 모두 지어낸 것이에요.",
        f"로그인(비밀번호는 모두 {PASSWORD}):",
    ]
    return [*lines, *(f"  {email:<26} {word}" for email, word in shown)]
