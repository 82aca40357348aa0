"""A visit to where the applicant works: planned, written down, with photos, and signed by both."""

from collections.abc import Mapping
from datetime import datetime

from dure.apps.cases import access
from dure.apps.cases.actions.tiers import screened
from dure.apps.cases.models import Visit
from dure.apps.cases.queries.visits import photos_of, record_sha256
from dure.apps.cases.rules.visits import ANSWERS, strokes_refused, visit_points
from dure.apps.programs import facade as programs
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.identifiers import looks_like_resident_number
from dure.kernel.korean import clock_words
from dure.platform import events, files, journal, pictures
from dure.platform.actor import Actor
from dure.platform.models import StoredFile
from dure.platform.verbs import NO_KEY, Key, verb

MOST_PHOTOS = 20


@verb
def plan_visit(*, case_id: int, planned_for: datetime, place: str, visitors: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Visit:
    """Say when, where and who comes. The points to look at are those of the definition; the applicant is told by letter."""
    run = screened(case_id, by=by)
    reasons = [] if place.strip() else ["찾아갈 곳을 적어 주세요."]
    if not visitors.strip():
        reasons.append("찾아갈 사람을 적어 주세요.")
    if planned_for <= at:
        reasons.append("찾아갈 날짜를 지금보다 뒤로 정해 주세요.")
    if run.visits.filter(signed_at=None, cancelled_at=None).exists():
        reasons.append("이미 정해 둔 현지조사가 있어요. 먼저 마치거나 취소해 주세요.")
    if reasons:
        raise Refused(reasons)
    visit = Visit.objects.create(
        case_id=case_id,
        run=run,
        planned_for=planned_for,
        place=place.strip()[:200],
        visitors=visitors.strip()[:200],
        planned_at=at,
        planned_by_name=by.name,
        points=visit_points(programs.terms_of(run.case.round_id, run.case.terms_sha256)),
    )
    journal.write(visit, "plan_visit", by=by, at=at, case_id=case_id, party_ids=[run.case.party_id])
    events.emit("visit_planned", subject=visit, at=at, case_id=case_id, payload={"visit_id": visit.pk})
    return visit


def _open_visit(visit_id: int, *, by: Actor) -> Visit:
    """The visit for writing, or the reason why not."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("run__case").get(pk=visit_id)
    access.may_screen(by, visit.run).or_refuse()
    if not visit.is_open:
        raise OutOfTurn("서명했거나 취소한 현지조사라 고칠 수 없어요.")
    return visit


@verb
def save_visit(
    *, visit_id: int, answers: Mapping[str, str], findings: str, opinion: str, version: int, by: Actor, at: datetime, key: Key = NO_KEY
) -> Visit:
    """Keep what was seen. Somebody who saved in between is named and nothing is overwritten."""
    visit = _open_visit(visit_id, by=by)
    said = {point: answers[point] for point in map(str, range(len(visit.points))) if answers.get(point) in ANSWERS}
    written = (said, findings.strip()[:5000], opinion.strip()[:5000])
    if written == (visit.answers, visit.findings, visit.opinion):
        return visit
    if version != visit.version:
        raise Refused(
            f"{visit.saved_by_name}님이 {clock_words(visit.saved_at or at)}에 먼저 저장했어요. 쓰신 내용은 이 화면에 남아 있어요."
        )
    if looks_like_resident_number(f"{findings} {opinion}"):
        raise Refused("주민등록번호로 보이는 숫자가 있어요. 지우고 다시 저장해 주세요.")
    visit.answers, visit.findings, visit.opinion = written
    visit.version += 1
    visit.saved_at, visit.saved_by_name = at, by.name
    visit.save()
    return visit


@verb
def add_visit_photo(*, visit_id: int, upload: files.Upload, by: Actor, at: datetime, key: Key = NO_KEY) -> StoredFile:
    """Keep a photo of the place: the picture alone, without where and with what it was taken."""
    visit = _open_visit(visit_id, by=by)
    if len(photos_of(visit)) >= MOST_PHOTOS:
        raise Refused(f"사진은 {MOST_PHOTOS}장까지 넣을 수 있어요.")
    number = len(photos_of(visit)) + 1
    bare = files.Made(f"현지조사 사진 {number}.jpg", pictures.bare(upload))
    return files.receive(
        bare,
        owner=visit.run.case,
        purpose=f"visit:{visit.pk}",
        by=by,
        at=at,
        room_left=files.room_left(visit.run.case),
        retention_class=visit.run.case.retention_class,
    )


@verb
def sign_visit(
    *, visit_id: int, visited_name: str, visited_role: str, strokes: str = "", version: int, by: Actor, at: datetime, key: Key = NO_KEY
) -> Visit:
    """Both sign what the record says at this moment: the visitor by account, the visited by name and hand. Its hash is kept with it."""
    visit = _open_visit(visit_id, by=by)
    reasons = [] if visited_name.strip() else ["현장에서 만난 분의 이름을 적어 주세요."]
    if len(visit.answers) < len(visit.points):
        reasons.append(f"아직 답하지 않은 확인 사항이 {len(visit.points) - len(visit.answers)}개 있어요.")
    if not visit.findings:
        reasons.append("현장에서 본 것을 적어 주세요.")
    if version != visit.version:
        reasons.append("서명하는 사이에 기록이 바뀌었어요. 바뀐 내용을 함께 읽고 다시 서명해 주세요.")
    if refused := strokes_refused(strokes):
        reasons.append(refused)
    if reasons:
        raise Refused(reasons)
    visit.visitor_id, visit.visitor_name = by.account_id, by.name
    visit.visited_name, visit.visited_role = visited_name.strip()[:60], visited_role.strip()[:60]
    visit.visited_strokes, visit.signed_at = strokes, at
    visit.sha256 = record_sha256(visit)
    visit.save()
    case = visit.run.case
    journal.write(visit, "sign_visit", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail={"sha256": visit.sha256})
    return visit


@verb
def cancel_visit(*, visit_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Visit:
    """The visit does not take place, with a reason; another can be planned."""
    visit = _open_visit(visit_id, by=by)
    if not reason.strip():
        raise Refused("취소하는 까닭을 적어 주세요.")
    visit.cancelled_at, visit.cancel_reason = at, reason.strip()[:300]
    visit.save(update_fields=["cancelled_at", "cancel_reason"])
    case = visit.run.case
    journal.write(visit, "cancel_visit", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], reason=visit.cancel_reason)
    return visit
