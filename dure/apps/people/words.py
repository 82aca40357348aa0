"""Kinds and states of people and parties, with a word for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """What applies: an organization (with or without a registration number), a group with a representative, a person."""

    ORGANIZATION = "organization", _("단체")
    GROUP = "group", _("모임")
    PERSON = "person", _("개인")


class LegalForm(models.TextChoices):
    """Legal forms (domain.md §4)."""

    COOPERATIVE = "cooperative", _("협동조합")
    SOCIAL_COOPERATIVE = "social_cooperative", _("사회적협동조합")
    FEDERATION = "federation", _("협동조합연합회")
    COMPANY = "company", _("회사(상법)")
    NONPROFIT = "nonprofit", _("비영리법인(민법)")
    ASSOCIATION = "association", _("사단법인")
    FOUNDATION = "foundation", _("재단법인")
    FARMING_ASSOCIATION = "farming_association", _("영농·영어조합법인")
    UNREGISTERED = "unregistered", _("등록하지 않은 모임")
    PERSON = "person", _("개인")


class Status(models.TextChoices):
    """Dated legal statuses, each with its proof (시행령 2: 사회연대경제조직)."""

    SOCIAL_ENTERPRISE = "social_enterprise", _("사회적기업")
    PRE_SOCIAL_ENTERPRISE = "pre_social_enterprise", _("예비사회적기업")
    VILLAGE_ENTERPRISE = "village_enterprise", _("마을기업")
    PRE_VILLAGE_ENTERPRISE = "pre_village_enterprise", _("예비마을기업")
    SELF_HELP_ENTERPRISE = "self_help_enterprise", _("자활기업")
    SOCIAL_VENTURE = "social_venture", _("소셜벤처")
    COOPERATIVE = "cooperative", _("협동조합")
    SOCIAL_COOPERATIVE = "social_cooperative", _("사회적협동조합")


class StatusState(models.TextChoices):
    """Said by the party until staff have seen the proof."""

    CLAIMED = "claimed", _("확인 중")
    VERIFIED = "verified", _("확인됨")
    DECLINED = "declined", _("받지 않음")


class Tier(models.TextChoices):
    """Organizations whose seats work here; an applicant has none."""

    NONE = "", _("신청 조직")
    CENTER = "center", _("센터")
    DISTRICT = "district", _("자치구")
    CITY = "city", _("서울시")
    MINISTRY = "ministry", _("행정안전부")
    BUYER = "buyer", _("공공기관")
    OPERATOR = "operator", _("수행기관")


MEMBER_WORDS = {"representative": _("대표"), "editor": _("실무자(쓰기)"), "member": _("구성원(읽기)")}
ROLE_WORDS = {
    "officer": _("사업 담당"),
    "approver": _("결재"),
    "finance": _("회계"),
    "administrator": _("관리"),
    "reviewer": _("심사"),
    "government": _("행정"),
    "buyer": _("공공구매"),
    "auditor": _("감사"),
    "operator": _("수행기관"),
}
ROLE_HINTS = {
    "officer": _("모집을 열고, 신청을 살피고, 협약과 보고를 챙겨요."),
    "approver": _("센터를 대표해 협약에 서명하고, 다른 자리가 준비한 지급을 승인해요."),
    "finance": _("계좌를 확인하고, 지급을 준비하고, 정산을 봐요."),
    "administrator": _("팀과 자리를 열고, 사람을 앉히고, 계정을 멈춰요."),
    "government": _("자치구·서울시·행정안전부가 하는 심사와 확인을 해요."),
    "buyer": _("공공기관의 구매를 맡아요."),
    "auditor": _("모든 신청과 돈의 기록을 읽어요. 고치지는 못해요."),
    "operator": _("센터가 맡긴 사업의 모집과 신청을 함께 봐요."),
}
"""What a seat with the role does, as the form for a new seat says it."""
BODY_WORDS = {
    "district": _("자치구"),
    "city": _("서울시"),
    "ministry": _("행정안전부"),
    "buyer": _("공공기관(구매)"),
    "operator": _("수행기관"),
    "auditor": _("감사기관"),
}
FACT_WORDS = {
    "members": _("조합원·회원 수"),
    "resident_members": _("지역 주민인 회원 수"),
    "largest_share_per_10000": _("가장 큰 출자자의 비율(만분율: 30.01%는 3001)"),
    "related_share_per_10000": _("특수관계인 지분 합계(만분율)"),
    "representative_resident": _("대표자가 지역주민임(1 예, 0 아니오)"),
    "workers": _("유급 근로자 수"),
    "completed_year": _("마친 지정 차수"),
    "youth_type": _("청년형으로 신청함(1 예, 0 아니오)"),
    "youth_members": _("청년 회원 수"),
    "district_youth_per_10000": _("자치구의 청년 인구 비율(만분율)"),
    "district_wide": _("자치구 전체를 지역으로 봄(1 예, 0 아니오)"),
    "insured_workers": _("고용보험 피보험자 수"),
    "vulnerable_workers": _("취약계층 근로자 수"),
    "households": _("공동주택 단지의 세대 수"),
    "sales": _("신청 전 6개월의 매출(원)"),
    "labor_cost": _("같은 6개월의 인건비(원)"),
    "net_profit": _("지난해 순이익(원)"),
    "reserve": _("그 가운데 적립한 금액(원)"),
    "excluded": _("참여제한(1 제한, 0 풀림)"),
}
WON_FACTS = frozenset({"sales", "labor_cost", "net_profit", "reserve"})
MOST_COUNT, MOST_WON = 1_000_000, 1_000_000_000_000
"""The most that can be a count, and an amount in won: what lies above is a slip of the hand."""
FACT_FAMILY_WORDS = {
    "trained": _("교육을 마친 사람 수"),
    "trained_representative": _("대표자가 마친 교육"),
    "supported": _("지원받은 사업"),
    "document": _("서류함의 서류"),
    "consent": _("동의"),
}
"""Facts that other apps publish; what they are about follows the colon of the key."""
SAID_BY_PARTY = (
    "members", "resident_members", "largest_share_per_10000", "related_share_per_10000", "representative_resident", "workers",
    "youth_type", "youth_members", "district_youth_per_10000", "district_wide", "insured_workers", "vulnerable_workers", "households",
)  # fmt: skip
"""Figures that a party may state itself; the source says so and screening looks at the paper."""
DEEDS = {
    "register_party": _("조직을 등록함"),
    "open_organization": _("조직을 열음"),
    "update_party": _("조직 정보를 고침"),
    "close_party": _("조직을 닫음"),
    "claim_status": _("자격 증빙을 올림"),
    "record_status": _("자격을 적음"),
    "verify_status": _("자격을 확인함"),
    "decline_status": _("자격 증빙을 받지 않음"),
    "record_fact": _("숫자를 적음"),
    "add_paper": _("서류함에 서류를 넣음"),
    "verify_paper": _("서류를 확인함"),
    "remove_paper": _("서류함에서 서류를 뺌"),
    "invite_member": _("구성원을 초대함"),
    "accept_invitation": _("초대를 받아들임"),
    "revoke_invitation": _("초대를 거둠"),
    "change_role": _("맡은 일을 바꿈"),
    "end_membership": _("구성원이 나감"),
    "apply_center": _("카탈로그에서 옮김"),
    "open_account": _("계정을 엶"),
    "stop_account": _("계정을 멈춤"),
    "vouch_for_mailbox": _("전자우편 주소를 확인해 줌"),
    "open_team": _("팀을 엶"),
    "open_seat": _("자리를 엶"),
    "take_seat": _("자리를 맡음"),
    "leave_seat": _("자리에서 물러남"),
    "hand_over": _("일을 넘겨줌"),
    "enter_leave": _("휴가를 적음"),
    "end_leave": _("휴가를 마침"),
    "enroll_reviewer": _("심사위원으로 올림"),
    "describe_reviewer": _("심사위원 정보를 고침"),
    "rest_reviewer": _("심사위원을 쉬게 함"),
    "record_tie": _("이해관계를 적음"),
}
"""The journal's verbs as people read them."""
SAMPLE_PASSWORD = "dure-demo-2026"  # noqa: S105  printed on the sign-in page of the demo, and used nowhere else
