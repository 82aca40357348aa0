"""What waits for a seat about grants, sort by sort, each counted by the database: the one source of every list of things to do."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.urls import reverse

from dure.apps.grants.models import (
    Agreement,
    AgreementDuty,
    AuditItem,
    BudgetVersion,
    ClosedMonth,
    Disallowance,
    Flag,
    Settlement,
    Spending,
)
from dure.apps.grants.queries.agreements import agreements_of
from dure.apps.grants.queries.auditing import findings_for
from dure.apps.grants.queries.party_duties import open_until
from dure.apps.grants.words import SettlementState, SpendingState
from dure.apps.money import facade as money
from dure.kernel.clock import seoul_date
from dure.kernel.period import end_of
from dure.platform import dues
from dure.platform.actor import Actor, Role
from dure.platform.dues import Due

_DESK = "grants:desk-grant"


def _judges(actor: Actor) -> bool:
    return actor.has_in_center(Role.OFFICER, Role.FINANCE) or actor.has(Role.OPERATOR)


def _run_by(actor: Actor) -> QuerySet[Agreement, Any]:
    """Agreements of the rounds that the seat runs, without those of its own parties."""
    own = Q(case__round__operator_id=actor.organization_id or 0)
    if actor.is_center:
        own = Q(case__round__operator=None) | Q(case__round__stepped_in_at__isnull=False)
    return agreements_of(actor).filter(own).exclude(case__party_id__in=actor.party_ids).order_by().values("pk")


def _by_agreement(rows: QuerySet[Any], path: str, stamp: str) -> Iterable[dict[str, Any]]:
    """The rows counted by their agreement, with the earliest stamp; the longest waiting first. One query."""
    named = {"about": F(f"{path}id"), "named": F(f"{path}number"), "whose": F(f"{path}case__party__name")}
    counted = rows.order_by().values(**named).annotate(count=Count("pk"), since=Min(stamp))
    return counted.order_by("since", "about")


def _lines(word: str, rows: Iterable[dict[str, Any]], place: str = _DESK, *, waits: bool = False) -> list[Due]:
    """One line per agreement; a day is the end of that day, a moment is due after the usual wait."""
    found = list(rows)
    usual = money.usual_wait() if found and waits else timedelta()
    return [
        Due(
            f"{word} {row['count']}건" if row["count"] > 1 else word,
            f"{row['whose']} · {row['named']}",
            reverse(place, args=[row["about"]]),
            _due(row["since"], usual),
            row["count"],
        )
        for row in found
    ]


def _due(since: datetime | date, wait: timedelta) -> datetime:
    if isinstance(since, datetime):
        return since + wait
    return end_of(since)


@dues.register("20 expenses", "집행 확인")
def expenses(actor: Actor, _at: datetime) -> list[Due]:
    """Expenses that nobody has judged, by agreement."""
    if not _judges(actor):
        return []
    waiting = Spending.objects.filter(state=SpendingState.FILED, agreement__in=_run_by(actor))
    rows = list(_by_agreement(waiting, "agreement__", "filed_at"))
    usual = money.usual_wait() if rows else timedelta()
    return [
        Due(
            f"집행 확인 {row['count']}건",
            f"{row['whose']} · {row['named']}",
            reverse(_DESK, args=[row["about"]]),
            row["since"] + usual,
            row["count"],
        )
        for row in rows
    ]


@dues.register("21 refunds", "반납 확인")
def refunds(actor: Actor, _at: datetime) -> list[Due]:
    """Settlements whose money is still to come back: by the day of the order, or after the usual wait where none went out."""
    if not _judges(actor):
        return []
    owed = Settlement.objects.filter(state=SettlementState.CONFIRMED, agreement__in=_run_by(actor))
    found = list(owed.select_related("refund", "agreement__case__party").order_by("confirmed_at", "pk"))
    usual = money.usual_wait() if found else timedelta()
    return [_refund(settlement, usual) for settlement in found]


def _refund(settlement: Settlement, usual: timedelta) -> Due:
    agreement, order = settlement.agreement, getattr(settlement, "refund", None)
    assert settlement.confirmed_at is not None
    due = end_of(order.due_on) if order else settlement.confirmed_at + usual
    return Due("반납 확인", f"{agreement.case.party.name} · {agreement.number}", reverse(_DESK, args=[agreement.pk]), due)


@dues.register("22 disallowances", "불인정 소명 보고 정하기")
def answered_disallowances(actor: Actor, _at: datetime) -> list[Due]:
    """Grantees answered an announced disallowance: somebody decides."""
    if not _judges(actor):
        return []
    threads = Disallowance.objects.filter(state="replied", agreement__in=_run_by(actor))
    return _lines("불인정 소명에 답이 옴", _by_agreement(threads, "agreement__", "reply_until"))


@dues.register("24 budgets", "예산 변경 승인")
def budget_changes(actor: Actor, _at: datetime) -> list[Due]:
    """Moves between categories that wait for approval."""
    if not _judges(actor):
        return []
    asked = BudgetVersion.objects.filter(state="asked", agreement__in=_run_by(actor)).exclude(asked_by_id=actor.account_id or 0)
    return _lines("예산 변경 승인", _by_agreement(asked, "agreement__", "asked_at"), waits=True)


@dues.register("26 amendments", "협약 변경 승인과 서명")
def amendments(actor: Actor, _at: datetime) -> list[Due]:
    """Amendments that wait for a word or the second signature of the giver."""
    from dure.apps.grants.queries.amendments import waiting_for as amendments_waiting

    rows = amendments_waiting(actor).order_by("asked_at", "pk").exclude(agreement__case__party_id__in=actor.party_ids)
    found = list(rows.exclude(state="asked", asked_by_id=actor.account_id or 0))
    usual, words = money.usual_wait() if found else timedelta(), {"asked": "협약 변경 승인"}
    return [
        Due(
            words.get(amendment.state, "변경협약서 서명"),
            f"{amendment.agreement.case.party.name} · {amendment.agreement.number}",
            reverse("grants:desk-agreement", args=[amendment.agreement_id]),
            (amendment.grantee_signed_at or amendment.asked_at) + usual,
        )
        for amendment in found
    ]


@dues.register("28 months", "마감한 달 확인")
def months(actor: Actor, _at: datetime) -> list[Due]:
    """Months that grantees closed."""
    if not _judges(actor):
        return []
    closed = ClosedMonth.objects.filter(state="closed", agreement__in=_run_by(actor))
    return _lines("마감한 달 확인", _by_agreement(closed, "agreement__", "closed_at"), waits=True)


@dues.register("30 flags", "확인할 점 판단")
def flags(actor: Actor, _at: datetime) -> list[Due]:
    """Undecided flags of what the seat runs: one line with their number. One query."""
    if not _judges(actor):
        return []
    row = Flag.objects.filter(state="open", agreement__in=_run_by(actor)).aggregate(count=Count("pk"), since=Min("raised_at"))
    if not row["count"]:
        return []
    return [
        Due(
            f"확인할 점 {row['count']}건",
            "집행",
            reverse("grants:desk-flags"),
            row["since"] + money.usual_wait(),
            row["count"],
            "목록 보기",
        )
    ]


@dues.register("60 duties", "협약 의무 기한 지남")
def overdue_duties(actor: Actor, at: datetime) -> list[Due]:
    """Dated duties of agreements that nobody met in time: whoever runs the round reminds, or notes that they were met."""
    if not (_judges(actor) or actor.has_in_center(Role.ADMINISTRATOR)):
        return []
    late = AgreementDuty.objects.filter(met_at=None, due_on__lt=seoul_date(at), agreement__in=_run_by(actor), agreement__state="signed")
    return _lines("협약 의무 기한 지남", _by_agreement(late, "agreement__", "due_on"), "grants:desk-agreement")


@dues.register("62 party duties", "회계감사와 정보공시 기한 지남")
def overdue_party_duties(actor: Actor, at: datetime) -> list[Due]:
    """Audits and disclosures that a party did not show in time: the center's finance desk asks for them."""
    if not actor.has_in_center(Role.FINANCE):
        return []
    late = open_until(seoul_date(at) - timedelta(days=1)).exclude(party_id__in=actor.party_ids)
    found = list(late[: dues.MOST_LINES + 1])
    if len(found) > dues.MOST_LINES:
        count, first = late.count(), found[0]
        place = reverse("grants:record", args=[first.party_id])
        return [Due(f"회계감사·정보공시 {count}건", "기한이 지난 의무", place, end_of(first.due_on), count, "다음 것 열기")]
    return [
        Due(
            f"{duty.year}년 {duty.get_key_display()} 기한 지남",
            duty.party.name,
            reverse("grants:record", args=[duty.party_id]),
            end_of(duty.due_on),
        )
        for duty in found
    ]


@dues.register("70 findings", "감사 지적에 답하기")
def findings_waiting(actor: Actor, _at: datetime) -> list[Due]:
    """Findings of sample audits that wait for an answer of whoever judges the money, or for the auditor's word on one."""
    if actor.has(Role.AUDITOR):
        return [
            _finding("지적의 답 보기", item, "money_desk:audit-item")
            for item in findings_for(actor).exclude(answered_at=None).filter(closed_at=None)
        ]
    if not _judges(actor):
        return []
    return [
        _finding("감사 지적에 답하기", item, "money_desk:finding") for item in findings_for(actor).filter(answered_at=None, closed_at=None)
    ]


def _finding(word: str, item: AuditItem, place: str) -> Due:
    agreement = item.spending.agreement
    args = [item.audit_id, item.pk] if place.endswith("audit-item") else [item.pk]
    assert item.reply_until is not None  # every finding has its day
    due = end_of(item.reply_until)
    return Due(word, f"{agreement.case.party.name} · {item.spending.memo} · {item.audit.number}", reverse(place, args=args), due)
