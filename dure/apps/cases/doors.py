"""The door of a case: files and search ask here who may read one."""

from collections.abc import Callable

from dure.apps.cases import access
from dure.apps.cases.models import Case
from dure.apps.cases.queries.cases import cases_of
from dure.kernel.verdicts import YES, Permission, no
from dure.platform import doors
from dure.platform.actor import Actor

Reader = Callable[[Actor, int], bool]
_readers: dict[str, Reader] = {}


def register_reader(name: str, reads: Reader) -> None:
    """A higher app lets its own people read the papers of a case it was given: a reviewer those of his panel."""
    _readers[name] = reads


def may_read(actor: Actor, case_id: int) -> Permission:
    """Whoever sees the case reads its papers, and whom a higher app lets in."""
    if cases_of(actor).filter(pk=case_id).exists() or any(reads(actor, case_id) for reads in _readers.values()):
        return YES
    return no("이 신청서는 신청한 조직의 구성원과 담당자만 볼 수 있어요.")


def whose(case_id: int) -> doors.Whose:
    """The case's own, of its party."""
    party_id = Case.objects.filter(pk=case_id).values_list("party_id", flat=True).first()
    return doors.Whose(case_id, (party_id,) if party_id else ())


def register() -> None:
    """Every file of a case hangs on the case; pages in the tray are for those who take papers in."""
    doors.register("cases.case", may_read, whose)
    doors.register("cases.scan", lambda actor, _scan_id: access.may_enter_for(actor))
