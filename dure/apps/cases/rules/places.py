"""Places of an application: which of them may be written in now, and which still want something. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dure.apps.cases.rules.answers import missing
from dure.apps.cases.rules.conditions import flat
from dure.apps.programs.facade import Question, Terms
from dure.kernel.errors import OutOfTurn

BUDGET, PARTNERS = "budget", "partners"
"""The other places are `section:<key>` and `document:<key>`."""

Content = Mapping[str, Any]


def section_place(key: str) -> str:
    return f"section:{key}"


def document_place(key: str) -> str:
    return f"document:{key}"


def part_place(partner_id: int, section: str) -> str:
    """A page that a partner fills in itself."""
    return f"part:{partner_id}:{section}"


def places_of(terms: Terms) -> dict[str, str]:
    """Every place of the form with its title, in the order of the form."""
    places = {section_place(section.key): section.title for section in terms.sections if section.filled_by == "applicant"}
    if terms.asks_partners:
        places[PARTNERS] = "참여 단체"
    if terms.asks_budget:
        places[BUDGET] = "예산"
    return places | {document_place(paper.key): paper.title for paper in terms.documents}


@dataclass(frozen=True, slots=True)
class OpenPlaces:
    """Where one may write now: everywhere, at the named places, or nowhere and why."""

    everywhere: bool = False
    named: frozenset[str] = frozenset()
    reason: str = ""

    def holds(self, place: str) -> bool:
        return self.everywhere or place in self.named

    @property
    def any(self) -> bool:
        return self.everywhere or bool(self.named)

    def or_refuse(self, place: str) -> None:
        """Raise OutOfTurn with the reason unless one may write there."""
        if not self.holds(place):
            raise OutOfTurn(self.reason or "보완을 요청받은 곳만 고칠 수 있어요.")


@dataclass(frozen=True, slots=True)
class Fix:
    """Something that is still wanted at a place, in a sentence."""

    place: str
    sentence: str


def fixes(terms: Terms, content: Content) -> list[Fix]:
    """Everything that is still wanted, in the order of the form."""
    found = []
    said = flat(content["sections"])
    for section in terms.sections:
        if section.filled_by == "applicant":
            for question in missing(section, content["sections"].get(section.key, {}), said):
                found.append(Fix(section_place(section.key), _wants(section.title, question)))
    found += [fix for partner in content["partners"] if "answers" in partner for fix in _partner(terms, partner)]
    if terms.asks_budget:
        found += _budget(terms, content)
    return found + _documents(terms, content)


def _wants(title: str, question: Question) -> str:
    """What a question still wants, in a sentence."""
    if question.kind == "consent":
        return f"{title}: “{question.label}”에 동의해야 낼 수 있어요."
    if question.kind == "file":
        return f"{title}: “{question.label}” 파일을 올려 주세요."
    return f"{title}: “{question.label}”에 답해 주세요."


def _partner(terms: Terms, partner: Mapping[str, Any]) -> list[Fix]:
    """What a partner's own part still wants: its answers, and its signature where the terms ask for one."""
    name = partner["name"]
    if partner["party_id"] is None and not terms.partners_without_account:
        return [Fix(PARTNERS, f"참여 단체: {name}의 사업자등록번호를 적어 초대해 주세요. 이 모집은 참여 단체가 직접 쓰고 서명해요.")]
    found = [
        Fix(PARTNERS, f"참여 단체: {name}의 {_wants(section.title, question)}")
        for section in terms.sections
        if section.filled_by == "partner"
        for question in missing(section, partner["answers"].get(section.key, {}), flat(partner["answers"]))
    ]
    if terms.partners_sign and partner["party_id"] is not None and not partner["signed_at"]:
        found.append(Fix(PARTNERS, f"참여 단체: {name}의 서명을 받아 주세요."))
    return found


def _budget(terms: Terms, content: Content) -> list[Fix]:
    rows = content["budget"]
    if not any(row["grant"] for row in rows):
        return [Fix(BUDGET, "예산: 신청할 보조금을 비목별로 적어 주세요.")]
    bare = [row for row in rows if not row["basis"]]
    return [Fix(BUDGET, f"예산: {_title(terms, row['category'])}의 산출 근거를 적어 주세요. 예: 전단 5,000장 × 400원") for row in bare]


def _title(terms: Terms, key: str) -> str:
    category = terms.category(key)
    return category.title if category else key


def _documents(terms: Terms, content: Content) -> list[Fix]:
    held = {file["document"] for file in content["files"]}
    lacking = [paper for paper in terms.documents if paper.required and paper.key not in held]
    return [Fix(document_place(paper.key), f"제출 서류: {paper.title} 파일을 올려 주세요.") for paper in lacking]
