"""No address, search, filter, export, suggestion or guessed reference tells a fact of another company.

Each walk asks for every address there is, by own references and by foreign ones, and looks for the other company's
names, references, numbers, codes and people in whatever comes back.
"""

import io
import zipfile
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model

from accounts.models import User
from participants.models import Contact, Membership
from portal.tests.access.addresses import addresses
from portal.tests.access.profiles import PARTICIPANTS, STAFF, Row
from portal.tests.access.rows import ROWS, kwargs_of
from portal.tests.access.world import World, client_of, facts_of, names_of

pytestmark = pytest.mark.django_db

KNOWN = [address for address in addresses() if address.key in ROWS]
NOUNS = ("participants", "registrations", "contacts", "contact-roles", "memberships", "agencies", "resources")
NOUNS += ("representations", "assignments", "follow-ups", "official-letters", "tokens", "departments", "market-roles")
NOUNS += ("changes", "bank-accounts")
NOUNS += ("sessions", "enrollments")
NOUNS += ("checklists", "checklist-items", "item-evidence", "waivers")
NOUNS += ("certificates", "attendance", "test-results")
# Where staff search, filter, export and get suggestions; a participant's user asks there in vain.
ASKED_AT_THE_DESK = (
    "/participants/?q={}",
    "/participants/changes/?q={}",
    "/participants/?q={}&export=csv",
    "/participants/?q={}&export=xlsx",
    "/participants/options/company/?q={}",
    "/participants/options/qse/?q={}",
    "/participants/follow-ups/?responsible=all&view=upcoming&q={}",
    "/participants/obligations/?responsible=all&view=all&q={}",
    "/participants/obligations/?responsible=all&view=all&participant={}",
    "/participants/obligations/review/?department=&q={}",
    "/my/obligations/?view=review&after={}",
    "/training/sessions/?view=all&q={}",
    "/my/training/sessions/?q={}",
    "/my/training/sessions/?view=own&after={}",
    "/participants/reviews/?whose=all&q={}",
    "/training/results/certificates/?view=all&q={}",
    "/training/results/certificates/?view=all&export=csv&q={}",
    "/audit/?q={}",
)
# What a link in a mail opens to whoever holds it: asked by the own link only.
BY_LINK = {"invitation-answer"}
PUBLIC_OF_A_STUB = ("name", "ref")
CLASSES = ("/training/sessions/", "/training/results/", "/api/v1/enrollments/", "/api/v1/certificates/")
CLASSES += ("/api/v1/attendance/", "/api/v1/test-results/")


def asked(told: str) -> str:
    """All but the last letter: pages repeat what was asked for, which is no leak."""
    return told[:-1]


def questions(rows: SimpleNamespace) -> Iterator[str]:
    """Searches and filters for a company's facts, and those that name nothing."""
    words = [asked(row) for row in (rows.participant.name, rows.participant.duns, rows.contact.name)]
    words += [asked(rows.resource.code), asked(rows.qse.short_name), asked(rows.participant.ref), ""]
    for word in words:
        yield f"/search/?q={word}"
        for address in ASKED_AT_THE_DESK:
            yield address.format(word)
    for noun in NOUNS:
        for word in words:
            yield f"/api/v1/{noun}/?page_size=200&search={word}"
        yield f"/api/v1/{noun}/?participant={rows.participant.ref}"


def lets_in(row: Row, people: tuple[str, ...]) -> bool:
    """Whether the matrix lets in any of these people: to all others the page is not there, whatever it names."""
    words = row.words("get")
    return any(words.get(persona, "ok") not in {"missing", "method", "login"} for persona in people)


def everything(
    among: World,
    *companies: SimpleNamespace,
    people: tuple[str, ...] = PARTICIPANTS,
    naming: bool = True,
    asking: bool = True,
) -> Iterator[str]:
    """Every address to which such people are let in, naming rows of each company, and questions for all but the first,
    which is one's own.

    Without `naming` rows of the own company are not named: only what needs no row, and foreign ones. Without `asking`
    nothing is searched for, where somebody who sees as much does.
    """
    own, *foreign = companies
    for address in KNOWN:
        row = ROWS[address.key]
        if not lets_in(row, people):
            continue
        if not address.parameters or address.key in BY_LINK:
            yield address.path(kwargs_of(row, among.named | names_of(own)))
            continue
        for company in companies if naming else foreign:
            yield address.path(kwargs_of(row, among.named | names_of(company)))
    for company in foreign if asking else ():
        yield from questions(company)


def leaks(client: Any, asked_for: Iterator[str], secrets: set[str]) -> list[str]:
    """Where one of the secrets came back; every answer is undone."""
    found = []
    cookies = client.cookies.copy()
    for path in asked_for:
        with transaction.atomic():
            response = client.get(path)
            transaction.set_rollback(True)
        client.cookies = cookies.copy()
        text = text_of(response)
        if response.status_code >= 500:
            found.append(f"{path} answers {response.status_code}")
        found += [f"{path} ({response.status_code}) tells {secret!r}" for secret in secrets if secret in text]
    return found


def refs_of_learning(rows: SimpleNamespace) -> set[str]:
    """The references of a company's people and of their rows of training."""
    kept = [row for row in vars(rows).values() if isinstance(row, Contact) or is_of_training(row)]
    return {row.ref for row in kept if hasattr(row, "ref")}


def is_of_training(row: Any) -> bool:
    return isinstance(row, Model) and row._meta.app_label == "training"


def ending_in(secrets: set[str]) -> tuple[str, ...]:
    return tuple(f"tells {secret!r}" for secret in secrets)


def text_of(response: Any) -> str:
    """The body and the headers; of a workbook what its parts say."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return f"{body.decode(errors='replace')} {response.headers}"


def secrets_of(among: World, company: str, persona: str | None = None) -> set[str]:
    """Facts of a company and of the person who acts for it."""
    rows = getattr(among, company)
    person = rows.user
    return facts_of(rows) | {person.email, person.name, person.ref}


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


@pytest.mark.parametrize("persona", ["manager", "colleague", "specialist", "coordinator"])
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
