"""The weight a first visit carries, and colors that can be read (ux.md §5)."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "dure/platform/static/dure"
KILOBYTE = 1024
TOKENS = (STATIC / "css/tokens.css").read_text()


def _compressed(paths):
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


@pytest.mark.parametrize("kind", ["css", "js"])
def test_styles_and_scripts_stay_light(kind):
    assert _compressed((STATIC / kind).glob(f"*.{kind}")) <= 60 * KILOBYTE


def test_the_words_of_a_home_page_need_little_of_the_font():
    words = "지원사업 추진일정표 예산 선정결과 센터 소개 우리 조직에 맞는 한 문장이면 찾아드려요 마감이 가까워요 협동조합 은평구 신청할 수 있는 7건 보기 로그인"
    needed = {piece for piece, covered in _pieces() if any(covered(ord(letter)) for letter in words)}
    assert sum((STATIC / "fonts" / piece).stat().st_size for piece in needed) <= 400 * KILOBYTE


def _pieces():
    css = (STATIC / "css/fonts.css").read_text()
    for piece, ranges in re.findall(r"fonts/(\d+\.woff2).*?unicode-range:([^}]+)}", css):
        edges = [tuple(int(edge, 16) for edge in (part[2:] + "-" + part[2:]).split("-")[:2]) for part in ranges.split(",")]
        yield piece, lambda letter, edges=edges: any(first <= letter <= last for first, last in edges)


def test_nothing_loads_from_another_host():
    assert not [path.name for path in (STATIC / "css").glob("*.css") if "http" in path.read_text()]


def _color(name):
    value = re.search(rf"--{name}: (#[0-9a-f]+|var\(--[a-z-]+\));", TOKENS)[1]
    if value.startswith("var"):
        return _color(value[6:-1])
    digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
    return [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]


def _light(color):
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first, second):
    lighter, darker = sorted((_light(_color(first)), _light(_color(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("stage", ["call", "judge", "pledge", "work", "report", "share"])
@pytest.mark.parametrize(("fill", "words"), [("", "-on"), ("-pale", "-ink")])
def test_words_on_a_stage_color_can_be_read(stage, fill, words):
    assert _contrast(f"{stage}{fill}", f"{stage}{words}") >= 4.5


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("ink", "paper"),
        ("quiet", "surface-dim"),
        ("action", "action-tint"),
        ("danger", "danger-tint"),
        ("warning", "warning-tint"),
        ("success", "success-tint"),
    ],
)
def test_words_on_surfaces_can_be_read(words, ground):
    assert _contrast(words, ground) >= 4.5


def test_the_edges_of_controls_can_be_seen():
    assert _contrast("line-firm", "surface") >= 3
