"""One agreement on one page: its steps, where the money is, the instalments, and what is next."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Tranche
from dure.apps.grants.queries.agreements import sums_of, tranche_key
from dure.apps.grants.queries.gates import missing_before
from dure.apps.money import facade as money
from dure.kernel.won import won_in_full


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """A piece of the money picture, in won."""

    label: str
    amount: int
    shown: str
    tone: str


@dataclass(frozen=True, slots=True)
class TrancheShown:
    """An instalment with its payment's state and what still stands before it."""

    number: int
    share_percent: int
    amount: int
    word: str
    tone: str
    missing: tuple[str, ...]
    may_ask: bool
    reason: str = ""
    order_id: int | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done now, by whom, and where."""

    title: str
    who: str
    href: str
    note: str = ""
    due_at: datetime | None = None


def money_parts(sums: money.AgreementSums) -> list[MoneyPart]:
    """협약 · 지급 · 집행 · 잔액 as parts of one whole: the agreement's amount."""
    parts = (
        ("집행 인정", sums.spent_grant, "work"),
        ("집행 전 잔액", sums.on_hand, "call"),
        ("반납할 돈", sums.paid - sums.spent_grant - sums.on_hand, "report"),
        ("지급 전", sums.undisbursed, "pledge"),
    )
    return [MoneyPart(label, amount, won_in_full(amount), tone) for label, amount, tone in parts if amount > 0]


_TONES = {"asked": "call", "prepared": "judge", "approved": "judge", "paid": "done", "refused": "danger"}


def tranches_of(agreement: Agreement, at: datetime) -> list[TrancheShown]:
    """Every instalment; the order's own state is shown, so that nobody waits for the run to follow."""
    runs = cases.StageRun.objects.filter(case_id=agreement.case_id, kind="disbursement")
    turns: dict[int, str] = {}
    for turn, state in runs.order_by("id").values_list("turn", "state"):
        if turns.get(turn, "done") == "done":  # a stage that an amendment put in place of another counts before it
            turns[turn] = state
    return [_shown(agreement, tranche, turns.get(tranche.number, "waiting"), at) for tranche in agreement.tranches.order_by("number")]


def _shown(agreement: Agreement, tranche: Tranche, run_state: str, at: datetime) -> TrancheShown:
    order = money.order_for(tranche_key(tranche))
    live = order is not None and order.state != money.OrderState.REFUSED
    missing = () if live else tuple(missing_before(agreement, tranche, at))
    turn = run_state == "open" or (order is not None and not live)
    word = (
        money.ORDER_WORDS_FOR_GRANTEE[money.OrderState(order.state)]
        if order
        else ("신청할 수 있음" if turn and not missing else "아직 차례가 아님")
    )
    return TrancheShown(
        number=tranche.number,
        share_percent=tranche.share_percent,
        amount=tranche.amount,
        word=str(word),
        tone=_TONES[order.state] if order else ("call" if turn and not missing else "quiet"),
        missing=missing,
        may_ask=turn and not missing and not live,
        reason=order.refuse_reason if order and not live else "",
        order_id=order.pk if order else None,
    )


def next_of(agreement: Agreement) -> Next | None:
    """The first thing that is not done; None once everything is."""
    runs = cases.StageRun.objects.filter(case_id=agreement.case_id, closed_at=None, begun_at__isnull=False)
    run = runs.order_by("order", "id").first()
    if run is None:
        return None
    steps = cases.flow_of(run.kind).open_steps(run.state)
    mine = next((step for step in steps if step.who == "grantee"), None)
    if mine is None or (run.kind == "showcase" and run.state != "open"):
        return Next(run.label, "center", "", cases.flow_of(run.kind).word(run.state), run.due_at)
    return Next(mine.label, "grantee", _place(agreement, run), run.label, run.due_at)


def _place(agreement: Agreement, run: cases.StageRun) -> str:
    own: list[object] = [agreement.pk]
    places: dict[str, tuple[str, list[object]]] = {
        "agreement": ("grants:agreement", own),
        "disbursement": ("grants:ask", [*own, run.turn]),
        "report": ("grants:report", [*own, run.which or "final"]),
        "settlement": ("grants:settlement", own),
        "showcase": ("grants:showcase", own),
    }
    name, args = places.get(run.kind, ("grants:grant", own))
    return reverse(name, args=args)


def picture_of(agreement: Agreement) -> tuple[money.AgreementSums, list[MoneyPart]]:
    """The sums and their picture, read once."""
    sums = sums_of(agreement)
    return sums, money_parts(sums)


def is_open(agreement: Agreement, kind: str) -> bool:
    """Is it the grantee's turn at the stage of that kind?"""
    runs = cases.StageRun.objects.filter(case_id=agreement.case_id, kind=kind, closed_at=None)
    return runs.filter(state__in=("open", "handed_in") if kind == "showcase" else ("open", "returned")).exists()
