"""Every address there is, asked by own references and by foreign ones, and what comes back searched for secrets."""

import io
import zipfile
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.db.models import Model

from participants.models import Contact
from portal.tests.access.addresses import addresses
from portal.tests.access.profiles import PARTICIPANTS, Row
from portal.tests.access.rows import ROWS, kwargs_of
from portal.tests.access.told import facts_of, names_of
from portal.tests.access.world import World

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


def questions(rows: SimpleNamespace, *, at_the_desk: bool) -> Iterator[str]:
    """Searches and filters for a company's facts, and those that name nothing.

    To whom the desk is closed its addresses are not there, whatever they are asked: they ask each for one fact.
    """
    words = [asked(row) for row in (rows.participant.name, rows.participant.duns, rows.contact.name)]
    words += [asked(rows.resource.code), asked(rows.qse.short_name), asked(rows.participant.ref), ""]
    for word in words:
        yield f"/search/?q={word}"
        for address in ASKED_AT_THE_DESK:
            if at_the_desk or address.startswith("/my/") or word == words[0]:
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
        yield from questions(company, at_the_desk=people != PARTICIPANTS)


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
