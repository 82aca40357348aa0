"""The timetable of 2019, spot-checked against the document row by row."""

import pytest

YEAR = 2019


def test_every_row_is_there_in_the_order_of_the_document(exported):
    orders = [program["order"] for (year, _), program in exported.items() if year == YEAR]
    assert orders == list(range(1, 45))


@pytest.mark.parametrize(
    ("slug", "least", "most", "qualifier"),
    [
        ("coop-store-listing", 45_000_000, 45_000_000, "exact"),
        ("retail-channel-listing", 124_000_000, 124_000_000, "exact"),
        ("neighborhood-sharing-pilot", 50_000_000, 50_000_000, "exact"),
        ("strategy-model-commercialization", 600_000_000, 600_000_000, "exact"),
        ("village-joint-planning", 150_000_000, 150_000_000, "exact"),
        ("network-cooperation-support", 90_000_000, 90_000_000, "exact"),
        ("academy-operation-support", 80_000_000, 80_000_000, "exact"),
        ("mandatory-training-course", 30_000_000, 30_000_000, "about"),
        ("strategy-study-trip", 87_000_000, 87_000_000, "exact"),
        ("technical-study-trip", 30_000_000, 30_000_000, "exact"),
    ],
)
def test_the_size_of_a_program(exported, slug, least, most, qualifier):
    budget = exported[YEAR, slug]["budget"]
    assert (budget["min"], budget["max"], budget["qualifier"]) == (least, most, qualifier)


@pytest.mark.parametrize(
    ("slug", "caps"),
    [
        ("coop-store-listing", [(45_000_000, 45_000_000, "average", "firm")]),
        ("retail-channel-listing", [(None, 70_000_000, "max", "firm")]),
        ("neighborhood-sharing-pilot", [(None, 10_000_000, "max", "firm")]),
        ("strategy-model-commercialization", [(None, 80_000_000, "max", "firm")]),
        ("village-level-up", [(None, 10_000_000, "max", "firm"), (5_000_000, 5_000_000, "average", "firm")]),
        ("village-joint-planning", [(None, None, "undecided", "firm")]),
        ("academy-operation-support", [(20_000_000, 20_000_000, "average", "course")]),
        ("strategy-study-trip", [(None, 3_000_000, "max", "head")]),
        ("coop-collaboration-model", [(None, 10_000_000, "max", "firm")]),
        ("coop-strategy-model", [(None, 9_000_000, "max", "firm")]),
        ("coop-small-events", [(1_000_000, 1_000_000, "average", "firm")]),
    ],
)
def test_what_one_firm_or_head_gets(exported, slug, caps):
    assert [(cap["min"], cap["max"], cap["qualifier"], cap["per"]) for cap in exported[YEAR, slug]["caps"]] == caps


@pytest.mark.parametrize(
    ("slug", "awards", "qualifier"),
    [
        ("strategy-model-commercialization", 7, "about"),
        ("planned-topic-research", 2, "exact"),
        ("free-topic-research", 3, "exact"),
        ("coop-startup-consulting", 24, "exact"),
        ("coop-tailored-growth", 8, "exact"),
        ("coop-collaboration-model", 4, "exact"),
        ("coop-strategy-model", 5, "exact"),
        ("coop-small-events", 11, "exact"),
    ],
)
def test_how_many_are_chosen(exported, slug, awards, qualifier):
    count = exported[YEAR, slug]["awards"]
    assert (count["min"], count["max"], count["qualifier"]) == (awards, awards, qualifier)


@pytest.mark.parametrize(
    ("slug", "label", "first", "last", "precision", "text"),
    [
        ("purchase-sales-support", "수행기관 선정", "2018-12-01", "2018-12-31", "month", "18년 12월"),
        ("purchase-meeting-day", "사전설명회", "2019-02-11", "2019-02-11", "day", "2.11"),
        ("purchase-meeting-day", "상담회", "2019-02-27", "2019-02-28", "day", "2.27-28"),
        ("village-startup-course", "참여기업 모집", None, "2019-08-31", "month", "~8월"),
        ("coop-small-events", "사업 수행", "2019-04-01", "2019-11-30", "month", "4~11월"),
        ("coop-visiting-course", "교육진행", "2019-01-01", "2019-12-31", "until_spent", "1~12월 수시신청, 예산 소진시까지"),
        ("coop-consultation-desk", "수시", None, None, "rolling", "수시"),
        ("district-center-cooperation", "상시", None, None, "rolling", "상시"),
    ],
)
def test_a_month_that_stands_in_words_is_kept(exported, slug, label, first, last, precision, text):
    stage = next(stage for stage in exported[YEAR, slug]["stages"] if stage["label"] == label)
    assert stage["window"] == {"from": first, "to": last, "precision": precision, "hour": None, "text": text}


def test_the_meetings_of_the_year_stand_in_their_months(exported):
    stages = exported[YEAR, "coop-policy-improvement"]["stages"]
    assert [s["window"]["from"][5:7] for s in stages if s["label"] == "열린 학습회"] == ["03", "05", "07", "09"]
    assert [s["window"]["from"][5:7] for s in stages if s["label"] == "제도개선 토론회"] == ["04", "10"]


def test_two_calls_of_one_program_are_two_rounds(exported):
    delivered = [s for s in exported[YEAR, "coop-startup-consulting"]["stages"] if s["kind"] == "delivery"]
    assert [(s["round"], s["window"]["from"], s["window"]["to"]) for s in delivered] == [
        (1, "2019-04-01", "2019-06-30"),
        (2, "2019-07-01", "2019-11-30"),
    ]


@pytest.mark.parametrize(
    ("slug", "kinds"),
    [
        (
            "network-cooperation-support",
            ["notice", "intake", "review", "selection", "agreement", "disbursement", "report", "disbursement", "report"],
        ),
        (
            "coop-store-listing",
            [
                *("notice", "intake", "selection", "agreement", "disbursement", "meeting", "intake", "meeting", "report"),
                *("intake", "meeting", "report", "showcase"),
            ],
        ),
        (
            "strategy-study-trip",
            ["preparation", "notice", "intake", "review", "selection", "preparation", "delivery", "report", "showcase"],
        ),
        ("excellent-site-visits", ["notice", "intake", "session", "session", "session", "session"]),
    ],
)
def test_stages_stand_in_the_order_of_the_row(exported, slug, kinds):
    assert [stage["kind"] for stage in exported[YEAR, slug]["stages"]] == kinds


def test_four_amounts_in_one_cell_belong_to_four_tracks(exported):
    tracks = exported[YEAR, "village-enterprise-founding"]["tracks"]
    assert [(track["title"], track["caps"][0]["max"]) for track in tracks] == [
        ("예비", 10_000_000),
        ("1년차", 50_000_000),
        ("2년차", 30_000_000),
        ("3년차", 20_000_000),
    ]


def test_an_amount_printed_once_for_several_rows_is_stored_once(exported):
    holder = exported[YEAR, "mandatory-training-course"]
    assert len(holder["shared_with"]) == 3
    assert all(exported[YEAR, slug]["budget"] is None for slug in holder["shared_with"])


def test_the_bars_of_the_month_columns_are_said_to_be_lost(exported):
    assert all("추진일정 칸의 막대" in program["lost"] for (year, _), program in exported.items() if year == YEAR)


@pytest.mark.parametrize(
    ("slug", "team", "telephone"),
    [
        ("purchase-meeting-day", "공공구매영업지원단", "070-4270-3942"),
        ("daily-management-mentoring", "경영지원팀", "070-7873-1433"),
        ("sangam-socialbox-use", "운영팀", "070-7467-6510"),
        ("coop-visiting-course", "신나는조합 협동조합팀", "070-4870-5086"),
        ("coop-policy-improvement", "서울시협동조합지원센터", "02-383-8324"),
    ],
)
def test_whom_to_ask(exported, slug, team, telephone):
    assert {"team": team, "telephone": telephone} in exported[YEAR, slug]["contacts"]
