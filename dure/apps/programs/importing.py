"""A definition from elsewhere: a file in the catalog's format becomes a document, or sentences that say what is wrong with it."""

from dataclasses import dataclass

from dure.apps.programs.reading import Document
from dure.platform.catalog import reader
from dure.platform.catalog.definition import document
from dure.platform.catalog.faults import SLUG
from dure.platform.catalog.located import MOST_CHARACTERS


@dataclass(frozen=True, slots=True)
class ReadDefinition:
    """The document, or the problems with their lines and fields."""

    document: Document | None
    problems: tuple[str, ...] = ()


def read_definition(content: bytes, *, name: str, year: int, catalog: reader.Catalog, slug: str = "") -> ReadDefinition:
    """Read the bytes of a file; its name is the program's address unless another is given."""
    if len(content) > 4 * MOST_CHARACTERS:
        return ReadDefinition(None, (f"{name}: 파일이 너무 커요. {MOST_CHARACTERS:,}자까지 읽어요.",))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ReadDefinition(None, (f"{name}: UTF-8로 저장한 글자 파일이 아니에요.",))
    address = slug.strip() or name.rpartition("/")[2].rpartition(".")[0]
    if not SLUG.fullmatch(address) or len(address) > 100:
        return ReadDefinition(None, (f"{name}: 주소는 두 낱말 이상을 -로 이어 영문 소문자로 적어요. 예: winter-kimchi-sharing",))
    program, problems = reader.read_program(text, year=year, slug=address, catalog=catalog, name=name)
    if program is None or problems:
        return ReadDefinition(None, tuple(str(problem) for problem in problems))
    return ReadDefinition(document(program, catalog))
