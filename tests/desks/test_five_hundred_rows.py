"""The lists of public money at no row, a few and five hundred: as many queries for many as for few, and what one page cannot show the next one does."""

from http import HTTPStatus

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Flag, RefundOrder, Settlement, Spending
from dure.apps.labor.models import Claim
from dure.apps.money import facade as money
from dure.apps.money.models import BudgetLine, Entry, PaymentOrder, TransferFile, TransferLine
from dure.apps.people.models import Party
from dure.desks.staff.queries import dashboard, duties_of
from dure.platform.verbs import Key
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, AUDITOR, FINANCE, OFFICER
from tests.apps.labor import makers as labor
from tests.apps.money import makers as ledger
from tests.apps.people import makers as people

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 500
ONE_PAGE_MORE = 501


class NoMessages(BaseStorage):
    """A page that tells nothing in passing."""

    def _get(self, *_args, **_kwargs):
        return [], True

    def _store(self, *_args, **_kwargs):
        return []


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path
    settings.DURE_SCANNER = "off"


def page(name, *args, by, query="", at=makers.NOON):
    """The page's words and the number of queries it took."""
    path = reverse(name, args=args)
    request = RequestFactory().get(path + query)
    request.actor, request.at, request.key, request.session = by, at, Key(""), {}
    request._messages = NoMessages(request)
    found = resolve(path)
    with CaptureQueriesContext(connection) as asked:
        response = found.func(request, *found.args, **found.kwargs)
        words = b"".join(response).decode() if response.streaming else response.content.decode()
    request.close()
    assert response.status_code == HTTPStatus.OK
    return words, len(asked)


def copied(row, how_many, **changed):
    """The row so many times more, each with the values that `changed` says for its number."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    made = [type(row)(**kept | {name: say(number) for name, say in changed.items()}) for number in range(1, how_many + 1)]
    return type(row).objects.bulk_create(made)


def grown(row, to, **changed):
    """Copies of the row until its table holds so many."""
    there = type(row).objects.count()
    return copied(row, to - there, **{name: lambda number, say=say: say(there + number) for name, say in changed.items()})


def holds(look, grow, *, within):
    """The list takes as many queries for five hundred rows as for three, and not more than it may."""
    grow(FEW)
    look()  # what a process reads once does not count
    few = look()[1]
    grow(MANY)
    words, many = look()
    assert many == few <= within
    return words


def agreements(life, to):
    """Parties with a case and an agreement like the first one's, until there are so many."""
    first = life.agreement
    how_many = to - Agreement.objects.count()
    start = Agreement.objects.count()
    parties = copied(life.case.party, how_many, name=lambda number: f"예시 복사 단체 {start + number}")
    number_of = {
        "receipt_number": lambda n: start + n + 10_000,
        "receipt": lambda n: f"예시-{start + n + 10_000}",
        "party_id": lambda n: parties[n - 1].pk,
    }
    files = copied(life.case, how_many, **number_of)
    return copied(first, how_many, case_id=lambda n: files[n - 1].pk, number=lambda n: f"{first.number}-{start + n}")


@pytest.fixture
def asked():
    """One payment that waits to be prepared."""
    life = makers.life()
    life.signed()
    life.with_payee()
    life.ask(1)
    return life


@pytest.mark.parametrize("tab", ["prepare", "approve", "confirm", "done"])
def test_payments(asked, tab):
    order = PaymentOrder.objects.get()
    words = holds(
        lambda: page("money:payments", by=FINANCE, query=f"?tab={tab}"),
        lambda to: grown(order, to, subject_key=lambda number: f"{order.subject_key}-{number}"),
        within=12,
    )
    assert ("page=2" in words) is (tab == "prepare")


def test_transfer_files():
    file = TransferFile.objects.create(
        digest=f"{9999:064x}", count=1, amount=1_000, made_at=makers.NOON, made_by_id=FINANCE.account_id, made_by_name="예시"
    )
    assert "page=2" in holds(
        lambda: page("money:transfers", by=AUDITOR), lambda to: grown(file, to, digest=lambda number: f"{number:064x}"), within=10
    )


def test_the_payments_of_one_transfer_file():
    ledger.ledger()
    order = ledger.approved(amount=1_000)
    file = TransferFile.objects.create(
        digest=f"{9999:064x}", count=1, amount=order.amount, made_at=makers.NOON, made_by_id=FINANCE.account_id, made_by_name="예시"
    )
    line = TransferLine.objects.create(file=file, order=order, amount=order.amount, approval_hash="0" * 64)

    def grow(to):
        orders = grown(order, to, subject_key=lambda number: f"{order.subject_key}-{number}")
        copied(line, to - TransferLine.objects.count(), order_id=lambda number: orders[number - 1].pk)

    assert "page=2" in holds(lambda: page("money:transfer-file", file.pk, by=AUDITOR), grow, within=12)


@pytest.fixture
def paid():
    """Paid once, with one expense that waits to be checked."""
    people.center()
    life = makers.life()
    life.signed()
    life.with_payee()
    life.paid(1)
    life.spent(90_000)
    return life


def expenses(life):
    spending = Spending.objects.order_by("pk").first()
    return lambda to: grown(spending, to, amount=lambda number: 1_000 + number, memo=lambda number: f"예시 {number}")


@pytest.mark.parametrize(
    ("name", "by"), [("grants:desk-grant", OFFICER), ("money_desk:agreement", FINANCE), ("money_desk:audit-agreement", AUDITOR)]
)
def test_expenses_to_check(paid, name, by):
    holds(lambda: page(name, paid.agreement.pk, by=by, at=paid.at), expenses(paid), within=70)


def test_the_grantees_own_expenses(paid):
    holds(lambda: page("grants:expenses", paid.agreement.pk, by=paid.grantee, at=paid.at), expenses(paid), within=60)


def test_settlements(paid):
    settlement = Settlement.objects.create(agreement=paid.agreement, state="handed_in", handed_in_at=paid.at)

    def grow(to):
        made = agreements(paid, to)
        copied(settlement, len(made), agreement_id=lambda number: made[number - 1].pk)

    assert "page=2" in holds(lambda: page("grants:desk-settlements", by=FINANCE), grow, within=14)


def test_refunds():
    life = makers.life()
    life.up_to_settlement()
    life.settlement_handed_in()
    settlement = Settlement.objects.get()
    order = RefundOrder.objects.create(
        settlement=settlement, number="예시-반납", principal=1_000, interest=10, due_on=life.at.date(), bank="예시은행", holder="예시센터",
        account="123-456-7890", issued_at=life.at, issued_by_name="예시",
    )  # fmt: skip

    def grow(to):
        made = agreements(life, to)
        others = copied(settlement, len(made), agreement_id=lambda number: made[number - 1].pk)
        grown(order, to, number=lambda number: f"예시-반납-{number}", settlement_id=lambda number: others[(number - 2) % len(others)].pk)

    assert "page=2" in holds(lambda: page("grants:desk-refunds", by=FINANCE, at=life.at), grow, within=16)


def test_flags(paid):
    flag = Flag.objects.create(
        agreement=paid.agreement, spending=Spending.objects.first(), kind="night", mark="1", pair="1", says="예시 깃발", raised_at=paid.at
    )
    look = {"mark": lambda number: f"m{number}", "pair": lambda number: f"p{number}"}
    assert "page=2" in holds(lambda: page("grants:desk-flags", by=OFFICER, at=paid.at), lambda to: grown(flag, to, **look), within=20)


def test_the_ledger_of_an_agreement_and_of_its_line():
    """Through the real posting: the guards of the ledger take no copies."""
    ledger.ledger()
    posted = iter(range(2 * ONE_PAGE_MORE))

    def grow(to):
        while Entry.objects.filter(kind="pay").count() < to:
            ledger.paid(amount=1, subject=f"tranche-{next(posted)}")

    listed = [("money:ledger-agreement", ledger.AGREEMENT), ("money:ledger-line", ledger.YEAR, "growth")]
    grow(FEW)
    few = [page(name, *args, by=AUDITOR)[1] for name, *args in listed]
    grow(ONE_PAGE_MORE)
    many = [page(name, *args, by=AUDITOR) for name, *args in listed]
    assert [queries for _, queries in many] == few
    assert max(few) <= 20
    assert all("page=2" in words for words, _ in many)


def test_the_lines_of_a_year():
    ledger.ledger()

    def grow(to):
        with transaction.atomic():
            for number in range(BudgetLine.objects.count(), to):
                money.open_line(year=ledger.YEAR, key=f"line-{number}", title=f"예시 예산 {number}")

    holds(lambda: page("money:ledger", ledger.YEAR, by=AUDITOR), grow, within=20)


def test_labor_months():
    firm = labor.firm()
    claim = Claim.objects.create(
        agreement=firm.agreement, month=labor.MARCH, state="handed_in", due_on=labor.MARCH, began_at=firm.life.at, handed_in_at=firm.life.at,
        handed_in_by_id=1, handed_in_by_name="예시", asked=1_000,
    )  # fmt: skip

    def grow(to):
        made = agreements(firm.life, to)
        copied(claim, len(made), agreement_id=lambda number: made[number - 1].pk)

    assert "page=2" in holds(lambda: page("labor:desk", by=OFFICER, at=firm.life.at), grow, within=14)


def test_the_to_do_list_and_the_dashboard_of_a_round(asked):
    case = cases.Case.objects.get()
    officer = people.seated(makers.Role.OFFICER)
    run = cases.StageRun.objects.filter(case=case, closed_at=None).order_by("order").first()

    def grow(to):
        start = cases.Case.objects.count()
        how_many = to - start
        parties = copied(case.party, how_many, name=lambda number: f"예시 복사 단체 {start + number}")
        number_of = {"receipt_number": lambda n: start + n + 10_000, "receipt": lambda n: f"예시-{start + n + 10_000}"}
        files = copied(case, how_many, party_id=lambda n: parties[n - 1].pk, **number_of)
        copied(run, how_many, case_id=lambda n: files[n - 1].pk)

    def look():
        actor = people.actor(officer)
        with CaptureQueriesContext(connection) as queries:
            duties_of(actor, makers.NOON)
            shown = dashboard(case.round, actor, makers.NOON)
        return shown, len(queries)

    assert holds(look, grow, within=70).submitted == MANY


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("money:payments", FINANCE), ("money:payments", APPROVER), ("money:transfers", AUDITOR), ("grants:desk-settlements", FINANCE),
        ("grants:desk-refunds", FINANCE), ("grants:desk-flags", OFFICER), ("labor:desk", OFFICER), ("money:payees", FINANCE),
    ],
)  # fmt: skip
def test_a_house_in_which_nothing_has_happened(name, by):
    """No row at all: the page stands and says so."""
    people.center()
    assert not Party.objects.filter(tier="").exists()
    words, _ = page(name, by=by)
    assert "없어요" in words
