"""What terms promise about money, days and papers, in the words of the preview."""

from dure.apps.programs.editing import vocabulary as words
from dure.apps.programs.editing.paying import duty_words
from dure.apps.programs.paperwork import DutyTerm
from dure.apps.programs.rules.members import COURSES
from dure.apps.programs.terms import Base, DisbursementTerm, Terms
from dure.kernel.korean import with_particle
from dure.kernel.won import won_in_full

Lines = tuple[tuple[str, str], ...]


def money(terms: Terms) -> Lines:
    """How one is paid: the way, each instalment with what it waits for, monthly claims, and who verifies the settlement."""
    found = [("지급 방식", _way(terms))]
    found += [(f"{one.number}차 교부 {one.share_percent}%", waits_for(one)) for one in terms.disbursements]
    if terms.claims:
        found.append(("다달이 청구", ", ".join(dict(words.CLAIMS).get(kind, kind) for kind in terms.claims)))
    if terms.stages_of("settlement"):
        found.append(("정산", "보조금과 자부담의 비율을 지켜 정산해요." if terms.settled_by_ratio else "쓴 돈만큼 정산해요."))
        if terms.verified_from is not None:
            found.append(("외부 회계사의 정산 검증", f"{won_in_full(terms.verified_from)} 이상을 받은 때"))
    return tuple(found) if terms.disbursements or terms.claims else ()


def _way(terms: Terms) -> str:
    said = dict(words.PAYMENT_MODES).get(terms.payment_mode, terms.payment_mode)
    if terms.payment_mode != "after_evidence":
        return said
    if not terms.stages_of("settlement") and not terms.claims:
        return f"{said} (일의 대금이라 정산하지 않아요)"
    return f"{said} ({dict(words.PAYS_PER).get(terms.pays_per, terms.pays_per)}을 보고 줘요)"


def waits_for(term: DisbursementTerm) -> str:
    """중간보고를 받아들인 뒤, 앞서 받은 돈의 60%를 쓴 뒤"""
    course = dict(COURSES).get(term.trained, term.trained)
    said = (
        f"{dict(words.REPORTS).get(term.gate, term.gate)}를 받아들인 뒤" if term.gate else "",
        f"앞서 받은 돈의 {term.spent_percent}%를 쓴 뒤" if term.spent_percent else "",
        f"자부담의 {term.own_percent}%를 쓴 뒤" if term.own_percent else "",
        f"{with_particle(course, '을')} 마친 뒤" if course else "",
        f"{with_particle(', '.join(term.papers), '을')} 낸 뒤" if term.papers else "",
    )
    return ", ".join(word for word in said if word) or "협약을 맺은 뒤 바로 신청할 수 있어요."


def duties(terms: Terms) -> tuple[str, ...]:
    """Every dated duty that an article of the agreement gives, with the article."""
    return tuple(f"{_duty(duty)} — {clause.title}" for clause in terms.agreement_terms for duty in clause.duties)


def _duty(term: DutyTerm) -> str:
    return duty_words({name: getattr(term, name) for name in ("title", "after", "months", "days", "every", "who", "least")})


def categories(terms: Terms) -> Lines:
    """Kinds of spending with their limit and the papers that each wants."""
    evidence = dict(words.EVIDENCE)
    found = []
    for one in terms.categories:
        limit = f"{'보조금' if one.of is Base.GRANT else one.of.label}의 {one.most_percent}%까지" if one.most_percent else ""
        papers = ", ".join(evidence.get(kind, kind) for kind in one.evidence)
        found.append((one.title, " · ".join(word for word in (limit, papers) if word) or "정한 증빙 없음"))
    return tuple(found)
