"""The counter and the paper: entered for somebody, read back, handed in; scans that find their file and those that wait."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
import segno
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader

from dure.apps.cases import access, actions
from dure.apps.cases.actions.proxying import Caller
from dure.apps.cases.actions.running import run_of
from dure.apps.cases.invariants import walks_are_legal
from dure.apps.cases.models import Attachment, Case, CoverSheet, ProxyEntry, Scan
from dure.apps.cases.queries import proxy as queries
from dure.apps.cases.queries.desk import timeline_of
from dure.apps.cases.queries.papers import receipt_of
from dure.apps.cases.views.counter import TEMPLATES
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import papers
from dure.platform.actor import Role
from tests.apps.cases import makers

pytestmark = pytest.mark.django_db
AT = makers.LATER
CALLER = Caller("예시 방문객", "대표", "02-000-0000")
COLUMNS = people.PartyColumns(name="예시 창구 모임", kind="group", legal_form="unregistered", district="11440")


def entered(clerk=None, of=None):
    """A whole draft, written at the counter."""
    clerk = clerk or makers.staff()
    makers.party()
    case = actions.start_for(round_id=(of or makers.round_open()).pk, caller=CALLER, new_party=COLUMNS, by=clerk, at=AT)
    terms = programs.terms_of(case.round_id)
    for section in terms.sections:
        actions.save_section(case_id=case.pk, section=section.key, typed=makers.answers(section), version=0, by=clerk, at=AT)
    actions.save_budget(case_id=case.pk, rows=makers.ROWS, version=0, by=clerk, at=AT)
    for paper in terms.documents:
        if paper.required:
            actions.add_file(case_id=case.pk, document=paper.key, upload=makers.upload(f"{paper.title}.pdf"), by=clerk, at=AT)
    return case, clerk


def confirmed(case, clerk):
    actions.print_read_back(case_id=case.pk, code="ABC234", by=clerk, at=AT)
    actions.keep_consent(case_id=case.pk, upload=makers.upload("동의서.pdf"), by=clerk, at=AT)
    assert actions.read_back(case_id=case.pk, typed="abc 234", by=clerk, at=AT) == []


def test_somebody_without_an_account_applies_at_the_counter():
    case, clerk = entered()
    assert case.party.name == "예시 창구 모임"
    assert not case.party.members.exists()
    confirmed(case, clerk)
    done = actions.submit_for(case_id=case.pk, by=clerk, at=AT)
    assert done.receipt
    assert done.submitted_by_name == clerk.name
    assert receipt_of(done).on_behalf.startswith(f"대표 예시 방문객의 동의를 받아 {clerk.name} 대리 입력, 동의서 ")
    assert [line.what for line in timeline_of(done) if line.what.startswith("제출")] == ["제출 (예시 방문객님 대리, 동의서 있음)"]
    assert "대신 낸" in access.may_screen(clerk, run_of(case.pk, "screening")).reason
    assert walks_are_legal() == []


def test_nothing_is_handed_in_before_consent_and_read_back():
    case, clerk = entered()
    with pytest.raises(Refused) as refused:
        actions.submit_for(case_id=case.pk, by=clerk, at=AT)
    assert len(refused.value.reasons) == 2
    with pytest.raises(Forbidden, match="확인 부호"):
        actions.submit(case_id=case.pk, by=clerk, at=AT)
    assert Case.objects.get(pk=case.pk).is_draft


def test_a_change_after_the_print_wants_a_new_print():
    case, clerk = entered()
    confirmed(case, clerk)
    actions.save_budget(case_id=case.pk, rows=makers.ROWS[:1], version=1, by=clerk, at=AT)
    with pytest.raises(Refused, match="내용이 바뀌었어요"):
        actions.submit_for(case_id=case.pk, by=clerk, at=AT)


def test_the_code_is_kept_as_a_hash_expires_and_bears_five_tries():
    case, clerk = entered()
    actions.print_read_back(case_id=case.pk, code="ABC234", by=clerk, at=AT)
    entry = ProxyEntry.objects.get(case=case)
    assert "ABC234" not in str(entry.__dict__)
    assert len(entry.code_hash) == 64
    for left in (4, 3, 2, 1, 0):
        assert f"{left}번 더" in actions.read_back(case_id=case.pk, typed="WRONG2", by=clerk, at=AT)[0]
    assert "5번 틀렸어요" in actions.read_back(case_id=case.pk, typed="ABC234", by=clerk, at=AT)[0]
    actions.print_read_back(case_id=case.pk, code="DEF567", by=clerk, at=AT)
    assert "까지였어요" in actions.read_back(case_id=case.pk, typed="DEF567", by=clerk, at=AT + timedelta(days=7))[0]


def test_a_late_visitor_is_late_at_the_counter_too():
    case, clerk = entered()
    confirmed(case, clerk)
    with pytest.raises(Refused, match="접수가 끝났어요"):
        actions.submit_for(case_id=case.pk, by=clerk, at=makers.CLOSES)


def test_only_officers_enter_for_others_and_never_for_their_own_party():
    found, own = makers.round_open(), makers.party()
    for actor in (makers.staff(Role.FINANCE), makers.staff(Role.GOVERNMENT, tier="city"), makers.member(own)):
        with pytest.raises(Forbidden):
            actions.start_for(round_id=found.pk, caller=CALLER, party_id=own.pk, by=actor, at=AT)
    clerk = makers.staff(parties=((own.pk, "member"),))
    with pytest.raises(Refused, match="내가 속한 조직"):
        actions.start_for(round_id=found.pk, caller=CALLER, party_id=own.pk, by=clerk, at=AT)


def test_staff_write_only_in_drafts_that_were_begun_at_the_counter():
    case, _ = makers.started()
    with pytest.raises(Forbidden):
        actions.save_budget(case_id=case.pk, rows=makers.ROWS, version=0, by=makers.staff(), at=AT)


def sheets(*codes: str) -> SimpleUploadedFile:
    """A scan: cover pages as a scanner sees them, and grey pages without a code."""
    pages = []
    for code in codes:
        page = Image.new("L", (827, 1169), 245)
        if code:
            drawn = BytesIO()
            segno.make(code).save(drawn, kind="png", scale=8, border=4)
            page.paste(Image.open(drawn).convert("L"), (200, 150))
        pages.append(page)
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=100)
    return SimpleUploadedFile("스캔 묶음.pdf", out.getvalue())


def covered():
    case, clerk = makers.started()[0], makers.staff()
    document = programs.terms_of(case.round_id).documents[0].key
    return actions.make_cover(case_id=case.pk, document=document, by=clerk, at=AT), clerk


def test_pages_below_a_cover_go_to_its_document_and_strangers_to_the_tray():
    cover, clerk = covered()
    upload = sheets("", f"DURE:{cover.code}", "", "", "DURE:ZZZZZZZZ", "")
    actions.take_scans(upload=upload, by=clerk, at=AT)
    rows = [(scan.code, scan.first_page, scan.pages, bool(scan.bound_at)) for scan in Scan.objects.order_by("id")]
    assert rows == [("", 1, 1, False), (cover.code, 3, 2, True), ("ZZZZZZZZ", 6, 1, False)]
    bound = Attachment.objects.get(case=cover.case)
    assert bound.document == cover.document
    assert [scan.note for scan in queries.tray()] == ["표지 부호를 찾지 못함", "우리 표지의 부호가 아님"]


def test_the_cover_that_we_print_is_read_from_a_scan():
    cover, clerk = covered()
    cover.case = queries.case_of_entry(cover.case_id)
    said = {"data": json.dumps(queries.cover_paper(cover), ensure_ascii=False)}
    fonts = [str(papers.FONTS)]
    picture = typst.compile(
        str(TEMPLATES / "cover.typ"), format="png", ppi=150, sys_inputs=said, font_paths=fonts, ignore_system_fonts=True
    )
    actions.take_scans(upload=SimpleUploadedFile("표지.png", picture), by=clerk, at=AT)
    assert Scan.objects.get().code == cover.code


def test_a_code_typed_by_hand_stands_for_one_that_cannot_be_read():
    cover, clerk = covered()
    actions.take_scans(upload=sheets(""), code=f"{cover.code[:4]} {cover.code[4:]}".lower(), by=clerk, at=AT)
    assert Attachment.objects.get(case=cover.case).document == cover.document


def test_a_place_that_is_shut_sends_pages_to_the_tray_with_the_reason():
    cover, clerk = covered()
    actions.take_scans(upload=sheets(f"DURE:{cover.code}", ""), by=clerk, at=makers.CLOSES)
    (waiting,) = queries.tray()
    assert "접수가 끝났어요" in waiting.note
    with pytest.raises(Refused):
        actions.bind_scan(scan_id=waiting.pk, code=cover.code, by=clerk, at=makers.CLOSES)


def test_the_tray_is_bound_by_hand_or_put_away():
    cover, clerk = covered()
    actions.take_scans(upload=sheets(""), by=clerk, at=AT)
    actions.take_scans(upload=sheets(""), by=clerk, at=AT)
    first, second = queries.tray()
    actions.bind_scan(scan_id=first.pk, code=cover.code, by=clerk, at=AT)
    actions.drop_scan(scan_id=second.pk, reason="빈 종이", by=clerk, at=AT)
    assert not queries.tray().exists()
    assert Attachment.objects.filter(case=cover.case).count() == 1
    with pytest.raises(OutOfTurn):
        actions.bind_scan(scan_id=first.pk, code=cover.code, by=clerk, at=AT)


def test_a_cover_is_made_once():
    cover, clerk = covered()
    again = actions.make_cover(case_id=cover.case_id, document=cover.document, by=clerk, at=AT + timedelta(days=1))
    assert (again.pk, CoverSheet.objects.count()) == (cover.pk, 1)


def test_the_slip_prints_what_was_entered_and_the_code():
    case, clerk = entered()
    entry = actions.print_read_back(case_id=case.pk, code="ABC234", by=clerk, at=AT)
    entry.case = queries.case_of_entry(case.pk)
    paper = papers.render(TEMPLATES / "slip.typ", queries.slip_paper(entry, "ABC234"), at=AT)
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "ABC 234" in words
    assert "예시 방문객" in words


def test_the_pages_of_the_counter(officer_browser, time_machine):
    time_machine.move_to(AT)
    found = makers.round_open()
    makers.party("예시 아는 조직")
    assert "예시 아는 조직" in officer_browser.get("/desk/counter/?words=예시 아는").content.decode()
    typed = {"round": found.pk, "name": "예시 새 모임", "kind": "group", "legal_form": "unregistered", "district": "11440", "key": "a"}
    refused = officer_browser.post("/desk/counter/", typed)
    assert (refused.status_code, "창구에 오신 분의 이름" in refused.content.decode()) == (422, True)
    answer = officer_browser.post("/desk/counter/", typed | {"person_name": "예시 방문객"})
    entry = ProxyEntry.objects.get()
    assert answer.url == f"/desk/counter/{entry.case_id}/"
    assert officer_browser.get(answer.url).status_code == 200
    assert officer_browser.get(f"/apply/{entry.case_id}/").status_code == 200
    paper = officer_browser.post(answer.url, {"act": "print", "key": "b"})
    assert paper.content.startswith(b"%PDF-")
    code = queries.code_from(f"{entry.case_id}:b")
    assert officer_browser.post(answer.url, {"act": "read_back", "code": "nono", "key": "c"}).status_code == 422
    assert officer_browser.post(answer.url, {"act": "read_back", "code": code, "key": "d"}).status_code == 302
    document = programs.terms_of(entry.case.round_id).documents[0].key
    assert officer_browser.post(answer.url, {"act": "cover", "document": document, "key": "e"}).content.startswith(b"%PDF-")
    assert officer_browser.post("/desk/scans/", {"scan": sheets(""), "key": "f"}).status_code == 302
    assert "묶지 못한 스캔 1건" in officer_browser.get("/desk/scans/").content.decode()
    waiting = queries.tray()[0]
    assert (
        officer_browser.post(f"/desk/scans/{waiting.pk}/", {"act": "bind", "cover": CoverSheet.objects.get().code, "key": "g"}).status_code
        == 302
    )
