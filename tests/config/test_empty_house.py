"""From an empty house to an officer who opens a round: the first administrator by command, everything after that in browsers."""

import re
from argparse import Namespace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from dure.apps.people.models import Account, Seat, SeatHolding, Team
from dure.apps.programs import facade as programs
from dure.config import catalog_apply
from dure.config.commands import administrator
from dure.kernel.clock import now
from dure.platform import letters
from dure.platform.models import JournalLine
from dure.platform.verbs import NO_KEY
from tests.apps.people import makers

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "예시-새비밀번호-2026"


@pytest.fixture
def clock():
    """A clock that stands until it is moved: a code lives thirty seconds and counts once."""
    cache.clear()
    with time_machine.travel(datetime.now(UTC), tick=False) as traveler:
        yield traveler
    cache.clear()


@pytest.fixture
def house():
    """Migrated, with the catalog, without anybody."""
    list(catalog_apply.apply(at=now()))


def appoint(email: str, capsys, *, name: str = "예시 관리") -> tuple[int, str]:
    code = administrator.appoint(Namespace(email=email, name=name))
    return code, capsys.readouterr().out


def password_in(said: str) -> str:
    return re.search(r"비밀번호: (\S+)", said).group(1)


def sign_in(browser: Client, email: str, password: str) -> str:
    """Sign in; where that leads."""
    return browser.post("/accounts/login/", {"login": email, "password": password})["Location"]


def set_up_second_factor(browser: Client, password: str, clock) -> None:
    """Read why, give the password again, show the app's code once to register it and once to come in."""
    page = browser.get("/my/second-factor/").content.decode()
    assert "인증 앱 등록하기" in page
    asked = browser.get("/accounts/2fa/totp/activate/")
    if asked.status_code == 302:
        assert browser.post(asked["Location"], {"password": password}).status_code == 302
        assert browser.get("/accounts/2fa/totp/activate/").status_code == 200
    secret = browser.session["mfa.totp.secret"]
    assert browser.post("/accounts/2fa/totp/activate/", {"code": makers.code_of(secret)}).status_code == 302
    clock.shift(timedelta(seconds=40))
    browser.post("/accounts/2fa/reauthenticate/?next=/my/", {"code": makers.code_of(secret)})


def test_the_command_opens_the_account_once_and_says_so_the_second_time(house, capsys):
    code, said = appoint("Admin@Example.kr", capsys)
    account, seat = Account.objects.get(), Seat.objects.get()
    assert (code, account.email, account.check_password(password_in(said))) == (0, "admin@example.kr", True)
    assert (seat.team.title, seat.roles) == ("운영", "administrator,officer")
    code, said = appoint("admin@example.kr", capsys)
    assert (code, "이미 관리 자리에 있어요" in said, "비밀번호" in said) == (0, True, False)
    assert (Account.objects.count(), SeatHolding.objects.count(), Team.objects.filter(title="운영").count()) == (1, 1, 1)
    assert not JournalLine.objects.filter(detail__icontains="비밀번호").exists()


def test_a_second_administrator_gets_a_seat_of_their_own_and_an_empty_one_is_used_again(house, capsys):
    appoint("one@example.kr", capsys)
    appoint("two@example.kr", capsys)
    assert Seat.objects.count() == 2
    SeatHolding.objects.filter(account__email="one@example.kr").update(until=now())
    appoint("three@example.kr", capsys)
    assert Seat.objects.count() == 2


def test_somebody_who_signed_up_keeps_the_password_unless_the_mailbox_was_never_shown(house, capsys):
    known = makers.account()
    assert "비밀번호" not in appoint(known.email, capsys)[1]
    assert Account.objects.get(pk=known.pk).check_password(makers.PASSWORD)
    Client().post("/accounts/signup/", {"name": "예시", "email": "claimed@example.kr", "password1": "남이-정한-비밀번호"})
    said = appoint("claimed@example.kr", capsys)[1]
    claimed = Account.objects.get(email="claimed@example.kr")
    assert (claimed.check_password("남이-정한-비밀번호"), claimed.check_password(password_in(said))) == (False, True)


@pytest.mark.parametrize(("email", "name"), [("nonsense", "예시"), ("a@example.kr", " "), ("", "예시")])
def test_what_makes_no_sense_is_refused(house, capsys, email, name):
    assert appoint(email, capsys, name=name)[0] == 1
    assert not Account.objects.exists()


def test_without_a_center_it_says_what_comes_first(db, capsys):
    code, said = appoint("a@example.kr", capsys)
    assert (code, "dure init" in said) == (1, True)


def test_an_empty_house_tells_how_to_begin_until_somebody_administers(house, capsys):
    administrator.hint()
    assert "dure administrator" in capsys.readouterr().out
    appoint("admin@example.kr", capsys)
    administrator.hint()
    assert capsys.readouterr().out == ""


def test_from_an_empty_house_to_an_officer_who_opens_a_round(house, clock, capsys):
    admin = Client()
    password = password_in(appoint("admin@example.kr", capsys)[1])
    assert sign_in(admin, "admin@example.kr", password) == "/my/second-factor/"
    assert admin.get("/desk/people/")["Location"] == "/my/second-factor/"
    set_up_second_factor(admin, password, clock)
    assert admin.get("/desk/people/").status_code == 200
    seat = _open_a_seat(admin)
    typed = {"email": "officer@example.kr", "name": "예시 사업 담당", "way": "hand_over", "key": "seat"}
    assert admin.post(f"/desk/people/seats/{seat.pk}/", typed)["Location"] == "/desk/people/"

    officer = Client()
    _set_password_by_letter(officer)
    assert sign_in(officer, "officer@example.kr", NEW_PASSWORD) == "/my/second-factor/"
    assert officer.get("/desk/programs/")["Location"] == "/my/second-factor/"
    set_up_second_factor(officer, NEW_PASSWORD, clock)
    assert officer.get("/desk/people/teams/new/").status_code == 403
    _open_a_round(officer)


def _open_a_seat(admin: Client) -> Seat:
    center = str(makers.center().pk)
    assert admin.post("/desk/people/teams/new/", {"organization": center, "title": "사업팀", "key": "team"}).status_code == 302
    team = Team.objects.get(title="사업팀", year=None)
    opened = admin.post("/desk/people/seats/new/", {"team": team.pk, "title": "사업 담당 1", "roles": ["officer"], "key": "seat"})
    seat = Seat.objects.get(title="사업 담당 1")
    assert opened["Location"] == f"/desk/people/seats/{seat.pk}/"
    return seat


def _set_password_by_letter(officer: Client) -> None:
    """The letter of the house leads to the page that sends the link."""
    letters.send_due(at=now())
    page = re.search(r"(/accounts/password/reset/)", mail.outbox[-1].body).group(1)
    assert officer.post(page, {"email": "officer@example.kr"}).status_code == 302
    link = re.search(r"http://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body).group(1)
    form = officer.get(link, follow=True).redirect_chain[-1][0]
    assert officer.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})["Location"] == "/accounts/password/reset/key/done/"


def _open_a_round(officer: Client) -> None:
    """This year's edition has one program of the catalog's newest year; its round is planned and opened by pages."""
    by, year = makers.actor(Account.objects.get(email="officer@example.kr")), now().year
    edition = programs.open_edition(year=year, title=f"{year}년 지원사업", organizer="예시 센터", by=by, at=now(), key=NO_KEY)
    printed = programs.Program.objects.filter(edition__year=2021, slug__contains="network").select_related("version").order_by("id")[0]
    document = programs.to_year(printed.version.document, year)
    program = programs.plan_program(edition_id=edition.pk, document=document, publish=True, by=by, at=now(), key=NO_KEY)
    planned = officer.post(f"/desk/programs/{program.pk}/plan/", {"key": "plan"})
    page = officer.get(planned["Location"])
    assert (page.status_code, "모집 열기" in page.content.decode()) == (200, True)
    today = now().date()
    typed = {
        "opens_day": today.isoformat(),
        "opens_time": "09:00",
        "closes_day": (today + timedelta(days=20)).isoformat(),
        "closes_time": "18:00",
        "hour_source": "round",
        "receipt_prefix": "시범-1",
        "key": "open",
    }
    opened = officer.post(planned["Location"], typed)
    assert opened.status_code == 302, opened.content.decode()
    assert officer.get(opened["Location"]).status_code == 200
