"""The demo center, made once by the rehearsal and copied for whoever asks; and the things that fill an address's arguments."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import time_machine
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client

from dure.apps.cases.models import Case, ProxyEntry, Scan, Visit
from dure.apps.gatherings.models import Gathering
from dure.apps.gatherings.notices import token_of
from dure.apps.grants.models import Agreement, AuditExport, AuditSample, FollowUp, Showcase
from dure.apps.money.models import Entry, PayeeAccountVersion
from dure.apps.people.models import Account, Invitation, Leave, Member, PartyStatus, Reviewer, SeatHolding
from dure.apps.programs import facade as programs
from dure.apps.programs.models import DefinitionDraft, PartAppointment, Program, Round, RoundStage
from dure.apps.review.models import Conflict, Decision, Objection, Panel, PanelSeat
from dure.config import catalog_apply
from dure.platform import noticing, rates
from dure.platform.models import Feed, Letter, StoredFile
from dure.rehearsal import demo
from tests import databases
from tests.conftest import WORKER
from tests.house import cast, money_things
from tests.house.cast import AT, INVITATION, MAILBOXES, complete_the_demo

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Arguments = dict[str, Any]


def fill() -> None:
    """The demo year, and what it lacks for the walk."""
    list(catalog_apply.apply(at=AT))
    list(demo.make(at=AT))
    complete_the_demo()


@contextmanager
def lived_in() -> Iterator["World"]:
    """A copy of the demo center, on the day of the walk."""
    settings.DURE_DEMO = True
    logging.disable(logging.WARNING)
    seed = Path(cast.__file__).read_text(encoding="utf-8")
    try:
        with time_machine.travel(AT, tick=True), databases.house_with("demo", WORKER, fill, seed):
            yield World()
    finally:
        logging.disable(logging.NOTSET)
        settings.DURE_DEMO = False


class World:
    """Sample people by role, and things by name. Everybody signs in once; each browser is a copy of theirs."""

    def __init__(self) -> None:
        self.cookies: dict[str, dict[str, str]] = {"passer_by": {}}
        for role, mailbox in MAILBOXES.items():
            browser = Client()
            browser.force_login(Account.objects.get(email=mailbox), backend=BACKEND)
            self.cookies[role] = {name: cookie.value for name, cookie in browser.cookies.items()}
        self._arguments: dict[str, Arguments] = {"": {}}

    def client(self, role: str, **options: Any) -> Client:
        """A browser in which the role is signed in."""
        browser = Client(raise_request_exception=True, **options)
        browser.cookies.load(self.cookies[role])
        return browser

    def arguments(self, thing: str) -> Arguments:
        """The arguments of an address that shows the thing."""
        if thing not in self._arguments:
            self._arguments[thing] = THINGS[thing]()
        return self._arguments[thing]


def _of_the_walk(rows: QuerySet[Any], party: str) -> QuerySet[Any]:
    """Those of the parties that the walk's people belong to, oldest first."""
    walked = Member.objects.filter(account__email=MAILBOXES["applicant"]).values("party_id")
    return rows.filter(**{f"{party}__in": walked}).order_by("pk")


def _cases(**those: Any) -> QuerySet[Case]:
    return _of_the_walk(Case.objects.filter(**those), "party_id")


def _draft() -> Case:
    """In a round that takes applications, asks for a budget and for partners."""
    drafts = _cases(outcome="draft", round__state="open")
    return next(case for case in drafts if (terms := programs.terms_of(case.round_id)).asks_budget and terms.asks_partners)


def _handed_in() -> Case:
    """Being screened by the center."""
    return _cases(runs__kind="screening", runs__state="open", runs__tier="center", outcome="running", round__operator=None)[0]


def _with_governments() -> Case:
    """The one whose visit complete_the_demo planned."""
    return Visit.objects.order_by("-id")[0].case


def _open_panel() -> Panel:
    return Panel.objects.filter(state="open", tier="center").order_by("id")[0]


def _recused_case() -> Case:
    """Of the open panel: one reviewer of the walk judges it, the other stepped aside."""
    aside = Conflict.objects.filter(conflicted=True, seat__panel=_open_panel(), seat__reviewer__account__email=MAILBOXES["recused"])
    return aside.select_related("case").order_by("id")[0].case


def _agreements(**those: Any) -> QuerySet[Agreement]:
    return _of_the_walk(Agreement.objects.filter(**those), "case__party_id")


def _party_id() -> int:
    return Member.objects.filter(account__email=MAILBOXES["applicant"]).order_by("party_id")[0].party_id


def _membership(role: str) -> Arguments:
    member = Member.objects.get(account__email=MAILBOXES[role], party_id=_party_id())
    return {"party_id": member.party_id, "member_id": member.pk}


def _expense() -> Arguments:
    agreement = _agreements(state="signed", spendings__state="filed").first() or _agreements(spendings__isnull=False)[0]
    return {"agreement_id": agreement.pk, "spending_id": agreement.spendings.order_by("-state", "id")[0].pk}


def _on_the_way(**more: Any) -> Arguments:
    """A grant that runs and owes its interim report."""
    return {"agreement_id": _agreements(state="signed", case__runs__kind="report", case__runs__state="open")[0].pk, **more}


def _ended(**more: Any) -> Arguments:
    return {"agreement_id": _agreements(state="ended")[0].pk, **more}


def _file_of(case: Case) -> Arguments:
    owned = StoredFile.objects.filter(owner_kind="cases.case", owner_id=case.pk, removed_at=None)
    return {"token": owned.order_by("id")[0].token}


def _sheet() -> Arguments:
    return {"panel_id": _open_panel().pk, "case_id": _recused_case().pk}


def _status() -> Arguments:
    return {"party_id": _party_id(), "status_id": PartyStatus.objects.filter(party_id=_party_id(), state="claimed")[0].pk}


def _invitation() -> Arguments:
    return {"party_id": _party_id(), "invitation_id": Invitation.objects.get(email=MAILBOXES["citizen"]).pk}


def _tracked_stage() -> Arguments:
    step = RoundStage.objects.filter(round__state="closed", stage__kind__in=programs.TRACKED_KINDS).order_by("id")[0]
    return {"round_id": step.round_id, "stage_key": step.key}


def _program() -> Program:
    return Program.objects.filter(edition__year=AT.year, published_at__isnull=False).order_by("order", "id")[0]


def _calendar() -> Arguments:
    """The address of the applicant's own calendar, made by complete_the_demo."""
    return {"token": noticing.token_of(Feed.objects.get(account_id=Account.objects.get(email=MAILBOXES["applicant"]).pk))}


def _gathering() -> Gathering:
    """The next one that anybody may come to, with somebody on its list."""
    return Gathering.objects.filter(state="called", admission="open", starts_at__gt=AT).order_by("starts_at")[0]


def _survey() -> Arguments:
    """Asked by now and not answered; complete_the_demo brought it forward."""
    row = FollowUp.objects.get(opens_on__lte=AT.date(), answered_at=None)
    return {"agreement_id": row.agreement_id, "months": row.months}


def _notice() -> Arguments:
    account = Account.objects.get(email=MAILBOXES["applicant"])
    return {"letter_id": Letter.objects.filter(to_account_id=account.pk).order_by("id")[0].pk}


def _draft_of_a_definition() -> DefinitionDraft:
    return DefinitionDraft.objects.filter(closed_at=None).order_by("id")[0]


def _page_of_a_definition() -> str:
    return str(_draft_of_a_definition().document["life"]["sections"][0]["key"])


THINGS: dict[str, Callable[[], Arguments]] = {
    "program of a year": lambda: {
        "year": money_things.audited().spending.agreement.fiscal_year,
        "program_id": money_things.audited().spending.agreement.case.round.program_id,
    },
    "audited expense": lambda: {"spending_id": money_things.audited().spending_id},
    "audited paper": money_things.audited_paper,
    "audit sample": lambda: {"audit_id": AuditSample.objects.order_by("id")[0].pk},
    "audit item": lambda: {"audit_id": money_things.audited().audit_id, "item_id": money_things.audited().pk},
    "finding": lambda: {"item_id": money_things.audited().pk},
    "full export": lambda: {"export_id": AuditExport.objects.order_by("id")[0].pk},
    "worker": money_things.worker,
    "days of a worker": lambda: money_things.worker(month="2026-10"),
    "month of a worker": lambda: money_things.month("2026-10"),
    "claimed month": lambda: money_things.month("2026-09"),
    "claim": lambda: {"claim_id": money_things.claim().pk},
    "correction": lambda: {"correction_id": 999_999},
    "line of a claim": lambda: {"claim_id": money_things.claim().pk, "line_id": money_things.claim().lines.get().pk},
    "terms of support": lambda: _on_the_way(step="support"),
    "appointment": lambda: {"appointment_id": PartAppointment.objects.order_by("id")[0].pk},
    "stepping into an operated round": lambda: {
        "round_id": PartAppointment.objects.order_by("id")[0].rounds.order_by("-id")[0].pk,
        "step": "in",
    },
    "seat of an operator": lambda: {"seat_id": PartAppointment.objects.order_by("id")[0].operator.teams.get().seats.order_by("id")[0].pk},
    "leave": lambda: {"leave_id": Leave.objects.order_by("id")[0].pk},
    "gathering": lambda: {"gathering_id": _gathering().pk},
    "registration": lambda: {"token": token_of(_gathering().registrations.filter(standing="coming")[0])},
    "survey": _survey,
    "notice": _notice,
    "calendar": _calendar,
    "wording": lambda: {"text_key": "round_opened"},
    "draft": lambda: {"case_id": _draft().pk},
    "page of a draft": lambda: {"case_id": _draft().pk, "section": programs.terms_of(_draft().round_id).sections[0].key},
    "place of a draft": lambda: {"case_id": _draft().pk, "place": "budget"},
    "part of a case": lambda: {"case_id": _handed_in().pk, "partner_id": _handed_in().partners.order_by("id")[0].pk},
    "page of a part": lambda: {"case_id": _handed_in().pk, "partner_id": _handed_in().partners.order_by("id")[0].pk, "section": "part"},
    "case": lambda: {"case_id": _handed_in().pk},
    "case with governments": lambda: {"case_id": _with_governments().pk},
    "visit": lambda: {"visit_id": Visit.objects.order_by("-id")[0].pk},
    "entry at the counter": lambda: {"case_id": ProxyEntry.objects.order_by("id")[0].case_id},
    "scan in the tray": lambda: {"scan_id": Scan.objects.filter(bound_at=None).order_by("id")[0].pk},
    "case that was told its result": lambda: {"case_id": _cases(outcome="reserve")[0].pk},
    "file of a case": lambda: _file_of(_handed_in()),
    "file of a sheet": lambda: _file_of(_recused_case()),
    "planned round": lambda: {"round_id": Round.objects.filter(state="planned").order_by("id")[0].pk},
    "open round": lambda: {"round_id": _draft().round_id},
    "round with a panel": lambda: {"round_id": _open_panel().round_id},
    "round with grants": lambda: {"round_id": _agreements(state="signed")[0].case.round_id},
    "stage of a round": _tracked_stage,
    "program": lambda: {"program_id": _program().pk},
    "program being edited": lambda: {"program_id": _draft_of_a_definition().program_id},
    "definition draft": lambda: {"draft_id": _draft_of_a_definition().pk},
    "topic of a definition draft": lambda: {"draft_id": _draft_of_a_definition().pk, "topic": "stages"},
    "questions of a definition draft": lambda: {"draft_id": _draft_of_a_definition().pk, "topic": f"application:{_page_of_a_definition()}"},
    "articles of a definition draft": lambda: {"draft_id": _draft_of_a_definition().pk, "topic": "clauses"},
    "spending of a definition draft": lambda: {"draft_id": _draft_of_a_definition().pk, "topic": "spending"},
    "page of a definition draft": lambda: {"draft_id": _draft_of_a_definition().pk, "section": _page_of_a_definition()},
    "published program": lambda: {"year": AT.year, "slug": _program().slug},
    "year": lambda: {"year": AT.year},
    "rate": lambda: {"rate_key": min(rates.every())},
    "entry": lambda: {"entry_id": Entry.objects.filter(kind="allot").order_by("id")[0].pk},
    "agreement in the ledger": lambda: {"agreement_key": Entry.objects.exclude(owner_key="").order_by("id")[0].owner_key},
    "decided request": money_things.decided_request,
    "line": lambda: {"year": AT.year, "line_key": money_things.line_key()},
    "public line": lambda: {"year": AT.year, "line_key": money_things.line_key().partition(".")[0]},
    "panel": lambda: {"panel_id": _open_panel().pk},
    "panel that told": lambda: {"panel_id": Panel.objects.filter(state="announced").order_by("id")[0].pk},
    "seat in a panel": lambda: {
        "seat_id": PanelSeat.objects.get(panel=_open_panel(), reviewer__account__email=MAILBOXES["reviewer"]).pk,
    },
    "sheet": _sheet,
    "paper of a sheet": lambda: {**_sheet(), "number": 1},
    "decision that was told": lambda: {"decision_id": Decision.objects.filter(announced_at__isnull=False).order_by("id")[0].pk},
    "objection": lambda: {"objection_id": Objection.objects.order_by("id")[0].pk},
    "agreement": _on_the_way,
    "case to draft": lambda: {"case_id": _handed_in().pk},
    "instalment": lambda: {**_on_the_way(), "number": 1},
    "expense": _expense,
    "amendment": money_things.amendment,
    "step of an amendment": lambda: money_things.amendment(step="sign"),
    "paper of an amendment": lambda: {"amendment_id": money_things.amendment()["amendment_id"]},
    "form for an agreement": lambda: _on_the_way(form_id=999_999),
    "version of a form": lambda: {"version_id": 999_999},
    "code of a paper": lambda: {"code": "0000-0000-0000-0000"},
    "budget change": money_things.budget_change,
    "bank file": lambda: _on_the_way(file_id=999_999),
    "bank line": lambda: _on_the_way(line_id=999_999, step="match"),
    "month": lambda: _on_the_way(month="2027-03"),
    "unknown step of a month": lambda: _on_the_way(month="2027-03", step="jump"),
    "pack of a grant": lambda: _on_the_way(pack_id=999_999),
    "duty of a payee": lambda: {"party_id": _agreements(state="signed")[0].case.party_id, "duty_id": 999_999},
    "closed month": lambda: money_things.closed_month("accept"),
    "report": lambda: _on_the_way(which="interim"),
    "settled grant": _ended,
    "thread": money_things.thread,
    "flag of a grant": money_things.flag_of_a_grant,
    "flag": lambda: {"flag_id": money_things.flag().pk},
    "decision of a grant": lambda: _on_the_way(which="decision", ending="pdf"),
    "voucher": lambda: {**_expense(), "ending": "pdf"},
    "verification": money_things.verification,
    "step of an agreement": lambda: _on_the_way(step="take-back"),
    "signature of the center": lambda: _on_the_way(step="sign"),
    "step of a report": lambda: _on_the_way(step="accept-report"),
    "step of a settlement": lambda: _ended(step="confirm-settlement"),
    "step of a showcase": lambda: _ended(step="publish-showcase"),
    "unknown step": lambda: _ended(step="jump"),
    "showcase": lambda: {"showcase_id": Showcase.objects.filter(published_at__isnull=False).order_by("id")[0].pk},
    "payment": money_things.order,
    "transfer file": lambda: money_things.transfer_file(),
    "dropping of a transfer file": lambda: money_things.transfer_file(step="drop"),
    "result of a transfer file": lambda: money_things.transfer_file(step="result"),
    "preparation": lambda: money_things.order(step="prepare"),
    "approval": lambda: money_things.order(step="approve"),
    "confirmation": lambda: money_things.order(step="confirm"),
    "return": lambda: money_things.order(step="return"),
    "payee": lambda: {"party_id": _agreements(state="signed")[0].case.party_id},
    "account of a payee": lambda: {"version_id": PayeeAccountVersion.objects.order_by("id")[0].pk},
    "party": lambda: {"party_id": _party_id()},
    "member": lambda: _membership("member"),
    "status": _status,
    "invitation": _invitation,
    "letter": lambda: {"token": INVITATION},
    "seat": lambda: {"seat_id": SeatHolding.objects.get(account__email=MAILBOXES["officer"]).seat_id},
    "holding": lambda: {"holding_id": SeatHolding.objects.get(account__email=MAILBOXES["officer"]).pk},
    "reviewer": lambda: {"reviewer_id": Reviewer.objects.get(account__email=MAILBOXES["reviewer"]).pk},
    "account": lambda: {"account_id": Account.objects.get(email=MAILBOXES["citizen"]).pk},
    "worn-out key": lambda: {"uidb36": "x", "key": "worn-out"},
}
