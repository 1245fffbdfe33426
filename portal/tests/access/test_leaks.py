"""No address, search, filter, export, suggestion or guessed reference tells a fact of another company.

Each walk asks for every address there is, by own references and by foreign ones, and looks for the other company's
names, references, numbers, codes and people in whatever comes back. The last looks forget every `visible_to`: then the
database alone keeps foreign rows away, in each column that participants may read and at each address.
"""

import pytest
from django.apps import apps
from django.db import connection, transaction

from accounts.models import User
from participants.access import acting_for, memberships_of
from participants.models import Membership
from portal.scoping import wall
from portal.tests.access.asking import (
    CLASSES,
    PUBLIC_OF_A_STUB,
    ending_in,
    everything,
    leaks,
    refs_of_learning,
    secrets_of,
    text_of,
)
from portal.tests.access.footprint import footprint, written
from portal.tests.access.foreign import forgotten, naming, scoped, walk
from portal.tests.access.profiles import STAFF
from portal.tests.access.world import World, client_of

pytestmark = pytest.mark.django_db

# Whose company is which, and which companies are foreign to it: of an agent the one not acted for.
FOREIGN = {
    "member": ("mesa", "harbor"),
    "org_admin": ("mesa", "harbor"),
    "outsider": ("lantern", "harbor"),
    "agent": ("lantern", "harbor"),
    "prospect": ("mesa", "lantern", "harbor"),
}


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


# The other company's administrator may most; the others meet the same rows, with the large tests.
@pytest.mark.parametrize(
    "persona", [one if one == "outsider" else pytest.param(one, marks=pytest.mark.scale) for one in FOREIGN]
)
def test_a_foreign_reference_is_not_found_also_where_one_scope_is_forgotten(persona: str, among: World) -> None:
    """By each method of every address that takes one; of the forgotten scope the database alone keeps the rows away."""
    client = among.clients[persona]
    before = footprint()
    with transaction.atomic():
        asked = list(walk(client, naming(among, getattr(among, FOREIGN[persona][0]))))
        found = [str(one) for one in asked if one.code not in (404, 405)]
        for rows in frozenset().union(*(one.used for one in asked)):
            with forgotten(rows):
                again = walk(client, ((one.key, one.path, one.method) for one in asked if rows in one.used))
                found += [f"{rows.__qualname__} forgotten: {one}" for one in again if not one.is_refused]
        assert not found, "\n".join(found)
        assert written(before) == []
        transaction.set_rollback(True)
    assert len(asked) > 300


def test_foreign_references_find_nothing_where_every_scope_is_forgotten(among: World) -> None:
    """As the administrator of the other company: what is read there tells nothing of the company, whatever it is."""
    before = footprint()
    paths = (path for _, path, method in naming(among, among.lantern) if method == "get")
    with forgotten(*scoped()), transaction.atomic():
        found = leaks(among.clients["outsider"], paths, secrets_of(among, "lantern"))
        # What the database refuses altogether is held as well.
        assert [told for told in found if not told.endswith("answers 500")] == []
        asked = (one for one in naming(among, among.lantern) if one[2] != "get")
        assert [str(one) for one in walk(among.clients["outsider"], asked) if one.code < 300] == []
        assert written(before) == []
        transaction.set_rollback(True)
