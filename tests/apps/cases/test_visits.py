"""A visit: planned and told, written on a phone, photos without a place, signed by both and then left as it is."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from PIL import Image

from dure.apps.cases import actions
from dure.apps.cases.models import Visit
from dure.apps.cases.queries.visits import photos_of, record_sha256
from dure.apps.cases.rules.visits import strokes_refused
from dure.kernel.clock import now
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import events, files
from dure.platform.models import Letter
from tests.apps.cases import makers
from tests.apps.cases.tiered import AT, EUNPYEONG, GURO, applied, officer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def planned():
    who = officer("district", GURO)
    case, by = applied()
    when = AT + 2 * DAY
    visit = actions.plan_visit(case_id=case.pk, planned_for=when, place="예시로 1", visitors="예시 구슬기, 예시 조사원", by=who, at=AT)
    return visit, who, by


def saved(visit, who, *, version: int = 0, findings: str = "기계 두 대가 있음"):
    answers = {str(number): "yes" for number in range(len(visit.points))}
    return actions.save_visit(
        visit_id=visit.pk, answers=answers, findings=findings, opinion="추천", version=version, by=who, at=AT + 2 * DAY
    )


def signed(visit, who, **more):
    return actions.sign_visit(visit_id=visit.pk, visited_name="예시 대표", visited_role="대표", version=1, by=who, at=AT + 2 * DAY, **more)


def photo_with_a_place() -> SimpleUploadedFile:
    picture, out = Image.new("RGB", (400, 300), "green"), BytesIO()
    exif = picture.getexif()
    exif[0x010F] = "camera"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_구로구 예시로.jpg", out.getvalue())


def test_a_visit_is_planned_with_the_points_of_the_definition_and_the_applicant_is_told():
    visit, _, by = planned()
    assert visit.points[:1] == ["신청서에 적은 주소에서 실제로 활동하고 있음"]
    assert any(point.endswith("원본") for point in visit.points)
    while events.deliver_due(at=AT):
        pass
    letter = Letter.objects.get(to_account_id=by.account_id, subject__contains="현지조사 안내")
    assert "예시로 1" in letter.body


def test_both_sign_what_the_record_says_and_it_never_changes_again():
    visit, who, _ = planned()
    saved(visit, who)
    done = signed(visit, who, strokes="M10 20 L30 40 L50 60")
    assert (done.visitor_id, done.visited_name, done.sha256) == (who.account_id, "예시 대표", record_sha256(done))
    with pytest.raises(OutOfTurn):
        saved(visit, who, version=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(findings="다른 말")


def test_nothing_half_is_signed():
    visit, who, _ = planned()
    with pytest.raises(Refused) as refused:
        actions.sign_visit(visit_id=visit.pk, visited_name="", visited_role="", version=1, by=who, at=AT)
    assert [reason[:6] for reason in refused.value.reasons] == ["현장에서 만", "아직 답하지", "현장에서 본", "서명하는 사"]


def test_somebody_who_saved_before_is_named():
    visit, who, _ = planned()
    saved(visit, who)
    with pytest.raises(Refused, match=who.name):
        saved(visit, who, findings="다른 글")


def test_a_photo_keeps_the_picture_and_loses_where_and_with_what_it_was_taken():
    visit, who, _ = planned()
    kept = actions.add_visit_photo(visit_id=visit.pk, upload=photo_with_a_place(), by=who, at=AT)
    with Image.open(files.open_bytes(kept)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((400, 300), {})
    assert "예시로" not in kept.name
    with pytest.raises(Refused, match="사진"):
        actions.add_visit_photo(visit_id=visit.pk, upload=makers.upload("사진.jpg"), by=who, at=AT)
    assert photos_of(visit) == [kept]


def test_another_district_does_not_touch_it():
    visit, _, _ = planned()
    with pytest.raises(Forbidden):
        saved(visit, officer("district", EUNPYEONG))


def test_a_cancelled_visit_leaves_room_for_another():
    visit, who, _ = planned()
    with pytest.raises(Refused, match="이미 정해 둔"):
        actions.plan_visit(case_id=visit.case_id, planned_for=AT + DAY, place="곳", visitors="사람", by=who, at=AT)
    actions.cancel_visit(visit_id=visit.pk, reason="비가 옴", by=who, at=AT)
    actions.plan_visit(case_id=visit.case_id, planned_for=AT + DAY, place="곳", visitors="사람", by=who, at=AT)


@pytest.mark.parametrize(("strokes", "fine"), [("", True), ("M1 2 L3 4 M5 6", True), ("M1 2 <script>", False), ("url(x)", False)])
def test_a_drawn_signature_is_lines_between_points(strokes, fine):
    assert (strokes_refused(strokes) == "") is fine


def test_the_pages_of_a_visit_from_plan_to_paper(browser):
    account = makers.account()
    who = officer("district", GURO, account=account)
    case, by = applied()
    client = browser(account.pk)
    when = (now() + DAY).date().isoformat()
    planning = {"act": "plan_visit", "visit_day": when, "visit_time": "10:00", "place": "예시로 1", "visitors": who.name, "key": "p"}
    assert client.post(f"/gov/cases/{case.pk}/", planning).status_code == 302
    visit = Visit.objects.get()
    address = f"/desk/visits/{visit.pk}/"
    assert "찾아갈" not in client.get(address).content.decode()
    points = {f"point-{number}": "yes" for number in range(len(visit.points))}
    kept = client.post(f"{address}autosave/", {**points, "findings": "기계 두 대", "opinion": "", "version": "0"})
    assert kept.json() == {"saved": True, "version": 1}
    late = client.post(f"{address}autosave/", {**points, "findings": "다른 글", "opinion": "", "version": "0"})
    assert (late.status_code, late.json()["saved"]) == (409, False)
    assert client.post(address, {"act": "photo", "photo": photo_with_a_place(), "key": "f"}).status_code == 302
    signing = {"act": "sign", "visited_name": "예시 대표", "visited_role": "대표", "strokes": "M1 2 L3 4", "version": "1", "key": "s"}
    assert client.post(address, signing).status_code == 302
    paper = client.get(f"{address}record.pdf")
    assert paper.content.startswith(b"%PDF-")
    assert browser(by.account_id).get(address).status_code == 403
    stranger = officer("district", EUNPYEONG, account=makers.account())
    assert browser(stranger.account_id).get(address).status_code == 404
