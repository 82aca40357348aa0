"""How allauth speaks and behaves in this house."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Korean sentences, a name for every account, and a word about the second factor right after signing in."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("쓸 수 없는 계정이에요. 센터에 문의해 주세요."),
        "cannot_remove_primary_email": _("로그인에 쓰는 주소는 지울 수 없어요. 다른 주소를 먼저 기본 주소로 바꿔 주세요."),
        "duplicate_email": _("이미 내 계정에 등록한 주소예요."),
        "email_password_mismatch": _("메일 주소나 비밀번호가 맞지 않아요. 다시 확인하거나 비밀번호를 새로 정해 주세요."),
        "email_taken": _("이 주소로는 등록할 수 없어요. 다른 주소를 적어 주세요."),
        "enter_current_password": _("지금 쓰는 비밀번호를 적어 주세요."),
        "incorrect_code": _("번호가 맞지 않아요. 가장 최근에 받은 번호를 다시 적어 주세요."),
        "incorrect_password": _("비밀번호가 맞지 않아요. 다시 적어 주세요."),
        "invalid_or_expired_key": _("이 주소는 이미 썼거나 시간이 지났어요. 처음부터 다시 해 주세요."),
        "invalid_login": _("로그인하지 못했어요. 처음부터 다시 해 주세요."),
        "invalid_password_reset": _("비밀번호를 새로 정하는 주소를 더는 쓸 수 없어요. 다시 받아 주세요."),
        "max_email_addresses": _("메일 주소는 %d개까지 등록할 수 있어요."),
        "too_many_login_attempts": _("여러 번 틀려 잠시 멈췄어요. 5분 뒤에 다시 하거나 비밀번호를 새로 정해 주세요."),
        "unknown_email": _("등록되지 않은 주소예요."),
        "unverified_primary_email": _("기본 주소를 먼저 확인해 주세요."),
        "select_only_one": _("하나만 골라 주세요."),
        "same_as_current": _("지금과 다른 값을 적어 주세요."),
        "rate_limited": _("너무 자주 눌렀어요. 잠시 뒤에 다시 해 주세요."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the name that was typed at sign-up."""
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Someone whose seat needs a second factor reads about it before anything else."""
        from dure.apps.people.middleware import standing_now  # allauth loads the adapter before the apps are ready

        if request.user.is_authenticated and standing_now(request).lacks_second_factor:
            return reverse("people:second_factor")
        return super().get_login_redirect_url(request)
