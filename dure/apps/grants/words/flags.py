"""Kinds of flags and what people say of them, with a word for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FlagKind(models.TextChoices):
    SAME_INVOICE = "same_invoice", _("같은 승인번호")
    SAME_FILE = "same_file", _("같은 증빙 파일")
    SPLIT = "split", _("나누어 산 것")
    JUST_BELOW = "just_below", _("기준 바로 아래 금액")
    RELATED = "related", _("관계있는 거래처")
    OUTSIDE = "outside", _("협약 기간 밖")
    PAID_TWICE = "paid_twice", _("한 사람에게 두 번")
    NIGHT = "night", _("밤에 쓴 카드")
    HOLIDAY = "holiday", _("휴일에 쓴 카드")
    FAR = "far", _("멀리서 쓴 카드")
    QUOTES_MISSING = "quotes_missing", _("견적서 부족")
    QUOTES_ALIKE = "quotes_alike", _("같은 곳의 견적서")
    PAYEE_NUMBER = "payee_number", _("받는 곳의 사업자번호")
    UNTAXED = "untaxed", _("원천징수 없음")
    ASSET = "asset", _("운영비로 산 자산")
    PAPER_CHANGED = "paper_changed", _("확인 뒤 바뀐 증빙")
    REFUNDED = "refunded", _("취소·환불된 결제")
    OWN_SHARE = "own_share", _("자부담이 뒤처짐")
    UNDERUSED = "underused", _("집행이 적은 비목")
    BALANCE = "balance", _("까닭 없이 남은 돈")
    EARLIER = "earlier", _("전에 남긴 경고")


class FlagState(models.TextChoices):
    OPEN = "open", _("판단 기다림")
    COMPLETION = "completion", _("보완 기다림")
    CLEARED = "cleared", _("설명으로 충분")
    DISALLOWED = "disallowed", _("불인정으로 판단")


class FlagTurnKind(models.TextChoices):
    EXPLAINED = "explained", _("조직의 설명")
    CLEARED = "cleared", _("설명으로 충분")
    COMPLETION = "completion", _("보완을 부탁함")
    DISALLOWED = "disallowed", _("불인정으로 판단")


UNDECIDED = (FlagState.OPEN, FlagState.COMPLETION)

FLAG_TONES = {"open": "judge", "completion": "warning", "cleared": "done", "disallowed": "danger"}
