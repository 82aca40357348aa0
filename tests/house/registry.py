"""Every address of the house: who gets what, by method. An address or a method without a row fails.

A row names the address, the thing that fills its arguments (`at`, see world.py), and for GET and POST an answer per role, in words:
"403, 200 staff auditor, login passer_by" gives 403 to everybody but those who are named, by role or by group.
POST is sent empty, or with the `act` of one button, and rolled back; without `post` the page must answer 405 to everybody.
An address may have several rows, one for each thing that makes a difference. 404 is what a stranger meets; `login` is the sign-in
page; 422 and 409 are what somebody meets who may do it but sent nothing, or came too late.
"""

from dataclasses import dataclass
from functools import cached_property

from tests.house.cast import MAILBOXES

LOGIN = "login"
ROLES = ("passer_by", *MAILBOXES)
GROUPS = {
    "staff": ("officer", "finance", "approver", "administrator"),
    "leaders": ("officer", "administrator"),
    "writers": ("applicant", "editor"),
    "members": ("applicant", "editor", "member"),
    "reviewers": ("reviewer", "recused"),
    "governments": ("district", "other_district", "city", "ministry"),
}
Answer = int | str


@dataclass(frozen=True)
class Row:
    """One address."""

    name: str
    at: str = ""
    act: str = ""
    get: str = "405"
    post: str = "405"

    def expected(self, method: str) -> dict[str, Answer]:
        """What each role gets."""
        return answers(self.get if method == "GET" else self.post)

    @cached_property
    def label(self) -> str:
        return " · ".join(part for part in (self.name, self.at, self.act) if part)


def answers(said: str) -> dict[str, Answer]:
    """The words of a row, role by role."""
    (everybody,), *others = (part.split() for part in said.split(","))
    found = dict.fromkeys(ROLES, _answer(everybody))
    for answer, *names in others:
        for role in (role for name in names for role in GROUPS.get(name, (name,))):
            assert role in found, f"{role} is nobody on the walk"
            found[role] = _answer(answer)
    return found


def _answer(word: str) -> Answer:
    return word if word == LOGIN else int(word)


ROWS: tuple[Row, ...] = (
    # Signing in (allauth's pages in our words)
    Row("account_change_password", get="200, login passer_by", post="200, login passer_by"),
    Row("account_confirm_login_code", get="302, login passer_by", post="302, login passer_by"),
    Row("account_confirm_reauthentication_code", get="302, login passer_by", post="302, login passer_by"),
    Row("account_email", get="200, login passer_by", post="302, login passer_by"),
    Row("account_email_verification_sent", get="302, login passer_by", post="302, login passer_by"),
    Row("account_inactive", get="200"),
    Row("account_login", get="302, 200 passer_by", post="302, 200 passer_by"),
    Row("account_logout", get="200, 302 passer_by", post="302"),
    Row("account_reauthenticate", get="200, login passer_by", post="200, login passer_by"),
    Row("account_request_reauthentication_code", get="200, login passer_by", post="200, login passer_by"),
    Row("account_reset_password", get="200", post="200"),
    Row("account_reset_password_done", get="200"),
    Row("account_reset_password_from_key", at="worn-out key", get="200", post="200"),
    Row("account_reset_password_from_key_done", get="200"),
    Row("account_set_password", get="302, login passer_by", post="302, login passer_by"),
    Row("account_signup", get="302, 200 passer_by", post="302, 200 passer_by"),
    Row("mfa_activate_totp", get="302, login passer_by", post="302, login passer_by"),
    Row("mfa_authenticate", get="302, login passer_by", post="302, login passer_by"),
    Row("mfa_deactivate_totp", get="404, login passer_by", post="404, login passer_by"),
    Row("mfa_download_recovery_codes", get="404, login passer_by", post="404, login passer_by"),
    Row("mfa_generate_recovery_codes", get="302, login passer_by", post="302, login passer_by"),
    Row("mfa_index", get="200, login passer_by", post="405, login passer_by"),
    Row("mfa_reauthenticate", get="302, login passer_by", post="302, login passer_by"),
    Row("mfa_view_recovery_codes", get="404, login passer_by", post="405, login passer_by"),
    # What anybody may read
    Row("public:home", get="200"),
    Row("finding:find", get="200"),
    Row("finding:count", get="200"),
    Row("finding:mine", get="200, login passer_by", post="405, login passer_by"),
    Row("public:programs", get="200"),
    Row("public:program", at="published program", get="200"),
    Row("public:calls", get="200"),
    Row("public:results", get="200"),
    Row("public:showcase", at="showcase", get="200"),
    Row("public:center", get="200"),
    Row("public:budget", get="200"),
    Row("public:accessibility", get="200"),
    Row("public:privacy", get="200"),
    Row("public:health", get="200"),
    Row("timetable:page", get="200"),
    Row("timetable:print", get="200"),
    Row("timetable:pdf", at="year", get="200"),
    Row("timetable:xlsx", at="year", get="200"),
    Row("timetable:ics", get="200"),
    Row("gallery", get="200"),
    # Files behind their owner's door
    Row("file", at="file of a case", get="404, 200 staff members auditor, login passer_by"),
    Row("file", at="file of a sheet", get="404, 200 staff members auditor reviewer, login passer_by"),
    # Applying
    Row("mine:home", get="200, 302 staff, login passer_by", post="405, login passer_by"),
    # Follow-up surveys
    Row("grants:follow-up", at="survey", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("grants:desk-follow-ups", get="403, 200 staff auditor, login passer_by"),
    Row("grants:desk-follow-ups-xlsx", get="403, 200 staff auditor, login passer_by"),
    # Gatherings and the briefing
    Row("briefing:page", at="year", get="200"),
    Row("briefing:pdf", at="year", get="200"),
    Row("gatherings:index", get="200"),
    Row("gatherings:questions", get="200"),
    Row("gatherings:page", at="gathering", get="200"),
    Row("gatherings:register", at="gathering", post="422"),
    Row("gatherings:ask", at="gathering", post="422"),
    Row("gatherings:calendar", at="gathering", get="200"),
    Row("gatherings:registration", at="registration", get="200", post="302"),
    Row("gatherings:desk", get="403, 200 staff auditor, login passer_by"),
    Row("gatherings:new", get="403, 200 leaders, login passer_by", post="403, 422 leaders, login passer_by"),
    Row("gatherings:manage", at="gathering", get="403, 200 staff auditor, login passer_by", post="403, 422 leaders, login passer_by"),
    Row("gatherings:edit", at="gathering", get="403, 200 leaders, login passer_by", post="403, 422 leaders, login passer_by"),
    Row("gatherings:attendance", at="gathering", get="403, 200 staff auditor, login passer_by", post="403, 404 leaders, login passer_by"),
    Row("gatherings:attendance_xlsx", at="gathering", get="403, 200 leaders, login passer_by"),
    Row("gatherings:minutes", at="gathering", get="403, 200 staff auditor, login passer_by", post="403, 422 leaders, login passer_by"),
    Row(
        "gatherings:desk_questions", at="gathering", get="403, 200 staff auditor, login passer_by", post="403, 404 leaders, login passer_by"
    ),
    # Notices
    Row("notices:inbox", get="200, login passer_by", post="302, login passer_by"),
    Row("notices:notice", at="notice", get="404, 200 applicant, login passer_by", post="404, 302 applicant, login passer_by"),
    Row("notices:choices", get="200, login passer_by", post="302, login passer_by"),
    Row("notices:watch", at="program", post="302, login passer_by"),
    Row("notices:calendars", get="200, login passer_by", post="302, login passer_by"),
    Row("notices:feed", at="calendar", get="200"),
    Row("notices:wordings", get="403, 200 administrator, login passer_by"),
    Row("notices:wording", at="wording", get="403, 200 administrator, login passer_by", post="403, 422 administrator, login passer_by"),
    Row("cases:mine", get="200, login passer_by"),
    Row("cases:start", at="open round", get="200, login passer_by", post="422, login passer_by, 302 stranger"),
    Row("cases:tasks", at="draft", get="404, 200 members, login passer_by"),
    Row("cases:tasks", at="case", get="404, 302 members, login passer_by"),
    Row("cases:section", at="page of a draft", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("cases:autosave", at="page of a draft", post="404, 409 writers, 403 member"),
    Row("cases:budget_autosave", at="draft", post="404, 409 writers, 403 member"),
    Row("cases:partners_autosave", at="draft", post="404, 200 writers, 403 member"),
    Row("cases:presence", at="place of a draft", post="404, 200 writers, 403 member"),
    Row("cases:part", at="part of a case", get="404, 200 members, login passer_by", post="404, 422 members, login passer_by"),
    Row("cases:part_section", at="page of a part", get="404, login passer_by", post="404, login passer_by"),
    Row("cases:part_autosave", at="page of a part", post="404, login passer_by"),
    Row("cases:part_presence", at="page of a part", post="404, login passer_by"),
    Row("cases:budget", at="draft", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("cases:partners", at="draft", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("cases:files", at="draft", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("cases:check", at="draft", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("cases:done", at="draft", get="404, 403 members, login passer_by"),
    Row("cases:done", at="case", get="404, 200 members, login passer_by"),
    Row("cases:withdraw", at="draft", get="404, 200 writers, login passer_by, 403 member", post="404, 302 writers, 403 member"),
    Row("cases:receipt_pdf", at="case", get="404, 200 members, login passer_by"),
    Row("cases:application_pdf", at="draft", get="404, 200 members, login passer_by"),
    # The desk of applications
    Row("cases:round_desk", at="open round", get="403, 200 staff governments auditor, login passer_by"),
    Row("cases:round_xlsx", at="open round", get="403, 200 staff auditor, login passer_by"),
    Row("cases:desk", at="draft", get="403, 404 staff governments auditor, login passer_by", post="403, 404 staff governments auditor"),
    Row("cases:desk", at="case", get="403, 200 staff auditor, 404 governments, login passer_by", post="403, 404 staff governments auditor"),
    Row(
        "cases:desk",
        at="case",
        act="ask_completion",
        get="403, 200 staff auditor, 404 governments, login passer_by",
        post="403, 422 leaders, 404 governments",
    ),
    Row(
        "cases:desk",
        at="case",
        act="extend_completion",
        get="403, 200 staff auditor, 404 governments, login passer_by",
        post="403, 422 leaders, 404 governments",
    ),
    Row(
        "cases:desk",
        at="case",
        act="pass",
        get="403, 200 staff auditor, 404 governments, login passer_by",
        post="403, 302 leaders, 404 governments",
    ),
    Row(
        "cases:desk",
        at="case",
        act="refuse",
        get="403, 200 staff auditor, 404 governments, login passer_by",
        post="403, 422 leaders, 404 governments",
    ),
    Row(
        "cases:desk",
        at="case",
        act="assign",
        get="403, 200 staff auditor, 404 governments, login passer_by",
        post="403, 422 leaders, 404 governments",
    ),
    Row(
        "cases:desk",
        at="case with governments",
        get="403, 200 staff district auditor, login passer_by, 404 other_district city ministry",
        post="403, 404 staff governments auditor",
    ),
    Row(
        "cases:desk",
        at="case with governments",
        act="pass",
        get="403, 200 staff district auditor, login passer_by, 404 other_district city ministry",
        post="403, 302 district, 404 other_district city ministry",
    ),
    Row(
        "cases:desk",
        at="case with governments",
        act="refuse",
        get="403, 200 staff district auditor, login passer_by, 404 other_district city ministry",
        post="403, 422 district, 404 other_district city ministry",
    ),
    Row(
        "cases:desk",
        at="case",
        act="send_back",
        get="403, 200 staff auditor, 404 governments, login passer_by",
        post="403, 422 leaders, 404 governments",
    ),
    Row(
        "cases:desk",
        at="case",
        act="plan_visit",
        get="403, 200 staff auditor, 404 governments, login passer_by",
        post="403, 422 leaders, 404 governments",
    ),
    Row(
        "cases:gov_case",
        at="case with governments",
        get="403, 200 staff district auditor, login passer_by, 404 other_district city ministry",
        post="403, 404 staff governments auditor",
    ),
    Row(
        "cases:visit",
        at="visit",
        get="403, 200 staff district auditor, login passer_by, 404 other_district city ministry",
        post="403, 404 governments",
    ),
    Row("cases:visit_autosave", at="visit", post="403, 200 district, 404 other_district city ministry"),
    Row("cases:visit_pdf", at="visit", get="403, 404 staff governments auditor, login passer_by"),
    Row("cases:counter", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("cases:proxy", at="entry at the counter", get="403, 200 leaders, login passer_by", post="403, 404 leaders"),
    Row("cases:scans", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("cases:scan", at="scan in the tray", post="403, 409 leaders"),
    Row("government:home", get="403, 200 governments, login passer_by"),
    Row("government:files", get="403, 200 governments, login passer_by"),
    Row("government:xlsx", get="403, 200 governments, login passer_by"),
    Row("government:forward", post="403, 422 governments"),
    Row("cases:desk_application_pdf", at="case", get="403, 200 staff auditor, 404 governments, login passer_by"),
    Row(
        "cases:desk_application_pdf",
        at="case with governments",
        get="403, 200 staff district auditor, login passer_by, 404 other_district city ministry",
    ),
    # Reviewing
    Row("review:rounds", get="200, login passer_by", post="405, login passer_by"),
    Row("review:answer", at="seat in a panel", get="405, login passer_by", post="404, login passer_by, 409 reviewer"),
    Row("review:applications", at="panel", get="404, 200 reviewers, login passer_by", post="405, login passer_by"),
    Row("review:declare", at="panel", get="405, login passer_by", post="404, 422 reviewers, login passer_by"),
    Row("review:summary", at="panel", get="404, 200 reviewers, login passer_by", post="404, 302 reviewers, login passer_by"),
    Row("review:scoring", at="sheet", get="404, login passer_by, 200 reviewer", post="404, login passer_by, 422 reviewer"),
    Row("review:autosave", at="sheet", get="405, login passer_by", post="404, login passer_by, 409 reviewer"),
    Row("review:reopen", at="sheet", get="405, login passer_by", post="404, login passer_by, 302 reviewer"),
    Row("review:result", at="case", get="404, login passer_by", post="405, login passer_by"),
    Row("review:result", at="case that was told its result", get="404, 200 members, login passer_by", post="405, login passer_by"),
    Row("review:note", at="sheet", get="405, login passer_by", post="404, login passer_by, 422 reviewer"),
    Row("review:blind_paper", at="paper of a sheet", get="404, login passer_by", post="405, login passer_by"),
    Row("review:copies", at="sheet", get="404, login passer_by", post="404, login passer_by"),
    Row("review:judges", at="case", get="404, login passer_by", post="404, login passer_by"),
    Row("review:notice_pdf", at="case that was told its result", get="404, 200 members, login passer_by", post="405, login passer_by"),
    Row("review:notice_hwpx", at="case that was told its result", get="404, 200 members, login passer_by", post="405, login passer_by"),
    Row("review:letter_pdf", at="case that was told its result", get="404, 200 members, login passer_by", post="405, login passer_by"),
    Row("review:letter_hwpx", at="case that was told its result", get="404, 200 members, login passer_by", post="405, login passer_by"),
    Row("review:object", at="case", get="404, login passer_by", post="404, login passer_by"),
    Row(
        "review:object",
        at="case that was told its result",
        get="404, 200 members, login passer_by",
        post="404, 403 members, login passer_by",
    ),
    Row("review:give_up", at="case that was told its result", get="404, login passer_by", post="404, login passer_by"),
    # The desk of review
    Row("review:matrix", at="panel", get="404, 200 leaders approver auditor, login passer_by", post="405, login passer_by"),
    Row("review:substitute", at="panel", post="404, 403 approver auditor"),
    Row("review:challenge", at="panel", post="404, 403 approver auditor"),
    Row("review:schedule", at="panel", post="404, 422 approver, 403 leaders auditor"),
    Row("review:paper_hwpx", at="panel", get="404, 409 leaders approver auditor, login passer_by"),
    Row("review:paper_hwpx", at="panel that told", get="404, 200 leaders approver auditor, login passer_by"),
    Row(
        "review:feedback",
        at="decision that was told",
        get="404, 200 leaders approver auditor, login passer_by",
        post="404, 422 leaders, 403 approver auditor, login passer_by",
    ),
    Row("review:objections", get="404, 200 leaders approver auditor city ministry, login passer_by", post="405, login passer_by"),
    Row(
        "review:objection",
        at="objection",
        get="404, 200 leaders approver auditor, login passer_by",
        post="404, 422 approver, 403 leaders auditor, login passer_by",
    ),
    Row("review:pool", get="404, 200 leaders approver auditor, login passer_by", post="405, login passer_by"),
    Row(
        "review:reviewer",
        at="reviewer",
        get="404, 200 leaders approver auditor, login passer_by",
        post="404, 302 leaders, 403 approver auditor, login passer_by",
    ),
    Row("review:tie", at="reviewer", get="405, login passer_by", post="404, 422 leaders, 403 approver auditor, login passer_by"),
    Row(
        "review:panel",
        at="round with a panel",
        get="404, 200 leaders approver auditor, login passer_by",
        post="404, 422 leaders, 403 approver auditor",
    ),
    Row("review:ranking", at="round with a panel", get="404, 200 leaders approver auditor, login passer_by"),
    Row("review:invite", at="panel", post="404, 403 approver auditor"),
    Row("review:conflict", at="panel", post="404, 403 approver auditor"),
    Row("review:recheck", at="panel", post="404, 302 leaders, 403 approver auditor"),
    Row("review:open", at="panel", post="404, 422 leaders, 403 approver auditor"),
    Row("review:close", at="panel", post="404, 422 leaders, 403 approver auditor"),
    Row("review:ask", at="panel", post="404, 409 leaders, 403 approver auditor"),
    Row("review:tally", at="panel", post="404, 409 officer approver, 403 administrator auditor"),
    Row("review:decide", at="panel", post="404, 422 leaders, 403 approver auditor"),
    Row("review:announce", at="panel", post="404, 409 approver, 403 leaders auditor"),
    Row("review:promote", at="panel", post="404, 403 leaders auditor, 422 approver"),
    Row("review:paper", at="panel", get="404, 409 leaders approver auditor, login passer_by"),
    Row("review:paper", at="panel that told", get="404, 200 leaders approver auditor, login passer_by"),
    # Grants, as the grantee sees them
    Row("grants:agreement", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:sign", at="agreement", post="404, 422 applicant, 403 editor member"),
    Row("grants:grant", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:ask", at="instalment", get="404, 200 members, login passer_by", post="404, 422 applicant, 403 editor member"),
    Row("grants:expenses", at="agreement", get="404, 200 members, login passer_by"),
    Row("grants:expense-new", at="agreement", get="404, 200 writers, login passer_by, 403 member", post="404, 422 writers, 403 member"),
    Row("grants:expense-withdraw", at="expense", post="404, 422 writers, 403 member"),
    Row("grants:report", at="report", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("grants:report-file", at="report", post="404, 422 writers, 403 member"),
    Row("grants:report-hand-in", at="report", post="404, 422 writers, 403 member"),
    Row("grants:settlement", at="agreement", get="404, 200 members, login passer_by", post="404, 422 applicant, 403 editor member"),
    Row("grants:settlement", at="settled grant", get="404, 200 members, login passer_by", post="404, 422 applicant, 403 editor member"),
    Row("grants:showcase", at="settled grant", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    # The desk of grants
    Row(
        "grants:desk-draft",
        at="case to draft",
        get="404, 403 members finance approver auditor, 200 leaders, login passer_by",
        post="404, 403 members finance approver auditor, 422 leaders",
    ),
    Row("grants:desk-agreement", at="agreement", get="403, 200 staff auditor, login passer_by"),
    Row("grants:desk-agreement-step", at="step of an agreement", post="403, 422 leaders"),
    Row("grants:desk-agreement-step", at="signature of the center", post="403, 422 approver"),
    Row("grants:desk-grant", at="agreement", get="403, 200 staff auditor, login passer_by"),
    Row("grants:desk-judge", at="expense", post="403, 422 officer finance"),
    Row("grants:desk-step", at="step of a report", post="403, 404 leaders"),
    Row("grants:desk-step", at="step of a settlement", post="403, 422 officer finance"),
    Row("grants:desk-step", at="step of a showcase", post="403, 422 leaders"),
    Row("grants:desk-step", at="unknown step", post="403, 404 staff auditor"),
    Row("grants:desk-round", at="round with grants", get="403, 200 staff auditor, login passer_by"),
    Row("grants:desk-settlements", get="403, 200 staff auditor, login passer_by"),
    # Money
    Row("money:payee", at="payee", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member"),
    Row("money:payees", get="403, 200 staff auditor, login passer_by"),
    Row("money:payee-judge", at="account of a payee", get="403, 200 staff auditor, login passer_by", post="403, 422 officer finance"),
    Row("money:payments", get="403, 200 staff auditor, login passer_by"),
    Row("money:transfer", post="403, 422 finance"),
    Row("money:payment", at="payment", get="403, 200 staff auditor, login passer_by"),
    Row("money:payment-step", at="preparation", post="403, 302 officer finance"),
    Row("money:payment-step", at="approval", post="403, 422 approver"),
    Row("money:payment-step", at="confirmation", post="403, 422 finance"),
    Row("money:payment-step", at="return", post="403, 422 officer finance approver"),
    Row("money:ledger", at="year", get="403, 200 staff auditor, login passer_by", post="403, 422 finance administrator"),
    Row("money:ledger-line", at="line", get="403, 200 staff auditor, login passer_by"),
    # Programs and rounds
    Row("programs:desk", get="403, 200 staff, login passer_by"),
    Row("programs:import", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("cases:migrate", at="open round", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("programs:program", at="program", get="403, 200 staff, login passer_by"),
    Row("programs:new", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("programs:edit", at="program", get="403, 200 staff, login passer_by", post="403, 302 leaders"),
    Row("programs:edit_preview", at="program being edited", get="403, 302 staff, login passer_by"),
    Row("programs:versions", at="program", get="403, 200 staff, login passer_by"),
    Row("programs:draft", at="definition draft", get="403, 200 leaders, login passer_by"),
    Row("programs:draft_topic", at="topic of a definition draft", get="403, 200 leaders, login passer_by", post="403, 302 leaders"),
    Row("programs:draft_topic", at="questions of a definition draft", get="403, 200 leaders, login passer_by", post="403, 302 leaders"),
    Row("programs:draft_preview", at="definition draft", get="403, 200 leaders, login passer_by"),
    Row("programs:draft_preview_section", at="page of a definition draft", get="403, 200 leaders, login passer_by"),
    Row("programs:draft_publish", at="definition draft", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("programs:draft_drop", at="definition draft", post="403, 302 leaders"),
    Row("programs:windows", at="open round", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("programs:windows", at="planned round", get="403, 200 leaders, login passer_by", post="403, 302 leaders"),
    Row("programs:year", post="403, 409 leaders"),
    Row("programs:bring", at="program", post="403, 409 leaders"),
    Row("programs:plan", at="program", post="403, 302 leaders"),
    Row("programs:open", at="planned round", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("programs:dates", at="open round", get="403, 200 leaders, login passer_by", post="403, 422 leaders"),
    Row("programs:close", at="open round", post="403, 409 leaders"),
    Row("programs:stage", at="stage of a round", post="403, 302 leaders"),
    Row("staff:home", get="403, 200 staff auditor, login passer_by"),
    Row("staff:rounds", get="403, 200 staff auditor, login passer_by"),
    Row("staff:round", at="open round", get="403, 200 staff auditor, login passer_by"),
    # Operators of second parts
    Row("operator:home", get="403, login passer_by"),
    Row("operator:seats", get="403, login passer_by"),
    Row("operator:seat", at="seat of an operator", post="403"),
    Row("operator:part", at="appointment", get="403, 200 staff auditor, login passer_by"),
    Row("operator:plan", at="appointment", post="403"),
    Row("operator:step", at="stepping into an operated round", post="403, 409 leaders"),
    Row("operator:program", at="program", get="403, 200 staff auditor, login passer_by"),
    # Leaves
    Row(
        "people:leaves",
        get="403, 200 staff governments buyer auditor, login passer_by",
        post="403, 422 staff governments buyer auditor, login passer_by",
    ),
    Row(
        "people:end_leave",
        at="leave",
        post="403, 404 approver governments buyer auditor, 302 officer administrator, 403 finance, login passer_by",
    ),
    # People and their parties
    Row("people:second_factor", get="200, login passer_by"),
    Row("people:seat", get="200, login passer_by", post="409, login passer_by"),
    Row("people:organizations", get="200, login passer_by"),
    Row("people:register", get="200, login passer_by", post="422, login passer_by"),
    Row("people:papers", at="party", get="404, 200 members, login passer_by", post="404, 422 writers, 403 member, login passer_by"),
    Row("people:organization", at="party", get="404, 200 members, login passer_by"),
    Row(
        "people:edit", at="party", get="404, 200 writers, login passer_by, 403 member", post="404, 422 writers, login passer_by, 403 member"
    ),
    Row("people:claim_status", at="party", post="404, 422 writers, login passer_by, 403 member"),
    Row("people:state_fact", at="party", post="404, 422 writers, login passer_by, 403 member"),
    Row("people:invite", at="party", post="404, login passer_by, 422 applicant, 403 editor member"),
    Row("people:revoke", at="invitation", post="404, login passer_by, 302 applicant, 403 editor member"),
    Row("people:change_role", at="member", post="404, login passer_by, 422 applicant, 403 editor member"),
    Row("people:end_membership", at="member", post="404, login passer_by, 302 applicant member, 403 editor"),
    Row("people:invitation", at="letter", get="403, login passer_by, 200 citizen", post="403, login passer_by, 302 citizen"),
    # The desk of people
    Row("people:desk_people", get="403, 200 staff auditor, login passer_by"),
    Row("people:hand_over", at="seat", get="403, login passer_by, 200 administrator", post="403, login passer_by, 422 administrator"),
    Row("people:leave_seat", at="holding", post="403, login passer_by, 302 administrator"),
    Row("people:open_team", get="403, login passer_by, 200 administrator", post="403, login passer_by, 422 administrator"),
    Row("people:open_seat", get="403, login passer_by, 200 administrator", post="403, login passer_by, 422 administrator"),
    Row("people:open_body", get="403, login passer_by, 200 administrator", post="403, login passer_by, 422 administrator"),
    Row("people:desk_accounts", get="403, login passer_by, 200 administrator"),
    Row(
        "people:desk_account",
        at="account",
        get="403, login passer_by, 200 administrator",
        post="403, login passer_by, 422 administrator",
    ),
    Row("people:desk_organizations", get="403, 200 staff auditor, login passer_by"),
    Row("people:desk_papers", at="party", get="403, 200 staff auditor, login passer_by", post="403, 404 leaders, login passer_by"),
    Row("people:desk_organization", at="party", get="403, 200 staff auditor, login passer_by"),
    Row("people:record_status", at="party", post="403, 422 leaders, login passer_by"),
    Row("people:judge_status", at="status", post="403, 302 leaders, login passer_by"),
    Row("people:record_fact", at="party", post="403, 422 leaders, login passer_by"),
    Row("people:close_party", at="party", post="403, login passer_by, 422 administrator"),
    Row("people:desk_reviewers", get="403, 200 staff auditor, login passer_by", post="403, 422 leaders, login passer_by"),
    Row("people:rest_reviewer", at="reviewer", post="403, 302 leaders, login passer_by"),
)
