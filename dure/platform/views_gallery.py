"""Every component with every state on one page, with plainly invented 예시 data."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dure.kernel.clock import seoul
from dure.platform.http import ActorRequest
from dure.platform.paging import Paged
from dure.platform.templatetags.icons import ICONS
from dure.platform.templatetags.pictures import TILES

TONES = (
    ("call", "공고·접수"),
    ("judge", "심사·선정"),
    ("pledge", "협약·교부"),
    ("work", "수행·교육"),
    ("report", "보고·간담회"),
    ("share", "성과공유"),
    ("done", "완료"),
    ("danger", "보완 요청"),
    ("quiet", "준비 중"),
)
DRAWINGS = ("street", "workshop", "market", "people", "rooms", "boxes", "kitchen", "lab", "empty-desk", "envelope")
STEPS = [
    {"label": "공고·접수", "state": "done", "note": "2.8.–2.22.", "tone": "call"},
    {"label": "요건 검토", "state": "skipped", "note": "이 회차에는 없어요", "tone": "judge"},
    {"label": "심사·선정", "state": "now", "note": "3월 2일까지", "tone": "judge"},
    {"label": "협약·교부", "state": "next", "note": "3월", "tone": "pledge"},
    {"label": "사업 수행", "state": "next", "note": "3–10월", "tone": "work"},
    {"label": "결과보고·정산", "state": "next", "note": "11월", "tone": "report"},
    {"label": "성과공유", "state": "next", "note": "12월", "tone": "share"},
]
LINES = [
    {
        "category": "labor",
        "title": "인건비",
        "basis": "시간제 1명 × 150만원 × 8개월",
        "grant": 12_000_000,
        "own": 0,
        "limit": "보조금의 30%까지, 지금 24.0%",
    },
    {"category": "space", "title": "시설·장비비", "basis": "공유주방 조리대 2식 · 냉장고 1대", "grant": 21_000_000, "own": 4_000_000},
    {
        "category": "publicity",
        "title": "홍보비",
        "basis": "",
        "grant": 5_000_000,
        "own": 3_000_000,
        "error": "산출 근거를 적어 주세요. 예: 전단 5,000장 × 400원",
    },
    {"category": "running", "title": "교육·운영비", "basis": "회원 교육 6회 · 회의비", "grant": 12_000_000, "own": 7_000_000},
]
_COOP_STORE = [
    ("call", "공고·접수", 6, 12),
    ("judge", "심사", 12, 16),
    ("pledge", "협약", 16, 18),
    ("work", "입점 판매", 18, 60),
    ("report", "결과보고", 60, 66),
    ("share", "성과공유", 66, 72),
]
_TOGETHER = [
    ("call", "공고", 7, 10),
    ("judge", "선정", 10, 14),
    ("pledge", "교부", 14, 18),
    ("work", "사업 수행", 18, 64),
    ("report", "정산", 64, 72),
]
TRACKS = [
    {"title": "예시 매장 입점 공모", "bars": _COOP_STORE},
    {"title": "예시 협동화 사업 공모", "bars": _TOGETHER},
    {"title": "예시 마을기업 교육", "bars": []},
]


def _deadlines(at: datetime) -> list[datetime]:
    return [
        at + timedelta(days=13),
        at + timedelta(days=6),
        at + timedelta(days=3),
        at + timedelta(hours=30),
        at + timedelta(minutes=42),
        at - timedelta(days=1),
    ]


def _pages() -> Paged:
    return Paged(Paginator(range(812), 50).get_page(7), "text=예시")


def _examples(at: datetime) -> dict[str, Any]:
    return {
        "tones": TONES,
        "drawings": DRAWINGS,
        "icons": list(ICONS),
        "steps": STEPS,
        "budget": LINES,
        "tracks": TRACKS,
        "deadlines": _deadlines(at),
        "paged": _pages(),
        "kinds": [("coop", "협동조합"), ("social", "사회적기업", "인증과 예비를 함께 봐요."), ("village", "마을기업")],
        "picked": ["coop", "village"],
        "wrong": {
            "wrong": "대표 전화를 숫자로 적어 주세요. 예: 02-0000-0000",
            "wrong-money": "금액을 원 단위 숫자로 적어 주세요. 예: 5,000,000",
        },
        "reasons": ["접수가 3월 15일 오후 6시에 끝났어요. 다음 모집이 열리면 알려 드릴까요?"],
        "tabs": [
            {"label": "자격 확인", "href": "#tabs", "current": True},
            {"label": "절차·일정", "href": "#tabs"},
            {"label": "질문", "href": "#tabs", "count": 12},
        ],
        "timeline": [
            {
                "at": seoul(2027, 3, 9, 10, 2),
                "who": "예시 담당자",
                "what": "보완을 요청했어요",
                "why": "회원 명부에 빠진 쪽이 있어 다시 올려 달라고 했어요.",
            },
            {"at": seoul(2027, 3, 8, 15, 42), "who": "예시 해든마을협동조합", "what": "신청서를 냈어요 (접수번호 예시-0012)"},
        ],
        "tiles": [{"name": name, "value": (order * 7) % 9} for order, (name, _, _) in enumerate(TILES)],
        "money": [
            {"label": "교부 예정", "amount": 520_000_000, "shown": "5억 2,000만원"},
            {"label": "예비 순위", "amount": 30_000_000, "shown": "3,000만원"},
            {"label": "심사·운영비", "amount": 20_000_000, "shown": "2,000만원"},
            {"label": "남은 예산", "amount": 30_000_000, "shown": "3,000만원", "tone": "quiet"},
        ],
        "facts": [("조직 이름", "예시 해든마을협동조합"), ("사업자등록번호", "000-00-00000"), ("신청 보조금", "50,000,000원", "#summary")],
        "months": range(1, 13),
    }


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Nothing on it reads or writes a row."""
    return render(request, "gallery.html", _examples(cast("ActorRequest", request).at))
