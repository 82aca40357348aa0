"""From where to where a monthly claim may go, and by whom."""

from django.utils.translation import gettext as _

from dure.apps.labor.words import ClaimState
from dure.kernel.flow import Flow, Step

CLAIM = Flow(
    kind="labor_claim",
    start=ClaimState.DRAFT,
    steps=(
        Step("hand_in", (ClaimState.DRAFT,), ClaimState.HANDED_IN, "grantee", _("달 신청 내기")),
        Step("return", (ClaimState.HANDED_IN,), ClaimState.RETURNED, "center", _("돌려보내기")),
        Step("check", (ClaimState.HANDED_IN,), ClaimState.CHECKED, "center", _("금액 확인")),
        Step("close", (ClaimState.HANDED_IN,), ClaimState.CLOSED, "center", _("지급할 돈 없음")),
        Step("payment_returned", (ClaimState.CHECKED,), ClaimState.HANDED_IN, "house", _("지급이 돌아옴")),
        Step("pay", (ClaimState.CHECKED,), ClaimState.PAID, "house", _("지급 확인")),
    ),
    done=(ClaimState.PAID, ClaimState.CLOSED),
    words={str(state): str(state.label) for state in ClaimState},
)
