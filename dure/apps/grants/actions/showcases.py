"""What came of it: written by the grantee, published by the center; and the record of a site check on the way."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.grants import access
from dure.apps.grants.actions.locking import locked_agreement, refuse_if, remember, require, required_reason, tell
from dure.apps.grants.models import Agreement, Showcase
from dure.apps.grants.words import AgreementState
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.identifiers import looks_like_resident_number
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

_LIVING = (AgreementState.SIGNED, AgreementState.ENDED)


@verb
def write_showcase(
    *, agreement_id: int, title: str, summary: str, figures: Sequence[tuple[str, str]], by: Actor, at: datetime, key: Key = NO_KEY
) -> Showcase:
    """Write the result page and hand it in; nothing is public before the center publishes it."""
    agreement = locked_agreement(agreement_id)
    access.may_write(by, agreement).or_refuse()
    require(agreement, *_LIVING)
    run = cases.run_of(agreement.case_id, "showcase")
    if run.state not in {"open", "handed_in"}:
        raise OutOfTurn(_("지금은 성과를 쓸 차례가 아니에요. 진행 단계를 확인해 주세요."))
    refuse_if(_reasons_against(title, summary))
    showcase, _made = Showcase.objects.update_or_create(
        agreement=agreement,
        defaults={
            "title": title.strip()[:120],
            "summary": summary.strip(),
            "figures": [{"label": label, "value": value} for label, value in figures],
            "written_at": at,
            "sample": agreement.sample,
        },
    )
    if run.state == "open":
        cases.move(run, "hand_in", by=by, at=at)
    remember(showcase, "write_showcase", agreement, by=by, at=at)
    return showcase


def _reasons_against(title: str, summary: str) -> list[str]:
    reasons = []
    if not title.strip():
        reasons.append(_("한 줄 제목을 적어 주세요. 예: 다섯 조합이 함께 연 동네 반찬 가게"))
    if not summary.strip():
        reasons.append(_("무엇을 했고 무엇이 달라졌는지 적어 주세요."))
    if looks_like_resident_number(f"{title} {summary}"):
        reasons.append(_("주민등록번호처럼 보이는 숫자가 있어요. 지우고 다시 적어 주세요."))
    return reasons


def _handed_in(agreement_id: int, by: Actor) -> tuple[Agreement, Showcase, cases.StageRun]:
    agreement = locked_agreement(agreement_id)
    access.may_run(by, agreement).or_refuse()
    showcase = Showcase.objects.select_for_update(of=("self",)).filter(agreement=agreement).first()
    if showcase is None:
        raise Refused(_("아직 쓴 성과가 없어요. 조직에 써 달라고 알려 주세요."))
    return agreement, showcase, cases.run_of(agreement.case_id, "showcase")


@verb
def return_showcase(*, agreement_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Showcase:
    """Ask for changes before it is published."""
    agreement, showcase, run = _handed_in(agreement_id, by)
    said = required_reason(reason, _("무엇을 고쳐야 하는지 적어 주세요."))
    cases.move(run, "return", by=by, at=at, reason=said)
    remember(showcase, "return_showcase", agreement, by=by, at=at, reason=said)
    return showcase


@verb
def publish_showcase(*, agreement_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Showcase:
    """Show the result page to everyone."""
    agreement, showcase, run = _handed_in(agreement_id, by)
    showcase.published_at = at
    showcase.save(update_fields=["published_at"])
    cases.move(run, "publish", by=by, at=at)
    remember(showcase, "publish_showcase", agreement, by=by, at=at)
    tell("showcase_published", showcase, agreement, at=at)
    return showcase


@verb
def record_site_check(*, agreement_id: int, note: str, by: Actor, at: datetime, key: Key = NO_KEY) -> Agreement:
    """What was found on the spot; the case goes on."""
    agreement = locked_agreement(agreement_id)
    access.may_run(by, agreement).or_refuse()
    said = required_reason(note, _("점검에서 본 것을 적어 주세요."))
    cases.move(cases.run_of(agreement.case_id, "site_check"), "record", by=by, at=at, reason=said)
    remember(agreement, "record_site_check", agreement, by=by, at=at, reason=said)
    return agreement
