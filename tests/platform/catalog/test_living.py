"""The recipe: the source's stages in their order, completed by the life; and what follows for both years."""

from itertools import pairwise

import pytest

from dure.platform.catalog import living
from dure.platform.catalog.definition import document
from dure.platform.catalog.schema import Life, Stage

GRANT = Life.model_validate(
    {
        "stages": [
            {"kind": "notice"},
            {"kind": "intake"},
            {"kind": "screening", "mode": "desk"},
            {"kind": "review", "mode": "interview"},
            {"kind": "selection"},
            {"kind": "agreement"},
            {"kind": "disbursement", "share": "100"},
            {"kind": "delivery"},
            {"kind": "report", "which": "interim"},
            {"kind": "report", "which": "final"},
            {"kind": "settlement"},
            {"kind": "showcase"},
        ]
    }
)
OWN_WORK = Life.model_validate({"stages": [{"kind": "preparation"}, {"kind": "delivery"}], "payment_mode": "none"})
UNPAID = Life.model_validate({"stages": [{"kind": "intake"}, {"kind": "delivery"}], "payment_mode": "none"})


def stages(*said):
    return [Stage.model_validate(stage if isinstance(stage, dict) else {"kind": stage}) for stage in said]


def kinds(found):
    return [":".join(part for part in (stage.kind, stage.which, stage.tier) if part) for stage in found]


def test_what_the_source_leaves_out_is_added_and_says_so():
    found = living.lived(stages("notice", "selection", "delivery"), GRANT)
    assert kinds(found) == kinds(GRANT.stages)
    assert [stage.stated_by for stage in found[:5]] == ["source", "dure", "dure", "dure", "source"]


def test_meetings_of_the_source_stay_where_they_are_and_reports_come_before_the_showcase():
    found = kinds(living.lived(stages("meeting", "notice", "selection", "meeting", "showcase"), GRANT))
    assert found[:2] == ["meeting", "notice"]
    assert found[-5:] == ["meeting", "report:interim", "report:final", "settlement", "showcase"]


def test_every_review_has_a_selection_of_its_tier_and_every_selection_a_review():
    source = stages(
        "intake", {"kind": "selection", "tier": "district"}, {"kind": "review", "tier": "city"}, {"kind": "review", "tier": "ministry"}
    )
    judged = [stage for stage in kinds(living.lived(source, GRANT)) if stage.partition(":")[0] in {"review", "selection"}]
    assert judged == ["review:district", "selection:district", "review:city", "selection:city", "review:ministry", "selection:ministry"]


def test_of_repeated_calls_the_first_is_read():
    call = [{"kind": kind, "round": number} for number in (1, 2) for kind in ("notice", "intake", "review")]
    assert kinds(living.called_once(stages(*call))) == ["notice", "intake", "review"]


def test_a_later_call_has_its_own_stages_and_what_is_stated_once_for_all():
    call = [{"kind": kind, "round": number} for number in (1, 2) for kind in ("notice", "intake")]
    source = stages("meeting", *call, "review", {"kind": "delivery"})
    assert living.calls_in(source) == [1, 2]
    assert kinds(living.of_call(source, 2)) == ["notice", "intake", "review", "delivery"]


def test_calls_that_are_told_apart_by_turns_share_what_is_stated_once():
    source = stages("intake", {"kind": "intake", "turn": 2}, "review", "agreement", {"kind": "agreement", "turn": 2})
    assert living.calls_in(source) == [1, 2]
    assert [(stage.kind, stage.turn) for stage in living.of_call(source, 2)] == [("intake", 2), ("review", 1), ("agreement", 2)]


def test_rounds_of_a_program_that_calls_once_are_all_lived():
    meetings = stages(*({"kind": "session", "round": number} for number in (1, 2, 3)))
    assert living.called_once(meetings) == meetings
    listings = [{"kind": "intake", "round": number, "who": "입점기업"} for number in (1, 2)]
    assert kinds(living.called_once(stages("intake", "agreement", *listings))) == ["intake", "agreement", "delivery", "delivery"]


def test_a_review_before_the_intake_is_that_of_the_call_before():
    assert kinds(living.called_once(stages("review", "notice", "intake", "review"))) == ["notice", "intake", "review"]


def test_a_later_intake_is_work_of_the_chosen():
    found = living.called_once(stages("intake", "agreement", {"kind": "intake", "label": "입점모집 1차"}))
    assert [(stage.kind, stage.label) for stage in found][-1] == ("delivery", "입점모집 1차")


def test_a_program_without_applications_is_tracked_as_the_source_states_it():
    assert kinds(living.lived(stages("delivery", {"kind": "report", "which": "final"}), OWN_WORK)) == ["delivery", "report:final"]


def test_of_a_program_without_stages_the_life_is_lived():
    assert kinds(living.lived([], OWN_WORK)) == ["preparation", "delivery"]


def test_money_that_the_source_pays_is_agreed_and_settled():
    found = living.lived(stages("intake", "disbursement", {"kind": "report", "which": "final"}, "showcase"), UNPAID)
    assert [kind for kind in kinds(found) if kind != "delivery"] == [
        "intake", "agreement", "disbursement", "report:final", "settlement", "showcase",
    ]  # fmt: skip
    assert living.money_of(found, UNPAID) == {"payment_mode": "ahead", "asks_budget": True}


def test_where_nothing_is_paid_nothing_is_settled():
    found = living.lived(stages("intake"), UNPAID)
    assert kinds(found) == ["intake", "delivery"]
    unsettled = Life.model_validate({"stages": [{"kind": "intake"}, {"kind": "settlement"}], "payment_mode": "none"})
    assert kinds(living.lived(stages("intake"), unsettled)) == ["intake"]
    assert living.money_of(found, UNPAID) == {"payment_mode": "none", "asks_budget": False}


def test_instalments_that_do_not_make_the_whole_are_a_mistake():
    with pytest.raises(ValueError, match="100%"):
        living.lived(stages("intake", "disbursement", {"kind": "disbursement", "turn": "2"}), GRANT)


def ways(catalog):
    for program in catalog.programs:
        for part, track in living.ways_of(program):
            said = document(program, catalog)
            lived = [stage for stage in said["life"]["stages"] if stage["part"] == part and stage["track"] == track]
            yield program, part, track, lived


def test_every_program_of_both_years_has_a_life(catalog):
    assert [program.slug for program in catalog.programs if not program.life] == []


def test_every_stage_that_the_source_states_is_lived_in_the_same_order_in_every_call(catalog):
    for program, part, track, lived in ways(catalog):
        own = [stage for stage in program.stages if stage.part in {"", part} and stage.track in {"", track}]
        variants = [variant for variant in (*program.tracks, *program.parts) if variant.key in {part, track}]
        for source in (own, *(variant.stages for variant in variants)):
            _first, *later = living.calls_in(source)
            for call in (living.called_once(source), *(living.of_call(source, number) for number in later)):
                stated = [(stage.kind, stage.which) for stage in call]
                found = iter([(stage["kind"], stage["which"]) for stage in lived])
                assert all(stage in found for stage in stated), (program.slug, part or track, stated)


def test_no_call_leaves_out_what_the_source_states_but_last_years_review(catalog):
    """Between them the calls live every stage of the source, but for the review of the village enterprises' call of the year before."""
    left_out = []
    for program, part, track, _ in ways(catalog):
        source = living.source_of(program, part, track)
        calls = [living.called_once(source), *(living.of_call(source, number) for number in living.calls_in(source)[1:])]
        lived = [(stage.cell, stage.tier, stage.which, stage.round, stage.turn) for call in calls for stage in call]
        stated = [(stage.cell, stage.tier, stage.which, stage.round, stage.turn) for stage in source]
        left_out += [(program.slug, stage[1]) for stage in stated if stage not in lived]
    assert left_out == [("village-enterprise-founding", "ministry")]


def test_every_review_of_both_years_is_answered_by_a_selection_and_every_report_stands_on_an_agreement(catalog):
    for program, part, track, lived in ways(catalog):
        if not any(stage["kind"] == "intake" for stage in lived):
            continue
        judged = [(stage["kind"], stage["tier"]) for stage in lived if stage["kind"] in {"review", "selection"}]
        for (kind, tier), (answer, same) in list(pairwise(judged))[::2]:
            assert (kind, answer, tier) == ("review", "selection", same), (program.slug, part or track)
        bound = [stage["kind"] for stage in lived if stage["kind"] in {"agreement", "disbursement", "report", "settlement", "showcase"}]
        assert not bound or bound[0] == "agreement", (program.slug, part or track)


def test_the_stages_that_dure_adds_are_told_from_those_of_the_source(catalog):
    lived = document(catalog.program(2021, "industry-network-organizing"), catalog)["life"]["stages"]
    assert [stage["key"] for stage in lived if stage["stated_by"] == "source"] == ["notice", "selection", "delivery"]


def test_a_part_with_a_life_of_its_own_is_read_with_its_forms(catalog):
    from dure.apps.programs.reading import read_terms

    said = document(catalog.program(2021, "retail-channel-listing"), catalog)
    operator, firm = (read_terms(said, sha256="", part=part) for part in ("operator", "firm"))
    assert (operator.asks_budget, operator.payment_mode, len(operator.disbursements)) == (True, "ahead", 1)
    assert (firm.asks_budget, firm.payment_mode, firm.disbursements) == (False, "none", ())
    assert firm.section("checklist") is not None
    assert operator.section("checklist") is None


def test_every_life_of_the_catalog_is_lived_by_a_program(catalog):
    named = {program.life for program in catalog.programs}
    named |= {variant.life for program in catalog.programs for variant in (*program.tracks, *program.parts)}
    assert set(catalog.lives) <= named


def test_every_life_that_takes_applications_asks_judges_and_promises(catalog):
    for name, life in catalog.lives.items():
        if not any(stage.kind == "intake" for stage in life.stages):
            continue
        assert 4 <= len(life.sections) <= 7, name
        assert life.score_sheet is not None
        assert all(len(line.levels) == 5 for line in life.score_sheet.criteria), name
        assert len(life.agreement_terms) >= 6, name
        assert all(clause.text.endswith("다.") for clause in life.agreement_terms), name
