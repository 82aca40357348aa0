"""Expenses as flags see them, and what they are compared with. The number of queries does not grow with the expenses."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, time, timedelta

from django.db.models import Q, QuerySet

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, BankAnswer, BankLine, Spending, SpendingEvidence
from dure.apps.grants.queries.agreements import terms_of
from dure.apps.grants.rules.flags import Bounds, Item, PaidPerson, Paper, Refund, Tie, Ties, World, digits_of, name_key, place_key
from dure.apps.grants.rules.flags_pairs import invoice_key, person_key, person_of
from dure.apps.grants.rules.places import province_of
from dure.apps.grants.words import BankKind, SpendingState
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.platform import rates
from dure.platform.actor import MemberRole

BOUNDS = (
    "quotes_from",
    "contract_papers_from",
    "tender_from",
    "split_within_days",
    "split_part_least",
    "just_below_percent",
    "just_below_hair",
    "person_month_from",
    "off_hours_reason_least",
    "refund_within_days",
    "asset_from",
    "card_night_from",
    "card_night_to",
    "line_least_percent",
    "balance_why_from",
    "near_end_days",
    "own_share_asked_from",
    "own_share_slack",
    "other_income_expense",
    "other_income_waived_to",
)
COMPARED = (SpendingState.FILED, SpendingState.ACCEPTED, SpendingState.DISALLOWED)

Categories = Mapping[str, programs.BudgetCategory]
PeopleSource = Callable[[date, date], Iterable[PaidPerson]]
_people_sources: list[PeopleSource] = []


def register_people_source(source: PeopleSource) -> PeopleSource:
    """An app above says whom it pays for months between two days; asked when a person's pay is compared."""
    if source not in _people_sources:
        _people_sources.append(source)
    return source


def bounds() -> Bounds:
    """Every amount, span and hour with the day from which it holds."""
    return Bounds({key: [(rate.since, rate.whole) for rate in rates.series(key)] for key in BOUNDS})


def items_of(spendings: QuerySet[Spending]) -> list[Item]:
    """The expenses with their papers. Two queries, and those of the terms, which are few."""
    rows = list(spendings.select_related("agreement__case__round", "agreement__case__party").order_by("pk"))
    papers = _papers_of([row.pk for row in rows])
    read: dict[tuple[int, str], Categories] = {}
    return [_item(row, papers.get(row.pk, ()), _categories(row.agreement, read).get(row.category)) for row in rows]


def _categories(agreement: Agreement, read: dict[tuple[int, str], Categories]) -> Categories:
    key = (agreement.case.round_id, agreement.case.terms_sha256)
    if key not in read:
        read[key] = {category.key: category for category in terms_of(agreement).categories}
    return read[key]


def _papers_of(spending_ids: Sequence[int]) -> dict[int, tuple[Paper, ...]]:
    found: dict[int, list[Paper]] = defaultdict(list)
    rows = SpendingEvidence.objects.filter(spending_id__in=spending_ids).select_related("file", "original", "twin__file", "twin__original")
    for row in rows.defer("look", "twin__look").order_by("pk"):
        for file in (row.file, row.original, *((row.twin.file, row.twin.original) if row.twin else ())):
            if file:
                found[row.spending_id].append(Paper(row.kind, file.sha256, row.reused, file.at, file.removed_at is not None))
    return {pk: tuple(papers) for pk, papers in found.items()}


def _item(row: Spending, papers: Sequence[Paper], category: programs.BudgetCategory | None) -> Item:
    agreement = row.agreement
    asked = category.evidence if category else ()
    return Item(
        pk=row.pk,
        agreement=agreement.pk,
        number=agreement.number,
        party=agreement.case.party_id,
        giver=agreement.case.round.operator_id or 0,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        agreed_on=seoul_date(agreement.center_signed_at) if agreement.center_signed_at else None,
        category=category.title if category else row.category,
        source=row.source,
        kind=row.kind,
        billed=row.amount + (0 if row.vat_included else row.vat),
        spent_on=row.spent_on,
        payee_name=row.payee_name,
        payee_key=row.payee_key or name_key(row.payee_name),
        business_number=row.payee_business_number,
        invoice=row.invoice_number,
        memo=row.memo,
        used_at=row.used_at,
        person=row.person_name,
        birth_year=row.person_birth_year,
        withholding=row.withholding,
        income_tax=row.income_tax,
        judged_at=row.judged_at,
        disallowed=row.state == SpendingState.DISALLOWED,
        facts=row.facts,
        papers=tuple(papers),
        wants_quotes=not asked or "quotation" in asked,
        home=_home_of(agreement.case.party),
    )


def _home_of(party: people.Party) -> str:
    """The province of the grantee's district, else of its address."""
    return (party.district_id or "")[:2] or province_of(party.address)


def world_of(items: Sequence[Item]) -> World:
    """What the expenses are compared with: limits, ties, money that came back, people paid elsewhere."""
    refunds, carded = _bank_of(items)
    return World(
        bounds=bounds(),
        ties=_ties_of({(item.party, item.agreement) for item in items}),
        vendors=_vendors({item.business_number for item in items if item.business_number}),
        refunds=refunds,
        people=_people_between(items),
        carded=carded,
    )


def _bank_of(items: Sequence[Item]) -> tuple[list[Refund], dict[int, time | None]]:
    agreements = {item.agreement for item in items}
    lines = BankLine.objects.filter(agreement_id__in=agreements, incoming=True).order_by("pk")
    refunds = [Refund(line.pk, line.agreement_id, line.on, line.amount, name_key(line.payee)) for line in lines]
    answers = BankAnswer.objects.filter(spending_id__in=[item.pk for item in items], undone_at=None, line__file__kind=BankKind.CARD)
    return refunds, dict(answers.order_by("pk").values_list("spending_id", "line__time"))


def _people_between(items: Sequence[Item]) -> list[PaidPerson]:
    days = [item.spent_on for item in items if item.person]
    if not days:
        return []
    first, last = min(days).replace(day=1), max(days)
    return [paid for source in _people_sources for paid in source(first, last)]


def _ties_of(places: Iterable[tuple[int, int]]) -> dict[int, Ties]:
    """By party: its own number and name, and what its people and partners have."""
    agreements: dict[int, set[int]] = defaultdict(set)
    for party, agreement in places:
        agreements[party].add(agreement)
    partners = _partners({pk for found in agreements.values() for pk in found})
    known = {party for found in partners.values() for party, *_ in found if party} | set(agreements)
    rows = {row.pk: row for row in people.Party.objects.filter(pk__in=known).order_by("pk")}
    held, hands, elsewhere = _held_by(known), _hands_of(agreements), _elsewhere(known)
    ties: dict[int, Ties] = {}
    for party, of_party in agreements.items():
        found = _of_party(rows[party], "우리 조직") | held.get(party, set()) | elsewhere.get(party, set())
        for partner, name, number in (one for pk in of_party for one in partners.get(pk, ())):
            whose = f"함께하는 {name}"
            found |= {Tie("number", number, whose), Tie("name", name_key(name), whose)}
            if partner:
                found |= _of_party(rows[partner], whose) | held.get(partner, set())
        tied = frozenset(tie for tie in found if tie.value)
        ties[party] = Ties(rows[party].business_number or "", name_key(rows[party].name), tied, frozenset(hands.get(party, ())))
    return ties


def _hands_of(party_ids: Iterable[int]) -> dict[int, set[int]]:
    """By party: the accounts that represent it."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = people.Member.objects.filter(party_id__in=list(party_ids), until=None, role=MemberRole.REPRESENTATIVE).order_by("pk")
    for party, account in rows.values_list("party_id", "account_id"):
        found[party].add(account)
    return found


def _elsewhere(party_ids: Collection[int]) -> dict[int, set[Tie]]:
    """By party: the other parties of its people, by number and name, where somebody stands at the head of one of the two."""
    here: dict[int, list[people.Member]] = defaultdict(list)
    for member in people.Member.objects.filter(party_id__in=party_ids, until=None).select_related("party").order_by("pk"):
        here[member.account_id].append(member)
    found: dict[int, set[Tie]] = defaultdict(set)
    others = people.Member.objects.filter(account_id__in=here, until=None).select_related("party", "account").order_by("pk")
    for other in others:
        for member in here[other.account_id]:
            at_the_head = MemberRole.REPRESENTATIVE in (member.role, other.role)
            if other.party_id != member.party_id and at_the_head:
                whose = f"{member.party.name}의 {other.account.name}님이 함께하는 {other.party.name}"
                found[member.party_id] |= {
                    Tie("number", other.party.business_number or "", whose),
                    Tie("name", name_key(other.party.name), whose),
                }
    return found


def _partners(agreement_ids: Iterable[int]) -> dict[int, list[tuple[int | None, str, str]]]:
    """By agreement: (party, name, business number) of who takes part beside the applicant."""
    case_of = dict(Agreement.objects.filter(pk__in=agreement_ids).order_by("pk").values_list("case_id", "pk"))
    found: dict[int, list[tuple[int | None, str, str]]] = defaultdict(list)
    rows = cases.Partner.objects.filter(case_id__in=case_of).order_by("pk")
    for case_id, party, name, number in rows.values_list("case_id", "party_id", "name", "business_number"):
        found[case_of[case_id]].append((party, name, number))
    return found


def _of_party(party: people.Party, whose: str) -> set[Tie]:
    return {Tie("phone", digits_of(party.phone), whose), Tie("address", place_key(party.address), whose)}


def _held_by(party_ids: Collection[int]) -> dict[int, set[Tie]]:
    """By party: its people by name and telephone, and its account by its keyed hash. Two queries."""
    found: dict[int, set[Tie]] = defaultdict(set)
    members = people.Member.objects.filter(party_id__in=party_ids, until=None).select_related("account", "party").order_by("pk")
    for member in members:
        represents = member.role == MemberRole.REPRESENTATIVE
        whose = f"{member.party.name}의 {'대표' if represents else '구성원'} {member.account.name}"
        found[member.party_id].add(Tie("person", person_key(member.account.name), whose, represents))
        found[member.party_id].add(Tie("phone", digits_of(member.account.phone), whose))
    versions = money.PayeeAccountVersion.objects.filter(payee__party_id__in=party_ids, state="verified").select_related("payee__party")
    for version in versions.order_by("pk"):
        found[version.payee.party_id].add(Tie("account", version.number_hash, version.payee.party.name))
    return found


def _vendors(numbers: Iterable[str]) -> dict[str, frozenset[Tie]]:
    """What the house itself knows of payees that are registered with it, by business number."""
    rows = list(people.Party.objects.filter(business_number__in=numbers).order_by("pk"))
    held = _held_by({row.pk for row in rows})
    found = {}
    for row in rows:
        ties = _of_party(row, "") | {tie for tie in held.get(row.pk, set()) if tie.kind != "person" or tie.represents}
        found[row.business_number or ""] = frozenset(tie for tie in ties if tie.value)
    return found


def near(item: Item) -> set[int]:
    """Expenses that anything may be compared with: one invoice or file, one payee within some days, one person in the month."""
    rows = Spending.objects.filter(state__in=COMPARED).exclude(pk=item.pk).order_by()
    days = timedelta(days=max(rate.whole for rate in rates.series("split_within_days")))
    asked = Q(pk=None)
    if key := invoice_key(item.invoice):
        asked |= Q(invoice_key=key) | Q(invoice_number=item.invoice)
    payee = Q(payee_key=item.payee_key)
    if item.business_number:
        payee |= Q(payee_business_number=item.business_number)
    owned = _owned_with(item.party)
    asked |= Q(payee, agreement__case__party_id__in=owned, spent_on__gte=item.spent_on - days, spent_on__lte=item.spent_on + days)
    found = set(rows.filter(asked).values_list("pk", flat=True)) | _of_person(item, rows)
    hashes = [paper.sha256 for paper in item.papers]
    same = SpendingEvidence.objects.filter(Q(file__sha256__in=hashes) | Q(original__sha256__in=hashes), spending__state__in=COMPARED)
    return found | set(same.exclude(spending_id=item.pk).order_by().values_list("spending_id", flat=True))


def _owned_with(party: int) -> set[int]:
    """The party, and every other that one of its representatives represents too."""
    heads = people.Member.objects.filter(until=None, role=MemberRole.REPRESENTATIVE).order_by()
    return {party, *heads.filter(account_id__in=heads.filter(party_id=party).values("account_id")).values_list("party_id", flat=True)}


def _of_person(item: Item, rows: QuerySet[Spending]) -> set[int]:
    """What the person was paid in the month, however the name is written."""
    if not (key := person_of(item)):
        return set()
    month = item.spent_on.replace(day=1)
    paid = rows.filter(spent_on__gte=month, spent_on__lt=(month + timedelta(days=32)).replace(day=1))
    named = paid.filter(~Q(person_name="") | Q(payee_business_number="")).values_list("pk", "person_name", "payee_name")
    return {pk for pk, person, payee in named if person_key(person or payee) == key}
