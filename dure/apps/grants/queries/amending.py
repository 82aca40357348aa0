"""What an amendment would make of an agreement, before anybody agreed to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Amendment
from dure.apps.grants.queries import amendments as queries
from dure.apps.grants.queries import relaying
from dure.apps.grants.queries.agreements import COUNTED, planned, settlement_of
from dure.apps.grants.rules import amending as rules
from dure.apps.grants.rules.relaying import Part, Passing
from dure.apps.grants.words import SettlementState
from dure.kernel.errors import Refused
from dure.kernel.won import won_in_full


@dataclass(frozen=True, slots=True)
class Change:
    """What should be otherwise; what is not said stays. Amounts in won.

    `budget` gives every row anew as (category, source, amount); without it other money is shared over the rows there are.
    `parts` lays every instalment anew; without it other money changes the amounts of those nobody asked for.
    `passing` is what an operator gives on from now on.
    A leaving partner is named with its last day; `shares` says who takes its grant over (partner id, None for the applicant), the rest
    is released.
    """

    reason: str
    amount: int | None = None
    own_money: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    clauses: tuple[tuple[str, str], ...] | None = None
    parts: tuple[Part, ...] | None = None
    passing: Passing | None = None
    budget: tuple[tuple[str, str, int], ...] | None = None
    partner_id: int | None = None
    leaves_on: date | None = None
    shares: dict[int | None, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole new promise: money, days, clauses, instalments (number, amount; or laid anew as `parts`), budget rows, how a partner's part
    moves, and what an operator passes on; without `passing` that stays."""

    amount: int
    own_money: int
    starts_on: date
    ends_on: date
    clauses: list[dict[str, Any]]
    tranches: list[tuple[int, int]] = field(default_factory=list)
    budget: list[dict[str, Any]] = field(default_factory=list)
    shares: list[tuple[int | None, int, int]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    passing: Passing | None = None

    @classmethod
    def of(cls, amendment: Amendment) -> "Proposal":
        """What was asked for."""
        laid = list(amendment.tranches.all())
        return cls(
            amendment.amount,
            amendment.own_money,
            amendment.starts_on,
            amendment.ends_on,
            amendment.clauses,
            [(one.number, one.amount) for one in laid],
            amendment.budget,
            [(one.partner_id, one.grant, one.own) for one in amendment.shares.all()],
            [Part(one.number, one.amount, one.gate, one.planned_on) for one in laid] if amendment.relays else [],
            None if amendment.pass_through is None else Passing(amendment.pass_through, amendment.firms_max),
        )


def proposal_for(agreement: Agreement, change: Change) -> Proposal:
    """Everything a change means; Refused with what to do where it cannot be."""
    shares = _shares(agreement, change)
    amount = agreement.amount if change.amount is None else change.amount
    own_money = agreement.own_money if change.own_money is None else change.own_money
    if change.partner_id is not None:
        amount += sum(grant for _partner, grant, _own in shares)
        own_money += sum(own for _partner, _grant, own in shares)
    clauses = agreement.clauses if change.clauses is None else [{"title": title, "text": text} for title, text in change.clauses]
    passing = relaying.passing_of(agreement, change.passing)
    parts = relaying.parts_of(agreement, change.parts)
    tranches = [(part.number, part.amount) for part in parts]
    try:
        if not parts and amount != agreement.amount:
            tranches = rules.relaid(relaying.instalments_of(agreement), amount)
        budget = _budget(agreement, change, amount, own_money, passing)
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    return Proposal(
        amount,
        own_money,
        change.starts_on or agreement.starts_on,
        change.ends_on or agreement.ends_on,
        clauses,
        tranches,
        budget,
        shares,
        parts,
        passing,
    )


def _budget(agreement: Agreement, change: Change, amount: int, own_money: int, passing: Passing | None) -> list[dict[str, Any]]:
    """The rows as they were given, or the rows there are brought to the new sums; nothing while no money changes, and none of nothing."""
    if change.budget is not None:
        return [{"category": category, "source": source, "amount": value} for category, source, value in change.budget]
    if (amount, own_money) == (agreement.amount, agreement.own_money) and passing is None:
        return []
    direct = amount - (passing.amount if passing else agreement.pass_through)
    if direct < 0:
        return []  # said by the reasons against it
    plan, used = planned(agreement), queries.used_of(agreement)
    first = _categories_of(agreement, change.partner_id) if change.partner_id else {}
    grant = rules.rebudgeted(plan, used, "grant", direct, first)
    own = rules.rebudgeted(plan, used, "own", own_money)
    laid = {**grant, **own}
    return queries.rows_of(laid) if any(laid.values()) else []


def _categories_of(agreement: Agreement, partner_id: int) -> Mapping[str, int]:
    """The leaving partner's grant by category: what is given back comes out of these first."""
    found: dict[str, int] = {}
    for row in cases.approved_budget(agreement.case_id):
        if row.partner_id == partner_id:
            found[row.category] = found.get(row.category, 0) + row.grant
    return found


def _shares(agreement: Agreement, change: Change) -> list[tuple[int | None, int, int]]:
    """Less for who leaves, more for those who stay; its own share goes with its grant in the same proportion, to the won."""
    if change.partner_id is None:
        return []
    staying = {partner.pk for partner in queries.partners_in(agreement)}
    if change.partner_id not in staying or change.leaves_on is None:
        raise Refused(_("그만두는 참여 조직과 마지막 날을 골라 주세요."))
    if change.amount is not None or change.own_money is not None:
        raise Refused(_("참여 조직의 탈퇴와 다른 금액 변경은 따로 요청해 주세요."))
    grant, own = queries.shares_of(agreement).get(change.partner_id, (0, 0))
    taken = {who: value for who, value in change.shares.items() if value}
    if any(who is not None and who not in staying - {change.partner_id} for who in taken) or any(value < 0 for value in taken.values()):
        raise Refused(_("남은 참여 조직에만 0원 이상으로 나눌 수 있어요."))
    if sum(taken.values()) > grant:
        raise Refused(_("나눈 금액의 합이 그만두는 조직의 몫(%(held)s)보다 커요.") % {"held": won_in_full(grant)})
    moved: list[tuple[int | None, int, int]] = [(change.partner_id, -grant, -own)]
    given = 0
    for who, value in taken.items():
        moved.append((who, value, own * (given + value) // grant - own * given // grant))
        given += value
    return moved


def reasons_against(agreement: Agreement, proposal: Proposal) -> list[str]:
    """Everything that stands against the new promise, each with what to do."""
    settlement = settlement_of(agreement)
    if settlement is not None and settlement.state != SettlementState.DRAFT:
        return [_("정산서를 낸 뒤에는 협약을 바꿀 수 없어요.")]
    reasons = [*_of_days(agreement, proposal), *_of_sums(agreement, proposal), *_of_budget(agreement, proposal), *_of_clauses(proposal)]
    reasons += relaying.reasons_against_parts(agreement, proposal.parts, proposal.amount)
    reasons += relaying.reasons_against_passing(agreement, proposal.passing, proposal.amount)
    return reasons if reasons or _changes(agreement, proposal) else [_("바뀌는 것이 없어요. 바꿀 금액이나 날짜, 조항을 고쳐 적어 주세요.")]


def _changes(agreement: Agreement, proposal: Proposal) -> bool:
    now = (agreement.amount, agreement.own_money, agreement.starts_on, agreement.ends_on, agreement.clauses)
    said = (proposal.amount, proposal.own_money, proposal.starts_on, proposal.ends_on, proposal.clauses)
    other = proposal.budget and queries.plan_of(proposal.budget) != {place: value for place, value in planned(agreement).items() if value}
    return now != said or bool(other or proposal.shares or proposal.parts or proposal.passing)


def _of_days(agreement: Agreement, proposal: Proposal) -> Iterable[str]:
    if proposal.ends_on < proposal.starts_on:
        yield _("끝나는 날이 시작하는 날보다 빨라요. 날짜를 고쳐 주세요.")
    counted = agreement.spendings.filter(state__in=COUNTED)
    outside = counted.filter(spent_on__lt=proposal.starts_on) | counted.filter(spent_on__gt=proposal.ends_on)
    if number := outside.count():
        yield _("바꾼 협약 기간 밖에 쓴 집행이 %(number)d건 있어요. 기간을 다시 정해 주세요.") % {"number": number}


def _of_sums(agreement: Agreement, proposal: Proposal) -> Iterable[str]:
    if proposal.own_money < 0 or proposal.amount < 0:
        yield _("금액은 0원 이상이어야 해요.")
    if bool(agreement.amount) != bool(proposal.amount):
        yield _("지원금을 없애거나 새로 만드는 변경은 할 수 없어요. 협약을 새로 맺어 주세요.")
    if proposal.passing is None and proposal.amount < agreement.pass_through:
        yield _("참여기업에 다시 교부할 돈보다 적게 바꿀 수 없어요. 다시 교부할 돈도 함께 줄여 주세요.")


def _of_budget(agreement: Agreement, proposal: Proposal) -> Iterable[str]:
    if not proposal.budget:
        return
    plan, used = queries.plan_of(proposal.budget), queries.used_of(agreement)
    passed = proposal.passing.amount if proposal.passing else agreement.pass_through
    wanted = (("grant", proposal.amount - passed, _("보조금")), ("own", proposal.own_money, _("자부담")))
    for source, amount, word in wanted:
        total = sum(value for place, value in plan.items() if place[1] == source)
        if total != amount:
            said = {"word": word, "total": won_in_full(total), "amount": won_in_full(amount)}
            yield _("비목마다 적은 %(word)s의 합(%(total)s)이 바꾼 금액(%(amount)s)과 달라요. 비목 금액을 고쳐 주세요.") % said
    for place, amount in used.items():
        if plan.get(place, 0) < amount:
            yield _("이미 %(used)s을 쓴 비목이 있어 그보다 적게 줄일 수 없어요.") % {"used": won_in_full(amount)}


def _of_clauses(proposal: Proposal) -> Iterable[str]:
    titles = [clause["title"] for clause in proposal.clauses]
    if any(not clause["title"].strip() or not clause["text"].strip() for clause in proposal.clauses):
        yield _("조항마다 제목과 내용을 적어 주세요.")
    if len(set(titles)) != len(titles):
        yield _("제목이 같은 조항이 둘 있어요. 제목을 다르게 적어 주세요.")
