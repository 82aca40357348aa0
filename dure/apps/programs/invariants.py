"""What must always hold of programs."""

from dure.apps.programs.models import DefinitionVersion, Round
from dure.platform import invariants
from dure.platform.catalog.definition import sha256_of


@invariants.register("I7a", "Every definition version still has the hash it was written with.")
def versions_keep_their_hash() -> list[str]:
    """Compare each stored document with its hash."""
    rows = DefinitionVersion.objects.order_by("pk").iterator()
    return [f"version {row.pk} of program {row.program_id} was changed" for row in rows if sha256_of(row.document) != row.sha256]


@invariants.register("I7b", "A round that has opened has a window, and its outer days are those of its windows.")
def rounds_have_their_windows() -> list[str]:
    """Compare opens_at and closes_at with the windows."""
    broken = []
    for found in Round.objects.filter(opened_at__isnull=False).exclude(state="cancelled").prefetch_related("windows").order_by("pk"):
        windows = list(found.windows.all())
        if not windows:
            broken.append(f"round {found.pk} has no window")
        elif (found.opens_at, found.closes_at) != (min(window.opens_at for window in windows), max(window.closes_at for window in windows)):
            broken.append(f"round {found.pk} and its windows disagree about its days")
    return broken
