"""The tables of agreement, disbursement, report, site check, settlement and showcase."""

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.kernel.flow import Flow, Step

BEGIN = Step("begin", ("waiting",), "open", "house", _("시작"))

AGREEMENT = Flow(
    kind="agreement",
    start="waiting",
    steps=(
        BEGIN,
        Step("offer", ("open",), "offered", "center", _("협약서 보내기")),
        Step("take_back", ("offered", "signed_by_grantee"), "open", "center", _("협약서 거두기")),
        Step("sign_as_grantee", ("offered",), "signed_by_grantee", "grantee", _("협약서에 서명")),
        Step("sign_as_center", ("signed_by_grantee",), "done", "center", _("센터 서명")),
        Step("lapse", ("open", "offered", "signed_by_grantee"), "lapsed", "center", _("협약 포기")),
    ),
    words={
        "waiting": _("협약 전"),
        "open": _("협약서 준비 중"),
        "offered": _("조직 서명 기다림"),
        "signed_by_grantee": _("센터 서명 기다림"),
        "done": _("협약 맺음"),
        "lapsed": _("협약 포기"),
    },
)

DISBURSEMENT = Flow(
    kind="disbursement",
    start="waiting",
    steps=(
        BEGIN,
        Step("ask", ("open",), "asked", "grantee", _("사업비 신청")),
        Step("prepare", ("asked",), "prepared", "center", _("지급 준비")),
        Step("approve", ("prepared",), "approved", "center", _("지급 결재")),
        Step("return", ("asked", "prepared", "approved"), "open", "center", _("돌려보내기")),
        Step("pay", ("approved",), "done", "center", _("지급 확인")),
        Step("leave_to_expenses", ("open",), "done", "house", _("집행마다 지급")),
        Step("drop", ("waiting", "open"), "done", "house", _("협약 변경으로 없어짐")),
    ),
    words={
        "waiting": _("아직 차례가 아님"),
        "open": _("신청할 수 있음"),
        "asked": _("센터 확인 중"),
        "prepared": _("결재 기다림"),
        "approved": _("이체 기다림"),
        "done": _("지급함"),
    },
)

REPORT = Flow(
    kind="report",
    start="waiting",
    steps=(
        BEGIN,
        Step("hand_in", ("open", "returned"), "handed_in", "grantee", _("보고서 내기")),
        Step("return", ("handed_in",), "returned", "center", _("고쳐 달라고 하기")),
        Step("accept", ("handed_in",), "done", "center", _("보고서 받아들이기")),
    ),
    words={
        "waiting": _("아직 차례가 아님"),
        "open": _("쓸 차례"),
        "handed_in": _("센터 확인 중"),
        "returned": _("고칠 차례"),
        "done": _("받아들임"),
    },
)

SITE_CHECK = Flow(
    kind="site_check",
    start="waiting",
    steps=(BEGIN, Step("record", ("open",), "done", "center", _("점검 기록"))),
    words={"waiting": _("점검 전"), "open": _("점검 예정"), "done": _("점검함")},
)

SETTLEMENT = Flow(
    kind="settlement",
    start="waiting",
    steps=(
        BEGIN,
        Step("hand_in", ("open", "returned"), "handed_in", "grantee", _("정산서 내기")),
        Step("return", ("handed_in",), "returned", "center", _("고쳐 달라고 하기")),
        Step("confirm", ("handed_in",), "confirmed", "center", _("금액 확정")),
        Step("close", ("confirmed",), "done", "center", _("정산 마침")),
    ),
    words={
        "waiting": _("아직 차례가 아님"),
        "open": _("쓸 차례"),
        "handed_in": _("센터 확인 중"),
        "returned": _("고칠 차례"),
        "confirmed": _("반납 기다림"),
        "done": _("정산 끝"),
    },
)

SHOWCASE = Flow(
    kind="showcase",
    start="waiting",
    steps=(
        BEGIN,
        Step("hand_in", ("open",), "handed_in", "grantee", _("성과 내기")),
        Step("return", ("handed_in",), "open", "center", _("고쳐 달라고 하기")),
        Step("publish", ("open", "handed_in"), "done", "center", _("성과 공개")),
    ),
    words={"waiting": _("아직 차례가 아님"), "open": _("쓸 차례"), "handed_in": _("공개 준비 중"), "done": _("공개함")},
)

FLOWS = (AGREEMENT, DISBURSEMENT, REPORT, SITE_CHECK, SETTLEMENT, SHOWCASE)


def register() -> None:
    """Give cases the six tables."""
    for flow in FLOWS:
        cases.register_flow(flow, owner="grants")
