"""A center's own form: its fields are found however they are cut, mapped once, and filled without touching anything else."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dure.apps.grants import actions
from dure.apps.grants.models import PaperFormVersion
from dure.apps.grants.papers import own_forms
from dure.apps.grants.queries import paper_forms as queries
from dure.kernel.errors import Forbidden, Refused
from dure.platform import hwpx
from tests.apps.grants.makers import FINANCE, NOON, OFFICER
from tests.apps.grants.test_pages import ask, words

PAPER = hwpx.Paper(
    "예시 양식",
    (
        hwpx.Title("예시 약정서"),
        hwpx.Para("번호 {{협약번호}}, 상대방 {{ 단체명 }}"),
        hwpx.Table((1, 1), [("금액", "{{협약금액}}"), ("담당", "{{담당 부서}}")], head=False),
    ),
)
RUN = '<hp:run charPrIDRef="0"><hp:t>{}</hp:t></hp:run>'
CUT = f'<hp:p id="9">{RUN.format("기간 {")}{RUN.format("{협약")}{RUN.format("기간}} 끝")}<hp:linesegarray><hp:lineseg/></hp:linesegarray></hp:p>'
CLICK = (
    '<hp:p id="10"><hp:run charPrIDRef="0"><hp:ctrl><hp:fieldBegin id="5" type="CLICK_HERE" name="사업 이름" editable="1"><hp:parameters>'
    '<hp:stringParam name="Direction">여기를 누르세요</hp:stringParam></hp:parameters></hp:fieldBegin></hp:ctrl>'
    '<hp:t>사업을 </hp:t></hp:run><hp:run charPrIDRef="1"><hp:t>적으세요</hp:t><hp:ctrl><hp:fieldEnd beginIDRef="5"/></hp:ctrl></hp:run></hp:p>'
    '<hp:p id="11"><hp:run charPrIDRef="0"><hp:ctrl><hp:fieldBegin id="6" type="CLICK_HERE" name="소재지"/></hp:ctrl>'
    '<hp:ctrl><hp:fieldEnd beginIDRef="6"/></hp:ctrl><hp:t/></hp:run></hp:p>'
)


def section(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("Contents/section0.xml").decode()


def changed(content, change):
    """The same file with another section."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as written:
        for info in packed.infolist():
            data = packed.read(info)
            written.writestr(info, change(data) if info.filename == "Contents/section0.xml" else data)
    return out.getvalue()


def form():
    return changed(hwpx.write(PAPER, at=NOON), lambda data: data.replace(b"</hs:sec>", f"{CUT}{CLICK}</hs:sec>".encode()))


def upload(content=None, name="예시 양식.hwpx"):
    return SimpleUploadedFile(name, form() if content is None else content)


def test_fields_are_found_whole_or_cut_over_runs():
    found = {one.name: one.kind for one in own_forms.fields_in(form())}
    text = ("협약번호", "단체명", "협약금액", "담당 부서", "협약기간")
    assert found == {**dict.fromkeys(text, "text"), "사업 이름": "click", "소재지": "click"}


def test_filled_fields_read_as_their_values_and_the_rest_stays():
    values = {"협약번호": "예시-1", "단체명": "예시 <조합> & 친구", "협약기간": "3월부터", "사업 이름": "예시 사업", "소재지": "서울"}
    made = own_forms.fill(form(), values)
    xml = section(made)
    assert "번호 예시-1, 상대방 예시 &lt;조합&gt; &amp; 친구" in xml
    assert RUN.format("기간 3월부터") + RUN.format("") + RUN.format(" 끝") in xml
    assert "<hp:t>예시 사업</hp:t>" in xml
    assert "적으세요" not in xml
    assert '<hp:t>서울</hp:t><hp:ctrl><hp:fieldEnd beginIDRef="6"/>' in xml
    assert "{{협약금액}}" in xml
    assert "linesegarray" not in xml
    assert "여기를 누르세요" in xml
    own_forms.fields_in(made)
    assert own_forms.fill(form(), values) == made
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        first = packed.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_a_value_cannot_bring_fields_of_its_own():
    made = own_forms.fill(form(), {"협약번호": "{{단체명}}", "단체명": "예시"})
    assert "번호 {{단체명}}, 상대방 예시" in section(made)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 no zip", "열 수 없어요"),
        (changed(form(), lambda _: b"<hs:sec>"), "읽을 수 없어요"),
        (changed(form(), lambda _: b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "선언"),
        (hwpx.write(hwpx.Paper("빈", (hwpx.Para("칸 없음"),)), at=NOON), "찾지 못했어요"),
    ],
)
def test_what_is_no_form_is_refused_with_what_to_do(content, why):
    with pytest.raises(Refused, match=why):
        own_forms.fields_in(content)


def test_a_file_that_unpacks_into_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(own_forms, "MOST_BYTES", 1_000)
    with pytest.raises(Refused, match="너무 커요"):
        own_forms.fields_in(form())


def test_a_form_is_mapped_once_and_its_versions_stay(life):
    first = actions.upload_form(title="예시 약정서", upload=upload(), **life.who(OFFICER))
    assert queries.forms_ready() == []
    guessed = {field.name: field.value for field in queries.fields_of(first, None)}
    assert (guessed["협약번호"], guessed["단체명"], guessed["담당 부서"]) == ("number", "party", "")
    actions.map_form(version_id=first.pk, mapping={"협약번호": "number", "협약금액": "amount"}, **life.who(OFFICER))
    second = actions.upload_form(title="예시 약정서", upload=upload(), **life.who(OFFICER))
    assert (second.number, second.mapping) == (2, {"협약번호": "number", "협약금액": "amount"})
    assert PaperFormVersion.objects.count() == 2
    with pytest.raises(Refused, match="없는 이름"):
        actions.map_form(version_id=second.pk, mapping={"다른 칸": "number"}, **life.who(OFFICER))
    with pytest.raises(Forbidden):
        actions.upload_form(title="예시", upload=upload(), **life.who(FINANCE))
    with pytest.raises(Refused, match="HWPX"):
        actions.upload_form(title="예시", upload=upload(name="양식.docx"), **life.who(OFFICER))


def test_the_pages_map_a_form_and_give_it_filled(life):
    agreement = life.signed()
    answer = ask(life, "grants:desk-forms", by=OFFICER, data={"title": "예시 약정서", "file": upload()})
    version = PaperFormVersion.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/desk/paper-forms/{version.pk}/")
    assert "담당 부서" in words(ask(life, "grants:desk-form", version.pk, by=OFFICER))
    said = {f"field_{place}": queries.guess(field["name"]) for place, field in enumerate(version.fields)}
    assert ask(life, "grants:desk-form", version.pk, by=OFFICER, data=said).status_code == 302
    assert "담당 부서: 양식에" in words(ask(life, "grants:desk-form", version.pk, by=OFFICER))
    assert "예시 약정서 HWPX" in words(ask(life, "grants:desk-agreement", agreement.pk, by=OFFICER))
    made = ask(life, "grants:desk-form-filled", agreement.pk, version.form_id, by=OFFICER)
    xml = section(made.content)
    assert f"번호 {agreement.number}, 상대방 {life.case.party.name}" in xml
    assert "금50,000,000원(금오천만원)" in xml
    ask(life, "grants:desk-form", version.pk, by=OFFICER, data={"act": "retire"})
    assert list(queries.forms()) == []
