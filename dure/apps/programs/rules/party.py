"""Rules about the party itself: kind, legal form, statuses, age, place."""

from datetime import date, timedelta

from dure.apps.programs.rules.columns import ALWAYS, NEVER, Sql, among, places, status_held
from dure.apps.programs.rules.kinds import Parameter, kind
from dure.apps.programs.rules.known import PartyFacts, StatusFact, decide, unknown
from dure.apps.programs.terms import Bid, RuleTerm
from dure.apps.programs.words import LEGAL_FORM_WORDS, NOT_LEGAL_PERSONS, PARTY_KIND_WORDS, STATUS_WORDS
from dure.kernel.korean import table_day, with_particle
from dure.kernel.period import months_later
from dure.kernel.verdicts import Verdict

_COLUMNS = "단체 정보"
_FORMS = Parameter("forms", "법적 형태", "keys", tuple(LEGAL_FORM_WORDS.items()))
_STATUSES = Parameter("statuses", "자격", "keys", tuple(STATUS_WORDS.items()))


def _legal_person_sql(rule: RuleTerm, day: date) -> Sql:
    barred = tuple(sorted(NOT_LEGAL_PERSONS))
    text = f"CASE WHEN COALESCE(p.legal_form, '') = '' THEN NULL ELSE p.legal_form NOT IN ({places(barred)}) END"
    return Sql(text, barred)


@kind("법인이어야 해요.", needs=("legal_form",), sql=_legal_person_sql)
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


@kind(
    "법적 형태가 정해진 것 가운데 하나여야 해요.",
    _FORMS,
    needs=("legal_form",),
    sql=lambda rule, day: among("p.legal_form", rule.words("forms")),
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


@kind(
    "신청자가 단체, 모임, 개인 가운데 정해진 것이어야 해요.",
    Parameter("kinds", "신청자의 종류", "keys", tuple(PARTY_KIND_WORDS.items())),
    needs=("kind",),
    sql=lambda rule, day: among("p.kind", rule.words("kinds"), blank_is_unknown=False),
)
def party_kind_among(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Organization, group or person."""
    kinds = rule.words("kinds")
    names = ", ".join(PARTY_KIND_WORDS.get(kind, kind) for kind in kinds)
    value = PARTY_KIND_WORDS.get(facts.kind, facts.kind)
    return decide(
        rule, facts.kind in kinds, f"신청자가 {names}이어야 해요.", value=value, source=_COLUMNS, remedy=f"{names} 이름으로 신청하면 돼요."
    )


def _status_among_sql(rule: RuleTerm, day: date) -> Sql:
    wanted = rule.words("statuses")
    if not wanted:
        return Sql("CAST(NULL AS boolean)")
    valid, ever, form = status_held(wanted, day), status_held(wanted, None), among("p.legal_form", wanted, blank_is_unknown=False)
    text = f"CASE WHEN {valid.text} THEN 1 = 1 WHEN {form.text} THEN 1 = 1 WHEN {ever.text} THEN 1 = 0 ELSE NULL END"
    return Sql(text, (*valid.values, *form.values, *ever.values))


@kind("정해진 자격 가운데 하나를 공고일에 갖고 있어야 해요.", _STATUSES, needs=("statuses",), sql=_status_among_sql)
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


def _status_none_sql(rule: RuleTerm, day: date) -> Sql:
    if not rule.words("statuses"):
        return ALWAYS
    held = status_held(rule.words("statuses"), day)
    return Sql(f"NOT ({held.text})", held.values)


@kind("정해진 자격에 해당하지 않아야 해요.", _STATUSES, needs=("statuses",), sql=_status_none_sql)
def status_none_of(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """None of the listed statuses holds on the day (중복 지원 제한)."""
    barred = rule.words("statuses")
    sentence = f"{_statuses(barred)}에 해당하지 않아야 해요."
    held = next((status for status in facts.statuses if status.kind in barred and _holds(status, day)), None)
    if held is None:
        return decide(rule, True, sentence, value="해당하는 자격 기록이 없어요", source="자격 기록", remedy="")
    remedy = f"{with_particle(_status(held.kind), '이')} 끝난 뒤에 신청할 수 있어요."
    return decide(rule, False, sentence, value=_status(held.kind), source="자격 기록", remedy=remedy)


def _latest_founding(day: date, months: int) -> date:
    """The last founding day from which so many months have passed on the day."""
    founded = day - timedelta(days=28 * months)
    while months_later(founded, months) > day:
        founded -= timedelta(days=1)
    return founded


def _operating_sql(rule: RuleTerm, day: date) -> Sql:
    return Sql("p.founded_on <= %s", (_latest_founding(day, rule.number("months")).isoformat(),))


@kind(
    "공고일까지 정해진 달 넘게 운영했어야 해요.", Parameter("months", "몇 개월 이상", "number"), needs=("founded_on",), sql=_operating_sql
)
def operating_months_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """Founded so many calendar months before the notice day, that day included: 5.15. is five months before 10.15., 5.16. is not."""
    months = rule.number("months")
    sentence = f"공고일({table_day(day)})까지 {months}개월 넘게 운영했어야 해요."
    if facts.founded_on is None:
        return unknown(rule, sentence, remedy="단체 정보에서 설립일을 적어 주세요.")
    ready = months_later(facts.founded_on, months)
    remedy = f"{table_day(ready)} 뒤에 나오는 공고부터 신청할 수 있어요."
    return decide(rule, ready <= day, sentence, value=f"설립일 {table_day(facts.founded_on)}", source=_COLUMNS, remedy=remedy)


def _located_sql(rule: RuleTerm, day: date) -> Sql:
    if rule.words("districts"):
        return among("p.district_id", rule.words("districts"))
    return Sql("CASE WHEN p.district_id IS NULL THEN NULL ELSE p.district_id LIKE %s END", ("11%",))


@kind(
    "서울이나 정해진 자치구에 있어야 해요.",
    Parameter("districts", "자치구", "keys", hint="비우면 서울 어디나"),
    needs=("district",),
    sql=_located_sql,
)
def located_in(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """In Seoul, or in one of the listed districts (codes)."""
    districts = rule.words("districts")
    sentence = "서울에 있어야 해요." if not districts else "공고에 적힌 자치구에 있어야 해요."
    if not facts.district:
        return unknown(rule, sentence, remedy="단체 정보에서 주소의 자치구를 골라 주세요.")
    yes = facts.district in districts if districts else facts.district.startswith("11")
    shown = getattr(facts, "district_name", "") or facts.district
    return decide(rule, yes, sentence, value=f"자치구 {shown}", source=_COLUMNS, remedy="주사무소가 그곳에 있으면 신청할 수 있어요.")


def _within_sql(rule: RuleTerm, day: date) -> Sql:
    wanted = rule.words("statuses")
    if not wanted:
        return NEVER
    held, ever = status_held(wanted, day, since=_years_before(day, rule.number("years"))), status_held(wanted, None)
    return Sql(f"CASE WHEN {held.text} THEN 1 = 1 WHEN {ever.text} THEN 1 = 0 ELSE NULL END", (*held.values, *ever.values))


@kind(
    "정해진 자격을 지난 몇 해 안에 가진 적이 있어야 해요.",
    _STATUSES,
    Parameter("years", "몇 년 안", "number"),
    needs=("statuses",),
    sql=_within_sql,
)
def status_held_within(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """One of the listed statuses held on some day of the last so many years."""
    wanted, years = rule.words("statuses"), rule.number("years")
    since = _years_before(day, years)
    sentence = f"최근 {years}년 안에 {_statuses(wanted)}인 적이 있어야 해요."
    if not wanted:
        return decide(rule, False, sentence, value="정해진 자격이 없어요", source=_COLUMNS, remedy="담당자에게 문의해 주세요.")
    held = [status for status in facts.statuses if status.kind in wanted]
    lately = next((status for status in held if status.valid_from <= day and (status.valid_to is None or status.valid_to >= since)), None)
    if lately is not None:
        until = table_day(lately.valid_to) + "까지" if lately.valid_to else "지금도 이어짐"
        return decide(rule, True, sentence, value=f"{_status(lately.kind)}: {until}", source="자격 기록", remedy="")
    if held:
        last = max((status.valid_to for status in held if status.valid_to), default=None)
        value = f"마지막 날 {table_day(last)}" if last else "아직 시작하지 않은 자격"
        remedy = f"{table_day(since)}이나 그 뒤까지 이어진 자격이 있으면 돼요."
        return decide(rule, False, sentence, value=value, source="자격 기록", remedy=remedy)
    return unknown(rule, sentence, remedy="인증서나 지정서를 단체 정보에 올리면 확인해 드려요.")


def _years_before(day: date, years: int) -> date:
    """The same day so many years ago; 2월 29일 becomes 28일."""
    last = 28 if (day.month, day.day) == (2, 29) and (day.year - years) % 4 else day.day
    return day.replace(year=day.year - years, day=last)


@kind("기록으로 알 수 없는 조건이라 신청할 때 적고, 담당자가 확인해요.", Parameter("text", "조건을 적은 문장", "text"), declared=True)
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
