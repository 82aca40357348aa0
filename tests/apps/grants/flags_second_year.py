"""A second honest year (예시), written by another hand than flags_year.py and before it had read a detector.

Fourteen grantees of different kinds spend what such grantees spend, in the ways that look odd and are not: equal bills each month, a feast on a
Saturday, one invoice paid from grant and own share, wages by one bulk transfer, a price list that serves as quote for several orders.
A generator with a seed: the seed moves days and sums, never what is honest about them.
"""

from random import Random

from tests.apps.grants.flags_second_pen import Entry, Grantee, Pen, number_of
from tests.apps.grants.flags_second_ways import WAYS, everyday

CATEGORIES = (("labor", "인건비"), ("program", "사업비"), ("meeting", "회의비"), ("operating", "운영비"), ("asset", "자산취득비"))

_PARK = "서울특별시 은평구 통일로 684 예시혁신파크"
GRANTEES = (
    Grantee(
        "kitchen",
        "예시 나눔부엌 협동조합",
        "kitchen",
        "cooperative",
        number_of(1),
        f"{_PARK} 상상동 201호",
        "0220886001",
        ("김가온", "이누리"),
    ),
    Grantee(
        "lunch",
        "예시 든든도시락 사회적협동조합",
        "kitchen",
        "social_cooperative",
        number_of(2, 82),
        "서울특별시 강북구 예시로 12, 1층",
        "0220886002",
        ("박다솜", "최라온"),
    ),
    Grantee(
        "school",
        "예시 배움터 사회적협동조합",
        "teaching",
        "social_cooperative",
        number_of(3, 82),
        f"{_PARK} 상상동 305호",
        "0220886003",
        ("정마루", "강바다"),
    ),
    Grantee(
        "library",
        "예시 작은도서관 모임",
        "teaching",
        "unregistered",
        "",
        "서울특별시 노원구 예시길 7, 2층",
        "0220886004",
        ("조사랑", "윤아람"),
    ),
    Grantee(
        "care",
        "예시 돌봄 협동조합",
        "wages",
        "cooperative",
        number_of(5),
        "서울특별시 마포구 예시로 30, 3층",
        "0220886005",
        ("장자람", "임차오름"),
        "예시 자람세탁",
    ),
    Grantee(
        "cleaning",
        "예시 깔끔 자활기업",
        "wages",
        "company",
        number_of(6),
        "서울특별시 중랑구 예시로 88, 1층",
        "0220886006",
        ("한타래", "오하람"),
    ),
    Grantee(
        "feast",
        "예시 골목축제 마을기업",
        "events",
        "company",
        number_of(7),
        "서울특별시 성북구 예시길 21",
        "0220886007",
        ("서가람", "신나래"),
    ),
    Grantee(
        "market",
        "예시 토요장터 협동조합",
        "events",
        "cooperative",
        number_of(8),
        "서울특별시 도봉구 예시로 3, 지하 1층",
        "0220886008",
        ("권다온", "황라라"),
    ),
    Grantee(
        "maker",
        "예시 뚝딱공방",
        "making",
        "company",
        number_of(9),
        "서울특별시 성동구 예시로 55, 2층 203호",
        "0220886009",
        ("안마음", "송보람"),
        "예시 보람목재",
    ),
    Grantee(
        "sewing",
        "예시 한땀봉제 협동조합",
        "making",
        "cooperative",
        number_of(10),
        "서울특별시 중구 예시길 9, 4층",
        "0220886010",
        ("전새론", "홍아리"),
    ),
    Grantee(
        "media",
        "예시 골목미디어 협동조합",
        "media",
        "cooperative",
        number_of(11),
        f"{_PARK} 미래동 102호",
        "0220886011",
        ("유자연", "고차림"),
    ),
    Grantee(
        "study",
        "예시 사회적경제연구 사단법인",
        "media",
        "association",
        number_of(12, 82),
        "서울특별시 종로구 예시로 101, 7층",
        "0220886012",
        ("문큰솔", "양토리"),
    ),
    Grantee(
        "house",
        "예시 같이살림 주민모임",
        "housing",
        "unregistered",
        "",
        "서울특별시 강서구 예시로 77 관리동",
        "0220886013",
        ("손푸름", "배하늘"),
    ),
    Grantee(
        "estate",
        "예시 함께집 협동조합",
        "housing",
        "cooperative",
        number_of(14),
        "서울특별시 관악구 예시길 5, 1층",
        "0220886014",
        ("백가을", "허나무"),
    ),
)


def year_of(seed: int) -> list[Entry]:
    """Everybody's honest expenses."""
    entries: list[Entry] = []
    for place, grantee in enumerate(GRANTEES):
        pen = Pen(grantee, Random(f"{seed}:{grantee.key}"))
        everyday(pen)
        WAYS[grantee.way](pen, place)
        entries += pen.entries
    return entries
