"""Reading transfer files: where each stands, what it holds, and what the bank said."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from dure.apps.money.models import BankResult, PaymentOrder, TransferFile, TransferLine, TransferMark
from dure.apps.money.queries.payments import DESK
from dure.apps.money.words import TRANSFER_TONES, TransferDeed, TransferState
from dure.platform import files
from dure.platform.actor import Actor, Role
from dure.platform.models import StoredFile


def _marked(deed: TransferDeed) -> Exists:
    return Exists(TransferMark.objects.filter(file=OuterRef("pk"), deed=deed))


def files_for(actor: Actor) -> QuerySet[TransferFile]:
    """Transfer files the desk may see, newest first; an operator sees those of its own payments, anybody else none."""
    rows = TransferFile.objects.annotate(sent=_marked(TransferDeed.SENT), dropped=_marked(TransferDeed.DROPPED))
    rows = rows.select_related("result").order_by("-pk")
    if actor.has_in_center(*DESK) or actor.has(Role.AUDITOR):
        return rows
    if actor.has(Role.OPERATOR) and actor.organization_id is not None:
        return rows.filter(Exists(TransferLine.objects.filter(file=OuterRef("pk"), order__payer_id=actor.organization_id)))
    return rows.none()


def state_of(file: TransferFile) -> TransferState:
    """Where the file stands. Rows of `files_for` know; of another its marks are asked."""
    if hasattr(file, "result"):
        return TransferState.ANSWERED
    deeds = _deeds_of(file)
    if TransferDeed.DROPPED in deeds:
        return TransferState.DROPPED
    return TransferState.SENT if TransferDeed.SENT in deeds else TransferState.MADE


def _deeds_of(file: TransferFile) -> set[str]:
    known = vars(file)
    if "dropped" in known:
        return {deed for deed in (TransferDeed.DROPPED, TransferDeed.SENT) if known[deed]}
    return set(file.marks.values_list("deed", flat=True))


def open_lines(order_ids: list[int]) -> QuerySet[TransferLine]:
    """Lines of files that nobody dropped and the bank has not answered: a payment in one of them may be on its way."""
    dropped = TransferMark.objects.filter(file=OuterRef("file"), deed=TransferDeed.DROPPED)
    rows = TransferLine.objects.filter(order_id__in=order_ids).exclude(Exists(dropped)).exclude(file__result__isnull=False)
    return rows.select_related("order__party", "file").order_by("pk")


def is_on_its_way(order: PaymentOrder) -> bool:
    """The payment lies at the bank: its file was sent and not answered."""
    sent = TransferMark.objects.filter(file=OuterRef("file"), deed=TransferDeed.SENT)
    return open_lines([order.pk]).filter(Exists(sent)).exists()


@dataclass(frozen=True, slots=True)
class FileShown:
    """A transfer file with its state in words."""

    file: TransferFile
    state: TransferState
    tone: str


def shown(file: TransferFile) -> FileShown:
    """The file as lists and its page show it."""
    state = state_of(file)
    return FileShown(file, state, TRANSFER_TONES[state])


def lines_of(file: TransferFile) -> QuerySet[TransferLine]:
    """What the file holds, each with its payment and what the bank did. One query."""
    return file.lines.select_related("order__party", "order__payee_version", "outcome").order_by("order_id")


def lines_of_order(order: PaymentOrder) -> QuerySet[TransferLine]:
    """The transfer files in which the payment stands or stood."""
    return order.transfers.select_related("file").order_by("pk")


def marks_of(file: TransferFile) -> list[dict[str, object]]:
    """Who made, sent, dropped and answered the file, oldest first."""
    lines: list[dict[str, object]] = [{"at": file.made_at, "who": file.made_by_name, "what": "이체 파일을 만듦", "why": ""}]
    lines += [
        {"at": mark.at, "who": mark.by_name, "what": mark.get_deed_display(), "why": mark.reason} for mark in file.marks.order_by("pk")
    ]
    if hasattr(file, "result"):
        result = file.result
        lines.append({"at": result.at, "who": result.by_name, "what": "은행 결과를 올림", "why": ""})
    return lines


def kept_answer(result: BankResult) -> StoredFile | None:
    """The answer as it was kept, account numbers by their last digits."""
    return files.files_of(result).first()
