"""Every address of the portal, asked by every kind of person: who gets in, and who writes nothing.

A new URL fails here until it has a row in `rows/`. For whoever is not let in, and for every GET, not one table of
the database may differ afterwards.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import transaction
from django.template.response import SimpleTemplateResponse

from portal.audit.models import AuditEvent
from portal.tests.access import admin_forms
from portal.tests.access.addresses import addresses
from portal.tests.access.footprint import footprint, written
from portal.tests.access.profiles import API_METHOD, few
from portal.tests.access.rows import ROWS, kwargs_of
from portal.tests.access.world import World
from portal.web.admin_site import CatalogAdmin

pytestmark = pytest.mark.django_db

JSON = "application/json"
METHODS = ("get", "post", "patch")
KNOWN = {address.key: address for address in addresses()}
KEYS = sorted(ROWS.keys() & KNOWN.keys())
AT_ONCE = 24
GROUPS = [tuple(KEYS[begin : begin + AT_ONCE]) for begin in range(0, len(KEYS), AT_ONCE)]
# For others the answer is asked without its text, which the walks that look for leaks read in full.
DRAWN_FOR = {"supervisor", "org_admin"}
UNDRAWN = patch.object(SimpleTemplateResponse, "rendered_content", "")


@pytest.fixture(scope="module")
def untouched(among: World) -> dict[str, str]:
    """What the database holds before anybody asked for anything."""
    return footprint()


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert {"without a row": KNOWN.keys() - ROWS.keys(), "without an address": ROWS.keys() - KNOWN.keys()} == {
        "without a row": set(),
        "without an address": set(),
    }


def test_rows_name_the_parameters_of_their_addresses() -> None:
    named = {key: tuple(name for name, _ in row.names) for key, row in ROWS.items() if key in KNOWN}
    assert {key: names for key, names in named.items() if set(names) != set(KNOWN[key].parameters)} == {}


@pytest.mark.parametrize("keys", GROUPS, ids=lambda keys: keys[0])
def test_whoever_asks_gets_the_answer_of_the_row(
    keys: tuple[str, ...], among: World, untouched: dict[str, str]
) -> None:
    """Some addresses at once, since to compare a whole database takes its time; where it differs, one by one."""
    wrong, tables = answers(keys, among, untouched)
    if tables:
        for key in keys:
            _, own = answers((key,), among, untouched)
            wrong += [f"{key}: written to {table} by somebody not let in, or by reading" for table in own]
    assert not wrong, "\n".join(wrong)
    assert not tables, f"written to {tables}"


def answers(keys: tuple[str, ...], among: World, untouched: dict[str, str]) -> tuple[list[str], list[str]]:
    """The answers that are not those of the rows, and the tables that were written to."""
    wrong = []
    with transaction.atomic():
        for key in keys:
            # Each address is asked anew: else throttles would count what was asked of the others.
            cache.clear()
            for persona, method, expected in questions(key):
                word = undone(among, key, persona, method) if expected == "ok" and method != "get" else None
                word = word or ask(among, key, persona, method)
                if word != expected:
                    wrong.append(f"{key}: {method} as {persona}: {word}, expected {expected}")
        tables = written(untouched)
        transaction.set_rollback(True)
    return wrong, tables


def undone(among: World, key: str, persona: str, method: str) -> str:
    """The answer to who may write; what was written is taken back."""
    with transaction.atomic():
        word = ask(among, key, persona, method)
        transaction.set_rollback(True)
    return word


def questions(key: str) -> Iterator[tuple[str, str, str]]:
    """Everybody by the methods that the row gives; one of each kind by those that nobody may use."""
    methods = METHODS if key.startswith("rest:") else METHODS[:2]
    for method in methods:
        words = ROWS[key].words(method)
        nobodys = getattr(ROWS[key], method) in (None, API_METHOD)
        for persona, expected in (few(words) if nobodys else words).items():
            yield persona, method, expected


def ask(among: World, key: str, persona: str, method: str) -> str:
    """The answer in one word; the person stays signed in, whatever it was."""
    client = among.clients[persona]
    cookies = client.cookies.copy()
    path = KNOWN[key].path(kwargs_of(ROWS[key], among.named))
    given = {} if method == "get" else {"data": {}, "content_type": JSON} if key.startswith("rest:") else {}
    with nullcontext() if persona in DRAWN_FOR else UNDRAWN:
        response = getattr(client, method)(path, **given)
    client.cookies = cookies
    return word_of(response)


def word_of(response: Any) -> str:
    code = response.status_code
    if code in (301, 302):
        target = response["Location"]
        if target.startswith(("/accounts/login/?", "/admin/login/")):
            return "login"
        return "confirm" if "/reauthenticate/" in target else "ok"
    words = {401: "login", 403: "forbidden", 404: "missing", 405: "method", 400: "ok", 409: "ok", 422: "ok"}
    return words.get(code, "ok" if 200 <= code < 300 else str(code))


def test_nothing_changes_through_the_admin_without_an_action(among: World) -> None:
    """Every form, field, button and bulk action of every model, as the one who may most."""
    client, wrong, changed = among.clients["supervisor"], [], set()
    for model, offers in admin_forms.registered():
        row = model._default_manager.order_by("-pk").first()
        assert row is not None, f"The world has no {model._meta.verbose_name}."
        before, last = admin_forms.held(model), AuditEvent.objects.latest("pk").pk
        for words, path, given in list(admin_forms.sendings(client, model, row)):
            with transaction.atomic():
                client.post(path, given)
                after = admin_forms.held(model)
                if after != before:
                    changed.add(offers)
                    found = admin_forms.unrecorded(model, before, after, last)
                    wrong += [f"{model._meta.label}: {words}: {one}" for one in found]
                transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)
    # Else all of the above would have been refused for some other reason.
    editable = {offers for _, offers in admin_forms.registered() if isinstance(offers, CatalogAdmin)}
    assert changed == editable
