"""Handing out a private file: after its owner's door, always as an attachment."""

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dure.platform import doors, files
from dure.platform.http import ActorRequest
from dure.platform.models import StoredFile


@require_safe
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    """A stranger meets 404; so does anyone while the file is not checked."""
    file = get_object_or_404(StoredFile, token=token, removed_at=None, state=StoredFile.State.CLEAN)
    if not doors.may_read(cast("ActorRequest", request).actor, file.owner_kind, file.owner_id):
        raise Http404
    response = FileResponse(files.open_bytes(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
