"""Rules about workers, sales, reserves and households: figures that a party states or a paper proves."""

from datetime import date

from dure.apps.programs.rules.columns import Sql, compared
from dure.apps.programs.rules.kinds import Parameter, kind
from dure.apps.programs.rules.known import PartyFacts, count_of, decide, unknown
from dure.apps.programs.terms import Bid, RuleTerm
from dure.kernel.korean import with_particle
from dure.kernel.verdicts import Verdict
from dure.kernel.won import percent_met, won_in_full

_WORKERS = ("workers",)
_LEAST = Parameter("count", "몇 명 이상", "number")
_MOST = Parameter("count", "몇 명 이하", "number")
_PERCENT = Parameter("percent", "몇 % 이상", "percent")


@kind(
    "유급 근로자가 몇 명 이상이어야 해요.",
    _LEAST,
    needs=_WORKERS,
    within_reach=True,
    sql=lambda rule, day: compared("workers", ">=", rule.number("count")),
)
def workers_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At least so many paid workers."""
    bound = rule.number("count")
    return _counted(rule, facts, "workers", bound, f"유급 근로자가 {bound}명 이상이어야 해요.", "유급 근로자 수", at_least=True)


@kind("유급 근로자가 몇 명 이하여야 해요.", _MOST, needs=_WORKERS, sql=lambda rule, day: compared("workers", "<=", rule.number("count")))
def workers_at_most(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At most so many paid workers."""
    bound = rule.number("count")
    return _counted(rule, facts, "workers", bound, f"유급 근로자가 {bound}명 이하여야 해요.", "유급 근로자 수", at_least=False)


@kind(
    "고용보험 피보험자가 몇 명보다 적어야 해요.",
    Parameter("count", "몇 명 미만", "number"),
    needs=("insured_workers",),
    sql=lambda rule, day: compared("insured_workers", "<", rule.number("count")),
)
def insured_workers_below(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Fewer insured staff than so many (2026년 일자리 지원: 30명 미만)."""
    bound = rule.number("count")
    sentence = f"고용보험 피보험자가 {bound}명 미만이어야 해요."
    return _counted(rule, facts, "insured_workers", bound - 1, sentence, "고용보험 피보험자 수", at_least=False)


@kind(
    "사업을 하는 곳이 몇 세대 이상이어야 해요.",
    Parameter("count", "몇 세대 이상", "number"),
    needs=("households",),
    sql=lambda rule, day: compared("households", ">=", rule.number("count")),
)
def households_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """A housing complex of so many households (공동주택 같이살림: 150)."""
    bound = rule.number("count")
    sentence = f"{bound}세대 이상인 공동주택 단지여야 해요."
    return _counted(rule, facts, "households", bound, sentence, "단지의 세대 수", at_least=True, unit="세대")


@kind(
    "지정 몇 차년 사업을 마쳤어야 해요.",
    Parameter("year", "몇 차년", "number"),
    needs=("completed_year",),
    sql=lambda rule, day: compared("completed_year", ">=", rule.number("year")),
)
def completed_year(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """A year of designation was completed before this one."""
    year = rule.number("year")
    sentence = f"지정 {year}차년 사업을 마쳤어야 해요."
    found = count_of(facts, "completed_year")
    if found is None:
        return unknown(rule, sentence, remedy="지난 지정 사업의 결과보고 기록이 있으면 확인돼요. 담당자에게 알려 주세요.")
    return decide(
        rule,
        found[0] >= year,
        sentence,
        value=f"{found[0]}차년까지 마침",
        source=found[1],
        remedy=f"{year}차년 사업을 마친 뒤에 신청할 수 있어요.",
    )


@kind(
    "유급 근로자 가운데 취약계층이 몇 % 이상이어야 해요.",
    _PERCENT,
    needs=("workers", "vulnerable_workers"),
    within_reach=True,
    sql=lambda rule, day: Sql("{1} * 100 >= {0} * %s", (rule.number("percent"),), ("workers", "vulnerable_workers")),
)
def vulnerable_workers_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """So many percent of the paid workers belong to vulnerable groups (사회적기업육성법 시행령 9: 30, 20)."""
    percent = rule.number("percent")
    sentence = f"유급 근로자의 {percent}% 이상이 취약계층이어야 해요."
    workers, vulnerable = count_of(facts, "workers"), count_of(facts, "vulnerable_workers")
    if workers is None or vulnerable is None:
        return unknown(rule, sentence, remedy="단체 정보에서 유급 근로자 수와 그 가운데 취약계층 수를 적어 주세요.")
    whole, part = workers[0], vulnerable[0]
    lacking = -(-whole * percent // 100) - part
    value = f"{whole}명 가운데 {part}명({_share(part, whole)}%)"
    return decide(
        rule,
        percent_met(part, whole, percent),
        sentence,
        value=value,
        source=vulnerable[1],
        remedy=f"취약계층이 {lacking}명 더 일하면 돼요.",
    )


@kind(
    "여섯 달의 매출이 같은 기간 인건비의 몇 % 이상이어야 해요.",
    _PERCENT,
    needs=("sales", "labor_cost"),
    sql=lambda rule, day: Sql("{0} * 100 >= {1} * %s", (rule.number("percent"),), ("sales", "labor_cost")),
)
def sales_to_labor_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Sales of the six months before the application month against the labor cost of the same months (사회적기업 인증: 50 %)."""
    percent = rule.number("percent")
    sentence = f"신청 전 여섯 달의 매출이 같은 기간 인건비의 {percent}% 이상이어야 해요."
    return _part_of(rule, facts, ("sales", "매출"), ("labor_cost", "인건비"), percent, sentence)


@kind(
    "이익의 몇 % 이상을 적립했어야 해요.",
    _PERCENT,
    needs=("net_profit", "reserve"),
    sql=lambda rule, day: Sql("{0} * 100 >= {1} * %s", (rule.number("percent"),), ("reserve", "net_profit")),
)
def reserve_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """So many percent of the year's net profit went to the reserve (마을기업 손실준비금 10 %, 보조금을 받은 해 30 %)."""
    percent = rule.number("percent")
    sentence = f"지난해 순이익의 {percent}% 이상을 손실준비금으로 적립했어야 해요."
    return _part_of(rule, facts, ("reserve", "적립금"), ("net_profit", "순이익"), percent, sentence)


def _part_of(rule: RuleTerm, facts: PartyFacts, part: tuple[str, str], whole: tuple[str, str], percent: int, sentence: str) -> Verdict:
    """An amount against another amount, with the won that are lacking."""
    own, base = count_of(facts, part[0]), count_of(facts, whole[0])
    if own is None or base is None:
        return unknown(
            rule,
            sentence,
            remedy=f"단체 정보에 {with_particle(part[1], '과')} {with_particle(whole[1], '을')} 적거나 재무제표를 올려 주세요.",
        )
    lacking = -(-base[0] * percent // 100) - own[0]
    value = f"{part[1]} {won_in_full(own[0])} / {whole[1]} {won_in_full(base[0])} ({_share(own[0], base[0])}%)"
    yes = percent_met(own[0], base[0], percent)
    return decide(rule, yes, sentence, value=value, source=own[1], remedy=f"{part[1]}이 {won_in_full(max(lacking, 0))} 더 있으면 돼요.")


def _counted(
    rule: RuleTerm, facts: PartyFacts, key: str, bound: int, sentence: str, what: str, *, at_least: bool, unit: str = "명"
) -> Verdict:
    found = count_of(facts, key)
    if found is None:
        return unknown(rule, sentence, remedy=f"단체 정보에 {what}를 적어 주세요.")
    gap = bound - found[0] if at_least else found[0] - bound
    remedy = f"{what}가 {bound}{unit} {'이상' if at_least else '이하'}일 때 신청할 수 있어요. 지금은 {abs(gap)}{unit} {'모자라요' if at_least else '많아요'}."
    return decide(rule, gap <= 0, sentence, value=f"{found[0]}{unit}", source=found[1], remedy=remedy)


def _share(part: int, whole: int) -> str:
    return f"{part * 1000 // whole / 10:.1f}" if whole else "0.0"
