"""Rules about who applies together."""

from datetime import date

from dure.apps.programs.rules.known import PartyFacts, decide
from dure.apps.programs.terms import Bid, RuleTerm
from dure.apps.programs.words import LEGAL_FORM_WORDS
from dure.kernel.verdicts import Verdict

_FROM_FORM = "신청서의 참여 단체"


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


BID_RULES = {"partners_at_least": partners_at_least, "partner_forms_among": partner_forms_among}
