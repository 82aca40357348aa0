"""The desk's page of one application: what it says, what the rules say, what may be done, what happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from dure.apps.cases import access
from dure.apps.cases.flow import SCREENING
from dure.apps.cases.models import Case, ProxyEntry, StageRun
from dure.apps.cases.queries.cases import tracks_of, word_of
from dure.apps.cases.queries.content import handed_in_content
from dure.apps.cases.queries.lists import districts, requests_of
from dure.apps.cases.queries.operating import seats_for
from dure.apps.cases.queries.reading import case_sheet
from dure.apps.cases.queries.standing import current_run, findings_of, open_request, verdict_lines
from dure.apps.cases.queries.tiers import (
    earlier_tiers,
    holder_of,
    lacks_visit,
    open_return_to,
    prechecks_of,
    run_to_send_back,
    said_by_tiers,
)
from dure.apps.cases.queries.verdicts import then_and_now
from dure.apps.cases.queries.visits import visits_of
from dure.apps.cases.rules.budget import share_words
from dure.apps.cases.rules.places import places_of
from dure.apps.cases.words import Advice, Outcome
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform import deeds, facts, journal
from dure.platform.actor import Actor
from dure.platform.models import Fact, JournalLine


def filter_choices() -> dict[str, list[tuple[str, str]]]:
    """What the list may be narrowed to."""
    shown = [outcome for outcome in Outcome if outcome != Outcome.DRAFT]
    return {
        "outcomes": [(outcome.value, str(outcome.label)) for outcome in shown],
        "states": [(state, str(SCREENING.word(state))) for state in SCREENING.states],
        "districts": [(district.code, district.name) for district in districts()],
    }


def desk_page(actor: Actor, case: Case, at: datetime) -> dict[str, Any]:
    """Everything the template shows."""
    content, terms = handed_in_content(case), programs.terms_of(case.round_id, case.terms_sha256)
    steps = tracks_of(case)
    runs = [step.run for step in steps if step.run.begun_at and not step.run.closed_at]
    run, screening = next(iter(runs), None), _open_screening(case, runs)
    word, tone = word_of(case, run)
    findings = findings_of(case, at=case.submitted_at or at, content=content)
    sheet = case_sheet(case, content=content)
    return {
        "case": case,
        "sheet": sheet,
        "sections": [(section, [(answer.label, answer.words or "—") for answer in section.answers]) for section in sheet.sections],
        "word": word,
        "tone": tone,
        "steps": steps,
        "share": share_words(terms.own_share, grant=sheet.grant, own=sheet.own),
        "verdicts": verdict_lines(findings),
        "then_and_now": then_and_now(case, at=at, content=content),
        "titles": places_of(terms),
        "places": list(places_of(terms).items()),
        "screening": screening,
        "may_screen": access.may_screen(actor, screening) if screening else None,
        "points": [verdict.sentence for verdict in findings.verdicts] + [paper.title for paper in terms.documents if paper.required],
        "asked": open_request(case),
        "requests": _request_lines(case, places_of(terms)),
        **_tiers(actor, case, screening),
        **_on_the_spot(actor, case, runs),
        "may_assign": access.may_assign(actor, case),
        "seats": [(str(seat.pk), f"{seat.team.title} {seat.title}") for seat in seats_for(case)],
        "submissions": list(case.submissions.order_by("-number")),
        "timeline": timeline_of(case),
    }


def _tiers(actor: Actor, case: Case, screening: StageRun | None) -> dict[str, Any]:
    """What every tier said, whom the file may be given back to, and the question it was given back with."""
    giving = run_to_send_back(case.pk) if case.outcome == Outcome.RUNNING else None
    return {
        "said": said_by_tiers(case),
        "earlier": earlier_tiers(giving) if giving and access.may_screen(actor, giving) else [],
        "back": open_return_to(screening) if screening else None,
        "lacks_visit": lacks_visit(screening) if screening else "",
        "holder": holder_of(case, current_run(case)),
    }


def _on_the_spot(actor: Actor, case: Case, open_runs: list[StageRun]) -> dict[str, Any]:
    """The precheck, the visits, and how the application came in."""
    precheck = next((run for run in open_runs if run.kind == "precheck" and case.outcome == Outcome.RUNNING), None)
    return {
        "prechecks": prechecks_of(case),
        "precheck": precheck,
        "may_precheck": access.may_precheck(actor, precheck) if precheck else None,
        "advices": Advice.choices,
        "precheck_sections": _precheck_form(case) if precheck else [],
        "visits": visits_of(case),
        "proxy": ProxyEntry.objects.filter(case=case).select_related("consent").first(),
        "in_center": actor.is_center,
        "late_reports": late_reports_of(case),
    }


def late_reports_of(case: Case) -> list[Fact]:
    """Settlements of this party that came late, as they were told; whoever decides reads them (지방보조금법 영 9④)."""
    known = facts.of_subjects("party", [case.party_id], seoul_date(case.submitted_at or case.started_at))
    return [fact for key, fact in sorted(known.get(case.party_id, {}).items()) if key.startswith("late_report:")]


def _precheck_form(case: Case) -> list[programs.Section]:
    """The definition's own questions that whoever prechecks answers."""
    return list(programs.terms_of(case.round_id, case.terms_sha256).precheck_sections)


def _open_screening(case: Case, open_runs: list[StageRun]) -> StageRun | None:
    """The screening that is under way."""
    if case.outcome != Outcome.RUNNING:
        return None
    return next((run for run in open_runs if run.kind == "screening"), None)


def _request_lines(case: Case, titles: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "places": ", ".join(titles.get(place, place) for place in asked.places),
            "message": asked.message,
            "asked_at": asked.asked_at,
            "asked_by": asked.asked_by_name,
            "due_at": asked.due_at,
            "answered_at": asked.answered_at,
        }
        for asked in requests_of(case)
    ]


_FOR_SOMEBODY = frozenset(
    {"start", "start_for", "submit", "intake.hand_in", "add_file", "remove_file", "answer_completion", "keep_consent"}
)


def timeline_of(case: Case) -> list[deeds.Line]:
    """The journal of the case in words, newest first."""
    lines = journal.lines_of_case(case.pk)[:200]
    entry = ProxyEntry.objects.filter(case=case).first()
    return [replace(deeds.line_of(line), what=deeds.in_words(line) + _on_behalf(line, entry)) for line in lines]


def _on_behalf(line: JournalLine, entry: ProxyEntry | None) -> str:
    """대리, where the hand at the counter did what is otherwise the applicant's."""
    if entry is None or line.account_id is None or line.account_id != entry.entered_by_id or line.verb not in _FOR_SOMEBODY:
        return ""
    with_consent = ", 동의서 있음" if entry.consent_at and entry.consent_at <= line.at else ""
    return f" ({entry.person_name}님 대리{with_consent})"
