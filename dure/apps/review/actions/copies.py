"""The verb for papers that no program can cover: staff put a covered copy in their place."""

from datetime import datetime

from dure.apps.review import access
from dure.apps.review.actions.standing import locked_panel
from dure.apps.review.queries import covering
from dure.apps.review.queries import panels as queries
from dure.apps.review.stripping import CannotBeCovered, covered
from dure.apps.review.words import PanelState
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import files, journal
from dure.platform.actor import Actor
from dure.platform.models import StoredFile
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def attach_copy(
    *, panel_id: int, case_id: int, number: int, copy: files.Upload | None, by: Actor, at: datetime, key: Key = NO_KEY
) -> StoredFile:
    """Reviewers of a blind panel open this copy instead of an attachment that names the applicant. The copy is looked through as any
    other file: one that still names somebody, or that cannot be looked into, is refused. It replaces an earlier copy."""
    panel = locked_panel(panel_id, PanelState.PLANNED, PanelState.OPEN)
    access.may_lead(by, panel).or_refuse()
    case = queries.cases_in(panel).filter(pk=case_id).first()
    original = covering.original_of(case, number) if case else None
    if not panel.blind or case is None or original is None:
        raise OutOfTurn("이 서류에는 가린 사본이 필요하지 않아요.")
    if copy is None:
        raise Refused("가린 사본을 골라 주세요.")
    name = covering.neutral_name(number, copy.name or "")
    try:
        clean = covered(b"".join(copy.chunks()), name.rpartition(".")[2], covering.names_in(case))
    except CannotBeCovered as told:
        raise Refused(
            "올린 사본에 신청 조직을 알 수 있는 글이 남아 있거나 안을 확인할 수 없는 형식이에요. 이름을 지우고 PDF로 저장해 올려 주세요."
        ) from told
    for earlier in files.files_of(panel).filter(purpose=covering.copy_purpose(original)):
        files.remove(earlier, at=at)
    kept = files.receive(files.Made(name, clean), owner=panel, purpose=covering.copy_purpose(original), by=by, at=at)
    journal.write(panel, "attach_copy", by=by, at=at, detail={"case": case.pk, "paper": number, "sha256": kept.sha256})
    return kept
