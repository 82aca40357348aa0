"""Rules about members, investors and residents (마을기업 지정요건, domain.md §2.1)."""

from datetime import date

from dure.apps.programs.rules.known import PartyFacts, count_of, decide, unknown
from dure.apps.programs.terms import Bid, RuleTerm
from dure.kernel.verdicts import Verdict
from dure.kernel.won import percent_met

_ASK_MEMBERS = "단체 정보에서 구성원(출자자) 수를 적어 주세요."


def members_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At least so many members or investors."""
    least = rule.number("count")
    sentence = f"구성원(출자자)이 {least}명 이상이어야 해요."
    found = count_of(facts, "members")
    if found is None:
        return unknown(rule, sentence, remedy=_ASK_MEMBERS)
    members, source = found
    return decide(rule, members >= least, sentence, value=f"{members}명", source=source, remedy=f"{least - members}명이 더 있으면 돼요.")


def residents_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """So many percent of the members live (or, where the rule says so, work) in the area; a group of `all_if` members needs all of them."""
    percent, all_if = rule.number("percent"), int(str(rule.parameters.get("all_if") or 0))
    sentence = f"구성원의 {percent}% 이상이 지역주민이어야 해요." + (f" 모두 {all_if}명이면 전원이 주민이어야 해요." if all_if else "")
    members, residents = count_of(facts, "members"), count_of(facts, "resident_members")
    if members is None or residents is None:
        return unknown(rule, sentence, remedy="단체 정보에서 구성원 수와 그 가운데 지역주민 수를 적어 주세요.")
    whole, part = members[0], residents[0]
    needed = whole if whole == all_if else -(-whole * percent // 100)
    yes = part == whole if whole == all_if else percent_met(part, whole, percent)
    value = f"{whole}명 가운데 주민 {part}명({_one_decimal(part, whole)}%)"
    return decide(rule, yes, sentence, value=value, source=residents[1], remedy=f"주민이 {needed - part}명 더 있으면 돼요.")


def largest_share_at_most(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """No single investor holds more than so many percent; the fact is in ten-thousandths, so that 30.01 % is seen."""
    return _share_at_most(rule, facts, "largest_share", "한 사람의 지분", "가장 큰 지분을 가진 사람의 비율을 단체 정보에 적어 주세요.")


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
    value = f"{share // 100}.{share % 100:02d}%"
    return decide(rule, share <= percent * 100, sentence, value=value, source=source, remedy=f"{percent}% 이하로 나누면 돼요.")


def representative_is_resident(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """The representative lives (or, under the Act of 2026, works) in the area."""
    sentence = "대표자가 지역주민이어야 해요."
    fact = facts.facts.get("representative_resident")
    if fact is None:
        return unknown(rule, sentence, remedy="단체 정보에서 대표자가 지역주민인지 알려 주세요.")
    lives = fact.value in {True, "lives", "works"}
    return decide(
        rule,
        lives,
        sentence,
        value="주민이에요" if lives else "주민이 아니에요",
        source=fact.source,
        remedy="지역에 살거나(법 시행 뒤에는 일하는 사람도 포함) 있는 사람이 대표를 맡으면 돼요.",
    )


def trained_members(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """So many members finished a course of so many hours, where wanted with the representative among them."""
    course, hours, least = str(rule.parameters["course"]), rule.number("hours"), rule.number("members")
    title = str(rule.parameters.get("title") or course)
    sentence = f"{title} 교육({hours}시간)을 구성원 {least}명 이상이 마쳐야 해요."
    fact = facts.facts.get(f"trained:{course}")
    if fact is None:
        return unknown(rule, sentence, remedy=f"{title} 교육을 마친 기록이 아직 없어요. 교육을 신청하거나 수료증을 올려 주세요.")
    finished = int(fact.value)
    return decide(
        rule,
        finished >= least,
        sentence,
        value=f"{finished}명 이수",
        source=fact.source,
        remedy=f"{least - finished}명이 더 이수하면 돼요.",
    )


def _one_decimal(part: int, whole: int) -> str:
    return f"{part * 1000 // whole / 10:.1f}" if whole else "0.0"


MEMBER_RULES = {
    "members_at_least": members_at_least,
    "residents_at_least": residents_at_least,
    "largest_share_at_most": largest_share_at_most,
    "related_shares_at_most": related_shares_at_most,
    "representative_is_resident": representative_is_resident,
    "trained_members": trained_members,
}
