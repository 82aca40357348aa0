"""From where to where a status may go, and by whom."""

from dure.apps.people.words import StatusState
from dure.kernel.flow import Flow, Step

STATUS = Flow(
    kind="party_status",
    start=StatusState.CLAIMED,
    steps=(
        Step("verify", (StatusState.CLAIMED,), StatusState.VERIFIED, "center", "자격 확인"),
        Step("decline", (StatusState.CLAIMED,), StatusState.DECLINED, "center", "받지 않음"),
    ),
    done=(StatusState.VERIFIED,),
    words={StatusState.CLAIMED: "확인 중", StatusState.VERIFIED: "확인됨", StatusState.DECLINED: "받지 않음"},
)
