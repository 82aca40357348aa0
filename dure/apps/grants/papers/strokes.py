"""A signature drawn by hand: whole points in a box of 320 by 120, and the picture we make of them ourselves. Pure."""

import re
from io import BytesIO

WIDTH, HEIGHT = 320, 120
_STROKES = re.compile(r"^(?:M\d{1,3} \d{1,3}(?: L\d{1,3} \d{1,3})*(?: |$))+$")
_LONGEST = 12_000
_FEWEST_POINTS = 8
_SCALE = 3


def refused(strokes: str) -> str:
    """What is wrong with a drawing; nothing if it can be kept."""
    if len(strokes) > _LONGEST or not _STROKES.match(strokes):
        return "손으로 그린 서명을 읽을 수 없어요. 지우고 다시 그리거나 이름을 적어 주세요."
    if sum(len(line) for line in lines(strokes)) < _FEWEST_POINTS:
        return "손으로 그린 서명이 너무 짧아요. 지우고 조금 더 크게 그려 주세요."
    return ""


def lines(strokes: str) -> list[list[tuple[int, int]]]:
    """Each stroke as its points, kept inside the box."""
    found: list[list[tuple[int, int]]] = []
    for move, x, y in re.findall(r"([ML])(\d{1,3}) (\d{1,3})", strokes):
        if move == "M":
            found.append([])
        found[-1].append((min(int(x), WIDTH), min(int(y), HEIGHT)))
    return found


def picture(strokes: str) -> bytes:
    """The drawing as a small PNG without any metadata; equal strokes give equal bytes."""
    from PIL import Image, ImageDraw  # a picture library stays out of workers that never see a signature

    sheet = Image.new("L", (WIDTH * _SCALE, HEIGHT * _SCALE), 255)
    pen = ImageDraw.Draw(sheet)
    for line in lines(strokes):
        points = [(x * _SCALE, y * _SCALE) for x, y in line]
        if len(points) > 1:
            pen.line(points, fill=0, width=8, joint="curve")
    out = BytesIO()
    sheet.resize((WIDTH * 2, HEIGHT * 2)).save(out, "PNG", optimize=True)
    return out.getvalue()
