"""One foreign reference per noun, on every address of the participants' side that takes one.

A walk tells of each answer which `visible_to` was called for it. It depends on no other, so that forgetting one at a
time needs few more questions than the walk itself.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

from django.apps import apps
from django.conf import urls
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponseNotFound

from portal.tests.access.asking import KNOWN
from portal.tests.access.profiles import PARTICIPANTS, Profile
from portal.tests.access.rows import ROWS, kwargs_of
from portal.tests.access.told import names_of
from portal.tests.access.world import World

JSON: Final = "application/json"
METHODS: Final = ("get", "post", "patch")
# That there is no such page is not drawn each time.
UNDRAWN: Final = patch.object(urls, "handler404", lambda request, exception: HttpResponseNotFound())
EVERYTHING = lambda rows, user: rows  # noqa: E731 - stands for a forgotten `visible_to`


@dataclass(frozen=True)
class Asked:
    """One question, its answer, and the classes of rows whose `visible_to` was called for it.

    `barred`: the database refused to tell what was asked of it.
    """

    key: str
    path: str
    method: str
    code: int
    used: frozenset[type]
    barred: bool

    @property
    def is_refused(self) -> bool:
        """Not found, no method of the address at all, or not told by the database."""
        return self.code in (404, 405) or self.barred

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.key}): {self.code}"


@cache
def scoped() -> tuple[type, ...]:
    """Every class of rows that says what a person may see."""
    classes = {type(model._default_manager.get_queryset()) for model in apps.get_models()}
    found = {base for one in classes for base in one.__mro__ if "visible_to" in vars(base)}
    return tuple(sorted(found, key=lambda one: f"{one.__module__}.{one.__qualname__}"))


def naming(among: World, company: SimpleNamespace) -> Iterator[tuple[str, str, str]]:
    """What names a row of the company, by each method of the address: its key, its path and the method.

    Without what is open to whoever holds a link or a number, and without what nobody of the participants' side reaches,
    whatever it names: the matrix asks there.
    """
    every = [among.named | names_of(one) | one.also_named for one in (among.lantern, among.mesa, among.harbor)]
    for address in KNOWN:
        row = ROWS[address.key]
        told = [kwargs_of(row, names) for names in every]
        if told[0] == told[1]:
            continue
        path = address.path(kwargs_of(row, among.named | names_of(company) | company.also_named))
        yield from ((address.key, path, method) for method in METHODS if _is_open(getattr(row, method)))


def _is_open(words: Profile | None) -> bool:
    """Whether somebody of the participants' side may ask so, or is told that they may not."""
    if words is None or words.get("anonymous") == "ok":
        return False
    return any(words.get(persona) in ("ok", "forbidden", "confirm") for persona in PARTICIPANTS)


def walk(client: Any, asked_for: Iterable[tuple[str, str, str]]) -> Iterator[Asked]:
    """Ask each (key, path, method); who asks stays signed in, and what an answer wrote stays written."""
    cookies = client.cookies.copy()
    with noted() as used, raised() as errors, UNDRAWN:
        for key, path, method in asked_for:
            used.clear()
            errors.clear()
            given = {"data": {}, "content_type": JSON} if key.startswith("rest:") and method != "get" else {}
            with transaction.atomic():
                code = getattr(client, method)(path, **given).status_code
            client.cookies = cookies.copy()
            yield Asked(key, path, method, code, frozenset(used), bool(errors) and "permission denied" in errors[0])


@contextmanager
def raised() -> Iterator[list[str]]:
    """What requests end with that are not answered."""
    errors: list[str] = []

    def hear(**kept: Any) -> None:
        errors.append(str(sys.exc_info()[1]))

    got_request_exception.connect(hear)
    yield errors
    got_request_exception.disconnect(hear)


@contextmanager
def noted() -> Iterator[set[type]]:
    """Notes the classes whose `visible_to` is called."""
    used: set[type] = set()
    with ExitStack() as stack:
        for rows in scoped():
            stack.enter_context(patch.object(rows, "visible_to", _noting(rows, used)))
        yield used


def _noting(rows: type, used: set[type]) -> Any:
    asked = vars(rows)["visible_to"]

    def visible_to(self: Any, user: Any) -> Any:
        used.add(rows)
        return asked(self, user)

    return visible_to


@contextmanager
def forgotten(*classes: type) -> Iterator[None]:
    """The given classes of rows show everybody everything."""
    with ExitStack() as stack:
        for rows in classes:
            stack.enter_context(patch.object(rows, "visible_to", EVERYTHING))
        yield
