"""How seven kinds of grantees spend honestly (예시): each function writes one grantee's year. What looks odd says why it is not."""

from datetime import date, time, timedelta

from tests.apps.grants.flags_second_more import care_and_cleaning, homes, words_and_pictures
from tests.apps.grants.flags_second_pen import FIRST, LAST, MONTHS, YEAR, Pen, hour, on_weekday

PRINTER = "예시 한울인쇄"
"""One printing shop that many use."""


def everyday(pen: Pen) -> None:
    """Rent, telephone, insurance, stationery: equal each month, some of it drawn on a Sunday by itself."""
    who, chance = pen.grantee.key, pen.chance
    rent, phone, drawn = chance.randrange(30, 70) * 10_000, chance.choice((33_000, 45_100, 55_000)), chance.choice((5, 12, 21, 25))
    for month in MONTHS:
        day = date(YEAR, month, min(25, 28))
        pen.write("operating", rent, day, f"예시 건물 {who}", f"{month}월 임차료", kind="rental", shared={"lease": f"{who}:lease"})
        drawn_on = date(YEAR, month, drawn)
        pen.write("operating", phone, drawn_on, "예시통신", f"{month}월 인터넷 요금 자동납부", kind="card", source="own")
    for month in (4, 10):
        pen.write("operating", 152_300, pen.workday(month), "예시손해보험", "화재·배상 보험료 반년분", source="own")
    for month in (3, 5, 8, 11):
        amount = pen.near(low=18_000, high=160_000)
        pen.write("operating", amount, pen.workday(month), "예시 문구", "복사용지와 토너", kind="card", used_at=hour(chance))
    pen.write("program", pen.near(low=60_000, high=90_000), (FIRST, LAST)[len(who) % 2], PRINTER, "안내문 인쇄", kind="printing")


def both(pen: Pen, category: str, amount: int, day: date, payee: str, memo: str, **more) -> None:
    """One invoice of which the grant pays nine tenths and the own share one: the same number and the same papers on both lines."""
    number = f"{day:%Y%m%d}-{pen.chance.randrange(10**8):08d}-{pen.chance.randrange(10**8):08d}"
    own = amount // 10
    shared = {
        kind: f"{pen.grantee.key}:{number}:{kind}"
        for kind in ("tax_invoice", "payment_voucher", "acceptance_record", "transfer_confirmation")
    }
    pen.write(category, amount - own, day, payee, f"{memo} (보조금 90%)", number=number, shared=shared, **more)
    pen.write(category, own, day, payee, f"{memo} (자부담 10%)", number=number, shared=shared, source="own", **more)


def quotes(*authors: str, least: int = 0) -> list[dict[str, object]]:
    return [{"author": author, "amount": least + place * 70_000} for place, author in enumerate(authors)]


def kitchen(pen: Pen, place: int) -> None:
    """Groceries at one grocer, two ovens of one price on one day, a class on a Saturday, the market before dawn is over."""
    who, chance = pen.grantee.key, pen.chance
    for month in MONTHS:
        for turn in (0, 2):
            day = on_weekday(month, 3, turn)
            pen.write(
                "program",
                pen.near(low=190_000, high=290_000),
                day,
                f"예시 청과 {who}",
                "도시락 재료",
                kind="card",
                used_at=hour(chance, 6, 10),
            )
    for turn in range(3):
        for weekday in (0, 3):
            day = on_weekday(11, weekday, turn)
            facts = {"contract": "식자재 단가계약(2026.3.2.)에 따른 주 2회 납품"}
            pen.write("program", pen.near(low=310_000, high=390_000), day, f"예시 식자재 {who}", "주 2회 납품 식자재", facts=facts)
    oven_day, offers = pen.workday(4), quotes("예시 주방설비", "예시 키친마트", least=890_000)
    for site in ("1호점", "2호점"):
        pen.write("asset", 890_000, oven_day, "예시 주방설비", f"{site} 오븐", quotes=offers)
    pen.write("meeting", 84_000, on_weekday(6, 5, 1), "예시 분식", "토요일 요리교실 뒤 평가 회의 다과", kind="meeting", used_at=time(13, 10),
              facts={"off_hours_why": "토요일 요리교실 참가자와 평가 회의"})  # fmt: skip
    pen.write("program", 145_000, pen.workday(9), "예시 새벽시장", "김장 채소", kind="card", used_at=time(6, 0))
    both(
        pen,
        "program",
        1_980_000,
        pen.workday(7),
        "예시 포장재",
        "도시락 용기",
        quotes=quotes("예시 포장재", "예시 용기나라", least=1_980_000),
    )


LECTURERS = ("김도담", "이슬찬", "박한결", "정초롱")


def teaching(pen: Pen, place: int) -> None:
    """Lecturers who come again in other months, two of them under one roster, one with an officer's family name."""
    who, chance = pen.grantee.key, pen.chance
    for month in MONTHS:
        day, roster = pen.workday(month), f"{who}:{month}:roster"
        for turn in (0, 1):
            name = LECTURERS[(month + 2 * turn + place) % 4] + ("" if place == 2 else "솔")
            fee = chance.choice((100_000, 200_000, 300_000))
            resume = {"resume": f"{who}:{name}:resume", "bankbook_copy": f"{who}:{name}:bankbook", "attendance_roster": roster}
            pen.write("program", fee, day, name, f"{month}월 강좌 강사비", kind="lecture", withholding="other", person_name=name,
                      person_birth_year=1970 + len(name) + turn, shared=resume)  # fmt: skip
    for turn, (what, amount) in enumerate((("전단", 180_000), ("현수막", 95_000), ("교재", 240_000))):
        pen.write("program", amount, on_weekday(5, turn, 2), PRINTER, f"봄 강좌 {what}", kind="printing")
    for month in (5, 10):
        pen.write("program", 330_000, on_weekday(month, 5, 2), "예시 도시락집", "토요일 발표회 식사 30명", kind="card", used_at=time(11, 40),
                  facts={"off_hours_why": "토요일 발표회 참가자 점심"})  # fmt: skip
        pen.write("program", 250_000, on_weekday(month, 5, 2), "예시 구민회관", "발표회 대관", kind="rental")
    pen.write("asset", 780_000, pen.workday(4), "예시 전자마트", "빔프로젝터", quotes=quotes("예시 전자마트", "예시 가전", least=780_000))
    for _turn in range(2):
        pen.write("program", 59_800, pen.workday(8), "예시철도", "강사 승차권", kind="travel")


def events(pen: Pen, place: int) -> None:
    """A feast on a Saturday: stalls, tents, parking three times a day, loading late at night; each with its reason."""
    who, chance = pen.grantee.key, pen.chance
    for month in (4, 6, 9):
        feast = on_weekday(month, 5, 1)
        why = {"off_hours_why": f"{month}월 토요장터 행사 당일"}
        for shop, what in (("예시 얼음", "얼음"), ("예시 떡집", "떡"), ("예시 마트", "음료"), ("예시 철물", "끈과 테이프")):
            pen.write("program", pen.near(low=30_000, high=190_000), feast, f"{shop} {who}", f"장터 {what}", kind="card",
                      used_at=hour(chance, 8, 17), facts=why)  # fmt: skip
        for turn in range(3):
            pen.write("program", 3_000, feast, "예시 공영주차장", f"운반 차량 주차 {turn + 1}", kind="travel")
        pen.write("program", 220_000, feast - timedelta(days=1), "예시 택배화물", "천막 운반", kind="card", used_at=time(22, 59))
        both(pen, "program", 1_650_000, feast - timedelta(days=4), "예시 천막", "천막과 음향 빌림",
             quotes=quotes("예시 천막", "예시 음향", least=1_650_000))  # fmt: skip
        name = ("한별빛", "노을지", "하얀솔")[month // 3 - 1] + ("" if who == "feast" else "나")
        pen.write(
            "program", 400_000, feast, name, "공연 사례", kind="lecture", withholding="business", person_name=name, person_birth_year=1981
        )
    late = on_weekday(9, 4, 0)
    pen.write("program", 88_000, late, "예시 주유소", "밤 철거 차량 기름", kind="card", used_at=time(23, 20),
              facts={"off_hours_why": "행사 뒤 밤 철거, 운행일지 붙임"})  # fmt: skip
    for turn, amount in enumerate((150_000, 88_000, 210_000)):
        pen.write("program", amount, on_weekday(8, turn, 3), PRINTER, f"가을 장터 홍보물 {turn + 1}", kind="printing")


def making(pen: Pen, place: int) -> None:
    """Machines of one price in two months, a price tag just below a million, an invoice paid in two parts, timber of a member's yard."""
    who, chance = pen.grantee.key, pen.chance
    for month in (4, 9):
        offers = quotes("예시 공구상", "예시 기계", least=1_450_000)
        pen.write("asset", 1_450_000, pen.workday(month), "예시 공구상", "재단기", quotes=offers)
    pen.write("asset", 990_000, pen.workday(5), "예시 전자마트", "노트북", quotes=quotes("예시 전자마트", "예시 컴퓨터", least=990_000))
    pen.write("operating", 528_000, pen.workday(6), "예시 사무기", "프린터 토너 8개", source="own")
    pen.write("operating", 66_000, pen.workday(7), "예시 사무기", "복합기 빌린 값", kind="rental")
    number, first = f"{YEAR}0512-{who}-0001", date(YEAR, 5, 13)
    offers = quotes("예시 시제품연구소", "예시 금형", least=4_000_000)
    for part, day in (("선금", first), ("잔금", first + timedelta(days=43))):
        pen.write("program", 2_000_000, day, "예시 시제품연구소", f"시제품 제작 400만원 중 {part} 50%", number=number, quotes=offers,
                  facts={"contract": "시제품 제작 계약 4,000,000원, 선금·잔금 50%씩"}, shared={"tax_invoice": f"{number}:invoice"})  # fmt: skip
    for month in MONTHS:
        for shop in ("예시 부자재", "예시 목재상"):
            amount = pen.near(low=70_000, high=260_000)
            pen.write("program", amount, pen.workday(month), f"{shop} {who}", "만드는 재료", kind="card", used_at=hour(chance, 9, 18))
    if pen.grantee.members_company:
        pen.write("program", 640_000, pen.workday(10), pen.grantee.members_company, "탁자 상판 목재",
                  facts={"contract": "조합원 업체. 견적 3곳 가운데 가장 낮고 이사회에서 당사자를 빼고 의결함"},
                  quotes=quotes(pen.grantee.members_company, "예시 목재상", "예시 합판", least=640_000))  # fmt: skip
    pen.write("program", 121_000, pen.workday(3), f"{pen.grantee.name} 연합회", "공동 전시 참가비")


WAYS = {
    "kitchen": kitchen,
    "teaching": teaching,
    "wages": care_and_cleaning,
    "events": events,
    "making": making,
    "media": words_and_pictures,
    "housing": homes,
}
