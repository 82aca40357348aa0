"""Signing in: limits per account (B43), the second factor at the door (B44), nothing told about who exists (B47), dead links (B48)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from dure.apps.people import actions
from dure.apps.people.models import Account
from dure.kernel.clock import now
from dure.platform.actor import Role
from tests.apps.people import makers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    """No counts of another test, and a clock that stands: a code lives thirty seconds."""
    cache.clear()
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield
    cache.clear()


def login(client, email, password=makers.PASSWORD, **headers):
    return client.post("/accounts/login/", {"login": email, "password": password}, headers=headers)


def shape(answer, *typed):
    """The page without what was typed and what is fresh each time."""
    text = answer.content.decode()
    for piece in typed:
        text = text.replace(piece, "")
    return answer.status_code, answer.headers.get("Location"), re.sub(r'(csrfmiddlewaretoken"|"key") value="[^"]*"|nonce="[^"]*"', "", text)


def test_a_person_signs_in_with_mail_and_password():
    person = makers.account()
    client = Client()
    assert login(client, person.email).status_code == 302
    assert client.get("/my/organization/").status_code == 200


def test_guesses_are_locked_per_account_whatever_the_forwarded_address_says():
    person = makers.account()
    for number in range(6):
        login(Client(), person.email, "틀린 비밀번호", **{"x-forwarded-for": f"10.0.0.{number}"})
    client = Client()
    login(client, person.email, **{"x-forwarded-for": "10.9.9.9"})
    assert client.get("/my/organization/").status_code == 302


def test_guesses_at_one_account_do_not_lock_another_person_out():
    victim, other = makers.account(), makers.account()
    for _ in range(6):
        login(Client(REMOTE_ADDR="10.1.1.1"), victim.email, "틀린 비밀번호")
    client = Client(REMOTE_ADDR="10.2.2.2")
    assert login(client, other.email).status_code == 302


def test_the_locked_out_person_can_still_reset_the_password():
    person = makers.account()
    for _ in range(6):
        login(Client(), person.email, "틀린 비밀번호")
    assert Client().post("/accounts/password/reset/", {"email": person.email}).status_code == 302
    assert len(mail.outbox) == 1


def test_a_password_alone_does_not_pass_a_registered_second_factor():
    person = makers.seated(Role.OFFICER)
    secret = makers.add_second_factor(person)
    client = Client()
    answer = login(client, person.email)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/desk/organizations/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    assert client.post("/accounts/2fa/authenticate/", {"code": makers.code_of(secret)}).status_code == 302
    assert client.get("/desk/organizations/").status_code == 200


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize("dress", [str, lambda code: f"{code[:3]} {code[3:]}", lambda code: code.translate(FULL_WIDTH)])
def test_a_code_works_once_however_it_is_typed(dress):
    person = makers.seated(Role.OFFICER)
    code = makers.code_of(makers.add_second_factor(person))
    first, second = Client(), Client()
    for client in (first, second):
        login(client, person.email)
    first.post("/accounts/2fa/authenticate/", {"code": code})
    second.post("/accounts/2fa/authenticate/", {"code": dress(code)})
    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_a_password_reset_does_not_skip_the_second_factor():
    person = makers.seated(Role.OFFICER)
    makers.add_second_factor(person)
    client = Client()
    client.post("/accounts/password/reset/", {"email": person.email})
    link = re.search(r"http://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "새-비밀번호-2026", "password2": "새-비밀번호-2026"})
    assert client.get("/desk/organizations/").status_code == 302
    assert login(client, person.email, "새-비밀번호-2026")["Location"].startswith("/accounts/2fa/authenticate/")
    assert "쓸 수 없는 주소예요" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize("header", ["x-forwarded-host", "host"])
def test_a_reset_link_never_names_a_poisoned_host(header):
    person = makers.account()
    Client().post("/accounts/password/reset/", {"email": person.email}, headers={header: "evil.example"})
    assert all("evil.example" not in letter.body for letter in mail.outbox)


def test_a_wrong_password_and_an_unknown_mailbox_look_alike():
    person = makers.account()
    known = shape(login(Client(), person.email, "틀린 비밀번호"), person.email)
    unknown = shape(login(Client(), "nobody@example.kr", "틀린 비밀번호"), "nobody@example.kr")
    assert known == unknown


def test_a_reset_tells_nothing_and_sends_one_letter_either_way():
    person = makers.account()
    known = shape(Client().post("/accounts/password/reset/", {"email": person.email}))
    sent = len(mail.outbox)
    unknown = shape(Client().post("/accounts/password/reset/", {"email": "nobody@example.kr"}))
    assert (known, sent, len(mail.outbox)) == (unknown, 1, 2)


def test_a_sign_up_tells_nothing_and_sends_one_letter_either_way():
    person = makers.account()
    shapes = []
    for email in (person.email, "newcomer@example.kr"):
        client = Client()
        typed = {"name": "예시 이름", "email": email, "password1": "좋은-비밀번호-2026"}
        answer = client.post("/accounts/signup/", typed)
        shapes.append((shape(answer), shape(client.get(answer["Location"]), email)))
    assert shapes[0] == shapes[1]
    assert len(mail.outbox) == 2


def test_a_newcomer_signs_up_with_a_name_and_a_code():
    client = Client()
    client.post("/accounts/signup/", {"name": " 예시  이름 ", "email": "New@Example.kr", "password1": "좋은-비밀번호-2026"})
    code = re.search(r"^([A-Z0-9-]{6,9})$", mail.outbox[0].body, re.MULTILINE).group(1)
    assert client.get("/my/organization/").status_code == 302
    client.post("/accounts/confirm-email/", {"code": code})
    assert client.get("/my/organization/").status_code == 200
    assert Account.objects.get(email="new@example.kr").name == "예시 이름"


def code_in(letter):
    """The code that a letter to confirm a mailbox carries."""
    return re.search(r"^([A-Z0-9-]{6,9})$", letter.body, re.MULTILINE).group(1)


def test_a_newcomer_asks_for_the_code_again_and_only_the_second_one_counts():
    client = Client()
    client.post("/accounts/signup/", {"name": "예시 이름", "email": "again@example.kr", "password1": "좋은-비밀번호-2026"})
    assert "번호 다시 받기" in client.get("/accounts/confirm-email/").content.decode()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=4), tick=False):
        client.post("/accounts/confirm-email/", {"action": "resend"})
    first, second = (code_in(letter) for letter in mail.outbox)
    client.post("/accounts/confirm-email/", {"code": first})
    assert client.get("/my/organization/").status_code == 302
    client.post("/accounts/confirm-email/", {"code": second})
    assert client.get("/my/organization/").status_code == 200


def test_a_change_of_address_is_confirmed_at_the_new_one_and_told_to_the_old_one():
    person = makers.account(email="old@example.kr")
    client = Client()
    login(client, person.email)
    asked = client.post("/accounts/email/", {"action_add": "1", "email": "fresh@example.kr"})
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    client.post(asked["Location"], {"password": makers.PASSWORD})
    client.post("/accounts/email/", {"action_add": "1", "email": "fresh@example.kr"})
    assert mail.outbox[-1].to == ["fresh@example.kr"]
    client.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[-1])})
    client.post("/accounts/email/", {"action_primary": "1", "email": "fresh@example.kr"})
    assert Account.objects.get(pk=person.pk).email == "fresh@example.kr"
    told = [letter.body for letter in mail.outbox if letter.to == ["old@example.kr"]]
    assert any("old@example.kr에서 fresh@example.kr로 바뀌었어요" in body for body in told)


@pytest.mark.parametrize(("later", "lives"), [(timedelta(minutes=59), True), (timedelta(minutes=61), False)])
def test_a_link_for_a_new_password_lives_an_hour(later, lives):
    person = makers.account()
    Client().post("/accounts/password/reset/", {"email": person.email})
    link = re.search(r"http://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    with time_machine.travel(datetime.now(UTC) + later, tick=False):
        page = Client().get(link, follow=True).content.decode()
    assert ("쓸 수 없는 주소예요" not in page) is lives


def test_a_stopped_account_neither_signs_in_nor_gets_a_link():
    person = makers.account()
    actions.stop_account(account_id=person.pk, reason="예시: 퇴직", by=makers.HOUSE, at=now())
    client = Client()
    login(client, person.email)
    assert client.get("/my/organization/").status_code == 302
    client.post("/accounts/password/reset/", {"email": person.email})
    assert all("/password/reset/key/" not in letter.body for letter in mail.outbox)


def test_a_change_of_password_ends_the_other_sessions():
    person = makers.account()
    here, elsewhere = Client(), Client()
    login(here, person.email)
    login(elsewhere, person.email)
    typed = {"oldpassword": makers.PASSWORD, "password1": "새-비밀번호-2026", "password2": "새-비밀번호-2026"}
    assert here.post("/accounts/password/change/", typed).status_code == 302
    assert here.get("/my/organization/").status_code == 200
    assert elsewhere.get("/my/organization/").status_code == 302


def test_the_demo_lists_its_sample_sign_ins_and_other_houses_do_not(settings):
    person = makers.seated(Role.OFFICER)
    assert person.email not in Client().get("/accounts/login/").content.decode()
    settings.DURE_DEMO = True
    text = Client().get("/accounts/login/").content.decode()
    assert person.email in text
    assert "dure-demo-2026" in text


@pytest.mark.parametrize(
    "address",
    ["login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/1-bad/", "password/reset/key/done/", "inactive/"],
)
def test_every_door_page_is_korean(address):
    answer = Client().get(f"/accounts/{address}")
    assert answer.status_code == 200
    assert not re.search(r">\s*(Sign|Password|Email|Log)", answer.content.decode())


def opened(client, address):
    """The page, after the password was asked again where it is."""
    answer = client.get(f"/accounts/{address}")
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/"):
        answer = client.post(answer["Location"], {"password": makers.PASSWORD}, follow=True)
    return answer


@pytest.mark.parametrize("address", ["email/", "password/change/", "logout/", "2fa/", "2fa/totp/activate/"])
def test_every_page_of_ones_own_sign_in_opens(address):
    person = makers.account()
    client = Client()
    login(client, person.email)
    answer = opened(client, address)
    assert answer.status_code == 200
    assert not re.search(r">\s*(Sign|Password|Email|Log|Activate)", answer.content.decode())


def test_the_pages_of_a_registered_second_factor_open():
    person = makers.account()
    secret = makers.add_second_factor(person)
    client = Client()
    login(client, person.email)
    client.post("/accounts/2fa/authenticate/", {"code": makers.code_of(secret)})
    for address in ("", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "recovery-codes/download/", "reauthenticate/"):
        assert opened(client, f"2fa/{address}").status_code == 200, address


def test_the_second_factor_changes_only_after_the_password_was_asked_again():
    person = makers.account()
    client = makers.signed_in(person)
    answer = client.get("/accounts/2fa/totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert "비밀번호를 한 번 더" in client.get(answer["Location"]).content.decode()
