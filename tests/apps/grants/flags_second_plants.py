"""Wrongs as auditors find them (예시), written by another hand than flags_planted.py and before it had read a detector.

Each says what is wrong, which flag must tell it (or that it is refused at entry), and the expenses that do it, entered by the real verb.
"""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from tests.apps.grants.flags_second_pen import YEAR, number_of

REFUSED = "refused"
TUESDAY = date(YEAR, 6, 16)
OWNER_COMPANY, SAME_ADDRESS, SAME_PHONE, SAME_ACCOUNT, OFFICERS_PHONE = (number_of(700 + turn) for turn in range(5))
GRANTEES_NUMBER = number_of(690)


@dataclass(frozen=True, slots=True)
class Buy:
    """One expense. `who` is one of the five agreements of the world; `files` are papers with a content of their own: words or a photo."""

    who: str
    amount: int
    day: date = TUESDAY
    more: dict[str, Any] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plant:
    says: str
    found_by: tuple[str, ...]
    buys: tuple[Buy, ...]


def buy(who: str, amount: int, day: date = TUESDAY, *, files: dict[str, tuple[str, str]] | None = None, **more: Any) -> Buy:
    return Buy(who, amount, day, more, files or {})


def day(month: int, number: int) -> date:
    return date(YEAR, month, number)


def invoice(says: str, one: str, other: str, first: str = "tree", second: str = "river") -> Plant:
    """One invoice in two places."""
    return Plant(
        f"같은 승인번호: {says}", ("same_invoice",), (buy(first, 210_000, invoice_number=one), buy(second, 210_000, invoice_number=other))
    )


def file(says: str, kind: str, one: tuple[str, str], other: tuple[str, str], second: str = "river") -> Plant:
    """One paper in two places."""
    files = ({kind: one}, {kind: other})
    return Plant(
        f"같은 파일: {says}", ("same_file",), (buy("tree", 220_000, files=files[0]), buy(second, 220_000, day(7, 7), files=files[1]))
    )


def person(says: str, *buys: Buy) -> Plant:
    return Plant(f"한 사람에게 두 번: {says}", ("paid_twice",), buys)


def fee(who: str, on: date, name: str, *, birth: int | None = 1974, payee: str = "", amount: int = 100_000, **more: Any) -> Buy:
    said = {"kind": "lecture", "withholding": "other", "person_name": name, "person_birth_year": birth, "payee_name": payee or name, **more}
    return buy(who, amount, on, **said)


def card(says: str, on: date, at: time, flag: str, kind: str = "card") -> Plant:
    return Plant(f"카드 시간: {says}", (flag,), (buy("tree", 90_000, on, kind=kind, used_at=at),))


def split(says: str, *buys: Buy) -> Plant:
    return Plant(f"나누어 산 것: {says}", ("split",), buys)


def related(says: str, **more: Any) -> Plant:
    return Plant(f"관계있는 거래처: {says}", ("related",), (buy("tree", 330_000, **more),))


def alike(says: str, *offers: dict[str, Any], **more: Any) -> Plant:
    said = {"kind": "goods", "facts": {"quotes": list(offers)}, **more}
    return Plant(f"같은 곳의 견적서: {says}", ("quotes_alike",), (buy("tree", 1_200_000, **said),))


INVOICES = (
    invoice("두 조직의 협약", "20260616-41000008-11110001", "20260616-41000008-11110001"),
    invoice("빈칸과 줄표", "20260616-41000008-11110002", "20260616 41000008 11110002"),
    invoice("대소문자", "ab-2026-0616-7", "AB20260616-7"),
    invoice("앞에 '승인번호'를 붙임", "20260616-41000008-11110003", "승인번호 20260616-41000008-11110003"),
    invoice("앞에 'No.'를 붙임", "K2026-0616-55", "No. K2026-0616-55"),
    invoice("전각 숫자", "20260616410000081111", "２０２６０６１６４１０００００８１１１１"),
    invoice("한 협약에서 전액을 두 번", "20260616-41000008-11110004", "20260616-41000008-11110004", second="tree"),
    invoice("같은 조직의 다른 협약", "20260616-41000008-11110005", "20260616-41000008-11110005", second="leaf"),
    Plant("같은 승인번호: 지난해 협약의 세금계산서", ("same_invoice",), (
        buy("old", 210_000, date(YEAR - 1, 10, 20), invoice_number="20251020-41000008-1"), buy("tree", 210_000, invoice_number="20251020-41000008-1"))),
    Plant("같은 승인번호: 선금과 잔금이라 쓰고 계약보다 많이 받음", ("same_invoice",), (
        buy("tree", 600_000, day(4, 7), invoice_number="K-77-2026-1", memo="제작 선금 100만원 중", facts={"contract": "제작 계약 1,000,000원"}),
        buy("tree", 600_000, day(5, 7), invoice_number="K-77-2026-1", memo="제작 잔금 100만원 중", facts={"contract": "제작 계약 1,000,000원"}))),
    Plant("같은 승인번호: 인정하지 않은 것을 다른 협약에 올림", ("same_invoice",), (
        buy("tree", 215_000, invoice_number="K-78-2026-1", judged=False), buy("leaf", 215_000, invoice_number="K-78-2026-1"))),
)  # fmt: skip

FILES = (
    file("세금계산서 하나를 두 조직이", "tax_invoice", ("words", "invoice-1"), ("words", "invoice-1")),
    file("이체확인증 하나를 한 협약에서 두 번", "transfer_confirmation", ("words", "transfer-1"), ("words", "transfer-1"), "tree"),
    file("사진을 줄여서 다시", "tax_invoice", ("photo", "receipt-1"), ("smaller", "receipt-1")),
    file("사진을 PDF로 묶어서 다시", "tax_invoice", ("photo", "receipt-2"), ("in-pdf", "receipt-2")),
    file("사진을 PNG로 다시 저장해서", "tax_invoice", ("photo", "receipt-3"), ("png", "receipt-3"), "tree"),
    file("사진을 밝게 고쳐서", "tax_invoice", ("photo", "receipt-4"), ("brighter", "receipt-4")),
)

SPLITS = (
    split("사흘에 나눔", *(buy("tree", 600_000, day(6, number), payee_name="예시 갈림 가구") for number in (16, 17, 18))),
    split("한 사람이 맡은 두 조직이 나눔", *(buy(who, 700_000, payee_name="예시 갈림 전자") for who in ("tree", "twin"))),
    split("상호를 달리 적음", buy("tree", 700_000, payee_name="(주)예시갈림상사"), buy("tree", 700_000, day(6, 18), payee_name="주식회사 예시 갈림상사")),
    split("이름은 둘, 사업자번호는 하나", buy("tree", 700_000, payee_name="예시 갈림 가", payee_business_number=number_of(720)),
          buy("tree", 700_000, day(6, 18), payee_name="예시 갈림 나", payee_business_number=number_of(720))),
    split("보조금과 자부담으로 나눔", *(buy("tree", 700_000, source=source, payee_name="예시 갈림 조명") for source in ("grant", "own"))),
    split("비목을 달리함", *(buy("tree", 700_000, category=category, payee_name="예시 갈림 소품") for category in ("program", "operating"))),
    split("입찰 기준 아래로 나눔", *(buy("tree", 11_000_000, day(6, number), kind="contract", payee_name="예시 갈림 건설") for number in (16, 18))),
    split("카드로 네 번", *(buy("tree", 310_000, day(6, number), kind="card", used_at=time(14), payee_name="예시 갈림 마트") for number in (15, 16, 17, 18))),
    split("단가계약이라 적고 한날 나눔", *(buy("tree", 600_000, payee_name="예시 갈림 설비", facts={"contract": "설비 단가계약"}) for _turn in (1, 2))),
    Plant("기준 바로 아래 금액", ("just_below",), (buy("tree", 999_000, kind="goods"),)),
)  # fmt: skip

RELATED = (
    related("대표자 본인", payee_name="김가온"),
    related("임원의 회사(사업자번호)", payee_name="예시 이름 바꾼 상사", payee_business_number=OWNER_COMPANY),
    related("임원의 회사(상호만, 적는 법이 다름)", payee_name="(주) 예시 해오름상사"),
    related("주소가 같은 회사", payee_name="예시 같은 주소", payee_business_number=SAME_ADDRESS),
    related("전화가 같은 회사", payee_name="예시 같은 전화", payee_business_number=SAME_PHONE),
    related("계좌가 같은 회사", payee_name="예시 같은 계좌", payee_business_number=SAME_ACCOUNT),
    related("임원의 휴대전화를 쓰는 회사", payee_name="예시 임원 전화", payee_business_number=OFFICERS_PHONE),
    related("임원에게 강사비", kind="lecture", withholding="other", person_name="이 누리", payee_name="이 누리"),
    Plant("자기 조직이 받는 곳(사업자번호)", ("payee_number", "related"), (buy("tree", 230_000, payee_business_number=GRANTEES_NUMBER),)),
    Plant("자기 조직이 받는 곳(이름)", ("payee_number", "related"), (buy("tree", 230_000, payee_name="예시나무협동조합"),)),
    Plant("같은 사람이 맡은 다른 조직이 받는 곳", ("related",), (buy("tree", 230_000, payee_name="예시 쌍둥이 협동조합"),)),
)

OUTSIDE = tuple(
    Plant(f"협약 기간 밖: {says}", ("outside", REFUSED), (buy("tree", 120_000, on),))
    for says, on in (("하루 전", date(YEAR, 2, 28)), ("하루 뒤", date(YEAR, 12, 1)), ("협약을 맺기 전", date(YEAR, 3, 4)))
)

PEOPLE = (
    person("한 협약에서 한 달에 두 번", fee("tree", day(4, 7), "고은솔"), fee("tree", day(4, 21), "고은솔")),
    person("두 협약, 띄어 쓴 이름", fee("tree", day(4, 8), "문 새벽"), fee("river", day(4, 22), "문새벽")),
    person("이름 뒤 직함", fee("tree", day(4, 9), "민초록", birth=None), fee("river", day(4, 23), "민초록 강사", birth=None)),
    person("괄호 직함", fee("tree", day(4, 10), "변노을", birth=None), fee("leaf", day(4, 24), "변노을(퍼실리테이터)", birth=None)),
    person("급여와 강사비", buy("tree", 2_000_000, day(4, 24), category="labor", kind="labor", person_name="표다운", payee_name="표다운",
            person_birth_year=1980),
           fee("river", day(4, 14), "표다운", birth=1980)),
    person("물품으로 적은 사례비", fee("tree", day(4, 13), "추바름"), buy("tree", 120_000, day(4, 27), kind="goods", payee_name="추바름", memo="진행 사례")),
    person("두 조직이 준 사례비가 급여만큼 됨", fee("tree", day(9, 8), "탁가람", amount=1_200_000), fee("river", day(9, 22), "탁가람", amount=1_000_000)),
    person("한쪽은 태어난 해를 비움", fee("tree", day(4, 14), "금한울"), fee("twin", day(4, 28), "금한울", birth=None)),
)  # fmt: skip

CARDS = (
    card("05:59", TUESDAY, time(5, 59), "night"),
    card("23:00", TUESDAY, time(23), "night"),
    card("00:10", TUESDAY, time(0, 10), "night"),
    card("회의비 23:40", TUESDAY, time(23, 40), "night", "meeting"),
    card("일요일", day(6, 14), time(13), "holiday"),
    card("추석", day(9, 25), time(13), "holiday"),
    card("대체공휴일", day(8, 17), time(13), "holiday"),
    card("토요일 회의비", day(6, 13), time(13), "holiday", "meeting"),
    Plant("카드 시간: '구독'이라 적은 밤 결제", ("night",), (buy("tree", 90_000, kind="card", used_at=time(1, 20), memo="모임 정기결제"),)),
    Plant("카드 시간: 까닭 칸에 점 하나", ("night",), (buy("tree", 90_000, kind="card", used_at=time(2), facts={"off_hours_why": "."}),)),
)

QUOTES = (
    Plant("견적서가 없음", ("quotes_missing",), (buy("tree", 1_500_000),)),
    Plant("견적서 한 부", ("quotes_missing",), (buy("tree", 1_500_000, category="listed"),)),
    alike("상호만 다르게 적음", {"author": "(주)예시 한빛", "amount": 1_200_000}, {"author": "예시한빛 주식회사", "amount": 1_300_000}),
    alike("이름은 둘, 번호는 하나", {"author": "예시 갑", "amount": 1_200_000, "number": number_of(730)},
          {"author": "예시 을", "amount": 1_300_000, "number": number_of(730)}),
    alike("이름 뒤에 적은 번호가 하나", {"author": f"예시 병 {number_of(731)}", "amount": 1_200_000},
          {"author": f"예시 정({number_of(731)})", "amount": 1_300_000}),
    Plant("같은 곳의 견적서: 같은 파일 두 부", ("quotes_alike",), (buy("tree", 1_200_000, kind="goods", files={"quotation": ("words", "one-offer")}),)),
)  # fmt: skip

OTHERS = (
    Plant("없는 사업자번호", ("payee_number", REFUSED), (buy("tree", 110_000, payee_business_number="124-81-00999"),)),
    Plant("원천징수를 하지 않은 강사비", ("untaxed", REFUSED), (fee("tree", TUESDAY, "제갈결", withholding=""),)),
    Plant("물품으로 적은 강의 사례비", ("untaxed",), (buy("tree", 400_000, kind="goods", payee_name="맹누리", memo="특강 사례비"),)),
    Plant("카드가 아닌 개인에게 준 자문료", ("untaxed",), (buy("tree", 400_000, kind="goods", payee_name="봉하람", memo="디자인 자문료"),)),
    Plant("운영비로 산 노트북", ("asset",), (buy("tree", 940_000, category="operating", memo="노트북 1대", kind="goods"),)),
    Plant(
        "운영비로 산 복합기", ("asset",), (buy("tree", 620_000, category="operating", memo="복합기 구입", kind="card", used_at=time(14)),)
    ),
    Plant("운영비로 산 책상", ("asset",), (buy("tree", 560_000, category="operating", memo="회의용 책상과 의자", kind="goods"),)),
    Plant("토너를 끼워 산 프린터", ("asset",), (buy("tree", 560_000, category="operating", memo="프린터와 토너", kind="goods"),)),
)

PLANTS = (*INVOICES, *FILES, *SPLITS, *RELATED, *OUTSIDE, *PEOPLE, *CARDS, *QUOTES, *OTHERS)
