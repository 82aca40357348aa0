"""What people type or paste about expenses, budgets and bank files, read into plain values. Wrong input says how to write it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict

from dure.apps.grants.actions.evidence import Reused
from dure.apps.grants.queries.weighing import Bill
from dure.apps.grants.rules.kinds import payment_kinds
from dure.apps.grants.rules.sheets import EXPENSE_HEADS, head_row, read_amount, read_time, table_of
from dure.kernel.errors import Refused
from dure.kernel.typed import day_before_words, read_day, read_won, row_number

ROWS_SHOWN, MOST_ROWS = 5, 50
FIELDS = ("spent_on", "kind", "category", "source", "amount", "payee_name", "payee_business_number", "memo", "invoice_number")
REUSE = "reuse_"
SAID = ("contract", "payee_address", "off_hours_why", "far_why")
"""What is kept of an expense in words."""


def read_bill(data: Mapping[str, str]) -> Bill:
    """An expense with its kind, its VAT and what is withheld."""
    vat, supply = data.get("vat", ""), (data.get("supply") or "").strip()
    birth = (data.get("person_birth_year") or "").strip()
    if birth and not (birth.isascii() and birth.isdigit() and len(birth) == 4):
        raise Refused("태어난 해를 네 자리로 적어 주세요. 예: 1975")
    return Bill(
        category=data.get("category", ""),
        source=data.get("source", ""),
        amount=read_won(data.get("amount", ""), "쓴 금액"),
        spent_on=read_day(data.get("spent_on", ""), "쓴 날"),
        payee_name=data.get("payee_name", "") or data.get("person_name", ""),
        memo=data.get("memo", ""),
        payee_business_number=data.get("payee_business_number", ""),
        invoice_number=data.get("invoice_number", ""),
        kind=data.get("kind", ""),
        has_vat=vat == "in",
        supply=read_won(supply, "공급가액") if supply and vat == "in" else 0,
        withholding=data.get("withholding", ""),
        used_at=read_time(data.get("used_at", "")),
        person_name=data.get("person_name", ""),
        person_birth_year=int(birth) if birth else None,
        facts=_facts(data),
    )


def _facts(data: Mapping[str, str]) -> dict[str, Any]:
    """What is said of quotes, of the contract, of the payee's place and of an unusual hour or place, as far as it is said."""
    quotes = [
        {"author": author.strip()[:120], "amount": read_won(amount, "견적 금액") if amount.strip() else 0}
        for author, amount in ((data.get(f"quote_{turn}_author", ""), data.get(f"quote_{turn}_amount", "")) for turn in (1, 2))
        if author.strip()
    ]
    said = {name: data.get(name, "").strip()[:300] for name in SAID}
    return {**({"quotes": quotes} if quotes else {}), **{name: text for name, text in said.items() if text}}


def read_reused(data: Any) -> Reused:
    """Papers that were ticked: earlier:12, wallet:3 or loose:7, under the kind they prove."""
    found: dict[str, list[tuple[str, int]]] = {"earlier": [], "wallet": [], "loose": []}
    for name in data:
        if not name.startswith(REUSE):
            continue
        for value in data.getlist(name):
            where, _colon, pk = value.partition(":")
            if where in found and (number := row_number(pk)):
                found[where].append((name.removeprefix(REUSE), number))
    return Reused(tuple(found["earlier"]), tuple(found["wallet"]), tuple(found["loose"]))


@dataclass(slots=True)
class TypedRow:
    """A row of the table as it stands on the page, and what is wrong with it."""

    place: int
    cells: dict[str, str]
    problems: list[str] = field(default_factory=list)
    bill: Bill | None = None

    @property
    def is_blank(self) -> bool:
        return not any(self.cells[name].strip() for name in ("amount", "payee_name", "memo"))


def typed_rows(data: MultiValueDict[str, str] | Any, *, more: int = 0) -> list[TypedRow]:
    """The rows of the page, blank ones behind them; a column posts one value per row, in order."""
    columns = {name: data.getlist(f"row_{name}") for name in FIELDS}
    length = min(max((len(values) for values in columns.values()), default=0), MOST_ROWS)
    rows = [
        TypedRow(place, {name: (values[place] if place < len(values) else "") for name, values in columns.items()})
        for place in range(length)
    ]
    wanted = min(max(length + more, ROWS_SHOWN), MOST_ROWS)
    return rows + [TypedRow(place, dict.fromkeys(FIELDS, "")) for place in range(length, wanted)]


def pasted_rows(text: str, categories: Mapping[str, str], *, year: int) -> list[TypedRow]:
    """The rows of a pasted sheet, its heads recognized; days and amounts are written the one way, words become keys."""
    table = table_of(text)
    place, columns = head_row(table, EXPENSE_HEADS, wanted=("amount",))
    if place < 0:
        raise Refused("첫 줄에 열 이름을 함께 붙여 넣어 주세요. 예: 쓴 날, 비목, 금액, 받은 곳, 내용")
    below = table[place + 1 :]
    if len(below) > MOST_ROWS:
        raise Refused(f"한 번에 {MOST_ROWS}줄까지 붙여 넣을 수 있어요. 지금 {len(below)}줄이에요. 나누어 넣어 주세요.")
    return [TypedRow(number, _cells(row, columns, categories, year)) for number, row in enumerate(below)]


def _cells(row: Sequence[str], columns: Mapping[str, int], categories: Mapping[str, str], year: int) -> dict[str, str]:
    said = {name: (row[columns[name]].strip() if name in columns and columns[name] < len(row) else "") for name in FIELDS}
    day, amount = day_before_words(said["spent_on"], year=year), read_amount(said["amount"])
    said["spent_on"] = day.isoformat() if day else said["spent_on"]
    said["amount"] = str(amount) if amount else said["amount"]
    said["category"] = _key_of(said["category"], categories)
    said["kind"] = _key_of(said["kind"], {key: kind.title for key, kind in payment_kinds().items()})
    said["source"] = "own" if said["source"].startswith("자") or said["source"] == "own" else "grant"
    return said


def _key_of(said: str, words: Mapping[str, str]) -> str:
    """The key of a title, of the beginning of a title, or of the key itself."""
    plain = "".join(said.split())
    titles = {key: "".join(title.split()) for key, title in words.items()}
    exact = next((key for key, title in titles.items() if plain in {title, key}), "")
    return exact or (next((key for key, title in titles.items() if plain and title.startswith(plain)), "") if plain else "")


def read_row(row: TypedRow, *, kind: str) -> None:
    """Read a row into a bill; what cannot be read is its problem. A row without a kind is of the page's kind."""
    try:
        row.bill = read_bill({**row.cells, "kind": row.cells["kind"] or kind, "source": row.cells["source"] or "grant"})
    except Refused as refused:
        row.problems += refused.reasons


def read_columns(data: Mapping[str, str], names: Sequence[str]) -> dict[str, int]:
    """Which column is what, as it was confirmed; one column is one thing."""
    columns = {name: int(data[name]) for name in names if data.get(name, "").isdigit() and len(data[name]) < 4}
    if len(set(columns.values())) != len(columns):
        raise Refused("한 열을 두 번 골랐어요. 열마다 한 가지만 골라 주세요.")
    head = data.get("head", "")
    return {**columns, "head": int(head) if head.lstrip("-").isdigit() and len(head) < 4 else -1}


def read_budget(data: Any) -> list[dict[str, Any]]:
    """The budget as it should become: grant and own money of each category."""
    rows = []
    for key, grant, own in zip(data.getlist("category"), data.getlist("grant"), data.getlist("own"), strict=False):
        for source, text, word in (("grant", grant, "보조금"), ("own", own, "자부담")):
            rows.append({"category": key, "source": source, "amount": read_won(text.strip() or "0", word)})
    return rows
