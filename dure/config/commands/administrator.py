"""The first administrator: somebody must be able to sign in before anybody can be seated in the browser."""

import secrets
from argparse import Namespace

from django.conf import settings
from django.db import connection

from dure.apps.people import facade as people
from dure.config.commands.say import say
from dure.kernel.clock import now
from dure.kernel.errors import Refused
from dure.platform.actor import Actor


def appoint(options: Namespace) -> int:
    """Seat the administrator; a new password is printed here once and nowhere else. 1 when it is refused."""
    if people.Account._meta.db_table not in connection.introspection.table_names():
        say("데이터베이스가 아직 없어요. 먼저 dure init을 실행해 주세요.")
        return 1
    password, by = secrets.token_urlsafe(12), Actor.system("dure administrator", via="command")
    try:
        done = people.appoint_administrator(email=options.email, name=options.name, password=password, by=by, at=now())
    except Refused as refused:
        for reason in refused.reasons:
            say(reason)
        return 1
    say(f"{options.email} 계정을 관리 자리에 앉혔어요." if done["seated"] else f"{options.email} 계정은 이미 관리 자리에 있어요.")
    if done["password_given"]:
        say(f"비밀번호: {password}")
        say("지금 한 번만 보여요. 로그인해서 바로 바꾸고, 두 번째 인증(인증 앱)을 등록해 주세요.")
    return 0


def hint() -> None:
    """Where nobody can administer, say how somebody comes to."""
    if not people.somebody_administers(at=now()):
        say("아직 관리 담당이 없어요. 다른 창에서 다음을 실행해 주세요:")
        say(f"  dure administrator 메일주소 --name 이름 --data {settings.DATA}")
