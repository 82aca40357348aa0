"""Stories of applicants: written over some evenings, handed in, some withdrawn, some left as drafts."""

import random
from datetime import datetime, timedelta

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform.actor import Actor
from dure.rehearsal import papers, texts
from dure.rehearsal.cast import Applicant, Cast
from dure.rehearsal.stage import Story


def application(
    cast: Cast, applicant: Applicant, round_id: int, *, begins: datetime, ask: int, ends_as: str, rng: random.Random, district: str = ""
) -> Story:
    """Start, write section by section, budget, papers; then hand in (or leave it, or take it back)."""
    at = yield begins
    by = cast.of_account(applicant.account_id, at)
    title = f"{applicant.name}의 함께하는 사업"
    case = cases.start(round_id=round_id, party_id=applicant.party_id, district=district, title=title, by=by, at=at)
    terms = programs.terms_of(round_id)
    for place, section in enumerate(terms.sections):
        if ends_as == "draft" and place >= 2:
            return
        _write(case.pk, section, by, at, rng)
        at += timedelta(minutes=rng.randint(9, 40))
    _budget(case.pk, terms, ask, by, at, rng)
    if terms.asks_partners:
        _partners(case.pk, applicant, terms, by, at)
    for paper in terms.documents:
        if paper.required:
            cases.add_file(
                case_id=case.pk, document=paper.key, upload=papers.pdf(f"{paper.title}.pdf", f"sample {paper.key} {case.pk}"), by=by, at=at
            )
    at = yield at + timedelta(minutes=25)
    cases.submit(case_id=case.pk, consents=all_yes(at), by=cast.of_account(applicant.account_id, at), at=at)
    if ends_as == "withdrawn":
        at = yield at + timedelta(hours=20)
        cases.withdraw(
            case_id=case.pk, reason="다른 사업과 일정이 겹쳐 다음에 신청할게요.", by=cast.of_account(applicant.account_id, at), at=at
        )


def _partners(case_id: int, applicant: Applicant, terms: programs.Terms, by: Actor, at: datetime) -> None:
    """One partner, or as many as the rules want, in a legal form that they name."""
    wanted = [rule for rule in terms.rules if rule.kind in {"partners_at_least", "partner_forms_among"}]
    form = next((rule.words("forms")[0] for rule in wanted if rule.kind == "partner_forms_among"), "")
    names = [f"{applicant.name} 이웃단체"]
    names += [f"{applicant.name} 이웃단체 {number}" for number in range(2, max((rule.number("count") for rule in wanted), default=0))]
    for name in names:
        cases.add_partner(case_id=case_id, name=name, legal_form=form, duty="공론장 공동 운영", by=by, at=at)


def all_yes(at: datetime) -> dict[str, bool]:
    """Yes to every consent that is asked."""
    return {text.key: True for text in cases.consent_texts(at)}


def _write(case_id: int, section: programs.Section, by: Actor, at: datetime, rng: random.Random) -> None:
    said = texts.answers(section, rng, seoul_date(at))
    typed = {key: value if isinstance(value, list) else [str(value)] for key, value in said.items()}
    cases.save_section(case_id=case_id, section=section.key, typed=typed, version=0, by=by, at=at)


def _budget(case_id: int, terms: programs.Terms, ask: int, by: Actor, at: datetime, rng: random.Random) -> None:
    """Up to three rows whose grant parts sum to `ask`, with an own share of a quarter on top."""
    if not (terms.asks_budget and ask and terms.categories):
        return
    chosen = [category for category in terms.categories if (category.most_percent or 100) >= 40][:4]
    chosen = rng.sample(chosen, min(3, len(chosen)))
    parts = [ask * 4 // 10, ask * 3 // 10][: len(chosen) - 1]
    parts.append(ask - sum(parts))
    rows = [
        cases.TypedRow(category=category.key, basis=texts.basis(category.key, rng), grant=f"{part:,}", own=f"{part // 3:,}")
        for category, part in zip(chosen, parts, strict=False)
    ]
    cases.save_budget(case_id=case_id, rows=rows, version=0, by=by, at=at)


def completion(cast: Cast, applicant: Applicant, case_id: int, *, answers_at: datetime) -> Story:
    """The asked paper is put in again, and the completion is handed in."""
    at = yield answers_at
    by = cast.of_account(applicant.account_id, at)
    terms = programs.terms_of(cases.Case.objects.values_list("round_id", flat=True).get(pk=case_id))
    paper = next(iter(terms.documents))
    cases.add_file(case_id=case_id, document=paper.key, upload=papers.pdf(f"{paper.title}(보완).pdf", f"completed {case_id}"), by=by, at=at)
    cases.answer_completion(case_id=case_id, by=by, at=at)
