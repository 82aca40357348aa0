"""What people type about another text of an agreement, read into a change. A box that was left empty changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dure.apps.grants.forms import read_count
from dure.apps.grants.queries.amending import Change
from dure.apps.grants.rules.amending import Instalment
from dure.apps.grants.rules.relaying import Part, Passing, part_of
from dure.kernel.errors import Refused
from dure.kernel.typed import read_day, read_won, row_number

NEW_PARTS = 2
"""Empty rows for instalments that are not there yet."""


def read_change(data: Mapping[str, str], held: Iterable[tuple[str, str, int]], instalments: Sequence[Instalment] = ()) -> Change:
    """What should be otherwise in an agreement. `held` are the budget's rows as they stand, `instalments` those of the agreement."""
    if data.get("kind") == "leaving":
        return _read_leaving(data)
    rows = [(category, source, amount, data.get(f"row_{category}_{source}", "")) for category, source, amount in held]
    typed_rows = [(category, source, read_won(text, "비목 금액") if text.strip() else amount) for category, source, amount, text in rows]
    other = any(typed_row[2] != row[2] for typed_row, row in zip(typed_rows, rows, strict=True))
    return Change(
        reason=data.get("reason", ""),
        amount=read_won(data["amount"], "바꿀 지원금") if data.get("amount", "").strip() else None,
        own_money=read_won(data["own_money"], "바꿀 자부담") if data.get("own_money", "").strip() else None,
        starts_on=read_day(data["starts_on"], "시작하는 날") if data.get("starts_on", "").strip() else None,
        ends_on=read_day(data["ends_on"], "끝나는 날") if data.get("ends_on", "").strip() else None,
        clauses=_read_clauses(data),
        parts=_read_parts(data, instalments),
        passing=_read_passing(data),
        budget=tuple(typed_rows) if other else None,
    )


def _read_parts(data: Mapping[str, str], instalments: Sequence[Instalment]) -> tuple[Part, ...] | None:
    """Every instalment of the page, and those that cannot change any more. One without an amount is dropped. None if the page had none."""
    if "part_amount_0" not in data:
        return None
    parts, place = [part_of(one) for one in instalments if one.asked], 0
    while f"part_amount_{place}" in data:
        amount = data[f"part_amount_{place}"].strip()
        number, day = (data.get(f"part_{name}_{place}", "").strip().removesuffix("차") for name in ("number", "day"))
        if amount:
            if not (number.isascii() and number.isdigit() and 0 < int(number) < 100):
                raise Refused("차수의 번호를 1부터 99까지 숫자로 적어 주세요. 예: 3")
            planned = read_day(day, "교부 예정일") if day else None
            parts.append(Part(int(number), int(read_won(amount, f"{number}차 금액")), data.get(f"part_gate_{place}", ""), planned))
        place += 1
    return tuple(parts)


def _read_passing(data: Mapping[str, str]) -> Passing | None:
    """What an operator passes on; None if the page did not ask."""
    if not data.get("pass_through", "").strip():
        return None
    amount = int(read_won(data["pass_through"], "참여기업에 다시 교부할 돈"))
    return Passing(amount, read_count(data.get("firms_max", ""), "참여기업 수"))


def part_rows(instalments: Sequence[Instalment], data: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of the page: every instalment that may still change, and empty ones; with what was just typed."""
    free = [part_of(one) for one in instalments if not one.asked]
    rows: list[dict[str, Any]] = [
        {"title": f"{part.number}차", "number": part.number, "amount": part.amount, "gate": part.gate, "day": part.planned_on}
        for part in free
    ]
    rows += [{"title": f"새 차수 {place}", "number": "", "amount": "", "gate": "", "day": ""} for place in range(1, NEW_PARTS + 1)]
    for place, row in enumerate(rows):
        row["place"] = place
        for name in ("number", "amount", "gate", "day"):
            row[name] = data.get(f"part_{name}_{place}", row[name])
    return rows


def _read_clauses(data: Mapping[str, str]) -> tuple[tuple[str, str], ...] | None:
    """Every clause of the page with its number; one whose text was emptied is gone. None if the page had none."""
    if "clause_text_0" not in data:
        return None
    said, place = [], 0
    while f"clause_text_{place}" in data:
        title, text = data.get(f"clause_title_{place}", "").strip(), data[f"clause_text_{place}"].replace("\r\n", "\n").strip()
        if text:
            said.append((title, text))
        place += 1
    return tuple(said)


def _read_leaving(data: Mapping[str, str]) -> Change:
    shares: dict[int | None, int] = {}
    for name, text in data.items():
        if name.startswith("share_") and text.strip():
            who = name.removeprefix("share_")
            shares[int(who) if who.isdigit() else None] = read_won(text, "나눌 금액")
    partner = data.get("partner", "")
    return Change(
        reason=data.get("reason", ""),
        partner_id=row_number(partner),
        leaves_on=read_day(data.get("leaves_on", ""), "마지막 날"),
        shares=shares,
    )
