"""The tables of review and selection."""

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.kernel.flow import Flow, Step

REVIEW = Flow(
    kind="review",
    start="waiting",
    steps=(
        Step("begin", ("waiting",), "open", "house", _("심사 시작")),
        Step("close", ("open",), "done", "center", _("심사 마침")),
        Step("send_back", ("open",), "sent_back", "center", _("앞 기관에 돌려보냄")),
        Step("take_back", ("sent_back",), "open", "house", _("앞 기관의 답이 옴")),
    ),
    words={"waiting": _("심사 전"), "open": _("심사 중"), "sent_back": _("앞 기관에서 다시 확인 중"), "done": _("심사 마침")},
)

SELECTION = Flow(
    kind="selection",
    start="waiting",
    steps=(
        Step("begin", ("waiting",), "open", "house", _("선정 준비")),
        Step("select", ("open", "reserve"), "done", "center", _("선정")),
        Step("reserve", ("open",), "reserve", "center", _("예비 선정")),
        Step("refuse", ("open", "reserve"), "refused", "center", _("미선정")),
        Step("reconsider", ("refused",), "done", "house", _("이의신청을 받아들여 선정")),
        Step("reconsider_as_reserve", ("refused",), "reserve", "house", _("이의신청을 받아들여 예비 선정")),
    ),
    words={"waiting": _("발표 전"), "open": _("발표 준비 중"), "reserve": _("예비 순위"), "done": _("선정"), "refused": _("미선정")},
)


def register() -> None:
    """Give cases the two tables."""
    cases.register_flow(REVIEW, owner="review")
    cases.register_flow(SELECTION, owner="review")
