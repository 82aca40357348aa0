"""Doors of people, and what they hang in the menu."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from dure.apps.people import access
from dure.apps.people.models import PartyStatus, WalletPaper
from dure.kernel.verdicts import Permission, no
from dure.platform import chrome, doors
from dure.platform.actor import Actor
from dure.platform.chrome import Link


def register() -> None:
    """Tell the platform who may read which kind of thing, and what hangs in the menu."""
    doors.register("people.partystatus", _status, lambda pk: _of(PartyStatus.objects.filter(pk=pk)))
    doors.register("people.party", access.may_see_party, lambda pk: doors.Whose(party_ids=(pk,)))
    doors.register("people.walletpaper", _paper, lambda pk: _of(WalletPaper.objects.filter(pk=pk)))
    chrome.register_menu(menu)


def _of(rows: QuerySet[PartyStatus] | QuerySet[WalletPaper]) -> doors.Whose:
    """The party's whose row it is."""
    return doors.Whose(party_ids=tuple(rows.order_by().values_list("party_id", flat=True)))


def _status(actor: Actor, status_id: int) -> Permission:
    """The proof of a status is read by whoever may see its party."""
    status = PartyStatus.objects.filter(pk=status_id).first()
    return access.may_read_status_proof(actor, status) if status else no("없는 자격 기록이에요.")


def _paper(actor: Actor, paper_id: int) -> Permission:
    """A paper of the wallet is read by whoever may see its party."""
    party_id = WalletPaper.objects.filter(pk=paper_id).values_list("party_id", flat=True).first()
    return access.may_see_party(actor, party_id) if party_id else no("없는 서류예요.")


def menu(actor: Actor, request: HttpRequest) -> Iterable[Link]:
    """One's seat and one's own sign-in; the desks hang the rest."""
    seat = [Link("내 자리", reverse("people:seat"))] if actor.seat_id is not None else []
    return [*seat, Link("두 번째 인증", reverse("mfa_index")), Link("비밀번호 바꾸기", reverse("account_change_password"))]
