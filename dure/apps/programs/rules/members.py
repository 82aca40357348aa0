"""Rules about members, investors and residents (마을기업 지정요건, domain.md §2.1)."""

from datetime import date

from dure.apps.programs.rules.columns import Sql, compared
from dure.apps.programs.rules.kinds import Parameter, kind
from dure.apps.programs.rules.known import PartyFacts, count_of, decide, sourced, unknown
from dure.apps.programs.terms import Bid, RuleTerm
from dure.kernel.verdicts import Verdict
from dure.kernel.won import percent_met

_ASK_MEMBERS = "단체 정보에서 구성원(출자자) 수를 적어 주세요."
_COUNT = Parameter("count", "몇 명 이상", "number")
_PERCENT = Parameter("percent", "몇 %까지", "percent")
COURSES = (("intro", "입문교육"), ("basic", "기초교육"), ("common", "공통교육"), ("advanced", "심화교육"), ("specialist", "전문교육"))


@kind(
    "구성원(출자자)이 몇 명 이상이어야 해요.",
    _COUNT,
    needs=("members",),
    within_reach=True,
    sql=lambda rule, day: compared("members", ">=", rule.number("count")),
)
def members_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At least so many members or investors."""
    least = rule.number("count")
    sentence = f"구성원(출자자)이 {least}명 이상이어야 해요."
    found = count_of(facts, "members")
    if found is None:
        return unknown(rule, sentence, remedy=_ASK_MEMBERS)
    members, source = found
    return decide(rule, members >= least, sentence, value=f"{members}명", source=source, remedy=f"{least - members}명이 더 있으면 돼요.")


@kind(
    "출자한 지역주민이 몇 명 이상이어야 해요.",
    _COUNT,
    needs=("resident_members",),
    within_reach=True,
    sql=lambda rule, day: compared("resident_members", ">=", rule.number("count")),
)
def resident_members_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At least so many investing residents (마을기업법 시행령 14①1)."""
    least = rule.number("count")
    sentence = f"출자한 지역주민이 {least}명 이상이어야 해요."
    found = count_of(facts, "resident_members")
    if found is None:
        return unknown(rule, sentence, remedy="단체 정보에서 지역주민인 구성원 수를 적어 주세요.")
    lacking = least - found[0]
    return decide(rule, lacking <= 0, sentence, value=f"주민 {found[0]}명", source=found[1], remedy=f"주민이 {lacking}명 더 출자하면 돼요.")


def _residents_sql(rule: RuleTerm, day: date) -> Sql:
    percent = f"CASE WHEN {{2}} = 1 THEN {_bound(rule, 'youth_percent')} WHEN {{3}} = 1 THEN {_bound(rule, 'wide_percent')} ELSE {rule.number('percent')} END"
    text = (
        f"CASE WHEN {{0}} IS NULL OR {{1}} IS NULL THEN NULL WHEN {{0}} = {_all_if(rule)} AND COALESCE({{2}}, 0) <> 1 THEN {{1}} = {{0}}"
        f" ELSE {{1}} * 100 >= {{0}} * ({percent}) END"
    )
    return Sql(text, (), ("members", "resident_members", "youth_type", "district_wide"))


def _all_if(rule: RuleTerm) -> int:
    return int(str(rule.parameters.get("all_if") or -1))


def _bound(rule: RuleTerm, name: str) -> int:
    """The percent of a special type; where the rule names none, everybody's."""
    return int(str(rule.parameters.get(name) or rule.number("percent")))


@kind(
    "구성원 가운데 지역주민이 몇 % 이상이어야 해요.",
    Parameter("percent", "몇 % 이상", "percent"),
    Parameter("all_if", "구성원이 꼭 이 수이면 전원", "number", required=False),
    Parameter("wide_percent", "시군구를 지역으로 볼 때 몇 % 이상", "percent", required=False),
    Parameter("youth_percent", "청년형이면 몇 % 이상", "percent", required=False),
    needs=("members", "resident_members"),
    within_reach=True,
    sql=_residents_sql,
)
def residents_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """So many percent of the members live (or, where the rule says so, work) in the area; a group of `all_if` members needs all of them.

    A youth type (청년형) is eased to `youth_percent`; who takes the whole district as the area needs `wide_percent`.
    """
    percent, all_if, why = _percent_for(rule, facts)
    sentence = f"구성원의 {percent}% 이상이 지역주민이어야 해요.{why}" + (
        f" 모두 {all_if}명이면 전원이 주민이어야 해요." if all_if > 0 else ""
    )
    members, residents = count_of(facts, "members"), count_of(facts, "resident_members")
    if members is None or residents is None:
        return unknown(rule, sentence, remedy="단체 정보에서 구성원 수와 그 가운데 지역주민 수를 적어 주세요.")
    whole, part = members[0], residents[0]
    needed = whole if whole == all_if else -(-whole * percent // 100)
    yes = part == whole if whole == all_if else percent_met(part, whole, percent)
    value = f"{whole}명 가운데 주민 {part}명({_one_decimal(part, whole)}%)"
    return decide(rule, yes, sentence, value=value, source=residents[1], remedy=f"주민이 {needed - part}명 더 있으면 돼요.")


def _percent_for(rule: RuleTerm, facts: PartyFacts) -> tuple[int, int, str]:
    """The percent that binds this party, the count of which all must be residents, and why in words."""
    if _is(facts, "youth_type") and rule.parameters.get("youth_percent"):
        return _bound(rule, "youth_percent"), -1, " (청년형)"
    if _is(facts, "youth_type"):
        return rule.number("percent"), -1, ""
    if _is(facts, "district_wide") and rule.parameters.get("wide_percent"):
        return _bound(rule, "wide_percent"), _all_if(rule), " (시군구를 지역으로 볼 때)"
    return rule.number("percent"), _all_if(rule), ""


def _is(facts: PartyFacts, key: str) -> bool:
    found = count_of(facts, key)
    return found is not None and found[0] == 1


def _youth_sql(rule: RuleTerm, day: date) -> Sql:
    below, above = rule.number("few_below") * 100, rule.number("many_above") * 100
    few, between, many = (rule.number(name) for name in ("percent_few", "percent_between", "percent_many"))
    percent = f"CASE WHEN {{3}} < {below} THEN {few} WHEN {{3}} <= {above} THEN {between} ELSE {many} END"
    unsaid = "{1} IS NULL OR {2} IS NULL OR {3} IS NULL"
    condition = f"CASE WHEN COALESCE({{0}}, 0) <> 1 THEN 1 = 1 WHEN {unsaid} THEN NULL ELSE {{2}} * 100 >= {{1}} * ({percent}) END"
    return Sql(condition, (), ("youth_type", "members", "youth_members", "district_youth_per_10000"))


@kind(
    "청년형이라면 청년 구성원이 지역의 청년 인구에 따라 정한 비율 이상이어야 해요.",
    Parameter("few_below", "지역의 청년 인구가 적다고 보는 비율(몇 % 미만)", "percent"),
    Parameter("many_above", "지역의 청년 인구가 많다고 보는 비율(몇 % 초과)", "percent"),
    Parameter("percent_few", "적은 지역에서 청년 구성원 몇 % 이상", "percent"),
    Parameter("percent_between", "그 사이 지역에서 청년 구성원 몇 % 이상", "percent"),
    Parameter("percent_many", "많은 지역에서 청년 구성원 몇 % 이상", "percent"),
    needs=("youth_type", "members", "youth_members", "district_youth_per_10000"),
    within_reach=True,
    sql=_youth_sql,
)
def youth_members_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """A youth type has so many young members, by how much of the district's population is young (시행령 17: 30, 40 or 50 %)."""
    few, between, many = (rule.number(name) for name in ("percent_few", "percent_between", "percent_many"))
    sentence = f"청년형이면 청년 구성원이 {few}·{between}·{many}%(지역 청년 인구 비율에 따라) 이상이어야 해요."
    if not _is(facts, "youth_type"):
        return decide(rule, True, sentence, value="청년형이 아니라서 따지지 않아요", source="단체 정보", remedy="")
    figures = [count_of(facts, key) for key in ("members", "youth_members", "district_youth_per_10000")]
    if None in figures:
        return unknown(rule, sentence, remedy="단체 정보에서 구성원 수와 청년 구성원 수, 지역의 청년 인구 비율을 적어 주세요.")
    (whole, _), (young, source), (share, _) = (found for found in figures if found is not None)
    percent = few if share < rule.number("few_below") * 100 else between if share <= rule.number("many_above") * 100 else many
    value = f"{whole}명 가운데 청년 {young}명({_one_decimal(young, whole)}%), 지역 청년 인구 {share // 100}.{share % 100:02d}% → {percent}% 필요"
    remedy = f"청년이 {-(-whole * percent // 100) - young}명 더 있으면 돼요. 청년형이 아닌 일반형으로 신청할 수도 있어요."
    return decide(rule, percent_met(young, whole, percent), sentence, value=value, source=source, remedy=remedy)


@kind(
    "한 사람의 지분이 몇 %를 넘지 않아야 해요.",
    _PERCENT,
    needs=("largest_share_per_10000",),
    within_reach=True,
    sql=lambda rule, day: compared("largest_share_per_10000", "<=", rule.number("percent") * 100),
)
def largest_share_at_most(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """No single investor holds more than so many percent; the fact is in ten-thousandths, so that 30.01 % is seen."""
    return _share_at_most(rule, facts, "largest_share", "한 사람의 지분", "가장 큰 지분을 가진 사람의 비율을 단체 정보에 적어 주세요.")


@kind(
    "가족 등 특수관계인의 지분 합계가 몇 %를 넘지 않아야 해요.",
    _PERCENT,
    needs=("related_share_per_10000",),
    within_reach=True,
    sql=lambda rule, day: compared("related_share_per_10000", "<=", rule.number("percent") * 100),
)
def related_shares_at_most(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """A family and other related persons together hold at most so many percent."""
    return _share_at_most(
        rule, facts, "related_share", "가족 등 특수관계인의 지분 합계", "특수관계인의 지분 합계를 단체 정보에 적어 주세요."
    )


def _share_at_most(rule: RuleTerm, facts: PartyFacts, key: str, what: str, remedy: str) -> Verdict:
    percent = rule.number("percent")
    sentence = f"{what}{'이' if what.endswith('분') else '가'} {percent}%를 넘지 않아야 해요."
    found = count_of(facts, f"{key}_per_10000")
    if found is None:
        return unknown(rule, sentence, remedy=remedy)
    share, source = found
    over = share - percent * 100
    value = f"{share // 100}.{share % 100:02d}%"
    remedy = f"{over // 100}.{over % 100:02d}%p만큼 줄여 {percent}% 이하로 나누면 돼요."
    return decide(rule, over <= 0, sentence, value=value, source=source, remedy=remedy)


def _only_lives(rule: RuleTerm) -> bool:
    return str(rule.parameters.get("only_lives") or "0") in {"1", "true", "yes"}


@kind(
    "대표자가 지역주민이어야 해요.",
    Parameter("only_lives", "사는 사람만 (일하는 사람은 빼고)", "flag", required=False),
    needs=("representative_resident",),
    within_reach=True,
    sql=lambda rule, day: Sql("{0} = 1" if _only_lives(rule) else "{0} IN (1, 2)", (), ("representative_resident",)),
)
def representative_is_resident(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """The representative lives (or, under the Act of 2026, works) in the area."""
    sentence = "대표자가 지역에 사는 주민이어야 해요." if _only_lives(rule) else "대표자가 지역주민이어야 해요."
    found, fact = count_of(facts, "representative_resident"), facts.facts.get("representative_resident")
    if found is None or fact is None:
        return unknown(rule, sentence, remedy="단체 정보에서 대표자가 지역주민인지 알려 주세요.")
    words = {1: "주민이에요", 2: "지역에서 일해요"}
    return decide(
        rule,
        found[0] in ({1} if _only_lives(rule) else {1, 2}),
        sentence,
        value=words.get(found[0], "주민이 아니에요"),
        source=sourced(fact),
        remedy="지역에 살거나(법 시행 뒤에는 일하는 사람도 포함) 있는 사람이 대표를 맡으면 돼요.",
    )


def _with_representative(rule: RuleTerm) -> bool:
    return str(rule.parameters.get("with_representative") or "0") in {"1", "true", "yes"}


def _trained_sql(rule: RuleTerm, day: date) -> Sql:
    course, least = str(rule.parameters["course"]), rule.number("members")
    if not _with_representative(rule):
        return Sql("{0} >= %s", (least,), (f"trained:{course}",))
    text = "CASE WHEN {0} < %s THEN 1 = 0 WHEN {0} IS NULL OR {1} IS NULL THEN NULL ELSE {1} = 1 END"
    return Sql(text, (least,), (f"trained:{course}", f"trained_representative:{course}"))


@kind(
    "정해진 교육을 구성원 몇 명 이상이 마쳐야 해요.",
    Parameter("course", "교육", "text", COURSES),
    Parameter("hours", "몇 시간", "number"),
    Parameter("members", "몇 명 이상", "number"),
    Parameter("title", "교육 이름", "text", required=False),
    Parameter("with_representative", "대표자도 꼭 마쳐야 함", "flag", required=False),
    needs=("trained", "trained_representative"),
    within_reach=True,
    sql=_trained_sql,
)
def trained_members(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """So many members finished a course of so many hours, where wanted with the representative among them."""
    course, hours, least = str(rule.parameters["course"]), rule.number("hours"), rule.number("members")
    title, together = str(rule.parameters.get("title") or course), _with_representative(rule)
    sentence = f"{title} 교육({hours}시간)을 구성원 {least}명 이상이 마쳐야 해요." + (" 대표자도 마쳐야 해요." if together else "")
    found, head = count_of(facts, f"trained:{course}"), count_of(facts, f"trained_representative:{course}")
    if found is None:
        return unknown(rule, sentence, remedy=f"{title} 교육을 마친 기록이 아직 없어요. 교육을 신청하거나 수료증을 올려 주세요.")
    finished, source = found
    value = f"{finished}명 이수"
    if finished < least:
        return decide(rule, False, sentence, value=value, source=source, remedy=f"{least - finished}명이 더 이수하면 돼요.")
    if together and head is None:
        return unknown(rule, sentence, value=value, remedy=f"대표자가 {title} 교육을 마쳤는지 수료증을 올려 알려 주세요.")
    led = not together or (head is not None and head[0] == 1)
    return decide(rule, led, sentence, value=value, source=source, remedy=f"대표자가 {title} 교육을 마치면 돼요.")


def _one_decimal(part: int, whole: int) -> str:
    return f"{part * 1000 // whole / 10:.1f}" if whole else "0.0"
