"""Rules about papers and consents that the house already holds."""

from datetime import date

from dure.apps.programs.rules.columns import Sql
from dure.apps.programs.rules.kinds import Parameter, kind
from dure.apps.programs.rules.known import PartyFacts, count_of, decide, sourced, unknown
from dure.apps.programs.terms import Bid, RuleTerm
from dure.kernel.korean import table_day
from dure.kernel.verdicts import Verdict

PAPER_WORDS = {
    "registration": "사업자등록증 또는 고유번호증",
    "articles": "정관",
    "status_proof": "인증서·지정서",
    "national_tax": "국세 납세증명서",
    "local_tax": "지방세 납세증명서",
    "insurance": "4대보험 완납증명서",
    "financial_statements": "재무제표",
    "member_list": "조합원·회원 명부",
}


def _papers_sql(rule: RuleTerm, day: date) -> Sql:
    """Unknown as soon as one of the papers is not here; a paper that staff did not accept (0) is a no."""
    kinds = rule.words("papers")
    if not kinds:
        return Sql("1 = 1")
    return Sql(" AND ".join(f"{{{n}}} >= 1" for n in range(len(kinds))), (), tuple(f"document:{paper}" for paper in kinds))


@kind(
    "서류함에 유효한 서류가 있어야 해요.",
    Parameter("papers", "서류", "keys", tuple(PAPER_WORDS.items())),
    needs=("document",),
    within_reach=True,
    sql=_papers_sql,
)
def documents_valid(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """The papers are in the party's wallet and have not expired: each fact ends on the paper's last day."""
    kinds = rule.words("papers")
    names = {paper: PAPER_WORDS.get(paper, paper) for paper in kinds}
    sentence = f"유효한 서류가 있어야 해요: {', '.join(names.values())}."
    found = {paper: count_of(facts, f"document:{paper}") for paper in kinds}
    declined = [names[paper] for paper, figure in found.items() if figure is not None and figure[0] < 1]
    missing = [names[paper] for paper, figure in found.items() if figure is None]
    value = f"{len(kinds)}개 중 {len(kinds) - len(missing) - len(declined)}개"
    if declined:
        remedy = f"{', '.join(declined)}을 새로 올려 주세요."
        return decide(rule, False, sentence, value=value, source="서류함", remedy=remedy)
    if missing:
        return unknown(rule, sentence, value=value, remedy=f"서류함에 올려 주세요: {', '.join(missing)}. 기간이 끝난 서류는 새로 내요.")
    ends = [until for paper in kinds if (until := getattr(facts.facts[f"document:{paper}"], "valid_to", None))]
    value += f", 가장 먼저 끝나는 날 {table_day(min(ends))}" if ends else ""
    return decide(rule, True, sentence, value=value, source="서류함", remedy="")


@kind(
    "정해진 동의를 했어야 해요.",
    Parameter("consent", "동의의 이름", "text"),
    needs=("consent",),
    within_reach=True,
    sql=lambda rule, day: Sql("{0} >= 1", (), (f"consent:{rule.parameters['consent']}",)),
)
def consent_given(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """The party agreed to a text, and has not taken it back."""
    key = f"consent:{rule.parameters['consent']}"
    sentence = "필요한 동의를 했어야 해요."
    found = count_of(facts, key)
    if found is None:
        return unknown(rule, sentence, remedy="신청서를 낼 때 동의하면 돼요.")
    source = sourced(facts.facts[key])
    yes = found[0] >= 1
    return decide(rule, yes, sentence, value="동의함" if yes else "동의하지 않음", source=source, remedy="신청서를 낼 때 동의하면 돼요.")
