"""Who walks through the house: one account for each role, and what the demo's own people lack for the walk."""

from datetime import timedelta

from dure.apps.cases.models import Case, StageRun
from dure.apps.people import facade as people
from dure.apps.people.models import Account, Member
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY
from dure.rehearsal.papers import pdf

AT = seoul(2026, 11, 3, 10, 30)
"""The Tuesday on which the walk takes place; the demo year is made for it."""
MAILBOXES = {
    "citizen": "citizen@example.test",
    "stranger": "party6@example.test",
    "applicant": "applicant@example.test",
    "editor": "editor@example.test",
    "member": "member@example.test",
    "ex_member": "ex-member@example.test",
    "officer": "officer@example.test",
    "finance": "finance@example.test",
    "approver": "approver@example.test",
    "administrator": "admin@example.test",
    "reviewer": "reviewer2@example.test",
    "recused": "reviewer1@example.test",
    "district": "district@example.test",
    "other_district": "district2@example.test",
    "city": "city@example.test",
    "ministry": "ministry@example.test",
    "buyer": "buyer@example.test",
    "auditor": "auditor@example.test",
}
OF_THE_PARTY = {"applicant": "representative", "editor": "editor", "member": "member", "ex_member": "member"}
"""People of every party whose things are on the walk; the stranger represents one of whose things none is."""
INVITATION = "a-letter-to-the-citizen-on-the-walk"
DAY = timedelta(days=1)


def actor(role: str) -> Actor:
    """The person of that role as they act on the day of the walk."""
    return people.actor_of_account(Account.objects.get(email=MAILBOXES[role]).pk, at=AT)


def complete_the_demo() -> None:
    """People, an unanswered letter, an unjudged status, a round on the plan, an application that governments look at."""
    _join_parties()
    applicant = actor("applicant")
    party_id = applicant.party_ids[0]
    people.invite_member(party_id=party_id, email=MAILBOXES["citizen"], role="editor", token=INVITATION, by=applicant, at=AT)
    claim = people.StatusClaim(kind="social_enterprise", number="예시-900", valid_from=(AT - 400 * DAY).date())
    people.claim_status(party_id=party_id, claim=claim, proof=pdf("예시 인증서.pdf", "예시 인증서"), by=applicant, at=AT)
    shown = programs.Program.objects.filter(edition__year=AT.year).order_by("order", "id")[0]
    programs.plan_round(program_id=shown.pk, by=actor("officer"), at=AT, key=NO_KEY)
    _go_through_governments()


def _join_parties() -> None:
    """The former member left yesterday, after years."""
    house = Actor.system("예시 둘러보기", via="tests")
    stranger = Member.objects.get(account__email=MAILBOXES["stranger"])
    applying = Case.objects.exclude(party_id=stranger.party_id).order_by("party_id").values_list("party_id", flat=True).distinct()
    for name, role in OF_THE_PARTY.items():
        account = people.open_account(email=MAILBOXES[name], name=f"예시 {name}", password="dure-house-2027", by=house, at=AT, sample=True)
        until = AT - DAY if name == "ex_member" else None
        Member.objects.bulk_create(Member(party_id=pk, account=account, role=role, since=AT - 900 * DAY, until=until) for pk in applying)


def _go_through_governments() -> None:
    """As those for a designation do: the district screens, the city reviews, the ministry decides."""
    case = Case.objects.filter(runs__kind="screening", runs__state="open", outcome="running").order_by("-id")[0]
    Case.objects.filter(pk=case.pk).update(district="11530")
    for kind, tier in (("screening", "district"), ("review", "city"), ("selection", "ministry")):
        StageRun.objects.filter(case=case, kind=kind).update(tier=tier)
