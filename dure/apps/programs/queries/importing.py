"""What the import page shows of a definition before it is planned."""

from dataclasses import dataclass

from dure.apps.programs.deriving import per_firm, scale
from dure.apps.programs.models import Edition
from dure.apps.programs.reading import Document, read_stage, read_terms


@dataclass(frozen=True, slots=True)
class DocumentPreview:
    """A definition in a few lines."""

    title: str
    slug: str
    rows: tuple[tuple[str, str], ...]
    stages: tuple[str, ...]


def preview_of_document(said: Document) -> DocumentPreview:
    """Facts, stages, and how much the forms ask."""
    terms = read_terms(said, sha256="")
    questions = sum(len(section.questions) for section in terms.sections)
    rows = (
        ("주소", said["slug"]),
        ("분야", said["field"]),
        ("지원 대상", said.get("target") or "적히지 않음"),
        ("지원규모", scale(said) or "적히지 않음"),
        ("한 곳이 받는 금액", per_firm(said) or "적히지 않음"),
        ("신청서", f"{len(terms.sections)}쪽 {questions}문항, 서류 {len(terms.documents)}가지, 요건 {len(terms.rules)}가지"),
        ("심사표", f"{len(terms.score_sheet.criteria)}항목" if terms.score_sheet else "없음"),
        ("출처", said.get("source") or "적히지 않음"),
    )
    return DocumentPreview(said["title"], said["slug"], rows, tuple(read_stage(stage).label for stage in said["stages"]))


def editions_to_import_into() -> list[int]:
    """Years that are lived in, newest first."""
    return list(Edition.objects.filter(kind=Edition.Kind.CURRENT).order_by("-year").values_list("year", flat=True))
