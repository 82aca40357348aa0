"""The budget of an agreement: adopted with an amendment, or changed on the grantee's wish."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from dure.apps.grants import access
from dure.apps.grants.actions.locking import living_agreement, refuse_if, remember, required_reason, tell
from dure.apps.grants.models import Agreement, BudgetVersion, VatStanding
from dure.apps.grants.queries import budgets as queries
from dure.apps.grants.queries.agreements import settlement_of
from dure.apps.grants.words import BudgetState, SettlementState, Source
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

Row = Mapping[str, Any]


@part
def adopt_budget(agreement: Agreement, rows: Iterable[Row], *, by: Actor, at: datetime, why: str) -> BudgetVersion:
    """Put another budget in force at once, as both sides agreed. A change that was asked for and not judged falls away."""
    said = tidy_rows(rows)
    refuse_if([] if said else ["예산에 한 줄 이상이 있어야 해요."])
    for asked in agreement.budget_versions.select_for_update().filter(state=BudgetState.ASKED):
        asked.state, asked.judged_at, asked.judged_reason = BudgetState.DECLINED, at, "협약 변경으로 예산을 새로 정함"
        asked.save(update_fields=["state", "judged_at", "judged_reason"])
    version = BudgetVersion.objects.create(
        agreement=agreement,
        number=next_number(agreement),
        state=BudgetState.APPROVED,
        rows=said,
        why=why.strip()[:500],
        asked_at=at,
        judged_at=at,
        judged_by_id=by.account_id,
        judged_by_name=by.name,
    )
    remember(version, "adopt_budget", agreement, by=by, at=at, reason=version.why, detail={"rows": said})
    return version


def next_number(agreement: Agreement) -> int:
    """The number of the version that is written now. The caller holds the agreement's lock."""
    return (agreement.budget_versions.aggregate(last=Max("number"))["last"] or 0) + 1


def tidy_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """One row per category and source, nothing of nothing; Refused for an unknown source or an amount below zero."""
    plan: dict[tuple[str, str], int] = {}
    for row in rows:
        category, source, amount = str(row["category"]), str(row["source"]), int(row["amount"])
        if source not in Source.values or amount < 0 or not category:
            raise Refused("예산은 비목, 재원(보조금·자부담), 0원 이상의 금액으로 적어 주세요.")
        plan[(category, source)] = plan.get((category, source), 0) + amount
    return [{"category": category, "source": source, "amount": amount} for (category, source), amount in plan.items() if amount]


@verb
def ask_budget_change(*, agreement_id: int, rows: Iterable[Row], why: str, by: Actor, at: datetime, key: Key = NO_KEY) -> BudgetVersion:
    """Move money between categories: a small move takes force at once and is reported, a large one waits for the center's word."""
    agreement = living_agreement(agreement_id)
    access.may_ask_budget(by, agreement).or_refuse()
    settlement = settlement_of(agreement)
    if settlement and settlement.state != SettlementState.DRAFT:
        raise OutOfTurn("정산서를 낸 뒤에는 예산을 바꿀 수 없어요.")
    if agreement.budget_versions.filter(state=BudgetState.ASKED).exists():
        raise OutOfTurn("먼저 신청한 예산 변경이 센터의 승인을 기다리고 있어요.")
    said_why = required_reason(why, "예산을 바꾸는 까닭을 적어 주세요. 예: 인쇄 단가가 올라 홍보비가 모자람")
    said = tidy_rows(rows)
    verdict = queries.verdict_on(agreement, said, today=seoul_date(at))
    refuse_if(list(verdict.refused))
    at_once = verdict.takes_force
    version = BudgetVersion.objects.create(
        agreement=agreement,
        number=next_number(agreement),
        state=BudgetState.APPROVED if at_once else BudgetState.ASKED,
        reported=at_once,
        rows=said,
        why=said_why,
        asked_at=at,
        asked_by_id=by.account_id,
        asked_by_name=by.name,
        judged_at=at if at_once else None,
    )
    remember(version, "report_budget_change" if at_once else "ask_budget_change", agreement, by=by, at=at, reason=said_why)
    tell("budget_change_reported" if at_once else "budget_change_asked", version, agreement, at=at, reason=said_why)
    return version


@verb
def judge_budget_change(*, version_id: int, approved: bool, reason: str = "", by: Actor, at: datetime, key: Key = NO_KEY) -> BudgetVersion:
    """Approve a change, which puts the budget in force, or decline it with a reason. Never by who asked for it."""
    agreement = living_agreement(BudgetVersion.objects.values_list("agreement_id", flat=True).get(pk=version_id))
    version = BudgetVersion.objects.select_for_update(of=("self",)).get(pk=version_id)
    access.may_judge_money(by, agreement).or_refuse()
    if version.state != BudgetState.ASKED:
        raise OutOfTurn("이미 판단한 예산 변경이에요. 화면을 새로 고쳐 확인해 주세요.")
    if by.account_id == version.asked_by_id:
        raise Refused("예산 변경을 신청한 사람은 승인할 수 없어요. 다른 담당자에게 부탁해 주세요.")
    if approved:
        refuse_if(list(queries.verdict_on(agreement, version.rows, today=seoul_date(at)).refused))
        version.state, version.judged_reason = BudgetState.APPROVED, reason.strip()[:500]
    else:
        version.state = BudgetState.DECLINED
        version.judged_reason = required_reason(reason, "승인하지 않는 까닭을 적어 주세요.")
    version.judged_at, version.judged_by_id, version.judged_by_name = at, by.account_id, by.name
    version.save(update_fields=["state", "judged_reason", "judged_at", "judged_by_id", "judged_by_name"])
    name = "approve_budget_change" if approved else "decline_budget_change"
    remember(version, name, agreement, by=by, at=at, reason=version.judged_reason)
    word = "승인하였습니다" if approved else "승인하지 않았습니다"
    tell("budget_change_judged", version, agreement, at=at, word=word, reason=version.judged_reason or "없음")
    return version


@verb
def say_vat(*, agreement_id: int, taxable: bool, by: Actor, at: datetime, key: Key = NO_KEY) -> VatStanding:
    """The grantee says whether it gets VAT back; expenses entered from now on are charged accordingly."""
    agreement = living_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    standing = VatStanding.objects.create(agreement=agreement, taxable=taxable, said_at=at, said_by_name=by.name)
    remember(standing, "say_vat", agreement, by=by, at=at, detail={"taxable": taxable})
    return standing
