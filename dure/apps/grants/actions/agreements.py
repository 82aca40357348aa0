"""An agreement's way: drafted from the definition, offered as a paper, signed by two people of two sides."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.grants import access, exports, rules
from dure.apps.grants.actions import operating, promises
from dure.apps.grants.actions.locking import locked_agreement, refuse_if, remember, require, required_reason, tell
from dure.apps.grants.actions.signing import Hand, put_under
from dure.apps.grants.actions.supporting import tell_supported
from dure.apps.grants.models import Agreement, Tranche
from dure.apps.grants.papers import certificate
from dure.apps.grants.queries.agreements import ledger_key, live_agreement
from dure.apps.grants.queries.drafting import awarded_to
from dure.apps.grants.rules import tiers
from dure.apps.grants.words import AgreementState, Side
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@dataclass(frozen=True, slots=True)
class Draft:
    """What the center sets; everything else comes from the definition and the announced decision. Amounts in won."""

    starts_on: date
    ends_on: date
    own_money: int = 0
    line_key: str = ""
    special: str = ""
    pass_through: int = 0
    firms_max: int | None = None


@verb
def draft_agreement(*, case_id: int, draft: Draft, by: Actor, at: datetime, key: Key = NO_KEY) -> Agreement:
    """Write the agreement of a selected case, or write its draft anew: amount, clauses and instalments are those of the decision and the definition."""
    case = cases.Case.objects.select_for_update(of=("self",)).select_related("round__version", "party").get(pk=case_id)
    access.may_draft(by, case.round).or_refuse()
    if cases.run_of(case.pk, "agreement").state != "open":
        raise OutOfTurn(_("지금은 협약서를 쓸 차례가 아니에요. 화면을 새로 고쳐 확인해 주세요."))
    terms = programs.terms_of(case.round_id, case.terms_sha256)
    agreement = live_agreement(case.pk) or Agreement(case=case, number=_next_number(case), drafted_at=at, sample=case.sample)
    agreement.amount = _awarded(case, terms)
    agreement.own_money, agreement.fiscal_year = draft.own_money, terms.year
    agreement.through = operating.agreement_above(case.round)
    has_line = agreement.amount and agreement.through is None
    agreement.line_key = (draft.line_key or case.round.budget_line_key) if has_line else ""
    agreement.pass_through, agreement.firms_max = draft.pass_through, draft.firms_max
    agreement.starts_on, agreement.ends_on = draft.starts_on, draft.ends_on
    agreement.clauses = _clauses(terms, draft.special, between_firms=agreement.through is not None)
    refuse_if([*_reasons_against(agreement), *operating.reasons_against_passing(agreement)])
    agreement.save()
    _lay_tranches(agreement, terms)
    journal.write(
        agreement, "draft_agreement", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail={"amount": agreement.amount}
    )
    return agreement


def _next_number(case: cases.Case) -> str:
    """The receipt number with a turn: an agreement that was given up keeps its number."""
    return f"{case.receipt or case.pk}-협약{Agreement.objects.filter(case=case).count() + 1}"


def _awarded(case: cases.Case, terms: programs.Terms) -> int:
    awarded = awarded_to(case, terms)
    if terms.disbursements and awarded <= 0:
        raise Refused(_("정해진 지원금이 없어요. 선정 결과에서 지원금을 먼저 정해 주세요."))
    return awarded


def _clauses(terms: programs.Terms, special: str, *, between_firms: bool) -> list[dict[str, str]]:
    """The definition's clauses; in an operator's round the sides are called what they are there."""
    said = tiers.words_of_second_tier if between_firms else str
    clauses = [{"title": clause.title, "text": said(clause.text)} for clause in terms.agreement_terms]
    return [*clauses, {"title": _("특약"), "text": special.strip()}] if special.strip() else clauses


def _reasons_against(agreement: Agreement) -> list[str]:
    reasons = []
    if agreement.ends_on < agreement.starts_on:
        reasons.append(_("끝나는 날이 시작하는 날보다 빨라요. 날짜를 고쳐 주세요."))
    if agreement.own_money < 0:
        reasons.append(_("자부담은 0원 이상이어야 해요."))
    if agreement.amount and not agreement.line_key and agreement.through is None:
        reasons.append(_("돈이 나갈 예산 항목을 골라 주세요."))
    return reasons


def _lay_tranches(agreement: Agreement, terms: programs.Terms) -> None:
    agreement.tranches.all().delete()
    shares = [term.share_percent for term in terms.disbursements]
    amounts = rules.split_in_tranches(agreement.amount, shares) if shares else []
    Tranche.objects.bulk_create(
        Tranche(agreement=agreement, number=term.number, share_percent=term.share_percent, amount=amount)
        for term, amount in zip(terms.disbursements, amounts, strict=True)
    )


@verb
def offer_agreement(*, agreement_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Agreement:
    """Make the paper, keep its hash, and lay it before the grantee."""
    agreement = locked_agreement(agreement_id)
    access.may_run(by, agreement).or_refuse()
    require(agreement, AgreementState.DRAFT)
    text = exports.text_of(agreement)
    agreement.document_sha256 = exports.hash_of(text)
    agreement.file = _keep(agreement, "agreement", exports.agreement_paper(agreement, text, at=at), at)
    agreement.state, agreement.offered_at = AgreementState.OFFERED, at
    agreement.save(update_fields=["document_sha256", "file", "state", "offered_at"])
    cases.move(cases.run_of(agreement.case_id, "agreement"), "offer", by=by, at=at)
    remember(agreement, "offer_agreement", agreement, by=by, at=at, detail={"document_sha256": agreement.document_sha256})
    tell("agreement_offered", agreement, agreement, at=at)
    return agreement


def _keep(agreement: Agreement, purpose: str, content: bytes, at: datetime) -> files.StoredFile:
    return files.keep_paper(f"{agreement.number}.pdf", content, owner=agreement, purpose=purpose, at=at)


@verb
def take_back_agreement(*, agreement_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Agreement:
    """Take an agreement that is not signed by both sides back to a draft; a signature on it is void."""
    agreement = locked_agreement(agreement_id)
    access.may_run(by, agreement).or_refuse()
    require(agreement, AgreementState.OFFERED, AgreementState.SIGNED_BY_GRANTEE)
    said = required_reason(reason, _("거두는 까닭을 적어 주세요."))
    if agreement.file:
        files.remove(agreement.file, at=at)
    agreement.state, agreement.document_sha256, agreement.file, agreement.offered_at = AgreementState.DRAFT, "", None, None
    agreement.grantee_signed_at, agreement.grantee_signed_by_id, agreement.grantee_signed_by_name = None, None, ""
    agreement.save()
    cases.move(cases.run_of(agreement.case_id, "agreement"), "take_back", by=by, at=at, reason=said)
    remember(agreement, "take_back_agreement", agreement, by=by, at=at, reason=said)
    return agreement


@verb
def sign_as_grantee(
    *, agreement_id: int, typed_name: str, seen: str, drawn: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> Agreement:
    """The representative signs the paper that was read, by name or by hand: `seen` is the hash printed on it."""
    agreement = locked_agreement(agreement_id)
    access.may_sign_as_grantee(by, agreement).or_refuse()
    require(agreement, AgreementState.OFFERED)
    put_under(agreement, Side.GRANTEE, Hand(typed_name, seen, drawn), by=by, at=at)
    agreement.state, agreement.grantee_signed_at = AgreementState.SIGNED_BY_GRANTEE, at
    agreement.grantee_signed_by_id, agreement.grantee_signed_by_name = by.account_id, by.name
    agreement.save(update_fields=["state", "grantee_signed_at", "grantee_signed_by_id", "grantee_signed_by_name"])
    cases.move(cases.run_of(agreement.case_id, "agreement"), "sign_as_grantee", by=by, at=at)
    remember(agreement, "sign_as_grantee", agreement, by=by, at=at, detail={"document_sha256": seen})
    return agreement


@verb
def sign_as_center(
    *, agreement_id: int, typed_name: str, seen: str, drawn: str = "", by: Actor, at: datetime, key: Key = NO_KEY
) -> Agreement:
    """The second signature: the money is committed on its budget line, the signed paper is made, the agreement holds, and its duties have days."""
    agreement = locked_agreement(agreement_id)
    access.may_sign_as_center(by, agreement).or_refuse()
    require(agreement, AgreementState.SIGNED_BY_GRANTEE)
    put_under(agreement, Side.CENTER, Hand(typed_name, seen, drawn), by=by, at=at)
    if agreement.amount:
        _commit(agreement, by=by, at=at)
    agreement.center_signed_at, agreement.center_signed_by_id, agreement.center_signed_by_name = at, by.account_id, by.name
    agreement.state = AgreementState.SIGNED
    paper = exports.agreement_paper(agreement, exports.text_of(agreement), at=at)
    if agreement.through_id is None:
        paper = certificate.seal(paper, reason=agreement.number)
    _keep(agreement, "signed_agreement", paper, at)
    agreement.save(update_fields=["state", "center_signed_at", "center_signed_by_id", "center_signed_by_name"])
    cases.move(cases.run_of(agreement.case_id, "agreement"), "sign_as_center", by=by, at=at)
    remember(agreement, "sign_as_center", agreement, by=by, at=at, detail={"document_sha256": seen, "amount": agreement.amount})
    operating.appoint(agreement, by=by, at=at)
    promises.lay_duties(agreement, at=at)
    tell_supported(agreement, at=at)
    tell("agreement_signed", agreement, agreement, at=at, amount=agreement.amount)
    return agreement


def _commit(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    money.commit(
        agreement_key=ledger_key(agreement),
        line_key=agreement.line_key,
        through=ledger_key(agreement.through) if agreement.through else "",
        amount=agreement.amount,
        year=agreement.fiscal_year,
        by=by,
        at=at,
        title=f"{agreement.case.party.name} · {agreement.case.round.program.title}"[:160],
    )


@verb
def give_up_agreement(*, case_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> cases.Case:
    """A selected party does not sign: what was drafted or offered is void, and the case ends as withdrawn."""
    case = cases.Case.objects.select_for_update(of=("self",)).select_related("round").get(pk=case_id)
    access.may_draft(by, case.round).or_refuse()
    said = required_reason(reason, _("협약을 포기한 까닭을 적어 주세요."))
    agreement = live_agreement(case.pk)
    if agreement is not None:
        agreement = locked_agreement(agreement.pk)
        require(agreement, AgreementState.DRAFT, AgreementState.OFFERED, AgreementState.SIGNED_BY_GRANTEE)
        agreement.state = AgreementState.CANCELLED
        agreement.save(update_fields=["state"])
    cases.move(cases.run_of(case.pk, "agreement"), "lapse", by=by, at=at, reason=said)
    return cases.set_outcome(case, cases.Outcome.WITHDRAWN, by=by, at=at, reason=said)
