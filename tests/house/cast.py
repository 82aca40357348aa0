"""Who walks through the house: one account for each role, and what the demo's own people lack for the walk."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from dure.apps.cases import actions
from dure.apps.cases.actions.proxying import Caller
from dure.apps.cases.models import Case, StageRun
from dure.apps.grants.actions import ask_export, draw_audit, judge_audit_item
from dure.apps.grants.models import Agreement, FollowUp
from dure.apps.labor.models import Claim, ClaimLine, Support, Worker
from dure.apps.money.actions.transfers import content_of
from dure.apps.money.models import PaymentOrder, TransferFile, TransferLine
from dure.apps.people import facade as people
from dure.apps.people.actions import enter_leave
from dure.apps.people.models import Account, Member
from dure.apps.programs import facade as programs
from dure.apps.programs.actions import drafting
from dure.kernel.clock import seoul
from dure.platform import letters, noticing
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
    "operator": "operator@example.test",
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
    survey = FollowUp.objects.filter(agreement__case__party_id__in=applicant.party_ids).order_by("opens_on", "id")[0]
    FollowUp.objects.filter(pk=survey.pk).update(opens_on=(AT - 3 * DAY).date(), due_on=(AT + 27 * DAY).date())
    with transaction.atomic():
        contact = {"to_address": MAILBOXES["applicant"], "to_account_id": applicant.account_id}
        letters.write(**contact, subject="접수를 확인했어요", body="예시 알림이에요.", dedupe="walk", href="/my/", at=AT)
    noticing.make_feed(kind="mine", query="", title="내 할 일의 기한", by=applicant, at=AT, key=NO_KEY)
    _go_through_governments()
    _come_to_the_counter()
    _write_a_definition()
    _appoint_an_operator()
    _go_on_leave()
    _send_a_transfer_file()
    _claim_a_month(applicant)
    _audit()


def _claim_a_month(applicant: Actor) -> None:
    """A worker and a month of labor-cost support, on the agreement that runs; its program pays otherwise, so every verb refuses."""
    own = Agreement.objects.filter(case__party_id__in=applicant.party_ids, state="signed")
    agreement = own.filter(case__runs__kind="report", case__runs__state="open").order_by("pk")[0]
    september = (AT - 60 * DAY).date().replace(day=1)
    Support.objects.create(agreement=agreement, standing="certified", first_month=september, set_at=AT)
    worker = Worker.objects.create(
        agreement=agreement,
        name="예시 김하나",
        kind="general",
        joined_on=september,
        week_hours=40,
        month_pay=2_156_880,
        added_at=AT,
        sample=True,
    )
    claim = Claim.objects.create(
        agreement=agreement, month=september, state="handed_in", due_on=AT.date(), asked=900_000, began_at=AT, handed_in_at=AT,
        handed_in_by_id=applicant.account_id, handed_in_by_name=applicant.name,
    )  # fmt: skip
    ClaimLine.objects.create(
        claim=claim, worker=worker, kind="general", support_year=1, scheduled_hours=176, counted_hours=176, base=2_250_000, percent=40,
        amount=900_000,
    )  # fmt: skip


def _audit() -> None:
    """A sample of the year with a finding about a grant of the center's own, and a full export that nobody has made yet."""
    auditor = {"by": actor("auditor"), "at": AT}
    audit = draw_audit(year=AT.year, program_id=None, method="largest", size=5, seed="예시", **auditor)
    item = audit.items.filter(spending__agreement__case__round__operator=None).order_by("place")[0]
    said = {"verdict": "improper", "note": "예시: 견적서가 하나뿐이에요.", "clause": "협약 제5조(증빙)", "error": 10_000}
    judge_audit_item(item_id=item.pk, **said, **auditor)
    ask_export(year=AT.year, program_id=None, reason="예시 정기 감사", **auditor)


def _send_a_transfer_file() -> None:
    """As one stood at the bank before its payments were confirmed by hand."""
    orders = list(PaymentOrder.objects.filter(state="paid", payer=None).select_related("payee_version").order_by("pk")[:2])
    amount, digest = sum(order.amount for order in orders), content_of(orders)[1]
    made = {"made_at": AT - DAY, "made_by_id": 1, "made_by_name": "예시 회계 담당"}
    file = TransferFile.objects.create(digest=digest, count=len(orders), amount=amount, **made)
    for order in orders:
        TransferLine.objects.create(file=file, order=order, amount=order.amount, approval_hash=order.approval_hash)


def _join_parties() -> None:
    """The former member left yesterday, after years."""
    house = Actor.system("예시 둘러보기", via="tests")
    stranger = Member.objects.get(account__email=MAILBOXES["stranger"])
    operators = programs.PartAppointment.objects.values("operator_id")
    applying = (
        Case.objects.exclude(party_id=stranger.party_id)
        .exclude(party_id__in=operators)
        .order_by("party_id")
        .values_list("party_id", flat=True)
        .distinct()
    )
    for name, role in OF_THE_PARTY.items():
        account = people.open_account(email=MAILBOXES[name], name=f"예시 {name}", password="dure-house-2027", by=house, at=AT, sample=True)
        until = AT - DAY if name == "ex_member" else None
        Member.objects.bulk_create(Member(party_id=pk, account=account, role=role, since=AT - 900 * DAY, until=until) for pk in applying)


def _go_through_governments() -> None:
    """As those for a designation do: the district screens, the city reviews, the ministry decides."""
    of_the_center = Case.objects.filter(round__operator=None).exclude(runs__tier="district")
    case = of_the_center.filter(runs__kind="screening", runs__state="open", outcome="running").order_by("-id")[0]
    Case.objects.filter(pk=case.pk).update(district="11530")
    for kind, tier in (("screening", "district"), ("review", "city"), ("selection", "ministry")):
        StageRun.objects.filter(case=case, kind=kind).update(tier=tier)
    actions.plan_visit(
        case_id=case.pk,
        planned_for=AT + DAY,
        place="예시로 1, 예시 사무실",
        visitors="예시 구슬기",
        by=actor("district"),
        at=AT,
        key=NO_KEY,
    )


def _come_to_the_counter() -> None:
    """Somebody without an account, and a scan that nobody has bound."""
    clerk = actor("officer")
    open_now = next(found for found in programs.open_rounds(AT) if programs.terms_of(found.pk).stages_of("intake"))
    caller = Caller("예시 방문객", "대표")
    party = people.PartyColumns(name="예시 창구 모임", kind="group", legal_form="unregistered", district="11530")
    actions.start_for(round_id=open_now.pk, caller=caller, new_party=party, district="11530", by=clerk, at=AT, key=NO_KEY)
    actions.take_scans(upload=picture("예시 스캔.png"), by=clerk, at=AT, key=NO_KEY)


def _write_a_definition() -> None:
    """A definition that staff have begun to change on screen."""
    lived = programs.Program.objects.filter(edition__year=AT.year, has_life=True).order_by("-order", "-id")
    program = next(one for one in lived if one.version.document["life"]["sections"])
    drafting.begin_draft(edition_id=program.edition_id, program_id=program.pk, by=actor("officer"), at=AT, key=NO_KEY)


def _appoint_an_operator() -> None:
    """The demo's operator has a further round of its part on the plan."""
    appointed = programs.PartAppointment.objects.order_by("id")[0]
    programs.plan_part_round(appointment_id=appointed.pk, by=actor("operator"), at=AT, key=NO_KEY)


def _go_on_leave() -> None:
    """The officer is away next month, and the finance seat's person deputizes."""
    away, deputy = actor("officer"), actor("finance")
    enter_leave(
        seat_id=away.seat_id,
        deputy_id=deputy.account_id,
        first=(AT + 30 * DAY).date(),
        last=(AT + 33 * DAY).date(),
        by=away,
        at=AT,
        key=NO_KEY,
    )


def picture(name: str) -> SimpleUploadedFile:
    """A page without a code."""
    out = BytesIO()
    Image.new("L", (400, 560), 240).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())
