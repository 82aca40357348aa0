"""Rules about support that was given before: exclusion, overlap between programs, how often."""

from datetime import date

from dure.apps.programs.rules.columns import ALWAYS, Sql, places
from dure.apps.programs.rules.kinds import Parameter, kind
from dure.apps.programs.rules.known import KnownFact, PartyFacts, count_of, decide, figure_of, sourced
from dure.apps.programs.terms import Bid, RuleTerm
from dure.kernel.korean import table_day, with_particle
from dure.kernel.verdicts import Verdict

SUPPORTED = "supported"
EVERYTHING = "all"
"""In an allow-list: support of any other program goes together with this one (중복지원 가능)."""
LONGEST_KEY = 60
_RECORDS = "센터의 지원 기록"


def supported_key(year: int | str, slug: str) -> str:
    """The fact that a party is supported by a program of a year."""
    return f"{SUPPORTED}:{year}:{slug}"[:LONGEST_KEY]


@kind(
    "참여제한 기간이 아니어야 해요.",
    needs=("excluded",),
    sql=lambda rule, day: Sql("COALESCE({0}, 0) = 0", (), ("excluded",)),
)
def not_excluded(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Not barred from support (지방보조금법 시행령 19). The fact holds until the last day of the bar, so its end needs no act."""
    sentence = "보조금 참여제한 기간이 아니어야 해요."
    found, fact = count_of(facts, "excluded"), facts.facts.get("excluded")
    if found is None or fact is None or found[0] == 0:
        return decide(rule, True, sentence, value="참여제한 기록이 없어요", source=_RECORDS, remedy="")
    until = getattr(fact, "valid_to", None)
    value = f"{table_day(until)}까지 참여제한" if until else "참여제한 중"
    remedy = f"{table_day(until)}이 지나면 신청할 수 있어요." if until else "참여제한이 풀리면 신청할 수 있어요."
    return decide(rule, False, sentence, value=value, source=sourced(fact), remedy=remedy)


def _barred(rule: RuleTerm, key: str) -> bool:
    """Does support of this key stand in the way? The allow-list wins over everything, and a program never bars itself."""
    _, year, slug = key.split(":", 2)
    if EVERYTHING in rule.words("allowed_with"):
        return False
    forbidden = _keyed(rule, "forbidden_with", year)
    if _same_year(rule) and year != _year(rule):
        return False
    if key in _keyed(rule, "allowed_with", year) or key == supported_key(year, str(rule.parameters.get("program") or "")):
        return False
    return key in forbidden if forbidden else bool(slug)


def _keyed(rule: RuleTerm, name: str, year: str) -> set[str]:
    return {supported_key(year, slug) for slug in rule.words(name)}


def _same_year(rule: RuleTerm) -> bool:
    return str(rule.parameters.get("same_year", "1")).lower() in {"1", "true", "yes"}


def _year(rule: RuleTerm) -> str:
    return str(rule.parameters.get("year") or "")


def _overlap_sql(rule: RuleTerm, day: date) -> Sql:
    """Support of any year that is not allowed, by the slug that follows the year in the key."""
    if EVERYTHING in rule.words("allowed_with"):
        return ALWAYS
    cut = f"{SUPPORTED}:0000:"
    tail = f"SUBSTR(n.key, {len(cut) + 1})"
    room = LONGEST_KEY - len(cut)
    allowed = tuple(slug[:room] for slug in (*rule.words("allowed_with"), str(rule.parameters.get("program") or "")))
    forbidden = tuple(slug[:room] for slug in rule.words("forbidden_with"))
    text = f"n.figure > 0 AND n.key LIKE %s AND {tail} NOT IN ({places(allowed)})"
    values: tuple[object, ...] = (f"{SUPPORTED}:{_year(rule)}:%" if _same_year(rule) else f"{SUPPORTED}:%", *allowed)
    if forbidden:
        text, values = f"{text} AND {tail} IN ({places(forbidden)})", (*values, *forbidden)
    return Sql(f"p.id NOT IN (SELECT n.subject_id FROM newest n WHERE {text})", values, (f"{SUPPORTED}:",))  # noqa: S608  our own words and places


@kind(
    "정해진 다른 사업과 같은 해에 겹쳐 지원받지 않아야 해요.",
    Parameter("forbidden_with", "겹치면 안 되는 사업", "keys", required=False, hint="비우면 다른 모든 사업"),
    Parameter("allowed_with", "함께 받아도 되는 사업", "keys", required=False, hint="all이면 모든 사업과 겹쳐도 됨"),
    Parameter("same_year", "같은 해만 따짐", "flag", required=False),
    needs=(SUPPORTED,),
    sql=_overlap_sql,
)
def not_supported_together(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Not supported in the same year by a program that does not go together with this one (중복지원); the allow-list names those that do."""
    allowed = rule.words("allowed_with")
    sentence = "같은 해에 겹쳐 지원받을 수 없는 사업의 지원을 받고 있지 않아야 해요."
    given = _supports(facts)
    barring = [(key, fact) for key, fact in given if _barred(rule, key)]
    if not barring:
        value = f"함께 받는 지원 {len(given)}건은 겹쳐도 돼요" if given else "겹치는 지원 기록이 없어요"
        value += (
            " (어느 사업과도 겹쳐 받을 수 있어요)"
            if EVERYTHING in allowed
            else f" (함께 받아도 되는 사업 {len(allowed)}개)"
            if allowed
            else ""
        )
        return decide(rule, True, sentence, value=value, source=_RECORDS, remedy="")
    fact = barring[0][1]
    value = ", ".join(f"{one.split(':', 2)[1]}년 {_title(found)}" for one, found in barring)
    remedy = f"{with_particle(_title(fact), '이')} 끝난 다음 해에 신청하거나, 둘 가운데 하나를 고르면 돼요."
    return decide(rule, False, sentence, value=value, source=sourced(fact), remedy=remedy)


def _title(fact: KnownFact) -> str:
    """The program's title stands first in the source of the fact."""
    return fact.source.partition(" · ")[0]


def _supports(facts: PartyFacts) -> list[tuple[str, KnownFact]]:
    found = sorted((key, fact) for key, fact in facts.facts.items() if key.startswith(f"{SUPPORTED}:") and (figure_of(fact.value) or 0) > 0)
    return [(key, fact) for key, fact in found if key.count(":") == 2]


def _times_sql(rule: RuleTerm, day: date) -> Sql:
    slug = str(rule.parameters.get("program") or "")
    text = (
        "p.id NOT IN (SELECT n.subject_id FROM newest n WHERE n.figure > 0 AND n.key LIKE %s AND SUBSTR(n.key, 16) = %s"
        " GROUP BY n.subject_id HAVING COUNT(*) >= %s)"
    )
    return Sql(text, (f"{SUPPORTED}:%", slug[: LONGEST_KEY - 15], rule.number("times")), (f"{SUPPORTED}:",))


@kind(
    "이 사업의 지원을 정해진 횟수까지만 받을 수 있어요.",
    Parameter("times", "몇 번까지", "number"),
    needs=(SUPPORTED,),
    sql=_times_sql,
)
def supported_times_at_most(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Supported by this program at most so many times, this one counted."""
    times, slug = rule.number("times"), str(rule.parameters.get("program") or "")
    years = [key.split(":")[1] for key, _ in _supports(facts) if key == supported_key(key.split(":")[1], slug)]
    sentence = f"이 사업의 지원은 모두 {times}번까지 받을 수 있어요."
    value = f"지금까지 {len(years)}번" + (f" ({', '.join(years)}년)" if years else "")
    return decide(
        rule, len(years) < times, sentence, value=value, source=_RECORDS, remedy="이미 받은 횟수를 다 채웠어요. 다른 사업을 살펴보세요."
    )
