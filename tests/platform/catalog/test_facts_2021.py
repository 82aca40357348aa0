"""The briefing of 2021, spot-checked against the document."""

import pytest

YEAR = 2021


def offer(exported, slug, variant=""):
    """The program, or one of its tracks and parts."""
    program = exported[YEAR, slug]
    return next((found for found in (*program["tracks"], *program["parts"]) if found["key"] == variant), program)


@pytest.mark.parametrize(
    ("slug", "variant", "won", "qualifier"),
    [
        ("retail-channel-listing", "", 300_000_000, "exact"),
        ("content-platform-listing", "", 168_718_000, "exact"),
        ("procurement-scale-up", "", 30_000_000, "exact"),
        ("new-distribution-strategy", "", 100_000_000, "exact"),
        ("network-cooperation-grants", "", 60_000_000, "exact"),
        ("industry-network-organizing", "", 5_000_000, "exact"),
        ("community-care-support", "", 600_000_000, "exact"),
        ("district-care-network", "", 75_000_000, "exact"),
        ("neighborhood-sharing-leaders", "", 336_180_000, "exact"),
        ("living-care-enterprise", "", 80_000_000, "exact"),
        ("frail-elderly-food", "", 70_000_000, "exact"),
        ("policy-planning-research", "", 40_000_000, "about"),
        ("basic-academic-research", "", 15_000_000, "about"),
        ("social-value-research", "commissioned", 45_000_000, "about"),
        ("social-value-research", "in-house", 23_000_000, "about"),
        ("village-newcomer-discovery", "", 25_000_000, "exact"),
        ("village-agenda-planning", "", 140_000_000, "exact"),
        ("village-agenda-planning", "topic-two", 90_000_000, "exact"),
        ("village-competitiveness-boost", "", 60_000_000, "exact"),
    ],
)
def test_the_size_of_a_program(exported, slug, variant, won, qualifier):
    budget = offer(exported, slug, variant)["budget"]
    assert (budget["max"], budget["qualifier"]) == (won, qualifier)


@pytest.mark.parametrize(
    ("slug", "variant", "least", "most", "qualifier", "per"),
    [
        ("retail-channel-listing", "operator", 50_000_000, 50_000_000, "about", "firm"),
        ("retail-channel-listing", "firm", 6_000_000, 6_000_000, "about", "firm"),
        ("content-platform-listing", "", 8_500_000, 8_500_000, "about", "firm"),
        ("citizen-problem-platform", "", 15_000_000, 15_000_000, "average", "case"),
        ("alley-merchant-collaboration", "active", None, 30_000_000, "max", "case"),
        ("alley-merchant-collaboration", "half-active", 10_000_000, 20_000_000, "range", "case"),
        ("alley-merchant-collaboration", "inactive", 10_000_000, 15_000_000, "range", "case"),
        ("alley-merchant-collaboration", "specialized", None, 30_000_000, "max", "case"),
        ("youth-innovation-model", "", 30_000_000, 50_000_000, "range", "case"),
        ("seoul-locality-hub", "pilot", 20_000_000, 30_000_000, "range", "case"),
        ("impact-strategy-support", "", 50_000_000, 50_000_000, "exact", "case"),
        ("village-enterprise-designation", "preliminary", None, 10_000_000, "max", "firm"),
        ("village-enterprise-designation", "first-year", None, 50_000_000, "max", "firm"),
        ("village-agenda-planning", "topic-one", 50_000_000, 50_000_000, "about", "case"),
        ("job-creation-support", "specialist", 2_000_000, 2_500_000, "range", "head_month"),
        ("business-development-cost", "certified", None, 100_000_000, "max", "firm"),
        ("business-development-cost", "preliminary", None, 50_000_000, "max", "firm"),
    ],
)
def test_what_one_gets(exported, slug, variant, least, most, qualifier, per):
    cap = offer(exported, slug, variant)["caps"][0]
    assert (cap["min"], cap["max"], cap["qualifier"], cap["per"]) == (least, most, qualifier, per)


@pytest.mark.parametrize(
    ("slug", "variant", "least", "most", "qualifier"),
    [
        ("retail-channel-listing", "operator", 6, 6, "about"),
        ("retail-channel-listing", "firm", 50, 50, "about"),
        ("procurement-scale-up", "", 5, 15, "range"),
        ("network-cooperation-grants", "", 6, 6, "about"),
        ("district-care-network", "", 25, 25, "exact"),
        ("neighborhood-sharing-leaders", "", 13, 13, "exact"),
        ("living-care-enterprise", "", 2, 2, "exact"),
        ("alley-merchant-collaboration", "", 15, 15, "exact"),
        ("alley-merchant-collaboration", "half-active", 5, 5, "exact"),
        ("village-agenda-planning", "topic-two", 5, 5, "exact"),
        ("village-competitiveness-boost", "", 8, 8, "about"),
    ],
)
def test_how_many_are_chosen(exported, slug, variant, least, most, qualifier):
    count = offer(exported, slug, variant)["awards"]
    assert (count["min"], count["max"], count["qualifier"]) == (least, most, qualifier)


@pytest.mark.parametrize(
    ("slug", "variant", "share"),
    [
        ("village-enterprise-designation", "first-year", (20, None, "unstated")),
        ("village-enterprise-designation", "preliminary", (20, None, "unstated")),
        ("business-development-cost", "", (10, 30, "unstated")),
        ("job-creation-support", "specialist", (10, 50, "unstated")),
    ],
)
def test_the_own_share_keeps_that_its_base_is_not_stated(exported, slug, variant, share):
    assert [(s["min"], s["max"], s["base"]) for s in offer(exported, slug, variant)["own_share"]] == [share]


@pytest.mark.parametrize(
    ("slug", "kind", "which", "first", "last", "precision"),
    [
        ("network-cooperation-grants", "intake", "", "2021-02-08", "2021-02-22", "day"),
        ("network-cooperation-grants", "selection", "", "2021-02-21", "2021-02-28", "part_of_month"),
        ("network-cooperation-grants", "delivery", "", "2021-03-01", "2021-11-30", "month"),
        ("district-care-network", "intake", "", "2021-02-10", "2021-02-24", "day"),
        ("living-care-enterprise", "selection", "", "2021-02-25", "2021-02-25", "day"),
        ("gaebong-space-tenancy", "intake", "", "2021-01-19", "2021-02-09", "day"),
        ("garak-food-tenancy", "intake", "", "2021-01-19", "2021-02-16", "day"),
        ("coop-hub-tenancy", "intake", "", "2021-03-01", "2021-04-30", "month"),
        ("garak-food-tenancy", "delivery", "", None, "2021-05-10", "part_of_month"),
        ("village-newcomer-discovery", "intake", "", "2021-03-01", "2021-04-30", "month"),
        ("policy-planning-research", "report", "interim", "2021-08-01", "2021-08-31", "month"),
        ("basic-academic-research", "report", "interim", "2021-09-01", "2021-09-30", "month"),
        ("job-creation-support", "notice", "", None, "2021-02-19", "day"),
        ("business-development-cost", "notice", "", None, "2021-03-04", "day"),
        ("social-problem-innovation", "intake", "", "2021-02-16", "2021-03-02", "minute"),
        ("resident-skill-school", "notice", "", "2021-03-01", "2021-03-10", "part_of_month"),
    ],
)
def test_a_date_keeps_its_precision(exported, slug, kind, which, first, last, precision):
    stage = next(s for s in exported[YEAR, slug]["stages"] if (s["kind"], s["which"]) == (kind, which))
    assert (stage["window"]["from"], stage["window"]["to"], stage["window"]["precision"]) == (first, last, precision)


def test_only_the_city_prints_an_hour(exported):
    hours = {slug: s["window"]["hour"] for (year, slug), p in exported.items() if year == YEAR for s in p["stages"] if s["window"]["hour"]}
    assert hours == {"social-problem-innovation": "18:00", "coop-scaling-innovation": "18:00"}


def test_three_meetings_a_year_are_three_rounds(exported):
    held = [s for s in exported[YEAR, "online-procurement-meeting"]["stages"] if s["kind"] == "session"]
    assert [(s["round"], s["window"]["from"][5:7]) for s in held] == [(1, "04"), (2, "07"), (3, "10")]


def test_the_intro_course_has_four_days(exported):
    track = offer(exported, "village-enterprise-education", "intro")
    assert [s["window"]["from"] for s in track["stages"]] == ["2021-02-25", "2021-05-27", "2021-08-26", "2021-10-28"]


def test_stages_of_the_charts_have_an_order_and_no_months(exported):
    charted = [p for (year, _), p in exported.items() if year == YEAR and "추진일정 막대" in p["lost"]]
    assert len(charted) == 12
    undated = exported[YEAR, "retail-channel-listing"]["stages"]
    assert {s["window"]["precision"] for s in undated} == {"order_only"}


def test_three_governments_follow_one_another(exported):
    stages = exported[YEAR, "village-enterprise-designation"]["stages"]
    assert [s["tier"] for s in stages[:8]] == ["center", "center", "city", "district", "district", "district", "city", "ministry"]


@pytest.mark.parametrize(
    ("slug", "fees"),
    [
        ("gaebong-space-tenancy", [4_500, None]),
        ("garak-food-tenancy", [172_000, 200_000, 263_000, 310_000]),
        ("coop-hub-tenancy", [2_800, 3_800]),
        ("sangam-socialbox-tenancy", [2_700, 3_200]),
        ("innovation-lab-use", [0]),
    ],
)
def test_what_a_place_costs(exported, slug, fees):
    assert [fee["max"] for fee in exported[YEAR, slug]["fees"]] == fees


def test_the_insurance_rate_is_kept_as_printed(exported):
    assert exported[YEAR, "social-insurance-support"]["rates"][0]["percent"] == "10.075"


def test_sums_that_do_not_close_are_kept(exported):
    platform = exported[YEAR, "content-platform-listing"]
    assert platform["awards"]["max"] * platform["caps"][0]["max"] == 170_000_000 != platform["budget"]["max"]
    districts = ("district-care-network", "neighborhood-sharing-leaders", "living-care-enterprise")
    care = sum(exported[YEAR, slug]["budget"]["max"] for slug in districts)
    assert care == 491_180_000 != exported[YEAR, "community-care-support"]["budget"]["max"]


def test_shares_of_more_than_the_whole_are_kept(catalog):
    figures = {figure.key: figure.value for figure in catalog.figures}
    assert sum(value for key, value in figures.items() if key.startswith("purchase-share")) == 101
    assert figures["purchase-goal-2021"] - figures["purchase-goal-2020"] == 10_000_000_000
    assert figures["purchase-result-2020"] == 184_700_000_000


def test_the_four_lines_and_their_totals_are_as_printed(catalog):
    budget = catalog.budget
    assert budget.totals == {2020: 6_934_865, 2021: 4_501_647}
    assert [line.amounts[2021] for line in budget.lines] == [789_800, 1_678_000, 1_743_847, 290_000]
    assert [line.difference for line in budget.lines] == [-641_300, -1_666_846, 64_928, -190_000]
    assert budget.difference == -2_433_218


@pytest.mark.parametrize(
    ("slug", "telephones"),
    [
        ("network-cooperation-grants", ["02-2088-6087"]),
        ("community-care-support", ["02-2088-6290", "02-2088-6087"]),
        ("citizen-problem-platform", ["02-2088-6295"]),
        ("alley-merchant-collaboration", ["02-2088-6279"]),
        ("social-value-research", ["02-2088-6095"]),
        ("portal-sns-operation", ["02-2088-6150", "02-2088-6124"]),
        ("retail-channel-listing", []),
        ("youth-innovation-model", []),
    ],
)
def test_whom_to_ask_if_the_document_says_so(exported, slug, telephones):
    assert [contact["telephone"] for contact in exported[YEAR, slug]["contacts"]] == telephones


def test_places_machines_and_courses_are_there_with_their_figures(catalog):
    places = {place.key: place for place in catalog.facilities}
    machines = {machine.key: machine for machine in catalog.machines}
    courses = {course.key: course for course in catalog.courses}
    assert {key: place.longest_stay_years for key, place in places.items()} == {
        "gaebong-space": 2,
        "garak-cluster": 5,
        "coop-hub": 3,
        "sangam-socialbox": 2,
        "innovation-lab": None,
    }
    assert {key: machine.bed_mm for key, machine in machines.items()} == {
        "laser-cutter": (1300, 900),
        "cnc-router": (1300, 2500, 200),
        "printer-tronxy": (400, 400, 400),
        "printer-ultimaker": (215, 215, 200),
    }
    assert {key: course.hours for key, course in courses.items()} == {"intro": 7, "basic": 7, "common": 7, "advanced": 3, "specialist": 4}
