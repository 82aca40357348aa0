"""Rules about the money asked for: cap, own share with its base, shares of categories."""

from dure.apps.programs.terms import Base, Bid, OwnShare, Terms
from dure.kernel.korean import with_particle
from dure.kernel.verdicts import Answer, Verdict
from dure.kernel.won import won_in_full

_FROM_BUDGET = "예산표"


def asked_within_cap(terms: Terms, bid: Bid) -> list[Verdict]:
    """Not more than the most that the words bind to; about and average bind nobody."""
    cap = terms.cap
    if cap is None:
        return []
    clause = next((amount.text for amount in terms.caps if amount.ceiling == cap), "")
    sentence = f"보조금은 {won_in_full(cap)}까지 신청할 수 있어요."
    over = bid.asked - cap
    return [
        Verdict(
            "asked_within_cap",
            Answer.YES if over <= 0 else Answer.NO,
            sentence,
            value=won_in_full(bid.asked),
            value_source=_FROM_BUDGET,
            clause=clause,
            remedy="" if over <= 0 else f"보조금을 {won_in_full(over)} 줄여 주세요.",
        )
    ]


def own_share(terms: Terms, bid: Bid) -> list[Verdict]:
    """자부담 비율: 기준(보조금 또는 총사업비)은 사업마다 다르다. An unstated base is judged by both: see `_unstated`."""
    return [] if terms.own_share is None else [share_verdict(terms.own_share, bid)]


def share_verdict(share: OwnShare, bid: Bid) -> Verdict:
    """Is the share paid, by its base or, where the source leaves it open, by both?"""
    if share.base is Base.UNSTATED:
        return _unstated(share, bid)
    yes = share.met(grant=bid.asked, own=bid.own_money, base=share.base)
    return _own(share, bid, Answer.YES if yes else Answer.NO, f"{share.base.label}의 {share.percent}% 이상을 자부담해야 해요.")


def _unstated(share: OwnShare, bid: Bid) -> Verdict:
    """The source states no base. Met on the whole cost: yes (it is then met on the grant too). Not met on the grant: no.

    Between the two we do not know, and staff decide; the remedy names the sum that is enough by either reading.
    """
    on_total = share.met(grant=bid.asked, own=bid.own_money, base=Base.TOTAL)
    on_grant = share.met(grant=bid.asked, own=bid.own_money, base=Base.GRANT)
    answer = Answer.YES if on_total else Answer.UNKNOWN if on_grant else Answer.NO
    sentence = f"{share.percent}% 이상을 자부담해야 해요. 자료에 기준(보조금 또는 총사업비)이 적혀 있지 않아 두 기준으로 모두 살펴봐요."
    return _own(share, bid, answer, sentence)


def _own(share: OwnShare, bid: Bid, answer: Answer, sentence: str) -> Verdict:
    lacking = share.least(grant=bid.asked) - bid.own_money
    value = f"자부담 {won_in_full(bid.own_money)} ({_of_base(share, bid)})"
    remedy = "" if answer is Answer.YES else f"자부담을 {won_in_full(lacking)} 더 적으면 돼요."
    if answer is Answer.UNKNOWN:
        remedy = f"자부담을 {won_in_full(lacking)} 더 적으면 어느 기준으로도 채워져요. 그대로 두면 담당자가 기준을 확인해요."
    return Verdict("own_share", answer, sentence, value=value, value_source=_FROM_BUDGET, clause=share.text, remedy=remedy)


def _of_base(share: OwnShare, bid: Bid) -> str:
    bases = (Base.GRANT, Base.TOTAL) if share.base is Base.UNSTATED else (share.base,)
    return ", ".join(f"{base.label}의 {_percent(bid.own_money, base.of(grant=bid.asked, own=bid.own_money))}" for base in bases)


def _percent(part: int, whole: int) -> str:
    """One decimal, cut off so that 19.99 never reads as 20.0."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10}%"


def category_shares(terms: Terms, bid: Bid) -> list[Verdict]:
    """Each category with a limit keeps within its share of the grant (rows of grant money) or of the whole cost."""
    verdicts = []
    for category in terms.categories:
        if category.most_percent is None:
            continue
        grant_only = category.of is Base.GRANT
        rows = [row for row in bid.rows if row.category == category.key]
        part = sum(row.grant if grant_only else row.grant + row.own for row in rows)
        whole = category.of.of(grant=sum(row.grant for row in bid.rows), own=sum(row.own for row in bid.rows))
        yes = part * 100 <= whole * category.most_percent
        most = whole * category.most_percent // 100
        verdicts.append(
            Verdict(
                f"category_share:{category.key}",
                Answer.YES if yes else Answer.NO,
                f"{with_particle(category.title, '은')} {category.of.label}의 {category.most_percent}%까지 쓸 수 있어요.",
                value=f"{won_in_full(part)} ({_percent(part, whole)})",
                value_source=_FROM_BUDGET,
                clause=category.hint,
                remedy="" if yes else f"{category.title}에서 {won_in_full(part - most)}을 다른 항목으로 옮겨 주세요.",
            )
        )
    return verdicts
