"""Deeds: what an agreement or an amendment says as plain values, their hash, and the paper as PDF/A and HWPX of the same words."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse

from dure.apps.grants.models import Agreement, Amendment, Signature
from dure.apps.grants.queries.amendments import clauses_of, lines_of
from dure.apps.grants.queries.signing import drawing_of, signatures_under
from dure.apps.grants.words import Side
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.identifiers import business_number_shown
from dure.kernel.korean import official_day, table_instant, with_particle
from dure.kernel.won import official_won, won_in_full
from dure.platform import hwpx, papers

PAPERS = Path(__file__).parent / "papers"
_CLOSING = "이 협약의 성립을 증명하기 위하여 양쪽이 전자적으로 서명하고, 서명한 문서를 각각 보관합니다."
_NO_CLAUSES = ({"title": "준용", "text": "이 협약에서 정하지 아니한 사항은 모집 공고와 관계 법령에 따릅니다."},)


def text_of(agreement: Agreement) -> dict[str, Any]:
    """Everything both sides promise, in the words of the paper."""
    case, party = agreement.case, agreement.case.party
    number = party.business_number
    return {
        "number": agreement.number,
        "program": case.round.program.title,
        "round": case.round.title,
        "receipt": case.receipt,
        "title": case.title,
        "party": party.name,
        "party_number": business_number_shown(number) if number else "",
        "party_address": party.address,
        "amount": official_won(agreement.amount) if agreement.amount else "",
        "center": center_name(),
        **_passing(agreement),
        "own_money": won_in_full(agreement.own_money) if agreement.own_money else "",
        "starts_on": official_day(agreement.starts_on),
        "ends_on": official_day(agreement.ends_on),
        "tranches": [
            {"number": tranche.number, "share": f"{tranche.share_percent}%", "amount": official_won(tranche.amount)}
            for tranche in agreement.tranches.order_by("number")
        ],
        "clauses": agreement.clauses,
        "sample": agreement.sample,
    }


def _passing(agreement: Agreement) -> dict[str, str]:
    """What an operator gives on, or who gives instead of the center and what the two sides are called; nothing in any other agreement."""
    said = {}
    if agreement.pass_through:
        said["pass_through"] = official_won(agreement.pass_through)
    if agreement.firms_max:
        said["firms_max"] = f"{agreement.firms_max}곳 이내"
    if agreement.case.round.operator:
        said |= {"center": agreement.case.round.operator.name, "giver_word": "수행기관", "party_word": "참여기업"}
    return said


def day_of(moment: datetime | None) -> str:
    """The day of a moment as papers write it; nothing for none."""
    return official_day(seoul_date(moment)) if moment else ""


def center_name() -> str:
    """The center's name, as the paper writes the first party."""
    center = people.Party.objects.filter(tier="center").order_by("pk").first()
    return center.name if center else "센터"


def hash_of(text: dict[str, Any]) -> str:
    """SHA-256 of the text in one canonical spelling."""
    return hashlib.sha256(json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def verification_code(sha256: str) -> str:
    """The first sixteen digits of the hash in fours, as people read them aloud: 3F2A-09BC-…"""
    return "-".join(sha256[place : place + 4] for place in range(0, 16, 4)).upper()


def agreement_paper(agreement: Agreement, text: dict[str, Any], *, at: datetime) -> bytes:
    """The PDF/A with the signatures that stand so far; equal agreements give equal bytes."""
    data = {**_spoken(text), **_proof(agreement, at), "hands": _hands(agreement, text, signatures_under(agreement))}
    return papers.render(PAPERS / "agreement.typ", data, at=at)


def agreement_hwpx(agreement: Agreement, text: dict[str, Any], *, at: datetime) -> bytes:
    """The same words as HWPX."""
    said = _spoken(text)
    blocks: list[hwpx.Block] = [
        hwpx.Title("협약서"),
        hwpx.Para(text["program"], align="center"),
        *_marked(text),
        hwpx.Para(said["opening"]),
    ]
    blocks.append(hwpx.Table((1, 3), [row for row in said["facts"] if row[1]], head=False))
    if text["tranches"]:
        rows = [("차수", "비율", "금액"), *((f"{one['number']}차", one["share"], one["amount"]) for one in text["tranches"])]
        blocks += [hwpx.Heading("지원금의 교부"), hwpx.Table((1, 1, 3), rows)]
    for article in said["articles"]:
        blocks += [hwpx.Heading(article["title"]), hwpx.Para(article["text"])]
    blocks += [hwpx.Para(_CLOSING), *_signed(_hands(agreement, text, signatures_under(agreement)), _proof(agreement, at))]
    return hwpx.write(hwpx.Paper(f"협약서 {agreement.number}", tuple(blocks)), at=at)


def _spoken(text: dict[str, Any]) -> dict[str, Any]:
    """The text as the deed's sentences and rows."""
    giver, party = text.get("giver_word", "센터"), text.get("party_word", "수행기관")
    both = f'{text["center"]}(이하 "{giver}"{_is(giver)}라 합니다)와 {text["party"]}(이하 "{party}"{_is(party)}라 합니다)는'
    facts = (
        ("협약번호", text["number"]),
        ("모집", text["round"]),
        ("접수번호", text["receipt"]),
        (party, text["party"]),
        ("사업자등록번호", text["party_number"]),
        ("소재지", text["party_address"]),
        ("과제명", text["title"]),
        ("협약 기간", f"{text['starts_on']}부터 {text['ends_on']}까지"),
        ("지원금", text["amount"]),
        ("참여기업에 다시 교부할 돈", text.get("pass_through", "")),
        ("참여기업 수", text.get("firms_max", "")),
        ("자부담", text["own_money"]),
    )
    clauses = text["clauses"] or _NO_CLAUSES
    return {
        **text,
        "opening": f"{both} 「{text['program']}」의 수행에 관하여 다음과 같이 협약합니다.",
        "facts": facts,
        "articles": [{"title": f"제{place}조 ({one['title']})", "text": one["text"]} for place, one in enumerate(clauses, 1)],
        "closing": _CLOSING,
    }


def opening_of(text: dict[str, Any]) -> str:
    """The first sentence of the deed."""
    return str(_spoken(text)["opening"])


def _is(word: str) -> str:
    """이 before 라, after a final consonant."""
    return "이" if with_particle(word, "이").endswith("이") else ""


def _marked(text: Mapping[str, Any]) -> list[hwpx.Block]:
    return [hwpx.Para("예시: 실제 협약이 아닙니다.", align="right")] if text["sample"] else []


def _proof(paper: Agreement | Amendment, at: datetime) -> dict[str, Any]:
    """What lets anyone check the paper: its hash, its code, and the page as text and as a QR code."""
    code = verification_code(paper.document_sha256)
    check_at = f"{settings.DURE_SITE}{reverse('grants:verify-code', args=[code])}"
    squares = [[int(dark) for dark in row] for row in segno.make(check_at, micro=False).matrix]
    return {"sha256": paper.document_sha256, "code": code, "issued": table_instant(at), "check_at": check_at, "squares": squares}


def _hands(agreement: Agreement, text: Mapping[str, Any], signed: Mapping[str, Signature]) -> list[dict[str, Any]]:
    sides = (
        (Side.GRANTEE, text.get("party_word", "수행기관"), text["party"]),
        (Side.CENTER, text.get("giver_word", "센터"), text["center"]),
    )
    return [_hand(word, name, signed.get(side)) for side, word, name in sides]


def _hand(side: str, name: str, signature: Signature | None) -> dict[str, Any]:
    said = {"side": side, "name": name, "signer": "", "place": "", "moment": "", "way": "", "drawing": []}
    if signature is None:
        return said
    return said | {
        "signer": signature.name,
        "place": signature.place,
        "moment": signature.stamped,
        "way": signature.get_way_display(),
        "drawing": list(drawing_of(signature)),
    }


def _signed(hands: list[dict[str, Any]], proof: Mapping[str, Any]) -> list[hwpx.Block]:
    rows = [("구분", "이름", "서명")]
    rows += [
        (one["side"], one["name"], f"{one['place']} {one['signer']} ({one['moment']})" if one["signer"] else "서명 전") for one in hands
    ]
    said = f"발급 {proof['issued']}\n확인번호 {proof['code']}\n협약 내용의 해시(SHA-256) {proof['sha256']}\n진위 확인 {proof['check_at']}"
    return [hwpx.Table((1, 2, 3), rows), hwpx.Para(said)]


def amendment_text(amendment: Amendment) -> dict[str, Any]:
    """What both sides agree to change, before and after, and why."""
    agreement = amendment.agreement
    text = text_of(agreement)
    words: dict[str, Any] = {key: text[key] for key in ("giver_word", "party_word") if key in text}
    return {
        "number": amendment.label,
        "agreement": agreement.number,
        "agreed": agreement.document_sha256,
        "program": text["program"],
        "party": text["party"],
        "center": text["center"],
        **words,
        "reason": amendment.reason,
        "lines": [asdict(line) for line in lines_of(amendment)],
        "changes": [
            {"title": f"{one.title} ({_KINDS[one.kind]})", "words": [asdict(words) for words in one.words]} for one in clauses_of(amendment)
        ],
        "sample": agreement.sample,
    }


_KINDS = {"new": "새 조항", "gone": "없앰", "changed": "고침"}


def _amending(amendment: Amendment, text: dict[str, Any]) -> dict[str, Any]:
    day = day_of(amendment.agreement.center_signed_at)
    opening = f"{with_particle(text['center'], '과')} {with_particle(text['party'], '은')} {day} 맺은 협약({text['agreement']})을 다음과 같이 바꾸기로 합니다."
    facts = (
        ("변경 협약번호", text["number"]),
        ("바꾸는 협약", text["agreement"]),
        ("상대방", text["party"]),
        ("바꾸는 까닭", text["reason"]),
    )
    closing = "여기에 적지 아니한 사항은 처음 협약과 그 뒤의 변경협약에 따릅니다. 이 변경은 양쪽이 모두 서명한 때부터 효력이 있습니다."
    return {**text, "opening": opening, "facts": facts, "closing": closing}


def amendment_paper(amendment: Amendment, text: dict[str, Any], *, at: datetime) -> bytes:
    """The amendment as PDF/A with the signatures that stand so far."""
    hands = _hands(amendment.agreement, text, signatures_under(amendment.agreement, amendment))
    return papers.render(PAPERS / "amendment.typ", {**_amending(amendment, text), **_proof(amendment, at), "hands": hands}, at=at)


def amendment_hwpx(amendment: Amendment, text: dict[str, Any], *, at: datetime) -> bytes:
    """The same words as HWPX; what goes out of a clause and what comes in is said in words."""
    said = _amending(amendment, text)
    blocks: list[hwpx.Block] = [hwpx.Title("변경협약서"), hwpx.Para(text["program"], align="center"), *_marked(text)]
    blocks += [hwpx.Para(said["opening"]), hwpx.Table((1, 3), said["facts"], head=False)]
    if text["lines"]:
        rows = [("항목", "바꾸기 전", "바꾼 뒤"), *((one["label"], one["before"], one["after"]) for one in text["lines"])]
        blocks += [hwpx.Heading("바뀌는 내용"), hwpx.Table((2, 3, 3), rows)]
    for one in text["changes"]:
        before = "".join(words["text"] for words in one["words"] if words["kind"] != "in")
        after = "".join(words["text"] for words in one["words"] if words["kind"] != "out")
        blocks += [hwpx.Heading(one["title"]), hwpx.Table((1, 1), [("바꾸기 전", "바꾼 뒤"), (before, after)])]
    hands = _hands(amendment.agreement, text, signatures_under(amendment.agreement, amendment))
    blocks += [hwpx.Para(said["closing"]), *_signed(hands, _proof(amendment, at))]
    return hwpx.write(hwpx.Paper(f"변경협약서 {amendment.label}", tuple(blocks)), at=at)
