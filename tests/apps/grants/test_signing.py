"""Two hands under a paper: typed or drawn, with time, place and hash; the paper as PDF/A and HWPX of the same words, and checked by anyone."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from PIL import Image
from pypdf import PdfReader

from dure.apps.grants import actions, exports
from dure.apps.grants.models import Signature
from dure.apps.grants.papers import certificate, strokes
from dure.apps.grants.queries.agreements import papers_of
from dure.apps.grants.queries.signing import signatures_under
from dure.apps.grants.rules import tiers
from dure.kernel.errors import Refused
from dure.platform import files
from tests.apps.grants.makers import APPROVER, OFFICER
from tests.apps.grants.test_pages import STRANGER, ask, words

DRAWN = "M20 60 L40 30 L60 80 L90 40 L120 70 L150 30 M170 60 L190 40 L210 70 L240 50"


def signed_by_hand(life):
    seen = {"agreement_id": life.offered().pk, "seen": life.agreement.document_sha256}
    actions.sign_as_grantee(typed_name="", drawn=DRAWN, **seen, **life.who(life.grantee))
    life.agreement = actions.sign_as_center(typed_name=APPROVER.name, **seen, **life.who(APPROVER))
    return life.agreement


def paper(agreement, purpose="signed_agreement"):
    return next(one for one in papers_of(agreement) if one.purpose == purpose)


def content(file):
    with files.open_bytes(file) as kept:
        return kept.read()


def test_a_signature_is_drawn_or_typed_and_remembers_whose_it_is(life):
    agreement = signed_by_hand(life)
    grantee, center = Signature.objects.order_by("id")
    assert (grantee.way, grantee.name, grantee.place, grantee.for_whom) == ("drawn", "예시 대표", "대표", life.case.party.name)
    assert (center.way, center.name, center.place, center.drawing) == ("typed", APPROVER.name, "예시 자리", None)
    assert {grantee.document_sha256, center.document_sha256} == {agreement.document_sha256}
    with Image.open(io.BytesIO(content(grantee.drawing))) as picture:
        assert (picture.format, picture.size, picture.info) == ("PNG", (640, 240), {})
    pages = PdfReader(io.BytesIO(content(paper(agreement)))).pages
    assert sum(len(page.images) for page in pages) == 1


def test_a_moment_is_kept_to_the_millisecond(life):
    life.at += timedelta(milliseconds=123)
    signed_by_hand(life)
    assert Signature.objects.earliest("id").stamped.endswith(".123")


@pytest.mark.parametrize("drawing", ["M1 1", "M1 1 L2 2", "<svg>", "M1 1 L2 2 Z", "M9999 1 L2 2"])
def test_a_scribble_that_is_no_signature_is_refused(drawing):
    assert strokes.refused(drawing)


def test_signatures_are_never_changed_or_removed(life):
    signed_by_hand(life)
    signature = Signature.objects.earliest("id")
    signature.name = "다른 사람"
    for lie in (signature.save, signature.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            lie()


def test_a_signature_under_a_text_that_was_taken_back_does_not_hold(life):
    seen = life.offered().document_sha256
    actions.sign_as_grantee(agreement_id=life.agreement.pk, typed_name="예시 대표", seen=seen, **life.who(life.grantee))
    actions.take_back_agreement(agreement_id=life.agreement.pk, reason="예시: 날짜", **life.who(OFFICER))
    agreement = life.offered()
    assert signatures_under(agreement) == {}
    assert Signature.objects.count() == 1


def test_the_paper_is_pdf_a_with_embedded_fonts_and_says_where_it_is_checked(life):
    agreement = signed_by_hand(life)
    pdf = PdfReader(io.BytesIO(content(paper(agreement))))
    assert b"pdfaid:part>2<" in bytes(pdf.xmp_metadata.stream.get_data()).replace(b" ", b"")
    text = "".join(page.extract_text() for page in pdf.pages)
    assert exports.verification_code(agreement.document_sha256) in text
    assert "/verify/" in text
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_hwpx_says_what_the_pdf_says(life):
    agreement = signed_by_hand(life)
    made = exports.agreement_hwpx(agreement, exports.text_of(agreement), at=life.at)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        hwpx = "".join(packed.read("Preview/PrvText.txt").decode().split())
    pdf = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content(paper(agreement)))).pages).split())
    text = exports.text_of(agreement)
    said = [text["number"], text["party"], text["amount"], text["own_money"], text["starts_on"], agreement.document_sha256]
    said += [clause["text"] for clause in text["clauses"]] + [tranche["amount"] for tranche in text["tranches"]]
    for one in said:
        plain = "".join(one.split())
        assert plain in hwpx
        assert plain in pdf


def test_anyone_checks_a_paper_by_its_code_and_its_file(life):
    agreement = signed_by_hand(life)
    code = exports.verification_code(agreement.document_sha256)
    page = words(ask(life, "grants:verify-code", code, by=STRANGER))
    assert agreement.number in page
    assert life.case.party.name in page
    assert "50,000,000" not in page
    same = SimpleUploadedFile("받은 협약서.pdf", content(paper(agreement)))
    assert "같은 파일이에요" in words(ask(life, "grants:verify-code", code, by=STRANGER, data={"file": same}))
    other = SimpleUploadedFile("고친 협약서.pdf", content(paper(agreement)) + b" ")
    assert "다른 파일이에요" in words(ask(life, "grants:verify-code", code, by=STRANGER, data={"file": other}))
    again = SimpleUploadedFile("협약서.pdf", b"%PDF-1.7")
    unknown = words(ask(life, "grants:verify-code", "0000-0000-0000-0000", by=STRANGER, data={"file": again}))
    assert "확인할 수 없어요" in unknown


def test_an_agreement_that_only_one_side_signed_is_not_confirmed(life):
    code = exports.verification_code(life.offered().document_sha256)
    assert "맺은 협약서가 없어요" in words(ask(life, "grants:verify-code", code, by=STRANGER))


def own_certificate(folder):
    """A throwaway certificate of an invented center."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Example Center")])
    usage = x509.KeyUsage(*(place < 2 for place in range(9)))
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    built = built.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).add_extension(usage, critical=True)
    made = built.sign(key, hashes.SHA256())
    password = serialization.BestAvailableEncryption(b"example")
    (folder / "center.pfx").write_bytes(pkcs12.serialize_key_and_certificates(b"center", key, made, None, password))
    return folder / "center.pfx", made


def test_the_centers_certificate_signs_the_paper_too(life, settings, tmp_path):
    pytest.importorskip("pyhanko")
    from asn1crypto import x509 as asn1
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    settings.DURE_SIGNING_PFX, made = own_certificate(tmp_path)
    settings.DURE_SIGNING_PASSWORD = "example"
    agreement = signed_by_hand(life)
    (signature,) = PdfFileReader(io.BytesIO(content(paper(agreement)))).embedded_signatures
    trusted = ValidationContext(trust_roots=[asn1.Certificate.load(made.public_bytes(Encoding.DER))])
    status = validate_pdf_signature(signature, trusted)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_a_certificate_that_cannot_be_opened_is_said_and_nothing_is_signed(life, settings, tmp_path):
    settings.DURE_SIGNING_PFX = tmp_path / "nothing.pfx"
    assert certificate.is_set_up()
    with pytest.raises(Refused, match="인증서"):
        signed_by_hand(life)
    life.agreement.refresh_from_db()
    assert life.agreement.state == "signed_by_grantee"


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("센터는 수행기관에 교부합니다.", "수행기관은 참여기업에 교부합니다."),
        ("센터와 수행기관이 센터로 알립니다.", "수행기관과 참여기업이 수행기관으로 알립니다."),
        ("지원센터는 그대로입니다.", "지원센터는 그대로입니다."),
    ],
)
def test_between_an_operator_and_a_firm_the_sides_are_called_what_they_are_there(clause, said):
    assert tiers.words_of_second_tier(clause) == said
