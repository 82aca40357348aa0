"""The two kinds of writing functions: a verb opens its transaction, a part joins the one it is called in."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, NewType, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import IntegrityError, models, transaction

from dure.platform.actor import Actor
from dure.platform.models import IdempotencyKey

Key = NewType("Key", str)
NO_KEY = Key("")
"""For commands and the rehearsal: nobody presses their button twice."""

P = ParamSpec("P")
R = TypeVar("R")


class _KeyTaken(Exception):
    """Another request with the same key came first."""


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """One durable transaction; the outcome is kept under the key, so that a repeat answers the same and acts once."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        key, by, at = cast("Key", kwargs.get("key", NO_KEY)), cast("Actor", kwargs["by"]), cast("datetime", kwargs["at"])
        try:
            with transaction.atomic(durable=True):
                row = _take(name, by, key, at) if key else None
                outcome = function(*args, **kwargs)
                if row is not None:
                    row.outcome = _pack(outcome)
                    row.save(update_fields=["outcome"])
                return outcome
        except _KeyTaken:
            kept = IdempotencyKey.objects.get(verb=name, account_id=by.account_id or 0, key=key)
            return cast("R", _unpack(kept.outcome))

    return run


def part(function: Callable[P, R]) -> Callable[P, R]:
    """A piece of a verb that another app's verb calls through a facade; it never stands alone."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError(f"{function.__qualname__} belongs inside a verb's transaction")
        return function(*args, **kwargs)

    return run


def _take(name: str, by: Actor, key: Key, at: datetime) -> IdempotencyKey:
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(verb=name, account_id=by.account_id or 0, key=key, at=at)
    except IntegrityError as taken:
        raise _KeyTaken from taken


def _pack(outcome: Any) -> Any:
    if isinstance(outcome, models.Model):
        return {"model": outcome._meta.label, "pk": outcome.pk}
    return {"value": outcome}


def _unpack(kept: Any) -> Any:
    if kept and "model" in kept:
        return apps.get_model(kept["model"])._base_manager.get(pk=kept["pk"])
    return kept["value"] if kept else None
