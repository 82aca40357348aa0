"""Legal statuses with their proof, and figures written down from papers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dure.apps.people import access, flow, rules
from dure.apps.people.models import Party, PartyStatus
from dure.apps.people.notices import tell_status_judged
from dure.apps.people.words import MOST_COUNT, MOST_WON, SAID_BY_PARTY, WON_FACTS, Status, StatusState
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Forbidden, Refused
from dure.platform import facts, files, journal
from dure.platform.actor import Actor
from dure.platform.fact_kinds import is_known
from dure.platform.models import Fact
from dure.platform.verbs import NO_KEY, Key, verb


@dataclass(frozen=True, slots=True)
class StatusClaim:
    """What a certificate or designation says."""

    kind: str
    number: str
    valid_from: date
    valid_to: date | None = None


@verb
def claim_status(
    *, party_id: int, claim: StatusClaim, proof: files.Upload | None, by: Actor, at: datetime, key: Key = NO_KEY
) -> PartyStatus:
    """The party says it holds a status and shows the paper. It counts once staff have looked."""
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    access.may_write_party(by, party).or_refuse()
    _check_claim(claim)
    if proof is None:
        raise Refused(_("인증서나 지정서 파일을 골라 주세요. %(words)s를 받아요.") % {"words": files.ACCEPTED_WORDS})
    status = PartyStatus.objects.create(
        party=party,
        kind=claim.kind,
        number=" ".join(claim.number.split()),
        valid_from=claim.valid_from,
        valid_to=claim.valid_to,
        recorded_at=at,
        recorded_by_name=by.name,
    )
    status.proof = files.receive(proof, owner=status, purpose="status_proof", by=by, at=at, retention_class="party")
    status.save(update_fields=["proof"])
    journal.write(status, "claim_status", by=by, at=at, party_ids=[party.pk], detail={"kind": claim.kind})
    return status


@verb
def record_status(*, party_id: int, claim: StatusClaim, by: Actor, at: datetime, key: Key = NO_KEY) -> PartyStatus:
    """Staff saw the paper, or the public register, and write the status down as verified."""
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    access.may_record_fact(by, party).or_refuse()
    _check_claim(claim)
    status = PartyStatus.objects.create(
        party=party,
        kind=claim.kind,
        number=" ".join(claim.number.split()),
        valid_from=claim.valid_from,
        valid_to=claim.valid_to,
        state=StatusState.VERIFIED,
        recorded_at=at,
        recorded_by_name=by.name,
        judged_at=at,
        judged_by_name=by.name,
    )
    journal.write(status, "record_status", by=by, at=at, party_ids=[party.pk], detail={"kind": claim.kind})
    return status


def _check_claim(claim: StatusClaim) -> None:
    reasons = [] if claim.kind in Status.values else [_("자격을 목록에서 골라 주세요.")]
    if claim.valid_to is not None and claim.valid_to < claim.valid_from:
        reasons.append(_("끝나는 날이 시작하는 날보다 앞이에요. 인증서에 적힌 기간을 다시 확인해 주세요."))
    if refused := rules.too_long(claim.number, 60) or rules.resident_number_refused(claim.number):
        reasons.append(refused)
    if reasons:
        raise Refused(reasons)


@verb
def verify_status(*, status_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> PartyStatus:
    """Staff have seen the proof: the status counts on its days."""
    status = _locked(status_id)
    access.may_judge_status(by, status).or_refuse()
    _judge(status, "verify", by=by, at=at)
    journal.write(status, "verify_status", by=by, at=at, party_ids=[status.party_id], detail={"kind": status.kind})
    tell_status_judged(status, reason="", at=at)
    return status


@verb
def decline_status(*, status_id: int, reason: str, by: Actor, at: datetime, key: Key = NO_KEY) -> PartyStatus:
    """The proof does not show the status; the party reads why and may show another."""
    status = _locked(status_id)
    access.may_judge_status(by, status).or_refuse()
    if not reason.strip():
        raise Refused(_("받지 않는 까닭을 적어 주세요. 조직이 그대로 읽어요."))
    _judge(status, "decline", by=by, at=at)
    journal.write(status, "decline_status", by=by, at=at, party_ids=[status.party_id], reason=reason.strip(), detail={"kind": status.kind})
    tell_status_judged(status, reason=reason.strip(), at=at)
    return status


def _locked(status_id: int) -> PartyStatus:
    return PartyStatus.objects.select_for_update(of=("self",)).select_related("party").get(pk=status_id)


def _judge(status: PartyStatus, step: str, *, by: Actor, at: datetime) -> None:
    status.state = flow.STATUS.step(step, status.state).target
    status.judged_at, status.judged_by_name = at, by.name
    status.save(update_fields=["state", "judged_at", "judged_by_name"])


@verb
def record_fact(
    *, party_id: int, fact: str, value: int, source: str, by: Actor, at: datetime, key: Key = NO_KEY, until: date | None = None
) -> Fact:
    """A figure about the party from today on: said by the party itself, or written down by staff with the paper it comes from.

    `until` is its last day, where the paper names one (참여제한, 유효기간)."""
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    own = by.may_write_for(party_id) and fact in SAID_BY_PARTY
    if not own:
        access.may_record_fact(by, party).or_refuse()
    elif party.closed_at is not None:
        raise Forbidden(_("닫은 조직은 고칠 수 없어요. 센터에 문의해 주세요."))
    most = MOST_WON if fact in WON_FACTS else MOST_COUNT
    if not is_known(fact) or not 0 <= value <= most:
        raise Refused(_("숫자를 다시 확인해 주세요. 0부터 %(most)s까지 적을 수 있어요.") % {"most": f"{most:,}"})
    if until is not None and until < seoul_date(at):
        raise Refused(_("끝나는 날을 오늘이나 그 뒤로 적어 주세요. 정해진 끝이 없으면 비워 두세요."))
    if not own and not source.strip():
        raise Refused(_("어느 서류에서 옮겨 적는지 출처를 적어 주세요. 예: 2027년 3월 조합원 명부"))
    written = facts.publish(
        subject_kind="party",
        subject_id=party.pk,
        key=fact,
        value=value,
        valid_from=seoul_date(at),
        valid_to=until,
        source=_("단체가 직접 적음") if own else " ".join(source.split())[:200],
        publisher="people",
        at=at,
    )
    journal.write(party, "record_fact", by=by, at=at, party_ids=[party.pk], detail={"fact": fact, "value": value})
    return written
