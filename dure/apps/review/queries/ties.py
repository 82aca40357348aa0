"""What binds a reviewer to applicants and their partners, asked afresh each time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.review import rules
from dure.apps.review.rules import Tie
from dure.kernel.clock import seoul_date
from dure.platform import facts
from dure.platform.models import Fact

TIE_WORDS = {"officer": "임원", "invested": "출자", "employed": "고용", "advised": "자문", "contracted": "계약", "related": "특수"}


def parties_by_case(of: Iterable[cases.Case]) -> dict[int, frozenset[int]]:
    """Applicant and partners of each case; a partner that is named by its business number counts too."""
    found: dict[int, set[int]] = {case.pk: {case.party_id} for case in of}
    named: dict[str, set[int]] = defaultdict(set)
    for case_id, party_id, number in cases.Partner.objects.filter(case_id__in=found).values_list("case_id", "party_id", "business_number"):
        if party_id:
            found[case_id].add(party_id)
        elif number:
            named[number].add(case_id)
    for party_id, known in people.Party.objects.filter(business_number__in=named).order_by("id").values_list("id", "business_number"):
        for case_id in named[known or ""]:
            found[case_id].add(party_id)
    return {case_id: frozenset(parties) for case_id, parties in found.items()}


def ties_by_case(reviewer: people.Reviewer, of: Iterable[cases.Case], at: datetime) -> dict[int, str]:
    """For each case the reviewer is bound to, the reason."""
    return ties_of_pool([reviewer], of, at)[reviewer.pk]


def ties_of_pool(pool: Iterable[people.Reviewer], of: Iterable[cases.Case], at: datetime) -> dict[int, dict[int, str]]:
    """For each reviewer, the cases they are bound to with the reason; the same number of queries for one and for fifty."""
    accounts = {reviewer.account_id: reviewer for reviewer in pool}
    parties = parties_by_case(of)
    every_party = frozenset[int]().union(*parties.values())
    ties: dict[int, list[Tie]] = defaultdict(list)
    ways = (
        _memberships(accounts, every_party, at),
        _contacts(accounts, every_party),
        _own_organizations(accounts, every_party, at),
        _addresses(accounts, every_party),
        _pairs(accounts, every_party, at),
    )
    for found_ties in ways:
        for account_id, tie in found_ties:
            ties[account_id].append(tie)
    found: dict[int, dict[int, str]] = {}
    for account_id, reviewer in accounts.items():
        reasons = {case_id: rules.reason_to_stand_aside(ties[account_id], own) for case_id, own in parties.items()}
        found[reviewer.pk] = {case_id: reason for case_id, reason in reasons.items() if reason}
    for account_id, case_id in _writings(accounts, parties):
        found[accounts[account_id].pk].setdefault(case_id, "신청서를 쓰거나 낸 사람입니다.")
    return found


_Accounts = Mapping[int, people.Reviewer]
_Found = Iterable[tuple[int, Tie]]


def _memberships(accounts: _Accounts, party_ids: Iterable[int], at: datetime) -> _Found:
    rows = people.Member.objects.filter(Q(until=None) | Q(until__gt=at), account_id__in=accounts, party_id__in=party_ids, since__lte=at)
    for account_id, party_id in rows.order_by("id").values_list("account_id", "party_id"):
        yield account_id, Tie(party_id, "신청 조직의 구성원입니다.")


def _contacts(accounts: _Accounts, party_ids: Iterable[int]) -> _Found:
    by_address = {reviewer.account.email.lower(): account_id for account_id, reviewer in accounts.items()}
    for party_id, address in people.Party.objects.filter(pk__in=party_ids).exclude(email="").order_by("id").values_list("id", "email"):
        if address.lower() in by_address:
            yield by_address[address.lower()], Tie(party_id, "신청 조직의 연락처로 적힌 사람입니다.")


def _own_organizations(accounts: _Accounts, party_ids: Iterable[int], at: datetime) -> _Found:
    """The reviewer's own organization applies or takes part, or is bound to one that does."""
    wanted, own = set(party_ids), _by_organization(accounts)
    for organization_id in sorted(own.keys() & wanted):
        for account_id in own[organization_id]:
            yield account_id, Tie(organization_id, "심사위원이 일하는 조직입니다.")
    held = facts.valid_on(seoul_date(at)).filter(subject_kind="party", key__in=TIE_WORDS)
    between = Q(subject_id__in=own, other_id__in=wanted) | Q(subject_id__in=wanted, other_id__in=own)
    for (subject_id, other_id, _), fact in _newest(held.filter(between)).items():
        for mine, theirs in ((subject_id, other_id), (other_id, subject_id)):
            for account_id in own.get(mine, ()) if theirs in wanted else ():
                yield account_id, Tie(theirs, f"소속 조직이 신청 조직과 {TIE_WORDS[fact.key]} 관계에 있습니다. (근거: {fact.source})")


def _by_organization(accounts: _Accounts) -> dict[int, list[int]]:
    own: dict[int, list[int]] = defaultdict(list)
    for account_id, reviewer in accounts.items():
        if reviewer.organization_id:
            own[reviewer.organization_id].append(account_id)
    return own


def _addresses(accounts: _Accounts, party_ids: Iterable[int]) -> _Found:
    """The reviewer's organization stands at the same address as an applicant."""
    own, at_address = _by_organization(accounts), defaultdict(list)
    rows = people.Party.objects.filter(Q(pk__in=own) | Q(pk__in=party_ids)).exclude(address="").order_by("id")
    wanted = set(party_ids)
    for party_id, address in rows.values_list("id", "address"):
        at_address["".join(address.split())].append(party_id)
    for neighbors in at_address.values():
        for mine in (party_id for party_id in neighbors if party_id in own):
            for theirs in (party_id for party_id in neighbors if party_id in wanted and party_id != mine):
                for account_id in own[mine]:
                    yield account_id, Tie(theirs, "심사위원의 소속 조직과 주소가 같습니다.")


def _pairs(accounts: _Accounts, party_ids: Iterable[int], at: datetime) -> _Found:
    held = facts.valid_on(seoul_date(at)).filter(subject_kind="account", subject_id__in=accounts, other_id__in=party_ids)
    for (account_id, other_id, _), fact in _newest(held).items():
        yield account_id, Tie(other_id, f"신청 조직과 {TIE_WORDS.get(fact.key, '이해')} 관계가 있습니다. (근거: {fact.source})")


def _newest(held: QuerySet[Fact]) -> dict[tuple[int, int, str], Fact]:
    """The newest line of each pair and kind; one that says it does not hold takes the older ones back."""
    newest = {(fact.subject_id, fact.other_id or 0, fact.key): fact for fact in held.order_by("id")}
    return {pair: fact for pair, fact in newest.items() if fact.value}


def _writings(accounts: _Accounts, case_ids: Iterable[int]) -> Iterable[tuple[int, int]]:
    rows = cases.Case.objects.filter(pk__in=list(case_ids)).order_by("id").values_list("id", "started_by_id", "submitted_by_id")
    return [(hand, case_id) for case_id, *hands in rows for hand in set(hands) if hand is not None and hand in accounts]
