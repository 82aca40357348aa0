"""What cases must know before a round's terms change: a score sheet in which points stand is not exchanged."""

from dure.apps.cases import facade as cases
from dure.apps.review.models import Panel, Sheet


def scoring_has_begun(round_id: int) -> str:
    """The reason why the round's score sheet stays, or nothing."""
    if any(Sheet.objects.progress(panel) for panel in Panel.objects.filter(round=round_id).order_by("id")):
        return "심사위원이 점수를 적기 시작해 심사표가 다른 판으로는 옮길 수 없어요."
    return ""


def register() -> None:
    """Tell cases whom to ask."""
    cases.register_judging(scoring_has_begun)
