"""The lives agree with the apps that live them."""

from typing import get_args

import pytest

from dure.platform.catalog import living, reader, vocabulary
from dure.platform.catalog.definition import document
from dure.platform.catalog.schema import Life


def test_every_rule_that_a_file_may_name_is_one_that_can_be_asked():
    from dure.apps.programs.rules import RULES

    assert set(get_args(vocabulary.RuleKind)) == {*RULES, "own_share_at_least"} == set(vocabulary.RULE_PARAMETERS)


def test_every_evidence_that_a_file_may_name_is_one_that_can_be_filed():
    from dure.apps.grants.words import EvidenceKind

    assert set(get_args(vocabulary.EvidenceKind)) == set(EvidenceKind.values)


def test_every_form_kind_and_status_that_a_rule_names_has_a_word(catalog):
    from dure.apps.programs.words import LEGAL_FORM_WORDS, PARTY_KIND_WORDS, STATUS_WORDS

    offers = [offer for program in catalog.programs for offer in (program, *program.tracks, *program.parts)]
    rules = [rule for holder in (*offers, *catalog.lives.values()) for rule in holder.rules]
    for parameter, known in (("forms", LEGAL_FORM_WORDS), ("kinds", PARTY_KIND_WORDS), ("statuses", STATUS_WORDS)):
        assert {word for rule in rules for word in rule.parameters.get(parameter, [])} <= set(known)


def test_a_program_that_asks_for_partners_has_a_form_for_them(catalog):
    asking = {"partners_at_least", "partner_forms_among"}
    lived = [program for program in catalog.programs if program.life and asking & {rule.rule for rule in program.rules}]
    assert lived
    assert all(catalog.lives[program.life].asks_partners for program in lived)


def test_every_category_has_a_word(catalog):
    from dure.apps.programs.words import CATEGORY_WORDS

    assert {category.key for life in catalog.lives.values() for category in life.budget_categories} <= set(CATEGORY_WORDS)


def test_the_networks_pay_in_two_parts_and_the_second_waits_for_the_interim_report(catalog):
    paid = [stage for stage in catalog.lives["network"].stages if stage.kind == "disbursement"]
    assert [(stage.turn, stage.share, stage.gate) for stage in paid] == [(1, 70, ""), (2, 30, "interim")]


LIVES = sorted(file.stem for file in (reader.HOME / "lives").glob("*.yaml"))


@pytest.mark.parametrize("name", LIVES)
def test_what_the_center_adds_says_that_it_is_added(catalog, name):
    life = catalog.lives[name]
    assert any("운영 보충" in note for note in life.notes)
    assert {rule.stated_by for rule in life.rules} <= {"dure"}


@pytest.mark.parametrize("name", LIVES)
def test_no_question_is_asked_twice_and_none_asks_for_a_registration_number(catalog, name):
    life = catalog.lives[name]
    sections = [*life.sections, *(section for form in life.report_forms for section in form.sections)]
    questions = [question for section in sections for question in section.questions]
    keys = [question.key for question in questions]
    assert len(keys) == len(set(keys))
    assert not any("주민" in question.label and "번호" in question.label for question in questions)


def test_a_tenancy_pays_nothing_and_asks_no_budget(catalog):
    life = catalog.lives["tenancy"]
    assert (life.asks_budget, life.payment_mode, life.budget_categories) == (False, "none", ())


def test_every_program_with_a_life_becomes_terms(catalog):
    from dure.apps.programs.reading import read_terms

    for program in (program for program in catalog.programs if program.life):
        said = document(program, catalog)
        for part, track in {*living.ways_of(program), *(("", track.key) for track in program.tracks)}:
            terms = read_terms(said, sha256="", part=part, track=track)
            assert terms.has_life
            assert sum(paid.share_percent for paid in terms.disbursements) in {0, 100}


@pytest.mark.parametrize("key", ["budget", "check", "done", "files", "partners", "withdraw"])
def test_a_section_does_not_take_the_name_of_another_page_of_the_application(key):
    page = {"key": key, "title": "점검표", "questions": [{"key": "label", "label": "표시사항을 갖추었나요?", "kind": "yes_no"}]}
    with pytest.raises(ValueError, match="다른 화면이 쓰는 이름"):
        Life.model_validate({"stages": [{"kind": "intake"}], "payment_mode": "none", "sections": [page]})
