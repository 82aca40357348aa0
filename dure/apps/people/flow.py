"""From where to where a status may go, and by whom."""

from django.utils.translation import gettext_lazy as _

from dure.apps.people.words import StatusState
from dure.kernel.flow import Flow, Step

STATUS = Flow(
    kind="party_status",
    start=StatusState.CLAIMED,
    steps=(
        Step("verify", (StatusState.CLAIMED,), StatusState.VERIFIED, "center", _("자격 확인")),
        Step("decline", (StatusState.CLAIMED,), StatusState.DECLINED, "center", _("받지 않음")),
    ),
    done=(StatusState.VERIFIED,),
    words={str(state): state.label for state in StatusState},
)
