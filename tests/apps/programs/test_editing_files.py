"""A definition edited on screen goes into the catalog's files without loss: pull, check, no difference, and applying makes no version."""

import json
import shutil

import pytest

from dure.apps.programs.actions import drafting
from dure.apps.programs.catalog import apply_programs, diff_programs, pull_programs
from dure.apps.programs.editing import topics, typed, variants
from dure.apps.programs.models import DefinitionDraft, Edition, Program
from dure.apps.programs.queries import editing as queries
from dure.apps.programs.reading import read_terms
from dure.platform.catalog import reader
from dure.platform.verbs import NO_KEY
from tests.apps.programs.makers import BEFORE, HOUSE, OFFICER, WITHIN
from tests.apps.programs.test_editing import posted

TRACKS, PARTS, OWN_LIFE = "village-enterprise-designation", "retail-channel-listing", "seoul-locality-hub"
KEPT = {TRACKS, PARTS, OWN_LIFE, "village-enterprise-founding", "_year"}
ASKED = {"questions__rows": "1", "questions__0__kind": "text", "questions__0__label": "무엇을 하나요?", "questions__0__required": "yes"}


@pytest.fixture
def home(tmp_path, db):
    """A copy of the catalog with three of its programs, applied; its year is opened to staff for the test."""
    home = shutil.copytree(reader.HOME, tmp_path / "seoul")
    for path in home.glob("programs/*/*.yaml"):
        if path.stem not in KEPT:
            path.unlink()
    apply_programs(reader.load(home), by=HOUSE, at=BEFORE)
    Edition.objects.filter(year=2021).update(kind=Edition.Kind.CURRENT)
    return home


def begun(slug):
    program = Program.objects.get(slug=slug, edition__year=2021)
    return drafting.begin_draft(edition_id=program.edition_id, program_id=program.pk, by=OFFICER, at=BEFORE, key=NO_KEY)


def types(draft, topic_key, **fields):
    """Post one page, as the browser does."""
    draft.refresh_from_db()
    topic = topics.topic_of(topic_key, draft.document)
    key, _ = variants.split(topic_key)
    changes = typed.changes(topic, variants.seen_as(key, draft.document), posted(**fields), queries.used_keys(draft))
    drafting.save_draft_part(
        draft_id=draft.pk, section=topic.key, values=variants.put_back(changes, key), version=draft.lock, by=OFFICER, at=BEFORE, key=NO_KEY
    )
    draft.refresh_from_db()


def publishes(draft):
    return drafting.publish_draft(draft_id=draft.pk, version=draft.lock, reason="화면에서 고침", by=OFFICER, at=WITHIN, key=NO_KEY)


def goes_into_the_files(home, slug):
    pulled = pull_programs(home, by=HOUSE, at=WITHIN)
    assert pulled.problems == ()
    assert pulled.files == (f"programs/2021/{slug}.yaml",)
    assert reader.check(home) == []
    catalog = reader.load(home)
    assert diff_programs(catalog) == []
    assert apply_programs(catalog, by=HOUSE, at=WITHIN) == 0
    return (home / "programs" / "2021" / f"{slug}.yaml").read_text()


def test_a_track_gets_a_rule_and_a_share_of_its_own(home):
    draft = begun(TRACKS)
    track = draft.document["tracks"][0]["key"]
    page = {"has__ruleset": "1", "ruleset": "village-enterprise", "has__own_topics": "1", "own_topics": ["score"]}
    share = {"own_share__rows": "1", "own_share__0__min": "30", "own_share__0__base": "total"}
    rule = {
        "rules__rows": "1",
        "rules__0__kind": "members_at_least",
        "rules__0__with_count": "7",
        "rules__0__clause": "회원 7명 이상",
        "rules__0__stated_by": "source",
    }
    types(draft, f"{track}~own", **page, **share, **rule)
    types(draft, f"{track}~score", has__threshold="1", threshold="77", criteria__rows="1", criteria__0__key="c1", criteria__0__title="필요성",
          criteria__0__points="100", bonus__rows="0")  # fmt: skip
    made = publishes(draft)
    mine, others = (read_terms(made.document, sha256="", track=key) for key in (track, draft.document["tracks"][1]["key"]))
    assert (mine.score_sheet.threshold, mine.own_share.percent) == (77, 30)
    assert others.score_sheet is None or others.score_sheet.threshold != 77
    assert "회원 7명 이상" in [rule.clause for rule in mine.rules]
    text = goes_into_the_files(home, TRACKS)
    assert "threshold: 77" in text


def test_a_part_asks_its_own_questions(home):
    draft = begun(PARTS)
    part = draft.document["parts"][1]["key"]
    types(draft, f"{part}~own", has__own_topics="1", own_topics=["questions", "documents"], own_share__rows="0", rules__rows="0")
    assert variants.owned(part, draft.document) == ["questions", "documents"]
    types(draft, f"{part}~questions", has__asks_partners="1", sections__rows="0", act="add:sections")
    key = draft.document["life_of"][part]["sections"][0]["key"]
    types(draft, f"{part}~questions", has__asks_partners="1", sections__rows="1", sections__0__key=key, sections__0__title="참여기업 소개")
    types(draft, f"{part}~application:{key}", **{**ASKED, "questions__rows": "0"}, questions__new="text", act="add:questions")
    asked = draft.document["life_of"][part]["sections"][0]["questions"][0]["key"]
    types(draft, f"{part}~application:{key}", **ASKED, questions__0__key=asked)
    made = publishes(draft)
    assert [section.title for section in read_terms(made.document, sha256="", part=part).sections] == ["참여기업 소개"]
    assert [section.title for section in read_terms(made.document, sha256="").sections] != ["참여기업 소개"]
    assert "참여기업 소개" in goes_into_the_files(home, PARTS)


def test_a_life_of_its_own_says_what_differs_and_may_be_given_up(home):
    draft = begun(OWN_LIFE)
    assert variants.owned("operator", draft.document) == ["questions", "documents", "rules", "score", "clauses", "reports", "spending"]
    types(draft, "operator~clauses", clauses__rows="1", clauses__0__title="목적", clauses__0__text="운영에 필요한 사항을 정합니다.")
    types(draft, "operator~own", has__own_topics="1", own_topics=["questions", "clauses", "score", "reports", "spending", "rules"],
          own_share__rows="0", rules__rows="0")  # fmt: skip
    made = publishes(draft)
    operator, pilot = (read_terms(made.document, sha256="", part=part) for part in ("operator", "pilot"))
    assert [clause.text for clause in operator.agreement_terms] == ["운영에 필요한 사항을 정합니다."]
    assert operator.documents == pilot.documents
    goes_into_the_files(home, OWN_LIFE)


def test_everything_new_on_the_pages_of_a_program_goes_into_its_file(home):
    draft = begun(OWN_LIFE)
    types(draft, "money", has__budget="1", budget="2억원", has__awards="1", awards="3개 내외", caps__rows="0", own_share__rows="0",
          fees__rows="1", fees__0__text="30만원", fees__0__per="head", rates__rows="1", rates__0__percent="10", rates__0__of="매출",
          counts__rows="1", counts__0__text="참여기업 50개")  # fmt: skip
    rules = {"rules__rows": str(len(draft.document["life"]["rules"])), "has__limits_overlaps": "1", "limits_overlaps": "yes"}
    rules |= {f"rules__{n}__was": str(n) for n, _ in enumerate(draft.document["life"]["rules"])}
    for number, row in enumerate(draft.document["life"]["rules"]):
        rules |= {
            f"rules__{number}__kind": row["rule"],
            f"rules__{number}__clause": row["clause"],
            f"rules__{number}__stated_by": row["stated_by"],
        }
        rules |= {f"rules__{number}__with_{name}": value for name, value in row["parameters"].items()}
    types(draft, "rules", **rules, has__ruleset="1", ruleset="village-enterprise", has__forbidden_with="1", forbidden_with=[TRACKS],
          has__same_year="1", has__overlaps_clause="1", overlaps_clause="두 사업을 함께 받을 수 없습니다.")  # fmt: skip
    types(draft, "follow_up", has__months="1", months="6, 12", has__days="1", days="20", sections__rows="0", act="add:sections")
    key = draft.document["life"]["follow_up"]["sections"][0]["key"]
    types(draft, "follow_up", has__months="1", months="6, 12", has__days="1", days="20", sections__rows="1", sections__0__key=key,
          sections__0__title="그 뒤 어떻게 지내나요")  # fmt: skip
    types(draft, f"follow_up:{key}", questions__rows="0", questions__new="table", act="add:questions")
    asked = draft.document["life"]["follow_up"]["sections"][0]["questions"][0]["key"]
    types(draft, f"follow_up:{key}", questions__rows="1", questions__0__key=asked, questions__0__kind="table", questions__0__label="거래처",
          questions__0__columns="이름: 글\n지역: 하나 고르기 [서울, 그 밖]")  # fmt: skip
    sheet = draft.document["life"]["score_sheet"]
    lines = {f"criteria__{n}__{name}": str(row[name]) for n, row in enumerate(sheet["criteria"]) for name in ("key", "title", "points")}
    ties = f"{sheet['criteria'][1]['title']}\n추첨"
    types(draft, "score", **lines, criteria__rows=str(len(sheet["criteria"])), bonus__rows="0", criteria__0__least="8", has__blind="1",
          blind="yes", has__ties="1", ties=ties, has__outlier_points="1", outlier_points="15", has__challenge_days="1", challenge_days="3",
          has__objection_days="1", objection_days="")  # fmt: skip
    spending = dict.fromkeys(("has__retention_years", "has__unselected_years", "has__legal_basis", "has__payment_mode"), "1")
    life = draft.document["life"]
    categories = {f"categories__{n}__key": row["key"] for n, row in enumerate(life["budget_categories"])}
    for number, row in enumerate(life["budget_categories"]):
        categories |= {f"categories__{number}__title": row["title"], f"categories__{number}__of": row["of"]}
    types(draft, "spending", **spending, **categories, categories__rows=str(len(life["budget_categories"])), retention_years="7",
          unselected_years="2", legal_basis=life["legal_basis"], payment_mode=life["payment_mode"])  # fmt: skip
    terms = read_terms(publishes(draft).document, sha256="")
    assert (terms.follow_up.months, terms.follow_up.days, terms.retention.selected_years) == ((6, 12), 20, 7)
    assert terms.follow_up.sections[0].questions[0].columns[1].choices == (("o1", "서울"), ("o2", "그 밖"))
    assert terms.score_sheet.ties == (sheet["criteria"][1]["key"], "draw")
    assert (terms.score_sheet.outlier_points, terms.score_sheet.challenge_days, terms.score_sheet.objection_days) == (15, 3, 20)
    assert {"not_supported_together", "residents_at_least"} <= {rule.kind for rule in terms.rules}
    text = goes_into_the_files(home, OWN_LIFE)
    assert all(word in text for word in ("overlaps:", "ruleset: village-enterprise", "follow_up:", "rates:", "retention_years: 7"))


def test_a_draft_that_nobody_changed_publishes_nothing(home):
    draft = begun(PARTS)
    assert json.dumps(DefinitionDraft.objects.get().document)
    with pytest.raises(drafting.Refused, match="달라진 것이 없어요"):
        publishes(draft)
