"""One invented grant (예시), made by the real verbs step by step, so that a test may begin where it wants."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from dure.apps.cases.actions.running import lay_out_runs
from dure.apps.cases.models import BudgetRow, Case
from dure.apps.grants import actions
from dure.apps.grants.actions.agreements import Draft
from dure.apps.grants.actions.spendings import Bill
from dure.apps.grants.models import Agreement
from dure.apps.grants.queries.flags import undecided
from dure.apps.money import actions as payments
from dure.apps.money import facade as money
from dure.apps.money.actions.payments import bound_now
from dure.apps.people.facade import Party
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.platform import dues, events, triggers
from dure.platform.actor import Actor, MemberRole, Role
from dure.platform.catalog.definition import sha256_of

NOON = seoul(2026, 3, 10, 12)
"""A Tuesday."""
YEAR = 2026
HOUSE = Actor.system("test", via="command")
_numbers = count(1)


def seat(account_id: int, *roles: Role) -> Actor:
    """Somebody in a seat of the center."""
    return Actor(account_id, f"예시 직원 {account_id}", 100 + account_id, "예시 자리", 1, "center", "", frozenset(roles), ())


OFFICER, FINANCE = seat(11, Role.OFFICER), seat(12, Role.FINANCE)
APPROVER, SECOND_APPROVER = seat(13, Role.APPROVER), seat(14, Role.APPROVER)
AUDITOR = seat(15, Role.AUDITOR)


def stage(order: int, kind: str, label: str, **more: Any) -> dict[str, Any]:
    """A stage of the definition."""
    name = "-".join(str(piece) for piece in (kind, more.get("which"), more.get("turn")) if piece)
    return {"key": name, "order": order, "kind": kind, "label": label, "window": {}, **more}


PAID_LIFE = (
    stage(1, "agreement", "협약"),
    stage(2, "disbursement", "1차 교부", turn=1, share=70),
    stage(3, "report", "중간보고", which="interim"),
    stage(4, "disbursement", "2차 교부", turn=2, share=30, gate="interim"),
    stage(5, "report", "결과보고", which="final"),
    stage(6, "settlement", "정산"),
    stage(7, "showcase", "성과공유"),
)
FREE_LIFE = (stage(1, "agreement", "입주 협약"),)


def document(stages: tuple[dict[str, Any], ...], **more: Any) -> dict[str, Any]:
    """A definition's canonical document with a life."""
    question = {"key": "done", "label": "한 일", "kind": "long_text", "required": True, "longest": 500}
    forms = [
        {"which": which, "title": title, "sections": [{"key": "work", "title": "추진 내용", "questions": [question]}]}
        for which, title in (("interim", "중간보고서"), ("final", "결과보고서"))
    ]
    life = {
        "stages": list(stages),
        "payment_mode": "in_advance" if len(stages) > 1 else "none",
        "agreement_terms": [
            {"title": "목적", "text": "예시 협약의 목적을 정합니다."},
            {"title": "정산", "text": "남은 돈과 이자를 반납합니다."},
        ],
        "report_forms": forms,
        "budget_categories": [
            {"key": "labor", "title": "인건비", "evidence": ["payroll", "transfer_confirmation"]},
            {"key": "program", "title": "사업비"},
        ],
        **more,
    }
    return {"schema": 1, "year": YEAR, "title": "예시 협동화 지원", "stages": [], "life": life}


def round_of(stages: tuple[dict[str, Any], ...] = PAID_LIFE, **more: Any) -> programs.Round:
    """An open round of a program with that life."""
    number = next(_numbers)
    edition, _ = programs.Edition.objects.get_or_create(year=YEAR, defaults={"title": f"{YEAR}년", "kind": "current", "opened_at": NOON})
    program = programs.Program.objects.create(
        edition=edition, slug=f"example-program-{number}", title="예시 협동화 지원", field="cooperation", order=number, sample=True
    )
    said = document(stages, **more)
    version = programs.DefinitionVersion.objects.create(
        program=program, number=1, document=said, sha256=sha256_of(said), schema_number=1, created_at=NOON
    )
    return programs.Round.objects.create(
        program=program,
        number=1,
        title="예시 모집",
        version=version,
        legal_basis="entrusted",
        payment_mode="in_advance",
        budget_line_key="growth",
        sample=True,
    )


def case_in(found: programs.Round, *, grant: int = 50_000_000, own: int = 10_000_000, party: Party | None = None) -> Case:
    """A selected case whose first stage has begun; without a party it is of a new one."""
    number = next(_numbers)
    party = party or Party.objects.create(kind="organization", name=f"예시 협동조합 {number}", legal_form="cooperative", sample=True)
    case = Case.objects.create(
        round=found,
        party=party,
        title="예시 함께 쓰는 부엌",
        outcome="running",
        asked=grant,
        own_money=own,
        terms_sha256=found.version.sha256,
        started_at=NOON,
        receipt_number=number,
        receipt=f"예시-{number:04d}",
        submitted_at=NOON,
        submitted_by_name="예시 대표",
        sample=True,
    )
    BudgetRow.objects.create(case=case, order=1, category="labor", grant=grant * 2 // 5, own=0)
    BudgetRow.objects.create(case=case, order=2, category="program", grant=grant - grant * 2 // 5, own=own)
    with transaction.atomic():
        lay_out_runs(case, programs.terms_of(found.pk), at=NOON)
    return case


def pdf(name: str = "예시.pdf", content: str = "") -> SimpleUploadedFile:
    """An upload that is a PDF; different words make a different file."""
    return SimpleUploadedFile(name, f"%PDF-1.7 예시 {content or next(_numbers)}".encode())


def papers(*kinds: str, content: str = "") -> list[tuple[str, SimpleUploadedFile]]:
    """One upload per kind of evidence."""
    return [(kind, pdf(content=f"{content}{kind}" if content else "")) for kind in kinds]


LABOR = ("payroll", "transfer_confirmation")
USUAL = ("payment_voucher", "tax_invoice", "transfer_confirmation")


@dataclass
class Life:
    """A case, and the verbs that carry it on. `at` moves an hour with each."""

    case: Case
    at: datetime = NOON
    agreement: Agreement = None  # type: ignore[assignment]

    @property
    def grantee(self) -> Actor:
        """The representative."""
        return Actor(account_id=21, name="예시 대표", parties=((self.case.party_id, MemberRole.REPRESENTATIVE),))

    @property
    def officer(self) -> Actor:
        """Who decides flags here."""
        return OFFICER

    def who(self, by: Actor) -> dict[str, Any]:
        self.at += timedelta(hours=1)
        return {"by": by, "at": self.at}

    def drafted(self) -> Agreement:
        draft = Draft(date(YEAR, 3, 1), date(YEAR, 12, 31), own_money=self.case.own_money, line_key="")
        self.agreement = actions.draft_agreement(case_id=self.case.pk, draft=draft, **self.who(OFFICER))
        return self.agreement

    def offered(self) -> Agreement:
        self.drafted()
        self.agreement = actions.offer_agreement(agreement_id=self.agreement.pk, **self.who(OFFICER))
        return self.agreement

    def signed(self, by: Actor = APPROVER) -> Agreement:
        seen = {"agreement_id": self.offered().pk, "seen": self.agreement.document_sha256}
        actions.sign_as_grantee(typed_name="예시 대표", **seen, **self.who(self.grantee))
        self.agreement = actions.sign_as_center(typed_name=by.name, **seen, **self.who(by))
        return self.agreement

    def with_payee(self) -> None:
        """The party's account, verified by a second person."""
        version = payments.propose_payee(
            party_id=self.case.party_id, bank_code="004", holder_name="예시 조합", account_number="123-456-789012", **self.who(self.grantee)
        )
        payments.verify_payee(version_id=version.pk, **self.who(FINANCE))

    def ask(self, number: int) -> money.PaymentOrder:
        return actions.ask_tranche(agreement_id=self.agreement.pk, number=number, **self.who(self.grantee))

    def paid(self, number: int) -> money.PaymentOrder:
        """Asked, prepared, approved and confirmed by different hands; then the worker tells it."""
        order = payments.prepare_payment(order_id=self.ask(number).pk, **self.who(OFFICER))
        order = payments.approve_payment(order_id=order.pk, seen=bound_now(order), **self.who(APPROVER))
        order = payments.confirm_paid(order_id=order.pk, bank_reference=f"예시-{order.pk:04d}", paid_on=self.at.date(), **self.who(FINANCE))
        self.tell()
        return order

    def tell(self) -> None:
        """The worker's turn."""
        events.deliver_due(at=self.at)

    def spent(self, amount: int, source: str = "grant", category: str = "program", **more: Any):
        """An expense that was entered."""
        kinds = LABOR if category == "labor" else USUAL
        fields = {"spent_on": NOON.date(), "payee_name": "예시 상점", "memo": "예시 재료", **more}
        bill = Bill(category=category, source=source, amount=amount, **fields)
        return actions.file_spending(agreement_id=self.agreement.pk, bill=bill, papers=papers(*kinds), **self.who(self.grantee))

    def accepted(self, amount: int, source: str = "grant", category: str = "program"):
        """An expense the center accepted with a word, which decides what was seen of it too."""
        spent = self.spent(amount, source, category)
        return actions.judge_spending(spending_id=spent.pk, accepted=True, clause="증빙을 보고 인정함", **self.who(FINANCE))

    def reported(self, which: str):
        """A report that was written and handed in."""
        own = {"agreement_id": self.agreement.pk, "which": which}
        actions.save_report(section="work", data={"done": "예시로 한 일"}, version=0, **own, **self.who(self.grantee))
        return actions.hand_in_report(**own, **self.who(self.grantee))

    def report_accepted(self, which: str):
        return actions.accept_report(report_id=self.reported(which).pk, **self.who(OFFICER))

    def settlement_handed_in(self, interest: int = 12_345):
        """With the flags of the agreement as a whole decided."""
        settlement = actions.hand_in_settlement(
            agreement_id=self.agreement.pk, interest=interest, note="", statement=pdf("통장.pdf"), **self.who(self.grantee)
        )
        decide_flags(self.agreement.pk, by=self.officer, at=self.at)
        return settlement

    def up_to_settlement(self, *, labor: int = 20_000_000, program: int = 26_000_000, own: int = 8_000_000) -> Agreement:
        """Paid in full, with accepted expenses; the settlement is the next thing to do."""
        self.signed()
        self.with_payee()
        self.paid(1)
        self.report_accepted("interim")
        self.paid(2)
        for amount, source, category in ((labor, "grant", "labor"), (program, "grant", "program"), (own, "own", "program")):
            if amount:
                self.accepted(amount, source, category)
        self.report_accepted("final")
        return self.agreement


def allotted(amount: int = 100_000_000) -> None:
    """The line of the year has its money."""
    with transaction.atomic():
        money.open_line(year=YEAR, key="growth", title="예시 기업성장")
        money.allot(year=YEAR, line_key="growth", amount=amount, subject_key=f"{YEAR}:growth:1", by=HOUSE, at=NOON)


def life(stages: tuple[dict[str, Any], ...] = PAID_LIFE, **more: Any) -> Life:
    """A selected case on a line with money."""
    if len(stages) > 1 and not money.line_sums(YEAR):
        allotted()
    amounts = {"grant": 50_000_000, "own": 10_000_000} if len(stages) > 1 else {"grant": 0, "own": 0}
    return Life(case_in(round_of(stages, **more), **amounts))


def waiting_for(by: Actor, at: datetime = NOON) -> list[dues.Due]:
    """Everything that waits for somebody, of every sort."""
    return [line for _sort, lines in dues.waiting_for(by, at) for line in lines]


def decide_flags(agreement_id: int, *, by: Actor = OFFICER, at: datetime = NOON) -> None:
    """An officer has seen everything that waits and found it explained."""
    for flag in undecided().filter(agreement_id=agreement_id).order_by("pk"):
        actions.decide_flag(flag_id=flag.pk, verdict="cleared", why="증빙과 설명을 보고 확인함", by=by, at=at)


def forget_guards() -> None:
    """The control: drop every trigger, so that a lie can be written."""
    with connection.cursor() as cursor:
        for guard in triggers.declared():
            on = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
