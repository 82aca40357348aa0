"""What is kept of public money in the demo: lines by program, what came over from last year, and an auditor's sample."""

from datetime import datetime, timedelta
from typing import Any

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.rehearsal.cast import Cast
from dure.rehearsal.operating import ASK

DAY = timedelta(days=1)
_ROOM = 2
"""How often the frame of a round fits in its program's line."""
_CARRIED_LINE, _LAST_YEAR, _CARRIED = "local-economy", 300_000_000, 42_000_000
_SAMPLE = 6


def line_of(said: dict[str, Any]) -> str:
    """The line of a program under the printed one; nothing where nothing is paid."""
    return f"{said['line']}.{said['slug']}" if "line" in said else ""


def allot_by_program(cast: Cast, edition: programs.Edition, said: dict[str, Any], at: datetime) -> None:
    """Every printed line in full: first to its programs that have a round, the rest stays on the line itself."""
    by, titles = (
        cast.actor("administrator", at),
        dict(programs.Program.objects.filter(edition=edition).order_by().values_list("slug", "title")),
    )
    printed = {row.key: row.amounts[-1] or 0 for row in money.printed_budget().rows}
    operators = {**said["operators"], "places": "1", "ask": str(ASK)}
    for line in said["budget"]:
        rest, key = printed[line["line"]], line["line"]
        money.allot_budget(
            year=edition.year, line_key=key, title=line["title"], amount=rest - _of_rounds(said, operators, key), by=by, at=at
        )
        for one in _rounds_of(said, operators, key):
            money.allot_budget(
                year=edition.year, line_key=line_of(one), title=titles[one["slug"]], amount=_frame(one), parent_key=key, by=by, at=at
            )


def _rounds_of(said: dict[str, Any], operators: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [one for one in (*said["rounds"], operators) if one.get("line") == key]


def _of_rounds(said: dict[str, Any], operators: dict[str, Any], key: str) -> int:
    return sum(_frame(one) for one in _rounds_of(said, operators, key))


def _frame(one: dict[str, Any]) -> int:
    return int(one["ask"]) * int(one["places"]) * _ROOM


def carry_from_last_year(cast: Cast, year: int, at: datetime) -> None:
    """A line of last year left something that was decided to go on; then last year was closed."""
    last, by = year - 1, cast.actor("finance", at)
    money.allot_budget(
        year=last, line_key=_CARRIED_LINE, title="지역순환경제 조성지원", amount=_LAST_YEAR, by=cast.actor("administrator", at), at=at
    )
    ask = money.ask_carry_over(
        from_year=last, line_key=_CARRIED_LINE, amount=_CARRIED, reason="12월에 정한 사업을 올해 이어서 해요.", by=by, at=at
    )
    money.approve_carry_over(ask_id=ask.pk, by=cast.actor("approver", at), at=at + DAY)
    money.begin_closing(year=last, by=cast.actor("finance", at), at=at + 2 * DAY)
    money.close_year(year=last, by=cast.actor("approver", at), at=at + 3 * DAY)


def sample_for_audit(cast: Cast, at: datetime) -> None:
    """Drawn this morning: one expense is in order, one is asked about, the others wait."""
    by = cast.actor("auditor", at)
    audit = grants.draw_audit(year=at.year, program_id=None, method="random", size=_SAMPLE, seed="예시 표본", by=by, at=at)
    first, second, *_rest = grants.items_of(audit)
    grants.judge_audit_item(item_id=first.pk, verdict="fine", by=by, at=at)
    grants.judge_audit_item(
        item_id=second.pk, verdict="complete", note="납품받은 사진이 없어요. 검수한 날의 사진을 붙여 주세요.",
        clause="지방보조금 관리기준 증빙", by=by, at=at,
    )  # fmt: skip
