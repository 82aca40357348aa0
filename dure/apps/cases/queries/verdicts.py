"""What the rules said when the application was handed in, and what they say now; what was kept is never judged anew."""

from dataclasses import dataclass
from datetime import datetime

from dure.apps.cases.models import Case
from dure.apps.cases.queries.content import Content
from dure.apps.cases.queries.standing import findings_of
from dure.apps.cases.words import ANSWER_WORDS
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.verdicts import Answer, Verdict

OVERLAP = "not_supported_together"


@dataclass(frozen=True, slots=True)
class Change:
    """A rule whose answer or value is another now."""

    sentence: str
    before: str
    after: str
    tone: str
    why: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Support of other programs that was found, and the programs that go together with this one."""

    found: str
    allowed: tuple[str, ...]
    is_barred: bool


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """The kept verdicts beside today's."""

    kept_at: datetime | None
    changes: tuple[Change, ...]
    overlap: Overlap | None


def then_and_now(case: Case, *, at: datetime, content: Content) -> ThenAndNow:
    """Compare the newest submission's verdicts with what the same terms say of today's facts."""
    kept = case.submissions.order_by("-number").first()
    now = findings_of(case, at=at, content=content).verdicts
    before = [_kept(said) for said in kept.verdicts] if kept else []
    return ThenAndNow(kept.at if kept else None, tuple(_changes(before, now)), _overlap(case, now, at))


def _kept(said: dict[str, str]) -> Verdict:
    words = {name: value for name, value in said.items() if name != "answer"}
    return Verdict(answer=Answer(said["answer"]), **words)


def _changes(before: list[Verdict], now: tuple[Verdict, ...]) -> list[Change]:
    """Rules are told apart by name and clause; one that was not asked then, or is not asked now, says so."""
    old = {(verdict.rule, verdict.clause): verdict for verdict in before}
    found = []
    for verdict in now:
        then = old.get((verdict.rule, verdict.clause))
        if before and (then is None or (then.answer, then.value) != (verdict.answer, verdict.value)):
            word, tone = ANSWER_WORDS[verdict.answer]
            said = f"{ANSWER_WORDS[then.answer][0]} ({then.value or '값 없음'})" if then else "묻지 않음"
            found.append(Change(verdict.sentence, said, f"{word} ({verdict.value or '값 없음'})", tone, verdict.value_source))
    return found


def _overlap(case: Case, now: tuple[Verdict, ...], at: datetime) -> Overlap | None:
    verdict = next((one for one in now if one.rule == OVERLAP), None)
    if verdict is None:
        return None
    day = seoul_date(case.round.published_at or at)
    slugs = {slug for rule in programs.terms_of(case.round_id).rules_on(day) if rule.kind == OVERLAP for slug in rule.words("allowed_with")}
    year = case.round.program.edition.year
    titles = programs.Program.objects.filter(slug__in=slugs, edition__year=year).order_by("order", "id").values_list("title", flat=True)
    allowed = ("모든 사업",) if "all" in slugs else tuple(titles)
    return Overlap(verdict.value, allowed, verdict.answer is Answer.NO)
