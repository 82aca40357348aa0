"""What was edited on screen goes back into the files, and the files never overwrite it: pull, diff both ways, apply, copy, import."""

import copy
import shutil

import pytest

from dure.apps.programs.actions.bringing import bring_year
from dure.apps.programs.actions.definitions import import_definition, put_version, revise_program
from dure.apps.programs.catalog import apply_programs, diff_programs, pull_programs
from dure.apps.programs.importing import read_definition
from dure.apps.programs.models import DefinitionVersion, Edition, Program
from dure.kernel.errors import Forbidden, Refused
from dure.platform.catalog import reader, writer
from dure.platform.catalog.definition import document, sha256_of
from dure.platform.models import JournalLine
from dure.platform.verbs import NO_KEY
from tests.apps.programs import makers
from tests.apps.programs.makers import BEFORE, HOUSE, OFFICER, WITHIN

SLUG = "network-cooperation-grants"
CATALOG = reader.load()
PLACES = [(program.year, program.slug) for program in CATALOG.programs]


@pytest.mark.parametrize(("year", "slug"), PLACES, ids=lambda part: str(part))
def test_document_to_file_to_document_is_the_same_for_every_program_of_both_years(year, slug):
    said = document(CATALOG.program(year, slug), CATALOG)
    common = reader.common_of(reader.HOME / "programs" / str(year))
    text = writer.text_of(said, CATALOG, common=common)
    program, problems = reader.read_program(text, year=year, slug=slug, catalog=CATALOG, extra=common)
    assert problems == []
    assert sha256_of(document(program, CATALOG)) == sha256_of(said)


def changed_life(said):
    life = said["life"]
    life["sections"][0]["questions"][0]["label"] = '이름을 다시 적어 주세요: "따옴표"와 # 표시, 그리고\n두 번째 줄'
    life["score_sheet"]["threshold"] = 65
    life["agreement_terms"][0]["text"] = "첫 줄입니다.\n\n둘째 줄입니다."
    life["retention_years"] = 7


def changed_stages(said):
    stage = copy.deepcopy(said["life"]["stages"][-1]) | {
        "key": "follow-up-own",
        "kind": "follow_up",
        "label": "사후 확인",
        "stated_by": "dure",
    }
    said["life"]["stages"].append(stage | {"order": 99})
    intake = next(one for one in said["life"]["stages"] if one["kind"] == "intake")
    intake |= {
        "stated_by": "dure",
        "window": {"from": "2021-05-03", "to": "2021-05-14", "precision": "minute", "hour": "16:00", "text": ""},
    }


def changed_facts(said):
    said["title"] = "이름: 바꿈 [예시]"
    said["conditions"] = [*said["conditions"], "- 붙임표로 시작", "끝에 #표시", "{묶음}", "1,000만원", ""]
    said["caps"] = [
        {"min": None, "max": 12_345_678, "qualifier": "max", "unit": "won", "per": "case", "text": "예산의 범위에서", "note": ""}
    ]


@pytest.mark.parametrize("change", [changed_life, changed_stages, changed_facts])
def test_an_edited_definition_is_written_without_loss_and_its_file_is_valid(change):
    said = document(CATALOG.program(2021, SLUG), CATALOG)
    change(said)
    text = writer.text_of(said, CATALOG)
    program, problems = reader.read_program(text, year=2021, slug=SLUG, catalog=CATALOG)
    assert problems == []
    back = document(program, CATALOG)
    for name in said["life"]:
        if name != "stages":
            assert back["life"][name] == said["life"][name], name
    assert [{**one, "order": 0} for one in back["life"]["stages"]] == [{**one, "order": 0} for one in said["life"]["stages"]]
    assert {**back, "life": 0} == {**said, "life": 0}


def test_a_life_that_is_as_its_reference_stays_a_reference_and_one_that_differs_says_only_what_differs():
    said = document(CATALOG.program(2021, SLUG), CATALOG)
    assert "life_changes" not in writer.text_of(said, CATALOG)
    said["life"]["score_sheet"]["threshold"] = 65
    text = writer.text_of(said, CATALOG)
    assert "life: network" in text
    assert "threshold: 65" in text
    assert "questions" not in text


def test_what_has_no_words_in_the_format_is_named_and_not_lost():
    said = document(CATALOG.program(2021, SLUG), CATALOG)
    with pytest.raises(writer.Unwritable, match="secret_field"):
        writer.text_of({**said, "secret_field": "예시"}, CATALOG)


KEPT = {
    SLUG, "network-cooperation-support", "policy-planning-research", "planned-topic-research", "shared-housing-living",
    "strategy-model-commercialization", "_year",
}  # fmt: skip


@pytest.fixture
def home(tmp_path):
    """A copy of the catalog with a few of its programs."""
    home = shutil.copytree(reader.HOME, tmp_path / "seoul")
    for path in home.glob("programs/*/*.yaml"):
        if path.stem not in KEPT:
            path.unlink()
    return home


@pytest.fixture
def applied(db, home):
    apply_programs(reader.load(home), by=HOUSE, at=BEFORE)
    return home


def edited_on_screen(slug=SLUG, year=2021, title="화면에서 고친 이름"):
    """A past program as a screen would edit it; the year is opened to staff for the test."""
    Edition.objects.filter(year=year).update(kind=Edition.Kind.CURRENT)
    program = Program.objects.select_related("version").get(edition__year=year, slug=slug)
    said = {**copy.deepcopy(program.version.document), "title": title}
    revise_program(program_id=program.pk, document=said, reason="이름을 바로잡음", by=OFFICER, at=WITHIN, key=NO_KEY)
    program.refresh_from_db()
    return program


def edit_file(home, slug=SLUG, year=2021):
    path = home / "programs" / str(year) / f"{slug}.yaml"
    path.write_text(path.read_text().replace("title: ", "title: 파일에서 고친 ", 1))


def marks(lines):
    return [line.split(":")[0] for line in lines if "2027" not in line]


def test_what_was_edited_on_screen_is_shown_with_who_and_when(applied):
    edited_on_screen()
    (line,) = [line for line in diff_programs(reader.load(applied)) if line.startswith("<")]
    assert f"2021/{SLUG}" in line
    assert "예시 직원" in line
    assert "2026.2.15. 12:00" in line


def test_pull_then_check_then_diff_says_no_difference_and_applying_makes_no_version(applied):
    edited_on_screen()
    untouched = {path: path.stat().st_mtime_ns for path in applied.rglob("*.yaml") if path.stem != SLUG}
    assert pull_programs(applied, by=HOUSE, at=WITHIN).files == (f"programs/2021/{SLUG}.yaml",)
    assert {path: path.stat().st_mtime_ns for path in applied.rglob("*.yaml") if path.stem != SLUG} == untouched
    assert reader.check(applied) == []
    catalog = reader.load(applied)
    assert diff_programs(catalog) == []
    assert apply_programs(catalog, by=HOUSE, at=WITHIN) == 0
    assert "화면에서 고친 이름" in (applied / "programs" / "2021" / f"{SLUG}.yaml").read_text()


def test_a_dry_pull_writes_nothing(applied):
    edited_on_screen()
    before = (applied / "programs" / "2021" / f"{SLUG}.yaml").read_bytes()
    assert len(pull_programs(applied, by=HOUSE, at=WITHIN, dry_run=True).files) == 1
    assert (applied / "programs" / "2021" / f"{SLUG}.yaml").read_bytes() == before
    assert Program.objects.exclude(filed=None).filter(slug=SLUG, filed__number=2).count() == 0


def test_the_comment_at_the_head_of_a_changed_file_stays(applied):
    path = applied / "programs" / "2021" / f"{SLUG}.yaml"
    path.write_text("# 머리말\n" + path.read_text())
    edited_on_screen()
    pull_programs(applied, by=HOUSE, at=WITHIN)
    assert path.read_text().startswith("# 머리말\n")


def test_apply_refuses_to_overwrite_the_screen_and_then_nothing_is_applied(applied):
    edited_on_screen()
    edit_file(applied)
    edit_file(applied, "policy-planning-research")
    catalog = reader.load(applied)
    assert sorted(line[0] for line in diff_programs(catalog)) == ["!", "~"]
    count = DefinitionVersion.objects.count()
    with pytest.raises(Refused) as refused:
        apply_programs(catalog, by=HOUSE, at=WITHIN)
    assert all(word in str(refused.value) for word in (SLUG, "예시 직원", "pull", "--take-files"))
    assert DefinitionVersion.objects.count() == count


def test_a_file_that_is_only_behind_does_not_win_either(applied):
    edited_on_screen()
    with pytest.raises(Refused, match="화면에서 고친 내용"):
        apply_programs(reader.load(applied), by=HOUSE, at=WITHIN)


def test_a_house_that_is_brought_up_to_date_leaves_the_screens_edits_and_takes_the_rest(applied):
    program = edited_on_screen()
    edit_file(applied, "policy-planning-research")
    assert apply_programs(reader.load(applied), by=HOUSE, at=WITHIN, keep_screen=True) == 1
    program.refresh_from_db()
    assert program.title == "화면에서 고친 이름"


def test_the_file_wins_where_it_is_named_with_a_reason_that_the_journal_keeps(applied):
    program = edited_on_screen()
    edit_file(applied)
    catalog = reader.load(applied)
    with pytest.raises(Refused, match="--reason"):
        apply_programs(catalog, by=HOUSE, at=WITHIN, take_files=[SLUG])
    assert apply_programs(catalog, by=HOUSE, at=WITHIN, take_files=[f"2021/{SLUG}"], reason="공문이 바뀌었음") == 1
    program.refresh_from_db()
    assert program.title.startswith("파일에서 고친")
    assert JournalLine.objects.filter(verb="put_version", reason="공문이 바뀌었음").count() == 1
    assert diff_programs(catalog) == []
    with pytest.raises(Refused, match="diff로 이름을 확인"):
        apply_programs(catalog, by=HOUSE, at=WITHIN, take_files=["no-such-program"], reason="까닭")


def test_pulling_a_conflict_keeps_the_file_beside(applied):
    edited_on_screen()
    edit_file(applied)
    pull_programs(applied, by=HOUSE, at=WITHIN)
    assert "파일에서 고친" in (applied / "programs" / "2021" / f"{SLUG}.before").read_text()
    assert diff_programs(reader.load(applied)) == []


def test_a_file_changed_after_the_pull_applies_as_a_change_of_the_file(applied):
    edited_on_screen()
    pull_programs(applied, by=HOUSE, at=WITHIN)
    edit_file(applied)
    catalog = reader.load(applied)
    assert [line[0] for line in diff_programs(catalog)] == ["~"]
    assert apply_programs(catalog, by=HOUSE, at=WITHIN) == 1


def test_an_older_document_that_says_the_same_is_no_difference(applied):
    """The format learns new fields; what was applied before them is not a change."""
    from django.db import transaction

    program = Program.objects.select_related("version").get(edition__year=2021, slug=SLUG)
    older = copy.deepcopy(program.version.document)
    del older["lost"]
    with transaction.atomic():
        put_version(program, older, by=HOUSE, at=WITHIN)
    assert diff_programs(reader.load(applied)) == []


def test_a_year_is_copied_once_and_the_second_time_says_so(applied):
    dry = list(bring_year(2021, 2026, by=HOUSE, at=WITHIN, dry_run=True))
    assert not Edition.objects.filter(year=2026).exists()
    first = list(bring_year(2021, 2026, by=HOUSE, at=WITHIN))
    assert dry == first
    assert Program.objects.filter(edition__year=2026).count() == Program.objects.filter(edition__year=2021).count() == len(first)
    copied = Program.objects.get(edition__year=2026, slug=SLUG)
    assert copied.copied_from.program.edition.year == 2021
    assert copied.published_at is None
    assert all(brought.already for brought in bring_year(2021, 2026, by=HOUSE, at=WITHIN))
    assert Program.objects.filter(edition__year=2026).count() == len(first)


def test_a_copied_year_pulled_into_files_is_no_difference(applied):
    list(bring_year(2021, 2026, by=HOUSE, at=WITHIN))
    pulled = pull_programs(applied, by=HOUSE, at=WITHIN, year=2026)
    assert pulled.problems == ()
    assert len(pulled.files) == Program.objects.filter(edition__year=2026).count()
    assert reader.check(applied) == []
    assert diff_programs(reader.load(applied)) == []


def test_a_copy_tells_what_moved_and_what_a_person_must_look_at(applied):
    said = {brought.slug: str(brought) for brought in bring_year(2019, 2026, by=HOUSE, at=WITHIN, dry_run=True)}
    assert "날짜 없는 단계" in said["strategy-model-commercialization"]
    assert "제목에 지난 해가 적혀 있음" in str(
        next(one for one in bring_year(2021, 2026, by=HOUSE, at=WITHIN, dry_run=True) if one.slug == "shared-housing-living")
    )


def test_a_year_that_is_over_takes_no_copy_and_an_empty_one_gives_none(applied):
    with pytest.raises(Refused, match="지난 자료"):
        list(bring_year(2021, 2019, by=HOUSE, at=WITHIN))
    with pytest.raises(Refused, match="2020년 사업이 없어요"):
        list(bring_year(2020, 2026, by=HOUSE, at=WITHIN))


TEXT = (reader.HOME / "programs" / "2021" / f"{SLUG}.yaml").read_bytes()
BOMB = (
    b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "가리키는 표시"),
        (b"a: &a [*a]\n", "가리키는 표시"),
        (b"title: !!python/object/apply:os.system [ls]\n", "형을 정하는 표시"),
        (b"x" * 10_000_000, "너무 커요"),
        (b"[" * 5000, "깊게"),
        (b"a: {b: {" + b"c: {" * 40 + b"}" * 42, "깊게"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"title: a\x00b\n", "YAML을 읽을 수 없어요"),
        (b"? [a, b]\n: c\n", "한 낱말"),
        (b"title: one\ntitle: two\n", "같은 이름이 두 번"),
        (b"- a\n- b\n", ""),
        (b"", ""),
        (TEXT.replace(b"kind: notice", b"kind: party", 1), "stages[0].kind"),
        (TEXT + b"\nunknown_word: yes\n", "모르는 항목"),
    ],
)
def test_a_bad_file_is_refused_in_sentences(content, said):
    read = read_definition(content, name="sample-program.yaml", year=2026, catalog=CATALOG)
    assert read.document is None
    assert read.problems
    assert said in " ".join(read.problems)


@pytest.mark.parametrize("name", ["one.yaml", "../../etc/passwd.yaml", "대문.yaml", "A-B.yaml", ".yaml", "a-" + "b" * 120 + ".yaml"])
def test_a_name_that_is_no_address_is_refused(name):
    assert "주소" in read_definition(TEXT, name=name, year=2026, catalog=CATALOG).problems[0]


@pytest.mark.django_db
def test_a_good_file_is_planned_unseen_with_its_origin_and_only_once():
    makers.edition(2026)
    read = read_definition(TEXT, name="sample-program.yaml", year=2026, catalog=CATALOG)
    program = import_definition(document=read.document, by=OFFICER, at=WITHIN, key=NO_KEY)
    assert (program.version.origin, program.published_at, program.edition.year) == ("import", None, 2026)
    with pytest.raises(Refused, match="이미 있어요"):
        import_definition(document=read.document, by=OFFICER, at=WITHIN, key=NO_KEY)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(makers.ACTORS) - makers.PROGRAM_STAFF))
def test_only_program_staff_imports(name):
    makers.edition(2026)
    read = read_definition(TEXT, name="sample-program.yaml", year=2026, catalog=CATALOG)
    with pytest.raises(Forbidden):
        import_definition(document=read.document, by=makers.ACTORS[name], at=WITHIN, key=NO_KEY)
