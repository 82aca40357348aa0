"""Partners as their pages show them: the applicant's list, and the one part that a partner sees."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dure.apps.cases.models import Case, Partner
from dure.apps.cases.queries.content import PARTNERS, Content, content_of, hash_of, part_said
from dure.apps.cases.queries.forms import answer_row
from dure.apps.cases.queries.reading import SaidSection, case_sheet
from dure.apps.cases.rules.answers import missing
from dure.apps.cases.rules.conditions import flat
from dure.apps.cases.words import CLOSED_OUTCOMES
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner on the applicant's list: what it says and where it stands."""

    id: int
    name: str
    form: str
    number: str
    duty: str
    word: str
    tone: str
    href: str
    may_invite: bool
    told: str
    grant: int
    own: int


def partner_lines(case: Case, terms: programs.Terms) -> list[PartnerLine]:
    """Every partner; the number of queries does not depend on how many there are."""
    names = {key: str(word) for key, word in people.LegalForm.choices}
    own = [section for section in terms.sections if section.filled_by == "partner"]
    takes_part = bool(own) or terms.partners_sign
    rows = case.partners.order_by("order", "id").prefetch_related("answers", "budget_rows")
    return [_line(case, row, own, terms, names, takes_part) for row in rows]


def _line(
    case: Case, row: Partner, own: list[programs.Section], terms: programs.Terms, names: dict[str, str], takes_part: bool
) -> PartnerLine:
    word, tone = _word(row, own, terms) if takes_part else ("", "")
    return PartnerLine(
        id=row.pk,
        name=row.name,
        form=names.get(row.legal_form, ""),
        number=row.business_number,
        duty=row.duty,
        word=word,
        tone=tone,
        href=f"/apply/{case.pk}/partner/{row.pk}/" if takes_part and row.party_id is None and own else "",
        may_invite=takes_part and row.party_id is not None,
        told=row.voided_reason if row.voided_at and not row.signed_at else "",
        grant=sum(line.grant for line in row.budget_rows.all()),
        own=sum(line.own for line in row.budget_rows.all()),
    )


def _word(row: Partner, own: Iterable[programs.Section], terms: programs.Terms) -> tuple[str, str]:
    """Where a partner's part stands, in a word."""
    answers = {answer.section: answer.data for answer in row.answers.all()}
    lacking = sum(len(missing(section, answers.get(section.key, {}), flat(answers))) for section in own)
    if row.is_signed:
        return "서명함", "done"
    if row.party_id is not None and row.invited_at is None:
        return "초대 전", "quiet"
    if row.voided_at:
        return "다시 서명해야 해요", "danger"
    if lacking:
        return f"남은 곳 {lacking}", "work"
    return ("서명 기다림", "judge") if terms.partners_sign and row.party_id is not None else ("완료", "done")


def partners_typed(case: Case) -> Content:
    """What was being typed about a partner and not added yet."""
    row = answer_row(case, PARTNERS)
    return dict(row.data.get("typed") or {}) if row else {}


def parts_of(actor: Actor) -> QuerySet[Partner]:
    """The parts that this actor may open: of its own party where it was invited; of its own case where the partner has no account here."""
    invited = Q(party_id__in=actor.party_ids, invited_at__isnull=False)
    rows = Partner.objects.filter(invited | Q(case__party_id__in=actor.party_ids))
    return rows.select_related("party", "case__round__program__edition", "case__party", "case__district").order_by("-id")


def invited_parts(actor: Actor) -> QuerySet[Partner]:
    """Applications of others in which one's own party takes part and that still live."""
    return parts_of(actor).filter(party_id__in=actor.party_ids, invited_at__isnull=False).exclude(case__outcome__in=CLOSED_OUTCOMES)


@dataclass(frozen=True, slots=True)
class PartPage:
    """What a partner sees of an application: its own part, its rows of the budget, and the hash it would sign."""

    partner: Partner
    sections: tuple[SaidSection, ...]
    grant: int
    own: int
    lacking: int
    sha256: str


def part_page(partner: Partner) -> PartPage:
    """The part as it stands."""
    case = partner.case
    terms = programs.terms_of(case.round_id, case.terms_sha256)
    sheet = case_sheet(case, as_written=True, content=content_of(case))
    place = list(case.partners.order_by("order", "id").values_list("pk", flat=True)).index(partner.pk)
    answers = {row.section: row.data for row in partner.answers.order_by("id")}
    own = [section for section in terms.sections if section.filled_by == "partner"]
    lacking = sum(len(missing(section, answers.get(section.key, {}), flat(answers))) for section in own)
    said = sheet.partners[place]
    return PartPage(partner, said.sections, said.grant, said.own, lacking, hash_of(part_said(partner)))
