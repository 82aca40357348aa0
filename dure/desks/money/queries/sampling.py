"""What the pages of sample audits show beside the rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.korean import table_instant
from dure.kernel.won import won_in_full

METHODS = (
    ("random", "무작위", "모든 집행이 뽑힐 기회가 같아요. 전체의 오류를 어림할 수 있어요."),
    ("money", "금액 단위 추출", "1원마다 뽑힐 기회가 같아서 큰 집행이 더 잘 뽑혀요. 전체의 오류를 어림할 수 있어요."),
    ("largest", "큰 금액부터", "금액이 큰 집행부터 봐요."),
    ("flagged", "이상 징후부터", "이상 징후가 남은 집행을 먼저, 모자라면 무작위로 봐요."),
)
VERDICTS = (
    ("fine", "적정", "증빙과 금액이 맞아요."),
    ("complete", "보완", "자료를 더 받거나 고쳐야 해요. 담당자에게 답을 받아요."),
    ("improper", "부적정", "인정하면 안 되는 돈이 있어요. 담당자에게 답을 받아요."),
)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample with how far it is."""

    audit: grants.AuditSample
    items: int
    checked: int
    open_findings: int


def rows(audits: QuerySet[grants.AuditSample]) -> list[SampleRow]:
    """Every sample with its counts. One query."""
    finding = Q(items__verdict__in=("complete", "improper"), items__closed_at=None)
    counted = audits.annotate(all=Count("items"), checked=Count("items", filter=~Q(items__verdict="")), left=Count("items", filter=finding))
    return [SampleRow(one, one.all, one.checked, one.left) for one in counted[:500]]


def programs_to_pick(years: Iterable[int]) -> list[tuple[str, str]]:
    """Programs that have signed agreements in the years, for the form."""
    rows = grants.Agreement.objects.filter(fiscal_year__in=list(years), state__in=("signed", "ended")).order_by()
    found = programs.Program.objects.filter(pk__in=rows.values("case__round__program_id")).select_related("edition")
    return [(str(one.pk), f"{one.edition.year}년 {one.title}") for one in found.order_by("-edition__year", "order", "pk")]


def typed(data: Mapping[str, str], *, seed: str, year: str) -> dict[str, str]:
    """The form as it was filled in, else with a fresh seed."""
    first = {"year": year, "program": "", "method": "random", "size": "20", "seed": seed}
    return {name: data.get(name) or value for name, value in first.items()}


def facts_of(audit: grants.AuditSample) -> list[tuple[str, str]]:
    """How the sample was drawn, so that anybody can draw it again."""
    return [
        ("범위", f"{audit.year}년 · {audit.title}"),
        ("모집단", f"인정한 집행 {audit.population_count:,}건 · {won_in_full(audit.population_sum)}"),
        ("방법", f"{audit.get_method_display()} {audit.size}건"),
        ("시드", audit.seed),
        ("모집단 확인값", audit.population_sha256),
        ("뽑은 때", f"{table_instant(audit.drawn_at)} · {audit.drawn_by_name}"),
    ]


def word_of(item: grants.AuditItem, data: Mapping[str, str]) -> dict[str, str]:
    """What was typed, else what stands."""
    stands = {
        "verdict": item.verdict,
        "note": item.note,
        "clause": item.clause,
        "error": f"{item.error:,}" if item.error else "",
        "text": "",
    }
    return {name: data.get(name, value) for name, value in stands.items()}


def beside(audit: grants.AuditSample, item: grants.AuditItem) -> list[tuple[str, str]]:
    """The drawn expense before and the one after, by place."""
    near = audit.items.filter(place__in=(item.place - 1, item.place + 1)).order_by("place")
    words = {item.place - 1: "앞 집행", item.place + 1: "다음 집행"}
    return [(words[one.place], reverse("money_desk:audit-item", args=[audit.pk, one.pk])) for one in near]
