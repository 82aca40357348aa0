"""The frozen table of a gathering."""

from dure.apps.gatherings.words import State
from dure.kernel.flow import Flow, Step

GATHERING_FLOW = Flow(
    kind="gathering",
    start="planned",
    steps=(
        Step("call", ("planned",), "called", "center", "알리기"),
        Step("hold", ("planned", "called"), "held", "center", "열었음으로 적기"),
        Step("close", ("held",), "closed", "center", "회의록 확정"),
        Step("cancel", ("planned", "called"), "cancelled", "center", "취소"),
    ),
    done=("closed",),
    words={str(state.value): str(state.label) for state in State},
)
