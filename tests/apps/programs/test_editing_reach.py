"""Everything that a definition may say has a place on screen, or a reason why not: the schema of the files and the terms are walked, field by field."""

import dataclasses
import typing
from types import UnionType

import pytest
from pydantic import BaseModel

from dure.apps.programs import paperwork, terms
from dure.apps.programs.editing import shaping, topics, variants
from dure.apps.programs.rules.kinds import KINDS
from dure.platform.catalog import paperwork as filed
from dure.platform.catalog import schema
from dure.platform.catalog.vocabulary import RULE_PARAMETERS

WRITTEN_AS_ONE = (schema.AmountEntry, schema.CountEntry, schema.Window, filed.Condition, filed.Column)
"""What one field of the editor writes whole: an amount or a count in its words, days, a condition, a column."""
NOT_TYPED = {
    ("Program", "year"): "연도는 초안을 시작할 때 고른 해예요",
    ("Program", "rules"): "life의 규칙에서 자료에 적힌 것만 옮겨 적혀요 (shaping.tidied)",
    ("Program", "documents"): "life의 서류에서 자료에 적힌 것만 옮겨 적혀요 (shaping.tidied)",
    ("Program", "life"): "파일이 본뜬 life의 이름이에요. 화면에서는 그 내용을 고쳐요",
    ("Program", "life_changes"): "화면에서 고친 내용이 파일에서 이 이름 아래 적혀요",
    ("Program", "form"): "카탈로그의 어느 파일도 쓰지 않아요",
    ("Variant", "life"): "파일이 본뜬 life의 이름이에요. 화면에서는 ‘따로 정하는 주제’로 고쳐요",
    ("Variant", "life_changes"): "화면의 ‘따로 정하는 주제’가 파일에서 이 이름 아래 적혀요",
    ("Variant", "stages"): "유형과 단계 구분의 단계는 사업의 단계 옆에 그 이름을 달고 서요",
    ("Stage", "stated_by"): "날짜를 화면에서 고치면 센터의 날짜가 돼요 (shaping)",
    ("Terms", "sha256"): "읽은 문서의 지문이에요",
    ("Terms", "schema_number"): "파일 형식의 번호예요",
    ("Terms", "part"): "읽을 때 고른 단계 구분이에요",
    ("Terms", "track"): "읽을 때 고른 유형이에요",
    ("Terms", "has_life"): "단계가 있으면 참이에요",
    ("StageTerm", "order"): "줄의 차례예요",
    ("RuleTerm", "valid_from"): "법령의 요건(rulesets 파일)이 정해요",
    ("RuleTerm", "valid_to"): "법령의 요건(rulesets 파일)이 정해요",
    ("DutyTerm", "source"): "조문의 제목이에요",
}
"""Fields that no page asks for, each with its reason. Keys of rows are made by the editor (editing/keys)."""
NOT_HERE = {
    ("life", "stages", "cell"): "자료의 일정표에 적힌 말이라 ‘추진일정표의 단계’에서 적어요",
    ("life", "stages", "who"): "자료의 일정표에 적힌 말이라 ‘추진일정표의 단계’에서 적어요",
    ("life", "stages", "round"): "자료의 일정표에 적힌 말이라 ‘추진일정표의 단계’에서 적어요",
    ("life", "report_forms", "sections", "filled_by"): "보고서는 지원받는 조직만 써요",
    ("life", "follow_up", "sections", "filled_by"): "사후 조사는 지원받은 조직만 써요",
}
"""Places where a field that other places have means nothing."""
TERMS = {
    terms.Terms: (schema.Life, {}),
    terms.StageTerm: (schema.Stage, {"round_number": "round", "share_percent": "share"}),
    terms.RuleTerm: (schema.Rule, {"kind": "rule"}),
    terms.BudgetCategory: (filed.Category, {}),
    terms.DisbursementTerm: (schema.Stage, {"number": "turn", "share_percent": "share"}),
    terms.OwnShare: (schema.OwnShare, {"percent": "min", "most_percent": "max"}),
    terms.Retention: (schema.Life, {"selected_years": "retention_years", "others_years": "unselected_years"}),
    paperwork.Section: (filed.Section, {}),
    paperwork.Question: (filed.Question, {}),
    paperwork.DocumentTerm: (filed.Document, {}),
    paperwork.ScoreSheet: (filed.ScoreSheet, {}),
    paperwork.Criterion: (filed.Criterion, {}),
    paperwork.AgreementClause: (filed.Clause, {}),
    paperwork.DutyTerm: (filed.Duty, {}),
    paperwork.ReportForm: (filed.ReportForm, {}),
    paperwork.FollowUp: (filed.FollowUp, {}),
}
"""Frozen values that terms are made of, what of the file each is read from, and names that differ."""
OF_THE_PROGRAM = {
    "year": "year", "title": "title", "target": "target", "caps": "caps", "own_share": "own_share", "conditions": "conditions",
    "categories": "budget_categories", "disbursements": "stages", "retention": "retention_years",
}  # fmt: skip
WHOLE = (terms.Amount, terms.Window, paperwork.Column)
"""Frozen values that one field of the editor writes whole."""


def sample():
    """A draft in which every page there may be has a row."""
    draft = shaping.blank(year=2027, organizer="예시 센터", order=1, slug="one-example")
    page = {"key": "s1", "title": "쪽", "hint": "", "questions": []}
    life = draft["life"] | {
        "asks_partners": True, "sections": [page], "precheck_sections": [page | {"key": "s2", "filled_by": "staff"}],
        "report_forms": [{"which": "final", "title": "결과보고서", "sections": [page | {"key": "s3"}]}],
        "follow_up": {"months": [6], "days": 30, "sections": [page | {"key": "s4"}]},
    }  # fmt: skip
    row = topics.VARIANTS.listings[0].blank("")
    return draft | {"life": life, "tracks": [row | {"key": "t1"}], "parts": [row | {"key": "p1"}], "own_topics": {}}


def reached(listed, draft):
    """Every place in a document that a page of these topics writes, without keys and numbers of rows."""
    own = [topics.topic_of(f"{row['key']}~own", draft) for _, _, row in variants.variants(draft)]
    reports = [topics.topic_of("final", draft)]
    found = set()
    for topic in (*listed, *topics.section_topics(draft), *own, *reports):
        found |= {bare(field.path) for field in topic.fields}
        for listing in topic.listings:
            place = bare(listing.place)
            found |= {place} | ({(*place, listing.kind_field)} if listing.kinds else set())
            for kind in [key for key, _ in listing.kinds] or [""]:
                for field in listing.fields(listing.blank(kind), draft):
                    found |= {(*place, *bare(field.path))}
                    found |= {(*place, *bare(field.path), one.name) for one in (field.inner.fields if field.inner else ())}
    return found


def bare(path):
    return tuple(step for step in path if not step.startswith("#"))


def models_in(kind):
    """The schema's classes in an annotation."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [one for part in typing.get_args(kind) for one in models_in(part)]


def unreached(model, place, found, known=NOT_TYPED):
    """Fields of a class of the schema, and of those inside it, that no page writes: (class, field, place)."""
    for name, field in model.model_fields.items():
        path = (*place, name)
        inside = [one for one in models_in(field.annotation) if one not in WRITTEN_AS_ONE]
        asked = path in found or (name == "parameters" and any(one[:-1] == path for one in found))
        if name == "key" or path in NOT_HERE or (model.__name__, name) in known or (asked and not inside):
            continue
        if not inside:
            yield model.__name__, name, path
        for one in inside:
            yield from unreached(one, path, found, known)


def missing(listed, draft=None):
    found = reached(listed, draft or sample())
    return [*unreached(schema.Program, (), found), *unreached(schema.Life, ("life",), found)]


def test_every_field_of_the_files_is_asked_on_some_page():
    assert missing(topics.TOPICS) == []


@pytest.mark.parametrize(
    ("without", "lost"),
    [
        ("spending", ("Life", "pays_per")), ("spending", ("Category", "evidence")), ("clauses", ("Duty", "every")), ("stages", ("Stage", "due_days")),
        ("precheck", ("Life", "precheck_sections")), ("score", ("ScoreSheet", "challenge_days")),
    ],
)  # fmt: skip
def test_without_a_page_what_only_it_asks_is_missed(without, lost):
    """The control: a page is taken away, and the walk names what nobody asks any more."""
    draft = sample()
    if without == "precheck":
        draft["life"]["precheck_sections"] = []
    left = [topic for topic in topics.TOPICS if topic.key not in {without, "shown" if without == "stages" else without}]
    named = {(model, name) for model, name, _ in missing(left, draft)}
    assert lost in named or (without == "precheck" and ("Section", "title") in named)


def test_a_field_that_the_files_learn_is_missed_until_a_page_asks_it():
    """The control: the format learns a word."""

    class Longer(filed.Duty):
        fine: int = 0

    known = reached(topics.TOPICS, sample())
    assert list(unreached(Longer, ("life", "agreement_terms", "duties"), known)) == [
        ("Longer", "fine", ("life", "agreement_terms", "duties", "fine"))
    ]


def test_every_reason_is_still_needed():
    found = reached(topics.TOPICS, sample())
    needed = {
        (model, name) for model, name, _ in [*unreached(schema.Program, (), found, {}), *unreached(schema.Life, ("life",), found, {})]
    }
    of_files = {place for place in NOT_TYPED if place[0] in {"Program", "Variant", "Stage"}}
    assert of_files - needed - {("Program", "rules"), ("Program", "documents"), ("Variant", "stages")} == set()


def classes_in(kind):
    """The frozen values in an annotation."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return [kind]
    return (
        [one for part in typing.get_args(kind) for one in classes_in(part)]
        if typing.get_origin(kind) or isinstance(kind, UnionType)
        else []
    )


def frozen_values(kind):
    """Every frozen value that terms are made of."""
    found = [kind]
    for one in found:
        inside = [part for hint in typing.get_type_hints(one).values() for part in classes_in(hint)]
        found += [part for part in inside if part not in (*found, *WHOLE)]
    return list(dict.fromkeys(found))


def test_every_field_of_the_terms_is_read_from_something_that_a_page_asks():
    asked = {}
    found = reached(topics.TOPICS, sample())
    for model, place in ((schema.Program, ()), (schema.Life, ("life",))):
        collect(model, place, found, asked)
    nowhere = []
    for kind in frozen_values(terms.Terms):
        model, renamed = TERMS[kind]
        for one in dataclasses.fields(kind):
            name = renamed.get(one.name, one.name)
            of_program = OF_THE_PROGRAM.get(one.name) if kind is terms.Terms else None
            known = of_program in asked["Program"] | asked["Life"] | {"year"} if of_program else name in asked[model.__name__]
            if not known and name != "key" and (kind.__name__, one.name) not in NOT_TYPED and (model.__name__, name) not in NOT_TYPED:
                nowhere.append((kind.__name__, one.name))
    assert nowhere == []


def collect(model, place, found, asked):
    """The names of a class of the schema that some page asks, or that have something inside that is asked."""
    names = asked.setdefault(model.__name__, set())
    for name, field in model.model_fields.items():
        path = (*place, name)
        if any(known[: len(path)] == path for known in found):
            names.add(name)
            for one in models_in(field.annotation):
                if one not in WRITTEN_AS_ONE:
                    collect(one, path, found, asked)


def test_every_parameter_of_a_rule_is_a_field():
    for kind, (must, may) in RULE_PARAMETERS.items():
        assert must | may == {parameter.name for parameter in KINDS[kind].parameters}, kind
