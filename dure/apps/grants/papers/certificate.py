"""The center's own certificate under a signed paper (PAdES). Nothing happens while none is set up: the two hands are what binds."""

from io import BytesIO
from pathlib import Path

from django.conf import settings

from dure.kernel.errors import Refused

FIELD = "DureCenter"


def is_set_up() -> bool:
    """Has the center named a certificate?"""
    return bool(settings.DURE_SIGNING_PFX)


def seal(pdf: bytes, *, reason: str) -> bytes:
    """The paper with the center's electronic signature added behind its bytes, or the paper itself while no certificate is set up."""
    if not is_set_up():
        return pdf
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers
    except ImportError as missing:
        raise Refused("기관 인증서로 서명하는 도구가 설치되어 있지 않아요. 시스템 관리자에게 알려 주세요.") from missing
    path = Path(settings.DURE_SIGNING_PFX)
    signer = signers.SimpleSigner.load_pkcs12(str(path), passphrase=settings.DURE_SIGNING_PASSWORD.encode()) if path.is_file() else None
    if signer is None:
        raise Refused("기관 인증서를 열 수 없어요. 인증서 파일과 비밀번호를 시스템 관리자에게 확인해 달라고 하세요.")
    said = signers.PdfSignatureMetadata(field_name=FIELD, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", reason=reason)
    out = BytesIO()
    signers.PdfSigner(said, signer=signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out)
    return out.getvalue()
