"""What a gathering needs before it is called. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What staff type about a gathering."""

    kind: str
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    summary: str = ""
    place: str = ""
    link: str = ""
    admission: str = "open"
    capacity: int | None = None
    register_until: datetime | None = None


def reasons_against(plan: Plan, *, at: datetime, calling: bool = False) -> list[str]:
    """Why the plan cannot be kept, or called."""
    reasons = []
    if not plan.title.strip():
        reasons.append("모임의 이름을 적어 주세요. 예: 2027년 지원사업 설명회")
    if plan.starts_at is None or plan.ends_at is None:
        reasons.append("시작과 끝 시각을 날짜와 함께 적어 주세요.")
    elif plan.ends_at <= plan.starts_at:
        reasons.append("끝나는 시각을 시작 시각보다 뒤로 적어 주세요.")
    if plan.register_until and plan.starts_at and plan.register_until > plan.starts_at:
        reasons.append("참석 신청은 모임이 시작하기 전까지만 받을 수 있어요. 신청 마감을 앞당겨 주세요.")
    if plan.capacity is not None and plan.capacity < 1:
        reasons.append("정원은 1명 이상으로 적거나 비워 두세요.")
    if plan.link and not plan.link.startswith(("https://", "http://")):
        reasons.append("온라인 주소는 https://로 시작하게 적어 주세요.")
    if calling and not (plan.place.strip() or plan.link.strip()):
        reasons.append("알리기 전에 장소나 온라인 주소를 적어 주세요.")
    if calling and plan.starts_at and plan.starts_at <= at:
        reasons.append("이미 지난 시각의 모임은 알릴 수 없어요. 열었던 모임이면 ‘열었음으로 적기’를 눌러 주세요.")
    return reasons
