"""Handing out a private file: after its owner's door, always as an attachment; an auditor's reading is journaled first."""

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from dure.platform import doors, files, reading
from dure.platform.http import ActorRequest
from dure.platform.models import StoredFile


def _found(request: ActorRequest, token: str) -> StoredFile:
    """A stranger meets 404; so does anyone while the file is not checked."""
    file = get_object_or_404(StoredFile, token=token, removed_at=None, state=StoredFile.State.CLEAN)
    if not doors.may_read(request.actor, file.owner_kind, file.owner_id):
        raise Http404
    return file


def _read(request: ActorRequest, token: str) -> reading.Reading:
    file = _found(request, token)
    whose = doors.whose(file.owner_kind, file.owner_id)
    detail = {"owner": f"{file.owner_kind} {file.owner_id}", "sha256": file.sha256}
    return reading.Reading(file.name, file, case_id=whose.case_id, party_ids=whose.party_ids, detail=detail)


@reading.journaled(_read)
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file, for whom its owner's door lets in."""
    return handed_out(_found(cast("ActorRequest", request), token))


def handed_out(file: StoredFile) -> FileResponse:
    """The bytes as an attachment that nobody keeps in between."""
    response = FileResponse(files.open_bytes(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
