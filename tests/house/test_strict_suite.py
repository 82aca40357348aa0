"""Controls: the suite really is as strict as it says."""

import socket
import warnings
from datetime import datetime

import pytest
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.template import Context, engines
from pytest_socket import SocketConnectBlockedError

from dure.platform.models import Mark, TickRun
from tests.strict import OURS, UnknownTemplateVariable


def template(source: str, name: str):
    from django.template.base import Origin, Template

    return Template(source, origin=Origin(name), name=name, engine=engines["django"].engine)


def test_a_variable_nobody_gave_fails_in_our_templates():
    with pytest.raises(UnknownTemplateVariable, match="nobody gave"):
        template("{{ unknown }}", f"{OURS}/desks/templates/page.html").render(Context({}))


def test_other_peoples_templates_may_ask_for_it():
    assert template("{{ unknown }}", "allauth/page.html").render(Context({})) == ""


def test_a_given_variable_is_shown():
    assert template("{{ given }}", f"{OURS}/desks/templates/page.html").render(Context({"given": "두레"})) == "두레"


def test_nothing_reaches_beyond_this_machine():
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("anything", stacklevel=1)


def test_an_unordered_list_cannot_be_paged(db):
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Mark.objects.order_by(), 1).page(1)


def test_a_date_without_a_zone_cannot_be_stored(db):
    with pytest.raises(RuntimeWarning, match="naive"):
        TickRun.objects.create(name="naive", slot=datetime(2021, 2, 22), begun_at=datetime(2021, 2, 22))  # noqa: DTZ001
