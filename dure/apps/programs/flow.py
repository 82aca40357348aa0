"""The frozen tables of this app: a round, and a tracked stage."""

from dure.kernel.flow import Flow, Step

ROUND_FLOW = Flow(
    kind="round",
    start="planned",
    steps=(
        Step("open", ("planned",), "open", "center", "모집 열기"),
        Step("change_dates", ("open",), "open", "center", "날짜 바꾸기"),
        Step("close", ("open",), "closed", "center", "접수 마감"),
        Step("end", ("closed",), "ended", "center", "종료"),
        Step("cancel", ("planned", "open"), "cancelled", "center", "취소"),
    ),
    done=("ended",),
    words={"planned": "준비 중", "open": "열림", "closed": "접수 마감", "ended": "종료", "cancelled": "취소"},
)
"""Whether one may hand in now is not a state: it is a question to the windows."""

STAGE_FLOW = Flow(
    kind="tracked",
    start="planned",
    steps=(
        Step("begin", ("planned",), "running", "center", "시작"),
        Step("finish", ("running",), "done", "center", "마침"),
        Step("hold", ("planned",), "done", "center", "열었음"),
    ),
    done=("done",),
    words={"planned": "예정", "running": "진행 중", "done": "마침"},
)
"""Tracked stages: begin and finish over days, or held on one."""
