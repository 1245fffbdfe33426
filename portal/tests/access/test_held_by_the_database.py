"""With every `visible_to` forgotten, the database alone keeps foreign references from participants' people.

Two looks: at the tables themselves, each column that participants may read, and through every address and method.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection, transaction

from participants.access import acting_for, memberships_of
from portal.scoping import wall
from portal.tests.access.footprint import footprint, written
from portal.tests.access.profiles import PARTICIPANTS
from portal.tests.access.rows import ROWS, kwargs_of
from portal.tests.access.test_leaks import KNOWN, leaks, lets_in, secrets_of
from portal.tests.access.world import World, names_of

pytestmark = pytest.mark.django_db

EVERYTHING = lambda rows, user: rows  # noqa: E731 - stands for a forgotten `visible_to`
# Whose company is which, and which companies are foreign to it: of an agent the one not acted for.
FOREIGN = {
    "member": ("mesa", "harbor"),
    "org_admin": ("mesa", "harbor"),
    "outsider": ("lantern", "harbor"),
    "agent": ("lantern", "harbor"),
    "prospect": ("mesa", "lantern", "harbor"),
}
JSON = "application/json"
# What a link in a mail opens to whoever holds it, and one's account, which is written outside the wall: their
# actions ask who owns the row.
BY_LINK = {"invitation-answer", "issues:watching-leave", "outbox:unsubscribe", "account_reset_password_from_key"}
OUTSIDE = BY_LINK | {"rest:tokens-detail"}


@pytest.fixture(scope="module")
def readable(among: World) -> str:
    """One statement that tells every column participants have a right to, of every row, table by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY column_name)"
            " FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY (%s)"
            " AND has_column_privilege(%s, quote_ident(table_name), column_name, 'SELECT') GROUP BY 1",
            [[model._meta.db_table for model in apps.get_models(include_auto_created=True)], wall.ROLE],
        )
        open_ = cursor.fetchall()
    assert len(open_) > 60
    return " UNION ALL ".join(
        f"SELECT '{table}', coalesce(string_agg(told, ' '), '') FROM (SELECT ROW({columns})::text AS told FROM {table})"
        f" AS rows_of_{table}"
        for table, columns in open_
    )


@pytest.mark.parametrize("persona", FOREIGN)
def test_no_column_of_any_table_tells_of_a_foreign_company(persona: str, among: World, readable: str) -> None:
    person = among.people[persona]
    acting = acting_for(person, memberships_of(person, among.now)[0])
    with wall.inside(acting), connection.cursor() as cursor:
        cursor.execute(readable)
        told = dict(cursor.fetchall())
    secrets = set.union(*(secrets_of(among, company) for company in FOREIGN[persona]))
    secrets -= {person.email, person.name, person.ref}
    assert [(table, secret) for table, text in told.items() for secret in secrets if secret in text] == []


def test_foreign_references_find_nothing_where_every_scope_is_forgotten(among: World) -> None:
    """As the administrator of the other company, through every address that takes a reference, by every method."""
    client = among.clients["outsider"]
    foreign = among.named | names_of(among.lantern)
    asked = [
        (address.key, address.path(kwargs_of(ROWS[address.key], foreign)))
        for address in KNOWN
        if address.parameters and address.key not in OUTSIDE and lets_in_any(address.key)
    ]
    before = footprint()
    with ExitStack() as stack, transaction.atomic():
        for rows in scoped():
            stack.enter_context(patch.object(rows, "visible_to", EVERYTHING))
        found = leaks(client, (path for _, path in asked), secrets_of(among, "lantern"))
        # What the database refuses altogether is held as well.
        found = [told for told in found if not told.endswith("answers 500")]
        for key, path in asked:
            found += [f"{method} {path}: {code}" for method, code in sent(client, key, path) if code < 300]
        assert found == []
        assert written(before) == []
        transaction.set_rollback(True)


def lets_in_any(key: str) -> bool:
    row = ROWS[key]
    words = [row.words(method) for method in ("get", "post", "patch")]
    return lets_in(row, PARTICIPANTS) or any(one.get(persona) == "ok" for one in words for persona in PARTICIPANTS)


def scoped() -> Iterator[type]:
    """Every class of rows that says what a person may see."""
    classes = {type(model._default_manager.get_queryset()) for model in apps.get_models()}
    for rows in {base for one in classes for base in one.__mro__}:
        if "visible_to" in vars(rows):
            yield rows


def sent(client: Any, key: str, path: str) -> Iterator[tuple[str, int]]:
    cookies = client.cookies.copy()
    for method in ("post", "patch") if key.startswith("rest:") else ("post",):
        given = {"data": {}, "content_type": JSON} if key.startswith("rest:") else {}
        with transaction.atomic():
            code = getattr(client, method)(path, **given).status_code
        client.cookies = cookies.copy()
        yield method, code
