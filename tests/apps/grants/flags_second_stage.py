"""Five agreements (예시) on which the wrongs of flags_second_plants.py are done by the real verbs, and companies that are near to one of them."""

from datetime import date
from io import BytesIO
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageEnhance

from dure.apps.cases.models import BudgetRow
from dure.apps.grants import actions
from dure.apps.grants.actions.agreements import Draft
from dure.apps.grants.actions.spendings import Bill
from dure.apps.grants.models import Flag, Spending
from dure.apps.grants.queries.weighing import weigh
from dure.apps.money import actions as payments
from dure.apps.people.facade import Account, Member, Party
from dure.kernel.clock import seoul
from dure.kernel.errors import Refused
from dure.platform.actor import Actor, MemberRole
from tests.apps.grants import makers
from tests.apps.grants.flags_second_pen import YEAR, hash_of
from tests.apps.grants.flags_second_plants import (
    GRANTEES_NUMBER,
    OFFICERS_PHONE,
    OWNER_COMPANY,
    REFUSED,
    SAME_ACCOUNT,
    SAME_ADDRESS,
    SAME_PHONE,
    Buy,
    Plant,
)
from tests.apps.grants.flags_second_year import CATEGORIES

LATE = seoul(YEAR, 12, 20, 10)
LISTED = {"key": "listed", "title": "기자재비", "evidence": ["tax_invoice", "transfer_confirmation", "quotation"]}
ADDRESS = "서울특별시 은평구 예시로 12, 3층 301호"


def photo(seed: str, way: str) -> SimpleUploadedFile:
    """A receipt as a telephone sees it: paper on a table, lines of figures, grain. The same seed is the same shot."""
    chance = Random(seed)
    grain = Image.frombytes("L", (1200, 1600), chance.randbytes(1200 * 1600))
    shot = grain.point(lambda value: 88 + value * 80 // 256).convert("RGB")
    draw = ImageDraw.Draw(shot)
    left, top = chance.randint(120, 260), chance.randint(80, 200)
    draw.rectangle((left, top, left + 760, top + 1240), fill=(236, 234, 228))
    for line in range(24):
        draw.text(
            (left + 60, top + 60 + line * 48), "".join(chance.choice("0123456789 ") for _ in range(18)), fill=(40, 40, 44), font_size=40
        )
    if way == "smaller":
        shot = shot.resize((600, 800))
    if way == "brighter":
        shot = ImageEnhance.Brightness(shot).enhance(1.12)
    kind = {"in-pdf": "PDF", "png": "PNG"}.get(way, "JPEG")
    held = BytesIO()
    shot.save(held, kind, **({"quality": 70 if way == "smaller" else 88} if kind == "JPEG" else {}))
    name = {"PDF": "스캔.pdf", "PNG": "영수증.png"}.get(kind, "영수증.jpg")
    return SimpleUploadedFile(name, held.getvalue())


class Stage:
    """Who spends: tree and its second agreement leaf, twin of the same people, river of others, and tree's agreement of last year."""

    def __init__(self) -> None:
        makers.allotted(5_000_000_000)
        people = [
            Account.objects.create(email=f"nm{turn}@example.kr", name=name, phone=f"0107777000{turn}")
            for turn, name in enumerate(("김가온", "이누리"))
        ]
        self.lives: dict[str, makers.Life] = {}
        tree = self._grantee("tree", "예시 나무 협동조합", people, business_number=GRANTEES_NUMBER, address=ADDRESS, phone="0227001000")
        self._grantee("leaf", "", (), party=tree)
        self._grantee("old", "", (), party=tree, days=(date(YEAR - 1, 3, 1), date(YEAR - 1, 12, 31)))
        self._grantee("twin", "예시 쌍둥이 협동조합", people[:1])
        self._grantee("river", "예시 강물 협동조합", [Account.objects.create(email="nm9@example.kr", name="정마루")])
        self._companies(people)

    def _grantee(
        self, key: str, name: str, people, *, party: Party | None = None, days=(date(YEAR, 3, 1), date(YEAR, 11, 30)), **more
    ) -> Party:
        found = makers.round_of(budget_categories=[{"key": key, "title": title} for key, title in CATEGORIES] + [LISTED])
        case = makers.case_in(found, grant=600_000_000, own=60_000_000, party=party)
        if party is None:
            party = case.party
            Party.objects.filter(pk=party.pk).update(name=name, **more)
            for account in people:
                Member.objects.create(party=party, account=account, role="representative", since=makers.NOON)
        case.party.refresh_from_db()
        BudgetRow.objects.filter(case=case).delete()
        for order, category in enumerate([*(key for key, _title in CATEGORIES), LISTED["key"]], 1):
            BudgetRow.objects.create(case=case, order=order, category=category, grant=100_000_000, own=10_000_000)
        life = makers.Life(case)
        drafted = actions.draft_agreement(
            case_id=case.pk, draft=Draft(*days, own_money=case.own_money, line_key=""), **life.who(makers.OFFICER)
        )
        life.agreement = actions.offer_agreement(agreement_id=drafted.pk, **life.who(makers.OFFICER))
        seen = {"agreement_id": drafted.pk, "seen": life.agreement.document_sha256}
        actions.sign_as_grantee(typed_name="예시 대표", **seen, **life.who(life.grantee))
        life.agreement = actions.sign_as_center(typed_name=makers.APPROVER.name, **seen, **life.who(makers.APPROVER))
        life.at = LATE
        self.lives[key] = life
        return party

    def _companies(self, people) -> None:
        tree = self.lives["tree"].case.party
        said = {
            OWNER_COMPANY: {"name": "예시 해오름상사 주식회사"},
            SAME_ADDRESS: {"name": "예시 같은 주소", "address": "서울 은평구 예시로 12 (3층, 301호)"},
            SAME_PHONE: {"name": "예시 같은 전화", "phone": "02-2700-1000"},
            SAME_ACCOUNT: {"name": "예시 같은 계좌"},
            OFFICERS_PHONE: {"name": "예시 임원 전화", "phone": "010-7777-0001"},
        }
        made = {
            number: Party.objects.create(kind="organization", business_number=number, sample=True, **columns)
            for number, columns in said.items()
        }
        Member.objects.create(party=made[OWNER_COMPANY], account=people[1], role="representative", since=makers.NOON)
        for party in (tree, made[SAME_ACCOUNT]):
            by = Actor(account_id=people[0].pk, name="김가온", parties=((party.pk, MemberRole.REPRESENTATIVE),))
            version = payments.propose_payee(
                party_id=party.pk, bank_code="004", holder_name="예시", account_number="777-88-999000", by=by, at=makers.NOON
            )
            payments.verify_payee(version_id=version.pk, by=makers.FINANCE, at=makers.NOON)

    def do(self, plant: Plant) -> set[str]:
        """Enter its expenses; what was said of them. A refusal says it too."""
        done: list[Spending] = []
        for place, one in enumerate(plant.buys):
            try:
                done.append(self._enter(one, payee=f"예시 심은 가게 {hash_of(plant.says)}{'' if len(plant.buys) < 3 else place}"))
            except Refused as refused:
                if any("남았어요" in reason for reason in refused.reasons):
                    raise  # the budget of the stage is too small, which says nothing about the wrong
                return {REFUSED}
        return set(Flag.objects.filter(spending__in=done).values_list("kind", flat=True))

    def _enter(self, one: Buy, payee: str) -> Spending:
        life, more = self.lives[one.who], dict(one.more)
        extra, judged = more.pop("extra", ()), more.pop("judged", None)
        category, source = more.pop("category", "program"), more.pop("source", "grant")
        bill = Bill(category, source, one.amount, one.day, **{"payee_name": payee, "memo": "예시로 산 것", **more})
        wanted = [paper.kind for paper in weigh(life.agreement, bill).wanted for _copy in range(paper.copies)]
        papers = [(kind, self._upload(*one.files[kind]) if kind in one.files else makers.pdf()) for kind in (*wanted, *extra)]
        own_day = seoul(YEAR - 1, 12, 20, 10) if one.day.year < YEAR else life.at
        filed = actions.file_spending(agreement_id=life.agreement.pk, bill=bill, papers=papers, by=life.grantee, at=own_day)
        if judged is False:
            actions.judge_spending(spending_id=filed.pk, accepted=False, clause="목적에 맞지 않는 지출", by=makers.FINANCE, at=life.at)
        return filed

    def _upload(self, way: str, content: str) -> SimpleUploadedFile:
        return makers.pdf(content=content) if way == "words" else photo(content, way)
