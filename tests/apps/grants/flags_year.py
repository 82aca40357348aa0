"""An invented year (예시) of grants: expenses as real groups have them, with nothing wrong, made in rows from one seed."""

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from dure.apps.cases.models import Case
from dure.apps.grants.models import Agreement, BudgetVersion, Spending, SpendingEvidence
from dure.apps.grants.rules.flags import name_key
from dure.apps.people.facade import Account, Member, Party
from dure.kernel.clock import seoul
from dure.kernel.period import is_working_day
from dure.platform.models import StoredFile
from tests.apps.grants import makers

YEAR = 2026
SIGNED = seoul(YEAR, 3, 3, 10)
FIRST, LAST = date(YEAR, 3, 1), date(YEAR, 12, 31)
CATEGORIES = [
    {"key": "labor", "title": "인건비"},
    {"key": "program", "title": "사업비"},
    {"key": "running", "title": "운영비"},
    {"key": "equipment", "title": "장비·시설비"},
]
_FAMILY = "김이박최정강조윤장임한오서신권황안송류전"
_GIVEN = ("하나", "두리", "세찬", "나래", "다솜", "마루", "보람", "소담", "아름", "한결", "가온", "바다", "새봄", "여울", "은솔")
_THINGS = ("문구", "포장재", "식재료", "청소용품", "전단 종이", "행사 다과", "화분", "공구", "천과 실", "컵과 접시")


def business_number(stem: int) -> str:
    """A number with the right check digit."""
    digits = [int(digit) for digit in f"{stem:09d}"]
    total = sum(digit * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)) + digits[8] * 5 // 10
    return "".join(map(str, digits)) + str((10 - total % 10) % 10)


def _place(number: int) -> dict[str, str]:
    """Where a card was used: near home, and now and then far away with a word about why."""
    if number % 40 == 0:
        return {"payee_address": "부산광역시 예시구 예시로 7", "far_why": "부산 판매전에 참가해서 씀"}
    return {"payee_address": f"{('서울 예시구', '경기도 예시시', '인천 예시구')[number % 3]} 예시로 {number}"}


@dataclass
class Paper:
    kind: str
    content: str
    reused: bool = False
    at: datetime | None = None


@dataclass
class Shop:
    name: str
    number: str


@dataclass
class Made:
    """An expense that will be written as a row, with its papers."""

    row: Spending
    papers: list[Paper]


@dataclass
class Year:
    """Agreements, their expenses, and one dice for everything. While it is tidy, who uses the card on a day off says why."""

    seed: int = 20260301
    agreements: list[Agreement] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    counted: int = 0
    tidy: bool = True
    taught: set[tuple[str, int, date]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        people = [f"예시 {family}{given}" for family in _FAMILY for given in _GIVEN]
        self.dice.shuffle(people)
        self.lecturers = [(name, 1960 + place % 35) for place, name in enumerate(people[:24])]
        self.lecturers.append((people[0], 1991))
        self.workers = people[40:80]
        self.shops = [
            Shop(f"예시 {thing} 가게 {place}", business_number(101_81_0000 + place * 7)) for place, thing in enumerate(_THINGS * 5)
        ]
        self.landlords = [Shop(f"예시 빌딩 {place}", business_number(220_81_0000 + place * 11)) for place in range(30)]

    def next(self) -> int:
        self.counted += 1
        return self.counted

    def opened(self, agreements: int = 14) -> "Year":
        """Four programs; every seventh party has two agreements."""
        rounds = [makers.round_of(budget_categories=CATEGORIES) for _ in range(4)]
        parties = [self.party(place) for place in range(agreements - agreements // 7)]
        for place in range(agreements):
            self.agree(parties[place % len(parties)], rounds[(place + place // len(parties)) % len(rounds)])
        return self

    def party(self, place: int) -> Party:
        number = business_number(113_82_0000 + place * 13)
        about = {"phone": f"02{3000 + place:04d}{1000 + place:04d}", "address": f"서울시 예시구 예시로 {place + 1}길 {place * 3 + 2}"}
        party = Party.objects.create(kind="organization", name=f"예시 마을조합 {place}", business_number=number, sample=True, **about)
        for role in ("representative", "editor"):
            account = Account.objects.create(
                email=f"year-{place}-{role}@example.org", name=f"예시 {'대표' if role == 'representative' else '실무'}{place}", sample=True
            )
            Member.objects.create(party=party, account=account, role=role, since=SIGNED)
        return party

    def agree(self, party: Party, found: Any) -> Agreement:
        number = self.next()
        case = Case.objects.create(
            round=found,
            party=party,
            title="예시 사업",
            outcome="running",
            asked=50_000_000,
            terms_sha256=found.version.sha256,
            started_at=SIGNED,
            receipt_number=5000 + number,
            receipt=f"예시-해-{number:04d}",
            submitted_at=SIGNED,
            submitted_by_name="예시 대표",
            sample=True,
        )
        paper = self.file(case, f"agreement {number}")
        paper.save()
        agreement = Agreement.objects.create(
            case=case,
            number=f"{YEAR}-예시-협약-{number}",
            state="signed",
            amount=50_000_000,
            own_money=10_000_000,
            starts_on=FIRST,
            ends_on=LAST,
            fiscal_year=YEAR,
            document_sha256=paper.sha256,
            file=paper,
            offered_at=SIGNED,
            grantee_signed_at=SIGNED,
            grantee_signed_by_id=1,
            center_signed_at=SIGNED,
            center_signed_by_id=2,
            drafted_at=SIGNED,
            sample=True,
        )
        self.agreements.append(agreement)
        return agreement

    def file(self, owner: Any, content: str, at: datetime | None = None) -> StoredFile:
        digest = hashlib.sha256(content.encode()).hexdigest()
        return StoredFile(
            token=f"year-{self.next()}",
            owner_kind=owner._meta.label_lower,
            owner_id=owner.pk or 0,
            purpose="evidence",
            name="예시.pdf",
            size=10,
            sha256=digest,
            media_type="application/pdf",
            at=at or SIGNED,
            sample=True,
        )

    def spend(self, agreement: Agreement, kind: str, amount: int, day: date, shop: Shop | None = None, **more: Any) -> Made:
        """One expense with papers of its own; `papers` beside them, `invoice` unless given."""
        papers = list(more.pop("papers", ()))
        number = self.next()
        said = {
            "category": "program",
            "source": "grant",
            "memo": "예시 재료",
            "payee_name": shop.name if shop else "예시 가게",
            "payee_business_number": shop.number if shop else "",
            "invoice_number": f"{day:%Y%m%d}{number:016d}" if kind != "card" else f"{self.dice.randrange(10**8):08d}",
            **more,
        }
        if kind in {"card", "meeting"} and not is_working_day(day) and self.tidy:
            said.setdefault("facts", {"off_hours_why": "쉬는 날 모임에 씀"})
        if kind in {"card", "meeting"} and self.tidy:
            said["facts"] = {**_place(number), **said.get("facts", {})}
        row = Spending(
            agreement=agreement,
            kind=kind,
            amount=amount,
            spent_on=day,
            state="filed",
            filed_at=SIGNED + timedelta(days=200),
            filed_by_id=1,
            payee_key=name_key(said["payee_name"]),
            **said,
        )
        own = [Paper(paper, f"{paper} {number}") for paper in ("payment_voucher", "tax_invoice", "transfer_confirmation")]
        made = Made(row, own + papers)
        self.made.append(made)
        return made

    def working_day(self, month: int) -> date:
        """Any day from Monday to Friday after the agreement was signed; holidays are not left out."""
        while True:
            day = date(YEAR, month, self.dice.randrange(5, 28))
            if day.weekday() < 5:
                return day

    def saturday(self, month: int) -> date:
        day = date(YEAR, month, 6)
        return day + timedelta(days=(5 - day.weekday()) % 7 + 7 * self.dice.randrange(3))

    def price(self, least: int, most: int) -> int:
        return self.dice.randrange(least // 100, most // 100) * 100

    def filled(self) -> "Year":
        """Every agreement's year."""
        for place, agreement in enumerate(list(self.agreements)):
            self.rents(agreement, self.landlords[place])
            self.shopping(agreement, self.dice.sample(self.shops, 5))
            self.teaching(agreement)
            self.working_together(agreement, place)
            if place % 2:
                self.wages(agreement, self.workers[place], 1980 + place)
        return self

    def rents(self, agreement: Agreement, landlord: Shop) -> None:
        """The same sum each month, with the same lease uploaded again and again."""
        rent = self.price(300_000, 900_000)
        lease = Paper("lease", f"lease of {agreement.pk}")
        for month in range(3, 13):
            self.spend(
                agreement, "rental", rent, date(YEAR, month, 25), landlord, category="running", memo=f"{month}월 임차료", papers=[lease]
            )

    def shopping(self, agreement: Agreement, shops: list[Shop]) -> None:
        """Small change at one shop by day, now and then on the very same day; bigger things with a bill, above a million with two quotes."""
        for _ in range(9):
            day = self.working_day(self.dice.randrange(3, 13))
            at = time(self.dice.randrange(8, 22), self.dice.randrange(60))
            self.spend(agreement, "card", self.price(8_000, 190_000), day, shops[0], used_at=at, memo=f"{self.dice.choice(_THINGS)} 구입")
        for _ in range(5):
            day, shop = self.working_day(self.dice.randrange(3, 13)), self.dice.choice(shops)
            source = self.dice.choice(("grant", "own"))
            self.spend(
                agreement, "goods", self.price(120_000, 980_000), day, shop, source=source, memo=f"{self.dice.choice(_THINGS)} 여러 개"
            )
        number = self.next()
        quotes = [Paper("quotation", f"quote {number} {place}") for place in (1, 2)]
        facts = {"quotes": [{"author": shop.name, "number": shop.number} for shop in shops[:2]]}
        price = self.price(1_100_000, 4_000_000)
        self.spend(
            agreement, "goods", price, self.working_day(6), shops[1], papers=quotes, facts=facts, memo="냉장 진열장", category="equipment"
        )
        copy = Paper("business_registration", f"registration of {shops[2].number}")
        for month in (5, 9):
            self.spend(
                agreement, "printing", self.price(150_000, 700_000), self.working_day(month), shops[2], memo="전단 5,000장", papers=[copy]
            )

    def teaching(self, agreement: Agreement) -> None:
        """Lecturers who go from group to group, on a day of its own each; some have namesakes."""
        for month in (4, 6, 9, 11):
            name, born = self.dice.choice(self.lecturers)
            fee = self.dice.choice((200_000, 300_000, 400_000))
            taxes = {"withholding": "other", "income_tax": fee * 8 // 100, "local_tax": fee * 8 // 1000}
            resume = Paper("resume", f"resume of {name} {born}")
            day = self.working_day(month)
            while (name, born, day) in self.taught:  # one person paid by two projects on one day is no clean year
                day = self.working_day(month)
            self.taught.add((name, born, day))
            said = {"payee_name": name, "person_name": name, "person_birth_year": born, "memo": "협동조합 교육 강사비", "papers": [resume]}
            self.spend(agreement, "lecture", fee, day, None, invoice_number="", **taxes, **said)

    def wages(self, agreement: Agreement, name: str, born: int) -> None:
        """One half-time worker, the same sum each month."""
        said = {"payee_name": name, "person_name": name, "person_birth_year": born, "category": "labor"}
        contract = Paper("employment_contract", f"contract of {name}")
        for month in range(4, 12):
            self.spend(
                agreement,
                "labor",
                1_150_000,
                date(YEAR, month, 25),
                None,
                memo=f"{month}월 급여",
                invoice_number="",
                papers=[contract],
                **said,
            )

    def working_together(self, agreement: Agreement, place: int) -> None:
        """Meetings, travel, and two market days at a weekend whose reason is said."""
        for month in (3, 7, 10):
            self.spend(
                agreement,
                "meeting",
                self.price(30_000, 120_000),
                self.working_day(month),
                self.dice.choice(self.shops),
                memo="운영회의 다과",
            )
        for month in (5, 8):
            self.spend(
                agreement, "travel", self.price(20_000, 90_000), self.working_day(month), None, invoice_number="", memo="견학 교통비"
            )
        for month in (5, 10):
            at, shop = time(self.dice.randrange(9, 19), 30), self.dice.choice(self.shops)
            reasons = {"memo": "마을장터 재료"} if place % 2 else {"memo": "재료", "facts": {"off_hours_why": "토요일 나눔 모임에 씀"}}
            self.spend(agreement, "card", self.price(40_000, 250_000), self.saturday(month), shop, used_at=at, source="own", **reasons)

    def written(self) -> "Year":
        """Every expense as a row, its papers, and a budget in which nothing is left behind."""
        rows = Spending.objects.bulk_create([made.row for made in self.made])
        papers = [(row, paper) for row, made in zip(rows, self.made, strict=True) for paper in made.papers]
        files = StoredFile.objects.bulk_create([self.file(row, paper.content, paper.at) for row, paper in papers])
        SpendingEvidence.objects.bulk_create(
            SpendingEvidence(spending=row, kind=paper.kind, file=file, reused=paper.reused)
            for (row, paper), file in zip(papers, files, strict=True)
        )
        self.budgets()
        return self

    def budgets(self) -> None:
        """What was planned is a little more than what was spent."""
        versions = []
        for agreement in self.agreements:
            spent: dict[tuple[str, str], int] = {}
            for made in self.made:
                if made.row.agreement_id == agreement.pk:
                    place = (made.row.category, made.row.source)
                    spent[place] = spent.get(place, 0) + made.row.amount
            rows = [{"category": key, "source": source, "amount": amount * 10 // 9} for (key, source), amount in spent.items()]
            versions.append(self.budget(agreement, rows))
        BudgetVersion.objects.bulk_create(versions)

    def budget(self, agreement: Agreement, rows: list[dict[str, Any]], number: int = 1) -> BudgetVersion:
        return BudgetVersion(
            agreement=agreement, number=number, state="approved", rows=rows, why="예시", asked_at=SIGNED, judged_at=SIGNED, judged_by_id=2
        )


def clean_year(seed: int = 20260301) -> Year:
    """The year in which nothing is wrong."""
    year = Year(seed).opened().filled()
    year.tidy = False
    return year
