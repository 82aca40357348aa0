"""Rules about the bid: who applies together, where the work happens, what the applicant pays."""

from datetime import date

from dure.apps.programs.rules.kinds import Parameter, kind
from dure.apps.programs.rules.known import PartyFacts, decide, unknown
from dure.apps.programs.rules.money import share_verdict
from dure.apps.programs.terms import Base, Bid, OwnShare, RuleTerm
from dure.apps.programs.words import LEGAL_FORM_WORDS
from dure.kernel.verdicts import Verdict

_FROM_FORM = "신청서의 참여 단체"


@kind("신청 단체를 포함해 몇 곳 이상이 함께해야 해요.", Parameter("count", "몇 곳 이상", "number"), of_bid=True)
def partners_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """So many organizations together, the applicant counted (3곳 이상, 2개 이상)."""
    least = rule.number("count")
    together = bid.partners + 1
    return decide(
        rule,
        together >= least,
        f"신청 단체를 포함해 {least}곳 이상이 함께해야 해요.",
        value=f"{together}곳",
        source=_FROM_FORM,
        remedy=f"함께할 단체를 {least - together}곳 더 적어 주세요.",
    )


@kind(
    "정해진 법적 형태의 단체가 몇 곳 이상 함께해야 해요.",
    Parameter("forms", "법적 형태", "keys", tuple(LEGAL_FORM_WORDS.items())),
    Parameter("count", "몇 곳 이상", "number"),
    needs=("legal_form",),
    of_bid=True,
)
def partner_forms_among(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """At least `count` of those together, the applicant counted, have one of the listed legal forms."""
    forms, least = rule.words("forms"), rule.number("count")
    names = ", ".join(LEGAL_FORM_WORDS.get(form, form) for form in forms)
    fitting = sum(1 for form in (facts.legal_form, *bid.partner_forms) if form in forms)
    return decide(
        rule,
        fitting >= least,
        f"{names}이 {least}곳 이상 함께해야 해요.",
        value=f"{fitting}곳",
        source=_FROM_FORM,
        remedy=f"{names}을 {least - fitting}곳 더 적어 주세요.",
    )


@kind("사업을 하는 곳이 정해진 자치구여야 해요.", Parameter("districts", "자치구", "keys"), of_bid=True)
def work_district_among(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """The work happens in one of the listed districts, wherever the party has its seat."""
    sentence = "사업을 하는 곳이 공고에 적힌 자치구여야 해요."
    if not bid.district:
        return unknown(rule, sentence, remedy="신청서에서 사업을 하는 자치구를 골라 주세요.")
    yes = bid.district in rule.words("districts")
    return decide(
        rule, yes, sentence, value=f"자치구 {bid.district}", source=_FROM_FORM, remedy="그 자치구에서 하는 사업이면 신청할 수 있어요."
    )


@kind(
    "사업비의 몇 % 이상을 자부담해야 해요.",
    Parameter("percent", "몇 % 이상", "percent"),
    Parameter("base", "무엇의 비율", "keys", tuple((base.value, base.label) for base in Base), required=False),
    of_bid=True,
)
def own_share_at_least(rule: RuleTerm, facts: PartyFacts, bid: Bid, day: date) -> Verdict:
    """The applicant's own share; an unstated base is judged by both."""
    base = Base(str(rule.parameters.get("base") or "unstated"))
    return share_verdict(OwnShare(rule.number("percent"), base, text=rule.clause), bid)
