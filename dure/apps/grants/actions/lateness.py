"""Settlements that come after their day: remembered once, and told to later programs as a fact of the party."""

from datetime import date, datetime

from dure.apps.grants.actions.locking import remember
from dure.apps.grants.models import Agreement, LateReport
from dure.apps.grants.queries.settlements import due_on
from dure.apps.grants.rules import settling
from dure.platform import facts, rates
from dure.platform.actor import Actor
from dure.platform.verbs import part

_BANDS = ((3, ""), (6, "late_cut_from_3_months"), (12, "late_cut_from_6_months"))


def bands_on(day: date) -> list[settling.Band]:
    """The law's bands as they stand on the day: more than the band before, up to its own percent."""
    found = []
    for months, before in _BANDS:
        rate = rates.of(f"late_cut_from_{months}_months", on=day)
        found.append(settling.Band(months, rates.whole(before, on=day) if before else 0, rate.whole, rate.source))
    return found


@part
def record_lateness(agreement: Agreement, *, handed_in_on: date, by: Actor, at: datetime) -> LateReport | None:
    """The first time it is handed in counts. Whether the next grant is cut is a person's decision; here stands what the law allows."""
    due = due_on(agreement)
    if handed_in_on <= due:
        return None
    months = settling.months_late(due, handed_in_on)
    band = settling.band_for(months, bands_on(handed_in_on))
    late = LateReport.objects.create(
        agreement=agreement,
        party_id=agreement.case.party_id,
        due_on=due,
        handed_in_on=handed_in_on,
        months_late=months,
        cut_over=band.over if band else 0,
        cut_to=band.to if band else 0,
        source=band.source if band else rates.of("settlement_due_months", on=handed_in_on).source,
        recorded_at=at,
    )
    remember(late, "record_lateness", agreement, by=by, at=at, detail={"months": months, "cut_to": late.cut_to})
    facts.publish(
        subject_kind="party",
        subject_id=agreement.case.party_id,
        key=f"late_report:{agreement.number}"[:80],
        value=late.cut_to,
        valid_from=handed_in_on,
        source=_words(agreement, late)[:200],
        publisher="grants",
        at=at,
    )
    return late


def _words(agreement: Agreement, late: LateReport) -> str:
    said = f"{agreement.case.round.program.title} 정산보고 {late.months_late}개월 늦음"
    return f"{said}, 다음 보조금 {late.cut_to}%까지 삭감 가능({late.source})" if late.cut_to else f"{said}, 삭감 없음"
