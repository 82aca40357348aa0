"""Many papers at once: kept when they come, matched with their expenses, put there by people, and nothing lost when something is refused."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.http import Http404

from dure.apps.grants import actions
from dure.apps.grants.actions.dropping import Put
from dure.apps.grants.actions.spendings import Bill
from dure.apps.grants.models import Agreement, BankLine, LoosePaper, Spending, SpendingEvidence
from dure.apps.grants.queries import banking
from dure.apps.grants.queries.agreements import room_for_files
from dure.apps.grants.queries.loose import rows_waiting, waiting_papers
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import doors
from dure.platform.models import StoredFile
from tests.apps.grants.makers import AUDITOR, OFFICER, forget_guards, pdf
from tests.apps.grants.test_importing import HEAD, kept
from tests.apps.grants.test_pages import STRANGER, ask, words

LINES = f"{HEAD}\n2026.03.09 14:05,(주)예시 상점,35000,0,본점\n2026.03.10 10:00,예시 인쇄,20000,0,본점\n"


@pytest.fixture
def paid(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


def bill(amount=35_000, payee="예시 상점", day=10, **more):
    return Bill("program", "grant", amount, date(2026, 3, day), payee, "예시 종이", kind="card", **more)


def drafted(paid, *bills):
    ids = actions.draft_spendings(agreement_id=paid.agreement.pk, bills=bills or [bill()], **paid.who(paid.grantee))
    return [Spending.objects.get(pk=pk) for pk in ids]


def dropped(paid, *names):
    """Each file has bytes of its own."""
    return actions.drop_papers(agreement_id=paid.agreement.pk, papers=[("", own_pdf(name)) for name in names], **paid.who(paid.grantee))


def own_pdf(name):
    return SimpleUploadedFile(name, b"%PDF-1.7 " + name.encode())


def page(paid, **typed):
    data = typed or None
    return ask(paid, "grants:expenses-papers", paid.agreement.pk, by=paid.grantee, data=data)


CARD = ("payment_voucher", "tax_invoice", "acceptance_record")


def test_one_file_that_cannot_be_kept_does_not_take_the_others_with_it(paid):
    found = dropped(paid, "01_세금계산서.pdf", "프로그램.exe", "사진.heic")
    assert [paper.name for paper in waiting_papers(paid.agreement)] == ["01_세금계산서.pdf"]
    assert len(found["kept"]) == 1
    first, second = found["refused"]
    assert first.startswith("PDF")
    assert "HEIC" in second
    assert StoredFile.objects.filter(owner_kind="grants.loosepaper").count() == 1


def test_files_are_matched_by_their_names_shown_and_put_where_people_say(paid):
    first, second = drafted(paid, bill(), bill(20_000, "예시 인쇄", 9))
    names = ["01_지출결의서.pdf", "35,000_전표.pdf", "예시인쇄_세금계산서.pdf", "스캔0001.pdf"]
    assert page(paid, papers=[own_pdf(name) for name in names]).status_code == 200
    said = words(page(paid))
    assert "1개는 자리를 골라 주세요" in said
    assert "빠짐: 검수조서 또는 사진" in said
    loose = {paper.name: paper.pk for paper in waiting_papers(paid.agreement)}
    chosen = {
        **{f"to_{loose[name]}": f"spending-{first.pk}" for name in names[:2]},
        f"as_{loose[names[0]]}": "payment_voucher",
        f"as_{loose[names[1]]}": "tax_invoice",
        f"to_{loose[names[2]]}": f"spending-{second.pk}",
        f"as_{loose[names[2]]}": "tax_invoice",
        f"to_{loose[names[3]]}": f"spending-{first.pk}",
        f"as_{loose[names[3]]}": "acceptance_record",
    }
    assert "갖춤" in words(page(paid, act="look", **chosen))
    assert not SpendingEvidence.objects.exists()
    assert page(paid, act="put", **chosen).status_code == 302
    assert sorted(first.evidence.values_list("kind", flat=True)) == sorted(CARD)
    assert list(second.evidence.values_list("kind", flat=True)) == ["tax_invoice"]
    assert not waiting_papers(paid.agreement).exists()
    assert "갖춘 집행 모두 올리기" in words(page(paid))


def test_a_refusal_puts_nothing_and_keeps_files_and_choices(paid):
    (draft,) = drafted(paid)
    dropped(paid, "가.pdf", "나.pdf")
    one, other = waiting_papers(paid.agreement)
    chosen = {
        f"to_{one.pk}": f"spending-{draft.pk}",
        f"as_{one.pk}": "tax_invoice",
        f"to_{other.pk}": f"spending-{draft.pk}",
        f"as_{other.pk}": "",
    }
    answer = page(paid, act="put", **chosen)
    assert answer.status_code == 422
    assert "무슨 증빙인지 골라 주세요" in words(answer)
    assert '<option value="tax_invoice" selected' in words(answer)
    assert waiting_papers(paid.agreement).count() == 2
    assert not SpendingEvidence.objects.exists()


def test_what_lacks_nothing_is_filed_together_and_what_is_seen_waits_for_a_word(paid):
    plain, night, bare = drafted(paid, bill(), bill(20_000, "예시 밤상점", 9, used_at=None), bill(1_000, "예시 문구"))
    Spending.objects.filter(pk=night.pk).update(used_at="23:30")
    dropped(paid, *(f"{place}_{kind}.pdf" for place in (1, 2) for kind in CARD))
    papers = list(waiting_papers(paid.agreement))
    puts = [
        Put(paper.pk, draft.pk, kind) for paper, (draft, kind) in zip(papers, [(d, k) for d in (plain, night) for k in CARD], strict=True)
    ]
    assert actions.put_papers(agreement_id=paid.agreement.pk, puts=puts, **paid.who(paid.grantee)) == 6
    found = actions.file_ready(agreement_id=paid.agreement.pk, **paid.who(paid.grantee))
    assert found == {"filed": [plain.pk], "asked": [night.pk]}
    assert [Spending.objects.get(pk=one.pk).state for one in (plain, night, bare)] == ["filed", "draft", "draft"]
    assert page(paid, act="file").status_code == 302


def test_a_paper_belongs_to_one_expense_of_its_own_agreement_and_a_wrong_one_is_taken_away(paid):
    (draft,) = drafted(paid)
    dropped(paid, "가.pdf", "나.pdf")
    one, other = waiting_papers(paid.agreement)
    put = [Put(one.pk, draft.pk, "tax_invoice")]
    actions.put_papers(agreement_id=paid.agreement.pk, puts=put, away=[other.pk], **paid.who(paid.grantee))
    assert StoredFile.objects.get(pk=other.file_id).removed_at
    for again in (put, [Put(other.pk, draft.pk, "photo")]):
        with pytest.raises(Refused, match="이미 붙였거나 치운"):
            actions.put_papers(agreement_id=paid.agreement.pk, puts=again, **paid.who(paid.grantee))
    filed = paid.spent(1_000)
    dropped(paid, "다.pdf")
    with pytest.raises(Refused, match="증빙을 기다리지 않는"):
        actions.put_papers(
            agreement_id=paid.agreement.pk, puts=[Put(waiting_papers(paid.agreement).get().pk, filed.pk, "photo")], **paid.who(paid.grantee)
        )


def test_dropped_papers_take_room_and_are_read_by_both_sides_only(paid):
    before = room_for_files(paid.agreement)
    dropped(paid, "가.pdf")
    paper = waiting_papers(paid.agreement).get()
    assert room_for_files(paid.agreement) == before - paper.file.size
    assert paper.file.retention_class == "subsidy"
    for who, may in ((paid.grantee, True), (OFFICER, True), (AUDITOR, True), (STRANGER, False)):
        assert bool(doors.may_read(who, paper.file.owner_kind, paper.file.owner_id)) is may


def test_strangers_and_the_desk_drop_nothing_and_nothing_comes_after_the_end(paid):
    for who in (STRANGER, OFFICER):
        with pytest.raises(Http404):
            ask(paid, "grants:expenses-papers", paid.agreement.pk, by=who)
        with pytest.raises(Forbidden):
            actions.drop_papers(agreement_id=paid.agreement.pk, papers=[("", pdf("가.pdf"))], **paid.who(who))
    Agreement.objects.filter(pk=paid.agreement.pk).update(state="ended")
    with pytest.raises(OutOfTurn):
        dropped(paid, "가.pdf")


def test_a_dropped_paper_stays_what_it_is_and_where_it_was_put(paid):
    (draft,) = drafted(paid)
    dropped(paid, "가.pdf")
    paper = waiting_papers(paid.agreement).get()
    _refused(lambda: LoosePaper.objects.filter(pk=paper.pk).update(name="나.pdf"))
    actions.put_papers(agreement_id=paid.agreement.pk, puts=[Put(paper.pk, draft.pk, "photo")], **paid.who(paid.grantee))
    _refused(lambda: LoosePaper.objects.filter(pk=paper.pk).update(spending=None, put_at=None))
    _refused(lambda: LoosePaper.objects.all().delete())


def test_control_without_its_guard_a_dropped_paper_is_renamed(paid):
    dropped(paid, "가.pdf")
    forget_guards()
    assert LoosePaper.objects.update(name="나.pdf") == 1


def _refused(write):
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


ROWS = {
    "row_spent_on": ["2026-03-10", "2026-03-09"],
    "row_category": ["program", "program"],
    "row_source": ["grant", "grant"],
    "row_kind": ["card", "card"],
    "row_amount": ["35,000", "20,000"],
    "row_payee_name": ["예시 상점", "예시 인쇄"],
    "row_memo": ["예시 종이", "예시 전단"],
}


def several(paid, **typed):
    return ask(paid, "grants:expenses-several", paid.agreement.pk, by=paid.grantee, data={**ROWS, **typed})


def test_files_dropped_beside_typed_rows_show_what_each_row_lacks_before_anything_is_written_down(paid):
    answer = several(paid, act="write-all", papers=[own_pdf("01_전표.pdf"), own_pdf("2번 지출결의서.pdf")])
    assert answer.status_code == 200
    assert "빠짐: 지출결의서, 검수조서 또는 사진" in words(answer)
    assert "빠짐: 세금계산서 또는 카드전표, 검수조서 또는 사진" in words(answer)
    assert not Spending.objects.exists()
    first, second = waiting_papers(paid.agreement)
    chosen = {f"to_{first.pk}": "row-0", f"as_{first.pk}": "tax_invoice", f"to_{second.pk}": "row-1", f"as_{second.pk}": "payment_voucher"}
    broken = several(paid, act="write-all", **{**chosen, "row_amount": ["35,000", "엉뚱"]})
    assert broken.status_code == 422
    assert waiting_papers(paid.agreement).count() == 2
    assert several(paid, act="write-all", **chosen)["Location"].endswith("/expenses/papers/")
    assert [list(one.evidence.values_list("kind", flat=True)) for one in Spending.objects.order_by("pk")] == [
        ["tax_invoice"],
        ["payment_voucher"],
    ]


def test_several_lines_of_the_bank_become_expenses_that_get_category_and_papers_on_one_page(paid):
    kept(paid, LINES)
    ids = [str(line.pk) for line in BankLine.objects.order_by("pk")]
    assert ask(paid, "grants:bank-drafts", paid.agreement.pk, by=paid.grantee, data={}).status_code == 422
    assert ask(paid, "grants:bank-drafts", paid.agreement.pk, by=paid.grantee, data={"line": ids}).status_code == 302
    drafts = list(Spending.objects.order_by("pk"))
    assert [(one.amount, one.category) for one in drafts] == [(35_000, ""), (20_000, "")]
    assert not banking.open_lines(paid.agreement).exists()
    assert "의 비목" in words(page(paid))
    assert page(paid, act="put", **{f"category_{drafts[0].pk}": "program", f"category_{drafts[1].pk}": "없는 비목"}).status_code == 302
    assert [row.draft.category for row in rows_waiting(paid.agreement)] == ["program", ""]


def test_the_page_asks_as_much_of_the_database_for_one_file_as_for_three(paid, django_assert_max_num_queries):
    drafted(paid)
    dropped(paid, "가.pdf")
    page(paid)
    with django_assert_max_num_queries(200) as one:
        page(paid)
    dropped(paid, "나.pdf", "다.pdf")
    with django_assert_max_num_queries(len(one)):
        page(paid)
