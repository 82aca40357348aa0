"""Asked once, never again: what a second application opens with, on real definitions of the catalog."""

from datetime import timedelta

import pytest

from dure.apps.cases import actions
from dure.apps.cases.models import Attachment, SectionAnswer
from dure.apps.cases.queries.content import content_of
from dure.apps.cases.rules.answers import words_of
from dure.apps.cases.rules.budget import TypedRow
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.period import Period
from dure.platform.catalog.definition import document
from dure.platform.catalog.reader import load
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db


def round_of(slug: str, *, year: int = 2021) -> programs.Round:
    """An open round of a real program, copied to the year of the tests."""
    catalog = load()
    said = {**document(catalog.program(year, slug), catalog), "year": 2026}
    at = makers.OPENS - timedelta(days=8)
    edition = programs.Edition.objects.filter(year=2026).first() or programs.open_edition(
        year=2026, title="2026년", organizer="예시 센터", by=makers.HOUSE, at=at, key="", sample=True
    )
    program = programs.plan_program(edition_id=edition.pk, document=said, by=makers.HOUSE, at=at, key="", publish=True, sample=True)
    planned = programs.plan_round(program_id=program.pk, by=makers.HOUSE, at=at, key="")
    plan = programs.RoundPlan(seat_id=makers.seat().pk, receipt_prefix=f"2026-{program.pk}")
    windows = [programs.Opening(Period(makers.OPENS, makers.CLOSES))]
    return programs.open_round(round_id=planned.pk, windows=windows, plan=plan, by=makers.HOUSE, at=at, key="")


def known_party() -> people.Party:
    """A party whose columns are filled in."""
    party = makers.party()
    people.Party.objects.filter(pk=party.pk).update(
        business_number="1248100998", corporate_number="1234567890123", founded_on="2018-03-02", address="서울특별시 예시구 예시로 1",
        phone="0212345678", email="sample@example.kr", homepage="https://sample.example",
    )  # fmt: skip
    party.refresh_from_db()
    return party


def hands_in(of: programs.Round, by) -> None:
    """One full application: every question, the budget, every wanted paper, and the papers with a wallet kind kept."""
    case, _ = makers.started(of, by)
    terms = programs.terms_of(case.round_id)
    for section in terms.sections:
        row = SectionAnswer.objects.filter(case=case, section=section.key).first()
        typed = makers.answers(section)
        actions.save_section(case_id=case.pk, section=section.key, typed=typed, version=row.version if row else 0, by=by, at=makers.LATER)
    if terms.asks_budget:
        rows = [TypedRow(terms.categories[0].key, "열 번 × 10만원", "1,000,000", "1,000,000")]
        actions.save_budget(case_id=case.pk, rows=rows, version=0, by=by, at=makers.LATER)
    for paper in terms.documents:
        if paper.required:
            keep = people.PaperSaid(paper.kind, seoul_date(makers.LATER)) if paper.kind else None
            upload = makers.upload(f"{paper.key}.pdf")
            actions.add_file(case_id=case.pk, document=paper.key, upload=upload, keep=keep, by=by, at=makers.LATER)
    actions.submit(case_id=case.pk, by=by, at=makers.LATER)


def filled(case) -> tuple[int, int]:
    """How many of the form's fields (questions and documents) have something in them, and how many there are."""
    terms, content = programs.terms_of(case.round_id), content_of(case)
    answers = [words_of(q, content["sections"].get(s.key, {}).get(q.key)) for s in terms.sections for q in s.questions]
    held = {file["document"] for file in content["files"]}
    papers = [paper.key in held for paper in terms.documents]
    return sum(map(bool, [*answers, *papers])), len(answers) + len(papers)


SECOND = "coop-hub-tenancy"


def first_of(life: str) -> str:
    """A real program that lives by that life unchanged."""
    return next(one.slug for one in load().programs if one.year == 2021 and one.life == life and not one.life_changes)


def test_after_one_full_application_another_life_opens_at_least_seventy_percent_filled():
    assert load().program(2021, SECOND).life == "tenancy"
    by = makers.member(known_party())
    empty, _ = makers.started(round_of(SECOND), makers.member(makers.party()))
    before, whole = filled(empty)
    hands_in(round_of(first_of("grant")), by)
    case = actions.start(round_id=empty.round_id, party_id=by.party_ids[0], by=by, at=makers.LATER)
    count, fields = filled(case)
    assert fields == whole
    assert count * 100 >= fields * 70, f"{count} of {fields} (without a record {before})"


def test_a_carried_answer_says_where_it_comes_from_and_waits_for_nobody():
    by = makers.member(known_party())
    hands_in(round_of(first_of("grant")), by)
    case = actions.start(round_id=round_of(SECOND).pk, party_id=by.party_ids[0], by=by, at=makers.LATER)
    row = SectionAnswer.objects.get(case=case, section="organization")
    assert row.version == 0
    assert row.prefilled["organization_work"]["value"] == "예시 답변이에요."
    assert row.prefilled["organization_work"]["source"].startswith("2026.2.11.")
    papers = Attachment.objects.filter(case=case).select_related("paper", "file")
    assert {paper.paper.kind for paper in papers} == {"business_registration", "status_certificate"}
    assert all(paper.file.owner_id == case.pk for paper in papers)


def test_somebody_elses_answers_are_not_carried_over():
    by = makers.member(known_party())
    hands_in(round_of(first_of("grant")), by)
    case, _ = makers.started(round_of(SECOND), makers.member(makers.party()))
    assert not SectionAnswer.objects.filter(case=case).exists()
    assert not Attachment.objects.filter(case=case).exists()
