"""Each component draws itself from what it requires, escapes what people wrote, and says what is wrong."""

import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from dure.kernel.clock import seoul
from dure.platform import chrome
from dure.platform.actor import Actor
from dure.platform.paging import Paged
from dure.platform.templatetags.pictures import TILES
from dure.platform.views_gallery import gallery

COTTON = Path(__file__).parents[3] / "dure/platform/templates/cotton"
AT = seoul(2027, 3, 9, 10)
VALUES = {
    "deadline": seoul(2027, 3, 15, 18),
    "at": AT,
    "options": [("a", "가")],
    "steps": [{"label": "공고", "state": "now"}],
    "lines": [{"at": AT, "who": "예시", "what": "냈어요", "why": ""}],
    "budget": [{"category": "labor", "title": "인건비", "grant": 1_000, "own": 500}],
    "tiles": [{"name": TILES[0][0], "value": 3}],
    "parts": [{"label": "교부", "amount": 3}],
    "tabs": [{"label": "현황", "href": "#"}],
    "rows": [("이름", "예시")],
    "paged": Paged(Paginator(range(120), 50).get_page(2), "q=1"),
    "reasons": ["늦었어요."],
    "nasty": '<script>"x"</script>',
}
REQUIRED = {
    "button": '<c-button label="보내기" />',
    "link": '<c-link href="/a/">보기</c-link>',
    "icon": '<c-icon name="search" />',
    "field": '<c-field name="n" label="이름" value="" />',
    "choice": '<c-choice name="n" label="형태" :options="options" />',
    "date": '<c-date name="n" label="날" />',
    "datetime": '<c-datetime name="n" label="때" value="2027-03-15T18:00:00+09:00" />',
    "money": '<c-money name="n" label="금액" value="5000" />',
    "file": '<c-file name="n" label="파일" />',
    "form_key": "<c-form-key />",
    "error_summary": '<c-error-summary :reasons="reasons" />',
    "hint": "<c-hint>힌트</c-hint>",
    "notice": "<c-notice>알림</c-notice>",
    "task_list": "<c-task-list>할 일</c-task-list>",
    "task": '<c-task href="/a/" title="갈래" status="아직" />',
    "steps": '<c-steps :steps="steps" />',
    "status": '<c-status word="접수" />',
    "dday": '<c-dday :deadline="deadline" :at="at" />',
    "time": '<c-time :at="at" />',
    "tag": "<c-tag>판로</c-tag>",
    "card": '<c-card title="사업">말</c-card>',
    "table": '<c-table caption="표"><tbody></tbody></c-table>',
    "filter_bar": '<c-filter-bar action="/a/">칸</c-filter-bar>',
    "pager": '<c-pager :paged="paged" />',
    "tabs": '<c-tabs :tabs="tabs" />',
    "details": '<c-details summary="접음">말</c-details>',
    "dialog": '<c-dialog id="d" title="물음" open_label="열기">말</c-dialog>',
    "timeline": '<c-timeline :lines="lines" />',
    "tile_map": '<c-tile-map :tiles="tiles" label="지도" />',
    "stacked_bar": '<c-stacked-bar :parts="parts" label="몫" />',
    "ring": '<c-ring met="3" total="6" label="충족" />',
    "person_row": '<c-person-row total="9" filled="6" label="회원" />',
    "empty": '<c-empty title="비었어요" />',
    "print_head": '<c-print-head title="접수증" />',
    "summary_list": '<c-summary-list :rows="rows" />',
    "budget_table": '<c-budget-table :lines="budget" editable />',
    "drawing": '<c-drawing name="street" />',
}


def draw(markup, **more):
    template = engines["django"].from_string(CottonCompiler().process(markup))
    return template.render({**VALUES, **more}, RequestFactory().get("/programs/"))


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_component_draws_itself_from_what_it_requires(name):
    assert re.search(r"<\w+", draw(REQUIRED[name]))


def test_every_component_is_tried_and_told():
    files = {path.stem for path in COTTON.glob("*.html")}
    told = (COTTON / "README.md").read_text()
    assert files == set(REQUIRED)
    assert not [name for name in files if f"`c-{name.replace('_', '-')}`" not in told]


@pytest.mark.parametrize(
    "markup",
    [
        '<c-field name="n" label="이름" value="{{ nasty }}" />',
        '<c-field name="n" label="이름" :value="nasty" type="textarea" />',
        '<c-card title="{{ nasty }}" />',
    ],
)
def test_what_people_wrote_is_never_markup(markup):
    assert "<script>" not in draw(markup)


def test_a_wrong_field_is_tied_to_its_sentence():
    shown = draw('<c-field name="n" label="이름" value="" error="이름을 적어 주세요." />')
    assert 'aria-invalid="true"' in shown
    assert re.search(r'aria-describedby="\s*n-error"', shown)


def test_a_form_carries_its_key_and_its_mark():
    assert re.findall(r'name="(\w+)"', draw("<c-form-key />")) == ["csrfmiddlewaretoken", "key"]


def test_two_forms_of_a_page_have_different_keys():
    keys = re.findall(r'name="key" value="(\w+)"', draw("<c-form-key /><c-form-key />"))
    assert len(set(keys)) == 2


@pytest.mark.parametrize("path", sorted(COTTON.parent.rglob("*.html")), ids=lambda path: str(path.relative_to(COTTON.parent)))
def test_no_page_carries_inline_style_or_script(path):
    assert not re.search(r'\sstyle="|<script(?![^>]*\ssrc=)|\son\w+="', path.read_text())


def test_a_stranger_has_no_rail_and_costs_no_query():
    around = chrome.chrome(RequestFactory().get("/programs/2027/"))
    assert (bool(around["rail"]), bool(around["menu"]), [link.label for link in around["nav"] if link.current]) == (
        False,
        False,
        ["지원사업"],
    )


def test_apps_hang_their_links_on_the_rail(monkeypatch):
    monkeypatch.setattr(chrome, "_rails", [])
    chrome.register_rail(lambda actor, request: [chrome.Link(f"{actor.name}의 할 일", "/desk/", count=2)])
    request = RequestFactory().get("/desk/")
    request.actor = Actor(account_id=1, name="예시")
    assert [link.label for link in chrome.chrome(request)["rail"]] == ["예시의 할 일"]


@pytest.mark.parametrize("layout", ["public", "working", "focus", "print"])
@pytest.mark.parametrize(
    "actor", [Actor.anonymous(), Actor(account_id=1, name="예시 담당자", seat_title="예시 지역기반팀")], ids=["stranger", "staff"]
)
def test_a_layout_needs_nothing_from_its_page(layout, actor, monkeypatch):
    monkeypatch.setattr(
        chrome, "_rails", [lambda actor, request: [{"label": "할 일", "href": "/desk/", "current": True, "count": 1, "group": "사업"}]]
    )
    monkeypatch.setattr(chrome, "_menus", [])
    request = RequestFactory().get("/desk/")
    request.actor, request.at = actor, AT
    shown = render_to_string(f"layouts/{layout}.html", {}, request)
    assert ("본문으로 바로 가기" in shown, 'id="main"' in shown) == (True, True)


@pytest.mark.parametrize("name", ["400", "403", "404", "409", "500"])
def test_a_page_of_trouble_always_says_what_to_do_next(name):
    assert "처음으로" in render_to_string(f"{name}.html", {"number": "A7F3"}, RequestFactory().get("/"))


def test_the_gallery_shows_every_component():
    request = RequestFactory().get("/gallery/")
    request.actor, request.at = Actor.anonymous(), AT
    assert "두레 부품 모음" in gallery(request).content.decode()
