"""What stands before an instalment, each met or with what to do. Pure; amounts in whole won."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dure.apps.programs.facade import COURSES, DisbursementTerm
from dure.kernel.korean import with_particle
from dure.kernel.won import percent_met, won_in_full


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition: what it is about, what holds now, and what to do while it is not met."""

    title: str
    now: str
    missing: str = ""

    @property
    def met(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the agreement on the day. `paid_before` and `spent_before` are of the instalments before this one."""

    signed: bool
    payee_ready: bool
    reports: Mapping[str, bool] = field(default_factory=dict)
    paid_before: int = 0
    spent_before: int = 0
    own_promised: int = 0
    own_spent: int = 0
    trained: int = 0
    papers: Collection[str] = ()


def gates_before(term: DisbursementTerm, now: Standing, labels: Mapping[str, str]) -> list[Gate]:
    """Every condition of the instalment in the order of the life: agreement, account, report, spending, own share, course, papers."""
    return [
        Gate("협약", "맺음" if now.signed else "아직", "" if now.signed else "협약을 먼저 맺어야 해요."),
        _account(now),
        *_report(term, now, labels),
        *_spent(term, now),
        *_own(term, now),
        *_trained(term, now),
        *(_paper(name, now) for name in term.papers),
    ]


def _account(now: Standing) -> Gate:
    missing = "" if now.payee_ready else "사업비를 받을 계좌를 등록하고 센터의 확인을 받아 주세요."
    return Gate("받을 계좌", "확인됨" if now.payee_ready else "아직", missing)


def _report(term: DisbursementTerm, now: Standing, labels: Mapping[str, str]) -> list[Gate]:
    if not term.gate:
        return []
    label, accepted = labels.get(term.gate, term.gate), now.reports.get(term.gate, False)
    missing = f"{term.number}차 사업비는 {with_particle(label, '이')} 받아들여진 뒤에 신청할 수 있어요."
    return [Gate(label, "받아들임" if accepted else "아직", "" if accepted else missing)]


def _spent(term: DisbursementTerm, now: Standing) -> list[Gate]:
    if term.spent_percent is None or not now.paid_before:
        return []
    wanted = -(-now.paid_before * term.spent_percent // 100)
    met = percent_met(now.spent_before, now.paid_before, term.spent_percent)
    missing = (
        f"앞서 받은 {won_in_full(now.paid_before)}의 {term.spent_percent}% ({won_in_full(wanted)}) 이상을 쓰고 인정받아야 해요."
        f" 지금 {won_in_full(now.spent_before)}이에요."
    )
    return [Gate("앞 차수 집행", f"{won_in_full(now.spent_before)} / {won_in_full(wanted)}", "" if met else missing)]


def _own(term: DisbursementTerm, now: Standing) -> list[Gate]:
    if term.own_percent is None or not now.own_promised:
        return []
    wanted = -(-now.own_promised * term.own_percent // 100)
    met = percent_met(now.own_spent, now.own_promised, term.own_percent)
    missing = f"약속한 자부담의 {term.own_percent}% ({won_in_full(wanted)}) 이상을 먼저 써야 해요. 지금 {won_in_full(now.own_spent)}이에요."
    return [Gate("자부담", f"{won_in_full(now.own_spent)} / {won_in_full(wanted)}", "" if met else missing)]


def _trained(term: DisbursementTerm, now: Standing) -> list[Gate]:
    if not term.trained:
        return []
    course = dict(COURSES).get(term.trained, term.trained)
    missing = "" if now.trained else f"{with_particle(course, '을')} 마친 사람이 있어야 해요. 수료한 뒤에 신청해 주세요."
    return [Gate(course, f"{now.trained}명 수료", missing)]


def _paper(name: str, now: Standing) -> Gate:
    given = name in now.papers
    return Gate(name, "냄" if given else "아직", "" if given else f"{with_particle(name, '을')} 올려 주세요.")
