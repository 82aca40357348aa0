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


DEEDS = {
    "start": _("신청서 시작"),
    "submit": _("제출"),
    "withdraw": _("철회"),
    "add_file": _("파일 올림"),
    "remove_file": _("파일 뺌"),
    "answer_completion": _("보완 제출"),
    "extend_completion": _("보완 기한 연장"),
    "assign_seat": _("담당 자리 정함"),
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
    "drop_scan": _("스캔을 버림"),
    "escalate": _("기한이 지나 윗자리에 알림"),
    "migrate": _("새 판으로 옮김"),
    "migrate_round": _("모집을 새 판으로 옮김"),
    "invite_partner": _("참여기관 초대"),
    "sign_part": _("참여기관 서명"),
    "void_signature": _("참여기관 서명이 풀림"),
    "leave_as_partner": _("참여기관이 빠짐"),
    "remove_partner": _("참여기관을 뺌"),
}
"""The journal's verbs as people read them; steps of stages are named by their tables."""

ANSWER_WORDS = {"yes": (_("충족"), "pledge"), "no": (_("고칠 곳"), "danger"), "unknown": (_("확인 필요"), "report")}
"""A rule's answer in a word, with its tone."""
