"""The pool of reviewers: what each brings along, how long they serve, and what binds them to organizations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dure.apps.people import access, rules
from dure.apps.people.models import Party, Reviewer
from dure.kernel.errors import Refused
from dure.platform import facts, journal
from dure.platform.actor import Actor
from dure.platform.models import Fact
from dure.platform.verbs import NO_KEY, Key, verb

TIE_KINDS = ("officer", "invested", "employed", "advised", "contracted", "related")
LONGEST_TERM_DAYS = 3_660


@dataclass(frozen=True, slots=True)
class Profile:
    """What the pool keeps of a reviewer. `description` may be shown to applicants in place of the name."""

    affiliation: str = ""
    expertise: str = ""
    fields: tuple[str, ...] = ()
    description: str = ""
    organization_id: int | None = None
    term_from: date | None = None
    term_until: date | None = None
    most_open: int | None = None


@verb
def describe_reviewer(*, reviewer_id: int, profile: Profile, by: Actor, at: datetime, key: Key = NO_KEY) -> Reviewer:
    """Write down a reviewer's fields, organization, term and how many sheets they take; the journal keeps what changed."""
    access.may_enroll_reviewer(by).or_refuse()
    reviewer = Reviewer.objects.select_for_update(of=("self",)).get(pk=reviewer_id)
    _check(profile)
    changed = [name for name, value in _columns(profile).items() if getattr(reviewer, name) != value]
    for name, value in _columns(profile).items():
        setattr(reviewer, name, value)
    reviewer.save()
    journal.write(reviewer, "describe_reviewer", by=by, at=at, detail={"changed": changed})
    return reviewer


def _columns(profile: Profile) -> dict[str, object]:
    return {
        "affiliation": " ".join(profile.affiliation.split()),
        "expertise": " ".join(profile.expertise.split()),
        "fields": list(_once(profile.fields)),
        "description": " ".join(profile.description.split()),
        "organization_id": profile.organization_id,
        "term_from": profile.term_from,
        "term_until": profile.term_until,
        "most_open": profile.most_open,
    }


def _once(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(name.strip() for name in names if name.strip())


def _check(profile: Profile) -> None:
    reasons = [
        rules.too_long(profile.affiliation, 120),
        rules.too_long(profile.expertise, 200),
        rules.too_long(profile.description, 200),
        _term_refused(profile),
    ]
    if profile.most_open is not None and not 1 <= profile.most_open <= 200:
        reasons.append(_("한 번에 맡는 심사표 수는 1부터 200까지 적어 주세요."))
    if profile.organization_id and not Party.objects.filter(pk=profile.organization_id).exists():
        reasons.append(_("소속 조직을 목록에서 다시 골라 주세요."))
    if found := [reason for reason in reasons if reason]:
        raise Refused(found)


def _term_refused(profile: Profile) -> str | None:
    if not profile.term_from or not profile.term_until:
        return None
    days = (profile.term_until - profile.term_from).days
    if 0 <= days <= LONGEST_TERM_DAYS:
        return None
    return _("임기의 끝나는 날은 시작하는 날보다 뒤이고 10년 안이어야 해요.")


@verb
def record_tie(
    *,
    reviewer_id: int,
    party_id: int,
    kind: str,
    source: str,
    since: date,
    until: date | None = None,
    holds: bool = True,
    by: Actor,
    at: datetime,
    key: Key = NO_KEY,
) -> Fact:
    """What binds a reviewer to an organization, from a paper: a pair fact with its days and source. A newer line that does not hold takes it back."""
    access.may_enroll_reviewer(by).or_refuse()
    reviewer, party = Reviewer.objects.get(pk=reviewer_id), Party.objects.filter(pk=party_id).first()
    source = " ".join(source.split())[:200]
    if party is None or kind not in TIE_KINDS:
        raise Refused(_("어느 조직과 어떤 관계인지 목록에서 골라 주세요."))
    if not source:
        raise Refused(_("어느 서류에서 옮겨 적는지 출처를 적어 주세요. 예: 2027년 3월 자문 계약서"))
    if until is not None and until < since:
        raise Refused(_("끝나는 날은 시작하는 날보다 뒤여야 해요."))
    fact = facts.publish(
        subject_kind="account",
        subject_id=reviewer.account_id,
        other_id=party.pk,
        key=kind,
        value=holds,
        valid_from=since,
        valid_to=until,
        source=source,
        publisher="people",
        at=at,
    )
    journal.write(reviewer, "record_tie", by=by, at=at, party_ids=[party.pk], detail={"kind": kind, "holds": holds, "fact": fact.pk})
    return fact
