"""An application that staff enter for somebody at the counter: started, printed, read back, handed in."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from dure.apps.cases import access
from dure.apps.cases.actions.applying import begin, take_in
from dure.apps.cases.models import Case, ProxyEntry
from dure.apps.cases.queries.content import content_of, hash_of
from dure.apps.cases.queries.proxy import hash_of_code, tidy_code
from dure.apps.cases.words import Outcome
from dure.apps.people import facade as people
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.identifiers import looks_like_resident_number
from dure.kernel.korean import instant_words
from dure.platform import files, journal, rates
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb

MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Caller:
    """Who stands at the counter."""

    name: str
    role: str = ""
    phone: str = ""


@verb
def start_for(
    *,
    round_id: int,
    caller: Caller,
    party_id: int | None = None,
    new_party: people.PartyColumns | None = None,
    district: str = "",
    title: str = "",
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Case:
    """Begin a draft on behalf of a party, one that is known or one written down here with the least that is needed."""
    access.may_enter_for(by).or_refuse()
    if not caller.name.strip():
        raise Refused("창구에 오신 분의 이름을 적어 주세요.")
    if looks_like_resident_number(f"{caller.name} {caller.role} {caller.phone}"):
        raise Refused("주민등록번호는 받지 않아요. 지우고 다시 적어 주세요.")
    if party_id is None and new_party is None:
        raise Refused("신청할 조직을 고르거나 새로 적어 주세요.")
    if party_id is not None and by.is_member(party_id):
        raise Refused("내가 속한 조직의 신청서는 대신 쓸 수 없어요. 다른 담당자에게 부탁해 주세요.")
    if new_party is not None and party_id is None:
        party_id = people.new_party(columns=new_party, by=by, at=at).pk
    case = begin(round_id=round_id, party_id=party_id or 0, district=district, title=title, by=by, at=at)
    ProxyEntry.objects.create(
        case=case,
        person_name=caller.name.strip()[:60],
        person_role=caller.role.strip()[:60],
        person_phone=caller.phone.strip()[:20],
        started_at=at,
        entered_by_id=by.account_id,
        entered_by_name=by.name,
    )
    journal.write(case, "start_for", by=by, at=at, case_id=case.pk, party_ids=[case.party_id])
    return case


def _entry(case_id: int, *, by: Actor) -> ProxyEntry:
    """The entry under lock, while its application is a draft."""
    access.may_enter_for(by).or_refuse()
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if case.outcome != Outcome.DRAFT:
        raise OutOfTurn("이미 낸 신청서예요.")
    entry = (
        ProxyEntry.objects.select_for_update(of=("self",))
        .select_related("case__round", "case__party", "case__district")
        .filter(case=case)
        .first()
    )
    if entry is None:
        raise OutOfTurn("창구에서 대신 쓴 신청서가 아니에요.")
    return entry


@verb
def keep_consent(*, case_id: int, upload: files.Upload, by: Actor, at: datetime, key: Key = NO_KEY) -> ProxyEntry:
    """Keep the scan of the signed consent slip. A newer one takes its place; the older stays in the store."""
    entry = _entry(case_id, by=by)
    case = entry.case
    entry.consent = files.receive(
        upload, owner=case, purpose="consent", by=by, at=at, room_left=files.room_left(case), retention_class=case.retention_class
    )
    entry.consent_at = at
    entry.save(update_fields=["consent", "consent_at"])
    detail = {"name": entry.consent.name, "sha256": entry.consent.sha256}
    journal.write(case, "keep_consent", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail=detail)
    return entry


@verb
def print_read_back(*, case_id: int, code: str, by: Actor, at: datetime, key: Key = NO_KEY) -> ProxyEntry:
    """Print what was entered with a code for the person to read back. Only the code's hash is kept; an older print counts no more."""
    entry = _entry(case_id, by=by)
    entry.code_hash, entry.tries = hash_of_code(case_id, code), 0
    lasts = timedelta(days=rates.whole("read_back_code_days", on=seoul_date(at)))
    entry.printed_at, entry.code_expires_at = at, at + lasts
    entry.printed_sha256 = hash_of(content_of(entry.case))
    entry.confirmed_at, entry.confirmed_by_name = None, ""
    entry.save()
    journal.write(
        entry.case,
        "print_read_back",
        by=by,
        at=at,
        case_id=case_id,
        party_ids=[entry.case.party_id],
        detail={"sha256": entry.printed_sha256},
    )
    return entry


@verb
def read_back(*, case_id: int, typed: str, by: Actor, at: datetime, key: Key = NO_KEY) -> list[str]:
    """The person has read the print and says its code. A wrong one is counted; answers with what is wrong, or nothing."""
    entry = _entry(case_id, by=by)
    if reasons := _not_to_confirm(entry, at):
        return reasons
    if not hmac.compare_digest(entry.code_hash, hash_of_code(case_id, tidy_code(typed))):
        entry.tries += 1
        entry.save(update_fields=["tries"])
        return [f"확인 부호가 달라요. 출력물의 여섯 글자를 다시 읽어 달라고 해 주세요. {MOST_TRIES - entry.tries}번 더 적을 수 있어요."]
    entry.confirmed_at, entry.confirmed_by_name = at, entry.person_name
    entry.save(update_fields=["confirmed_at", "confirmed_by_name"])
    journal.write(
        entry.case, "read_back", by=by, at=at, case_id=case_id, party_ids=[entry.case.party_id], detail={"sha256": entry.printed_sha256}
    )
    return []


def _not_to_confirm(entry: ProxyEntry, at: datetime) -> list[str]:
    if not entry.code_hash or entry.code_expires_at is None:
        return ["먼저 확인서를 출력해 본인에게 보여 주세요."]
    if at >= entry.code_expires_at:
        return [f"확인 부호는 {instant_words(entry.code_expires_at)}까지였어요. 확인서를 다시 출력해 주세요."]
    if entry.tries >= MOST_TRIES:
        return [f"확인 부호를 {MOST_TRIES}번 틀렸어요. 확인서를 다시 출력해 주세요."]
    if entry.printed_sha256 != hash_of(content_of(entry.case)):
        return ["출력한 뒤 내용이 바뀌었어요. 확인서를 다시 출력해 본인에게 보여 주세요."]
    return []


@verb
def submit_for(*, case_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> Case:
    """Hand in on behalf: inside the window, with the signed consent in the file, and exactly what the person confirmed."""
    entry = _entry(case_id, by=by)
    reasons = [] if entry.consent_id else ["서명한 동의서를 스캔해 올려 주세요."]
    if entry.confirmed_at is None:
        reasons.append("본인이 확인 부호를 읽어 준 뒤에 낼 수 있어요.")
    elif entry.printed_sha256 != hash_of(content_of(entry.case)):
        reasons.append("본인이 확인한 뒤 내용이 바뀌었어요. 확인서를 다시 출력해 확인을 받아 주세요.")
    if reasons:
        raise Refused(reasons)
    return take_in(entry.case, consents=None, by=by, at=at)
