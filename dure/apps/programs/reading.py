"""From a version's canonical document to frozen terms, for one track and part. Pure; the document's shape is platform.catalog.definition's."""

from datetime import date, time
from typing import Any

from dure.apps.programs.paperwork import (
    AgreementClause,
    Column,
    Criterion,
    DocumentTerm,
    DutyTerm,
    FollowUp,
    Question,
    ReportForm,
    ScoreSheet,
    Section,
)
from dure.apps.programs.rules.reading import rules_of
from dure.apps.programs.terms import (
    Amount,
    Base,
    BudgetCategory,
    DisbursementTerm,
    OwnShare,
    Retention,
    RuleTerm,
    StageTerm,
    Terms,
    Window,
)
from dure.kernel.period import Precision
from dure.kernel.won import Won

Document = dict[str, Any]
_PER_CASE = {"", "firm", "case"}


def read_terms(document: Document, *, sha256: str, part: str = "", track: str = "") -> Terms:
    """The terms of one track and part. What these leave out comes from the program; what both leave out stays empty."""
    life: Document = document.get("life") or {}
    life = {**life, **document.get("life_of", {}).get(part or track, {})} if life else life
    offers = [_variant(document, "tracks", track), _variant(document, "parts", part), document]
    stages = tuple(read_stage(stage) for stage in life.get("stages") or document["stages"])
    stages = tuple(stage for stage in stages if stage.track in {"", track} and (not part or stage.part in {"", part}))
    rules = rules_of(document, life, offers)
    return Terms(
        sha256=sha256,
        schema_number=document["schema"],
        year=document["year"],
        title=document["title"],
        legal_basis=life.get("legal_basis", "entrusted"),
        payment_mode=life.get("payment_mode", "none"),
        stages=stages,
        part=part,
        track=track,
        target=next((offer["target"] for offer in offers if offer.get("target")), ""),
        caps=_caps(offers),
        own_share=_own_share(offers, rules),
        sections=tuple(_section(section) for section in [*life.get("sections", ()), *_asked_before(life)]),
        precheck_sections=tuple(_section(one) for one in life.get("precheck_sections", ()) if one.get("filled_by") == "staff"),
        documents=tuple(_paper(paper) for paper in life.get("documents") or document.get("documents") or ()),
        rules=tuple(rule for rule in rules if rule.kind != "own_share_at_least"),
        score_sheet=_score_sheet(life.get("score_sheet")),
        agreement_terms=tuple(_clause(clause) for clause in life.get("agreement_terms", ())),
        report_forms=tuple(_report_form(form) for form in life.get("report_forms", ())),
        follow_up=_follow_up(life.get("follow_up")),
        categories=tuple(_category(category) for category in life.get("budget_categories", ())),
        disbursements=_disbursements(stages),
        asks_budget=life.get("asks_budget", False),
        asks_partners=life.get("asks_partners", False),
        partners_sign=life.get("partners_sign", False),
        partners_without_account=life.get("partners_without_account", True),
        settled_by_ratio=life.get("settled_by_ratio", True),
        verified_from=life.get("verified_from"),
        pays_per=life.get("pays_per", "report"),
        has_life=bool(life),
        conditions=tuple(text for offer in offers for text in offer.get("conditions", ())),
        claims=tuple(life.get("claims", ())),
        retention=Retention(life.get("retention_years", 5), life.get("unselected_years", 1)),
    )


def _asked_before(life: Document) -> list[Document]:
    """What the applicant itself fills in for the precheck is asked with the application."""
    return [section for section in life.get("precheck_sections", ()) if section.get("filled_by", "applicant") == "applicant"]


def _variant(document: Document, listing: str, key: str) -> Document:
    return next((variant for variant in document.get(listing, ()) if key and variant["key"] == key), {})


def read_stage(stage: Document) -> StageTerm:
    """One stage with its window."""
    window = stage["window"]
    return StageTerm(
        key=stage["key"],
        order=stage["order"],
        kind=stage["kind"],
        label=stage["label"],
        cell=stage.get("cell") or "",
        window=read_window(window),
        tier=stage.get("tier") or "",
        turn=stage.get("turn") or 1,
        which=stage.get("which") or "",
        part=stage.get("part") or "",
        track=stage.get("track") or "",
        round_number=stage.get("round"),
        stated_by=stage.get("stated_by") or "source",
        mode=stage.get("mode") or "",
        share_percent=stage.get("share"),
        gate=stage.get("gate") or "",
        due_days=stage.get("due_days"),
        spent_percent=stage.get("spent_percent"),
        own_percent=stage.get("own_percent"),
        trained=stage.get("trained") or "",
        papers=tuple(stage.get("papers") or ()),
    )


def read_window(window: Document) -> Window:
    """Days, precision and, where the source names one, the closing hour."""
    return Window(
        first=_day(window.get("from")),
        last=_day(window.get("to")),
        precision=Precision(window.get("precision") or "order_only"),
        text=window.get("text") or "",
        closing_time=time.fromisoformat(window["hour"]) if window.get("hour") else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _caps(offers: list[Document]) -> tuple[Amount, ...]:
    """The amounts for one case that the nearest offer states: the track's before the program's."""
    for offer in offers:
        caps = tuple(_amount(cap) for cap in offer.get("caps", ()) if cap.get("per", "") in _PER_CASE)
        if caps:
            return caps
    return ()


def _amount(amount: Document) -> Amount:
    return Amount(_won(amount.get("min")), _won(amount.get("max")), amount["qualifier"], amount.get("per") or "case", amount["text"])


def _won(value: int | None) -> Won | None:
    return None if value is None else Won(value)


def _own_share(offers: list[Document], rules: tuple[RuleTerm, ...]) -> OwnShare | None:
    """The nearest statement; a rule of the life states it where the facts do not. Several shares bind by the least of them."""
    for offer in offers:
        if shares := offer.get("own_share"):
            least = min(shares, key=lambda share: share["min"])
            return OwnShare(
                least["min"], Base(least["base"]), max(share.get("max") or share["min"] for share in shares), least.get("text") or ""
            )
    for rule in rules:
        if rule.kind == "own_share_at_least":
            return OwnShare(rule.number("percent"), Base(str(rule.parameters.get("base") or "unstated")), text=rule.clause)
    return None


def _section(section: Document) -> Section:
    return Section(
        key=section["key"],
        title=section["title"],
        questions=tuple(_question(question) for question in section["questions"]),
        hint=section.get("hint") or "",
        filled_by=section.get("filled_by") or "applicant",
    )


def _question(question: Document) -> Question:
    condition = question.get("shown_when")
    return Question(
        key=question["key"],
        label=question["label"],
        kind=question["kind"],
        required=question["required"],
        hint=question.get("hint") or "",
        choices=tuple((key, word) for key, word in question.get("choices", ())),
        longest=question.get("longest"),
        least=question.get("least"),
        most=question.get("most"),
        columns=tuple(_column(column) for column in question.get("columns", ())),
        shown_when=(condition["question"], tuple(condition["answers"])) if condition else None,
        fact=question.get("fact") or "",
        text=question.get("text") or "",
    )


def _column(column: Document) -> Column:
    return Column(
        column["key"], column["label"], column.get("kind") or "text", tuple((key, word) for key, word in column.get("choices", ()))
    )


def _paper(paper: Document) -> DocumentTerm:
    return DocumentTerm(
        key=paper["key"],
        title=paper["title"],
        required=paper["required"],
        hint=paper.get("hint") or "",
        stated_by=paper.get("stated_by") or "dure",
        kind=paper.get("kind") or "",
        within_days=paper.get("within_days"),
    )


def _score_sheet(sheet: Document | None) -> ScoreSheet | None:
    if sheet is None:
        return None
    return ScoreSheet(
        criteria=tuple(_criterion(line) for line in sheet["criteria"]),
        bonus=tuple(_criterion(line) for line in sheet.get("bonus", ())),
        threshold=sheet.get("threshold"),
        trimmed=sheet.get("trimmed", False),
        quorum=sheet.get("quorum"),
        blind=sheet.get("blind", False),
        ties=tuple(sheet.get("ties", ())),
        outlier_points=sheet.get("outlier_points", 20),
        challenge_days=sheet.get("challenge_days"),
        objection_days=sheet.get("objection_days", 20),
    )


def _criterion(line: Document) -> Criterion:
    return Criterion(line["key"], line["title"], line["points"], line.get("hint") or "", tuple(line.get("levels", ())), line.get("least"))


def _report_form(form: Document) -> ReportForm:
    return ReportForm(form["which"], form["title"], tuple(_section(section) for section in form["sections"]))


def _clause(clause: dict[str, Any]) -> AgreementClause:
    duties = tuple(DutyTerm(**{**duty, "source": clause["title"]}) for duty in clause.get("duties", ()))
    return AgreementClause(clause["title"], clause["text"], duties)


def _follow_up(said: Document | None) -> FollowUp | None:
    if said is None:
        return None
    return FollowUp(tuple(said["months"]), said["days"], tuple(_section(section) for section in said["sections"]))


def _category(category: Document) -> BudgetCategory:
    return BudgetCategory(
        key=category["key"],
        title=category["title"],
        most_percent=category.get("most_percent"),
        of=Base(category.get("of") or "grant"),
        hint=category.get("hint") or "",
        evidence=tuple(category.get("evidence", ())),
    )


def _disbursements(stages: tuple[StageTerm, ...]) -> tuple[DisbursementTerm, ...]:
    """Instalments in their order. One without a share takes what the others leave of the whole."""
    paid = [stage for stage in stages if stage.kind == "disbursement"]
    stated = sum(stage.share_percent or 0 for stage in paid)
    return tuple(
        DisbursementTerm(
            number=stage.turn,
            share_percent=stage.share_percent or max(0, 100 - stated),
            gate=stage.gate,
            spent_percent=stage.spent_percent,
            own_percent=stage.own_percent,
            trained=stage.trained,
            papers=stage.papers,
            stated_by=stage.stated_by,
        )
        for stage in paid
    )
