"""Cases that are planted into the invented year (예시): what is wrong, on which expense, and against which other one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from dure.apps.cases.models import Partner
from dure.apps.grants.models import Agreement, BankFile, BankLine, BudgetVersion, Spending
from dure.apps.grants.rules.flags import Finding
from dure.apps.grants.words.flags import FlagKind
from dure.apps.money.models import PayeeAccount, PayeeAccountVersion
from dure.apps.people.facade import Account, Member, Party
from dure.platform.models import StoredFile
from tests.apps.grants.flags_year import SIGNED, YEAR, Made, Paper, Shop, Year, business_number

Found = Mapping[tuple[int, str, int | None], Finding]
TUESDAY = date(YEAR, 6, 16)


@dataclass
class Planted:
    """One case. With `other` both sides must be found, and another party's by the number of its agreement only."""

    kind: FlagKind
    made: Made
    other: Made | None = None
    afterwards: Callable[[], Any] = lambda: None

    @property
    def title(self) -> str:
        return f"{self.kind}: {self.made.row.memo}"

    def after_writing(self) -> None:
        self.afterwards()

    def is_among(self, found: Found) -> bool:
        mine, theirs = self.made.row, self.other.row if self.other else None
        if theirs is None:
            return (mine.pk, self.kind, None) in found
        here, there = found.get((mine.pk, self.kind, theirs.pk)), found.get((theirs.pk, self.kind, mine.pk))
        return here is not None and there is not None and _names(here, mine, theirs) and _names(there, theirs, mine)


def _names(finding: Finding, mine: Spending, other: Spending) -> bool:
    if mine.agreement.case.party_id == other.agreement.case.party_id:
        return f"{other.amount:,}원" in finding.says
    told = f"{other.amount:,}원" in finding.says or (other.payee_name != mine.payee_name and other.payee_name in finding.says)
    return other.agreement.number in finding.says and not told


def plant(year: Year) -> list[Planted]:
    """Forty cases and more, two and more of each kind that is about an expense."""
    found: list[Planted] = []
    for sow in (_repeated, _split, _persons, _hours_and_days, _papers, _payees, _things, _later):
        found += sow(year)
    return found


def _repeated(year: Year) -> list[Planted]:
    a, b, c, *_ = year.agreements
    shop, other = Shop("예시 두번 상사", business_number(301_81_0001)), Shop("예시 세번 상사", business_number(301_81_0100))
    number = "202606161234567890123456"
    first = year.spend(a, "goods", 412_300, TUESDAY, shop, invoice_number=number, memo="같은 계산서 1")
    second = year.spend(
        b, "goods", 398_700, TUESDAY + timedelta(days=70), other, invoice_number=f"{number[:8]}-{number[8:]}", memo="같은 계산서 2"
    )
    third = year.spend(c, "card", 88_000, TUESDAY, shop, invoice_number="31415926", used_at=time(12), memo="같은 전표 1")
    fourth = year.spend(c, "card", 88_000, TUESDAY, shop, invoice_number="31415926", used_at=time(12), memo="같은 전표 2")
    slip = Paper("tax_invoice", "one slip photographed twice")
    fifth = year.spend(a, "card", 61_200, TUESDAY, shop, papers=[slip], used_at=time(11), memo="같은 파일 1")
    sixth = year.spend(b, "card", 62_300, TUESDAY + timedelta(days=3), other, papers=[slip], used_at=time(11), memo="같은 파일 2")
    lease = Paper("lease", "one lease in two programs")
    seventh = year.spend(a, "rental", 500_000, TUESDAY, shop, papers=[lease], category="running", memo="같은 임대차 1")
    eighth = year.spend(c, "rental", 490_000, TUESDAY, other, papers=[lease], category="running", memo="같은 임대차 2")
    pairs = ((FlagKind.SAME_INVOICE, first, second), (FlagKind.SAME_INVOICE, third, fourth))
    files = ((FlagKind.SAME_FILE, fifth, sixth), (FlagKind.SAME_FILE, seventh, eighth))
    return [Planted(kind, one, two) for kind, one, two in (*pairs, *files)]


def _split(year: Year) -> list[Planted]:
    a, b, *_ = year.agreements
    printer, hall = Shop("예시 나눔 인쇄", business_number(302_81_0001)), Shop("예시 설비", business_number(302_81_0200))
    halves = [
        year.spend(a, "printing", price, TUESDAY + timedelta(days=n), printer, memo=f"전단 {n}")
        for n, price in enumerate((561_000, 527_000))
    ]
    parts = [
        year.spend(b, "goods", 371_000, TUESDAY + timedelta(days=2 * n), Shop(name, ""), memo=f"안내판 {n}")
        for n, name in enumerate(("예시 간판", "(주)예시간판", "주식회사 예시 간판"))
    ]
    big = [
        year.spend(b, "contract", 2_871_000, TUESDAY + timedelta(days=n), hall, memo=f"공사 {n}", category="equipment") for n in range(2)
    ]
    below = [
        year.spend(a, "goods", price, TUESDAY + timedelta(days=40 * n), None, payee_name=f"예시 끝자리 {n}", memo=f"바로 아래 {n}")
        for n, price in enumerate((990_000, 960_000))
    ]
    return [
        Planted(FlagKind.SPLIT, *halves),
        Planted(FlagKind.SPLIT, parts[0], parts[1]),
        Planted(FlagKind.SPLIT, parts[1], parts[2]),
        Planted(FlagKind.SPLIT, *big),
        *(Planted(FlagKind.JUST_BELOW, one) for one in below),
    ]


def _person(year: Year, agreement: Agreement, kind: str, day: date, name: str, born: int | None = 1970, **more: Any) -> Made:
    taxes = {"withholding": "other", "income_tax": 24_000, "local_tax": 2_400} if kind == "lecture" else {}
    said = {"payee_name": name, "person_name": name, "person_birth_year": born, "invoice_number": "", **taxes, **more}
    return year.spend(agreement, kind, 300_000, day, None, **said)


def _persons(year: Year) -> list[Planted]:
    a, b, c, d, *_ = year.agreements
    wage = _person(year, a, "labor", date(YEAR, 7, 25), "예시 겹침하나", memo="겹친 급여 1")
    again = _person(year, b, "labor", date(YEAR, 7, 10), "예시 겹침하나", memo="겹친 급여 2")
    morning = _person(year, c, "lecture", date(YEAR, 7, 7), "예시 겹침둘", memo="겹친 강의 1 강사비")
    evening = _person(year, d, "lecture", date(YEAR, 7, 7), "예시 겹침둘", memo="겹친 강의 2 강사비")
    salary = _person(year, c, "labor", date(YEAR, 8, 25), "예시 겹침셋", memo="급여와 강의 1")
    talk = _person(year, d, "lecture", date(YEAR, 8, 11), "예시 겹침셋", None, memo="급여와 강의 2 강사비")
    no_tax = {"withholding": "", "income_tax": 0, "local_tax": 0}
    bare = _person(year, a, "lecture", date(YEAR, 9, 8), "예시 세금없음", memo="세금 없음 1", **no_tax)
    as_goods = year.spend(b, "goods", 350_000, date(YEAR, 9, 8), None, payee_name="예시 멘토", memo="자문료로 준 돈")
    return [
        Planted(FlagKind.PAID_TWICE, wage, again),
        Planted(FlagKind.PAID_TWICE, morning, evening),
        Planted(FlagKind.PAID_TWICE, salary, talk),
        Planted(FlagKind.UNTAXED, bare),
        Planted(FlagKind.UNTAXED, as_goods),
    ]


def _hours_and_days(year: Year) -> list[Planted]:
    a, b, *_ = year.agreements
    shop = Shop("예시 밤가게", business_number(303_81_0001))

    def card(agreement: Agreement, day: date, at: time, memo: str) -> Made:
        return year.spend(agreement, "card", year.price(20_000, 90_000), day, shop, used_at=at, memo=memo)

    nights = [card(a, TUESDAY, time(23, 40), "밤 1"), card(b, TUESDAY, time(2, 5), "밤 2"), card(b, TUESDAY, time(5, 59), "밤 3")]
    off = [
        card(a, date(YEAR, 6, 20), time(13), "쉬는 날 재료"),
        card(b, date(YEAR, 9, 25), time(15), "추석 연휴 물건"),
        card(a, date(YEAR, 10, 9), time(10), "한글날 물건"),
    ]
    away = [
        year.spend(
            a, "card", 41_000, TUESDAY, None, facts={"payee_address": "부산광역시 해운대구 예시로 3"}, used_at=time(13), memo="먼 곳의 점심"
        ),
        year.spend(
            b, "meeting", 52_000, TUESDAY, None, facts={"payee_address": "제주 제주시 예시로 4"}, used_at=time(15), memo="먼 곳의 다과"
        ),
    ]
    early = year.spend(a, "goods", 210_000, date(YEAR, 3, 2), None, payee_name="예시 앞선 가게", memo="협약 전")
    before = year.spend(b, "goods", 220_000, date(YEAR, 2, 20), None, payee_name="예시 앞선 가게 2", memo="시작 전")
    late = year.spend(b, "goods", 230_000, date(YEAR + 1, 1, 5), None, payee_name="예시 늦은 가게", memo="끝난 뒤")
    return [
        *(Planted(FlagKind.NIGHT, one) for one in nights),
        *(Planted(FlagKind.HOLIDAY, one) for one in off),
        *(Planted(FlagKind.FAR, one) for one in away),
        *(Planted(FlagKind.OUTSIDE, one) for one in (early, before, late)),
    ]


def _papers(year: Year) -> list[Planted]:
    a, b, *_ = year.agreements
    shop = Shop("예시 견적 상사", business_number(304_81_0001))
    one = [Paper("quotation", "only one quote")]
    missing = [
        year.spend(a, "goods", 1_320_000, TUESDAY, shop, memo="견적 없음", category="equipment"),
        year.spend(b, "printing", 2_210_000, date(YEAR, 5, 12), shop, memo="견적 한 부", papers=one),
    ]
    two = [Paper("quotation", "quote by one hand 1"), Paper("quotation", "quote by one hand 2")]
    said = {"quotes": [{"author": "(주)예시 한손", "number": ""}, {"author": "예시한손 주식회사", "number": ""}]}
    alike = [
        year.spend(a, "goods", 1_520_000, date(YEAR, 7, 14), shop, memo="한 손 견적", papers=two, facts=said),
        year.spend(
            b,
            "goods",
            1_620_000,
            date(YEAR, 8, 18),
            shop,
            memo="같은 견적",
            papers=[Paper("quotation", "twin quote"), Paper("quotation", "twin quote")],
        ),
    ]
    return [*(Planted(FlagKind.QUOTES_MISSING, made) for made in missing), *(Planted(FlagKind.QUOTES_ALIKE, made) for made in alike)]


def _payees(year: Year) -> list[Planted]:
    a, b, c, d, *_ = year.agreements
    own, party = a.case.party, b.case.party
    wrong = year.spend(b, "goods", 140_000, TUESDAY, Shop("예시 틀린번호", "1248100999"), memo="틀린 번호")
    self_paid = year.spend(a, "goods", 150_000, TUESDAY, Shop("예시 자기거래", own.business_number or ""), memo="자신에게")
    same_name = year.spend(b, "goods", 160_000, TUESDAY, None, payee_name=f"(사){party.name}", memo="자신의 이름")
    said = {"payee_representative": "예시 대표0", "payee_phone": "", "payee_address": ""}
    related = [
        year.spend(a, "goods", 171_000, TUESDAY, Shop("예시 가족 상점", ""), memo="대표가 같음", facts=said),
        year.spend(b, "goods", 172_000, TUESDAY, _registered("예시 전화 상점", 1, phone=party.phone), memo="전화가 같음"),
        year.spend(c, "goods", 173_000, TUESDAY, _registered("예시 주소 상점", 2, address=c.case.party.address), memo="주소가 같음"),
        year.spend(d, "goods", 174_000, TUESDAY, _with_account(d.case.party), memo="계좌가 같음"),
        year.spend(a, "goods", 175_000, TUESDAY, _partner_of(a), memo="참여 단체"),
        year.spend(b, "goods", 176_000, TUESDAY, _led_by(party), memo="구성원의 회사"),
        _person(year, c, "lecture", date(YEAR, 10, 6), _editor(c.case.party), memo="구성원의 강사비"),
    ]
    return [
        *(Planted(FlagKind.PAYEE_NUMBER, made) for made in (wrong, self_paid, same_name)),
        *(Planted(FlagKind.RELATED, made) for made in related),
    ]


def _registered(name: str, place: int, **more: Any) -> Shop:
    number = business_number(305_81_0000 + place * 17)
    Party.objects.create(kind="organization", name=name, business_number=number, sample=True, **more)
    return Shop(name, number)


def _with_account(grantee: Party) -> Shop:
    shop = _registered("예시 계좌 상점", 3)
    for party in (grantee, Party.objects.get(business_number=shop.number)):
        PayeeAccountVersion.objects.create(
            payee=PayeeAccount.objects.create(party=party),
            number=1,
            bank_code="004",
            holder_name="예시",
            sealed_number="sealed",
            number_hash="a" * 64,
            last_digits="1234",
            state="verified",
            proposed_at=SIGNED,
            proposed_by_id=1,
            proposed_by_name="예시",
            judged_at=SIGNED,
            judged_by_id=2,
            hold_until=SIGNED,
        )
    return shop


def _partner_of(agreement: Agreement) -> Shop:
    shop = Shop("예시 참여 단체", business_number(306_82_0001))
    Partner.objects.create(case=agreement.case, name=shop.name, business_number=shop.number)
    return shop


def _led_by(grantee: Party) -> Shop:
    shop = _registered("예시 구성원 회사", 4)
    member = Member.objects.filter(party=grantee, role="editor").select_related("account").get()
    namesake = Account.objects.create(email="namesake@example.org", name=member.account.name, sample=True)
    Member.objects.create(party=Party.objects.get(business_number=shop.number), account=namesake, role="representative", since=SIGNED)
    return shop


def _editor(party: Party) -> str:
    return Member.objects.filter(party=party, role="editor").select_related("account").get().account.name


def _things(year: Year) -> list[Planted]:
    a, b, *_ = year.agreements
    bought = [
        year.spend(a, "goods", 941_500, TUESDAY, None, payee_name="예시 전자", memo="사무용 노트북 1대", category="running"),
        year.spend(b, "card", 653_000, TUESDAY, None, payee_name="예시 사진관", memo="홍보 카메라", used_at=time(14)),
    ]
    return [Planted(FlagKind.ASSET, made) for made in bought]


def _later(year: Year) -> list[Planted]:
    a, b, *_ = year.agreements
    shop = Shop("예시 취소 상점", business_number(307_81_0001))
    paid = [
        year.spend(a, "card", 77_700, TUESDAY, shop, used_at=time(15), memo="취소된 카드"),
        year.spend(b, "goods", 312_345, TUESDAY, shop, memo="되돌아온 이체"),
    ]
    late = SIGNED + timedelta(days=250)
    judged = {"state": "accepted", "judged_at": SIGNED + timedelta(days=240), "judged_by_id": 2}
    changed = [
        year.spend(a, "goods", 87_650, TUESDAY, shop, memo="더한 증빙", papers=[Paper("photo", "came later", at=late)]),
        year.spend(b, "goods", 97_650, TUESDAY, shop, memo="지운 증빙", papers=[Paper("photo", "went later")]),
    ]
    for made in changed:
        for name, value in judged.items():
            setattr(made.row, name, value)
    lines = [("card", a, 77_700, "예시취소상점 승인취소"), ("bank", b, 312_345, "예시 취소 상점")]
    backs = [lambda said=said: _came_back(*said) for said in lines]
    return [
        *(Planted(FlagKind.REFUNDED, made, afterwards=back) for made, back in zip(paid, backs, strict=True)),
        Planted(FlagKind.PAPER_CHANGED, changed[0]),
        Planted(FlagKind.PAPER_CHANGED, changed[1], afterwards=lambda: _went(changed[1])),
    ]


def _came_back(kind: str, agreement: Agreement, amount: int, payee: str) -> None:
    file = BankFile.objects.create(agreement=agreement, kind=kind, name="예시.csv", sha256=kind[0] * 64, table=[], received_at=SIGNED)
    on = TUESDAY + timedelta(days=9)
    BankLine.objects.create(file=file, agreement=agreement, fingerprint=kind, on=on, amount=amount, incoming=True, payee=payee)


def _went(made: Made) -> None:
    paper = made.row.evidence.get(kind="photo")
    StoredFile.objects.filter(pk=paper.file_id).update(removed_at=SIGNED + timedelta(days=260))


def planted_on_agreements(year: Year) -> set[tuple[int, str]]:
    """Two agreements whose own share stays behind and two with a line that is hardly used."""
    year.written()
    behind, empty = year.agreements[:2], year.agreements[2:4]
    for agreement in (*behind, *empty):
        rows = [dict(row) for row in agreement.budget_versions.get().rows]
        for row in rows:
            if agreement in behind and row["source"] == "own":
                row["amount"] *= 3
        if agreement in empty:
            rows.append({"category": "equipment", "source": "grant", "amount": 20_000_000})
        BudgetVersion.objects.bulk_create([year.budget(agreement, rows, number=2)])
    return {*((one.pk, "own_share") for one in behind), *((one.pk, "underused") for one in empty)}
