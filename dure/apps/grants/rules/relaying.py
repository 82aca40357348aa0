"""Instalments laid anew by an amendment, and what an operator passes on. Pure; amounts in whole won."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dure.apps.grants.rules.amending import Instalment
from dure.kernel.korean import official_day, with_particle
from dure.kernel.won import cut_below_won, won_in_full


@dataclass(frozen=True, slots=True)
class Part:
    """An instalment as it shall be: its number, its amount, the report that must be accepted first, and the day it is planned for."""

    number: int
    amount: int
    gate: str = ""
    planned_on: date | None = None


@dataclass(frozen=True, slots=True)
class Passing:
    """What an operator gives on from now on, and to how many firms at most."""

    amount: int
    firms_max: int | None = None


def part_of(one: Instalment) -> Part:
    """The instalment as it stands."""
    return Part(one.number, one.amount, one.gate, one.planned_on)


def shares_in_percent(amounts: Sequence[int]) -> list[int]:
    """Each amount's share of their sum in whole percent, none below one; what rounding leaves goes to the largest."""
    whole = sum(amounts)
    if not whole:
        return [1 for _ in amounts]
    shares = [max(1, cut_below_won(100, amount, whole)) for amount in amounts]
    largest = shares.index(max(shares))
    shares[largest] = max(1, shares[largest] + 100 - sum(shares))
    return shares


MOST = 20
"""Instalments of one agreement."""


def reasons_against_parts(held: Sequence[Instalment], parts: Sequence[Part], amount: int, reports: Mapping[str, str]) -> list[str]:
    """Everything that stands against these instalments, each with what to do. `reports` are the stages that may stand before one."""
    numbers = [part.number for part in parts]
    reasons = [*_of_asked(held, parts)]
    if len(set(numbers)) != len(numbers):
        reasons.append("번호가 같은 차수가 둘 있어요. 차수마다 다른 번호를 적어 주세요.")
    if len(parts) > MOST or any(not 1 <= number <= 99 for number in numbers):
        reasons.append(f"차수는 {MOST}개까지, 번호는 1부터 99까지 적을 수 있어요.")
    if any(part.amount < 1 for part in parts):
        reasons.append("차수마다 1원 이상을 적어 주세요. 없앨 차수는 금액을 비워 주세요.")
    if any(part.gate and part.gate not in reports for part in parts):
        reasons.append("이 사업에 없는 보고예요. 차수 앞에 둘 보고를 다시 골라 주세요.")
    total = sum(part.amount for part in parts)
    if total != amount:
        reasons.append(
            f"차수 금액의 합({won_in_full(total)})이 지원금({won_in_full(amount)})과 달라요. 차수 금액이나 지원금을 고쳐 주세요."
        )
    return reasons


def _of_asked(held: Sequence[Instalment], parts: Sequence[Part]) -> Iterator[str]:
    """What was asked for or paid stands as it is; what comes later has a later number."""
    wanted = {part.number: part for part in parts}
    last = 0
    for one in (one for one in held if one.asked):
        last = max(last, one.number)
        part = wanted.get(one.number)
        said = f"{one.number}차 {won_in_full(one.amount)}"
        if part is None:
            yield f"{with_particle(said, '은')} 이미 신청했거나 지급해서 없앨 수 없어요."
        elif part.amount < one.amount:
            yield f"{with_particle(said, '은')} 이미 신청했거나 지급해서 그보다 줄일 수 없어요. 쓰지 않은 돈은 정산에서 돌려받아 주세요."
        elif part != part_of(one):
            yield f"{with_particle(said, '은')} 이미 신청했거나 지급해서 바꿀 수 없어요. 더 줄 돈은 새 차수로 더해 주세요."
    known = {one.number for one in held if one.asked}
    if early := sorted(number for number in wanted if number < last and number not in known):
        yield f"{early[0]}차는 이미 신청한 {last}차보다 앞이에요. {last + 1}차부터 번호를 적어 주세요."


def in_words(part: Part, reports: Mapping[str, str]) -> str:
    """The instalment as the paper of an amendment writes it."""
    said = [won_in_full(part.amount)]
    if part.gate:
        said.append(f"{with_particle(reports.get(part.gate, part.gate), '을')} 받아들인 뒤")
    if part.planned_on:
        said.append(f"{official_day(part.planned_on)} 예정")
    return ", ".join(said)


def reasons_against_passing(passing: Passing, amount: int, *, promised: int, announced: int, firms: int) -> list[str]:
    """Why an operator cannot pass on so much: more than it is given, less than it promised or announced, or to fewer firms than it has."""
    reasons = []
    if not 0 <= passing.amount <= amount:
        reasons.append("참여기업에 다시 교부할 돈은 0원부터 지원금까지 적을 수 있어요.")
    if passing.amount < promised:
        reasons.append(f"참여기업과 이미 협약한 {won_in_full(promised)}보다 적게 줄일 수 없어요.")
    elif passing.amount < announced:
        reasons.append(f"수행기관이 참여기업 모집에 이미 공고한 {won_in_full(announced)}보다 적게 줄일 수 없어요.")
    if passing.firms_max is not None and passing.firms_max < firms:
        reasons.append(f"참여기업이 이미 {firms}곳이에요. 참여기업 수를 {firms}곳 이상으로 적어 주세요.")
    return reasons
