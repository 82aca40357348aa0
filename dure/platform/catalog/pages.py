"""The catalog's pages in docs: the programs of each year with the place in the source. Written from the files, never by hand."""

from pathlib import Path
from typing import Any

from dure.platform.catalog.definition import stages_with_keys
from dure.platform.catalog.reader import Catalog
from dure.platform.catalog.schema import Offer, Program

_DOCUMENTS = {2019: "2019년 지원사업 추진일정표", 2021: "2021년 사업설명회 자료"}
_HEAD = ("순서", "사업", "분야", "규모", "한 건의 금액, 이용료, 자부담", "단계", "자료의 자리", "자료에 없는 것")


def write(catalog: Catalog, folder: Path) -> list[Path]:
    """One page a year. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for year in sorted({program.year for program in catalog.programs}):
        file = folder / f"{year}.md"
        file.write_text(page(catalog, year), encoding="utf-8")
        files.append(file)
    return files


def page(catalog: Catalog, year: int) -> str:
    """The page of one year, as Markdown."""
    programs = [program for program in catalog.programs if program.year == year]
    lines = [
        f"# {year}년의 사업 {len(programs)}개",
        "",
        f"{_DOCUMENTS.get(year, '자료')}에서 옮긴 것입니다.",
        "이 쪽은 `python -m dure.platform.catalog page`가 만들며 손으로 고치지 않습니다.",
        "",
        _row(_HEAD),
        _row(["---"] * len(_HEAD)),
        *(_row(_cells(program)) for program in programs),
    ]
    return "\n".join(lines) + "\n"


def _row(cells: Any) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _cells(program: Program) -> list[str]:
    offers: list[tuple[str, Offer]] = [("", program)]
    offers += [(f"{variant.title}: ", variant) for variant in (*program.tracks, *program.parts)]
    return [
        str(program.order),
        f"{program.title}<br>`{program.slug}`",
        program.field,
        "<br>".join(name + said for name, offer in offers if (said := _scale(offer))),
        "<br>".join(name + said for name, offer in offers if (said := _each(offer))),
        "<br>".join(_stages(program)),
        program.source,
        ", ".join(program.lost),
    ]


def _scale(offer: Offer) -> str:
    return " / ".join(entry.text for entry in (offer.budget, offer.awards) if entry)


def _each(offer: Offer) -> str:
    said = [entry.text for entry in (*offer.caps, *offer.fees)]
    said += [share.text for share in offer.own_share]
    said += [rate.text for rate in offer.rates]
    return ", ".join(said)


def _stages(program: Program) -> list[str]:
    return [f"{stage['label']} ({said})" if (said := stage["window"]["text"]) else stage["label"] for stage in stages_with_keys(program)]
