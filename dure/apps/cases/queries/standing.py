"""How a case stands now: where one may write, what it still wants, and what its rules say."""

from datetime import datetime

from dure.apps.cases.models import Case, CompletionRequest, StageRun
from dure.apps.cases.queries.content import Content, content_of
from dure.apps.cases.rules.budget import bid_of
from dure.apps.cases.rules.places import Fix, OpenPlaces, fixes
from dure.apps.cases.words import ANSWER_WORDS, Outcome
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.korean import instant_words
from dure.kernel.period import Period
from dure.kernel.verdicts import Findings, Verdict

_HANDED_IN = "이미 낸 신청서예요. 접수가 끝나기 전이면 철회하고 다시 낼 수 있고, 그 뒤에는 담당자에게 문의해 주세요."
_ENDED = "끝난 신청 건이라 고칠 수 없어요."


def open_places(case: Case, at: datetime) -> OpenPlaces:
    """A draft is open everywhere while its window is; one that was handed in only where completion was asked, until it is due."""
    if case.outcome == Outcome.DRAFT:
        permission = programs.may_hand_in(case.round_id, case.district_id or "", at)
        return OpenPlaces(everywhere=bool(permission), reason=permission.reason)
    if case.outcome != Outcome.RUNNING:
        return OpenPlaces(reason=_ENDED)
    asked = open_request(case)
    if asked is None:
        return OpenPlaces(reason=_HANDED_IN)
    if at >= asked.due_at:
        return OpenPlaces(reason=f"{instant_words(asked.due_at)}에 보완 기한이 끝났어요. 담당자에게 문의해 주세요.")
    return OpenPlaces(named=frozenset(asked.places), reason="보완을 요청받은 곳만 고칠 수 있어요.")


def open_request(case: Case) -> CompletionRequest | None:
    """What the applicant is asked to complete now."""
    return (
        CompletionRequest.objects.filter(case=case, answered_at=None, lapsed_at=None, run__state="returned")
        .select_related("run")
        .order_by("id")
        .first()
    )


def window_of(case: Case) -> Period:
    """When one may hand in."""
    return programs.intake_window(case.round_id, case.district_id or "")


def current_run(case: Case) -> StageRun | None:
    """The stage in which the case stands."""
    return case.runs.filter(closed_at=None).exclude(begun_at=None).order_by("order", "id").first()


def fixes_of(case: Case, content: Content | None = None) -> list[Fix]:
    """What the application still wants."""
    return fixes(programs.terms_of(case.round_id, case.terms_sha256), content_of(case) if content is None else content)


def findings_of(case: Case, *, at: datetime, content: Content | None = None) -> Findings:
    """Every rule of the terms, answered for the party and for what it asks."""
    said = content_of(case) if content is None else content
    facts = people.party_facts(case.party_id, at=at)
    noticed = case.round.published_at
    return programs.check(
        programs.terms_of(case.round_id, case.terms_sha256), facts, bid_of(said), at=at, noticed_on=seoul_date(noticed) if noticed else None
    )


def findings_under(case: Case, terms: programs.Terms, facts: people.KnownParty, content: Content, *, at: datetime) -> Findings:
    """The rules of other terms than the case's own, on what is known of the party and on what the application says."""
    noticed = case.round.published_at
    return programs.check(terms, facts, bid_of(content), at=at, noticed_on=seoul_date(noticed) if noticed else None)


def verdict_lines(findings: Findings) -> list[tuple[Verdict, str, str]]:
    """Each verdict with its word and tone, as pages show it."""
    return [(verdict, str(ANSWER_WORDS[verdict.answer][0]), ANSWER_WORDS[verdict.answer][1]) for verdict in findings.verdicts]


def consent_texts(at: datetime) -> list[people.ConsentText]:
    """The newest text in force of each consent that an application asks for, required ones first."""
    rows = people.ConsentText.objects.filter(key__startswith="application", since__lte=seoul_date(at)).order_by("key", "version")
    newest = {text.key: text for text in rows}
    return sorted(newest.values(), key=lambda text: (not text.required, text.key))
