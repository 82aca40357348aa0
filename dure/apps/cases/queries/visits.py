"""A visit as pages and its paper show it."""

import hashlib
import json
from typing import Any

from django.db.models import QuerySet

from dure.apps.cases.models import Case, Visit
from dure.apps.cases.queries.cases import cases_of
from dure.apps.cases.rules.visits import ANSWERS
from dure.apps.people import facade as people
from dure.kernel.korean import table_instant
from dure.platform.actor import Actor
from dure.platform.models import StoredFile


def visits_of(case: Case) -> list[Visit]:
    """Every visit of the case, newest first."""
    return list(Visit.objects.filter(case=case).select_related("run").order_by("-id"))


def visits_for(actor: Actor) -> QuerySet[Visit]:
    """Visits to the cases that this desk sees."""
    seen = cases_of(actor).filter(receipt_number__isnull=False).order_by().values("pk")
    rows = Visit.objects.select_related("run__case__party", "run__case__round", "run__case__district")
    return rows.filter(case_id__in=seen).order_by("id")


def photos_of(visit: Visit) -> list[StoredFile]:
    """The photos that were taken."""
    taken = StoredFile.objects.filter(owner_kind="cases.case", owner_id=visit.case_id, purpose=f"visit:{visit.pk}", removed_at=None)
    return list(taken.order_by("id"))


def visit_lines(visit: Visit) -> list[dict[str, str]]:
    """The points with what was found at each."""
    return [
        {
            "number": str(number),
            "point": point,
            "answer": visit.answers.get(str(number), ""),
            "word": ANSWERS.get(visit.answers.get(str(number), ""), "아직"),
        }
        for number, point in enumerate(visit.points)
    ]


def record_sha256(visit: Visit) -> str:
    """Counted of everything the record says: plan, points, findings, photos and both names."""
    said = {
        "case": visit.case_id,
        "planned_for": visit.planned_for.isoformat(),
        "place": visit.place,
        "visitors": visit.visitors,
        "points": visit.points,
        "answers": visit.answers,
        "findings": visit.findings,
        "opinion": visit.opinion,
        "photos": [photo.sha256 for photo in photos_of(visit)],
        "signed": [visit.visitor_name, visit.visited_name, visit.visited_role, visit.visited_strokes],
        "at": visit.signed_at.isoformat() if visit.signed_at else "",
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def visit_page(visit: Visit) -> dict[str, Any]:
    """What the page of a visit shows."""
    return {
        "visit": visit,
        "case": visit.run.case,
        "lines": visit_lines(visit),
        "photos": photos_of(visit),
        "answers": list(ANSWERS.items()),
    }


def visit_paper(visit: Visit) -> dict[str, Any]:
    """Plain values for the record's template."""
    case = visit.run.case
    return {
        "party": case.party.name,
        "receipt": case.receipt,
        "round_title": case.round.title,
        "stage": f"{people.Tier(visit.run.tier or 'center').label} · {visit.run.label}",
        "planned_for": table_instant(visit.planned_for),
        "place": visit.place,
        "visitors": visit.visitors,
        "lines": [[line["point"], line["word"]] for line in visit_lines(visit)],
        "findings": visit.findings,
        "opinion": visit.opinion or "없음",
        "photos": [[photo.name, photo.sha256] for photo in photos_of(visit)],
        "visitor": visit.visitor_name,
        "visited": " ".join(part for part in (visit.visited_role, visit.visited_name) if part),
        "signature": signature_svg(visit.visited_strokes),
        "signed_at": table_instant(visit.signed_at) if visit.signed_at else "",
        "sha256": visit.sha256,
    }


def signature_svg(strokes: str) -> str:
    """The drawn signature as a picture; nothing if none was drawn. The strokes were checked when they came in."""
    if not strokes:
        return ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120"><path d="{strokes}" fill="none" stroke="black" stroke-width="2.5"/></svg>'
