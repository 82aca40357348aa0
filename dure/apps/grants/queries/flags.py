"""Flags: what is found about an expense, what waits for a decision, and how a reader sees it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.urls import reverse

from dure.apps.grants.models import Agreement, Flag, FlagTurn, Spending
from dure.apps.grants.queries.agreements import COUNTED, agreements_of, planned, spent_by_place, sums_of, terms_of
from dure.apps.grants.queries.flags_world import COMPARED, bounds, items_of, near, world_of
from dure.apps.grants.rules.flags import Finding, World
from dure.apps.grants.rules.flags_all import detect
from dure.apps.grants.rules.flags_single import Standing, balance_unexplained, of_agreement, underused
from dure.apps.grants.words import SpendingState
from dure.apps.grants.words.flags import FLAG_TONES, UNDECIDED, FlagKind, FlagState
from dure.kernel.korean import table_day
from dure.platform.actor import Actor

MOST_NAMED = 3


def findings_about(spending: Spending) -> list[Finding]:
    """What is found beside the nearest expenses: on this one, and on those that make a pair with it."""
    (item,) = items_of(Spending.objects.filter(pk=spending.pk))
    others = items_of(Spending.objects.filter(pk__in=near(item))) if spending.pk else []
    items = [item, *others]
    return detect(items, world_of(items))


def own_findings(spending: Spending) -> list[Finding]:
    """What its own people are asked about before it is filed; a pair that was decided is not asked again."""
    found = [one for one in findings_about(spending) if one.pk == spending.pk]
    kept = remembered_pairs(found)
    return [one for one in found if (one.kind, one.pair) not in kept]


def findings_in(spendings: QuerySet[Spending]) -> list[Finding]:
    """Everything that is found over all of them at once."""
    items = items_of(spendings.filter(state__in=COMPARED))
    return detect(items, world_of(items))


def findings_on(agreement: Agreement, today: date) -> list[Finding]:
    """What is found of the agreement as a whole."""
    return list(of_agreement(_standing(agreement), World(bounds()), today))


def findings_at_settlement(agreement: Agreement, note: str, today: date) -> list[Finding]:
    """What is found when everything is spent: lines of which little was used, and a balance without a stated reason."""
    standing, world = _standing(agreement), World(bounds())
    sums = sums_of(agreement)
    waiting = agreement.spendings.filter(state=SpendingState.FILED, source="grant").aggregate(sum=Sum("amount"))["sum"] or 0
    balance = balance_unexplained(standing, world, today, sums.paid, sums.on_hand - waiting, note)
    return [*underused(standing, world, today), *balance]


def _standing(agreement: Agreement) -> Standing:
    giver = agreement.case.round.operator_id or 0
    titles = {category.key: category.title for category in terms_of(agreement).categories}
    return Standing(agreement.pk, giver, agreement.ends_on, planned(agreement), spent_by_place(agreement), titles)


def remembered_pairs(found: Sequence[Finding]) -> set[tuple[str, str]]:
    """Which of the kinds and pairs a person has cleared for good."""
    cleared = Flag.objects.filter(pair__in={one.pair for one in found}, state=FlagState.CLEARED, turns__remembered=True)
    return set(cleared.order_by().values_list("kind", "pair"))


def standing_flags() -> QuerySet[Flag]:
    """Flags of expenses that still count; one whose other expense was taken back has nothing to say any more."""
    counts = Q(spending=None) | Q(spending__state__in=COUNTED)
    return Flag.objects.filter(counts).exclude(other__state="withdrawn")


def undecided() -> QuerySet[Flag]:
    """Flags that wait for an officer, or for the grantee's answer."""
    return standing_flags().filter(state__in=UNDECIDED)


def undecided_in(spendings: QuerySet[Spending]) -> int:
    """How many of the expenses have a flag that nobody has decided: they can not be accepted together."""
    return undecided().filter(spending__in=spendings.order_by().values("pk")).order_by().values("spending").distinct().count()


def reasons_against_together(spendings: QuerySet[Spending]) -> list[str]:
    """Why expenses may not be accepted in one act."""
    count = undecided_in(spendings)
    return [f"판단하지 않은 확인할 점이 있는 집행이 {count}건 있어요. 한 건씩 판단해 주세요."] if count else []


def waiting_flags(actor: Actor) -> QuerySet[Flag]:
    """Undecided flags of the agreements that the actor may know of, oldest first."""
    found = undecided().filter(agreement_id__in=agreements_of(actor).order_by().values("pk"))
    return with_words(found).order_by("raised_at", "pk")


def flags_seen_by(actor: Actor) -> QuerySet[Flag]:
    """Flags on agreements that the actor may know of."""
    return Flag.objects.filter(agreement_id__in=agreements_of(actor).order_by().values("pk"))


def with_words(flags: QuerySet[Flag]) -> QuerySet[Flag]:
    """With their expense, the other one, and everything that was said. Two queries for any number."""
    said = Prefetch("turns", FlagTurn.objects.order_by("pk"))
    return flags.select_related(
        "agreement__case__party", "agreement__case__round__program", "spending", "other__agreement"
    ).prefetch_related(said)


def choices_of(actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Kinds and programs among the waiting flags, each with its count, for the filters."""
    waiting = undecided().filter(agreement_id__in=agreements_of(actor).order_by().values("pk")).order_by()
    kinds = dict(waiting.values_list("kind").annotate(Count("pk")))
    programs = waiting.values_list("agreement__case__round__program_id", "agreement__case__round__program__title").annotate(
        count=Count("pk")
    )
    by_kind = [(str(kind), f"{kind.label} ({kinds[kind]})") for kind in FlagKind if kind in kinds]
    return by_kind, sorted(((str(pk), f"{title} ({count})") for pk, title, count in programs), key=lambda row: row[1])


@dataclass(frozen=True, slots=True)
class FlagShown:
    """A flag as one reader sees it. `href` leads to what it speaks of, if the reader may see that."""

    flag: Flag
    tone: str
    href: str
    link: str
    about: str
    turns: tuple[FlagTurn, ...]

    @property
    def waits(self) -> bool:
        return self.flag.state in UNDECIDED


def shown_to_desk(flags: Iterable[Flag], actor: Actor) -> list[FlagShown]:
    """With links to other expenses of agreements that the seat may see. One query more."""
    rows = list(flags)
    others = {flag.other.agreement_id for flag in rows if flag.other}
    seen = set(agreements_of(actor).filter(pk__in=others).order_by().values_list("pk", flat=True))
    return [_desk_row(flag, seen) for flag in rows]


def _desk_row(flag: Flag, seen: set[int]) -> FlagShown:
    other = flag.other
    if other and other.agreement_id in seen:
        link = f"{other.agreement.number} {other.spent_on:%Y.%m.%d.} {other.payee_name} {other.amount:,}원"
        href = f"{reverse('grants:desk-grant', args=[other.agreement_id])}#expense-{other.pk}"
        return _row(flag, href, link)
    return _row(flag, "", "")


def shown_to_grantee(flags: Iterable[Flag], agreement: Agreement) -> list[FlagShown]:
    """With links to expenses of the same agreement only."""
    place = reverse("grants:expenses", args=[agreement.pk])
    return [
        _row(flag, f"{place}#expense-{flag.other_id}", "그 집행 보기")
        if flag.other and flag.other.agreement_id == agreement.pk
        else _row(flag, "", "")
        for flag in flags
    ]


def _row(flag: Flag, href: str, link: str) -> FlagShown:
    spending = flag.spending
    about = f"{table_day(spending.spent_on)} {spending.memo} · {spending.amount:,}원" if spending else flag.agreement.number
    return FlagShown(flag, FLAG_TONES[flag.state], href, link, about, tuple(flag.turns.all()))


def reasons_against_confirming(agreement: Agreement) -> list[str]:
    """Why a settlement may not be confirmed: how many things nobody has decided, and where they are."""
    rows = list(undecided().filter(agreement=agreement).select_related("spending").order_by("raised_at", "pk"))
    if not rows:
        return []
    places = [_place_of(flag) for flag in rows[:MOST_NAMED]]
    more = f" 외 {len(rows) - MOST_NAMED}건" if len(rows) > MOST_NAMED else ""
    return [
        f"판단하지 않은 확인할 점이 {len(rows)}건 있어요: {', '.join(places)}{more}. "
        "이 협약의 '판단할 확인할 점'에서 한 건씩 판단한 뒤에 확정해 주세요."
    ]


def _place_of(flag: Flag) -> str:
    """The expense, or the agreement as a whole, with what was seen of it."""
    spending = flag.spending
    where = f"{table_day(spending.spent_on)} {spending.payee_name} {spending.amount:,}원" if spending else "협약 전체"
    return f"{where}({flag.get_kind_display()})"


def shown_beside_settlement(agreement: Agreement, desk: Actor | None = None) -> dict[str, Any]:
    """What was seen of the agreement as a whole, and the flags of it or its expenses that nobody has decided, counted and listed."""
    found = shown_by_spending(agreement, desk)
    waiting = [row for rows in found.values() for row in rows if row.waits]
    return {"flags": found.get(0, []), "undecided": len(waiting), "undecided_flags": waiting}


def shown_by_spending(agreement: Agreement, desk: Actor | None = None) -> Mapping[int, list[FlagShown]]:
    """The agreement's standing flags by expense, under 0 its own, as its people or a seat of the desk see them."""
    flags = with_words(standing_flags().filter(agreement=agreement)).order_by("raised_at", "pk")
    found: dict[int, list[FlagShown]] = defaultdict(list)
    for row in shown_to_desk(flags, desk) if desk else shown_to_grantee(flags, agreement):
        found[row.flag.spending_id or 0].append(row)
    return found
