"""Photos as we keep them: the picture alone, upright, without place, device or time of taking. And the QR code of a text."""

from io import BytesIO

from dure.kernel.errors import Refused
from dure.platform.files import LARGEST_FILE, Upload, megabytes

LONGEST_SIDE = 2400
MOST_PIXELS = 60_000_000


def bare(upload: Upload) -> bytes:
    """The photo as a JPEG without any metadata. Refused if it is no picture."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # a picture library stays out of workers that never see a photo

    if (upload.size or 0) > LARGEST_FILE:
        raise Refused(f"사진이 {megabytes(upload.size or 0)}예요. {megabytes(LARGEST_FILE)}까지 올릴 수 있어요.")
    try:
        with Image.open(BytesIO(b"".join(upload.chunks()))) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("사진이 너무 커요. 작게 줄여 다시 올려 주세요.")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as wrong:
        raise Refused("사진(JPG, PNG)만 올릴 수 있어요. 다른 사진을 골라 주세요.") from wrong
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    out = BytesIO()
    clean.save(out, "JPEG", quality=85)
    return out.getvalue()


def qr_svg(text: str) -> str:
    """The text as a QR code, with the quiet margin that scanners need."""
    import segno  # stays out of workers that never make a cover sheet

    out = BytesIO()
    segno.make(text, error="q").save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue().decode()
