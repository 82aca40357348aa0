"""Flags of one expense by itself, and of an agreement as a whole. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dure.apps.grants.rules.flags import Finding, Item, Ties, World, alone, digits_of, name_key, place_key
from dure.apps.grants.rules.flags_pairs import QUOTED, THRESHOLDS, person_key, person_of
from dure.apps.grants.rules.kinds import kind_of
from dure.apps.grants.words.flags import FlagKind
from dure.kernel.identifiers import is_business_number
from dure.kernel.korean import table_day, with_particle
from dure.kernel.won import won_in_full

_FEE = re.compile(r"강사|강의료|강연료|자문료|사례비|사례금|출연료|원고료|심사비|멘토|통역료")
_THING = re.compile(
    r"노트북|컴퓨터|모니터|카메라|프린터|복합기|냉장고|냉동고|에어컨|텔레비전|빔프로젝터|태블릿|책상|의자|선반|기계|장비|차량|자전거|오븐"
)
_SUPPLIES = re.compile(rf"({_THING.pattern})(용)?\s*(토너|잉크|용지|필터|소모품|배터리|케이스|커버|가방)")
_NOT_BOUGHT = re.compile(r"임차|임대|대여|렌탈|렌트|수리|부품|사용료|청소")
_FOR_ASSETS = re.compile(r"자산|장비|시설|기자재|비품|기계|설비")
_EVENT = re.compile(r"주말|휴일|토요|일요|공휴일|행사|축제|장터|워크숍|캠프|박람회|체험")
_DRAWN = re.compile(r"자동\s*(납부|이체|결제)|정기\s*결제")
"""What is drawn by itself each month has no hour: nobody held the card."""


def outside(items: Sequence[Item], _world: World) -> Iterator[Finding]:
    """Before the agreement begins, before both had signed it, or after it ends."""
    for item in items:
        if not item.starts_on <= item.spent_on <= item.ends_on:
            says = f"협약 기간({table_day(item.starts_on)} – {table_day(item.ends_on)}) 밖인 {table_day(item.spent_on)}에 쓴 돈이에요."
            yield alone(FlagKind.OUTSIDE, item, says)
        elif item.agreed_on and item.spent_on < item.agreed_on:
            yield alone(
                FlagKind.OUTSIDE, item, f"협약을 맺은 날({table_day(item.agreed_on)})보다 먼저 쓴 돈이에요: {table_day(item.spent_on)}."
            )


def card_hours(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """The card at night; on a day off without a word about why."""
    for item in items:
        used = world.carded.get(item.pk) or item.used_at
        if not world.on_card(item):
            continue
        begins, ends, least = (
            world.bounds.at(key, item.spent_on) for key in ("card_night_from", "card_night_to", "off_hours_reason_least")
        )
        if used and (used.hour >= begins or used.hour < ends) and not _says_why(item, least, at_night=True):
            yield alone(FlagKind.NIGHT, item, f"밤 {used:%H:%M}에 카드를 썼어요. {begins}시부터 {ends}시 사이에 쓴 까닭이 필요해요.")
        if not world.is_working_day(item.spent_on) and not _says_why(item, least) and not (used is None and _DRAWN.search(item.memo)):
            yield alone(
                FlagKind.HOLIDAY,
                item,
                f"쉬는 날({table_day(item.spent_on)} {'월화수목금토일'[item.spent_on.weekday()]}요일)에 카드를 썼어요.",
            )


def _says_why(item: Item, least: int, *, at_night: bool = False) -> bool:
    """A reason of its own; of a day off also what it was for, where that names something that happens on days off."""
    reason = len(re.sub(r"[\W_]", "", str(item.facts.get("off_hours_why", "")))) >= least
    return reason or (not at_night and bool(_EVENT.search(item.memo)))


def quotes(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """Fewer than two quotes above the amount; two quotes of one author."""
    for item in items:
        least = world.bounds.at("quotes_from", item.spent_on)
        if item.wants_quotes and item.kind in QUOTED and item.billed >= least and item.quotes < 2:
            yield alone(FlagKind.QUOTES_MISSING, item, f"{won_in_full(least)}부터는 견적서가 두 부 있어야 하는데 {item.quotes}부예요.")
        if author := _one_author(item):
            yield alone(FlagKind.QUOTES_ALIKE, item, f"견적서 두 부를 같은 곳이 냈어요: {author}.")


def _one_author(item: Item) -> str:
    files = Counter(paper.sha256 for paper in item.papers if paper.kind == "quotation")
    if any(count > 1 for count in files.values()):
        return "같은 파일이 두 번 올라왔어요"
    said = [quote for quote in item.facts.get("quotes", ()) if isinstance(quote, dict)]
    for read in (_number_of_author, lambda quote: name_key(str(quote.get("author", "")))):
        counted = Counter(key for quote in said if (key := read(quote)))
        twice = next((key for key, count in counted.items() if count > 1), "")
        if twice:
            return next(str(quote.get("author") or quote.get("number")) for quote in said if read(quote) == twice)
    return ""


def _number_of_author(quote: Mapping[str, Any]) -> str:
    """The business number of a quote's author, given by itself or written behind the name."""
    number = digits_of(str(quote.get("number", ""))) or digits_of(str(quote.get("author", "")))
    return number if len(number) == 10 else ""


def payee_number(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """A business number that cannot be, or the grantee's own."""
    for item in items:
        own = world.ties.get(item.party, Ties())
        if (item.business_number and item.business_number == own.own_number) or (own.own_name and item.payee_key == own.own_name):
            yield alone(FlagKind.PAYEE_NUMBER, item, "받는 곳이 수행기관 자신이에요.")
        elif item.business_number and not is_business_number(item.business_number):
            yield alone(FlagKind.PAYEE_NUMBER, item, f"받는 곳의 사업자등록번호({item.business_number})가 있을 수 없는 번호예요.")


def untaxed(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """A person's fee above the waived sum without tax withheld, also where it was entered as if bought from a firm."""
    for item in items:
        personal, share = kind_of(item.kind), 100 - world.bounds.at("other_income_expense", item.spent_on)
        waived = world.bounds.at("other_income_waived_to", item.spent_on) * 100 // share
        if item.income_tax or item.billed <= waived or item.kind == "labor":
            continue
        as_firm = not personal.is_personal and not item.business_number and (item.person or _FEE.search(item.memo))
        if personal.is_personal or as_firm:
            yield alone(
                FlagKind.UNTAXED,
                item,
                f"사람에게 준 돈 {won_in_full(item.billed)}에서 세금을 떼지 않았어요({won_in_full(waived)}까지만 떼지 않아요).",
            )


def asset(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """A thing that lasts, bought from money for running the work."""
    for item in items:
        least = world.bounds.at("asset_from", item.spent_on)
        if item.kind not in QUOTED or item.billed < least or _FOR_ASSETS.search(item.category) or _NOT_BOUGHT.search(item.memo):
            continue
        if (thing := _THING.search(item.memo)) and not _supplies_only(item.memo):
            yield alone(
                FlagKind.ASSET, item, f"{item.category} 비목에서 오래 쓰는 물건({thing.group()})을 {won_in_full(item.billed)}에 샀어요."
            )


def _supplies_only(memo: str) -> bool:
    """Supplies for a thing (프린터 토너), not the thing and supplies for it (프린터와 토너)."""
    without = _SUPPLIES.sub("", memo)
    return without != memo and not _THING.search(without)


def just_below(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """A round sum just under an amount from which more is wanted; any sum that is a hair under it."""
    for item in items:
        if item.kind not in QUOTED or item.quotes > 1:
            continue
        for key, words in THRESHOLDS.items():
            amount = world.bounds.at(key, item.spent_on)
            width = "just_below_hair" if item.billed % 10_000 else "just_below_percent"
            least = amount * (100 - world.bounds.at(width, item.spent_on))
            if least <= item.billed * 100 < amount * 100:
                says = f"{words} 기준({won_in_full(amount)}) 바로 아래의 금액이에요: {won_in_full(item.billed)}."
                yield alone(FlagKind.JUST_BELOW, item, says)


def paper_changed(items: Sequence[Item], _world: World) -> Iterator[Finding]:
    """B41: a paper that came or went after the expense was judged."""
    for item in items:
        for paper in item.papers:
            if item.judged_at and (paper.removed or (paper.added_at and paper.added_at > item.judged_at)):
                word = "지웠어요" if paper.removed else "더했어요"
                yield alone(FlagKind.PAPER_CHANGED, item, f"확인이 끝난 뒤에 증빙을 {word}. 판단을 다시 봐 주세요.", paper.sha256)


def refunded(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """B41: a payment whose money came back later. One movement answers the nearest payment before it."""
    paid: dict[tuple[int, int], list[Item]] = {}
    for item in items:
        paid.setdefault((item.agreement, item.billed), []).append(item)
    for refund in world.refunds:
        within = timedelta(days=world.bounds.at("refund_within_days", refund.on))
        candidates = paid.get((refund.agreement, refund.amount), ())
        before = [item for item in candidates if _came_back(item, refund.payee_key, refund.on, within)]
        if before:
            item = max(before, key=lambda item: (item.spent_on, item.pk))
            says = f"{table_day(refund.on)}에 같은 곳에서 같은 금액({won_in_full(refund.amount)})이 되돌아왔어요."
            yield alone(FlagKind.REFUNDED, item, says, f"line-{refund.pk}")


def _came_back(item: Item, payee: str, on: date, within: timedelta) -> bool:
    same = len(payee) > 1 and bool(item.payee_key) and (payee in item.payee_key or item.payee_key in payee)
    return same and item.spent_on <= on <= item.spent_on + within


_TIE_WORDS = {
    "number": "사업자등록번호가 같아요",
    "name": "이름이 같아요",
    "phone": "전화번호가 같아요",
    "address": "주소가 같아요",
    "account": "입금 계좌가 같아요",
}


def related(items: Sequence[Item], world: World) -> Iterator[Finding]:
    """B39: the payee shares number, people, address, telephone or account with the grantee, its people or its partners."""
    for item in items:
        own = world.ties.get(item.party, Ties())
        of_payee = _ties_of_payee(item, world)
        for tie in sorted(own.ties, key=lambda tie: (tie.kind, tie.value, tie.whose)):
            if (tie.kind, tie.value) not in of_payee or (item.kind == "labor" and not tie.represents):
                continue
            vendor = item.business_number or item.payee_key or person_key(item.person)
            pair = f"{item.giver}:party-{item.party}:{vendor}:{tie.kind}"
            says = f"{with_particle(_payee_words(item), '과')} {tie.whose}의 {_TIE_WORDS.get(tie.kind, '')}."
            if tie.kind == "person":
                says = f"{_payee_words(item)}의 받는 사람이나 대표가 {with_particle(tie.whose, '과')} 이름이 같아요."
            yield Finding(FlagKind.RELATED, item.agreement, item.pk, tie.kind, pair[:160], says)
            break


def _payee_words(item: Item) -> str:
    return f"돈을 받은 {item.person or item.payee_name}"


def _ties_of_payee(item: Item, world: World) -> set[tuple[str, str]]:
    """What is known of the payee: said at entry, and held by the house under its business number."""
    facts: Mapping[str, Any] = item.facts
    found = {
        ("number", item.business_number),
        ("name", item.payee_key),
        ("person", person_of(item)),
        ("person", person_key(str(facts.get("payee_representative", "")))),
        ("phone", digits_of(str(facts.get("payee_phone", "")))),
        ("address", place_key(str(facts.get("payee_address", "")))),
        ("account", str(facts.get("payee_account_hash", ""))),
    }
    found |= {(tie.kind, tie.value) for tie in world.vendors.get(item.business_number, ())}
    return {(kind, value) for kind, value in found if value}


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement's budget and what was spent of it, by (category, source)."""

    agreement: int
    giver: int
    ends_on: date
    planned: Mapping[tuple[str, str], int]
    spent: Mapping[tuple[str, str], int]
    titles: Mapping[str, str]

    def sums(self, source: str) -> tuple[int, int]:
        """(planned, spent) of a source."""
        return tuple(sum(amount for (_, of), amount in table.items() if of == source) for table in (self.planned, self.spent))  # type: ignore[return-value]


def of_agreement(standing: Standing, world: World, today: date) -> Iterator[Finding]:
    """The own share that stays behind, and near the end lines of which little was spent."""
    bounds = world.bounds
    grant, grant_spent = standing.sums("grant")
    own, own_spent = standing.sums("own")
    asked = grant and grant_spent * 100 >= grant * bounds.at("own_share_asked_from", today)
    if asked and own and own_spent * grant * 100 < own * grant_spent * (100 - bounds.at("own_share_slack", today)):
        says = f"자부담은 {own_spent * 100 // own}%, 보조금은 {grant_spent * 100 // grant}% 썼어요. 약속한 비율보다 자부담이 뒤처져 있어요."
        yield _whole(FlagKind.OWN_SHARE, standing, "own", says)
    if today >= standing.ends_on - timedelta(days=bounds.at("near_end_days", today)):
        yield from underused(standing, world, today)


def underused(standing: Standing, world: World, today: date) -> Iterator[Finding]:
    """Lines of which little was spent in the end."""
    bounds = world.bounds
    for category in dict.fromkeys(category for category, _source in standing.planned):
        plan, spent = (sum(amount for (key, _), amount in table.items() if key == category) for table in (standing.planned, standing.spent))
        if plan and spent * 100 < plan * bounds.at("line_least_percent", today):
            title = standing.titles.get(category, category)
            says = f"끝날 때가 가까운데 {title} 비목은 {spent * 100 // plan}%만 썼어요({won_in_full(plan)} 가운데 {won_in_full(spent)})."
            yield _whole(FlagKind.UNDERUSED, standing, category, says)


def balance_unexplained(standing: Standing, world: World, today: date, paid: int, left: int, note: str) -> Iterator[Finding]:
    """Much of what was paid is left at settlement, and not a word about why."""
    if paid and not note.strip() and left * 100 >= paid * world.bounds.at("balance_why_from", today):
        says = f"받은 보조금이 {won_in_full(left)}({left * 100 // paid}%) 남았는데 정산서에 까닭이 없어요."
        yield _whole(FlagKind.BALANCE, standing, "balance", says)


def _whole(kind: str, standing: Standing, mark: str, says: str) -> Finding:
    return Finding(kind, standing.agreement, 0, mark[:80], f"{standing.giver}:agreement-{standing.agreement}:{mark}"[:160], says)
