"""Official papers described once: the same blocks become a PDF/A and a HWPX (hwpx.write), so that the two can never say different things."""

from datetime import datetime
from pathlib import Path
from typing import Any

import segno

from dure.platform import papers
from dure.platform.hwpx import Block, Heading, Paper, Para, Table, Title

TEMPLATE = Path(__file__).parent / "paper_forms" / "official.typ"


def pdf(paper: Paper, *, at: datetime, number: str = "", code: str = "", check_at: str = "", sample: bool = False) -> bytes:
    """The paper as PDF/A-2b with our own fonts; equal papers give equal bytes.

    `number` and `code` (the verification code) stand in the foot of each page, `check_at` as a QR code beside the last line.
    """
    data = {
        "title": paper.title,
        "landscape": paper.landscape,
        "blocks": [_said(block) for block in paper.blocks],
        "number": number,
        "code": code,
        "check_at": check_at,
        "squares": [[int(dark) for dark in row] for row in segno.make(check_at, micro=False).matrix] if check_at else [],
        "sample": sample,
    }
    return papers.render(TEMPLATE, data, at=at)


def _said(block: Block) -> dict[str, Any]:
    """A block as the template reads it."""
    match block:
        case Title(text):
            return {"kind": "title", "text": text}
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Para(text, bold, align):
            return {"kind": "para", "text": text, "bold": bold, "align": align}
        case Table(widths, rows, head, aligns):
            return {
                "kind": "table",
                "widths": list(widths),
                "rows": [list(row) for row in rows],
                "head": head,
                "aligns": list(aligns) or ["left"] * len(widths),
            }
