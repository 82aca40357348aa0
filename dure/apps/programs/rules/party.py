"""Rules about the party itself: kind, legal form, statuses, age, place."""

from datetime import date

from dure.apps.programs.rules.known import PartyFacts, StatusFact, count_of, decide, unknown
from dure.apps.programs.terms import Bid, RuleTerm
from dure.apps.programs.words import LEGAL_FORM_WORDS, NOT_LEGAL_PERSONS, PARTY_KIND_WORDS, STATUS_WORDS
from dure.kernel.korean import table_day, with_particle
from dure.kernel.period import months_later
from dure.kernel.verdicts import Verdict

_COLUMNS = "단체 정보"


def legal_person(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """A corporation of whatever kind; groups without registration and persons are not."""
    sentence = "법인이어야 해요."
    if not facts.legal_form:
        return unknown(rule, sentence, remedy="단체 정보에서 법적 형태를 골라 주세요.")
    yes = facts.legal_form not in NOT_LEGAL_PERSONS
    return decide(
        rule,
        yes,
        sentence,
        value=_form(facts.legal_form),
        source=_COLUMNS,
        remedy="법인 설립을 마치면 돼요. 협동조합 설립 상담을 받아 보세요.",
    )


def legal_form_among(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """One of the listed legal forms."""
    forms = rule.words("forms")
    names = ", ".join(_form(form) for form in forms)
    sentence = f"법적 형태가 다음 가운데 하나여야 해요: {names}."
    if not facts.legal_form:
        return unknown(rule, sentence, remedy="단체 정보에서 법적 형태를 골라 주세요.")
    return decide(
        rule, facts.legal_form in forms, sentence, value=_form(facts.legal_form), source=_COLUMNS, remedy=f"{names}이면 신청할 수 있어요."
    )


def party_kind_among(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Organization, group or person."""
    kinds = rule.words("kinds")
    names = ", ".join(PARTY_KIND_WORDS.get(kind, kind) for kind in kinds)
    value = PARTY_KIND_WORDS.get(facts.kind, facts.kind)
    return decide(
        rule, facts.kind in kinds, f"신청자가 {names}이어야 해요.", value=value, source=_COLUMNS, remedy=f"{names} 이름으로 신청하면 돼요."
    )


def status_among(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At least one of the listed statuses holds on the day. None recorded is unknown: the proof may simply not be here yet."""
    wanted = rule.words("statuses")
    sentence = f"{_statuses(wanted)} 가운데 하나여야 해요." if len(wanted) > 1 else f"{_particle_be(_statuses(wanted))} 해요."
    held = [status for status in facts.statuses if status.kind in wanted]
    valid = next((status for status in held if _holds(status, day)), None)
    if valid is not None:
        until = f" ({table_day(valid.valid_to)}까지)" if valid.valid_to else ""
        return decide(rule, True, sentence, value=_status(valid.kind) + until, source="자격 기록", remedy="")
    if facts.legal_form in wanted:
        return decide(rule, True, sentence, value=_form(facts.legal_form), source=_COLUMNS, remedy="")
    if held:
        ended = max(held, key=lambda status: status.valid_to or date.max)
        value = f"{_status(ended.kind)}: {table_day(ended.valid_to)} 끝남" if ended.valid_to else _status(ended.kind)
        return decide(rule, False, sentence, value=value, source="자격 기록", remedy="새 인증서나 지정서를 단체 정보에 올려 주세요.")
    return unknown(rule, sentence, remedy="인증서나 지정서를 단체 정보에 올리면 확인해 드려요.")


def status_none_of(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """None of the listed statuses holds on the day (중복 지원 제한)."""
    barred = rule.words("statuses")
    sentence = f"{_statuses(barred)}에 해당하지 않아야 해요."
    held = next((status for status in facts.statuses if status.kind in barred and _holds(status, day)), None)
    if held is None:
        return decide(rule, True, sentence, value="해당하는 자격 기록이 없어요", source="자격 기록", remedy="")
    remedy = f"{with_particle(_status(held.kind), '이')} 끝난 뒤에 신청할 수 있어요."
    return decide(rule, False, sentence, value=_status(held.kind), source="자격 기록", remedy=remedy)


def operating_months_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Founded so many calendar months before the notice day, that day included: 5.15. is five months before 10.15., 5.16. is not."""
    months = rule.number("months")
    sentence = f"공고일({table_day(day)})까지 {months}개월 넘게 운영했어야 해요."
    if facts.founded_on is None:
        return unknown(rule, sentence, remedy="단체 정보에서 설립일을 적어 주세요.")
    ready = months_later(facts.founded_on, months)
    remedy = f"{table_day(ready)} 뒤에 나오는 공고부터 신청할 수 있어요."
    return decide(rule, ready <= day, sentence, value=f"설립일 {table_day(facts.founded_on)}", source=_COLUMNS, remedy=remedy)


def located_in(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """In Seoul, or in one of the listed districts (codes)."""
    districts = rule.words("districts")
    sentence = "서울에 있어야 해요." if not districts else "공고에 적힌 자치구에 있어야 해요."
    if not facts.district:
        return unknown(rule, sentence, remedy="단체 정보에서 주소의 자치구를 골라 주세요.")
    yes = facts.district in districts if districts else facts.district.startswith("11")
    return decide(
        rule, yes, sentence, value=f"자치구 {facts.district}", source=_COLUMNS, remedy="주사무소가 그곳에 있으면 신청할 수 있어요."
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


def workers_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At least so many paid workers."""
    return _workers(rule, facts, at_least=True)


def workers_at_most(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At most so many paid workers."""
    return _workers(rule, facts, at_least=False)


def _workers(rule: RuleTerm, facts: PartyFacts, *, at_least: bool) -> Verdict:
    bound = rule.number("count")
    sentence = f"유급 근로자가 {bound}명 {'이상' if at_least else '이하'}여야 해요."
    found = count_of(facts, "workers")
    if found is None:
        return unknown(rule, sentence, remedy="단체 정보에서 유급 근로자 수를 적어 주세요.")
    yes = found[0] >= bound if at_least else found[0] <= bound
    return decide(
        rule,
        yes,
        sentence,
        value=f"{found[0]}명",
        source=found[1],
        remedy=f"유급 근로자가 {bound}명 {'이상' if at_least else '이하'}일 때 신청할 수 있어요.",
    )


def declared(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """A condition that no record can answer; the applicant declares it and screening looks at it."""
    sentence = str(rule.parameters.get("text") or rule.clause)
    return unknown(rule, sentence, remedy="신청할 때 해당하는지 적어 주시면 담당자가 확인해요.")


def _holds(status: StatusFact, day: date) -> bool:
    return status.valid_from <= day and (status.valid_to is None or day <= status.valid_to)


def _form(form: str) -> str:
    return LEGAL_FORM_WORDS.get(form, form)


def _status(status: str) -> str:
    return STATUS_WORDS.get(status) or LEGAL_FORM_WORDS.get(status, status)


def _statuses(keys: tuple[str, ...]) -> str:
    return ", ".join(_status(key) for key in keys)


def _particle_be(name: str) -> str:
    """사회적기업이어야, 협의회여야."""
    return name + ("이어야" if with_particle(name, "이").endswith("이") else "여야")


PARTY_RULES = {
    "legal_person": legal_person,
    "legal_form_among": legal_form_among,
    "party_kind_among": party_kind_among,
    "status_among": status_among,
    "status_none_of": status_none_of,
    "operating_months_at_least": operating_months_at_least,
    "located_in": located_in,
    "completed_year": completed_year,
    "workers_at_least": workers_at_least,
    "workers_at_most": workers_at_most,
    "declared": declared,
}
