"""No address, search, filter, export, suggestion or guessed reference tells a fact of another company.

Each walk asks for every address there is, by own references and by foreign ones, and looks for the other company's
names, references, numbers, codes and people in whatever comes back. The last looks forget every `visible_to`: then the
database alone keeps foreign rows away, in each column that participants may read and at each address.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection, transaction

from accounts.models import User
from participants.access import acting_for, memberships_of
from participants.models import Membership
from portal.scoping import wall
from portal.tests.access.asking import (
    CLASSES,
    KNOWN,
    PUBLIC_OF_A_STUB,
    ending_in,
    everything,
    leaks,
    lets_in,
    refs_of_learning,
    secrets_of,
    text_of,
)
from portal.tests.access.footprint import footprint, written
from portal.tests.access.profiles import PARTICIPANTS, STAFF
from portal.tests.access.rows import ROWS, kwargs_of
from portal.tests.access.world import World, client_of, names_of

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


@pytest.mark.parametrize("persona", ["member", "org_admin", "prospect"])
def test_nothing_of_others_and_of_the_staff_reaches_a_participants_user(persona: str, among: World) -> None:
    """Of two other companies, one of them restricted, and of what the staff writes among itself about the own one."""
    rows = among.lantern
    inner = {rows.note.text, rows.note.ref, rows.waiver.reason, rows.waiver.ref}
    secrets = secrets_of(among, "mesa") | secrets_of(among, "harbor") | inner
    walk = everything(among, rows, among.mesa, among.harbor)
    assert leaks(among.clients[persona], walk, secrets) == []


def test_nothing_of_prairie_lantern_reaches_the_outsider(among: World) -> None:
    walk = everything(among, among.mesa, among.lantern)
    assert leaks(among.clients["outsider"], walk, secrets_of(among, "lantern")) == []


def test_an_agent_sees_one_principal_at_a_time(among: World) -> None:
    """The switcher names the other principal, and nothing else does."""
    person = among.people["agent"]
    theirs = Membership.objects.get(user=person, participant=among.lantern.participant)
    client = client_of(person)
    assert client.post("/my/switch/", {"membership": theirs.ref}).status_code == 302
    secrets = secrets_of(among, "mesa") - {among.mesa.participant.name}
    assert leaks(client, everything(among, among.lantern, among.mesa), secrets) == []


def test_a_narrowed_member_sees_the_registrations_of_the_membership_only(among: World) -> None:
    with transaction.atomic():
        membership = among.lantern.membership
        membership.narrowed = True
        membership.save(update_fields=["narrowed"])
        membership.registrations.set([among.lantern.qse])
        other, unit = among.lantern.re, among.lantern.resource
        # The unit's code is not among them: the QSE of the membership represents that unit and so names it.
        secrets = {other.ref, other.short_name, other.duns, unit.ref}
        walk = everything(among, among.lantern, among.mesa)
        found = leaks(among.clients["member"], walk, secrets | secrets_of(among, "mesa"))
        transaction.set_rollback(True)
    assert found == []


@pytest.mark.parametrize(
    "persona",
    [
        "manager",
        # The walk takes longest of all, and these three meet the same scopes: with the large tests.
        pytest.param("colleague", marks=pytest.mark.scale),
        pytest.param("specialist", marks=pytest.mark.scale),
        pytest.param("coordinator", marks=pytest.mark.scale),
    ],
)
def test_of_a_restricted_company_others_see_the_stub_only(persona: str, among: World) -> None:
    """Who runs the training sees besides who of the company sits in classes, on pages about classes only."""
    rows = among.harbor
    public = {getattr(rows.participant, name) for name in PUBLIC_OF_A_STUB}
    secrets = secrets_of(among, "harbor") | {rows.participant.restricted_reason} - public
    secrets -= public
    own_rows, asking = persona in {"manager", "coordinator"}, persona != "manager"
    walk = everything(among, among.lantern, rows, people=STAFF, naming=own_rows, asking=asking)
    found = leaks(among.clients[persona], walk, secrets)
    if persona == "coordinator":
        learners = {rows.contact.name, rows.user.name} | refs_of_learning(rows)
        found = [told for told in found if not (told.startswith(CLASSES) and told.endswith(ending_in(learners)))]
    assert found == []


def test_the_stub_names_the_company_its_roles_and_its_account_manager(among: World) -> None:
    response = among.clients["colleague"].get(among.harbor.participant.get_absolute_url())
    text = text_of(response)
    assert response.status_code == 200
    assert all(shown in text for shown in ("Quiet Harbor Storage", "QSE", "RE", "Ruth Senior"))


def test_whose_last_membership_ended_reaches_nothing_of_the_company(among: World) -> None:
    person: User = among.people["member"]
    with transaction.atomic():
        Membership.objects.filter(user=person).update(ended_at=among.now)
        walk = everything(among, among.lantern, among.mesa)
        # One's own card, and the membership that one's own (now useless) tokens name, stay one's own.
        own = {person.email, person.name, person.ref, among.lantern.membership.ref}
        found = leaks(client_of(person), walk, secrets_of(among, "lantern") - own)
        transaction.set_rollback(True)
    assert found == []


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
            if not sends(key):
                continue
            found += [f"{method} {path}: {code}" for method, code in sent(client, key, path) if code < 300]
        assert found == []
        assert written(before) == []
        transaction.set_rollback(True)


def sends(key: str) -> bool:
    """Whether somebody of the participants' side may send to the address at all."""
    given = [words for words in (ROWS[key].post, ROWS[key].patch) if words is not None]
    return any(words.get(persona) == "ok" for words in given for persona in PARTICIPANTS)


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
