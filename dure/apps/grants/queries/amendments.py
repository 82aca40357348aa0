"""Amendments: what stands now, what one would change, and how both read side by side."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Amendment, AmendmentShare
from dure.apps.grants.queries.agreements import COUNTED, agreements_of, planned, terms_of
from dure.apps.grants.queries.relaying import Line, instalments_of, lines_of_parts, lines_of_passing
from dure.apps.grants.rules import amending as rules
from dure.apps.grants.words import AmendmentState, Source
from dure.kernel.korean import official_day
from dure.kernel.won import official_won, won_in_full
from dure.platform.actor import Actor, Role

OPEN = (AmendmentState.ASKED, AmendmentState.APPROVED, AmendmentState.SIGNED_BY_GRANTEE)


def amendments_of(agreement: Agreement) -> QuerySet[Amendment]:
    """Every amendment of the agreement that was asked for, the newest first."""
    return agreement.amendments.select_related("file", "partner").prefetch_related("tranches", "shares__partner").order_by("-id")


def open_amendment(agreement: Agreement) -> Amendment | None:
    """The one that is on its way."""
    return amendments_of(agreement).filter(state__in=OPEN).first()


def in_force(agreement: Agreement) -> QuerySet[Amendment]:
    """Those that hold, the first one first."""
    return amendments_of(agreement).filter(state=AmendmentState.IN_FORCE).order_by("number")


def waiting_for(actor: Actor) -> QuerySet[Amendment]:
    """Amendments that wait for somebody of the giver: a word on what was asked, or the second signature."""
    if not (actor.has(Role.APPROVER) or actor.has(Role.OPERATOR)):
        return Amendment.objects.none()
    own = Q(agreement__case__round__operator_id=actor.organization_id or 0)
    if actor.is_center:
        own = Q(agreement__case__round__operator=None)
    waiting = Amendment.objects.filter(own, agreement__in=agreements_of(actor).order_by().values("pk"))
    waiting = waiting.filter(state__in=(AmendmentState.ASKED, AmendmentState.SIGNED_BY_GRANTEE))
    return waiting.select_related("agreement__case__party").order_by("asked_at", "id")


def used_of(agreement: Agreement) -> Mapping[rules.Place, int]:
    """What was entered and not taken back, by category and source."""
    rows = agreement.spendings.filter(state__in=COUNTED).order_by().values_list("category", "source").annotate(sum=Sum("amount"))
    return {(category, source): total for category, source, total in rows}


def standing(agreement: Agreement) -> dict[str, Any]:
    """What holds now, as an amendment keeps it for `before`."""
    return {
        "amount": agreement.amount,
        "own_money": agreement.own_money,
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat(),
        "clauses": agreement.clauses,
        "tranches": [[tranche.number, tranche.amount] for tranche in agreement.tranches.order_by("number")],
        "parts": [
            [one.number, one.amount, one.gate, one.planned_on.isoformat() if one.planned_on else ""] for one in instalments_of(agreement)
        ],
        "passing": {"amount": agreement.pass_through, "firms_max": agreement.firms_max},
        "budget": rows_of(planned(agreement)),
    }


def has_moved(amendment: Amendment, agreement: Agreement) -> bool:
    """Is the agreement another one than when the amendment was asked for? Compared as far as was kept then."""
    now = standing(agreement)
    return any(now[name] != value for name, value in amendment.before.items())


def rows_of(plan: Mapping[rules.Place, int]) -> list[dict[str, Any]]:
    """A plan as rows."""
    return [{"category": category, "source": source, "amount": amount} for (category, source), amount in plan.items()]


def plan_of(rows: list[dict[str, Any]]) -> dict[rules.Place, int]:
    """Rows as a plan."""
    plan: Counter[rules.Place] = Counter()
    for row in rows:
        plan[row["category"], row["source"]] += row["amount"]
    return dict(plan)


def lines_of(amendment: Amendment) -> list[Line]:
    """Everything that changes except the clauses. What stays the same is not named."""
    was = amendment.before
    lines = [
        Line("지원금", official_won(was["amount"]), official_won(amendment.amount)),
        Line("자부담", won_in_full(was["own_money"]), won_in_full(amendment.own_money)),
        Line("협약을 시작하는 날", _day(was["starts_on"]), official_day(amendment.starts_on)),
        Line("협약이 끝나는 날", _day(was["ends_on"]), official_day(amendment.ends_on)),
        *(lines_of_parts(amendment) if amendment.relays else _of_tranches(amendment)),
        *lines_of_passing(amendment),
        *_of_budget(amendment),
        *_of_partner(amendment),
    ]
    return [line for line in lines if line.before != line.after]


def _day(text: str) -> str:
    return official_day(date.fromisoformat(text))


def _of_tranches(amendment: Amendment) -> list[Line]:
    was = dict(amendment.before["tranches"])
    return [Line(f"{one.number}차 교부", won_in_full(was.get(one.number, 0)), won_in_full(one.amount)) for one in amendment.tranches.all()]


def _of_budget(amendment: Amendment) -> list[Line]:
    if not amendment.budget:
        return []
    titles = {category.key: category.title for category in terms_of(amendment.agreement).categories}
    was, now = plan_of(amendment.before["budget"]), plan_of(amendment.budget)
    return [
        Line(
            f"{titles.get(place[0], place[0])} {Source(place[1]).label}",
            won_in_full(was.get(place, 0)),
            won_in_full(now.get(place, 0)),
        )
        for place in dict.fromkeys([*was, *now])
    ]


def _of_partner(amendment: Amendment) -> list[Line]:
    if amendment.partner is None or amendment.leaves_on is None:
        return []
    lines = [Line(f"{amendment.partner.name}의 참여", "참여", f"{official_day(amendment.leaves_on)}까지 참여")]
    for share in amendment.shares.all():
        name = share.partner.name if share.partner else amendment.agreement.case.party.name
        held = shares_of(amendment.agreement, before=amendment).get(share.partner_id, (0, 0))
        lines.append(Line(f"{name}의 몫(지원금)", won_in_full(held[0]), won_in_full(held[0] + share.grant)))
        lines.append(Line(f"{name}의 몫(자부담)", won_in_full(held[1]), won_in_full(held[1] + share.own)))
    return lines


def clauses_of(amendment: Amendment) -> list[rules.ClauseChange]:
    """The clauses that change, by words."""
    return rules.clause_changes(amendment.before["clauses"], amendment.clauses)


def shares_of(agreement: Agreement, *, before: Amendment | None = None) -> dict[int | None, tuple[int, int]]:
    """Partner id → its part of grant and own share; the applicant itself is None and holds what no partner does, so that the sum is the agreement's.

    A partner's part is that of its budget rows, brought to what was awarded, and moved by every leaving that holds.
    """
    amount, own_money = (before.before["amount"], before.before["own_money"]) if before else (agreement.amount, agreement.own_money)
    first = in_force(agreement).first()
    awarded = first.before["amount"] if first else agreement.amount
    promised = first.before["own_money"] if first else agreement.own_money
    rows = cases.approved_budget(agreement.case_id)
    asked, offered = sum(row.grant for row in rows), sum(row.own for row in rows)
    grant: Counter[int] = Counter()
    own: Counter[int] = Counter()
    for row in rows:
        if row.partner_id:
            grant[row.partner_id] += row.grant
            own[row.partner_id] += row.own
    for partner in grant:
        grant[partner] = grant[partner] * min(awarded, asked) // asked if asked else 0
        own[partner] = own[partner] * min(promised, offered) // offered if offered else 0
    moved = AmendmentShare.objects.filter(amendment__agreement=agreement, amendment__state=AmendmentState.IN_FORCE, partner__isnull=False)
    if before is not None:
        moved = moved.filter(amendment_id__lt=before.pk)
    for share in moved.order_by("id"):
        grant[share.partner_id or 0] += share.grant
        own[share.partner_id or 0] += share.own
    held: dict[int | None, tuple[int, int]] = {partner: (grant[partner], own[partner]) for partner in grant}
    return {None: (amount - sum(grant.values()), own_money - sum(own.values())), **held}


def partners_in(agreement: Agreement) -> list[cases.Partner]:
    """The partners that have not left."""
    left = in_force(agreement).filter(partner__isnull=False).order_by().values("partner_id")
    return list(cases.Partner.objects.filter(case_id=agreement.case_id).exclude(pk__in=left).order_by("order", "id"))


def with_paper(agreements: QuerySet[Agreement]) -> QuerySet[Amendment]:
    """Amendments of these agreements that have been put on paper."""
    related = ("agreement__case__party", "agreement__case__round__program", "partner")
    found = Amendment.objects.filter(agreement__in=agreements.order_by().values("pk"))
    return found.exclude(document_sha256="").select_related(*related)
