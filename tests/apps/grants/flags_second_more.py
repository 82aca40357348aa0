"""The other three kinds of grantees (예시): houses that live of wages, of words and pictures, and homes that are shared."""

from datetime import date, time, timedelta

from tests.apps.grants.flags_second_pen import MONTHS, YEAR, Pen, hour, is_working_day, on_weekday, withdrawn_before

STAFF = ("가람솔", "나은별", "다정한")


def _working_day_before(day: date) -> date:
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def care_and_cleaning(pen: Pen, place: int) -> None:
    """Wages by one bulk transfer under one payroll. Who pays on the first of the next month pays earlier when that is a Sunday."""
    who, chance = pen.grantee.key, pen.chance
    for month in MONTHS[:-1]:
        first = date(YEAR, month + 1, 1)
        day = _working_day_before(first if who == "cleaning" else date(YEAR, month, 25))
        kinds = ("payroll", "transfer_confirmation", "insurance", "withholding_report", "work_log")
        shared = {kind: f"{who}:{month}:{kind}" for kind in kinds}
        for turn, name in enumerate(STAFF):
            person = name if who == "care" else f"{name}이"
            papers = {**shared, "employment_contract": f"{who}:{person}:contract"}
            pen.write(
                "labor",
                2_156_880,
                day,
                person,
                f"{month}월분 급여",
                kind="labor",
                person_name=person,
                person_birth_year=1968 + turn,
                shared=papers,
            )
    for month in MONTHS:
        pen.write(
            "program",
            pen.near(low=40_000, high=190_000),
            pen.workday(month),
            f"예시 위생 {who}",
            "세제와 장갑",
            kind="card",
            used_at=hour(chance),
        )
    if pen.grantee.members_company:
        pen.write("program", 380_000, pen.workday(6), pen.grantee.members_company, "이불 세탁 40채",
                  facts={"contract": "조합원 업체. 시장값 견주어 같은 값, 이사회에서 당사자를 빼고 의결함"},
                  quotes=[{"author": pen.grantee.members_company, "amount": 380_000}, {"author": "예시 빨래터", "amount": 430_000}])  # fmt: skip
    for turn in range(2):
        pen.write("asset", 690_000, on_weekday(5 + 3 * turn, 1), "예시 청소기계", "바닥 청소기")
    pen.write("program", 25_000, date(YEAR, 5, 1), "예시 약국", "방문 돌봄 구급약", kind="card", used_at=time(10, 5),
              facts={"off_hours_why": "노동절에도 나가는 방문 돌봄"})  # fmt: skip


def words_and_pictures(pen: Pen, place: int) -> None:
    """Freelancers with 3.3 % each month, a subscription, three issues at one shop under one price list, a contract in three parts."""
    who = pen.grantee.key
    for month in MONTHS:
        name = ("모아름", "소담이")[place % 2]
        pen.write("labor", 600_000, pen.workday(month), name, f"{month}월 편집 외주 사례", kind="labor", withholding="business", person_name=name,
                  person_birth_year=1990, shared={"employment_contract": f"{who}:{name}:contract"})  # fmt: skip
        pen.write("operating", 29_000, date(YEAR, month, 15), "예시클라우드", "편집 프로그램 월 구독 정기결제", kind="card")
    prices = {"quotation": f"{who}:price-list"}
    for month in (4, 7, 10):
        pen.write("program", 880_000, pen.workday(month), "예시 한울인쇄", f"소식지 {month}월호 인쇄", kind="printing",
                  quotes=[{"author": "예시 한울인쇄", "amount": 880_000}, {"author": "예시 미리인쇄", "amount": 910_000}], shared=prices)  # fmt: skip
    offers = [{"author": "예시 조사연구소", "amount": 12_000_000}, {"author": "예시 리서치", "amount": 13_200_000}]
    facts = {"contract": "조사 용역 계약 12,000,000원, 세 번에 나누어 지급"}
    contract = {
        kind: f"{who}:survey:{kind}" for kind in ("contract", "task_order", "bankbook_copy", "business_registration", "tax_clearance")
    }
    for part, month, amount in (("선금", 4, 3_600_000), ("중도금", 7, 4_800_000), ("잔금", 11, 3_600_000)):
        pen.write(
            "program",
            amount,
            pen.workday(month),
            "예시 조사연구소",
            f"조사 용역 {part}",
            kind="contract",
            quotes=offers,
            facts=facts,
            shared=contract,
        )
    for month in (5, 9):
        day = pen.workday(month)
        for seat in ("1호차 3A", "1호차 3B"):
            pen.write("program", 53_400, day, "예시철도", f"현장 취재 승차권 {seat}", kind="travel")
        pen.write("meeting", 96_000, day, "예시 식당", "취재 회의 식사 8명", kind="meeting", used_at=time(19, 30))


def homes(pen: Pen, place: int) -> None:
    """Residents meet in the evening and on Saturdays; paint in a contract's two parts; what was refused comes again with the same papers."""
    who, chance = pen.grantee.key, pen.chance
    for month in MONTHS:
        saturday = month % 2 == 0
        day = on_weekday(month, 5, 2) if saturday else pen.workday(month)
        facts = {"off_hours_why": "주민이 모일 수 있는 토요일 총회"} if saturday else {}
        pen.write("meeting", pen.near(low=40_000, high=120_000), day, f"예시 다과 {who}", f"{month}월 주민회의 다과", kind="meeting",
                  used_at=time(15 if saturday else 21, 30), facts=facts)  # fmt: skip
        pen.write(
            "program",
            pen.near(low=30_000, high=170_000),
            pen.workday(month),
            "예시 종묘",
            "텃밭 모종과 흙",
            kind="card",
            used_at=hour(chance),
        )
    facts = {"contract": "도색 공사 계약 9,000,000원, 선금 50%·준공금 50%"}
    offers = [{"author": "예시 도색", "amount": 9_000_000}, {"author": "예시 페인트", "amount": 9_700_000}]
    contract = {
        kind: f"{who}:paint:{kind}" for kind in ("contract", "task_order", "bankbook_copy", "business_registration", "tax_clearance")
    }
    for part, month in (("선금", 5), ("준공금", 8)):
        pen.write(
            "program",
            4_500_000,
            pen.workday(month),
            "예시 도색",
            f"복도 도색 {part} 50%",
            kind="contract",
            quotes=offers,
            facts=facts,
            shared=contract,
        )
    for month in (6, 10):
        again = pen.write("program", pen.near(low=200_000, high=300_000), pen.workday(month), f"예시 공구 {who}", "공용 공구")
        pen.entries.insert(-1, withdrawn_before(again))
    for turn, name in enumerate(("우담비", "채우리")):
        person = f"{name}{'' if who == 'house' else '나'}"
        pen.write("program", 120_000, pen.workday(7 + turn), person, "층간소음 상담 자문", kind="lecture", withholding="other", person_name=person,
                  person_birth_year=1975)  # fmt: skip
