"""Flags: raised when an expense is filed, explained by the grantee, decided by an officer. Nothing is refused by a flag."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from dure.apps.grants import access
from dure.apps.grants.actions.evidence import Papers, keep_papers
from dure.apps.grants.actions.locking import locked_agreement, remember, require, required_reason, tell
from dure.apps.grants.models import Agreement, Flag, FlagTurn, Spending
from dure.apps.grants.queries.agreements import COUNTED
from dure.apps.grants.queries.flags import findings_about, findings_in, findings_on, remembered_pairs, undecided
from dure.apps.grants.rules.flags import Finding
from dure.apps.grants.words import AgreementState
from dure.apps.grants.words.flags import UNDECIDED, FlagState, FlagTurnKind
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import rates
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb

VERDICTS = {
    FlagTurnKind.CLEARED: FlagState.CLEARED,
    FlagTurnKind.COMPLETION: FlagState.COMPLETION,
    FlagTurnKind.DISALLOWED: FlagState.DISALLOWED,
}


@part
def raise_about(spending: Spending, *, at: datetime, by: Actor, words: Mapping[str, str] | None = None) -> list[Flag]:
    """Raise what is found about an expense that was just filed, with what its people said of it.

    Expenses of the same agreement that make a pair with it get theirs at once; those of others when the event is answered, so that two
    agreements never wait for each other.
    """
    found = findings_about(spending)
    here = raise_found([one for one in found if one.agreement == spending.agreement_id], at=at)
    for flag in here:
        text = (words or {}).get(f"{flag.kind}:{flag.mark}", "") if flag.spending_id == spending.pk else ""
        if text.strip():
            _turn(flag, FlagTurnKind.EXPLAINED, text, by=by, at=at)
    if any(one.agreement != spending.agreement_id for one in found):
        tell("expense_flagged", spending, spending.agreement, at=at, spending_id=spending.pk)
    return here


@part
def raise_found(found: Iterable[Finding], *, at: datetime) -> list[Flag]:
    """Raise what nobody raised before and nobody cleared for good; the new flags."""
    findings = list(found)
    kept = remembered_pairs(findings)
    fresh = [one for one in findings if (one.kind, one.pair) not in kept]
    known = set(
        Flag.objects.filter(agreement_id__in={one.agreement for one in fresh})
        .order_by()
        .values_list("agreement_id", "spending_id", "kind", "mark")
    )
    fresh = [one for one in fresh if (one.agreement, one.pk or None, one.kind, one.mark) not in known]
    return Flag.objects.bulk_create([_flag(one, at) for one in fresh])


@part
def raise_again(spending_id: int, *, at: datetime) -> list[Flag]:
    """Raise what is found about an expense now, on every side."""
    spending = Spending.objects.filter(pk=spending_id, state__in=COUNTED).first()
    return raise_found(findings_about(spending), at=at) if spending else []


@part
def weigh_everything(*, at: datetime) -> list[Flag]:
    """Compare all expenses of agreements that live or whose papers are still kept, and look at the living ones as a whole."""
    today = seoul_date(at)
    since = today - timedelta(days=rates.whole("flags_looked_back", on=today))
    agreements = Agreement.objects.filter(state__in=(AgreementState.SIGNED, AgreementState.ENDED), ends_on__gte=since)
    found = findings_in(Spending.objects.filter(agreement__in=agreements.order_by().values("pk")))
    for agreement in agreements.filter(state=AgreementState.SIGNED).select_related("case__round").order_by("pk"):
        found += findings_on(agreement, today)
    return raise_found(found, at=at)


def _flag(found: Finding, at: datetime) -> Flag:
    return Flag(
        agreement_id=found.agreement,
        spending_id=found.pk or None,
        other_id=found.other,
        kind=found.kind,
        mark=found.mark,
        pair=found.pair,
        says=found.says[:400],
        raised_at=at,
    )


def _turn(flag: Flag, kind: FlagTurnKind, text: str, *, by: Actor, at: datetime, remembered: bool = False) -> FlagTurn:
    return FlagTurn.objects.create(
        flag=flag, kind=kind, text=text.strip()[:500], remembered=remembered, at=at, by_id=by.account_id, by_name=by.name
    )


def _locked_flag(flag_id: int, *states: FlagState) -> tuple[Flag, Agreement]:
    agreement = locked_agreement(Flag.objects.values_list("agreement_id", flat=True).get(pk=flag_id))
    require(agreement, AgreementState.SIGNED, AgreementState.ENDED)
    flag = Flag.objects.select_for_update(of=("self",)).select_related("spending").get(pk=flag_id)
    flag.agreement = agreement
    if flag.spending:
        flag.spending.agreement = agreement
    if flag.state not in states:
        raise OutOfTurn(_("이미 판단한 점이에요. 화면을 새로 고쳐 확인해 주세요."))
    return flag, agreement


@verb
def explain_flag(*, flag_id: int, text: str, papers: Papers = (), by: Actor, at: datetime, key: Key = NO_KEY) -> FlagTurn:
    """The grantee says how it came, with papers if it wants. What waited for completion waits for the officer again."""
    flag, agreement = _locked_flag(flag_id, *UNDECIDED)
    access.may_write(by, agreement).or_refuse()
    said = required_reason(text, _("까닭을 적어 주세요. 예: 주말 장터에서 쓴 재료예요."))
    if papers:
        if flag.spending is None:
            raise Refused(_("집행이 아닌 점에는 증빙을 붙일 수 없어요. 까닭만 적어 주세요."))
        keep_papers(flag.spending, papers, by=by, at=at)
    turn = _turn(flag, FlagTurnKind.EXPLAINED, said, by=by, at=at)
    flag.state = FlagState.OPEN
    flag.save(update_fields=["state"])
    remember(flag, "explain_flag", agreement, by=by, at=at, detail={"kind": flag.kind, "papers": len(papers)})
    return turn


@verb
def decide_flag(*, flag_id: int, verdict: str, why: str, remembered: bool = False, by: Actor, at: datetime, key: Key = NO_KEY) -> Flag:
    """An officer clears a flag, asks for completion, or holds the expense not acceptable; judging the expense stays an act of its own.

    What is cleared for good is not raised again for the same pair, and the flag on its other side is cleared with it where the same
    officer may judge that side.
    """
    flag, agreement = _locked_flag(flag_id, *UNDECIDED)
    _refuse_own(by, flag, agreement)
    if verdict not in VERDICTS:
        raise Refused(_("설명으로 충분한지, 보완이 필요한지, 인정할 수 없는지 골라 주세요."))
    said = required_reason(why, _("그렇게 판단한 까닭을 적어 주세요."))
    kind = FlagTurnKind(verdict)
    _decide(flag, kind, said, by=by, at=at, remembered=remembered and kind == FlagTurnKind.CLEARED)
    if kind == FlagTurnKind.CLEARED and remembered:
        _clear_other_side(flag, said, by=by, at=at)
    remember(flag, "decide_flag", agreement, by=by, at=at, reason=said, detail={"kind": flag.kind, "verdict": verdict})
    if kind == FlagTurnKind.COMPLETION:
        tell("flag_returned", flag, agreement, at=at, reason=said, word=flag.says)
    return flag


def _refuse_own(by: Actor, flag: Flag, agreement: Agreement) -> None:
    access.may_judge_money(by, agreement).or_refuse()
    if flag.spending and by.account_id == flag.spending.filed_by_id:
        raise Refused(_("집행을 올린 사람은 그 집행을 판단할 수 없어요. 다른 담당자에게 부탁해 주세요."))


def _decide(flag: Flag, kind: FlagTurnKind, text: str, *, by: Actor, at: datetime, remembered: bool = False) -> None:
    _turn(flag, kind, text, by=by, at=at, remembered=remembered)
    flag.state, flag.decided_at, flag.decided_by_id, flag.decided_by_name = VERDICTS[kind], at, by.account_id, by.name
    flag.save(update_fields=["state", "decided_at", "decided_by_id", "decided_by_name"])


def _clear_other_side(flag: Flag, text: str, *, by: Actor, at: datetime) -> None:
    alike = Flag.objects.select_for_update(of=("self",)).filter(kind=flag.kind, pair=flag.pair, state__in=UNDECIDED).exclude(pk=flag.pk)
    for other in alike.select_related("agreement__case__round", "spending").order_by("pk"):
        filed_by = other.spending.filed_by_id if other.spending else None
        if access.may_judge_money(by, other.agreement) and by.account_id != filed_by:
            _decide(other, FlagTurnKind.CLEARED, text, by=by, at=at, remembered=True)


@part
def decide_along(spending: Spending, *, accepted: bool, why: str, by: Actor, at: datetime) -> None:
    """An expense that is judged with a word decides what waits on it with the same word; without one its flags go on waiting."""
    if not why.strip():
        return
    kind = FlagTurnKind.CLEARED if accepted else FlagTurnKind.DISALLOWED
    for flag in undecided().filter(spending=spending).order_by("pk"):
        _decide(flag, kind, why, by=by, at=at)
