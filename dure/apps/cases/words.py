"""States of a case, with a word per audience."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What has become of a case as a whole; where it stands on its way is told by its stage runs."""

    DRAFT = "draft", _("쓰는 중")
    RUNNING = "running", _("진행 중")
    WITHDRAWN = "withdrawn", _("철회")
    REFUSED = "refused", _("부적격")
    REJECTED = "rejected", _("미선정")
    RESERVE = "reserve", _("예비")
    ENDED = "ended", _("종료")


CLOSED_OUTCOMES = (Outcome.WITHDRAWN, Outcome.REFUSED, Outcome.REJECTED, Outcome.ENDED)


class Advice(models.TextChoices):
    """What a precheck advises."""

    APPLY = "apply", _("신청 권함")
    PREPARE = "prepare", _("준비한 뒤 신청 권함")
    OTHER = "other", _("다른 사업이나 상담 권함")


ACT_WORDS = {
    "start": _("신청서 시작"),
    "submit": _("제출"),
    "withdraw": _("철회"),
    "add_file": _("파일 올림"),
    "remove_file": _("파일 뺌"),
    "answer_completion": _("보완 제출"),
    "extend_completion": _("보완 기한 연장"),
    "assign_seat": _("담당 자리 정함"),
    "challenge_reviewer": _("기피신청"),
    "judge_challenge": _("기피신청 결정"),
    "object_to": _("이의신청"),
    "judge_objection": _("이의신청 결정"),
    "promote_reserve": _("예비 순위 올림"),
    "give_up_selection": _("선정 포기"),
    "plan_visit": _("현지조사 계획"),
    "cancel_visit": _("현지조사 취소"),
    "sign_visit": _("현지조사 서명"),
    "start_for": _("대리 입력 시작"),
    "keep_consent": _("동의서 보관"),
    "print_read_back": _("확인서 출력"),
    "read_back": _("확인 부호로 확인"),
    "make_cover": _("표지 만듦"),
    "bind_scan": _("스캔 묶음"),
    "lapse_completion": _("보완 기한 지남"),
}
"""What a line of the journal says of a case itself; steps of stages are named by their tables."""

ANSWER_WORDS = {"yes": (_("충족"), "pledge"), "no": (_("고칠 곳"), "danger"), "unknown": (_("확인 필요"), "report")}
"""A rule's answer in a word, with its tone."""
