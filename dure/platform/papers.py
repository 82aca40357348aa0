"""Official papers: PDF/A-2b set by typst from a template beside its app, with our own fonts; equal input gives equal bytes."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"


def render(template: Path, data: dict[str, Any], *, at: datetime) -> bytes:
    """Set the template with `data` (read there as json(bytes(sys.inputs.data))); `at` is the only time the file knows."""
    import typst  # a document engine stays out of web workers that never make a paper

    told: dict[str, Any] = {
        "format": "pdf",
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)},
        "timestamp": int(at.timestamp()),
    }
    try:
        return _compiler(typst, str(template)).compile(**told, pdf_standards="a-2b")
    except typst.TypstError as wrong:
        if "could not be displayed" not in str(wrong):
            raise
        return _compiler(typst, str(template)).compile(**told)  # a letter that neither font has: PDF/A allows no empty boxes, PDF does


@cache
def _compiler(typst: Any, template: str) -> Any:
    return typst.Compiler(template, root=str(Path(__file__).parents[1]), font_paths=[str(FONTS)], ignore_system_fonts=True)
