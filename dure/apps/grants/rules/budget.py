"""Limits of categories and changes between them. Pure; whole won (domain.md §1.3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dure.apps.programs.facade import Base, BudgetCategory
from dure.kernel.won import cut_below_won, won_in_full

Plan = Mapping[tuple[str, str], int]

GUARDED = frozenset({"labor", "meeting"})
"""Categories into which money never moves without approval, by key; by title they are 인건비 and 회의비."""
_GUARDED_TITLES = ("인건비", "회의비")


@dataclass(frozen=True, slots=True)
class CategoryLimit:
    """The most a category may take, of which base, and what is left of it."""

    title: str
    percent: int
    base_words: str
    base: int
    used: int

    @property
    def most(self) -> int:
        return cut_below_won(self.base, self.percent, 100)

    @property
    def left(self) -> int:
        return max(self.most - self.used, 0)

    @property
    def words(self) -> str:
        """인건비 한도: 보조금(50,000,000원)의 30%인 15,000,000원까지, 지금 3,000,000원 남음."""
        of_base = f"{self.base_words}({won_in_full(self.base)})의 {self.percent}%인 {won_in_full(self.most)}까지"
        return f"{self.title} 한도: {of_base}, 지금 {won_in_full(self.left)} 남음"

    def reason_against(self, amount: int) -> str:
        """Why this amount is too much, or nothing."""
        return "" if amount <= self.left else f"{self.words}. 금액을 줄이거나 다른 비목을 골라 주세요."


def limit_of(category: BudgetCategory, plan: Plan, spent: Sequence[tuple[str, str, int]]) -> CategoryLimit | None:
    """A limit that the definition sets, on the budget in force. A limit on the grant counts grant money, one on the total counts both."""
    if category.most_percent is None:
        return None
    of_grant = category.of is Base.GRANT
    sources = {"grant"} if of_grant else {"grant", "own"}
    base = sum(amount for (_key, source), amount in plan.items() if source in sources)
    used = sum(amount for key, source, amount in spent if key == category.key and source in sources)
    return CategoryLimit(category.title, category.most_percent, category.of.label, base, used)


@dataclass(frozen=True, slots=True)
class ChangeVerdict:
    """Is a change refused, may it take force at once, or does it wait for approval, and why."""

    refused: tuple[str, ...] = ()
    approval: tuple[str, ...] = ()

    @property
    def takes_force(self) -> bool:
        return not self.refused and not self.approval


def judge_change(
    before: Plan, after: Plan, *, spent: Plan, agreed: Plan, percent: int, titles: Mapping[str, str], limits: Collection[str] = ()
) -> ChangeVerdict:
    """Compare two budgets. `agreed` is the last one that the center approved: small steps from it add up (전용)."""
    refused = [*limits, *_against_sums(before, after), *_against_spent(after, spent, titles)]
    if not any(amount != before.get(place, 0) for place, amount in after.items()) and not set(before) - set(after):
        refused.append("바뀐 금액이 없어요. 옮길 금액을 적어 주세요.")
    return ChangeVerdict(tuple(refused), tuple(_needs_approval(after, agreed, percent, titles)))


def _against_sums(before: Plan, after: Plan) -> list[str]:
    reasons = []
    for source, word in (("grant", "보조금"), ("own", "자부담")):
        old = sum(amount for (_key, kind), amount in before.items() if kind == source)
        new = sum(amount for (_key, kind), amount in after.items() if kind == source)
        if old != new:
            reasons.append(f"{word} 합계가 {won_in_full(old)}이어야 하는데 {won_in_full(new)}이에요. 비목 사이에서만 옮길 수 있어요.")
    return reasons


def _against_spent(after: Plan, spent: Plan, titles: Mapping[str, str]) -> list[str]:
    words = {"grant": "보조금", "own": "자부담"}
    return [
        f"{titles.get(key, key)} {words[source]}은 이미 {won_in_full(amount)}을 썼어요. 그보다 적게 줄일 수 없어요."
        for (key, source), amount in spent.items()
        if amount > after.get((key, source), 0)
    ]


def _needs_approval(after: Plan, agreed: Plan, percent: int, titles: Mapping[str, str]) -> list[str]:
    reasons = []
    for key in dict.fromkeys(key for key, _source in (*agreed, *after)):
        old = sum(amount for (name, _source), amount in agreed.items() if name == key)
        new = sum(amount for (name, _source), amount in after.items() if name == key)
        moved = max(abs(after.get((key, source), 0) - agreed.get((key, source), 0)) for source in ("grant", "own"))
        title = titles.get(key, key)
        if new and not old:
            reasons.append(f"{title}: 새로 만드는 비목이에요.")
        elif new > old and (key in GUARDED or title in _GUARDED_TITLES):
            reasons.append(f"{title}: 이 비목으로 옮길 때는 금액과 관계없이 승인을 받아요.")
        elif moved * 100 > old * percent:
            reasons.append(f"{title}: {won_in_full(moved)}이 바뀌어 비목({won_in_full(old)})의 {percent}%를 넘어요.")
    return reasons
