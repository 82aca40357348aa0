"""An agreement as an ordinary developer would print it: a template made HTML, and WeasyPrint for each paper."""

from datetime import datetime
from html import escape
from typing import Any

import segno

from dure.apps.grants import exports
from dure.apps.grants.models import Agreement
from dure.platform import papers

STYLE = f"""
@font-face {{ font-family: Pretendard; src: url("file://{papers.FONTS}/Pretendard-Regular.otf"); }}
@font-face {{ font-family: Pretendard; font-weight: bold; src: url("file://{papers.FONTS}/Pretendard-Bold.otf"); }}
@page {{ size: A4; margin: 20mm; @bottom-right {{ content: counter(page) " / " counter(pages); font-size: 8pt; }} }}
body {{ font-family: Pretendard; font-size: 10.5pt; line-height: 1.7; }}
h1 {{ text-align: center; font-size: 20pt; }} h2 {{ font-size: 12pt; }}
table {{ width: 100%; border-collapse: collapse; }} td, th {{ border: 0.5pt solid #999; padding: 6pt; text-align: left; }}
"""


def paper(agreement: Agreement, text: dict[str, Any], *, at: datetime) -> bytes:
    """The same words as the house's paper, set by WeasyPrint as PDF/A-2b."""
    from weasyprint import HTML

    said, proof = exports._spoken(text), exports._proof(agreement, at)
    facts = "".join(f"<tr><th>{escape(str(name))}</th><td>{escape(str(value))}</td></tr>" for name, value in said["facts"] if value)
    shares = "".join(f"<tr><td>{one['number']}차</td><td>{one['share']}</td><td>{one['amount']}</td></tr>" for one in said["tranches"])
    articles = "".join(f"<h2>{escape(one['title'])}</h2><p>{escape(one['text'])}</p>" for one in said["articles"])
    mark = segno.make(proof["check_at"], micro=False).svg_inline(scale=2)
    page = (
        f"<html lang=ko><head><title>협약서</title><style>{STYLE}</style></head><body><h1>협 약 서</h1><p>{escape(said['opening'])}</p>"
        f"<table>{facts}</table><h2>지원금의 교부</h2><table>{shares}</table>{articles}<p>{escape(said['closing'])}</p>"
        f"<p>{proof['code']}</p><p>{proof['sha256']}</p>{mark}</body></html>"
    )
    return bytes(HTML(string=page).write_pdf(pdf_variant="pdf/a-2b"))
