"""Definitions on screen: a draft is begun, saved topic by topic, checked by the schema of the files, and becomes a version."""

import json

import pytest
from django.http import QueryDict

from dure.apps.programs.actions import drafting
from dure.apps.programs.editing import shaping, topics, typed, variants
from dure.apps.programs.editing.checking import troubles
from dure.apps.programs.editing.difference import differences
from dure.apps.programs.editing.fields import look
from dure.apps.programs.editing.keys import answers_with_keys, new_key, stage_key
from dure.apps.programs.models import DefinitionDraft, DefinitionVersion, Program
from dure.apps.programs.queries import editing as queries
from dure.apps.programs.reading import read_terms
from dure.kernel.errors import Forbidden, Refused
from dure.platform.catalog import writer
from dure.platform.catalog.definition import document
from dure.platform.catalog.reader import load
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers
from tests.apps.programs.makers import BEFORE, OFFICER

CATALOG = load()
COLLEAGUE = OFFICER.__class__(23, "예시 동료", 32, "예시 자리 둘", 1, "center", "", OFFICER.roles)


@pytest.fixture(scope="module")
def definitions():
    """Every definition of the catalog, as the database holds it."""
    return [json.loads(json.dumps(document(entry, CATALOG))) for entry in CATALOG.programs]


def a_program(slug="", **more):
    """One whose document a file could say."""
    return makers.program(slug, source="예시 출처", **more)


def begun(**more):
    return drafting.begin_draft(edition_id=makers.edition().pk, by=OFFICER, at=BEFORE, key=NO_KEY, **more)


def saved(draft, section, by=OFFICER, version=None, **values):
    return drafting.save_draft_part(
        draft_id=draft.pk,
        section=section,
        values={name.replace("__", "."): value for name, value in values.items()},
        version=draft.lock if version is None else version,
        by=by,
        at=BEFORE,
        key=NO_KEY,
    )


def posted(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def pages(draft):
    return {(trouble.topic, trouble.anchor) for trouble in troubles(draft)}


def test_every_definition_of_the_catalog_can_be_opened_and_has_nothing_wrong(definitions):
    assert [(said["slug"], troubles(shaping.opened(said))) for said in definitions if troubles(shaping.opened(said))] == []


def test_opening_and_closing_a_definition_changes_nothing_that_it_says(definitions):
    for said in definitions:
        draft = shaping.written(shaping.opened(said), {})
        assert draft is not None
        assert differences(said, shaping.finished(draft)) == []


def test_saving_each_page_as_it_is_shown_changes_nothing(definitions):
    from dure.apps.programs.editing import shown

    lived_apart = [said for said in definitions if len(said.get("life_of", ())) > 1]
    for said in (*definitions[::9], *lived_apart):
        draft = shaping.opened(said)
        own = [topic for _, _, row in variants.variants(draft) for topic in topics.own_topics(row["key"], draft)]
        for topic in (*topics.TOPICS, *topics.section_topics(draft), *own):
            key, _ = variants.split(topic.key)
            seen = variants.seen_as(key, draft)
            data = as_a_browser_sends(shown.fields_of(topic, seen, {}, {}), shown.listings_of(topic, seen, {}, {}))
            draft = shaping.written(draft, variants.put_back(typed.changes(topic, seen, data, set()), key))
        assert differences(said, shaping.finished(draft)) == [], said["slug"]
        assert as_filed(shaping.finished(draft)) == as_filed(said), said["slug"]


def as_filed(said):
    """As the file would say it; stages of a track may stand with the track or with the program, and the timetable does not say how one judges."""
    found = writer.normal(said, CATALOG)
    found["stages"] = [{**row, "mode": ""} for row in found["stages"]]
    return {**found, **{name: [{**row, "stages": []} for row in found[name]] for name in ("tracks", "parts")}}


def as_a_browser_sends(fields, listings):
    data = QueryDict(mutable=True)
    for one in fields:
        data[f"has-{one.name}"] = "1"
        send(data, one)
    for listing in listings:
        data[f"{listing.name}-rows"] = str(len(listing.rows))
        for row in listing.rows:
            data[f"{row.anchor}-{'key' if listing.has_keys else 'was'}"] = row.key if listing.has_keys else str(row.number)
            data[f"{row.anchor}-kind"] = row.kind
            for one in row.fields:
                send(data, one)
    return data


def send(data, one):
    if one.kind == "many":
        data.setlist(one.name, one.value)
    elif one.kind == "flag":
        data.setlist(one.name, ["yes"] if one.value else [])
    elif one.kind == "window":
        data.update({f"{one.name}-{part}": one.window.get(part) or "" for part in ("precision", "from", "to", "hour")})
    elif one.kind == "rows":
        data[f"{one.name}-rows"] = str(len(one.rows))
        for inside in one.rows:
            data[f"{inside.anchor}-key"] = inside.key
            for each in inside.fields:
                send(data, each)
    elif one.kind == "condition":
        data.update({f"{one.name}-question": one.asked, f"{one.name}-answers": one.value})
    else:
        data[one.name] = str(one.value)


def test_a_blank_draft_says_what_is_missing_and_where():
    blank = shaping.blank(year=2027, organizer="예시 센터", order=1, slug="")
    assert {("basics", "title"), ("basics", "slug"), ("basics", "field"), ("basics", "support"), ("stages", "")} <= pages(blank)


@pytest.mark.parametrize(
    ("place", "value", "page"),
    [
        ("life.score_sheet.criteria", [{"key": "c1", "title": "필요성", "points": 60, "hint": "", "levels": []}], ("score", "")),
        ("life.score_sheet.criteria", [{"key": "c1", "title": "필요성", "points": "많이", "hint": "", "levels": []}], ("score", "criteria-0-points")),
        ("life.documents", [{"key": "d1", "title": "", "required": True, "hint": "", "stated_by": "dure"}], ("documents", "documents-0-title")),
        ("life.rules", [{"rule": "members_at_least", "parameters": {}, "clause": "", "stated_by": "dure"}], ("rules", "rules-0-with_count")),
        ("budget", "조금", ("money", "budget")),
        ("slug", "하나", ("basics", "slug")),
        ("slug", "one", ("basics", "slug")),
        ("life.sections", [{"key": "s1", "title": "쪽", "hint": "", "questions": []}], ("application:s1", "")),
    ],
)  # fmt: skip
def test_each_problem_leads_to_the_page_that_fixes_it(place, value, page):
    draft = shaping.written(shaping.opened(makers.definition()), {place: value})
    assert page in pages(draft)


def test_shares_of_instalments_that_are_no_whole_are_said_on_the_page_of_stages():
    paid = [makers.stage("disbursement", f"disbursement-{turn}", turn=turn, share=40) for turn in (1, 2)]
    draft = shaping.written(shaping.opened(makers.definition()), {"life.stages": paid})
    assert any("100%" in trouble.sentence and trouble.topic == "stages" for trouble in troubles(draft))


def test_a_condition_looks_back_and_names_an_answer():
    asked = {"key": "q1", "label": "처음인가요?", "kind": "yes_no", "required": True, "hint": "", "choices": [], "longest": None}
    depends = {**asked, "key": "q2", "kind": "text", "label": "언제 했나요?", "shown_when": {"question": "q1", "answers": ["no"]}}
    page = {"key": "s1", "title": "쪽", "hint": "", "questions": [asked, depends]}
    right = shaping.written(shaping.opened(makers.definition(source="예시 출처")), {"life.sections": [page]})
    assert troubles(right) == []
    backwards = shaping.written(right, {"life.sections": [{**page, "questions": [depends, asked]}]})
    assert ("application:s1", "questions-0-shown_when") in pages(backwards)
    wrong = {**depends, "shown_when": {"question": "q1", "answers": ["아마"]}}
    assert ("application:s1", "questions-1-shown_when") in pages(
        shaping.written(right, {"life.sections": [{**page, "questions": [asked, wrong]}]})
    )


def test_a_renamed_answer_keeps_its_key_and_a_new_one_gets_its_own():
    before = [["seoul", "서울"], ["other", "다른 곳"]]
    assert answers_with_keys(["서울시", "다른 곳", "모름"], before) == [["seoul", "서울시"], ["other", "다른 곳"], ["o1", "모름"]]
    assert answers_with_keys(["다른 곳", "서울"], before) == [["other", "다른 곳"], ["seoul", "서울"]]


def test_a_key_that_was_used_is_never_used_again():
    assert new_key("q", {"q1", "q3"}) == "q2"
    assert stage_key("review", "", {"review"}) == "review-2"
    assert stage_key("report", "final", set()) == "report-final"


def test_rows_are_added_moved_and_removed_and_what_was_typed_stays():
    draft = shaping.opened(makers.definition())
    page = topics.topic_of("documents", draft)
    added = typed.changes(page, draft, posted(documents__rows="0", act="add:documents"), {"d1"})
    draft = shaping.written(draft, added)
    assert [row["key"] for row in draft["life"]["documents"]] == ["d2"]
    typing = {"documents__rows": "1", "documents__0__key": "d2", "documents__0__title": "정관", "documents__0__required": "yes"}
    draft = shaping.written(draft, typed.changes(page, draft, posted(**typing, act="add:documents"), {"d1"}))
    assert [(row["key"], row["title"]) for row in draft["life"]["documents"]] == [("d2", "정관"), ("d3", "")]
    both = {**typing, "documents__rows": "2", "documents__1__key": "d3", "documents__1__title": "명부"}
    up = shaping.written(draft, typed.changes(page, draft, posted(**both, act="up:documents:1"), set()))
    assert [(row["key"], row["title"], row["required"]) for row in up["life"]["documents"]] == [("d3", "명부", False), ("d2", "정관", True)]
    gone = shaping.written(draft, typed.changes(page, draft, posted(**both, act="remove:documents:0"), set()))
    assert [row["key"] for row in gone["life"]["documents"]] == ["d3"]


@pytest.mark.parametrize(
    ("precision", "first", "last", "found"),
    [
        ("month", "2027-03-15", "", ("2027-03-01", "2027-03-31")),
        ("part_of_month", "2027-02-25", "", ("2027-02-21", "2027-02-28")),
        ("day", "2027-03-15", "", ("2027-03-15", "2027-03-15")),
        ("order_only", "2027-03-15", "2027-03-16", (None, None)),
        ("rolling", "2027-03-15", "", ("2027-03-15", None)),
    ],
)
def test_a_window_is_as_wide_as_it_is_known(precision, first, last, found):
    draft = shaping.opened(makers.definition(life={**makers.LIFE, "documents": [], "rules": [], "sections": []}))
    page = topics.topic_of("stages", draft)
    start = "stages__0__window__"
    data = posted(
        **{"stages__rows": "1", "stages__0__key": "notice", f"{start}precision": precision, f"{start}from": first, f"{start}to": last}
    )
    window = typed.changes(page, draft, data, set())["life.stages"][0]["window"]
    assert (window["from"], window["to"]) == found


def test_stages_are_added_several_at_once_and_called_by_what_they_are():
    draft = shaping.blank(year=2027, organizer="예시 센터", order=1, slug="")
    page = topics.topic_of("stages", draft)
    data = posted(stages__rows="0", stages__new=["notice", "intake", "review", "selection"], act="add:stages")
    draft = shaping.written(draft, typed.changes(page, draft, data, set()))
    assert [(row["key"], row["label"], row["order"]) for row in draft["life"]["stages"]] == [
        ("notice", "공고", 1), ("intake", "접수", 2), ("review", "심사", 3), ("selection", "선정", 4),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
class TestVerbs:
    """In the database."""

    def test_a_program_has_one_open_draft(self):
        program = a_program()
        first = begun(program_id=program.pk)
        assert begun(program_id=program.pk).pk == first.pk
        drafting.drop_draft(draft_id=first.pk, by=OFFICER, at=BEFORE, key=NO_KEY)
        assert begun(program_id=program.pk).pk != first.pk

    def test_a_new_program_begins_with_another_ones_contents_and_an_address_of_its_own(self):
        program = a_program()
        draft = begun(from_version_id=program.version_id)
        assert (draft.program, draft.document["slug"]) == (None, "")
        assert [row["kind"] for row in draft.document["life"]["stages"]] == [
            row["kind"] for row in program.version.document["life"]["stages"]
        ]

    def test_another_topic_may_be_saved_by_a_colleague_meanwhile(self):
        draft = begun(program_id=a_program().pk)
        assert saved(draft, "basics", title="새 이름") == 1
        assert saved(draft, "money", by=COLLEAGUE, version=0, budget=None) == 2

    def test_nobody_overwrites_a_colleague_unseen(self):
        draft = begun(program_id=a_program().pk)
        saved(draft, "basics", title="내 이름")
        with pytest.raises(drafting.SavedMeanwhile, match="예시 직원님이"):
            saved(draft, "basics", by=COLLEAGUE, version=0, title="네 이름")
        assert saved(draft, "basics", by=COLLEAGUE, version=1, title="네 이름") == 2
        draft.refresh_from_db()
        assert draft.document["title"] == "네 이름"

    def test_a_draft_with_problems_is_refused_with_each_of_them(self):
        draft = begun()
        with pytest.raises(Refused) as refused:
            drafting.publish_draft(draft_id=draft.pk, version=0, reason="새 사업", by=OFFICER, at=BEFORE, key=NO_KEY)
        assert len(refused.value.reasons) > 3
        assert not Program.objects.exists()

    def test_a_published_draft_is_the_next_version_made_on_screen(self):
        program = a_program()
        draft = begun(program_id=program.pk)
        saved(draft, "basics", title="고친 이름")
        made = drafting.publish_draft(draft_id=draft.pk, version=1, reason="이름이 바뀌었어요", by=OFFICER, at=BEFORE, key=NO_KEY)
        program.refresh_from_db()
        assert (made.number, made.origin, made.reason) == (2, DefinitionVersion.Origin.SCREEN, "이름이 바뀌었어요")
        assert (program.title, program.version_id) == ("고친 이름", made.pk)
        assert read_terms(made.document, sha256=made.sha256).title == "고친 이름"
        assert DefinitionDraft.objects.get().closed_at == BEFORE

    def test_a_new_program_comes_into_being_with_its_first_version(self):
        source = a_program()
        draft = begun(from_version_id=source.version_id)
        saved(draft, "basics", slug="brand-new-program", title="새로운 사업")
        made = drafting.publish_draft(draft_id=draft.pk, version=1, reason="새 사업", by=OFFICER, at=BEFORE, key=NO_KEY, show=True)
        program = made.program
        assert (program.slug, program.copied_from_id, program.published_at) == ("brand-new-program", source.version_id, BEFORE)
        assert [row["key"] for row in made.document["stages"]] == [row["key"] for row in source.version.document["stages"]]

    def test_an_address_is_not_taken_twice_and_never_changes(self):
        source = a_program("first-address")
        draft = begun(from_version_id=source.version_id)
        saved(draft, "basics", slug="first-address")
        with pytest.raises(Refused, match="다른 사업이 쓰고"):
            drafting.publish_draft(draft_id=draft.pk, version=1, reason="새 사업", by=OFFICER, at=BEFORE, key=NO_KEY)
        with pytest.raises(Refused, match="바꿀 수 없어요"):
            saved(begun(program_id=source.pk), "basics", slug="second-address")

    def test_nothing_is_published_that_somebody_saved_after_one_looked(self):
        draft = begun(program_id=a_program().pk)
        saved(draft, "basics", title="고친 이름")
        with pytest.raises(drafting.SavedMeanwhile):
            drafting.publish_draft(draft_id=draft.pk, version=0, reason="까닭", by=COLLEAGUE, at=BEFORE, key=NO_KEY)

    def test_nothing_is_published_over_another_way_of_changing(self):
        program = a_program()
        draft = begun(program_id=program.pk)
        saved(draft, "basics", title="고친 이름")
        from dure.apps.programs.actions.definitions import revise_program

        other = {**program.version.document, "title": "파일에서 고침"}
        revise_program(program_id=program.pk, document=other, reason="파일", by=OFFICER, at=BEFORE, key=NO_KEY)
        with pytest.raises(Refused, match="다른 길로"):
            drafting.publish_draft(draft_id=draft.pk, version=1, reason="까닭", by=OFFICER, at=BEFORE, key=NO_KEY)

    def test_a_reason_and_a_change_are_needed(self):
        draft = begun(program_id=a_program().pk)
        with pytest.raises(Refused, match="왜 고쳤는지"):
            drafting.publish_draft(draft_id=draft.pk, version=0, reason=" ", by=OFFICER, at=BEFORE, key=NO_KEY)
        with pytest.raises(Refused, match="달라진 것이 없어요"):
            drafting.publish_draft(draft_id=draft.pk, version=0, reason="까닭", by=OFFICER, at=BEFORE, key=NO_KEY)

    @pytest.mark.parametrize("who", sorted(set(makers.ACTORS) - makers.PROGRAM_STAFF))
    def test_only_program_staff_writes_definitions(self, who):
        edition = makers.edition()
        with pytest.raises(Forbidden):
            drafting.begin_draft(edition_id=edition.pk, by=makers.ACTORS[who], at=BEFORE, key=NO_KEY)

    def test_a_removed_question_does_not_give_its_key_to_another(self):
        asked = {"key": "q1", "label": "처음인가요?", "kind": "yes_no", "required": True, "hint": "", "choices": [], "longest": None}
        page = {"key": "s1", "title": "쪽", "hint": "", "questions": [asked]}
        program = a_program(life={**makers.LIFE, "sections": [page], "documents": [], "rules": []})
        draft = begun(program_id=program.pk)
        saved(draft, "application:s1", life__sections=[{**page, "questions": []}])
        draft.refresh_from_db()
        topic = topics.topic_of("application:s1", draft.document)
        data = posted(questions__rows="0", questions__new="text", act="add:questions")
        changed = typed.changes(topic, draft.document, data, queries.used_keys(draft))
        assert look(shaping.written(draft.document, changed), topic.listings[0].place)[0]["key"] == "q2"
