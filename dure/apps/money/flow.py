"""From where to where a payment and a payee account may go, and by whom."""

from django.utils.translation import gettext as _

from dure.apps.money.words import OrderState, VersionState
from dure.kernel.flow import Flow, Step

PAYMENT = Flow(
    kind="payment",
    start=OrderState.ASKED,
    steps=(
        Step("prepare", (OrderState.ASKED,), OrderState.PREPARED, "maker", _("지급 준비")),
        Step("approve", (OrderState.PREPARED,), OrderState.APPROVED, "checker", _("지급 결재")),
        Step("confirm", (OrderState.APPROVED,), OrderState.PAID, "finance", _("지급 확인")),
        Step("return", (OrderState.ASKED, OrderState.PREPARED, OrderState.APPROVED), OrderState.REFUSED, "center", _("돌려보내기")),
    ),
    done=(OrderState.PAID,),
    words={str(state): str(state.label) for state in OrderState},
)

PAYEE = Flow(
    kind="payee",
    start=VersionState.PROPOSED,
    steps=(
        Step("verify", (VersionState.PROPOSED,), VersionState.VERIFIED, "second person", _("계좌 확인")),
        Step("decline", (VersionState.PROPOSED,), VersionState.DECLINED, "second person", _("받지 않음")),
    ),
    done=(VersionState.VERIFIED,),
    words={str(state): str(state.label) for state in VersionState},
)
