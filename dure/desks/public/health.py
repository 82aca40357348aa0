"""Is the house well? Database, migrations, deliveries and letters that gave up, and the clock."""

from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dure.platform.models import Delivery, Letter, TickRun


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while the house can work, 503 when it cannot; parked rows are told but keep it open."""
    found = state_of_house(getattr(request, "at"))  # noqa: B009 - the clock middleware puts it there
    return JsonResponse(found, status=503 if found["status"] == "bad" else 200)


def state_of_house(at: datetime) -> dict[str, Any]:
    """Each check by its name; `status` is ok, attention or bad."""
    try:
        connection.ensure_connection()
        pending = len(MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes()))
        parked = {
            "deliveries": Delivery.objects.filter(parked_at__isnull=False).count(),
            "letters": Letter.objects.filter(parked_at__isnull=False).count(),
        }
        last = TickRun.objects.filter(done_at__isnull=False).order_by("-done_at", "-pk").values_list("done_at", flat=True).first()
    except DatabaseError as failure:
        return {"status": "bad", "database": type(failure).__name__, "clock": at.isoformat()}
    status = "bad" if pending else "attention" if any(parked.values()) else "ok"
    return {
        "status": status,
        "database": connection.vendor,
        "migrations_pending": pending,
        "parked": parked,
        "last_tick": last.isoformat() if last else None,
        "clock": at.isoformat(),
    }
