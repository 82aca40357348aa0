"""The tables of intake, precheck and screening; and the registry in which higher apps put theirs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dure.kernel.flow import Flow, Step

BEGIN = Step("begin", ("waiting",), "open", "house", _("시작"))

INTAKE = Flow(
    kind="intake",
    start="waiting",
    steps=(BEGIN, Step("hand_in", ("open",), "done", "applicant", _("제출"))),
    words={"waiting": _("접수 전"), "open": _("쓰는 중"), "done": _("접수됨")},
)

PRECHECK = Flow(
    kind="precheck",
    start="waiting",
    steps=(BEGIN, Step("record", ("open",), "done", "center", _("사전진단 기록"))),
    words={"waiting": _("진단 전"), "open": _("진단 중"), "done": _("진단함")},
)

SCREENING = Flow(
    kind="screening",
    start="waiting",
    steps=(
        BEGIN,
        Step("ask_completion", ("open",), "returned", "center", _("보완 요청")),
        Step("answer_completion", ("returned",), "open", "applicant", _("보완해서 내기")),
        Step("pass", ("open",), "done", "center", _("적격")),
        Step("refuse", ("open", "returned"), "refused", "center", _("부적격")),
        Step("lapse", ("returned",), "open", "house", _("보완 기한 지남")),
        Step("send_back", ("open",), "sent_back", "center", _("앞 기관에 돌려보냄")),
        Step("take_back", ("sent_back",), "open", "house", _("앞 기관의 답이 옴")),
    ),
    words={
        "waiting": _("검토 전"),
        "open": _("검토 중"),
        "returned": _("보완 중"),
        "sent_back": _("다시 확인 중"),
        "done": _("적격"),
        "refused": _("부적격"),
    },
)


@dataclass(frozen=True, slots=True)
class Owned:
    """A kind's table and the app that owns its verbs."""

    flow: Flow
    owner: str


_flows: dict[str, Owned] = {}


def register_flow(flow: Flow, *, owner: str) -> None:
    """The owner of a stage kind gives its table; a kind has one owner."""
    _flows[flow.kind] = Owned(flow, owner)


def flow_of(kind: str) -> Flow:
    """The table of a kind; KeyError for one that cases do not run."""
    return _flows[kind].flow


def runs_as_case_stage(kind: str) -> bool:
    """Do cases go through stages of this kind one by one? The others are tracked by the round."""
    return kind in _flows


def flows() -> tuple[Owned, ...]:
    """Every registered table, by kind."""
    return tuple(_flows[kind] for kind in sorted(_flows))


def register() -> None:
    """This app's own tables."""
    for flow in (INTAKE, PRECHECK, SCREENING):
        register_flow(flow, owner="cases")
